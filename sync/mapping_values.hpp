// One delivered cell → one value. What municipalities' spreadsheets do to identifiers, numbers,
// dates and Turkish letters is undone here where it can be undone with certainty, and called by its
// name where it cannot. Nothing here knows a table, a rule or a setting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/table.hpp"

namespace uavt::sync {

/// Without blanks (no-break ones too), tabs and line ends on either side.
/// Lifetime: that of `text`.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// What a cell of an identifier column says.
///   "123" clean · "123.0", " 123", "00123", "1.315919009E+09" repaired ·
///   "0", "-1", "-", "YENI-12", "" missing · "1.23E+09", "12.5", "-7", "A12" malformed
struct CodeCell {
  enum class Outcome : std::uint8_t { clean, repaired, missing, malformed };
  Outcome outcome = Outcome::missing;
  std::int64_t value = null_integer;
};
[[nodiscard]] CodeCell code_cell(std::string_view text);
[[nodiscard]] CodeCell code_cell(std::int64_t number);
/// A whole number a file stores as a float is repaired; beyond 2^53 its digits are lost.
[[nodiscard]] CodeCell code_cell(double number);

/// True for what people write where there is nothing: "", "-", "--", "NULL", "<Null>".
[[nodiscard]] bool says_nothing(std::string_view text);

/// "12.5", "12,5", "30.107,17", "1,295.00", "1.234.567"; one separator alone is the decimal one.
[[nodiscard]] std::optional<double> real_of(std::string_view text);
/// A whole number, also as "3.0" or "3,00".
[[nodiscard]] std::optional<std::int64_t> integer_of(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> integer_of(double number);

/// ISO dates and date-times, dd.mm.yyyy, dd/mm/yyyy, yyyy/mm/dd (a time may follow), yyyymmdd,
/// milliseconds since 1970. Units: days since 1970-01-01.
[[nodiscard]] std::optional<std::int64_t> date_of(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> date_of(std::int64_t number);

/// A text that went through the wrong code page or a spreadsheet cell (MOD-09).
struct MendedText {
  std::string text;      ///< valid UTF-8, mended as far as it is certain
  bool damaged = false;  ///< something was found
  bool changed = false;  ///< something was mended
};
/// False for most texts, cheaply: there is certainly nothing to mend.
[[nodiscard]] bool maybe_damaged(std::string_view text);
/// "ÞEHÝTLER" → "ŞEHİTLER" · "Ä°NÃ–NÃœ" → "İNÖNÜ" · "i̇nönü" → "inönü" · "A\nB" → "A B".
/// U+FFFD is damage that nothing mends; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] MendedText mended(std::string_view text);

/// What …_id columns are compared by: without braces, blanks, a trailing ".0", in ASCII upper case.
/// Empty when the cell names nothing ("", "0", "-1", "NULL").
[[nodiscard]] std::string normalised_id(std::string_view text);

}  // namespace uavt::sync
