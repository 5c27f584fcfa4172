// Plain measures of one geometry by its vertices, without GEOS: areas, lengths, spikes. In the
// layer's own (projected) CRS, so units are metres.
#pragma once

#include <cstddef>
#include <optional>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// Shells less their holes, whichever way the rings run; 0 for what is no polygon. Units: m².
[[nodiscard]] double area(const GeometryView& geometry);

/// Of a line, all parts; 0 for what is no line. Units: metres.
[[nodiscard]] double length(const GeometryView& geometry);

/// A needle in a boundary: two legs that turn back on each other.
struct Spike {
  Point at;                ///< the sharpest one's tip
  double angle_deg = 0;    ///< between its legs
  std::size_t count = 0;   ///< of all in the geometry
};
/// Vertices of lines and rings with an angle under `angle_deg` between two legs longer than
/// `leg_m`; repeated vertices are passed over. Units: degrees, metres.
[[nodiscard]] std::optional<Spike> sharpest_spike(const GeometryView& geometry, double angle_deg,
                                                  double leg_m);

}  // namespace uavt::geo
