// JSON values written straight into text. Findings go this way: a big first night has hundreds of
// thousands of them, and a tree for each would cost more than the run.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace uavt::report {

/// "…" with everything escaped that JSON wants; bytes that are no UTF-8 become U+FFFD, so that no
/// input can stop a report.
void append_json(std::string& out, std::string_view text);
void append_json(std::string& out, std::int64_t value);
/// At most `digits` decimals, no "-0"; null when it is not finite.
void append_json(std::string& out, double value, int digits);

/// The text, or null when it is empty.
void append_json_or_null(std::string& out, std::string_view text);

/// The value rounded to `digits` decimals.
[[nodiscard]] double rounded(double value, int digits);

}  // namespace uavt::report
