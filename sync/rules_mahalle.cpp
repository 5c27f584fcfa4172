#include "sync/rules_mahalle.hpp"

#include "geo/gaps.hpp"
#include "geo/measures.hpp"
#include "geo/overlap.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>

namespace uavt::sync {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// More rows than this without a place of their own (as last seen) are placed together.
constexpr std::size_t few = 1000;

bool drawn(const Table& table, std::size_t row) {
  return live(table.states[row]) && table.geometry.kind(row) == geo::Kind::polygon;
}

bool any_drawn(const Table& table) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (drawn(table, row)) return true;
  }
  return false;
}

/// Whose polygons a register is judged by: its own, else those of the side that has them.
std::optional<Register> register_of_polygons(const Night& night, Register reg) {
  for (const Register each : {reg, Register::uavt, Register::cbs}) {
    if (any_drawn(night.side(each).table(Layer::neighbourhood))) return each;
  }
  return std::nullopt;
}

/// The mahalle that a row declares, as rows of the table that has the polygons.
struct Declared {
  std::array<std::int32_t, 2> rows = {no_row, no_row};
  std::int32_t named = no_row;  ///< the one its sentence names
};

class Outside {
 public:
  Outside(const Night& night, Register reg, Register polygons, const Settings& settings,
          std::vector<Finding>& findings)
      : night_(night),
        side_(night.side(reg)),
        reg_(reg),
        polygons_(polygons),
        settings_(settings),
        findings_(findings),
        mahalle_(night.side(polygons).table(Layer::neighbourhood)) {
    const Column& codes = mahalle_.columns[position(Layer::neighbourhood, "mahalle_kodu")];
    for (std::size_t row = 0; row < mahalle_.size(); ++row) {
      if (drawn(mahalle_, row) && !codes.null(row)) {
        by_code_.emplace(codes.integers[row], static_cast<std::int32_t>(row));
      }
    }
  }

