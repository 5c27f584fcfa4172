// The sample municipality on disk: what `city` makes up, written by the exporters, with the
// configuration and the truth beside it. The demo, the tests and the benchmarks use it.
#pragma once

#include "city/city.hpp"

#include <filesystem>

namespace uavt::app {

/// Writes files, `uavt-sync.toml` and `truth.json` into `folder`; returns the configuration's path.
/// Errors: exporters::ExportError, std::filesystem::filesystem_error.
std::filesystem::path write_city(const city::City& city, const std::filesystem::path& folder);

}  // namespace uavt::app
