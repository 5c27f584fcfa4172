#include "sync/reconcile.hpp"

#include "sync/groups.hpp"
#include "sync/image.hpp"
#include "sync/row_edits.hpp"
#include "sync/rules_uavt.hpp"
#include "sync/standing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace uavt::sync {

namespace {

using UnsettledKey = std::tuple<Layer, std::int64_t, Register, std::uint8_t>;

UnsettledKey key_of(const Unsettled& each) {
  return {each.layer, each.tucbs_no, each.reg, each.group};
}

/// What all layers share while the plan is made.
struct Work {
  Night& night;
  const Stored& stored;
  const Settings& settings;
  Plan& plan;
  std::map<UnsettledKey, const Unsettled*> unsettled;
  Spoken spoken;  ///< before tonight and tonight
  /// mahalle tucbs_no → UAVT code, for findings.
  std::map<std::int64_t, std::int64_t> mahalle_codes;
};

/// Reconciles one layer: every entity, every group.
class LayerReconcile {
 public:
  LayerReconcile(Work& work, const Matched& matched, Layer layer)
      : work_(work),
        layer_(layer),
        both_(sides(layer)),
        type_(layer_type(layer)),
        groups_(groups(layer)),
        entities_(matched.layers[index(layer)]),
        base_(work.stored.published[index(layer)]),
        plan_(work.plan.layers[index(layer)]),
        national_(work.night.side(both_.national).table(layer)),
        municipal_(work.night.side(both_.municipal).table(layer)),
        edits_(base_.table, work.settings.run.geometry_tolerance_m),
        rules_(work.night, work.settings, layer, entities_, work.mahalle_codes) {
    for (const Group& group : groups_) {
      const std::string name =
          std::string(type_.name) + "." + std::string(type_.groups[group.position]);
      const Authority authority = work.settings.authority[index(layer)][group.position];
      const auto before = work.stored.authority.find(name);
      authority_.push_back(authority);
      resettled_.push_back(before != work.stored.authority.end() &&
                           before->second != uavt::sync::name(authority));
      work.plan.authority[name] = uavt::sync::name(authority);
    }
    for (const Register reg : {both_.national, both_.municipal}) {
      const Side& side = work.night.side(reg);
      now_[index(reg)] = carried(groups_, side.table(layer));
      last_[index(reg)] = carried(groups_, side.images[index(layer)]);
    }
  }

  void reconcile() {
    std::vector<std::size_t> order(entities_.size());
    for (std::size_t e = 0; e < order.size(); ++e) order[e] = e;
    std::ranges::sort(order, {}, [&](std::size_t e) { return entities_.tucbs_no[e]; });
    // Who leaves is known before any row is looked at: a door may refer to another door.
    for (const std::size_t e : order) {
      if (entities_.published[e] != no_row && !delivered(e)) {
        plan_.deleted.push_back(entities_.tucbs_no[e]);
      }
    }
    for (const std::size_t e : order) {
      if (delivered(e)) reconcile_entity(e);
    }
    forget_images();
    count_quarantined();
  }

 private:
  Register reg_of(Take take) const {
    return take == Take::municipal ? both_.municipal : both_.national;
  }
  const Table& table_of(Register reg) const { return work_.night.side(reg).table(layer_); }

  [[nodiscard]] bool has_spoken(Register reg, std::int64_t mahalle) const {
    return work_.spoken.contains({reg, layer_, 0}) || work_.spoken.contains({reg, layer_, mahalle});
  }

  Presence presence_of(std::size_t e, bool national, bool municipal) const {
    if (layer_ == Layer::parcel || layer_ == Layer::centreline) return Presence::tek_kayit;
    if (national && municipal) return Presence::ortak;
    const Register other = national ? both_.municipal : both_.national;
    if (!has_spoken(other, entities_.mahalle[e])) return Presence::tek_kayit;
    return national ? Presence::yalniz_uavt : Presence::yalniz_cbs;
  }

  /// Does either side still have this?
  [[nodiscard]] bool delivered(std::size_t e) const {
    return entities_.row[index(both_.national)][e] != no_row ||
           entities_.row[index(both_.municipal)][e] != no_row;
  }

