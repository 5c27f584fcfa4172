// Ground that should belong to somebody and belongs to nobody: what a set of areas encloses and
// none of them holds. Borders drawn once cancel out edge by edge, so that GEOS sees only what does
// not fit, and the outside of it all.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

struct Gap {
  std::vector<std::uint32_t> rim;  ///< rows of the areas round it, ascending, at least two
  double area_m2 = 0;
  Point at;                        ///< a point in it
};

/// The gaps over `least_m2` in which a circle of `width_m` has room. A gap is enclosed: a notch that
/// is open to the outside is none, however deep, nor is a courtyard inside a single area.
/// Rows with `asked[row]` take part; they must be valid polygons.
/// Order: from the west (then south), whatever the order of the rows.
[[nodiscard]] std::vector<Gap> gaps(const GeometryColumn& areas,
                                    std::span<const std::uint8_t> asked, double least_m2,
                                    double width_m);

}  // namespace uavt::geo
