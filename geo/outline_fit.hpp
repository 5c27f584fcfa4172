// Doors are surveyed at the walls of their buildings. When a whole layer of them was moved, the
// nearest wall is another one than their own and its corner lies to one side; the vector that lays
// most doors back on walls of their buildings is the shift, found without any second register.
#pragma once

#include <span>
#include <vector>

#include "geo/geometry_column.hpp"
#include "geo/shift.hpp"

namespace uavt::geo {

/// A point and the outline it belongs to. CRS: both in the target.
struct PointOnOutline {
  Point point;
  GeometryView outline;  ///< a polygon; only its shells are looked at
};

/// For every point the place on its own outline where it belongs once the layer is moved as a whole:
/// pairs for `constant_shift`, whose vector they determine along both axes. Empty when the walls do
/// not decide it (too few, or all of one direction).
/// Units: metres. Order: one pair for each point that meets a wall, in their order.
[[nodiscard]] std::vector<PointPair> fitted_onto_outlines(std::span<const PointOnOutline> points);

}  // namespace uavt::geo
