#include "sync/guard.hpp"

#include "sync/concealing.hpp"
#include "sync/coverage.hpp"
#include "sync/held_cause.hpp"
#include "sync/held_changes.hpp"
#include "sync/held_rows.hpp"
#include "sync/image.hpp"
#include "sync/standing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace uavt::sync {

namespace {

using Mahalle = std::array<std::vector<std::int64_t>, layer_count>;

/// A scope's own past is asked from so many runs in which it changed (docs/decisions/0008).
constexpr std::uint64_t enough_past = 10;
constexpr double times_past = 5;

const ScopePast& past_of(const Stored& stored, const GuardScope& scope) {
  static const ScopePast none;
  const auto known = stored.guard.past.find(scope);
  return known == stored.guard.past.end() ? none : known->second;
}

/// How far over its budget a scope is: of several the furthest names the mahalle's reason.
double excess(const ScopeCount& each, const GuardSettings& settings) {
  const auto count = static_cast<double>(each.count);
  double most = count / std::max(1.0, static_cast<double>(settings.max_rows));
  if (each.rows != 0) {
    most = std::max(most, count / std::max(0.5, settings.max_share * static_cast<double>(each.rows)));
  }
  return most;
}

std::vector<HeldCount> counted(const std::vector<HeldChange>& changes) {
  std::map<std::pair<Layer, GuardOperation>, std::uint64_t> counts;
  for (const HeldChange& change : changes) ++counts[{change.layer, change.operation}];
  std::vector<HeldCount> result;
  for (const auto& [what, count] : counts) result.push_back({what.first, what.second, count});
  return result;
}

/// The mahalle as people and digests know it.
class Names {
 public:
  Names(const Night& night, const Matched& matched, const Stored& stored)
      : night_(night), matched_(matched), stored_(stored),
        codes_(neighbourhood_codes(night, matched, stored)) {}

  [[nodiscard]] std::int64_t code(std::int64_t number) const {
    const auto known = codes_.find(number);
    return known == codes_.end() ? 0 : known->second;
  }

  /// As published; a new one as its register calls it.
  [[nodiscard]] std::string name(std::int64_t number) const {
    const std::size_t at = position(Layer::neighbourhood, "ad");
    const Table& published = stored_.published[index(Layer::neighbourhood)].table;
    if (const std::int32_t row = row_of(published.tucbs_no, number); row != no_row) {
      return std::string(published.columns[at].texts[static_cast<std::size_t>(row)]);
    }
    const Entities& entities = matched_.layers[index(Layer::neighbourhood)];
    const auto e = std::ranges::find(entities.tucbs_no, number) - entities.tucbs_no.begin();
    for (std::size_t r = 0; r < register_count; ++r) {
      if (static_cast<std::size_t>(e) >= entities.size()) break;
      const std::int32_t row = entities.row[r][static_cast<std::size_t>(e)];
      if (row == no_row) continue;
      const Column& column = night_.sides[r].table(Layer::neighbourhood).columns[at];
      if (!column.null(static_cast<std::size_t>(row))) {
        return std::string(column.texts[static_cast<std::size_t>(row)]);
      }
    }
    return {};
  }

  /// The same on every night, also while it is not published.
  [[nodiscard]] std::string identity(std::int64_t number) const {
    if (const std::int64_t known = code(number); known != 0) return std::to_string(known);
    const bool published =
        row_of(stored_.published[index(Layer::neighbourhood)].table.tucbs_no, number) != no_row;
    return published || number == 0 ? "#" + std::to_string(number) : name(number);
  }

