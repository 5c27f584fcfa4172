#include "sync/shifts.hpp"

#include "geo/outline_fit.hpp"
#include "geo/transformation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

namespace uavt::sync {

namespace {

/// Doors lie around their buildings on all sides, so that their mean distance from the middle is
/// next to nothing; only where it is not are the walls asked, which takes a hundred times longer.
constexpr double worth_fitting_m = 0.3;

/// A source's rows beside what they are held against.
struct Comparison {
  std::uint16_t source = 0, reference = 0;
  Layer layer{}, reference_layer{};
  std::string_view word;  ///< "uavt", "bina"
  std::vector<geo::PointPair> pairs;
  std::vector<PlacedRow> rows, reference_rows;
};

/// Which source a row came from, when it came tonight.
std::optional<std::uint16_t> source_of(const Night& night, const PlacedRow& row) {
  const Table& table = night.side(row.reg).table(row.layer);
  if (row.row >= table.size() || table.states[row.row] == RowState::last_seen) return std::nullopt;
  return table.origins[row.row].source;
}

bool placed(const Table& table, std::size_t row) {
  const geo::Kind kind = table.geometry.kind(row);
  return kind != geo::Kind::null && kind != geo::Kind::other && table.geometry.finite(row);
}

std::int32_t linked(const Table& table, std::string_view reference, std::size_t row) {
  const auto at = find_position(table.layer, reference);
  if (!at || *at >= table.links.size() || row >= table.links[*at].size()) return no_row;
  return table.links[*at][row];
}

/// By place, so that sums and samples do not know the order of rows.
void sort_by_place(Comparison& comparison) {
  std::vector<std::size_t> order(comparison.pairs.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) {
    const geo::PointPair& pair = comparison.pairs[i];
    return std::tuple(pair.layer.x, pair.layer.y, pair.reference.x, pair.reference.y);
  });
  Comparison sorted = comparison;
  for (std::size_t i = 0; i < order.size(); ++i) {
    sorted.pairs[i] = comparison.pairs[order[i]];
    sorted.rows[i] = comparison.rows[order[i]];
    sorted.reference_rows[i] = comparison.reference_rows[order[i]];
  }
  comparison = std::move(sorted);
}

using ByBoth = std::map<std::tuple<std::uint16_t, std::uint16_t, Layer>, Comparison>;

/// The same things in both registers, municipal source against national one.
void compare_registers(const Night& night, const Matched& matched, ByBoth& found) {
  for (const Layer layer : all_layers) {
    const Register ours = sides(layer).municipal;
    const Register theirs = sides(layer).national;
    const Table& municipal = night.side(ours).table(layer);
    const Table& national = night.side(theirs).table(layer);
    const Entities& entities = matched.layers[index(layer)];
    for (std::size_t e = 0; e < entities.size(); ++e) {
      const std::int32_t here = entities.row[index(ours)][e];
      const std::int32_t there = entities.row[index(theirs)][e];
      if (here < 0 || there < 0) continue;
      const PlacedRow a{ours, layer, static_cast<std::size_t>(here)};
      const PlacedRow b{theirs, layer, static_cast<std::size_t>(there)};
      if (!placed(municipal, a.row) || !placed(national, b.row)) continue;
      const auto source = source_of(night, a);
      const auto reference = source_of(night, b);
      if (!source || !reference) continue;
      Comparison& comparison = found[{*source, *reference, layer}];
      comparison.source = *source;
      comparison.reference = *reference;
      comparison.layer = comparison.reference_layer = layer;
      comparison.word = name(theirs);
      comparison.pairs.push_back(
          {municipal.geometry.centre(a.row), national.geometry.centre(b.row)});
      comparison.rows.push_back(a);
      comparison.reference_rows.push_back(b);
    }
  }
}

/// How far the pairs lie apart on the whole, noise taken out by its own sum.
double mean_length(const std::vector<geo::PointPair>& pairs) {
  double east = 0, north = 0;
  for (const geo::PointPair& pair : pairs) {
    east += pair.layer.x - pair.reference.x;
    north += pair.layer.y - pair.reference.y;
  }
  return std::hypot(east, north) / static_cast<double>(pairs.size());
}

/// Doors against the walls of the buildings they say they are on, inside one register.
void compare_doors(const Night& night, ByBoth& found) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const Table& doors = night.side(reg).table(Layer::door);
    const Table& buildings = night.side(reg).table(Layer::building);
    ByBoth here;
    for (std::size_t row = 0; row < doors.size(); ++row) {
      const std::int32_t building = linked(doors, "bina_tucbs_no", row);
      if (building < 0 || !placed(doors, row)) continue;
      const PlacedRow a{reg, Layer::door, row};
      const PlacedRow b{reg, Layer::building, static_cast<std::size_t>(building)};
      if (buildings.geometry.kind(b.row) != geo::Kind::polygon || !placed(buildings, b.row)) continue;
      const auto source = source_of(night, a);
      const auto reference = source_of(night, b);
      if (!source || !reference || *source == *reference) continue;
      Comparison& comparison = here[{*source, *reference, Layer::door}];
      comparison.source = *source;
      comparison.reference = *reference;
      comparison.layer = Layer::door;
      comparison.reference_layer = Layer::building;
      comparison.word = name(Layer::building);
      comparison.pairs.push_back({doors.geometry.centre(row), buildings.geometry.centre(b.row)});
      comparison.rows.push_back(a);
      comparison.reference_rows.push_back(b);
    }
    for (auto& [key, comparison] : here) {
      if (mean_length(comparison.pairs) < worth_fitting_m) continue;
      sort_by_place(comparison);
      std::vector<geo::PointOnOutline> points;
      for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        points.push_back({comparison.pairs[i].layer,
                          buildings.geometry[comparison.reference_rows[i].row]});
      }
      comparison.pairs = geo::fitted_onto_outlines(points);
      if (comparison.pairs.size() == points.size()) found.emplace(key, std::move(comparison));
    }
  }
}

