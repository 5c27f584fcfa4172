// UavtRules where both sides have a thing: positions, doors of units, numbers of units, status; and
// where each has it under another code.
#include "sync/rules_uavt.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace uavt::sync {

namespace {

constexpr std::string_view demolished = "yikilmis";
constexpr std::int32_t unknown = -1;  ///< number of units

std::string text_at(const Table& table, std::string_view attribute, std::size_t row) {
  const std::size_t at = position(table.layer, attribute);
  return table.columns[at].null(row)
             ? std::string()
             : value_text(table.type().attributes[at], table.columns[at], row);
}

/// "yikilmis, yikim_tarihi: 2024-05-01"; empty when the row says nothing of its status.
std::string status(const Table& table, std::size_t row) {
  std::string said = text_at(table, "durum", row);
  if (table.layer != Layer::building) return said;
  const std::string day = text_at(table, "yikim_tarihi", row);
  if (day.empty()) return said;
  return (said.empty() ? "" : said + ", ") + "yikim_tarihi: " + day;
}

bool is_demolished(const Table& buildings, std::size_t row) {
  return text_at(buildings, "durum", row) == demolished ||
         !text_at(buildings, "yikim_tarihi", row).empty();
}

/// "123456789 (12/A)" of a door; its number alone when it has no code.
std::string door_name(const Table& doors, std::int32_t row) {
  if (row < 0) return {};
  const auto at = static_cast<std::size_t>(row);
  const std::string code = code_text(doors, at);
  const std::string number = text_at(doors, "kapi_no", at);
  if (code.empty()) return number;
  return number.empty() ? code : code + " (" + number + ")";
}

const std::vector<std::int32_t>& door_links(const Table& units) {
  return units.links[position(Layer::unit, "numarataj_tucbs_no")];
}

}  // namespace

bool UavtRules::both_have_spoken(Layer layer, std::int64_t mahalle) const {
  return std::ranges::all_of(std::array{both_.national, both_.municipal}, [&](Register reg) {
    return spoken_.contains({reg, layer, 0}) || spoken_.contains({reg, layer, mahalle});
  });
}

void UavtRules::judge_recoded() {
  if (!settings_.enabled(Rule::uav_08)) return;
  for (std::size_t e = 0; e < entities_.size(); ++e) {
    if (entities_.recoded[e] == 0) continue;
    const auto theirs = static_cast<std::size_t>(row(both_.national, e));
    const auto ours = static_cast<std::size_t>(row(both_.municipal, e));
    Finding finding = about(Rule::uav_08, e);
    Subject other =
        finding_about(Rule::uav_08, settings_, both_.national, table(both_.national), theirs)
            .subjects[0];
    other.mahalle_kodu = finding.subjects[0].mahalle_kodu;
    finding.subjects.push_back(std::move(other));
    finding.arguments = {{"uavt", code_text(table(both_.national), theirs)},
                         {"cbs", code_text(table(both_.municipal), ours)}};
    findings_.push_back(std::move(finding));
  }
}

void UavtRules::judge_pair(std::size_t entity) {
  if (layer_ == Layer::building) {
    const std::int32_t ours = row(both_.municipal, entity);
    if (ours == no_row || !settings_.enabled(Rule::uav_07)) return;
    judge_demolished(static_cast<std::size_t>(ours), entity);
  }
  if (row(both_.national, entity) == no_row || row(both_.municipal, entity) == no_row) return;
  if (layer_ == Layer::door) judge_units(entity);
  if (layer_ == Layer::building || layer_ == Layer::unit) judge_status(entity);
}

/// Units behind each door of both sides. Where a unit was set apart, or lost its door (KEY-04) while
/// the other side's hangs on this one, nothing can be said of the door.
void UavtRules::count_units() {
  const Entities& things = matched_.layers[index(Layer::unit)];
  for (const Register reg : {both_.national, both_.municipal}) {
    units_[index(reg)].assign(table(reg).size(), 0);
  }
  for (const Register reg : {both_.national, both_.municipal}) {
    const Register other = reg == both_.national ? both_.municipal : both_.national;
    const Table& units = night_.side(reg).table(Layer::unit);
    const auto& doors = door_links(units);
    const auto& other_doors = door_links(night_.side(other).table(Layer::unit));
    for (std::size_t at = 0; at < doors.size(); ++at) {
      if (doors[at] >= 0) {
        std::int32_t& count = units_[index(reg)][static_cast<std::size_t>(doors[at])];
        if (units.states[at] == RowState::quarantined) count = unknown;
        if (live(units.states[at]) && count != unknown) ++count;
        continue;
      }
      const std::int32_t entity = things.of_row[index(reg)][at];
      if (entity < 0) continue;
      const std::int32_t half = things.row[index(other)][static_cast<std::size_t>(entity)];
      if (half == no_row || other_doors[static_cast<std::size_t>(half)] < 0) continue;
      const auto door = static_cast<std::size_t>(other_doors[static_cast<std::size_t>(half)]);
      units_[index(other)][door] = unknown;
    }
  }
}

