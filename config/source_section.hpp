// [[source]]: what is delivered, where it lies and how it is to be read.
#pragma once

#include "config/section.hpp"

namespace uavt::config {

/// Reads every [[source]] with its dictionaries and its own profile. Paths are taken from `folder`,
/// the configuration's. Whether a file is there is not asked: it may arrive later tonight.
void read_sources(const Section& root, const std::filesystem::path& folder,
                  sync::Settings& settings);

/// `path` as seen from `folder`: globs, archives and absolute paths keep their form.
[[nodiscard]] std::filesystem::path from(const std::filesystem::path& folder,
                                         const std::filesystem::path& path);

}  // namespace uavt::config
