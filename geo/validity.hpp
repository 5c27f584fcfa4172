// Geometry validity and repair for whole layers. Repair is for validity only: it never moves a
// valid geometry, and where the two usual readings of a broken ring (even-odd and non-zero
// filling) differ it does not choose.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// What is wrong with one geometry, in the order in which it is tested. The first four end a row's
/// examination; of the others a row has an issue each that applies (`ambiguous_repair` beside the
/// `self_crossing` or `invalid` it could not repair). A row's issues share one repair: all of them
/// are `repaired`, or none.
enum class Flaw : std::uint8_t {
  wrong_kind,          ///< GEO-02
  not_finite,          ///< GEO-03
  ring_too_short,      ///< GEO-04, fewer than four positions once closed: not repairable
  line_too_short,      ///< GEO-04, fewer than two positions: not repairable
  ring_open,           ///< GEO-04, repaired by closing
  self_crossing,       ///< GEO-05, with the point: a ring truly crosses itself
  invalid,             ///< GEO-06, GEOS' reason: touches, spikes, rings against rings
  repeated_vertices,   ///< GEO-07, repaired by dropping them
  ambiguous_repair,    ///< GEO-14: even-odd and non-zero filling differ by more than 1 %
};

struct GeometryIssue {
  std::uint32_t row = 0;
  Flaw flaw{};
  Point at;               ///< where, as GEOS says; else the geometry's centre
  std::string reason;     ///< GEOS' words, the count or the kind found, for the evidence
  bool repaired = false;  ///< `geometries` holds the geometry after
  std::string before_wkt, after_wkt;  ///< at most 200 vertices each
  double area_before = 0, area_after = 0;  ///< even-odd and non-zero when ambiguous
};

/// Issues in order of row, and the repaired geometries (`repaired_rows[i]` ↔ `geometries[i]`).
struct ValidityReport {
  std::vector<GeometryIssue> issues;
  std::vector<std::uint32_t> repaired_rows;
  GeometryColumn geometries;
};

/// Examines the given rows on all cores and prepares repairs. A row that is null is skipped.
/// Order: the result does not depend on the number of threads.
[[nodiscard]] ValidityReport examined(const GeometryColumn& column, Kind expected,
                                      std::span<const std::uint32_t> rows);

/// Lays the grid (1 mm: `grid` = 0.001 CRS units) on the given rows in place, in parallel. A row
/// that is valid and would become invalid (or lose a vertex to its neighbour) keeps its own
/// coordinates. Source: DESIGN §4.4.
void snap_to_grid(GeometryColumn& column, std::span<const std::uint32_t> rows, double grid);

}  // namespace uavt::geo