/// How many doors of each municipal building UAVT has as well.
void UavtRules::count_doors() {
  const Table& doors = night_.side(both_.municipal).table(Layer::door);
  const auto& buildings = doors.links[position(Layer::door, "bina_tucbs_no")];
  const Entities& things = matched_.layers[index(Layer::door)];
  const auto& entity = things.of_row[index(both_.municipal)];
  doors_in_uavt_.assign(table(both_.municipal).size(), 0);
  for (std::size_t at = 0; at < buildings.size(); ++at) {
    if (buildings[at] < 0 || entity[at] < 0) continue;
    const std::int32_t theirs =
        things.row[index(both_.national)][static_cast<std::size_t>(entity[at])];
    if (theirs != no_row) ++doors_in_uavt_[static_cast<std::size_t>(buildings[at])];
  }
}

void UavtRules::judge_units(std::size_t entity) {
  if (!settings_.enabled(Rule::uav_06) ||
      !both_have_spoken(Layer::unit, entities_.mahalle[entity])) {
    return;
  }
  const auto count = [&](Register reg) {
    return units_[index(reg)][static_cast<std::size_t>(row(reg, entity))];
  };
  const std::int32_t theirs = count(both_.national), ours = count(both_.municipal);
  if (theirs == unknown || ours == unknown || theirs == ours) return;
  Finding finding = about(Rule::uav_06, entity);
  finding.arguments = {{"uavt", std::int64_t{theirs}}, {"cbs", std::int64_t{ours}}};
  findings_.push_back(std::move(finding));
}

/// The status of a building or unit on both sides; a demolition is said by `judge_demolished`.
void UavtRules::judge_status(std::size_t entity) {
  if (!settings_.enabled(Rule::uav_07)) return;
  const auto theirs = static_cast<std::size_t>(row(both_.national, entity));
  const auto ours = static_cast<std::size_t>(row(both_.municipal, entity));
  const Table& national = table(both_.national);
  const Table& municipal = table(both_.municipal);
  if (layer_ == Layer::building && is_demolished(municipal, ours)) return;
  const std::size_t at = position(layer_, "durum");
  if (national.columns[at].null(theirs) || municipal.columns[at].null(ours) ||
      same_value(national.type().attributes[at], national.columns[at], theirs,
                 municipal.columns[at], ours)) {
    return;
  }
  Finding finding = about(Rule::uav_07, entity);
  finding.severity = std::min(finding.severity, Severity::info);
  finding.attribute = "durum";
  finding.arguments = {{"uavt", status(national, theirs)}, {"cbs", status(municipal, ours)}};
  findings_.push_back(std::move(finding));
}

/// The municipality says that a building is gone: UAVT's own record of it, or any door that hangs on
/// it and is in UAVT, is an address where people can still register.
void UavtRules::judge_demolished(std::size_t building_row, std::size_t entity) {
  const Table& buildings = table(both_.municipal);
  if (!is_demolished(buildings, building_row)) return;
  const std::int32_t theirs = row(both_.national, entity);
  std::string there;
  if (theirs != no_row) {
    const Table& national = table(both_.national);
    if (is_demolished(national, static_cast<std::size_t>(theirs))) return;
    there = status(national, static_cast<std::size_t>(theirs));
  }
  if (const std::int32_t doors = doors_in_uavt_[building_row]; doors > 0) {
    there += (there.empty() ? "" : ", ") + std::string("numarataj: ") + std::to_string(doors);
  }
  if (there.empty()) return;
  Finding finding = about(Rule::uav_07, entity);
  finding.attribute = "durum";
  finding.arguments = {{"uavt", there}, {"cbs", status(buildings, building_row)}};
  findings_.push_back(std::move(finding));
}

Arguments UavtRules::doors_of_unit(std::size_t entity) const {
  const auto door = [&](Register reg) {
    const std::int32_t unit = row(reg, entity);
    return door_name(night_.side(reg).table(Layer::door),
                     door_links(table(reg))[static_cast<std::size_t>(unit)]);
  };
  return {{"uavt", door(both_.national)}, {"cbs", door(both_.municipal)}};
}

/// What the difference of a group is called.
Rule UavtRules::rule_of_difference(std::size_t entity, const Group& group) const {
  if (group.geometry && (layer_ == Layer::door || layer_ == Layer::building)) return Rule::uav_04;
  const std::string_view name = layer_type(layer_).groups[group.position];
  if (name == "durum" && layer_ != Layer::parcel) return Rule::uav_07;
  if (name == "adres" && layer_ == Layer::unit && on_different_doors(entity)) return Rule::uav_05;
  return Rule::uav_03;
}

bool UavtRules::on_different_doors(std::size_t entity) const {
  const auto door = [&](Register reg) {
    return parent_entity(night_, matched_, reg, layer_,
                         static_cast<std::size_t>(row(reg, entity)));
  };
  const std::int32_t theirs = door(both_.national), ours = door(both_.municipal);
  return theirs >= 0 && ours >= 0 && theirs != ours;
}

double UavtRules::metres_apart(std::size_t entity) const {
  const auto centre = [&](Register reg) {
    return table(reg).geometry.centre(static_cast<std::size_t>(row(reg, entity)));
  };
  const geo::Point theirs = centre(both_.national), ours = centre(both_.municipal);
  return std::hypot(theirs.x - ours.x, theirs.y - ours.y);
}

}  // namespace uavt::sync
