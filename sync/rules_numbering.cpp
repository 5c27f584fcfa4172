#include "sync/rules_numbering.hpp"

#include "geo/planar.hpp"
#include "sync/door_number.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace uavt::sync {

namespace {

using Rows = std::vector<std::size_t>;

/// The text of an attribute in the form in which text is compared; empty for null.
std::string plain(const Table& table, std::string_view attribute, std::size_t row) {
  const Column& column = table.columns[position(table.layer, attribute)];
  return column.null(row) ? std::string() : plain_form(column.texts[row]);
}

/// The doors of one register.
class Doors {
 public:
  Doors(const Night& night, Register reg, const Settings& settings, std::vector<Finding>& findings)
      : night_(night),
        reg_(reg),
        settings_(settings),
        findings_(findings),
        table_(night.side(reg).table(Layer::door)),
        buildings_(table_.links[position(Layer::door, "bina_tucbs_no")]),
        streets_(table_.links[position(Layer::door, "csbm_tucbs_no")]) {
    const Column& given = table_.columns[position(Layer::door, "kapi_no")];
    numbers_.resize(table_.size());
    for (std::size_t row = 0; row < table_.size(); ++row) {
      if (!live(table_.states[row]) || given.null(row)) continue;
      numbers_[row] = canonical_door_number(given.texts[row]);
      judge_number(row, given.texts[row]);
    }
  }

  /// NUM-01 on one street; and on one yol whose parts lie in several mahalle.
  void judge_repeats() {
    if (!settings_.enabled(Rule::num_01)) return;
    const Table& streets = night_.side(reg_).table(Layer::street);
    std::vector<std::int32_t> on(table_.size(), no_row);
    for (std::size_t row = 0; row < std::min(on.size(), streets_.size()); ++row) {
      if (!numbers_[row].empty() && streets_[row] >= 0) on[row] = streets_[row];
    }
    for (const Rows& rows : repeated(on, streets.size())) judge_street_repeat(rows);
    const std::vector<std::int32_t> roads = roads_in_parts(streets);
    for (std::int32_t& each : on) {
      if (each != no_row) each = roads[static_cast<std::size_t>(each)];
    }
    for (const Rows& rows : repeated(on, streets.size())) judge_road_repeat(rows);
  }

  /// NUM-06 for buildings: only where the register says of its doors which building they belong to.
  void judge_buildings() {
    if (!settings_.enabled(Rule::num_06)) return;
    const Table& buildings = night_.side(reg_).table(Layer::building);
    std::vector<std::uint8_t> has_door(buildings.size(), 0);
    bool any = false;
    for (std::size_t row = 0; row < buildings_.size(); ++row) {
      // A door set apart tonight is a door all the same: it has its own finding.
      if (buildings_[row] < 0) continue;
      has_door[static_cast<std::size_t>(buildings_[row])] = 1;
      any = true;
    }
    if (!any) return;
    const double least = settings_.parameter(Rule::num_06, "area_m2");
    const std::size_t state = position(Layer::building, "durum");
    for (std::size_t row = 0; row < buildings.size(); ++row) {
      if (has_door[row] != 0 || !live(buildings.states[row]) ||
          buildings.geometry.kind(row) != geo::Kind::polygon ||
          geo::area(buildings.geometry[row]) < least ||
          value_text(buildings.type().attributes[state], buildings.columns[state], row) ==
              "yikilmis") {
        continue;
      }
      Finding finding = finding_about(Rule::num_06, settings_, reg_, buildings, row);
      finding.attribute = "numarataj";
      finding.evidence.emplace_back("area_m2", geo::area(buildings.geometry[row]));
      findings_.push_back(std::move(finding));
    }
  }

 private:
  void judge_number(std::size_t row, std::string_view given) {
    const bool none = numbers_[row].empty();
    const Rule rule = none ? Rule::num_06 : Rule::num_04;
    if ((!none && door_number(numbers_[row])) || !settings_.enabled(rule)) return;
    Finding finding = finding_about(rule, settings_, reg_, table_, row);
    finding.attribute = "kapi_no";
    if (!none) finding.arguments = {{"value", std::string(given)}};
    findings_.push_back(std::move(finding));
  }

