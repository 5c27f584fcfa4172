// The forms of a report that are tables for other programs: a file each, written by exporters from
// tables that report makes. They need a folder; the other forms are text and need none.
#pragma once

#include "sync/settings.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::app {

/// "xlsx": written into a folder, never to standard output.
[[nodiscard]] bool is_tables(std::string_view format);

/// "xlsx": worklist.xlsx with every finding, and `worklists`/<mahalle>.xlsx. Returns the files.
/// Errors: exporters::ExportError, std::filesystem::filesystem_error, std::invalid_argument when the
/// text is not a report.
std::vector<std::filesystem::path> write_tables(std::string_view format,
                                                const std::string& report_json,
                                                sync::Language language,
                                                const std::filesystem::path& out,
                                                const std::filesystem::path& worklists);

}  // namespace uavt::app
