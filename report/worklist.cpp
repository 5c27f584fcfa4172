#include "report/worklist.hpp"

#include "report/flat_finding.hpp"
#include "report/form.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string_view>
#include <utility>

namespace uavt::report {

namespace {

using sync::Language;
using Kind = sync::RawColumn::Kind;

constexpr std::array columns = {
    FormColumn{"no", "No", Kind::integer},
    FormColumn{"kural", "Kural"},
    FormColumn{"kural_adi", "Kural adı"},
    FormColumn{"onem", "Önem"},
    FormColumn{"durum", "Durum"},
    FormColumn{"mahalle_kodu", "Mahalle kodu"},
    FormColumn{"kutuk", "Kütük"},
    FormColumn{"katman", "Katman"},
    FormColumn{"kod", "Kod"},
    FormColumn{"oznitelik", "Öznitelik"},
    FormColumn{"bulgu", "Bulgu"},
    FormColumn{"duzeltme", "Düzeltme"},
    FormColumn{"kaynak", "Kaynak"},
    FormColumn{"dosya", "Dosya"},
    FormColumn{"satir", "Satır", Kind::integer},
    FormColumn{"diger", "Diğer kayıtlar"},
    FormColumn{"istisna", "İstisna"},
    FormColumn{"parmak_izi", "Parmak izi"},
};

/// A spreadsheet takes 32 767 UTF-16 units in a cell and spoils the table with the rest; a text
/// never has more units than bytes.
constexpr std::size_t longest_cell = 32000;

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

void append_rows(sync::RawTable& table, const FlatFinding& finding, std::size_t number,
                 Language language) {
  const FlatRow own = finding.rows.empty() ? FlatRow() : finding.rows.front();
  const std::vector<std::string> others = other_rows(finding, language);
  const auto row_number = static_cast<std::int64_t>(number);
  FormRow row(table);
  row.integer("no", row_number)
      .text("kural", finding.rule)
      .text("kural_adi", title(finding, language))
      .text("onem", severity_word(sync::name(finding.severity), language))
      .text("durum", state_word(finding.state, language))
      .text("mahalle_kodu", finding.mahalle)
      .text("kutuk", register_word(own.reg))
      .text("katman", own.layer.empty() ? std::string() : layer_word(own.layer, language))
      .text("kod", own.key)
      .text("oznitelik", finding.attribute)
      .text("bulgu", finding.message)
      .text("duzeltme", finding.correction)
      .text("kaynak", own.source)
      .text("dosya", own.file)
      .integer("satir", own.record)
      .text("diger", others.front())
      .text("istisna", finding.waiver ? waiver_text(*finding.waiver, language) : std::string())
      .text("parmak_izi", finding.fingerprint);
  for (std::size_t more = 1; more < others.size(); ++more) {
    FormRow(table).integer("no", row_number).text("diger", others[more]);
  }
}

}  // namespace

std::vector<Worklist> worklists(const std::string& report_json, sync::Language language) {
  struct Counted {
    sync::RawTable table = form(columns);
    std::size_t findings = 0;
  };
  std::map<std::string, Counted> by_mahalle;
  for_each_finding(report_json, language, [&](const FlatFinding& finding) {
    Counted& list = by_mahalle[finding.mahalle];
    append_rows(list.table, finding, ++list.findings, language);
  });
  sync::RawTable homeless = std::move(by_mahalle[""].table);
  by_mahalle.erase("");
  std::vector<Worklist> lists;
  for (auto& [mahalle, list] : by_mahalle) lists.push_back({mahalle, std::move(list.table)});
  lists.push_back({"mahallesiz", std::move(homeless)});
  return lists;
}

sync::RawTable whole_worklist(const std::string& report_json, sync::Language language) {
  sync::RawTable table = form(columns);
  std::size_t findings = 0;
  for_each_finding(report_json, language, [&](const FlatFinding& finding) {
    append_rows(table, finding, ++findings, language);
  });
  return table;
}

}  // namespace uavt::report