std::optional<geo::Vector> expected_at(const std::vector<geo::PointPair>& pairs,
                                       const std::string& target_crs) {
  double xy[] = {0, 0};
  for (const geo::PointPair& pair : pairs) {
    xy[0] += pair.reference.x / static_cast<double>(pairs.size());
    xy[1] += pair.reference.y / static_cast<double>(pairs.size());
  }
  const geo::Transformation way(target_crs, "EPSG:4326", geo::area_of_use(target_crs));
  way.apply(xy);
  if (!std::isfinite(xy[0]) || !std::isfinite(xy[1])) return std::nullopt;
  return geo::ed50_read_as_turef({xy[0], xy[1]}, target_crs);
}

/// A comparison seen from its reference: the other side is the one that lies beside.
Comparison turned(Comparison comparison, std::string_view word) {
  std::swap(comparison.source, comparison.reference);
  std::swap(comparison.layer, comparison.reference_layer);
  std::swap(comparison.rows, comparison.reference_rows);
  for (geo::PointPair& pair : comparison.pairs) std::swap(pair.layer, pair.reference);
  comparison.word = word;
  return comparison;
}

std::optional<SourceShift> shift_of(Comparison comparison, const std::string& target_crs) {
  const auto measured = geo::constant_shift(comparison.pairs);
  if (!measured) return std::nullopt;
  const auto expected = expected_at(comparison.pairs, target_crs);
  SourceShift result;
  result.shift = *measured;
  result.cause = expected ? geo::shift_cause(*measured, *expected) : geo::ShiftCause::unknown;
  if (result.cause == geo::ShiftCause::turef_read_as_ed50) {
    // Whoever is too far south-west of another either was transformed once too often, or the other
    // never was. The second is what happens.
    const Register ours = comparison.rows.front().reg;
    const bool inside = comparison.layer != comparison.reference_layer;
    comparison = turned(std::move(comparison), inside ? name(comparison.layer) : name(ours));
    result.shift.vector = {-measured->vector.east_m, -measured->vector.north_m};
    result.cause = geo::ShiftCause::ed50_read_as_turef;
  }
  result.source = comparison.source;
  result.layer = comparison.layer;
  result.reference_layer = comparison.reference_layer;
  result.reference = comparison.word;
  result.pairs = std::move(comparison.pairs);
  result.rows = std::move(comparison.rows);
  result.reference_rows = std::move(comparison.reference_rows);
  return result;
}

}  // namespace

std::vector<SourceShift> source_shifts(const Night& night, const Matched& matched,
                                       const Settings& settings) {
  ByBoth by_register, by_wall;
  compare_registers(night, matched, by_register);
  for (auto& [key, comparison] : by_register) sort_by_place(comparison);
  compare_doors(night, by_wall);
  std::map<std::uint16_t, SourceShift> by_source;
  for (ByBoth* comparisons : {&by_register, &by_wall}) {
    for (auto& [key, comparison] : *comparisons) {
      auto shift = shift_of(std::move(comparison), settings.municipality.target_crs);
      if (shift) by_source.try_emplace(shift->source, std::move(*shift));
    }
  }
  std::vector<SourceShift> shifts;
  for (auto& [source, shift] : by_source) shifts.push_back(std::move(shift));
  return shifts;
}

void judge_shifts(Night& night, const std::vector<SourceShift>& shifts, const Settings& settings) {
  if (!settings.enabled(Rule::crs_04)) return;
  for (const SourceShift& each : shifts) {
    Finding finding;
    finding.rule = Rule::crs_04;
    finding.severity = settings.severity(Rule::crs_04);
    Subject subject;
    subject.reg = settings.sources[each.source].reg;
    subject.layer = each.layer;
    subject.origin.source = each.source;
    finding.subjects = {subject};
    finding.attribute = settings.sources[each.source].name;
    finding.arguments = {{"count", static_cast<std::int64_t>(each.shift.agreeing)},
                         {"east_m", each.shift.vector.east_m},
                         {"north_m", each.shift.vector.north_m},
                         {"spread_m", each.shift.spread_m},
                         {"cause", std::string(geo::name(each.cause))}};
    finding.evidence = {{"pairs", static_cast<std::int64_t>(each.shift.count)},
                        {"reference", each.reference}};
    night.findings.push_back(std::move(finding));
  }
}

}  // namespace uavt::sync
