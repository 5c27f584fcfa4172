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

void note_authority(Layer layer, const Settings& settings, Plan& plan) {
  for (const Group& group : groups(layer)) {
    plan.authority[full_name(layer, group.position)] =
        name(settings.authority[index(layer)][group.position]);
  }
}

}  // namespace

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
  for (const Unsettled& each : stored.unsettled) work.unsettled.emplace(key_of(each), &each);
  note_speakers(night, coverages, work.mahalle_codes, work.spoken, plan);
  for (const Layer layer : all_layers) {
    plan.layers[index(layer)].after.table = Table(layer);
    note_authority(layer, settings, plan);
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
