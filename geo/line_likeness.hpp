// How much two drawings of a road are one road: what two registers say about one street are never
// the same vertices. In the layer's own (projected) CRS, so units are metres.
#pragma once

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// The share of each line that runs within `reach_m` of the other; the smaller of the two, 0 … 1,
/// so that a piece of a road is not the road. 0 for what is no line. Measured at a hundred places
/// along each. Symmetric.
[[nodiscard]] double line_likeness(const GeometryView& a, const GeometryView& b, double reach_m);

}  // namespace uavt::geo