  void judge(Layer layer) {
    const Table& table = side_.table(layer);
    place_rows(layer);
    struct Suspect {
      std::size_t row;
      Declared declared;
      double distance_m = infinity;
    };
    std::vector<Suspect> suspects;
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!live(table.states[row]) || table.geometry.kind(row) == geo::Kind::null) continue;
      const Declared declared = layer == Layer::door ? of_door(row) : of_building(row);
      const bool inside =
          found_[row] != no_row && std::ranges::count(declared.rows, found_[row]) > 0;
      if (declared.named == no_row || inside) continue;
      suspects.push_back({row, declared});
    }
    if (suspects.empty()) return;
    const geo::Areas& areas = areas_of_mahalle();
    tbb::parallel_for(std::size_t{0}, suspects.size(), [&](std::size_t s) {
      for (const std::int32_t row : suspects[s].declared.rows) {
        if (row == no_row) continue;
        suspects[s].distance_m =
            std::min(suspects[s].distance_m, areas.distance_to(static_cast<std::uint32_t>(row),
                                                               table.geometry[suspects[s].row]));
      }
    });
    const double limit = settings_.parameter(Rule::top_04, "distance_m");
    for (const Suspect& suspect : suspects) {
      if (suspect.distance_m <= limit || suspect.distance_m == infinity) continue;
      report(table, suspect.row, suspect.declared.named, suspect.distance_m);
    }
  }

 private:
  void report(const Table& table, std::size_t row, std::int32_t declared, double distance_m) {
    Finding finding = finding_about(Rule::top_04, settings_, reg_, table, row);
    const auto& configured = settings_.rules[static_cast<std::size_t>(Rule::top_04)].severity;
    if (!configured && distance_m > settings_.parameter(Rule::top_04, "error_m")) {
      finding.severity = Severity::error;
    }
    finding.attribute = "mahalle_kodu";
    finding.arguments = {{"declared", called(declared)},
                         {"found", called(found_[row])},
                         {"distance_m", distance_m}};
    findings_.push_back(std::move(finding));
  }

  [[nodiscard]] std::string called(std::int32_t row) const {
    return row < 0 ? std::string() : code_text(mahalle_, static_cast<std::size_t>(row));
  }

  /// In which mahalle each row lies. Known since the scope was judged, unless by other polygons.
  void place_rows(Layer layer) {
    const Table& table = side_.table(layer);
    const auto& place = side_.place[index(layer)];
    found_.assign(table.size(), no_row);
    std::size_t unknown = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!live(table.states[row]) || table.geometry.kind(row) == geo::Kind::null) continue;
      if (row < place.size() && place[row] >= 0 && of_polygons(place[row])) {
        found_[row] = night_.areas[static_cast<std::size_t>(place[row])].row;
      } else {
        ++unknown;
      }
    }
    if (unknown <= few) return;
    const auto places = areas_of_mahalle().places(table.geometry);
    for (std::size_t row = 0; row < table.size(); ++row) found_[row] = places[row].area;
  }

  [[nodiscard]] bool of_polygons(std::int32_t place) const {
    const OurArea& area = night_.areas[static_cast<std::size_t>(place)];
    return area.reg == polygons_ && area.row != no_row;
  }

  const geo::Areas& areas_of_mahalle() {
    if (!areas_) {
      geo::GeometryColumn polygons;
      for (std::size_t row = 0; row < mahalle_.size(); ++row) {
        drawn(mahalle_, row) ? polygons.append(mahalle_.geometry[row]) : polygons.append_null();
      }
      areas_.emplace(polygons, 0.0);
    }
    return *areas_;
  }

  [[nodiscard]] std::int32_t by_code(std::int64_t code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? no_row : found->second;
  }

  /// Of a row that names its mahalle by `mahalle_kodu` or by reference.
  [[nodiscard]] std::int32_t of_row(Layer layer, std::size_t row) const {
    const Table& table = side_.table(layer);
    const Column& codes = table.columns[position(layer, "mahalle_kodu")];
    if (!codes.null(row)) return by_code(codes.integers[row]);
    const auto& links = table.links[position(layer, "mahalle_tucbs_no")];
    if (row >= links.size() || links[row] < 0) return no_row;
    const auto linked = static_cast<std::size_t>(links[row]);
    if (reg_ == polygons_) return drawn(mahalle_, linked) ? links[row] : no_row;
    const Table& own = side_.table(Layer::neighbourhood);
    const Column& own_codes = own.columns[position(Layer::neighbourhood, "mahalle_kodu")];
    return own_codes.null(linked) ? no_row : by_code(own_codes.integers[linked]);
  }

  [[nodiscard]] Declared of_building(std::size_t row) const {
    const std::int32_t declared = of_row(Layer::building, row);
    return {{declared, no_row}, declared};
  }

  [[nodiscard]] Declared of_door(std::size_t row) const {
    const Table& doors = side_.table(Layer::door);
    const Column& codes = doors.columns[position(Layer::door, "mahalle_kodu")];
    const std::int32_t own = codes.null(row) ? no_row : by_code(codes.integers[row]);
    const auto& streets = doors.links[position(Layer::door, "csbm_tucbs_no")];
    const std::int32_t by_street =
        row < streets.size() && streets[row] >= 0
            ? of_row(Layer::street, static_cast<std::size_t>(streets[row]))
            : no_row;
    return {{own, by_street}, by_street != no_row ? by_street : own};
  }

  const Night& night_;
  const Side& side_;
  Register reg_, polygons_;
  const Settings& settings_;
  std::vector<Finding>& findings_;
  const Table& mahalle_;
  std::unordered_map<std::int64_t, std::int32_t> by_code_;
  std::vector<std::int32_t> found_;  ///< by row of the layer at hand
  std::optional<geo::Areas> areas_;  ///< once somebody must be measured
};

