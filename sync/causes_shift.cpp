// A source that lies beside everything else by one and the same vector (sync/shifts): the findings of
// place that come of it.
#include "sync/causes_clues.hpp"

#include "geo/shift.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace uavt::sync {

namespace {

/// Findings of place about the source's rows, and about rows that are held against them; not those
/// whose own row lies elsewhere than the shift says.
std::vector<std::uint32_t> explained_by(const Clues& clues, const SourceShift& each) {
  const geo::ShiftOptions options;
  const double within =
      std::max(options.rounding_m, options.agreeing_spreads * each.shift.spread_m);
  std::unordered_map<RowKey, bool> agrees;
  for (std::size_t i = 0; i < each.pairs.size(); ++i) {
    const geo::PointPair& pair = each.pairs[i];
    const bool fits = std::hypot(pair.layer.x - pair.reference.x - each.shift.vector.east_m,
                                 pair.layer.y - pair.reference.y - each.shift.vector.north_m) <= within;
    for (const PlacedRow& row : {each.rows[i], each.reference_rows[i]}) {
      agrees[row_key(row.reg, row.layer, row.row)] |= fits;
    }
  }
  const auto comes_from_it = [&](const Subject& subject) {
    return subject.origin.source == each.source;
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

}  // namespace

Suspects suspected_shifts(const Clues& clues) {
  Suspects suspects;
  for (const SourceShift& each : clues.shifts) {
    Suspect suspect;
    suspect.findings = explained_by(clues, each);
    Cause& cause = suspect.cause;
    cause.kind = CauseKind::constant_shift;
    cause.source = clues.source_name(each.source);
    cause.layer = each.layer;
    cause.id = cause_id(CauseKind::constant_shift, {cause.source});
    cause.evidence = {{"east_m", each.shift.vector.east_m},
                      {"north_m", each.shift.vector.north_m},
                      {"spread_m", each.shift.spread_m},
                      {"pairs", static_cast<std::int64_t>(each.shift.count)},
                      {"agreeing", static_cast<std::int64_t>(each.shift.agreeing)},
                      {"reference", each.reference},
                      {"datum", std::string(geo::name(each.cause))}};
    suspects.push_back(std::move(suspect));
  }
  return suspects;
}

}  // namespace uavt::sync
