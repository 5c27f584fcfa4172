// How values are written for people: numbers, dates and words in Turkish or English, and text from
// data without anything a terminal would obey.
#pragma once

#include "sync/finding.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace uavt::report {

/// Control characters, terminal escapes, line ends and invisible direction marks as visible signs
/// (ESC → "␛", U+202E → "<U+202E>"); bytes that are no UTF-8 as U+FFFD.
[[nodiscard]] std::string visible(std::string_view text);

/// At most `code_points` of a text, with "…" when something was left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t code_points);

/// 1204 → "1.204" or "1,204".
[[nodiscard]] std::string number(std::uint64_t value, sync::Language language);

/// 12.5 → "12,5" or "12.5": at most `digits` decimals, no trailing zeros. "–" for not-a-number.
[[nodiscard]] std::string decimal(double value, int digits, sync::Language language);

/// 0.62 → "%62" or "62%", one decimal.
[[nodiscard]] std::string percent(double share, sync::Language language);

/// "2026-11-20T23:14:05Z" → "21.11.2026 02:14" or "21 Nov 2026 02:14", in Türkiye's time.
/// A text that is no such time comes back visible.
[[nodiscard]] std::string moment(std::string_view iso_utc, sync::Language language);

/// "2026-11-01" → "01.11.2026" or "1 Nov 2026".
[[nodiscard]] std::string day(std::string_view iso_date, sync::Language language);

/// "bagimsiz_bolum" → "Bağımsız bölüm" or "Unit"; an unknown name comes back as it is.
[[nodiscard]] std::string layer_word(std::string_view layer, sync::Language language);
/// "cbs" → "CBS", "takbis" → "TAKBİS".
[[nodiscard]] std::string register_word(std::string_view reg);
/// "error" → "HATA" or "ERROR".
[[nodiscard]] std::string severity_word(std::string_view severity, sync::Language language);

/// One message argument. The name says what the value is: `…_m` metres, `…_m2` square metres,
/// `…share` a share, `x` and `y` coordinates, `count`, `rows`, `parts` numbers of things.
[[nodiscard]] std::string argument_text(std::string_view name, const sync::ArgumentValue& value,
                                        sync::Language language);

}  // namespace uavt::report
