#include "sync/layer_reconcile.hpp"

#include "sync/carried.hpp"
#include "sync/code_claims.hpp"
#include "sync/groups.hpp"
#include "sync/image_edits.hpp"
#include "sync/layer_rulings.hpp"
#include "sync/reconcile.hpp"
#include "sync/row_edits.hpp"
#include "sync/rules_uavt.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_set>
#include <utility>

namespace uavt::sync {

class LayerReconcile::Implementation {
 public:
  Implementation(ReconcileWork& work, const Matched& matched, Layer layer)
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
        carried_(carried(work.night, layer, base_.table)),
        edits_(base_.table, work.settings.run.geometry_tolerance_m),
        national_images_(images_of(work, both_.national)),
        municipal_images_(images_of(work, both_.municipal)),
        claims_(entities_, national_, index(both_.national), municipal_, index(both_.municipal),
                base_.table),
        rulings_(work.stored, work.night, layer, work.settings.run.geometry_tolerance_m),
        rules_(work.night, matched, work.settings, layer, work.spoken, work.mahalle_codes, findings_) {
    for (const Group& group : groups_) {
      const Authority authority = work.settings.authority[index(layer)][group.position];
      const auto before = work.stored.authority.find(full_name(layer, group.position));
      authority_.push_back(authority);
      resettled_.push_back(before != work.stored.authority.end() &&
                           before->second != uavt::sync::name(authority));
    }
    for (const auto& [key, each] : work.unsettled) {
      if (each->layer == layer) waiting_.insert(each->tucbs_no);
    }
  }

