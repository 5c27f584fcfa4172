#include "sync/revert.hpp"

#include "sync/groups.hpp"
#include "sync/image.hpp"
#include "sync/layer_revert.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace uavt::sync {

namespace {

/// Which rows can be restored, found by leaving out what stands in the way until nothing does.
class Feasible {
 public:
  Feasible(const Stored& stored, const RunWork& work) : stored_(stored), work_(work) {
    for (const Layer layer : all_layers) {
      const LayerWork& each = work[index(layer)];
      removed_[index(layer)].insert(each.inserted.begin(), each.inserted.end());
      restored_[index(layer)].insert(each.updated.begin(), each.updated.end());
      restored_[index(layer)].insert(each.deleted.begin(), each.deleted.end());
      for (const std::int64_t number : each.changed_since) {
        leave(layer, number, Obstacle::changed_since);
      }
    }
    while (narrowed()) {
    }
  }

  [[nodiscard]] const std::set<std::int64_t>& removed(Layer layer) const {
    return removed_[index(layer)];
  }
  [[nodiscard]] const std::set<std::int64_t>& restored(Layer layer) const {
    return restored_[index(layer)];
  }
  [[nodiscard]] std::vector<RevertConflict> conflicts() const { return conflicts_; }

 private:
  void leave(Layer layer, std::int64_t number, Obstacle obstacle) {
    if (removed_[index(layer)].erase(number) + restored_[index(layer)].erase(number) == 0) return;
    conflicts_.push_back({layer, number, obstacle});
  }

  /// Visits every row as it would be afterwards: table, row, and whether it is restored.
  template <class Visit>
  void after(Layer layer, Visit visit) const {
    const Table& now = stored_.published[index(layer)].table;
    const Table& before = work_[index(layer)].before.table;
    for (std::size_t row = 0; row < now.size(); ++row) {
      const std::int64_t number = now.tucbs_no[row];
      if (removed_[index(layer)].contains(number) || restored_[index(layer)].contains(number)) {
        continue;
      }
      visit(now, row, false);
    }
    for (std::size_t row = 0; row < before.size(); ++row) {
      if (restored_[index(layer)].contains(before.tucbs_no[row])) visit(before, row, true);
    }
  }

  [[nodiscard]] bool there(Layer layer, std::int64_t number) const {
    if (removed_[index(layer)].contains(number)) return false;
    return restored_[index(layer)].contains(number) ||
           row_of(stored_.published[index(layer)].table.tucbs_no, number) != no_row;
  }

  bool narrowed() {
    std::vector<RevertConflict> found;
    for (const Layer layer : all_layers) {
      std::map<std::pair<std::size_t, std::int64_t>, std::vector<std::pair<std::int64_t, bool>>>
          codes;
      after(layer, [&](const Table& table, std::size_t row, bool restored) {
        const std::int64_t number = table.tucbs_no[row];
        for (std::size_t a = 0; a < table.columns.size(); ++a) {
          const Attribute& attribute = table.type().attributes[a];
          if (attribute.role != Role::reference && attribute.role != Role::own_code) continue;
          if (table.columns[a].null(row)) continue;
          const std::int64_t value = table.columns[a].integers[row];
          if (attribute.role == Role::own_code) {
            codes[{a, value}].emplace_back(number, restored);
          } else if (!there(*attribute.target, value)) {
            // Who stays keeps what it refers to; who comes back needs it.
            found.push_back(restored ? RevertConflict{layer, number, Obstacle::parent_gone}
                                     : RevertConflict{*attribute.target, value, Obstacle::needed});
          }
        }
      });
      for (const auto& [code, rows] : codes) {
        if (rows.size() < 2) continue;
        for (const auto& [number, restored] : rows) {
          if (restored) found.push_back({layer, number, Obstacle::code_taken});
        }
      }
    }
    for (const RevertConflict& each : found) leave(each.layer, each.tucbs_no, each.obstacle);
    return !found.empty();
  }

