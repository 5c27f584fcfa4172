// The lists of `uavt-sync exports`: what left the database as a file, what of it was given by month,
// and whether the files somebody shows are those that were given.
#pragma once

#include "sync/settings.hpp"
#include "sync/sharing.hpp"

#include <span>
#include <string>

namespace uavt::report {

/// One paragraph an export: when, who, for whom, why, layers with their rows, files with their
/// checksums as sha256sum writes them.
[[nodiscard]] std::string export_list(std::span<const sync::GivenExport> exports,
                                      sync::Language language);
/// The same whole, as an array.
[[nodiscard]] std::string export_list_json(std::span<const sync::GivenExport> exports);

/// One line a month, recipient, layer and format.
[[nodiscard]] std::string sharing_list(std::span<const sync::SharedInMonth> months,
                                       sync::Language language);
[[nodiscard]] std::string sharing_list_json(std::span<const sync::SharedInMonth> months);

/// One line a file, and in the end whether all of them are as they were given.
[[nodiscard]] std::string delivery_list(std::int64_t number,
                                        std::span<const sync::ShownFile> files,
                                        sync::Language language);
[[nodiscard]] std::string delivery_json(std::int64_t number,
                                        std::span<const sync::ShownFile> files);

}  // namespace uavt::report