  [[nodiscard]] RegisterSet registers_of(std::int32_t theirs, std::int32_t ours) const {
    RegisterSet registers = 0;
    if (theirs != no_row) registers |= bit(both_.national);
    if (ours != no_row) registers |= bit(both_.municipal);
    return registers;
  }

  void reconcile_entity(std::size_t e) {
    const std::int32_t theirs = entities_.row[index(both_.national)][e];
    const std::int32_t ours = entities_.row[index(both_.municipal)][e];
    const std::int32_t base = entities_.published[e];
    const Presence presence = presence_of(e, theirs != no_row, ours != no_row);
    rules_.judge_presence(e, presence);
    const bool calm =
        quiet(e, theirs, ours, base) && base_.eslesme[static_cast<std::size_t>(base)] == presence;
    if (!calm || (theirs != no_row && ours != no_row)) {
      for (std::size_t g = 0; g < groups_.size(); ++g) {
        decisions_[g] = decide(e, groups_[g], theirs, ours, base);
      }
    }
    if (calm) {
      ++plan_.unchanged;
    } else {
      write_row(e, presence, theirs, ours, base);
    }
  }

  /// Does the published row refer to one that leaves tonight?
  [[nodiscard]] bool points_to_leaver(std::int32_t base) const {
    for (std::size_t a = 0; a < type_.attributes.size(); ++a) {
      if (type_.attributes[a].role != Role::reference) continue;
      const auto& leaving = work_.plan.layers[index(*type_.attributes[a].target)].deleted;
      const std::int64_t number =
          base_.table.columns[a].integers[static_cast<std::size_t>(base)];
      if (!leaving.empty() && std::ranges::binary_search(leaving, number)) return true;
    }
    return false;
  }

  /// Nothing about this entity is new: its rows are their images, the same registers have it as
  /// published, what it refers to stays, no authority moved.
  [[nodiscard]] bool quiet(std::size_t e, std::int32_t theirs, std::int32_t ours,
                           std::int32_t base) const {
    if (base == no_row || points_to_leaver(base) ||
        base_.kaynak[static_cast<std::size_t>(base)] != registers_of(theirs, ours)) {
      return false;
    }
    const auto still = [&](Register reg, std::int32_t row) {
      const Side& side = work_.night.side(reg);
      return row == no_row || (side.changed[index(layer_)][static_cast<std::size_t>(row)] == 0 &&
                               image_number(reg, row) == entities_.tucbs_no[e]);
    };
    return still(both_.national, theirs) && still(both_.municipal, ours) &&
           std::ranges::none_of(resettled_, [](bool moved) { return moved; });
  }

  [[nodiscard]] std::int64_t image_number(Register reg, std::int32_t row) const {
    const Side& side = work_.night.side(reg);
    const std::int32_t image = side.image_row[index(layer_)][static_cast<std::size_t>(row)];
    return image == no_row ? 0
                           : side.images[index(layer_)].tucbs_no[static_cast<std::size_t>(image)];
  }

  [[nodiscard]] SideOfGroup side_of(std::size_t e, const Group& group, Register reg,
                                    std::int32_t row) const {
    SideOfGroup result;
    if (row == no_row) return result;
    const auto at = static_cast<std::size_t>(row);
    const Side& side = work_.night.side(reg);
    const Table& table = side.table(layer_);
    result.delivers = delivers(now_[index(reg)][group.position], table, at);
    const std::int32_t image = side.image_row[index(layer_)][at];
    const double tolerance = work_.settings.run.geometry_tolerance_m;
    const auto waiting = work_.unsettled.find({layer_, entities_.tucbs_no[e], reg, group.position});
    if (waiting != work_.unsettled.end()) {
      result.delivered_before = std::ranges::any_of(waiting->second->values,
                                                    [](const auto& v) { return v.has_value(); }) ||
                                !waiting->second->geometry_wkb.empty();
      result.changed = !unchanged(group, table, at, *waiting->second, tolerance);
    } else if (image != no_row) {
      const Table& images = side.images[index(layer_)];
      const auto last = static_cast<std::size_t>(image);
      result.delivered_before = delivers(last_[index(reg)][group.position], images, last);
      result.changed = side.changed[index(layer_)][at] != 0 &&
                       !unchanged(group, table, at, images, last, tolerance);
    } else {
      result.changed = true;
    }
    return result;
  }

