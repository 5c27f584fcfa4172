#include "sync/rule_preview.hpp"

#include <string_view>
#include <unordered_map>

namespace uavt::sync {

RulePreview preview(std::span<const Finding> before, std::span<const Finding> after) {
  std::unordered_map<std::string_view, std::size_t> known;
  for (std::size_t i = 0; i < before.size(); ++i) known.emplace(before[i].fingerprint, i);
  RulePreview result;
  std::vector<bool> stays(before.size(), false);
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto found = known.find(after[i].fingerprint);
    if (found == known.end()) {
      result.added.push_back(i);
      continue;
    }
    stays[found->second] = true;
    if (before[found->second].severity != after[i].severity) {
      result.changed.push_back({found->second, i});
    }
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!stays[i]) result.removed.push_back(i);
  }
  return result;
}

}  // namespace uavt::sync
