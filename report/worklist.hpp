// Worklists as tables, for whoever corrects records with a spreadsheet beside him: what the CSV and
// the XLSX form write. Cells hold what they say, visible and in words; quoting is the writer's.
#pragma once

#include "sync/settings.hpp"
#include "sync/table.hpp"

#include <string>
#include <vector>

namespace uavt::report {

/// The findings of one mahalle.
struct Worklist {
  std::string name;  ///< the mahalle's code; "mahallesiz" for findings without one
  sync::RawTable rows;
};

/// One a mahalle, by code; that of findings without a mahalle is last and always there. The columns
/// are named in Turkish in either language; all but No and Satır are text, codes too. A finding is
/// one row; where its other rows do not fit into a spreadsheet's cell, rows with the same number and
/// nothing but the next of them follow.
/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] std::vector<Worklist> worklists(const std::string& report_json,
                                              sync::Language language);

/// All findings as one such table, in the report's order.
/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] sync::RawTable whole_worklist(const std::string& report_json,
                                            sync::Language language);

}  // namespace uavt::report