  const Stored& stored_;
  const RunWork& work_;
  std::array<std::set<std::int64_t>, layer_count> removed_, restored_;
  std::vector<RevertConflict> conflicts_;
};

/// Is a row restored that this ruling kept out? It is known by a code, else by its values.
bool comes_back(const Ruling& ruling, const LayerPlan& rows) {
  const std::optional<Said>& then = ruling.national ? ruling.national : ruling.municipal;
  if (!then || rows.restored.empty()) return false;
  Table refused(ruling.layer);
  const std::size_t at = append_said(refused, *then);
  const Table& after = rows.after.table;
  const auto shares = [&](std::size_t row) {
    return std::ranges::any_of(own_codes(ruling.layer), [&](std::size_t code) {
      const Column& column = refused.columns[code];
      return !column.null(at) && column.integers[at] == after.columns[code].integers[row];
    });
  };
  for (std::size_t row = 0; row < after.size(); ++row) {
    if (rows.before[row] != no_row) continue;
    if (has_code(refused, at) ? shares(row) : still_says(after, row, refused, at, 0)) return true;
  }
  return false;
}

/// Settled values of what is ruled on or gone are not waited for any more.
void forget_unsettled(const Stored& stored, const Plan& plan, std::vector<Unsettled>& removed) {
  std::set<std::tuple<Layer, std::int64_t, std::uint8_t>> ruled;
  for (const Ruling& ruling : plan.rulings_made) {
    if (ruling.form == RulingForm::group) {
      ruled.emplace(ruling.layer, ruling.tucbs_no, ruling.group);
    }
  }
  for (const Unsettled& each : stored.unsettled) {
    const LayerPlan& layer = plan.layers[index(each.layer)];
    const auto& images = plan.images[index(each.layer)][index(each.reg)];
    if (ruled.contains({each.layer, each.tucbs_no, each.group}) ||
        std::ranges::binary_search(layer.deleted, each.tucbs_no) ||
        std::ranges::find(images.forgotten, each.tucbs_no) != images.forgotten.end()) {
      removed.push_back(each);
    }
  }
}

}  // namespace

Reverted reverted(const Stored& stored, const RunWork& work, const Refusal& refusal) {
  const Feasible feasible(stored, work);
  Reverted result;
  result.conflicts = feasible.conflicts();
  std::ranges::sort(result.conflicts);
  Plan& plan = result.plan;
  for (const Layer layer : all_layers) {
    LayerRevert revert(stored, work[index(layer)], refusal, layer, plan);
    for (const std::int64_t number : feasible.removed(layer)) revert.remove(number);
    for (const std::int64_t number : feasible.restored(layer)) revert.restore(number);
    plan.layers[index(layer)].next_tucbs_no = stored.next_tucbs_no[index(layer)];
  }
  for (const Ruling& ruling : stored.rulings) {
    // What the run itself ruled of these rows is taken back with it.
    const bool its_own = ruling.run == refusal.about && ruling.run != 0;
    const LayerPlan& rows = plan.layers[index(ruling.layer)];
    const bool gone = ruling.form != RulingForm::insert &&
                      std::ranges::binary_search(rows.deleted, ruling.tucbs_no);
    const bool back = ruling.form == RulingForm::insert
                          ? comes_back(ruling, rows)
                          : row_of(rows.after.table.tucbs_no, ruling.tucbs_no) != no_row;
    if (gone || (its_own && back)) plan.rulings_ended.push_back(ruling.id);
  }
  std::ranges::sort(plan.rulings_ended);
  forget_unsettled(stored, plan, plan.unsettled_removed);
  std::ranges::set_difference(stored.unsettled, plan.unsettled_removed,
                              std::back_inserter(plan.unsettled_now));
  for (const OpenFinding& finding : stored.findings) {
    plan.findings_standing.push_back(finding.fingerprint);
  }
  plan.quality = stored.quality;
  plan.authority = stored.authority;
  return result;
}

}  // namespace uavt::sync
