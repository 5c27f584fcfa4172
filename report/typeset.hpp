// Plain text in columns: what a terminal or a mail shows is counted in code points, not bytes, or
// every Turkish letter would push its row out of line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::report {

inline constexpr std::size_t page_width = 100;

/// One code point of a text; broken bytes are U+FFFD, one byte each.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};
[[nodiscard]] CodePoint code_point(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t code_point);

/// Columns a text takes: code points without combining marks.
[[nodiscard]] std::size_t columns(std::string_view text);

/// The text wrapped at blanks to `page_width`, every line ended; words longer than a line are cut.
struct Indent {
  std::size_t first = 0, rest = 0;
};
[[nodiscard]] std::string wrapped(std::string_view text, Indent indent);

/// Rows in aligned columns, indented by two: the first column to the left, the others to the
/// right. The first column is shortened where the table would pass `page_width`.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>>& rows);

}  // namespace uavt::report