  Decision decide(std::size_t e, const Group& group, std::int32_t theirs, std::int32_t ours,
                  std::int32_t base) {
    const SideOfGroup national = side_of(e, group, both_.national, theirs);
    const SideOfGroup municipal = side_of(e, group, both_.municipal, ours);
    const bool both_differ =
        national.delivers && municipal.delivers &&
        differ(group, national_, static_cast<std::size_t>(theirs), municipal_,
               static_cast<std::size_t>(ours), work_.settings.run.geometry_tolerance_m);
    const bool together = entities_.paired_before[e] != 0 && !resettled_[group.position];
    const Decision decision =
        decided(national, municipal, both_differ, together, base != no_row,
                authority_[group.position], both_.national, newer_municipal());
    if (decision.differ) {
      rules_.judge_difference(e, group, decision, authority_[group.position], base_.table, base);
    }
    keep_settled(e, group, decision, both_.national, national, theirs);
    keep_settled(e, group, decision, both_.municipal, municipal, ours);
    return decision;
  }

  [[nodiscard]] bool newer_municipal() const {
    return work_.night.side(both_.municipal).as_of[index(layer_)] >
           work_.night.side(both_.national).as_of[index(layer_)];
  }

  /// A side whose change was not taken keeps the values it had when last settled.
  void keep_settled(std::size_t e, const Group& group, const Decision& decision, Register reg,
                    const SideOfGroup& side, std::int32_t row) {
    if (decision.settles || row == no_row || !side.changed) return;
    const auto waiting = work_.unsettled.find({layer_, entities_.tucbs_no[e], reg, group.position});
    if (waiting != work_.unsettled.end()) {
      work_.plan.unsettled_now.push_back(*waiting->second);
      return;
    }
    const Side& from = work_.night.side(reg);
    const std::int32_t image = from.image_row[index(layer_)][static_cast<std::size_t>(row)];
    if (image == no_row) return;
    Unsettled kept =
        settled_values(group, from.images[index(layer_)], static_cast<std::size_t>(image));
    kept.reg = reg;
    kept.tucbs_no = entities_.tucbs_no[e];
    work_.plan.unsettled_now.push_back(std::move(kept));
  }

  void write_row(std::size_t e, Presence presence, std::int32_t theirs, std::int32_t ours,
                 std::int32_t base) {
    edits_.begin(base);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const Take take = decisions_[g].take;
      if (take == Take::published) {
        edits_.drop_dead_references(groups_[g], work_.plan);
      } else if (take == Take::nothing) {
        edits_.clear(groups_[g]);
      } else {
        edits_.take(groups_[g], table_of(reg_of(take)),
                    static_cast<std::size_t>(take == Take::municipal ? ours : theirs));
      }
    }
    edits_.show_shadows(municipal_, theirs == no_row ? no_row : ours);
    const bool fresh = base == no_row;
    const bool changed =
        fresh || !edits_.empty() || base_.eslesme[static_cast<std::size_t>(base)] != presence;
    if (!changed) {
      ++plan_.unchanged;
      write_image(e, both_.national, theirs, base_.table, base, changed);
      write_image(e, both_.municipal, ours, base_.table, base, changed);
      return;
    }
    Table& after = plan_.after.table;
    const std::size_t at =
        fresh ? after.append_row({}) : after.append(base_.table, static_cast<std::size_t>(base));
    edits_.write(after, at);
    after.tucbs_no[at] = entities_.tucbs_no[e];
    plan_.after.eslesme.push_back(presence);
    plan_.after.kaynak.push_back(registers_of(theirs, ours));
    plan_.before.push_back(base);
    ++(fresh ? plan_.inserted : plan_.updated);
    const auto published_row = static_cast<std::int32_t>(at);
    write_image(e, both_.national, theirs, after, published_row, changed);
    write_image(e, both_.municipal, ours, after, published_row, changed);
  }