 private:
  const Night& night_;
  const Matched& matched_;
  const Stored& stored_;
  std::map<std::int64_t, std::int64_t> codes_;
};

/// The batches of tonight: those that waited keep their number, others get one.
void number_batches(const Stored& stored, std::vector<HeldBatch>& batches) {
  std::int64_t next = stored.guard.next_batch;
  for (HeldBatch& batch : batches) {
    const auto known = std::ranges::find(stored.guard.open, batch.digest, &OpenBatch::digest);
    batch.fresh = known == stored.guard.open.end();
    batch.no = batch.fresh ? next++ : known->no;
  }
  std::ranges::sort(batches, {}, &HeldBatch::no);
}

/// What waited and does not wait now; a decision names whose it was.
void close_batches(const Stored& stored, const std::optional<BatchDecision>& decision,
                   Guarded& result) {
  for (const OpenBatch& open : stored.guard.open) {
    if (std::ranges::find(result.plan.batches, open.no, &HeldBatch::no) !=
        result.plan.batches.end()) {
      continue;
    }
    ClosedBatch closed{open.no, BatchState::renewed, {}, {}};
    if (result.decided && decision && decision->batch == open.no) {
      closed = {open.no, decision->state, decision->person, decision->reason};
    }
    result.plan.closed.push_back(std::move(closed));
  }
}

}  // namespace

bool over_budget(const ScopeCount& count, const ScopePast& past, const GuardSettings& settings) {
  if (count.count < static_cast<std::uint64_t>(std::max(0, settings.min_rows))) return false;
  if (count.count > static_cast<std::uint64_t>(std::max(0, settings.max_rows))) return true;
  if (count.rows == 0) return false;
  const double share = static_cast<double>(count.count) / static_cast<double>(count.rows);
  if (share > settings.max_share) return true;
  return past.runs >= enough_past && share > settings.max_share / 4 &&
         static_cast<double>(count.count) > times_past * static_cast<double>(past.largest);
}

Guarded guarded(const Night& night, const Matched& matched, const Stored& stored, const Plan& plan,
                const Settings& settings, const std::optional<BatchDecision>& decision) {
  Guarded result;
  const bool asked = settings.guard.enabled && stored.last_run != 0 &&
                     !std::ranges::all_of(plan.layers, &LayerPlan::empty);
  if (!asked) {
    close_batches(stored, decision, result);
    return result;
  }
  const Mahalle mahalle = published_mahalle(stored);
  const std::vector<RowChange> changes = row_changes(night, matched, stored, plan, mahalle);
  const std::vector<ScopeCount> counts = scoped_changes(night, stored, plan, changes, mahalle);
  std::map<std::int64_t, const ScopeCount*> triggers;  ///< by mahalle
  for (const ScopeCount& each : counts) {
    if (!over_budget(each, past_of(stored, each.scope), settings.guard)) continue;
    const ScopeCount*& trigger = triggers[each.scope.mahalle];
    if (trigger == nullptr || excess(each, settings.guard) > excess(*trigger, settings.guard)) {
      trigger = &each;
    }
  }
  std::vector<std::int64_t> over;
  for (const auto& [number, trigger] : triggers) over.push_back(number);
  std::vector<std::uint8_t> held(over.size(), 1);
  if (!over.empty()) {
    const HeldRows rows(night, matched, stored, plan, over, mahalle);
    const Names known(night, matched, stored);
    std::vector<std::string> identities;
    for (const std::int64_t number : over) identities.push_back(known.identity(number));
    std::vector<HeldList> lists = held_lists(stored, plan, rows, identities);
    for (std::size_t m = 0; m < over.size(); ++m) {
      HeldBatch batch;
      batch.mahalle = over[m];
      batch.mahalle_kodu = known.code(over[m]);
      batch.mahalle_name = known.name(over[m]);
      batch.trigger = *triggers.at(over[m]);
      batch.cause = held_cause(night, stored, changes, batch.trigger, counts, mahalle);
      batch.counts = counted(lists[m].changes);
      batch.changes = std::move(lists[m].changes);
      batch.digest = std::move(lists[m].digest);
      conceal(batch, settings.restrictions);
      const auto open = std::ranges::find(stored.guard.open, batch.digest, &OpenBatch::digest);
      if (decision && open != stored.guard.open.end() && open->no == decision->batch) {
        held[m] = 0;
        result.decided = true;
        result.entities = rows.entities(m);
      } else {
        result.plan.batches.push_back(std::move(batch));
      }
    }
    number_batches(stored, result.plan.batches);
    if (!result.plan.batches.empty()) result.hold = rows.hold(held);
  }
  for (const ScopeCount& each : counts) {
    if (!triggers.contains(each.scope.mahalle)) result.plan.passed.push_back(each);
  }
  close_batches(stored, decision, result);
  return result;
}

