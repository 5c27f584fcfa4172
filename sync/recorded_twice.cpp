#include "sync/content.hpp"
#include "sync/worklist.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace uavt::sync {

namespace {

/// What a row says under its parent; empty without a parent: half of the ilçe has a number 5.
std::string content_under(const Table& table, std::size_t row, std::int32_t parent) {
  return parent < 0 ? std::string() : content_key(table, row, std::int64_t{parent} + 1);
}

}  // namespace

std::vector<RecordedTwice> recorded_twice(const Night& night, const Matched& matched, Layer layer,
                                          std::span<const std::size_t> alone) {
  std::vector<RecordedTwice> twice;
  if (alone.empty() || parent_reference(layer) == std::string::npos) return twice;
  const Sides both = sides(layer);
  const Entities& entities = matched.layers[index(layer)];
  const Table& table = night.side(both.national).table(layer);
  const auto& national = entities.row[index(both.national)];
  const auto& municipal = entities.row[index(both.municipal)];
  const auto parent_of = [&](std::size_t e) {
    return parent_entity(night, matched, both.national, layer,
                         static_cast<std::size_t>(national[e]));
  };
  std::unordered_set<std::int32_t> parents;
  for (const std::size_t e : alone) parents.insert(parent_of(e));
  std::unordered_map<std::string, std::size_t> shared;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    if (national[e] == no_row || municipal[e] == no_row) continue;
    const std::int32_t parent = parent_of(e);
    if (!parents.contains(parent)) continue;
    std::string key = content_under(table, static_cast<std::size_t>(national[e]), parent);
    if (!key.empty()) shared.emplace(std::move(key), e);
  }
  for (const std::size_t e : alone) {
    const std::string key =
        content_under(table, static_cast<std::size_t>(national[e]), parent_of(e));
    const auto found = key.empty() ? shared.end() : shared.find(key);
    if (found != shared.end()) twice.push_back({layer, e, found->second});
  }
  return twice;
}

}  // namespace uavt::sync