/// Mezra, mevki, yayla evleri: a part of a köy, drawn inside it.
bool inside_a_village(const Table& mahalle, std::size_t row) {
  const std::size_t at = position(Layer::neighbourhood, "tur");
  const std::string kind = value_text(mahalle.type().attributes[at], mahalle.columns[at], row);
  return !kind.empty() && kind != "mahalle" && kind != "koy";
}

void judge_common_ground(Register reg, const Table& mahalle, const Settings& settings,
                         std::vector<Finding>& findings) {
  std::vector<std::uint8_t> asked(mahalle.size());
  for (std::size_t row = 0; row < asked.size(); ++row) {
    asked[row] = drawn(mahalle, row) && !inside_a_village(mahalle, row);
  }
  const double same_m = settings.enabled(Rule::geo_13) ? settings.run.geometry_tolerance_m : -1;
  for (const geo::Overlap& overlap :
       geo::overlaps(mahalle.geometry, asked,
                     {.area_m2 = settings.parameter(Rule::top_05, "area_m2"),
                      .width_m = settings.parameter(Rule::top_05, "width_m"),
                      .same_m = same_m})) {
    if (!overlap.wide) continue;
    const std::array<std::size_t, 2> rows = {overlap.first, overlap.second};
    Finding finding = finding_about_all(Rule::top_05, settings, reg, mahalle, rows);
    finding.arguments = {{"area_m2", overlap.area_m2}};
    findings.push_back(std::move(finding));
  }
}

/// Whether every mahalle of the table is drawn: where one is not, its ground looks like a gap.
bool all_drawn(const Table& mahalle) {
  for (std::size_t row = 0; row < mahalle.size(); ++row) {
    const bool stands = mahalle.states[row] != RowState::duplicate &&
                        mahalle.states[row] != RowState::out_of_scope;
    if (stands && !drawn(mahalle, row) && !inside_a_village(mahalle, row)) return false;
  }
  return true;
}

void judge_gaps(Register reg, const Table& mahalle, const Settings& settings,
                std::vector<Finding>& findings) {
  if (!all_drawn(mahalle)) return;
  std::vector<std::uint8_t> asked(mahalle.size());
  for (std::size_t row = 0; row < asked.size(); ++row) {
    // The ground of another authority's mahalle is no gap among ours.
    asked[row] = drawn(mahalle, row) || (mahalle.states[row] == RowState::out_of_scope &&
                                         mahalle.geometry.kind(row) == geo::Kind::polygon);
  }
  for (const geo::Gap& gap :
       geo::gaps(mahalle.geometry, asked, settings.parameter(Rule::top_06, "area_m2"),
                 settings.parameter(Rule::top_06, "width_m"))) {
    std::vector<std::size_t> rows;
    for (const std::uint32_t row : gap.rim) {
      if (live(mahalle.states[row])) rows.push_back(row);
    }
    if (rows.size() < 2) continue;
    Finding finding = finding_about_all(Rule::top_06, settings, reg, mahalle, rows);
    finding.point = gap.at;
    finding.arguments = {{"area_m2", gap.area_m2}};
    findings.push_back(std::move(finding));
  }
}

}  // namespace

void judge_declared_mahalle(const Night& night, const Settings& settings,
                            std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::top_04)) return;
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const auto polygons = register_of_polygons(night, reg);
    if (!polygons) continue;
    Outside outside(night, reg, *polygons, settings, findings);
    outside.judge(Layer::building);
    outside.judge(Layer::door);
  }
}

void judge_mahalle_borders(const Night& night, const Settings& settings,
                           std::vector<Finding>& findings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const Table& mahalle = night.sides[r].table(Layer::neighbourhood);
    if (!any_drawn(mahalle)) continue;
    if (settings.enabled(Rule::top_05)) judge_common_ground(reg, mahalle, settings, findings);
    if (settings.enabled(Rule::top_06)) judge_gaps(reg, mahalle, settings, findings);
  }
}

}  // namespace uavt::sync
