#include "sync/ambiguous.hpp"

#include "sync/content.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace uavt::sync {

std::vector<Tie> ties(const Night& night, const Matched& matched, Layer layer) {
  std::vector<Tie> found;
  if (!compared(layer) || parent_reference(layer) == std::string::npos) return found;
  const Sides both = sides(layer);
  const Entities& entities = matched.layers[index(layer)];
  const Table& national = night.side(both.national).table(layer);
  std::map<std::string, Tie> by_content;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    const std::int32_t theirs = entities.row[index(both.national)][e];
    const std::int32_t ours = entities.row[index(both.municipal)][e];
    if ((theirs == no_row) == (ours == no_row)) continue;
    const Register reg = theirs != no_row ? both.national : both.municipal;
    const auto row = static_cast<std::size_t>(theirs != no_row ? theirs : ours);
    const std::int32_t parent = parent_entity(night, matched, reg, layer, row);
    if (parent < 0) continue;
    std::string key = content_key(night.side(reg).table(layer), row, std::int64_t{parent} + 1);
    if (key.empty()) continue;
    Tie& tie = by_content[std::move(key)];
    (theirs != no_row ? tie.national : tie.municipal).push_back(e);
  }
  const auto code = [&](std::size_t e) {
    const auto row = static_cast<std::size_t>(entities.row[index(both.national)][e]);
    const Column& codes = national.columns[own_codes(layer).front()];
    return std::pair(codes.integers[row], entities.tucbs_no[e]);
  };
  for (auto& [key, tie] : by_content) {
    if (tie.national.empty() || tie.municipal.empty()) continue;
    if (tie.national.size() == 1 && tie.municipal.size() == 1) continue;
    std::ranges::sort(tie.national, {}, code);
    found.push_back(std::move(tie));
  }
  return found;
}

}  // namespace uavt::sync
