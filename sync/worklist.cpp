#include "sync/worklist.hpp"

#include "sync/ambiguous.hpp"
#include "sync/concealing.hpp"
#include "sync/demolished.hpp"
#include "sync/groups.hpp"
#include "sync/recoded.hpp"
#include "sync/refused_records.hpp"
#include "sync/typing_order.hpp"
#include "sync/work_record.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

namespace uavt::sync {

namespace {

class Finder {
 public:
  Finder(const Night& night, const Matched& matched, const Stored& stored, const Plan& plan,
         const Settings& settings, const WorkRecords& records)
      : night_(night), matched_(matched), settings_(settings), records_(records) {
    std::set<Stale> stale(stored.stale.begin(), stored.stale.end());
    for (const Stale& each : plan.stale_closed) stale.erase(each);
    stale.insert(plan.stale_opened.begin(), plan.stale_opened.end());
    for (const Stale& each : stale) found_.unjudged.emplace(each.layer, each.tucbs_no);
    for (const Layer layer : all_layers) note_set_apart(layer);
  }

  Corrections found(const Stored& stored, const Plan& plan) {
    const std::vector<Difference>& differences = plan.differences;
    demolished_ = demolished_things(night_, matched_, records_, settings_);
    std::array<std::vector<std::size_t>, layer_count> alone;
    for (const Difference& each : differences) {
      if (!each.group && each.presence == Presence::yalniz_uavt) {
        alone[index(each.layer)].push_back(each.entity);
      }
    }
    for (const Layer layer : all_layers) add_merges(layer, alone[index(layer)]);
    for (const Difference& each : differences) {
      each.group ? add_group(each) : add_presence(each);
    }
    retire_demolished();
    restore_refused(stored, plan);
    return std::move(found_);
  }

 private:
  [[nodiscard]] const Entities& entities(Layer layer) const {
    return matched_.layers[index(layer)];
  }
  [[nodiscard]] std::int32_t row(Register reg, Layer layer, std::size_t entity) const {
    return entities(layer).row[index(reg)][entity];
  }
  [[nodiscard]] std::int64_t number(Layer layer, std::size_t entity) const {
    return entities(layer).tucbs_no[entity];
  }
  [[nodiscard]] bool judged(Layer layer, std::size_t entity) const {
    return !found_.unjudged.contains({layer, number(layer, entity)});
  }

  /// Own codes of rows of one register that were delivered, but not taken as they are.
  void note_set_apart(Layer layer) {
    for (const Register reg : {sides(layer).national, sides(layer).municipal}) {
      const Table& table = night_.side(reg).table(layer);
      for (std::size_t at = 0; at < table.size(); ++at) {
        const RowState state = table.states[at];
        if (state != RowState::quarantined && state != RowState::held &&
            state != RowState::rejected) {
          continue;
        }
        for (const std::size_t code : own_codes(layer)) {
          const Column& column = table.columns[code];
          if (!column.null(at)) set_apart_.emplace(reg, layer, code, column.integers[at]);
        }
      }
    }
  }

  /// Was the half that seems to be missing only set apart?
  [[nodiscard]] bool half_set_apart(const Difference& each) const {
    const bool national = each.presence == Presence::yalniz_uavt;
    const Sides both = sides(each.layer);
    const Register has = national ? both.national : both.municipal;
    const Register lacks = national ? both.municipal : both.national;
    const Table& table = night_.side(has).table(each.layer);
    const auto at = static_cast<std::size_t>(row(has, each.layer, each.entity));
    return std::ranges::any_of(own_codes(each.layer), [&](std::size_t code) {
      const Column& column = table.columns[code];
      return !column.null(at) &&
             set_apart_.contains({lacks, each.layer, code, column.integers[at]});
    });
  }

  void add_merges(Layer layer, const std::vector<std::size_t>& alone) {
    for (std::size_t e = 0; e < entities(layer).size(); ++e) {
      if (entities(layer).recoded[e] == 0) continue;
      // Whose code stands: that of the group the code is in.
      const auto& code = layer_type(layer).attributes[own_codes(layer).front()];
      const Authority authority =
          settings_.authority[index(layer)][static_cast<std::size_t>(code.group)];
      const WorkList list = authority == Authority::cbs ? WorkList::uavt : WorkList::cbs;
      merge(list, WorkReason::two_codes, layer, e, e);
    }
    for (const RecordedTwice& each : recorded_twice(night_, matched_, layer, alone)) {
      if (merged_.contains({layer, each.spare})) continue;
      merge(WorkList::uavt, WorkReason::recorded_twice, layer, each.spare, each.kept);
      merged_.erase({layer, each.kept});  // the record that stays may differ elsewhere
    }
    for (const Tie& tie : ties(night_, matched_, layer)) add_tie(layer, tie);
  }

