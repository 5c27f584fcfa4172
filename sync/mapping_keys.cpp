#include "sync/mapping_keys.hpp"

#include <algorithm>
#include <string>

#include "sync/text.hpp"

namespace uavt::sync {

namespace {

constexpr std::size_t least_values = 50;

// The rows of a table that stand for something, by source, in order.
std::map<std::uint16_t, std::vector<std::uint32_t>> rows_by_source(const Table& table) {
  std::map<std::uint16_t, std::vector<std::uint32_t>> rows;
  std::vector<std::uint32_t>* last = nullptr;
  std::uint16_t last_source = Origin::no_source;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    const RowState state = table.states[row];
    if (state == RowState::duplicate || state == RowState::passive) continue;
    const std::uint16_t source = table.origins[row].source;
    if (last == nullptr || source != last_source) last = &rows[source];
    last_source = source;
    last->push_back(row);
  }
  return rows;
}

// Share of the values that repeat an earlier one; 0 when there are too few to tell.
template <typename Value>
double repeated_share(std::vector<Value>& values) {
  if (values.size() < least_values) return 0;
  std::ranges::sort(values);
  std::size_t repeated = 0;
  for (std::size_t at = 1; at < values.size(); ++at) repeated += values[at] == values[at - 1];
  return static_cast<double>(repeated) / static_cast<double>(values.size());
}

void report(MappingWork& work, Layer layer, std::uint16_t source, std::string_view attribute,
            double share) {
  if (!work.settings.enabled(Rule::key_09)) return;
  Finding finding;
  finding.rule = Rule::key_09;
  finding.severity = work.settings.severity(Rule::key_09);
  Subject about;
  about.reg = work.reg;
  about.layer = layer;
  about.origin.source = source;
  finding.subjects.push_back(about);
  finding.attribute = attribute;
  // An id is called by its column: "id" says nothing to the clerk who must find it in the file.
  const std::string& id_column = work.settings.sources[source].id_column;
  const bool by_column = attribute == "id" && !id_column.empty();
  finding.arguments = {{"attribute", by_column ? id_column : std::string(attribute)},
                       {"repeated_share", share}};
  finding.grouped = true;
  work.result.findings.push_back(std::move(finding));
}

}  // namespace

void judge_code_columns(MappingWork& work) {
  const double limit = work.settings.parameter(Rule::key_09, "share");
  if (!work.settings.enabled(Rule::key_09)) return;
  for (const Layer layer : all_layers) {
    Table& table = work.table(layer);
    if (table.size() < least_values) continue;
    const auto by_source = rows_by_source(table);
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      const Attribute& attribute = table.type().attributes[at];
      Column& column = table.columns[at];
      if (attribute.role != Role::own_code || !column.known) continue;
      bool any_left = false, any_judged = false;
      for (const auto& [source, rows] : by_source) {
        std::vector<std::int64_t> values;
        for (const std::uint32_t row : rows) {
          if (!column.null(row)) values.push_back(column.integers[row]);
        }
        const double share = repeated_share(values);
        if (share <= limit) {
          any_left = any_left || !values.empty();
          continue;
        }
        any_judged = true;
        report(work, layer, source, attribute.name, share);
        for (const std::uint32_t row : rows) column.assign_null(row);
        const auto about_it = [&, from = source](const Finding& finding) {
          const Subject& subject = finding.subjects.front();
          return finding.rule == Rule::key_02 && finding.attribute == attribute.name &&
                 subject.layer == layer && subject.origin.source == from;
        };
        std::erase_if(work.result.findings, about_it);
      }
      if (any_judged && !any_left) column.known = false;
    }
  }
}

void judge_id_columns(MappingWork& work) {
  const double limit = work.settings.parameter(Rule::key_09, "share");
  if (!work.settings.enabled(Rule::key_09)) return;
  for (const Layer layer : all_layers) {
    Table& table = work.table(layer);
    if (table.size() < least_values) continue;
    for (const auto& [source, rows] : rows_by_source(table)) {
      std::vector<std::string_view> values;
      for (const std::uint32_t row : rows) {
        if (!table.ids.null(row)) values.push_back(table.ids[row]);
      }
      const double share = repeated_share(values);
      if (share <= limit) continue;
      report(work, layer, source, "id", share);
      for (const std::uint32_t row : rows) table.ids.set_null(row);
    }
  }
}

}  // namespace uavt::sync
