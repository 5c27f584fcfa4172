// What the parts of `mapped` share: rows, accounts and findings of one call.
#include "sync/mapping_columns.hpp"

#include <algorithm>
#include <numeric>

namespace uavt::sync {

std::uint32_t add_rows(Table& table, std::size_t count) {
  const std::size_t first = table.size(), rows = first + count;
  for (Column& column : table.columns) column.resize(rows);
  for (std::size_t added = 0; added < count; ++added) {
    table.geometry.append_null();
    table.ids.append_null();
  }
  table.origins.resize(rows);
  table.states.resize(rows, RowState::valid);
  table.tucbs_no.resize(rows, 0);
  for (std::size_t at = 0; at < table.links.size(); ++at) {
    if (table.type().attributes[at].role == Role::reference) table.links[at].resize(rows, no_row);
  }
  return static_cast<std::uint32_t>(first);
}

Column column_of(AttributeType type, std::size_t rows) {
  Column column;
  column.type = type;
  column.resize(rows);
  return column;
}

std::vector<Placement> placements(std::size_t records, std::uint32_t first) {
  std::vector<Placement> all(records);
  for (std::uint32_t record = 0; record < records; ++record) all[record] = {record, first + record};
  return all;
}

void account_for(SourceAccount& account, std::size_t records, std::span<const RecordTarget> pairs) {
  account.first.assign(records + 1, 0);
  for (const RecordTarget& pair : pairs) ++account.first[pair.record + 1];
  std::partial_sum(account.first.begin(), account.first.end(), account.first.begin());
  account.targets.resize(pairs.size());
  std::vector<std::uint32_t> next(account.first.begin(), account.first.end() - 1);
  for (const RecordTarget& pair : pairs) account.targets[next[pair.record]++] = pair.target;
}

Column& MappingWork::input(Layer layer, std::string_view attribute) {
  const auto found = std::ranges::find_if(inputs, [&](const InputColumn& column) {
    return column.layer == layer && column.attribute == attribute;
  });
  InputColumn& column = found != inputs.end() ? *found : inputs.emplace_back();
  column.layer = layer;
  column.attribute = attribute;
  column.values.type = AttributeType::text;
  column.values.known = true;
  column.values.resize(table(layer).size());
  return column.values;
}

const Column* MappingWork::find_input(Layer layer, std::string_view attribute) const {
  const auto found = std::ranges::find_if(inputs, [&](const InputColumn& column) {
    return column.layer == layer && column.attribute == attribute;
  });
  return found == inputs.end() ? nullptr : &found->values;
}

const CodeMap* MappingWork::code_map(std::size_t delivery, std::string_view attribute) const {
  const auto found = codes[delivery].find(attribute);
  return found == codes[delivery].end() ? nullptr : &found->second;
}

void MappingWork::report(Rule rule, Subject about, std::string_view attribute, Arguments arguments,
                         Arguments evidence) {
  if (!settings.enabled(rule)) return;
  Finding finding;
  finding.rule = rule;
  finding.severity = settings.severity(rule);
  finding.subjects.push_back(std::move(about));
  finding.attribute = attribute;
  finding.arguments = std::move(arguments);
  finding.evidence = std::move(evidence);
  result.findings.push_back(std::move(finding));
}

Subject MappingWork::subject(Layer layer, std::uint32_t row) const {
  Subject about;
  about.reg = reg;
  about.layer = layer;
  about.row = static_cast<std::int32_t>(row);
  about.origin = result.tables[index(layer)].origins[row];
  return about;
}

Subject MappingWork::lost(std::size_t delivery, std::uint32_t record,
                          std::optional<Layer> layer) const {
  Subject about;
  about.reg = reg;
  about.layer = layer;
  about.origin = {deliveries[delivery].source, deliveries[delivery].rows.rows[record]};
  return about;
}

}  // namespace uavt::sync
