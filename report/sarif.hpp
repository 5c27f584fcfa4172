// The report as SARIF 2.1.0 (OASIS), which issue trackers, editors and code hosts read: each rule
// of the catalogue a rule, each finding a result that keeps its fingerprint from night to night.
#pragma once

#include "sync/settings.hpp"

#include <string>

namespace uavt::report {

/// One run with every finding, one result a line. A row is a logical location `register/layer/key`
/// and, where its source is one file, that file as a relative URI; the record's number is a
/// property, for a record is no line of text. What was fixed is `absent`, what was waived is
/// suppressed with its justification; a waived or persisting finding is `unchanged`, a reopened one
/// `new`, as is one that was found tonight under the waiver of its rule.
/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] std::string sarif(const std::string& report_json, sync::Language language);

}  // namespace uavt::report