void set_held(Night& night) {
  for (std::size_t r = 0; r < register_count; ++r) {
    for (const Layer layer : all_layers) {
      Table& table = night.sides[r].table(layer);
      for (const std::uint32_t row : night.held.rows[r][index(layer)]) {
        RowState& state = table.states[row];
        // What is set apart now stays so: it may be the reason.
        if (state == RowState::valid || state == RowState::passive) state = RowState::held;
      }
    }
  }
}

std::set<std::uint16_t> waiting_deltas(const Night& night, const Settings& settings) {
  const auto delta = [&](std::uint16_t at) {
    return settings.sources[at].delivery == DeliveryKind::delta;
  };
  std::set<Register> waiting;
  for (const Side& side : night.sides) {
    for (const Layer layer : all_layers) {
      const Table& table = side.table(layer);
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.states[row] == RowState::held && delta(table.origins[row].source)) {
          waiting.insert(side.mapped.reg);
        }
      }
    }
  }
  std::set<std::uint16_t> sources;
  for (std::uint16_t at = 0; at < settings.sources.size(); ++at) {
    if (delta(at) && waiting.contains(settings.sources[at].reg)) sources.insert(at);
  }
  return sources;
}

void tell_held(Night& night, const GuardPlan& guard, const Settings& settings, Plan& plan) {
  std::array<std::set<std::pair<std::int64_t, std::string>>, layer_count> numbers;
  std::array<std::uint64_t, layer_count> fresh{};
  for (const HeldBatch& batch : guard.batches) {
    for (const HeldChange& change : batch.changes) {
      if (change.tucbs_no != 0 || !change.key.empty()) {
        numbers[index(change.layer)].emplace(change.tucbs_no, change.tucbs_no == 0 ? change.key : "");
      } else {
        ++fresh[index(change.layer)];
      }
    }
    if (!settings.enabled(Rule::src_03)) continue;
    const GuardScope& scope = batch.trigger.scope;
    Finding finding;
    finding.rule = Rule::src_03;
    finding.severity = settings.severity(Rule::src_03);
    Subject subject;
    subject.reg = scope.reg;
    subject.tucbs_no = batch.mahalle;
    subject.key = batch.mahalle_kodu != 0 ? std::to_string(batch.mahalle_kodu)
                  : batch.mahalle_name.empty() ? "#" + std::to_string(batch.mahalle)
                                               : batch.mahalle_name;
    if (batch.mahalle_kodu != 0) subject.mahalle_kodu = batch.mahalle_kodu;
    for (std::size_t s = 0; s < settings.sources.size(); ++s) {
      if (settings.sources[s].reg != scope.reg || !settings.sources[s].model_type.empty() ||
          !feeds(settings.sources[s].layer, scope.layer)) {
        continue;
      }
      subject.origin.source = static_cast<std::uint16_t>(s);
      break;
    }
    finding.subjects.push_back(std::move(subject));
    finding.arguments = {{"batch", batch.no},
                         {"mahalle", batch.mahalle_name},
                         {"target", std::string(name(scope.layer))},
                         {"change", std::string(name(scope.operation))},
                         {"count", static_cast<std::int64_t>(batch.trigger.count)},
                         {"rows", static_cast<std::int64_t>(batch.trigger.rows)},
                         {"cause", std::string(name(batch.cause.kind))},
                         {"attribute", batch.cause.attribute},
                         {"value", batch.cause.value},
                         {"now", static_cast<std::int64_t>(batch.cause.now)},
                         {"east_m", batch.cause.east_m},
                         {"north_m", batch.cause.north_m}};
    night.findings.push_back(std::move(finding));
  }
  for (const Layer layer : all_layers) {
    plan.layers[index(layer)].held = numbers[index(layer)].size() + fresh[index(layer)];
  }
}

}  // namespace uavt::sync
