// The forms of a report that are tables for other programs: a file each, written by exporters from
// tables that report makes. They need a folder; the other forms are text and need none.
#pragma once

#include "sync/settings.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::app {

/// "xlsx", "gpkg": written into a folder, never to standard output.
[[nodiscard]] bool is_tables(std::string_view format);

/// What tables are made from.
struct ReportSource {
  std::string report_json;
  std::string map_json;  ///< empty: the run left none, its shapes are left out
  sync::Language language{};
};

/// "xlsx": worklist.xlsx with every finding, and one a mahalle in `worklists`. "gpkg":
/// findings.gpkg. Returns the files.
/// Errors: exporters::ExportError, std::filesystem::filesystem_error, std::invalid_argument when a
/// text is not a report or not a map.
std::vector<std::filesystem::path> write_tables(std::string_view format,
                                                const ReportSource& source,
                                                const std::filesystem::path& out,
                                                const std::filesystem::path& worklists);

}  // namespace uavt::app
