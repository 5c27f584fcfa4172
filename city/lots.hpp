// What stands on each lot, decided before anything is built so that the city has exactly the
// number of buildings that was asked for and every neighbourhood is filled evenly.
#pragma once

#include <vector>

#include "city/world.hpp"

namespace uavt::city {

/// Kind of every lot, by `Grid::lot`.
/// Errors: std::invalid_argument for fewer than 40 buildings.
[[nodiscard]] std::vector<LotKind> lot_kinds(const World& world, const Options& options);

/// The outline of one building in its lot's frame.
struct Outline {
  double left = 0, right = 0, front = 0, back = 0;  ///< along and deep
  bool l_shaped = false, courtyard = false;
};

/// Where a building of a kind stands on its lot: set back 3–6 m from the parcel's front, or in a
/// row of houses that share their walls (and, as surveys do, overlap by 0.3 m).
[[nodiscard]] Outline outline(const World& world, std::uint32_t lot, LotKind kind, bool row_house);

/// Appends the outline as a polygon with closed rings, shell counter-clockwise.
void append_shape(geo::GeometryColumn& shapes, const Frame& frame, Side side,
                  const Outline& outline);

/// Appends the parcel of `lots` neighbouring lots, and returns its area.
double append_parcel(geo::GeometryColumn& shapes, const Grid& grid, int row, Side side, int block,
                     int place, int lots);

}  // namespace uavt::city
