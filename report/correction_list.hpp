// The lists of corrections as tables, for whoever types them: one a list and mahalle, in order of
// typing, with empty boxes for what only a person can write. (report/worklist.hpp is the same for
// findings.)
#pragma once

#include "sync/settings.hpp"
#include "sync/table.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace uavt::report {

/// Which corrections are wanted; an empty set lets everything through.
struct CorrectionFilter {
  std::set<std::string> lists;   ///< "uavt", "cbs"
  std::set<std::int64_t> mahalle;
  std::set<std::string> states;  ///< "open", "reopened", "closed"
};

/// One list of one mahalle.
struct CorrectionTable {
  std::string name;  ///< "uavt-40123"; "cbs-mahallesiz" for what is in no mahalle
  std::string title;  ///< "UAVT düzeltme listesi · Antalya · Örnekkent · Yeni Mah. (40123)"
  /// Columns under their Turkish headings; RawColumn::attribute is the name for programs. With
  /// points in the target CRS.
  sync::RawTable rows;
};

/// The `worklist` array of a report. Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] std::string worklist_in(const std::string& report_json);

/// By list, then mahalle. Errors: std::invalid_argument when the text is no such array.
[[nodiscard]] std::vector<CorrectionTable> correction_tables(const std::string& worklist_json,
                                                             const CorrectionFilter& filter,
                                                             const sync::Municipality& municipality,
                                                             sync::Language language);

/// Columns a printed page does without: those in which nothing stands but that nobody fills by hand,
/// and those the title says for all rows.
[[nodiscard]] std::vector<std::string> not_on_paper(const sync::RawTable& rows);
/// The same with columns named for programs, without those to be filled by hand.
[[nodiscard]] sync::RawTable for_programs(const sync::RawTable& rows);

/// Lines for a terminal, with their count. Errors: as above.
[[nodiscard]] std::string correction_lines(const std::string& worklist_json,
                                           const CorrectionFilter& filter,
                                           sync::Language language);
/// An array of those elements that pass the filter. Errors: as above.
[[nodiscard]] std::string corrections_json(const std::string& worklist_json,
                                           const CorrectionFilter& filter);

}  // namespace uavt::report