  /// Neither missing nor too much. What UAVT has more of is recorded twice, but for streets.
  void add_tie(Layer layer, const Tie& tie) {
    const bool may_be_two = layer == Layer::street;
    for (std::size_t i = tie.municipal.size(); i < tie.national.size(); ++i) {
      if (may_be_two || merged_.contains({layer, tie.national[i]})) continue;
      merge(WorkList::uavt, WorkReason::recorded_twice, layer, tie.national[i], tie.national[0]);
    }
    for (const auto* side : {&tie.national, &tie.municipal}) {
      for (const std::size_t e : *side) merged_.insert({layer, e});
    }
  }

  /// `wrong` and `right` are one where it has a code on each side.
  void merge(WorkList list, WorkReason reason, Layer layer, std::size_t wrong, std::size_t right) {
    if (wrong != right) merged_.insert({{layer, wrong}, {layer, right}});
    if (!judged(layer, wrong) || !judged(layer, right)) {
      found_.unjudged.emplace(layer, number(layer, wrong));
      return;
    }
    WorkItem& item = add(list, Operation::merge, reason, layer, wrong, {});
    item.other_no = number(layer, right);
    const Register from = WorkRecords::mended(list, layer);
    const Register to =
        reason == WorkReason::recorded_twice ? from : WorkRecords::followed(list, layer);
    item.current = code_of(from, layer, wrong);
    item.proposed = code_of(to, layer, right);
  }

  void add_presence(const Difference& each) {
    if (merged_.contains({each.layer, each.entity})) return;
    const bool gone = demolished_.contains({each.layer, each.entity});
    if (half_set_apart(each)) {
      found_.unjudged.emplace(each.layer, number(each.layer, each.entity));
    }
    if (!judged(each.layer, each.entity)) return;
    if (each.presence == Presence::yalniz_cbs) {
      if (gone) return;  // what is pulled down is not to be recorded any more
      WorkItem& item = add(WorkList::uavt, Operation::add, WorkReason::only_cbs, each.layer,
                           each.entity, {});
      item.proposed = content(Register::cbs, each.layer, each.entity);
      if (each.layer == Layer::building) {
        const Table& table = night_.side(Register::cbs).table(each.layer);
        const Column& day = table.columns[position(each.layer, "tamamlanma_tarihi")];
        item.document_date =
            day.integers[static_cast<std::size_t>(row(Register::cbs, each.layer, each.entity))];
      }
      return;
    }
    if (each.layer == Layer::neighbourhood) {
      WorkItem& item = add(WorkList::cbs, Operation::add, WorkReason::only_uavt, each.layer,
                           each.entity, {});
      item.proposed = content(Register::uavt, each.layer, each.entity);
      return;
    }
    if (gone) return;  // comes with the building
    if (!surveyed(each.layer, each.entity)) return;
    // A building that UAVT itself calls demolished is retired already.
    if (each.layer == Layer::building &&
        records_.value_in(Register::uavt, each.layer, static_cast<std::int32_t>(each.entity),
                          "durum") == demolished_state) {
      return;
    }
    WorkItem& item = add(WorkList::uavt, Operation::retire, WorkReason::only_uavt, each.layer,
                         each.entity, {});
    item.current = content(Register::uavt, each.layer, each.entity);
  }

  /// Has the municipality anything of this layer in the mahalle? Where it has not been yet, nothing
  /// tells what is not there.
  [[nodiscard]] bool surveyed(Layer layer, std::size_t entity) {
    auto& mahalle = surveyed_[index(layer)];
    const Entities& things = entities(layer);
    if (mahalle.empty()) {
      for (std::size_t e = 0; e < things.size(); ++e) {
        if (row(Register::cbs, layer, e) != no_row) mahalle.insert(things.mahalle[e]);
      }
    }
    // What has lost its parent lies in no mahalle that anybody knows.
    return things.mahalle[entity] == 0 ? !mahalle.empty()
                                       : mahalle.contains(things.mahalle[entity]);
  }

