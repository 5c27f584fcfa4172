#include "sync/reconcile.hpp"

#include "sync/groups.hpp"
#include "sync/layer_reconcile.hpp"
#include "sync/standing.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include <tbb/parallel_for.h>

namespace uavt::sync {

namespace {

UnsettledKey key_of(const Unsettled& each) {
  return {each.layer, each.tucbs_no, each.reg, each.group};
}

/// While something waits, the authority of its groups has not been applied to all of them yet.
void note_authority(const Night& night, const Stored& stored, Layer layer,
                    const Settings& settings, Plan& plan) {
  for (const Group& group : groups(layer)) {
    const std::string of = full_name(layer, group.position);
    const auto before = stored.authority.find(of);
    plan.authority[of] = !night.held.empty() && before != stored.authority.end()
                             ? before->second
                             : name(settings.authority[index(layer)][group.position]);
  }
}

void count_quarantined(const Night& night, Plan& plan) {
  for (const Side& side : night.sides) {
    for (const Layer layer : all_layers) {
      plan.layers[index(layer)].quarantined += static_cast<std::uint64_t>(
          std::ranges::count(side.table(layer).states, RowState::quarantined));
    }
  }
}

}  // namespace

std::string full_name(Layer layer, std::size_t group) {
  return std::string(name(layer)) + "." + std::string(layer_type(layer).groups[group]);
}

Plan reconciled(Night& night, const Matched& matched, const Stored& stored,
                const Settings& settings, const Coverages& coverages) {
  Plan plan;
  ReconcileWork work{night,
                     stored,
                     settings,
                     plan,
                     {},
                     stored.spoken,
                     neighbourhood_codes(night, matched, stored)};
  for (const SourceSettings& source : settings.sources) plan.source_names.push_back(source.name);
  for (const Unsettled& each : stored.unsettled) work.unsettled.emplace(key_of(each), &each);
  note_speakers(night, coverages, matched, work.mahalle_codes, work.spoken, plan);
  for (const Layer layer : all_layers) {
    plan.layers[index(layer)].after.table = Table(layer);
    note_authority(night, stored, layer, settings, plan);
  }
  std::array<std::optional<LayerReconcile>, layer_count> layers;
  tbb::parallel_for(std::size_t{0}, layer_count, [&](std::size_t l) {
    layers[l].emplace(work, matched, all_layers[l]);
    layers[l]->note_leavers();
  });
  tbb::parallel_for(std::size_t{0}, layer_count, [&](std::size_t l) { layers[l]->reconcile(); });
  for (auto& layer : layers) {
    std::ranges::move(layer->findings(), std::back_inserter(night.findings));
    std::ranges::move(layer->unsettled(), std::back_inserter(plan.unsettled_now));
    std::ranges::move(layer->differences(), std::back_inserter(plan.differences));
  }
  for (auto& layer : layers) {
    std::ranges::copy(layer->rulings_ended(), std::back_inserter(plan.rulings_ended));
  }
  for (const Side& side : night.sides) {
    std::ranges::copy(side.rulings_ended, std::back_inserter(plan.rulings_ended));
  }
  std::ranges::sort(plan.rulings_ended);
  count_quarantined(night, plan);
  // What was settled of a held row, and what was not, is as it was.
  std::ranges::copy_if(
      stored.unsettled, std::back_inserter(plan.unsettled_now),
      [&](const Unsettled& each) { return night.held.holds(each.layer, each.tucbs_no); });
  note_stale(night, coverages, stored, plan);
  std::ranges::sort(plan.unsettled_now);
  std::vector<Unsettled> before = stored.unsettled;
  std::ranges::sort(before);
  std::ranges::set_difference(plan.unsettled_now, before, std::back_inserter(plan.unsettled_added));
  std::ranges::set_difference(before, plan.unsettled_now,
                              std::back_inserter(plan.unsettled_removed));
  return plan;
}

}  // namespace uavt::sync
