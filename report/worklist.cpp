#include "report/worklist.hpp"

#include "report/flat_finding.hpp"
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

struct Head {
  std::string_view name;
  Kind kind = Kind::text;
};
constexpr std::array heads = {
    Head{"No", Kind::integer}, Head{"Kural"},        Head{"Kural adı"},
    Head{"Önem"},              Head{"Durum"},        Head{"Mahalle kodu"},
    Head{"Kütük"},             Head{"Katman"},       Head{"Kod"},
    Head{"Öznitelik"},         Head{"Bulgu"},        Head{"Düzeltme"},
    Head{"Kaynak"},            Head{"Dosya"},        Head{"Satır", Kind::integer},
    Head{"Diğer kayıtlar"},    Head{"İstisna"},      Head{"Parmak izi"}};

/// A spreadsheet takes 32 767 UTF-16 units in a cell and spoils the table with the rest; a text
/// never has more units than bytes.
constexpr std::size_t longest_cell = 32000;

sync::RawTable empty_table() {
  sync::RawTable table;
  for (const Head& head : heads) {
    sync::RawColumn& column = table.columns.emplace_back();
    column.column = head.name;
    column.kind = head.kind;
  }
  return table;
}

/// Fills a row cell by cell, from left to right; empty texts are nulls.
class Row {
 public:
  explicit Row(sync::RawTable& table) : table_(table) {
    table.rows.push_back(static_cast<std::uint32_t>(table.rows.size()) + 1);
  }
  Row& text(std::string_view value) {
    sync::TextColumn& texts = table_.columns[next_++].texts;
    value.empty() ? texts.append_null() : texts.append(visible(value));
    return *this;
  }
  Row& number(std::optional<std::uint64_t> value) {
    table_.columns[next_++].integers.push_back(value ? static_cast<std::int64_t>(*value)
                                                     : sync::null_integer);
    return *this;
  }

 private:
  sync::RawTable& table_;
  std::size_t next_ = 0;
};

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
  Row(table)
      .number(number)
      .text(finding.rule)
      .text(title(finding, language))
      .text(severity_word(sync::name(finding.severity), language))
      .text(state_word(finding.state, language))
      .text(finding.mahalle)
      .text(register_word(own.reg))
      .text(own.layer.empty() ? std::string() : layer_word(own.layer, language))
      .text(own.key)
      .text(finding.attribute)
      .text(finding.message)
      .text(finding.correction)
      .text(own.source)
      .text(own.file)
      .number(own.record)
      .text(others.front())
      .text(finding.waiver ? waiver_text(*finding.waiver, language) : std::string())
      .text(finding.fingerprint);
  constexpr std::size_t before_record = 13;
  for (std::size_t more = 1; more < others.size(); ++more) {
    Row row(table);
    row.number(number);
    for (std::size_t i = 0; i < before_record; ++i) row.text({});
    row.number({}).text(others[more]).text({}).text({});
  }
}

}  // namespace

std::vector<Worklist> worklists(const std::string& report_json, sync::Language language) {
  struct Counted {
    sync::RawTable table = empty_table();
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
  sync::RawTable table = empty_table();
  std::size_t findings = 0;
  for_each_finding(report_json, language, [&](const FlatFinding& finding) {
    append_rows(table, finding, ++findings, language);
  });
  return table;
}

}  // namespace uavt::report
