#include "sync/carried.hpp"

#include <algorithm>
#include <set>

namespace uavt::sync {

namespace {

std::vector<Group> carried_by(const Table& table) {
  const auto empty = [&](std::size_t a) {
    const Column& column = table.columns[a];
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (!column.null(row)) return false;
    }
    return true;
  };
  std::vector<Group> result = groups(table.layer);
  for (Group& group : result) {
    std::erase_if(group.attributes, empty);
    std::erase_if(group.references, empty);
  }
  return result;
}

}  // namespace

Carried carried(const Night& night, Layer layer, const Table& published) {
  const Sides both = sides(layer);
  Carried result;
  for (const Register reg : {both.national, both.municipal}) {
    const Side& side = night.side(reg);
    result.now[index(reg)] = carried_by(side.table(layer));
    result.last[index(reg)] = carried_by(side.images[index(layer)]);
  }
  for (const Group& group : groups(layer)) {
    Group& shared = result.shared.emplace_back(group);
    const auto& theirs = result.now[index(both.national)][group.position].attributes;
    shared.attributes = result.now[index(both.municipal)][group.position].attributes;
    std::erase_if(shared.attributes,
                  [&](std::size_t a) { return std::ranges::find(theirs, a) == theirs.end(); });
  }
  std::set<std::size_t> filled;
  for (const auto& groups : {result.now[index(both.national)], result.now[index(both.municipal)],
                             carried_by(published)}) {
    for (const Group& group : groups) {
      filled.insert(group.attributes.begin(), group.attributes.end());
      filled.insert(group.references.begin(), group.references.end());
    }
  }
  result.filled.assign(filled.begin(), filled.end());
  return result;
}

}  // namespace uavt::sync