  void add_group(const Difference& each) {
    const Group& group = groups(each.layer)[*each.group];
    const std::string_view group_name = layer_type(each.layer).groups[*each.group];
    // Told as two codes.
    if (entities(each.layer).recoded[each.entity] != 0 && holds_code(each.layer, group)) return;
    const bool national_right = each.right == sides(each.layer).national;
    const WorkList list = national_right ? WorkList::cbs : WorkList::uavt;
    const bool gone = demolished_.contains({each.layer, each.entity});
    // Whatever else UAVT says of it: it is to be retired.
    if (gone && list == WorkList::uavt) return;
    if (!judged(each.layer, each.entity) || each.layer == Layer::centreline) return;
    WorkReason reason = WorkReason::values_differ;
    Operation operation = Operation::correct;
    if (group.geometry && (each.layer == Layer::door || each.layer == Layer::building)) {
      if (metres_apart(each) <= settings_.parameter(Rule::uav_04, "distance_m")) return;
      operation = Operation::move;
      reason = WorkReason::far_apart;
    } else if (under_another(each, group_name)) {
      operation = Operation::move;
      reason = WorkReason::other_parent;
    }
    WorkItem& item = add(list, operation, reason, each.layer, each.entity, std::string(group_name));
    item.waits = each.waits;
    const Register from = WorkRecords::mended(list, each.layer);
    const Register to = WorkRecords::followed(list, each.layer);
    item.current = said(from, to, each, group);
    item.proposed = said(to, from, each, group);
  }

  /// The group of one side: what of it the other side says otherwise, else all of it.
  [[nodiscard]] std::string said(Register reg, Register other, const Difference& each,
                                 const Group& group) const {
    const Table& table = night_.side(reg).table(each.layer);
    const Table& there = night_.side(other).table(each.layer);
    const auto at = static_cast<std::size_t>(row(reg, each.layer, each.entity));
    const auto there_at = static_cast<std::size_t>(row(other, each.layer, each.entity));
    std::string text;
    for (const std::size_t a : group.attributes) {
      const Attribute& attribute = table.type().attributes[a];
      if (table.columns[a].null(at) || there.columns[a].null(there_at) ||
          same_value(attribute, table.columns[a], at, there.columns[a], there_at)) {
        continue;
      }
      if (!text.empty()) text += ", ";
      text += std::string(attribute.name) + ": " +
              shown_value(settings_.restrictions, table, a, at);
    }
    if (group.geometry && text.empty() && table.geometry.kind(at) != geo::Kind::null) {
      return coordinates_text(table.geometry.centre(at));
    }
    return text.empty() ? described(group, table, at, settings_.restrictions) : text;
  }

  [[nodiscard]] bool under_another(const Difference& each, std::string_view group) const {
    const bool with_parent = group == "adres" || (each.layer == Layer::street && group == "kod");
    if (!with_parent) return false;
    const auto above = [&](Register reg) {
      return parent_entity(night_, matched_, reg, each.layer,
                           static_cast<std::size_t>(row(reg, each.layer, each.entity)));
    };
    const std::int32_t theirs = above(sides(each.layer).national);
    const std::int32_t ours = above(sides(each.layer).municipal);
    return theirs >= 0 && ours >= 0 && theirs != ours;
  }

  [[nodiscard]] double metres_apart(const Difference& each) const {
    const auto centre = [&](Register reg) {
      return night_.side(reg).table(each.layer).geometry.centre(
          static_cast<std::size_t>(row(reg, each.layer, each.entity)));
    };
    const geo::Point theirs = centre(sides(each.layer).national);
    const geo::Point ours = centre(sides(each.layer).municipal);
    return std::hypot(theirs.x - ours.x, theirs.y - ours.y);
  }

  /// What UAVT still has of a demolished building, units and doors first.
  void retire_demolished() {
    for (const auto& [thing, day] : demolished_) {
      const auto& [layer, entity] = thing;
      if (row(Register::uavt, layer, entity) == no_row || !judged(layer, entity)) continue;
      if (layer == Layer::building &&
          records_.value_in(Register::uavt, layer, static_cast<std::int32_t>(entity), "durum") ==
              demolished_state) {
        continue;
      }
      WorkItem& item =
          add(WorkList::uavt, Operation::retire, WorkReason::demolished, layer, entity, {});
      item.current = content(Register::uavt, layer, entity);
      item.document_date = day;
      const auto group = *group_position(Layer::building, "durum");
      item.waits = settings_.authority[index(Layer::building)][group] == Authority::never;
    }
  }

