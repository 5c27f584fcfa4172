// Causes that lie in a column: all texts of a source read in the wrong encoding, a column of
// another type or list, one value that the code list does not know.
#include "sync/causes_clues.hpp"
#include "sync/concealing.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

namespace uavt::sync {

namespace {

/// A column as a source delivers it.
using ColumnKey = std::tuple<std::uint16_t, Register, Layer, std::string>;

struct ColumnFindings {
  std::vector<std::uint32_t> findings;
  std::vector<std::int32_t> rows;  ///< ascending, each once
  bool absence = false;
  void take_rows(const Finding& finding) {
    for (const Subject& row : rows_of(finding)) rows.push_back(row.row);
  }
  void close() {
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
  }
  [[nodiscard]] bool contains(std::size_t row) const {
    return std::ranges::binary_search(rows, static_cast<std::int32_t>(row));
  }
};
using ByColumn = std::map<ColumnKey, ColumnFindings>;

ByColumn by_column(const Clues& clues, std::uint8_t clue) {
  ByColumn columns;
  for (const std::uint32_t at : clues.open) {
    const Finding& finding = clues.findings[at];
    if ((clues_of(finding.rule) & clue) == 0 || finding.attribute.empty()) continue;
    const auto rows = rows_of(finding);
    if (rows.empty() || !is_row(rows.front())) continue;
    const Subject& first = rows.front();
    ColumnFindings& column =
        columns[{first.origin.source, first.reg, *first.layer, finding.attribute}];
    column.findings.push_back(at);
    column.absence |= (clues_of(finding.rule) & of_absence) != 0;
    column.take_rows(finding);
  }
  for (auto& [key, column] : columns) column.close();
  return columns;
}

bool delivered_by(const Table& table, std::size_t row, std::uint16_t source) {
  return table.states[row] != RowState::last_seen && table.origins[row].source == source;
}

/// Ğ İ Ş ğ ı ş, which every wrong encoding spoils (Ç Ö Ü survive some), and what becomes of them: Ý Þ Ð
/// and their small ones, Ã Ä Å, U+FFFD.
bool tells_of_encoding(std::string_view text) {
  static constexpr std::array<std::string_view, 16> signs = {
      "Ğ", "İ", "Ş", "ğ", "ı", "ş", "Ý", "Þ", "Ð", "ý", "þ", "ð", "Ã", "Ä", "Å", "\uFFFD"};
  return std::ranges::any_of(signs, [&](std::string_view sign) {
    return text.find(sign) != std::string_view::npos;
  });
}

/// Rows of the source whose text has letters that an encoding decides, and the damaged among them.
Rate letters(const Table& table, const ColumnKey& key, const ColumnFindings& column) {
  Rate rate;
  const auto at = find_position(table.layer, std::get<3>(key));
  if (!at || !table.columns[*at].is_text()) return rate;
  const TextColumn& texts = table.columns[*at].texts;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (!delivered_by(table, row, std::get<0>(key)) || !tells_of_encoding(texts[row])) {
      continue;
    }
    ++rate.rows;
    rate.wrong += column.contains(row) ? 1U : 0U;
  }
  return rate;
}

/// Rows that could have been wrong: all of them where a value is missing, else those with a value
/// (one that was refused is no longer there).
Rate values(const Table& table, const ColumnKey& key, const ColumnFindings& column) {
  Rate rate{column.rows.size(), 0};
  const auto at = find_position(table.layer, std::get<3>(key));
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (!delivered_by(table, row, std::get<0>(key))) continue;
    const bool counts = column.absence || !at || !table.columns[*at].null(row) ||
                        column.contains(row);
    rate.rows += counts ? 1U : 0U;
  }
  return rate;
}

/// Wrong cells of the other columns of the same rows: how often a value is wrong here anyway.
Rate other_columns(const Clues& clues, const ByColumn& columns, const ColumnKey& key) {
  const auto& [source, reg, layer, attribute] = key;
  const Table& table = clues.night.side(reg).table(layer);
  std::uint64_t rows = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    rows += delivered_by(table, row, source) ? 1U : 0U;
  }
  const auto known = static_cast<std::uint64_t>(
      std::ranges::count_if(table.columns, [](const Column& column) { return column.known; }));
  Rate rate{0, known < 2 ? rows : rows * (known - 1)};
  for (const auto& [other, column] : columns) {
    const bool beside = std::get<0>(other) == source && std::get<1>(other) == reg &&
                        std::get<2>(other) == layer && std::get<3>(other) != attribute;
    if (beside) rate.wrong += column.rows.size();
  }
  return rate;
}

Cause about_column(const Clues& clues, CauseKind kind, const ColumnKey& key) {
  Cause cause;
  cause.kind = kind;
  cause.source = clues.source_name(std::get<0>(key));
  cause.layer = std::get<2>(key);
  return cause;
}

/// Rows with damaged text by attribute.
using DamagedCells = std::map<std::string, std::unordered_set<RowKey>, std::less<>>;