  /// The yol of each street by a number of its own, in the order of their codes; no_row where the
  /// street is all of it: what repeats there, repeats on the street.
  static std::vector<std::int32_t> roads_in_parts(const Table& streets) {
    const Column& codes = streets.columns[position(Layer::street, "yol_kimlik_no")];
    std::map<std::int64_t, std::vector<std::size_t>> parts;
    for (std::size_t row = 0; row < streets.size(); ++row) {
      if (!codes.null(row)) parts[codes.integers[row]].push_back(row);
    }
    std::vector<std::int32_t> roads(streets.size(), no_row);
    std::int32_t number = 0;
    for (const auto& [code, rows] : parts) {
      if (rows.size() < 2) continue;
      for (const std::size_t row : rows) roads[row] = number;
      ++number;
    }
    return roads;
  }

  /// Doors `on` the same street (or road, below `groups`) with one number, at least two of them, in
  /// order of street and number.
  [[nodiscard]] std::vector<Rows> repeated(const std::vector<std::int32_t>& on,
                                           std::size_t groups) const {
    // Doors of one street one after the other: counted, then put in place.
    std::vector<std::size_t> first(groups + 1, 0), rows;
    for (const std::int32_t each : on) {
      if (each != no_row) ++first[static_cast<std::size_t>(each) + 1];
    }
    for (std::size_t g = 0; g < groups; ++g) first[g + 1] += first[g];
    rows.resize(first.back());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (std::size_t row = 0; row < on.size(); ++row) {
      if (on[row] != no_row) rows[next[static_cast<std::size_t>(on[row])]++] = row;
    }
    const auto key = [&](std::size_t row) {
      return std::pair(std::string_view(numbers_[row]), row);
    };
    std::vector<Rows> found;
    for (std::size_t g = 0; g < groups; ++g) {
      const std::span street(rows.data() + first[g], first[g + 1] - first[g]);
      std::ranges::sort(street, {}, key);
      for (auto begin = street.begin(); begin != street.end();) {
        const auto end = std::find_if(begin, street.end(), [&](std::size_t row) {
          return numbers_[row] != numbers_[*begin];
        });
        if (end - begin > 1) found.emplace_back(begin, end);
        begin = end;
      }
    }
    return found;
  }

  /// What a door hangs on: the building's row, else the code it gives for it; 0: not said.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> building(std::size_t row) const {
    if (row < buildings_.size() && buildings_[row] >= 0) return {1, buildings_[row]};
    for (const std::string_view code : {"yapi_kimlik_no", "yapi_kodu"}) {
      const Column& column = table_.columns[position(Layer::door, code)];
      if (!column.null(row)) return {2, column.integers[row]};
    }
    return {0, 0};
  }

  /// Two doors that may not have one number: of different buildings, with the same blok or none.
  [[nodiscard]] bool clash(std::size_t a, std::size_t b) const {
    const auto first = building(a);
    const auto second = building(b);
    return first.first != 0 && second.first != 0 && first != second &&
           plain(table_, "blok_adi", a) == plain(table_, "blok_adi", b);
  }

  [[nodiscard]] bool any_clash(const Rows& rows, auto of_interest) const {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        if (of_interest(rows[i], rows[j]) && clash(rows[i], rows[j])) return true;
      }
    }
    return false;
  }

  void judge_street_repeat(const Rows& rows) {
    const bool wrong = any_clash(rows, [](std::size_t, std::size_t) { return true; });
    report_repeat(rows, wrong ? settings_.severity(Rule::num_01) : Severity::info, "csbm");
  }

  void judge_road_repeat(const Rows& rows) {
    const bool wrong =
        any_clash(rows, [&](std::size_t a, std::size_t b) { return streets_[a] != streets_[b]; });
    if (wrong) report_repeat(rows, Severity::warning, "yol");
  }

  void report_repeat(const Rows& rows, Severity severity, const char* on) {
    Finding finding = finding_about_all(Rule::num_01, settings_, reg_, table_, rows);
    finding.severity = std::min(severity, settings_.severity(Rule::num_01));
    finding.attribute = on;
    finding.arguments = {{"value", numbers_[rows.front()]},
                         {"count", static_cast<std::int64_t>(rows.size())}};
    findings_.push_back(std::move(finding));
  }

  const Night& night_;
  Register reg_;
  const Settings& settings_;
  std::vector<Finding>& findings_;
  const Table& table_;
  const std::vector<std::int32_t>& buildings_;  ///< by door
  const std::vector<std::int32_t>& streets_;
  std::vector<std::string> numbers_;  ///< canonical; empty: none, or no live row
};