  /// What a register left out and a person said must stay: that register has to record it again.
  void restore_refused(const Stored& stored, const Plan& plan) {
    for (const Ruling& ruling : stored.rulings) {
      if (ruling.form != RulingForm::absence || ruling.withdrawn || !compared(ruling.layer) ||
          std::ranges::find(plan.rulings_ended, ruling.id) != plan.rulings_ended.end()) {
        continue;
      }
      const Table& table = night_.side(ruling.reg).table(ruling.layer);
      const auto& of_row = entities(ruling.layer).of_row[index(ruling.reg)];
      const auto found = std::ranges::find(table.tucbs_no, ruling.tucbs_no);
      const auto at = static_cast<std::size_t>(found - table.tucbs_no.begin());
      if (at == table.size() || table.states[at] != RowState::last_seen || of_row[at] < 0) continue;
      const auto entity = static_cast<std::size_t>(of_row[at]);
      const bool national = ruling.reg == sides(ruling.layer).national;
      WorkItem& item = add(national ? WorkList::uavt : WorkList::cbs, Operation::add,
                           national ? WorkReason::only_cbs : WorkReason::only_uavt, ruling.layer,
                           entity, {});
      item.proposed = content(ruling.reg, ruling.layer, entity);
    }
  }

  [[nodiscard]] std::string content(Register reg, Layer layer, std::size_t entity) const {
    return record_text(settings_.restrictions, night_.side(reg).table(layer),
                       static_cast<std::size_t>(row(reg, layer, entity)));
  }

  [[nodiscard]] std::string code_of(Register reg, Layer layer, std::size_t entity) const {
    const std::int32_t at = row(reg, layer, entity);
    return at == no_row ? std::string()
                        : code_text(night_.side(reg).table(layer), static_cast<std::size_t>(at));
  }

  WorkItem& add(WorkList list, Operation operation, WorkReason reason, Layer layer,
                std::size_t entity, std::string group) {
    WorkItem& item = found_.items.emplace_back();
    item.list = list;
    item.operation = operation;
    item.reason = reason;
    item.layer = layer;
    item.group = std::move(group);
    item.tucbs_no = number(layer, entity);
    item.key = code_of(WorkRecords::mended(list, layer), layer, entity);
    if (item.key.empty()) item.key = code_of(WorkRecords::followed(list, layer), layer, entity);
    if (item.key.empty()) item.key = "#" + std::to_string(item.tucbs_no);
    const Sides both = sides(layer);
    const std::int32_t ours = row(both.municipal, layer, entity);
    item.subject_reg = ours != no_row ? both.municipal : both.national;
    item.subject_row = ours != no_row ? ours : row(both.national, layer, entity);
    records_.fill(item, entity);
    item.addressee = list == WorkList::cbs
                         ? Addressee::gis_unit
                         : addressee_of(layer, item.group,
                                        {.plate = settings_.municipality.il,
                                         .village = records_.in_village(layer, entity)});
    return item;
  }

  const Night& night_;
  const Matched& matched_;
  const Settings& settings_;
  const WorkRecords& records_;
  Corrections found_;
  std::set<std::tuple<Register, Layer, std::size_t, std::int64_t>> set_apart_;
  std::map<Thing, std::int64_t> demolished_;
  std::set<Thing> merged_;  ///< told as a merge and not as missing
  std::array<std::set<std::int64_t>, layer_count> surveyed_;  ///< mahalle by layer, once asked for
};

/// Fingerprints, and the order of typing. Two things of one code are told apart by their numbers.
void name_items(std::vector<WorkItem>& items) {
  std::ranges::sort(items, {}, [](const WorkItem& item) {
    return std::tuple(item.list, item.layer, item.tucbs_no, item.operation,
                      std::string_view(item.group), std::string_view(item.key));
  });
  std::set<std::string> known;
  for (WorkItem& item : items) {
    item.fingerprint = fingerprint_of(item);
    if (!known.insert(item.fingerprint).second) {
      item.key += "#" + std::to_string(item.tucbs_no);
      item.fingerprint = fingerprint_of(item);
    }
  }
  set_sort_keys(items);
  std::ranges::sort(items, {}, [](const WorkItem& item) {
    return std::tuple(item.list, std::string_view(item.sort_key),
                      std::string_view(item.fingerprint));
  });
}

}  // namespace

Corrections corrections(const Night& night, const Matched& matched, const Stored& stored,
                        const Plan& plan, const Settings& settings, const Coverages& coverages) {
  const WorkRecords records(night, matched, settings.restrictions);
  Corrections found = Finder(night, matched, stored, plan, settings, records).found(stored, plan);
  take_back_refused(night, stored, plan, settings, coverages, records, found);
  conceal(found.items, settings.restrictions);
  name_items(found.items);
  return found;
}

}  // namespace uavt::sync
