// The worklists as delimited text, for spreadsheets of any age and for programs.
#pragma once

#include "sync/settings.hpp"
#include "sync/table.hpp"

#include <string>
#include <vector>

namespace uavt::report {

/// One worklist as a file.
struct CsvFile {
  std::string name;  ///< "40123.csv"; "mahallesiz.csv" for findings without a mahalle
  std::string content;
};

/// Any rows so: UTF-8 with a mark, semicolons, every cell quoted, CR LF. What a spreadsheet would
/// take for a formula begins with an apostrophe.
[[nodiscard]] std::string delimited(const sync::RawTable& table);

/// The worklists (report/worklist.hpp), each a file.
/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] std::vector<CsvFile> csv(const std::string& report_json, sync::Language language);

}  // namespace uavt::report
