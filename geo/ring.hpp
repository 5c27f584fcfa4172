// Plane geometry of one ring that needs no library: is it surely simple, and how often does it
// wind round a point. GEOS takes microseconds to find a four-walled building valid; most rings can
// be cleared by arithmetic with a known error bound. Private to this room.
#pragma once

#include <span>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// True when the closed ring is beyond doubt a simple polygon with an area: no side touches another
/// but its neighbours in their common corner. False says nothing: ask GEOS.
[[nodiscard]] bool surely_simple(std::span<const double> ring);

/// How often the closed ring winds round a point that is not on it, counter-clockwise positive.
[[nodiscard]] int winding_number(std::span<const double> ring, Point point);

}  // namespace uavt::geo