  void note_leavers() {
    order_.resize(entities_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::sort(order_, {}, [&](std::size_t e) { return entities_.tucbs_no[e]; });
    for (const std::size_t e : order_) {
      if (entities_.published[e] != no_row && !delivered(e) && !held(e)) {
        plan_.deleted.push_back(entities_.tucbs_no[e]);
      }
    }
  }

  void reconcile() {
    for (const CodeClaims::Contest& contest : claims_.contests()) rules_.judge_contest(contest);
    rules_.judge_recoded();
    for (const std::size_t e : order_) {
      if (delivered(e)) reconcile_entity(e);
    }
    national_images_.settle(alive(both_.national));
    municipal_images_.settle(alive(both_.municipal));
  }

  std::vector<Finding>& findings() { return findings_; }
  std::vector<Unsettled>& unsettled() { return unsettled_; }
  std::vector<std::int64_t> rulings_ended() { return rulings_.ended(entities_); }
  std::vector<Difference>& differences() { return differences_; }

 private:
  [[nodiscard]] ImageEdits images_of(ReconcileWork& work, Register reg) const {
    return {work.night.side(reg), layer_, work.stored.images[index(layer_)][index(reg)],
            carried_.filled, work.plan.images[index(layer_)][index(reg)]};
  }
  const Table& table_of(Register reg) const { return work_.night.side(reg).table(layer_); }

  [[nodiscard]] bool has_spoken(Register reg, std::int64_t mahalle) const {
    return work_.spoken.contains({reg, layer_, 0}) || work_.spoken.contains({reg, layer_, mahalle});
  }

  Presence presence_of(std::size_t e, bool national, bool municipal) const {
    if (held(e)) return base_.eslesme[static_cast<std::size_t>(entities_.published[e])];
    if (!compared(layer_)) return Presence::tek_kayit;
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

  /// Its published row stays as it is, whatever is said tonight.
  [[nodiscard]] bool held(std::size_t e) const {
    return entities_.published[e] != no_row && work_.night.held.holds(layer_, entities_.tucbs_no[e]);
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
    if (presence == Presence::yalniz_cbs || presence == Presence::yalniz_uavt) {
      differences_.push_back({.layer = layer_, .entity = e, .group = {}, .presence = presence});
    }
    rules_.judge_pair(e);
    const bool calm =
        quiet(e, theirs, ours, base) && base_.eslesme[static_cast<std::size_t>(base)] == presence;
    // Calm rows are only asked where something may have to be said of them.
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (!calm || apart(g, theirs, ours)) {
        decisions_[g] = decide(e, groups_[g], theirs, ours, base);
      }
    }
    if (calm) {
      ++plan_.unchanged;
    } else {
      write_row(e, presence, theirs, ours, base);
    }
  }

  /// Do the two sides differ in a group?
  [[nodiscard]] bool apart(std::size_t group, std::int32_t theirs, std::int32_t ours) const {
    return theirs != no_row && ours != no_row &&
           differ(carried_.shared[group], national_, static_cast<std::size_t>(theirs), municipal_,
                  static_cast<std::size_t>(ours), work_.settings.run.geometry_tolerance_m);
  }

  /// Does the published row refer to one that leaves tonight?
  [[nodiscard]] bool points_to_leaver(std::int32_t base) const {
    for (std::size_t a = 0; a < type_.attributes.size(); ++a) {
      if (type_.attributes[a].role != Role::reference) continue;
      const auto& leaving = work_.plan.layers[index(*type_.attributes[a].target)].deleted;
      const std::int64_t number = base_.table.columns[a].integers[static_cast<std::size_t>(base)];
      if (!leaving.empty() && std::ranges::binary_search(leaving, number)) return true;
    }
    return false;
  }

  /// Is the published row still the one its codes belong to?
  [[nodiscard]] bool keeps_codes(std::size_t e, std::int32_t base) const {
    return std::ranges::all_of(own_codes(layer_), [&](std::size_t code) {
      return claims_.may(code, base_.table.columns[code].integers[static_cast<std::size_t>(base)],
                         e);
    });
  }

  /// Nothing about this entity is new: its rows are their images, the same registers have it as
  /// published, what it refers to stays, nothing of it is unsettled or ruled on, no authority moved.
  [[nodiscard]] bool quiet(std::size_t e, std::int32_t theirs, std::int32_t ours,
                           std::int32_t base) const {
    if (held(e)) return true;
    if (base == no_row || points_to_leaver(base) || !keeps_codes(e, base) ||
        waiting_.contains(entities_.tucbs_no[e]) || rulings_.on(entities_.tucbs_no[e]) ||
        base_.kaynak[static_cast<std::size_t>(base)] != registers_of(theirs, ours)) {
      return false;
    }
    const auto still = [&](Register reg, const ImageEdits& images, std::int32_t row) {
      return row == no_row ||
             (work_.night.side(reg).changed[index(layer_)][static_cast<std::size_t>(row)] == 0 &&
              images.seen_as(entities_.tucbs_no[e], static_cast<std::size_t>(row)));
    };
    return still(both_.national, national_images_, theirs) &&
           still(both_.municipal, municipal_images_, ours) &&
           std::ranges::none_of(resettled_, [](bool moved) { return moved; });
  }

  [[nodiscard]] SideOfGroup side_of(std::size_t e, const Group& group, Register reg,
                                    std::int32_t row) const {
    SideOfGroup result;
    if (row == no_row) return result;
    const auto at = static_cast<std::size_t>(row);
    const Side& side = work_.night.side(reg);
    const Table& table = side.table(layer_);
    result.delivers = delivers(carried_.now[index(reg)][group.position], table, at);
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
      result.delivered_before = delivers(carried_.last[index(reg)][group.position], images, last);
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
        national.delivers && municipal.delivers && apart(group.position, theirs, ours);
    const bool together = entities_.paired_before[e] != 0 && !resettled_[group.position];
    Decision decision =
        decided(national, municipal, both_differ, together, base != no_row,
                authority_[group.position], both_.national, newer_municipal());
    if (const Ruling* ruling = rulings_.on(entities_.tucbs_no[e], group, theirs, ours)) {
      decision = {Outcome::ruled, taken(ruling->take), both_differ, true};
    }
    if (decision.differ) {
      rules_.judge_difference(e, group, decision, authority_[group.position], base_.table, base);
      const auto as_published = [&] {
        return base != no_row &&
               !differ(group, base_.table, static_cast<std::size_t>(base), municipal_,
                       static_cast<std::size_t>(ours), work_.settings.run.geometry_tolerance_m);
      };
      differences_.push_back(difference_of(layer_, e, group.position, decision,
                                           authority_[group.position], as_published));
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
    if (decision.settles || row == no_row || !side.changed || held(e)) return;
    const auto waiting = work_.unsettled.find({layer_, entities_.tucbs_no[e], reg, group.position});
    if (waiting != work_.unsettled.end()) {
      unsettled_.push_back(*waiting->second);
      return;
    }
    const Side& from = work_.night.side(reg);
    const std::int32_t image = from.image_row[index(layer_)][static_cast<std::size_t>(row)];
    if (image == no_row) return;
    Unsettled kept =
        settled_values(group, from.images[index(layer_)], static_cast<std::size_t>(image));
    kept.reg = reg;
    kept.tucbs_no = entities_.tucbs_no[e];
    unsettled_.push_back(std::move(kept));
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
        // What a new row is not given is null already.
        const Register reg = take == Take::municipal ? both_.municipal : both_.national;
        edits_.take(base == no_row ? carried_.now[index(reg)][g] : groups_[g], table_of(reg),
                    static_cast<std::size_t>(take == Take::municipal ? ours : theirs));
      }
    }
    for (const std::size_t code : own_codes(layer_)) {
      if (!claims_.may(code, edits_.integer(code), e)) edits_.give_up(code);
    }
    edits_.show_shadows(municipal_, theirs == no_row ? no_row : ours);
    for (const Group& group : groups_) {
      const Decision& decision = decisions_[group.position];
      if (decision.outcome == Outcome::ruled && decision.take == Take::published) {
        edits_.leave_shadows(group);
      }
    }
    const bool fresh = base == no_row;
    const bool changed =
        fresh || !edits_.empty() || base_.eslesme[static_cast<std::size_t>(base)] != presence;
    if (!changed) {
      ++plan_.unchanged;
      keep_images(e, theirs, ours, base_.table, base, changed);
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
    plan_.written.push_back(reasons(fresh, theirs, ours));
    ++(fresh ? plan_.inserted : plan_.updated);
    const auto published_row = static_cast<std::int32_t>(at);
    keep_images(e, theirs, ours, after, published_row, changed);
  }

  /// Why the entity at hand is written as it is.
  [[nodiscard]] Written reasons(bool fresh, std::int32_t theirs, std::int32_t ours) const {
    return {edits_.marks(groups_, decisions_, fresh), origin_of(national_, theirs),
            origin_of(municipal_, ours)};
  }

  /// A row that was in somebody's delivery keeps his image of it.
  void keep_images(std::size_t e, std::int32_t theirs, std::int32_t ours, const Table& published,
                   std::int32_t published_row, bool changed) {
    for (const auto& [row, images] :
         {std::pair(theirs, &national_images_), std::pair(ours, &municipal_images_)}) {
      if (row == no_row) continue;
      images->keep(entities_.tucbs_no[e], static_cast<std::size_t>(row), published, published_row,
                   changed);
    }
  }

  /// Numbers of the register's rows, ascending.
  [[nodiscard]] std::vector<std::int64_t> alive(Register reg) const {
    std::vector<std::int64_t> numbers;
    for (const std::size_t e : order_) {
      if (entities_.row[index(reg)][e] != no_row) numbers.push_back(entities_.tucbs_no[e]);
    }
    return numbers;
  }

  ReconcileWork& work_;
  Layer layer_;
  Sides both_;
  const LayerType& type_;
  const std::vector<Group>& groups_;
  const Entities& entities_;
  const Published& base_;
  LayerPlan& plan_;
  const Table& national_;
  const Table& municipal_;
  Carried carried_;
  std::unordered_set<std::int64_t> waiting_;  ///< tucbs_no of rows with unsettled groups
  std::vector<Authority> authority_;
  std::vector<bool> resettled_;
  std::array<Decision, 16> decisions_{};  ///< of the entity at hand, by group
  RowEdits edits_;                        ///< of the entity at hand
  ImageEdits national_images_, municipal_images_;
  std::vector<std::size_t> order_;  ///< entities by ascending tucbs_no
  std::vector<Finding> findings_;
  std::vector<Unsettled> unsettled_;
  std::vector<Difference> differences_;
  CodeClaims claims_;
  LayerRulings rulings_;
  UavtRules rules_;
};

LayerReconcile::LayerReconcile(ReconcileWork& work, const Matched& matched, Layer layer)
    : implementation_(std::make_unique<Implementation>(work, matched, layer)) {}
LayerReconcile::~LayerReconcile() = default;
LayerReconcile::LayerReconcile(LayerReconcile&&) noexcept = default;
LayerReconcile& LayerReconcile::operator=(LayerReconcile&&) noexcept = default;

void LayerReconcile::note_leavers() {
  implementation_->note_leavers();
}
void LayerReconcile::reconcile() {
  implementation_->reconcile();
}
std::vector<Finding>& LayerReconcile::findings() {
  return implementation_->findings();
}
std::vector<Unsettled>& LayerReconcile::unsettled() {
  return implementation_->unsettled();
}
std::vector<std::int64_t> LayerReconcile::rulings_ended() {
  return implementation_->rulings_ended();
}
std::vector<Difference>& LayerReconcile::differences() {
  return implementation_->differences();
}

}  // namespace uavt::sync
