// LayerMatch where one register has given a thing another code: pairs that content makes although
// the codes contradict each other. UAV-08 is said of them where the plan is made.
#include "sync/content.hpp"
#include "sync/layer_match.hpp"
#include "sync/recoded.hpp"

#include <algorithm>

namespace uavt::sync {

void LayerMatch::join_recoded() {
  for (const Recoded& pair : recoded(night_, matched_, layer_)) {
    const auto ours = static_cast<std::size_t>(rows(both_.municipal)[pair.municipal]);
    const auto theirs = static_cast<std::size_t>(rows(both_.national)[pair.national]);
    if (vetoed(municipal_, ours, national_, theirs)) continue;
    // They were one until their codes were looked at: nothing begins anew.
    const std::size_t later = std::max(pair.national, pair.municipal);
    const std::size_t first = std::min(pair.national, pair.municipal);
    const auto split = split_.find(later);
    if (split == split_.end() || split->second != first) {
      join(pair.national, pair.municipal, "recoded");
    } else {
      for (auto& each : entities_.row) {
        if (each[first] == no_row) each[first] = each[later];
        each[later] = no_row;
      }
      entities_.paired_before[first] = 1;
    }
    const bool national_lives = rows(both_.national)[pair.national] != no_row;
    entities_.recoded[national_lives ? pair.national : pair.municipal] = 1;
  }
}

}  // namespace uavt::sync
