// The report as JUnit XML, which build servers and dashboards show: a rule of the catalogue is a
// suite, so that the rules that found nothing are seen to have been asked.
#pragma once

#include "sync/settings.hpp"

#include <string>

namespace uavt::report {

/// One suite a rule, one case a finding, named by layer, key and fingerprint so that it is the same
/// case on every night. Open errors and warnings fail. What informs or was fixed passes and tells
/// its finding in `system-out`; what was waived is skipped. A rule that found nothing has one
/// passing case. Rules this version does not know come last.
/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] std::string junit(const std::string& report_json, sync::Language language);

}  // namespace uavt::report
