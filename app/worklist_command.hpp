// `worklist`: the lists of corrections after the last run, on the terminal or as files a mahalle.
#pragma once

#include "report/correction_list.hpp"
#include "sync/settings.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::app {

struct WorklistOptions {
  report::CorrectionFilter filter;
  std::string state = "open";  ///< "open", "closed", "all"
  bool json = false;
  std::string format;          ///< "csv", "xlsx", "gml": files into `out`; empty: lines
  std::filesystem::path out;
};

/// Prints the corrections that pass the filter, or writes them as files. Returns 2 when files are
/// wanted and nobody says where.
/// Errors: sql::DatabaseError, config::ConfigError, exporters::ExportError.
int worklist_command(const sync::Settings& settings, WorklistOptions options);

/// Writes each list of each mahalle into a file of `folder`, whose lists of an earlier run in this
/// format are removed. `worklist_json`: the `worklist` of a report. Returns the files.
/// Errors: exporters::ExportError, std::filesystem::filesystem_error, std::invalid_argument.
std::vector<std::filesystem::path> write_corrections(std::string_view format,
                                                     const std::string& worklist_json,
                                                     const report::CorrectionFilter& filter,
                                                     const sync::Settings& settings,
                                                     const std::filesystem::path& folder);

}  // namespace uavt::app
