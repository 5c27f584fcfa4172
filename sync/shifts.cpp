#include "sync/shifts.hpp"

#include "geo/outline_fit.hpp"
#include "geo/transformation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>

namespace uavt::sync {

namespace {

/// Doors lie around their buildings on all sides, so that their mean distance from the middle is
/// next to nothing; only where it is not are the walls asked, which takes a hundred times longer.
constexpr double worth_fitting_m = 0.3;
/// A shift of all doors shows in so many of them.
constexpr std::uint64_t enough_doors = 4000;

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

using Key = std::tuple<std::uint16_t, std::uint16_t, Layer>;
using ByBoth = std::map<Key, Comparison>;

/// A pair of rows, seen on the way.
struct Seen {
  Key key;
  Layer reference_layer{};
  std::string_view word;
  geo::PointPair pair;
  PlacedRow row, reference_row;
};

/// The same things in both registers, municipal source against national one.
template <typename Visit>
void each_of_both_registers(const Night& night, const Matched& matched, const Visit& visit) {
  for (const Layer layer : all_layers) {
    const Register ours = sides(layer).municipal;
    const Register theirs = sides(layer).national;
    const Table& municipal = night.side(ours).table(layer);
    const Table& national = night.side(theirs).table(layer);
    if (municipal.size() == 0 || national.size() == 0) continue;
    const Entities& entities = matched.layers[index(layer)];
    for (std::size_t e = 0; e < entities.size(); ++e) {
      const std::int32_t here = entities.row[index(ours)][e];
      const std::int32_t there = entities.row[index(theirs)][e];
      if (here < 0 || there < 0) continue;
      const PlacedRow a{ours, layer, static_cast<std::size_t>(here)};
      const PlacedRow b{theirs, layer, static_cast<std::size_t>(there)};
      if (!placed(national, b.row) || !placed(municipal, a.row)) continue;
      const auto source = source_of(night, a);
      const auto reference = source_of(night, b);
      if (!source || !reference) continue;
      visit(Seen{{*source, *reference, layer}, layer, name(theirs),
                 {municipal.geometry.centre(a.row), national.geometry.centre(b.row)}, a, b});
    }
  }
}

/// Doors and the buildings they say they are on, inside one register.
template <typename Visit>
void each_door_on_a_building(const Night& night, const Visit& visit) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const Table& doors = night.side(reg).table(Layer::door);
    const Table& buildings = night.side(reg).table(Layer::building);
    const auto& links = doors.links[position(Layer::door, "bina_tucbs_no")];
    for (std::size_t row = 0; row < std::min(doors.size(), links.size()); ++row) {
      if (links[row] < 0 || !placed(doors, row)) continue;
      const PlacedRow a{reg, Layer::door, row};
      const PlacedRow b{reg, Layer::building, static_cast<std::size_t>(links[row])};
      if (buildings.geometry.kind(b.row) != geo::Kind::polygon || !placed(buildings, b.row)) continue;
      const auto source = source_of(night, a);
      const auto reference = source_of(night, b);
      if (!source || !reference || *source == *reference) continue;
      visit(Seen{{*source, *reference, Layer::door}, Layer::building, name(Layer::building),
                 {doors.geometry.centre(row), buildings.geometry.centre(b.row)}, a, b});
    }
  }
}

/// The pairs of those comparisons whose rows lie apart on the whole, noise taken out by its own sum.
/// `each` walks all pairs; most nights it walks them once and nothing is kept.
template <typename Each>
ByBoth comparisons_worth_fitting(const Each& each) {
  struct Sum {
    double east = 0, north = 0, count = 0;
  };
  std::map<Key, Sum> sums;
  Sum* last = nullptr;
  Key last_key{};
  each([&](const Seen& seen) {
    if (last == nullptr || seen.key != last_key) {
      last = &sums[seen.key];
      last_key = seen.key;
    }
    last->east += seen.pair.layer.x - seen.pair.reference.x;
    last->north += seen.pair.layer.y - seen.pair.reference.y;
    ++last->count;
  });
  ByBoth found;
  for (const auto& [key, sum] : sums) {
    if (std::hypot(sum.east, sum.north) >= worth_fitting_m * sum.count) found.try_emplace(key);
  }
  if (found.empty()) return found;
  each([&](const Seen& seen) {
    const auto at = found.find(seen.key);
    if (at == found.end()) return;
    Comparison& comparison = at->second;
    std::tie(comparison.source, comparison.reference, comparison.layer) = seen.key;
    comparison.reference_layer = seen.reference_layer;
    comparison.word = seen.word;
    comparison.pairs.push_back(seen.pair);
    comparison.rows.push_back(seen.row);
    comparison.reference_rows.push_back(seen.reference_row);
  });
  for (auto& [key, comparison] : found) sort_by_place(comparison);
  return found;
}

/// Doors against the walls of their buildings instead of the middles; where the walls do not decide
/// it there is no comparison.
void fit_to_walls(const Night& night, ByBoth& comparisons) {
  for (auto at = comparisons.begin(); at != comparisons.end();) {
    Comparison& comparison = at->second;
    std::vector<geo::PointOnOutline> points;
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
      const PlacedRow& wall = comparison.reference_rows[i];
      points.push_back({comparison.pairs[i].layer,
                        night.side(wall.reg).table(Layer::building).geometry[wall.row]});
    }
    comparison.pairs = geo::fitted_onto_outlines(points);
    at = comparison.pairs.size() == points.size() ? std::next(at) : comparisons.erase(at);
  }
}

/// A sample by place, so that it does not know the order of rows.
bool in_sample(geo::Point at, std::uint64_t one_in) {
  const std::uint64_t mixed = std::bit_cast<std::uint64_t>(at.x) * 0x9E3779B97F4A7C15ull ^
                              std::bit_cast<std::uint64_t>(at.y) * 0xC2B2AE3D27D4EB4Full;
  return (mixed >> 32) % one_in == 0;
}

std::uint64_t one_in_so_many(const Night& night) {
  std::uint64_t doors = 0;
  for (const Side& side : night.sides) doors += side.table(Layer::door).size();
  return std::max<std::uint64_t>(1, doors / enough_doors);
}

/// The doors of a sample against their walls, where they share a shift.
ByBoth fitted_doors(const Night& night, std::uint64_t one_in) {
  ByBoth found = comparisons_worth_fitting([&](const auto& visit) {
    each_door_on_a_building(night, [&](const Seen& seen) {
      if (in_sample(seen.pair.layer, one_in)) visit(seen);
    });
  });
  fit_to_walls(night, found);
  for (auto at = found.begin(); at != found.end();) {
    at = geo::constant_shift(at->second.pairs) ? std::next(at) : found.erase(at);
  }
  return found;
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
  ByBoth by_register = comparisons_worth_fitting(
      [&](const auto& visit) { each_of_both_registers(night, matched, visit); });
  ByBoth by_wall = fitted_doors(night, one_in_so_many(night));
  // What a few thousand doors do not show is no shift of all of them.
  if (!by_wall.empty() && one_in_so_many(night) > 1) by_wall = fitted_doors(night, 1);
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