/// Differences between the registers in names whose letters are damaged on one side.
void add_damaged_names(const Clues& clues, const DamagedCells& damaged,
                       std::vector<std::uint32_t>& explained) {
  for (const std::uint32_t at : clues.open) {
    const Finding& finding = clues.findings[at];
    if (info(finding.rule).id != "UAV-03" || !is_row(finding.subjects.at(0))) continue;
    const Subject& subject = finding.subjects[0];
    const Layer layer = *subject.layer;
    const auto group = group_position(layer, finding.attribute);
    if (!group) continue;
    const Entities& entities = clues.matched.layers[index(layer)];
    const auto& of_row = entities.of_row[index(subject.reg)];
    const auto row = static_cast<std::size_t>(subject.row);
    if (row >= of_row.size() || of_row[row] < 0) continue;
    const auto is_damaged = [&](Register reg, const Attribute& attribute) {
      const std::int32_t there = entities.row[index(reg)][static_cast<std::size_t>(of_row[row])];
      const auto cells = damaged.find(attribute.name);
      return there >= 0 && cells != damaged.end() &&
             cells->second.contains(row_key(reg, layer, static_cast<std::size_t>(there)));
    };
    const bool explains = std::ranges::any_of(
        layer_type(layer).attributes, [&](const Attribute& attribute) {
          if (attribute.group != static_cast<std::int8_t>(*group)) return false;
          return is_damaged(sides(layer).national, attribute) ||
                 is_damaged(sides(layer).municipal, attribute);
        });
    if (explains) explained.push_back(at);
  }
}

}  // namespace

Suspects suspected_encodings(const Clues& clues) {
  struct Damage {
    Rate rate;
    std::set<Layer> layers;
    std::vector<std::uint32_t> findings;
    DamagedCells cells;
  };
  std::map<std::uint16_t, Damage> sources;
  for (const auto& [key, column] : by_column(clues, of_letters)) {
    const auto& [source, reg, layer, attribute] = key;
    const Rate rate = letters(clues.night.side(reg).table(layer), key, column);
    // A column that is whole was read rightly: its few damaged texts came so.
    if (rate.wrong == 0 || rate.share() < systematic_share) continue;
    Damage& damage = sources[source];
    damage.rate.wrong += rate.wrong;
    damage.rate.rows += rate.rows;
    damage.layers.insert(layer);
    damage.findings.insert(damage.findings.end(), column.findings.begin(), column.findings.end());
    for (const std::int32_t row : column.rows) {
      damage.cells[attribute].insert(row_key(reg, layer, static_cast<std::size_t>(row)));
    }
  }
  Suspects suspects;
  for (auto& [source, damage] : sources) {
    if (damage.rate.wrong < fewest_rows) continue;
    for (const std::uint32_t at : clues.open) {
      const Finding& finding = clues.findings[at];
      if ((clues_of(finding.rule) & of_letters) != 0 && !finding.subjects.empty() &&
          !is_row(finding.subjects[0]) && finding.subjects[0].origin.source == source) {
        damage.findings.push_back(at);  // SRC-04 of the same source
      }
    }
    add_damaged_names(clues, damage.cells, damage.findings);
    std::ranges::sort(damage.findings);
    Suspect suspect;
    suspect.findings = std::move(damage.findings);
    suspect.cause.kind = CauseKind::encoding;
    suspect.cause.source = clues.source_name(source);
    if (damage.layers.size() == 1) suspect.cause.layer = *damage.layers.begin();
    suspect.cause.id = cause_id(CauseKind::encoding, {suspect.cause.source});
    suspect.cause.evidence = {{"rows", static_cast<std::int64_t>(damage.rate.wrong)},
                              {"of", static_cast<std::int64_t>(damage.rate.rows)},
                              {"share", damage.rate.share()}};
    suspects.push_back(std::move(suspect));
  }
  return suspects;
}

Suspects suspected_columns(const Clues& clues) {
  Suspects suspects;
  const ByColumn columns = by_column(clues, of_value | of_absence);
  for (const auto& [key, column] : columns) {
    if (column.rows.size() < fewest_rows) continue;
    const auto& [source, reg, layer, attribute] = key;
    const Rate rate = values(clues.night.side(reg).table(layer), key, column);
    if (!systematic(rate, other_columns(clues, columns, key), columns.size())) continue;
    Suspect suspect{about_column(clues, CauseKind::column, key), column.findings};
    suspect.cause.id = cause_id(CauseKind::column,
                                {suspect.cause.source, name(layer), attribute});
    suspect.cause.evidence = {{"attribute", attribute},
                              {"rows", static_cast<std::int64_t>(rate.wrong)},
                              {"of", static_cast<std::int64_t>(rate.rows)},
                              {"share", rate.share()}};
    suspects.push_back(std::move(suspect));
  }
  return suspects;
}

Suspects suspected_code_values(const Clues& clues) {
  std::map<std::pair<ColumnKey, std::string>, ColumnFindings> values;
  for (const auto& [key, column] : by_column(clues, of_list)) {
    for (const std::uint32_t at : column.findings) {
      const Arguments& arguments = clues.findings[at].arguments;
      const auto value = std::ranges::find(arguments, "value", &Arguments::value_type::first);
      if (value == arguments.end()) continue;
      const auto* text = std::get_if<std::string>(&value->second);
      if (text == nullptr || *text == concealed_value) continue;  // nobody may say which
      ColumnFindings& one = values[{key, *text}];
      one.findings.push_back(at);
      one.take_rows(clues.findings[at]);
    }
  }
  Suspects suspects;
  for (auto& [what, one] : values) {
    const auto& [key, value] = what;
    one.close();
    if (one.rows.size() < fewest_rows) continue;
    const auto& attribute = std::get<3>(key);
    Suspect suspect{about_column(clues, CauseKind::missing_code_value, key),
                    std::move(one.findings)};
    suspect.cause.id = cause_id(CauseKind::missing_code_value,
                                {suspect.cause.source, name(std::get<2>(key)), attribute, value});
    suspect.cause.evidence = {{"attribute", attribute},
                              {"value", value},
                              {"rows", static_cast<std::int64_t>(one.rows.size())}};
    suspects.push_back(std::move(suspect));
  }
  return suspects;
}

}  // namespace uavt::sync
