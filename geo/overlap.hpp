// Which polygons of a layer lie on the same ground, and how much of it. Half a million buildings
// are asked every night, and nearly all of them only touch a neighbour's wall: boxes first, then a
// line that keeps the two apart, then arithmetic (geo/clipping), GEOS for what is left.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// Area of the ground two valid polygons share; 0 when either is no polygon. Units: m².
[[nodiscard]] double shared_area(const GeometryView& a, const GeometryView& b);

/// Two rows on the same ground.
struct Overlap {
  std::uint32_t first = 0, second = 0;  ///< rows, first < second
  double area_m2 = 0;
  bool wide = false;  ///< a circle of `OverlapLimits::width_m` has room in the shared ground
};

/// Below these an overlap is not asked for: it must reach the area, or the share of the smaller.
struct OverlapLimits {
  double area_m2 = 0;
  double share = 1;
  double width_m = 0;  ///< what `Overlap::wide` means
  double same_m = -1;  ///< shapes that are the same within this are passed over; < 0: none is
};

/// All pairs of rows with `asked[row]` that overlap over the limits. Asked rows must be valid
/// polygons. Walls that touch, to a few millimetres, do not overlap.
/// Order: by first, then second, whatever the number of threads.
[[nodiscard]] std::vector<Overlap> overlaps(const GeometryColumn& polygons,
                                            std::span<const std::uint8_t> asked,
                                            const OverlapLimits& limits);

/// True when a circle of this diameter has room in the ground two valid polygons share.
[[nodiscard]] bool shared_wider_than(const GeometryView& a, const GeometryView& b, double width_m);

}  // namespace uavt::geo
