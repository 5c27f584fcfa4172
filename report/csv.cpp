#include "report/csv.hpp"

#include "report/worklist.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace uavt::report {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Spreadsheets run cells that begin like a formula, quoted or not. A tab and a return have become
/// signs by now, and stay marked.
bool begins_like_a_formula(std::string_view text) {
  constexpr std::array<std::string_view, 6> starts = {"=", "+", "-", "@", "␉", "␍"};
  return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); });
}

void append_cell(std::string& out, std::string_view text) {
  out += begins_like_a_formula(text) ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string delimited(const sync::RawTable& table) {
  std::string out(byte_order_mark);
  const std::size_t last = table.columns.size() - 1;
  for (std::size_t i = 0; i <= last; ++i) {
    append_cell(out, table.columns[i].column);
    out += i == last ? "\r\n" : ";";
  }
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (std::size_t i = 0; i <= last; ++i) {
      const sync::RawColumn& column = table.columns[i];
      append_cell(out, column.null(row) ? std::string() : column.text(row));
      out += i == last ? "\r\n" : ";";
    }
  }
  return out;
}

std::vector<CsvFile> csv(const std::string& report_json, sync::Language language) {
  std::vector<CsvFile> files;
  for (const Worklist& list : worklists(report_json, language)) {
    files.push_back({list.name + ".csv", delimited(list.rows)});
  }
  return files;
}

}  // namespace uavt::report
