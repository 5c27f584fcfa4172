// report.html, the page a clerk opens at nine o'clock: one file with everything in it – markup,
// style, program (report/page/, bundled when this program is built) and the data of one report –
// that opens from a folder, a mail or a share and asks no network for anything. Text from data only
// ever travels as JSON inside a data block; the page shows it as text.
#pragma once

#include "sync/settings.hpp"

#include <string>

namespace uavt::report {

/// The page of a report. `map_json` may be empty: the page then says that there is no map, as it does
/// where that text is no JSON. `language` is the one it opens in; the reader can switch. The same
/// input gives the same bytes.
/// Errors: std::invalid_argument when the text is not a report.
[[nodiscard]] std::string html(const std::string& report_json, const std::string& map_json,
                               sync::Language language);

}  // namespace uavt::report