  /// The image is a difference from the published row: it changes when either does.
  void write_image(std::size_t e, Register reg, std::int32_t row, const Table& published,
                   std::int32_t published_row, bool published_changed) {
    if (row == no_row) return;
    const Side& side = work_.night.side(reg);
    const auto at = static_cast<std::size_t>(row);
    const bool moved = image_number(reg, row) != entities_.tucbs_no[e];
    if (!published_changed && !moved && side.changed[index(layer_)][at] == 0) return;
    const ImageRows& stored = work_.stored.images[index(layer_)][index(reg)];
    const std::int32_t last = row_of(stored.tucbs_no, entities_.tucbs_no[e]);
    if (last != no_row) {
      ImageRows now;
      append_image(now, entities_.tucbs_no[e], side.table(layer_), at, published, published_row);
      if (equal_image(now, 0, stored, static_cast<std::size_t>(last))) return;
    }
    append_image(work_.plan.images[index(layer_)][index(reg)].written, entities_.tucbs_no[e],
                 side.table(layer_), at, published, published_row);
  }

  /// Images whose rows have left, or live on under another number.
  void forget_images() {
    for (const Register reg : {both_.national, both_.municipal}) {
      const ImageRows& stored = work_.stored.images[index(layer_)][index(reg)];
      std::vector<std::int64_t> alive;
      for (std::size_t e = 0; e < entities_.size(); ++e) {
        if (entities_.row[index(reg)][e] != no_row) alive.push_back(entities_.tucbs_no[e]);
      }
      std::ranges::sort(alive);
      for (const std::int64_t number : stored.tucbs_no) {
        if (!std::ranges::binary_search(alive, number)) {
          work_.plan.images[index(layer_)][index(reg)].forgotten.push_back(number);
        }
      }
    }
  }

  void count_quarantined() {
    for (std::size_t r = 0; r < register_count; ++r) {
      const Table& table = work_.night.sides[r].table(layer_);
      plan_.quarantined +=
          static_cast<std::uint64_t>(std::ranges::count(table.states, RowState::quarantined));
    }
  }

  Work& work_;
  Layer layer_;
  Sides both_;
  const LayerType& type_;
  const std::vector<Group>& groups_;
  const Entities& entities_;
  const Published& base_;
  LayerPlan& plan_;
  const Table& national_;
  const Table& municipal_;
  /// The groups as each register carries them tonight, and did when last seen.
  std::array<std::vector<Group>, register_count> now_, last_;
  std::vector<Authority> authority_;
  std::vector<bool> resettled_;
  std::array<Decision, 16> decisions_{};  ///< of the entity at hand, by group
  RowEdits edits_;                        ///< of the entity at hand
  UavtRules rules_;
};

}  // namespace

Plan reconciled(Night& night, const Matched& matched, const Stored& stored,
                const Settings& settings, const Coverages& coverages) {
  Plan plan;
  Work work{night,
            stored,
            settings,
            plan,
            {},
            stored.spoken,
            neighbourhood_codes(night, matched, stored)};
  for (const Unsettled& each : stored.unsettled) work.unsettled.emplace(key_of(each), &each);
  note_speakers(night, coverages, work.mahalle_codes, work.spoken, plan);
  for (const Layer layer : all_layers) plan.layers[index(layer)].after.table = Table(layer);
  for (const Layer layer : all_layers) LayerReconcile(work, matched, layer).reconcile();
  note_stale(night, stored, plan);
  std::ranges::sort(plan.unsettled_now);
  std::vector<Unsettled> before = stored.unsettled;
  std::ranges::sort(before);
  std::ranges::set_difference(plan.unsettled_now, before, std::back_inserter(plan.unsettled_added));
  std::ranges::set_difference(before, plan.unsettled_now,
                              std::back_inserter(plan.unsettled_removed));
  return plan;
}

}  // namespace uavt::sync
