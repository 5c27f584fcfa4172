#include "report/csv.hpp"

#include "report/flat_finding.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

namespace uavt::report {

namespace {

using sync::Language;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view headers =
    "\"No\";\"Kural\";\"Kural adı\";\"Önem\";\"Durum\";\"Mahalle kodu\";\"Kütük\";\"Katman\";"
    "\"Kod\";\"Öznitelik\";\"Bulgu\";\"Düzeltme\";\"Kaynak\";\"Dosya\";\"Satır\";"
    "\"Diğer kayıtlar\";\"İstisna\";\"Parmak izi\"\r\n";
constexpr std::size_t cells_before_others = 15;

/// A spreadsheet takes 32 767 UTF-16 units in a cell and spoils the table with the rest; a text
/// never has more units than bytes.
constexpr std::size_t longest_cell = 32000;

/// Spreadsheets run cells that begin like a formula, quoted or not.
bool begins_like_a_formula(std::string_view text) {
  constexpr std::string_view starts = "=+-@\t\r";
  return !text.empty() && starts.find(text.front()) != starts.npos;
}

void append_cell(std::string& out, std::string_view text) {
  out += begins_like_a_formula(text) ? "\"'" : "\"";
  for (const char c : visible(text)) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// The rows after the first and the related ones, in as many texts as cells are needed.
std::vector<std::string> other_rows(const FlatFinding& finding, Language language) {
  std::vector<std::string> cells(1);
  const auto add = [&](const FlatRow& row) {
    const std::string text = row_text(row, language);
    std::string& last = cells.back();
    if (last.empty()) {
      last = text;
    } else if (last.size() + text.size() + 3 > longest_cell) {
      cells.push_back(text);
    } else {
      last += " | " + text;
    }
  };
  const std::span<const FlatRow> rows(finding.rows);
  for (const FlatRow& row : rows.subspan(std::min<std::size_t>(1, rows.size()))) add(row);
  for (const FlatRow& row : finding.related) add(row);
  return cells;
}

std::string_view title(const FlatFinding& finding, Language language) {
  if (finding.info == nullptr) return "";
  return language == Language::tr ? finding.info->title_tr : finding.info->title_en;
}

void append_lines(std::string& out, const FlatFinding& finding, std::size_t number,
                  Language language) {
  const FlatRow row = finding.rows.empty() ? FlatRow() : finding.rows.front();
  const std::vector<std::string> others = other_rows(finding, language);
  const std::array<std::string, cells_before_others> cells = {
      std::to_string(number),
      finding.rule,
      std::string(title(finding, language)),
      severity_word(sync::name(finding.severity), language),
      state_word(finding.state, language),
      finding.mahalle,
      register_word(row.reg),
      row.layer.empty() ? std::string() : layer_word(row.layer, language),
      row.key,
      finding.attribute,
      finding.message,
      finding.correction,
      row.source,
      row.file,
      row.record ? std::to_string(*row.record) : std::string()};
  const std::string waiver = finding.waiver ? waiver_text(*finding.waiver, language) : "";
  for (std::size_t line = 0; line < others.size(); ++line) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      append_cell(out, line == 0 || i == 0 ? std::string_view(cells[i]) : std::string_view());
      out += ';';
    }
    append_cell(out, others[line]);
    out += ';';
    append_cell(out, line == 0 ? std::string_view(waiver) : std::string_view());
    out += ';';
    append_cell(out, line == 0 ? std::string_view(finding.fingerprint) : std::string_view());
    out += "\r\n";
  }
}

}  // namespace

std::vector<Worklist> csv(const std::string& report_json, sync::Language language) {
  struct Lines {
    std::string text;
    std::size_t findings = 0;
  };
  std::map<std::string, Lines> by_mahalle;
  for_each_finding(report_json, language, [&](const FlatFinding& finding) {
    Lines& lines = by_mahalle[finding.mahalle];
    append_lines(lines.text, finding, ++lines.findings, language);
  });
  std::string homeless = std::move(by_mahalle[""].text);
  by_mahalle.erase("");
  std::vector<Worklist> lists;
  const auto add = [&](const std::string& name, const std::string& lines) {
    lists.push_back({.file = name + ".csv",
                     .content = std::string(byte_order_mark) + std::string(headers) + lines});
  };
  for (const auto& [mahalle, lines] : by_mahalle) add(mahalle, lines.text);
  add("mahallesiz", homeless);
  return lists;
}

}  // namespace uavt::report
