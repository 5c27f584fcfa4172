// Lines that cross what they should not: a polygon, themselves. By arithmetic on the vertices, in
// the layer's own (projected) CRS, so units are metres.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// How much of the segment lies inside the polygon (even-odd over all rings of all parts); running
/// along its boundary or touching it is not inside. Units: metres.
[[nodiscard]] double length_inside(const GeometryView& polygon, Point from, Point to);

struct SelfCrossing {
  Point at;               ///< the one furthest to the west, then south
  std::size_t count = 0;  ///< of all
};
/// Where the inner points of two segments of one line meet at an angle; meeting at a vertex (a ring
/// that closes, a line that ends on itself) is no crossing. `line`: x0, y0, x1, y1 …
[[nodiscard]] std::optional<SelfCrossing> self_crossing(std::span<const double> line);

/// A polygon that is asked about many points: its edges lie in bands from south to north, and a
/// point looks at those of its own height first.
class Region {
 public:
  explicit Region(const GeometryView& polygon);
  /// 0 inside and on the boundary; infinity when it has no edge. Units: metres.
  [[nodiscard]] double distance(Point point) const;
  [[nodiscard]] bool inside(Point point) const;

 private:
  struct Edge {
    double ax, ay, bx, by;
  };
  [[nodiscard]] std::size_t band_of(double y) const;
  double south_ = 0, height_ = 1;         ///< of the first band, of each band
  std::vector<std::vector<Edge>> bands_;  ///< an edge is in every band it runs through
};

}  // namespace uavt::geo
