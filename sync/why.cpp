#include "sync/why.hpp"

#include "sync/image.hpp"

#include <algorithm>

namespace uavt::sync {

namespace {

/// As much of a geometry as a person looks at.
constexpr std::size_t told_vertices = 12;

std::optional<std::string> value_at(const Table& table, std::size_t row, std::size_t attribute) {
  if (attribute == geometry_attribute) {
    if (table.geometry.kind(row) == geo::Kind::null) return std::nullopt;
    return table.geometry.wkt(row, told_vertices);
  }
  const Column& column = table.columns[attribute];
  if (column.null(row)) return std::nullopt;
  return value_text(table.type().attributes[attribute], column, row);
}

bool same_at(const Table& table, std::size_t one, std::size_t other, std::size_t attribute) {
  if (attribute == geometry_attribute) {
    return geo::same_within(table.geometry[one], table.geometry[other], 0);
  }
  return equal_value(table.columns[attribute], one, table.columns[attribute], other);
}

const KeptReason* reason_of(const RowHistory& history, std::int64_t run) {
  const auto at = std::ranges::find(history.reasons, run, &KeptReason::run);
  return at == history.reasons.end() ? nullptr : &*at;
}

/// The first version since which the value has been that of `version`: a row that was away in
/// between begins anew.
std::size_t began(const RowHistory& history, std::size_t version, std::size_t attribute) {
  while (version > 0) {
    const KeptReason* reason = reason_of(history, history.runs[version]);
    if (reason != nullptr && reason->operation == KeptReason::Operation::insert) break;
    if (!same_at(history.versions.table, version, version - 1, attribute)) break;
    --version;
  }
  return version;
}

bool is_shadow(const LayerType& type, std::size_t attribute) {
  return attribute != geometry_attribute && type.attributes[attribute].role == Role::shadow;
}

}  // namespace

const Group* group_of(Layer layer, std::size_t attribute) {
  for (const Group& group : groups(layer)) {
    if (attribute == geometry_attribute) {
      if (group.geometry) return &group;
      continue;
    }
    const auto among = [&](const std::vector<std::size_t>& positions) {
      return std::ranges::find(positions, attribute) != positions.end();
    };
    if (among(group.attributes) || among(group.references) ||
        shows(layer, group, layer_type(layer).attributes[attribute])) {
      return &group;
    }
  }
  return nullptr;
}

CellStory story(const RowHistory& history, std::size_t attribute) {
  const Table& table = history.versions.table;
  const std::size_t since = began(history, table.size() - 1, attribute);
  CellStory cell;
  cell.value = value_at(table, since, attribute);
  cell.run = history.runs[since];
  const KeptReason* reason = reason_of(history, cell.run);
  cell.first =
      since == 0 || (reason != nullptr && reason->operation == KeptReason::Operation::insert);
  if (!cell.first) {
    cell.before = value_at(table, since - 1, attribute);
    cell.before_run = history.runs[began(history, since - 1, attribute)];
  }
  const Group* group = group_of(table.layer, attribute);
  if (reason == nullptr || group == nullptr || group->position >= reason->groups.size())
    return cell;
  cell.reason = reason->groups[group->position];
  if (!cell.reason) return cell;
  const Sides both = sides(table.layer);
  // What is shown beside UAVT's value is the municipality's, whoever won, where both have the row.
  const Take beside = cell.value ? Take::municipal : Take::nothing;
  const Take take = is_shadow(table.type(), attribute) ? beside : cell.reason->second;
  if (take == Take::national) {
    cell.reg = both.national;
    cell.record = reason->national;
  } else if (take == Take::municipal) {
    cell.reg = both.municipal;
    cell.record = reason->municipal;
  }
  return cell;
}

}  // namespace uavt::sync
