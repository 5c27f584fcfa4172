// Fewer vertices for maps. A municipality's borders are surveyed to the centimetre; a page that
// shows them whole needs a hundredth of that. Neighbours that share a border share it afterwards,
// so that no gap opens between them.
#pragma once

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// The same rows with lines and rings thinned: no dropped vertex lies further than `tolerance_m`
/// from what is drawn. Ends of lines stay; so do vertices where three or more borders meet. A
/// border whose vertices two polygons share is thinned alike in both, whichever way it runs. A ring
/// that would collapse stays as it is. Units: metres.
/// Source: Douglas and Peucker 1973.
[[nodiscard]] GeometryColumn simplified(const GeometryColumn& column, double tolerance_m);

}  // namespace uavt::geo
