#include "app/kept_findings.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace uavt::app {

namespace {

using sync::FindingState;

sync::KeptFinding told(const sync::OpenFinding& known, FindingState state) {
  sync::KeptFinding kept;
  kept.json = known.json;
  kept.state = state;
  kept.severity = known.severity;
  kept.rule = known.rule;
  return kept;
}

}  // namespace

std::vector<KeptOpen> kept_findings(const sync::Plan& plan, const sync::Stored& stored) {
  std::unordered_map<std::string_view, FindingState> states;
  for (const std::string& each : plan.findings_fixed) states.emplace(each, FindingState::fixed);
  for (const std::string& each : plan.findings_standing) {
    states.emplace(each, FindingState::persisting);
  }
  std::unordered_map<std::string_view, const sync::Rewaived*> rewaived;
  for (const sync::Rewaived& each : plan.findings_rewaived) {
    rewaived.emplace(each.fingerprint, &each);
  }
  std::vector<KeptOpen> kept;
  for (const sync::OpenFinding& known : stored.findings) {
    const auto state = states.find(known.fingerprint);
    if (state == states.end() || known.json.empty()) continue;
    KeptOpen one{.known = &known, .told = told(known, state->second)};
    const auto anew = rewaived.find(known.fingerprint);
    if (anew != rewaived.end()) {
      one.rewaived = true;
      one.told.state = anew->second->state;
      one.told.waiver = anew->second->waiver;
      one.told.waiver_expired = anew->second->waiver_expired;
    } else if (state->second == FindingState::persisting && known.waiver != 0) {
      one.told.state = FindingState::waived;
      const auto waiver = std::ranges::find(stored.waivers, known.waiver, &sync::Waiver::id);
      if (waiver != stored.waivers.end()) one.told.waiver = *waiver;
    }
    kept.push_back(std::move(one));
  }
  std::ranges::sort(kept, {}, [](const KeptOpen& one) { return one.known->fingerprint; });
  return kept;
}

}  // namespace uavt::app
