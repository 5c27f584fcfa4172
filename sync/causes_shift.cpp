// A source that lies beside everything else by one and the same vector. The vector is measured from
// geometry, never from the findings: from the rows of the other register that are the same things,
// else from doors and the walls of their own buildings.
#include "sync/causes_clues.hpp"

#include "geo/outline_fit.hpp"
#include "geo/shift.hpp"
#include "geo/transformation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace uavt::sync {

namespace {

struct RowOf {
  Register reg{};
  Layer layer{};
  std::size_t row = 0;
  [[nodiscard]] RowKey key() const { return row_key(reg, layer, row); }
};

/// A source's rows beside what they are held against.
struct Comparison {
  std::uint16_t source = 0, reference = 0;
  Layer layer{}, reference_layer{};
  std::string reference_word;  ///< "uavt", "bina"
  std::vector<geo::PointPair> pairs;
  std::vector<RowOf> rows, reference_rows;  ///< one each a pair
};

/// Which source a row came from, when it came tonight.
std::optional<std::uint16_t> source_of(const Night& night, const RowOf& row) {
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
void compare_registers(const Clues& clues, const std::set<std::uint16_t>& asked, ByBoth& found) {
  for (const Layer layer : all_layers) {
    const Register ours = sides(layer).municipal;
    const Register theirs = sides(layer).national;
    const Table& municipal = clues.night.side(ours).table(layer);
    const Table& national = clues.night.side(theirs).table(layer);
    const Entities& entities = clues.matched.layers[index(layer)];
    for (std::size_t e = 0; e < entities.size(); ++e) {
      const std::int32_t here = entities.row[index(ours)][e];
      const std::int32_t there = entities.row[index(theirs)][e];
      if (here < 0 || there < 0) continue;
      const RowOf a{ours, layer, static_cast<std::size_t>(here)};
      const RowOf b{theirs, layer, static_cast<std::size_t>(there)};
      if (!placed(municipal, a.row) || !placed(national, b.row)) continue;
      const auto source = source_of(clues.night, a);
      const auto reference = source_of(clues.night, b);
      if (!source || !reference) continue;
      if (!asked.contains(*source) && !asked.contains(*reference)) continue;
      Comparison& comparison = found[{*source, *reference, layer}];
      comparison.source = *source;
      comparison.reference = *reference;
      comparison.layer = comparison.reference_layer = layer;
      comparison.reference_word = name(theirs);
      comparison.pairs.push_back(
          {municipal.geometry.centre(a.row), national.geometry.centre(b.row)});
      comparison.rows.push_back(a);
      comparison.reference_rows.push_back(b);
    }
  }
}

/// Doors against the walls of the buildings they say they are on, inside one register.
void compare_doors(const Clues& clues, const std::set<std::uint16_t>& asked, ByBoth& found) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const Table& doors = clues.night.side(reg).table(Layer::door);
    const Table& buildings = clues.night.side(reg).table(Layer::building);
    ByBoth here;
    for (std::size_t row = 0; row < doors.size(); ++row) {
      const std::int32_t building = linked(doors, "bina_tucbs_no", row);
      if (building < 0 || !placed(doors, row)) continue;
      const RowOf a{reg, Layer::door, row};
      const RowOf b{reg, Layer::building, static_cast<std::size_t>(building)};
      if (buildings.geometry.kind(b.row) != geo::Kind::polygon || !placed(buildings, b.row)) continue;
      const auto source = source_of(clues.night, a);
      const auto reference = source_of(clues.night, b);
      if (!source || !reference || *source == *reference) continue;
      if (!asked.contains(*source) && !asked.contains(*reference)) continue;
      Comparison& comparison = here[{*source, *reference, Layer::door}];
      comparison.source = *source;
      comparison.reference = *reference;
      comparison.layer = Layer::door;
      comparison.reference_layer = Layer::building;
      comparison.reference_word = name(Layer::building);
      comparison.pairs.push_back({doors.geometry.centre(row), buildings.geometry.centre(b.row)});
      comparison.rows.push_back(a);
      comparison.reference_rows.push_back(b);
    }
    for (auto& [key, comparison] : here) {
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

std::string_view datum_word(geo::ShiftCause cause) {
  switch (cause) {
    case geo::ShiftCause::ed50_read_as_turef:
      return "ed50_read_as_turef";
    case geo::ShiftCause::turef_read_as_ed50:
      return "turef_read_as_ed50";
    case geo::ShiftCause::unknown:
      break;
  }
  return "unknown";
}

/// A comparison seen from its reference: the other side is the one that lies beside.
Comparison turned(Comparison comparison, std::string_view word) {
  std::swap(comparison.source, comparison.reference);
  std::swap(comparison.layer, comparison.reference_layer);
  std::swap(comparison.rows, comparison.reference_rows);
  for (geo::PointPair& pair : comparison.pairs) std::swap(pair.layer, pair.reference);
  comparison.reference_word = word;
  return comparison;
}

/// Findings of place about the source's rows, and about rows that are held against them; not those
/// whose own row lies elsewhere than the shift says.
std::vector<std::uint32_t> explained_by(const Clues& clues, const Comparison& comparison,
                                        const geo::ConstantShift& shift) {
  const geo::ShiftOptions options;
  const double within =
      std::max(options.rounding_m, options.agreeing_spreads * shift.spread_m);
  std::unordered_map<RowKey, bool> agrees;
  for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
    const geo::PointPair& pair = comparison.pairs[i];
    const bool fits = std::hypot(pair.layer.x - pair.reference.x - shift.vector.east_m,
                                 pair.layer.y - pair.reference.y - shift.vector.north_m) <= within;
    for (const RowOf& row : {comparison.rows[i], comparison.reference_rows[i]}) {
      agrees[row.key()] |= fits;
    }
  }
  const auto comes_from_it = [&](const Subject& subject) {
    return subject.origin.source == comparison.source;
  };
  std::vector<std::uint32_t> explained;
  for (const std::uint32_t at : clues.open) {
    const Finding& finding = clues.findings[at];
    if ((clues_of(finding.rule) & of_place) == 0 || finding.subjects.empty()) continue;
    const Subject& first = finding.subjects[0];
    const auto compared = is_row(first)
                              ? agrees.find(row_key(first.reg, *first.layer,
                                                    static_cast<std::size_t>(first.row)))
                              : agrees.end();
    const bool fits = compared != agrees.end() ? compared->second
                                               : std::ranges::any_of(finding.subjects,
                                                                     comes_from_it);
    if (fits) explained.push_back(at);
  }
  return explained;
}

std::optional<Suspect> suspect_of(const Clues& clues, Comparison comparison) {
  const auto shift = geo::constant_shift(comparison.pairs);
  if (!shift) return std::nullopt;
  const auto expected = expected_at(comparison.pairs, clues.settings.municipality.target_crs);
  auto datum = expected ? geo::shift_cause(*shift, *expected) : geo::ShiftCause::unknown;
  geo::ConstantShift seen = *shift;
  if (datum == geo::ShiftCause::turef_read_as_ed50) {
    // Whoever is too far south-west of another either was transformed once too often, or the other
    // never was. The second is what happens.
    const Register ours = comparison.rows.front().reg;
    const bool inside = comparison.layer != comparison.reference_layer;
    comparison = turned(std::move(comparison), inside ? name(comparison.layer) : name(ours));
    seen.vector = {-seen.vector.east_m, -seen.vector.north_m};
    datum = geo::ShiftCause::ed50_read_as_turef;
  }
  Suspect suspect;
  suspect.findings = explained_by(clues, comparison, seen);
  Cause& cause = suspect.cause;
  cause.kind = CauseKind::constant_shift;
  cause.source = clues.source_name(comparison.source);
  cause.layer = comparison.layer;
  cause.id = cause_id(CauseKind::constant_shift, {cause.source});
  cause.evidence = {{"east_m", seen.vector.east_m},
                    {"north_m", seen.vector.north_m},
                    {"spread_m", seen.spread_m},
                    {"pairs", static_cast<std::int64_t>(seen.count)},
                    {"agreeing", static_cast<std::int64_t>(seen.agreeing)},
                    {"reference", comparison.reference_word},
                    {"datum", std::string(datum_word(datum))}};
  return suspect;
}

}  // namespace

Suspects suspected_shifts(const Clues& clues) {
  std::map<std::uint16_t, std::uint64_t> rows;
  for (const std::uint32_t at : clues.open) {
    const Finding& finding = clues.findings[at];
    if ((clues_of(finding.rule) & of_place) == 0) continue;
    for (const Subject& row : rows_of(finding)) ++rows[row.origin.source];
  }
  std::set<std::uint16_t> asked;
  for (const auto& [source, count] : rows) {
    if (count >= fewest_rows) asked.insert(source);
  }
  if (asked.empty()) return {};
  ByBoth by_register;
  compare_registers(clues, asked, by_register);
  for (auto& [key, comparison] : by_register) sort_by_place(comparison);
  ByBoth by_wall;
  compare_doors(clues, asked, by_wall);
  // One cause a source: that with the other register first, for it is point by point.
  std::map<std::string, Suspect> suspects;
  for (ByBoth* comparisons : {&by_register, &by_wall}) {
    for (auto& [key, comparison] : *comparisons) {
      if (auto suspect = suspect_of(clues, std::move(comparison))) {
        suspects.try_emplace(suspect->cause.id, std::move(*suspect));
      }
    }
  }
  Suspects list;
  for (auto& [id, suspect] : suspects) list.push_back(std::move(suspect));
  return list;
}

}  // namespace uavt::sync
