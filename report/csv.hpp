// Worklists, one a mahalle, for whoever corrects records with a spreadsheet beside him.
#pragma once

#include "sync/settings.hpp"

#include <string>
#include <vector>

namespace uavt::report {

/// One worklist.
struct Worklist {
  std::string file;  ///< "40123.csv"; "mahallesiz.csv" for findings without a mahalle
  std::string content;
};

/// The worklists: UTF-8 with a mark, semicolons, every cell quoted, the columns named in Turkish in
/// either language. That of findings without a mahalle is last and always there. A finding is one
/// line; where its other rows do not fit into a spreadsheet's cell, lines with the same number and
/// nothing but the next rows follow.
/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] std::vector<Worklist> csv(const std::string& report_json, sync::Language language);

}  // namespace uavt::report