/// Live units by their door.
std::map<std::int32_t, Rows> units_by_door(const Table& units) {
  std::map<std::int32_t, Rows> doors;
  const auto& links = units.links[position(Layer::unit, "numarataj_tucbs_no")];
  for (std::size_t row = 0; row < links.size(); ++row) {
    if (live(units.states[row]) && links[row] >= 0) doors[links[row]].push_back(row);
  }
  return doors;
}

}  // namespace

void judge_doors(const Night& night, const Settings& settings, std::vector<Finding>& findings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    Doors doors(night, static_cast<Register>(r), settings, findings);
    doors.judge_repeats();
    doors.judge_buildings();
  }
}

void judge_units(const Night& night, const Settings& settings, std::vector<Finding>& findings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const Table& units = night.sides[r].table(Layer::unit);
    const Table& doors = night.sides[r].table(Layer::door);
    for (const auto& [door, rows] : units_by_door(units)) {
      std::map<std::pair<std::string, std::string>, Rows> by_number;
      Rows without;
      for (const std::size_t row : rows) {
        const std::string number = plain(units, "ic_kapi_no", row);
        if (number.empty()) {
          without.push_back(row);
        } else {
          by_number[{number, plain(units, "blok_adi", row)}].push_back(row);
        }
      }
      for (const auto& [number, same] : by_number) {
        if (same.size() < 2 || !settings.enabled(Rule::num_09)) continue;
        Finding finding = finding_about_all(Rule::num_09, settings, reg, units, same);
        finding.attribute = "ic_kapi_no";
        finding.arguments = {{"value", number.first},
                             {"count", static_cast<std::int64_t>(same.size())}};
        findings.push_back(std::move(finding));
      }
      if (rows.size() < 2 || without.empty() || !settings.enabled(Rule::num_10)) continue;
      Finding finding =
          finding_about(Rule::num_10, settings, reg, doors, static_cast<std::size_t>(door));
      for (const std::size_t row : without) {
        finding.subjects.push_back(
            finding_about(Rule::num_10, settings, reg, units, row).subjects[0]);
      }
      finding.attribute = "ic_kapi_no";
      finding.arguments = {{"units", static_cast<std::int64_t>(rows.size())},
                           {"count", static_cast<std::int64_t>(without.size())}};
      findings.push_back(std::move(finding));
    }
  }
}

void judge_street_names(const Night& night, const Settings& settings,
                        std::vector<Finding>& findings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const Table& streets = night.sides[r].table(Layer::street);
    const Column& names = streets.columns[position(Layer::street, "ad")];
    const Column& types = streets.columns[position(Layer::street, "tip")];
    const Column& codes = streets.columns[position(Layer::street, "csbm_kodu")];
    const Column& mahalle = streets.columns[position(Layer::street, "mahalle_kodu")];
    const auto& links = streets.links[position(Layer::street, "mahalle_tucbs_no")];
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, Rows> same;
    for (std::size_t row = 0; row < streets.size(); ++row) {
      if (!live(streets.states[row]) || names.null(row)) continue;
      const std::string name = strict(names.texts[row], TypeWords::street);
      const auto said = split_type(names.texts[row]).type;
      const bool contradicts = said && !types.null(row) && *said != types.integers[row];
      if ((name.empty() || contradicts) && settings.enabled(Rule::num_12)) {
        Finding finding = finding_about(Rule::num_12, settings, reg, streets, row);
        finding.attribute = "ad";
        finding.arguments = {
            {"value", std::string(names.texts[row])},
            {"type",
             value_text(streets.type().attributes[position(Layer::street, "tip")], types, row)}};
        findings.push_back(std::move(finding));
      }
      if (name.empty() || codes.null(row)) continue;
      const std::int64_t place = !mahalle.null(row)                      ? mahalle.integers[row]
                                 : row < links.size() && links[row] >= 0 ? -1 - links[row]
                                                                         : null_integer;
      if (place == null_integer) continue;
      same[{place, types.null(row) ? -1 : types.integers[row], name}].push_back(row);
    }
    for (const auto& [key, rows] : same) {
      if (rows.size() < 2 || !settings.enabled(Rule::num_11)) continue;
      Finding finding = finding_about_all(Rule::num_11, settings, reg, streets, rows);
      finding.attribute = "ad";
      finding.arguments = {{"value", std::get<2>(key)},
                           {"count", static_cast<std::int64_t>(rows.size())}};
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace uavt::sync
