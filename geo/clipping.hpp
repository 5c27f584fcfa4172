// How much ground two polygons share, by arithmetic. A ring is cut by a convex window
// (Sutherland and Hodgman 1974: the area is right whatever the ring, though the outline may run
// back over itself); a window that is not convex is a fan of triangles that count up or down. GEOS
// takes ten times as long, and is asked only where both outlines are long. Private to this room.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// True when a closed ring turns one way only (straight corners allowed). The ring must be simple:
/// a star that winds twice also turns one way only.
[[nodiscard]] bool convex(std::span<const double> ring);

/// Room to cut in, kept between cuts so that nothing allocates.
/// Thread: one object, one thread at a time.
class Clipping {
 public:
  /// Area the two polygons share. Both must be valid. Units: m².
  [[nodiscard]] double shared_area(const GeometryView& a, const GeometryView& b);

  /// What two convex rings share, counter-clockwise and not closed, from `origin`; empty when
  /// nothing. Lifetime: until the next call.
  [[nodiscard]] std::span<const Point> shared_ring(std::span<const double> a,
                                                   std::span<const double> b, Point origin);

 private:
  struct Window {
    std::vector<Point> corners;  ///< counter-clockwise, not closed
    double sign = 1;             ///< a hole, or a triangle of the fan that lies outside, counts down
  };
  void read(std::span<const double> ring, Point origin, std::vector<Point>& into) const;
  void cut(std::span<const Point> window);
  [[nodiscard]] double cut_area(std::span<const Point> ring, std::span<const Point> window);
  void make_windows(const GeometryView& polygon, Point origin);
  void add_fan(std::span<const Point> ring, double sign);
  Window& next_window();

  std::vector<Point> ring_, now_, next_;
  std::vector<Window> windows_;
  std::size_t window_count_ = 0;
};

/// True when a circle of this diameter has room in a convex ring (counter-clockwise, not closed).
/// Units: `width` in CRS units.
[[nodiscard]] bool wider_than(std::span<const Point> convex_ring, double width);

/// Signed area of a ring that is not closed, positive counter-clockwise.
[[nodiscard]] double signed_area(std::span<const Point> ring);

}  // namespace uavt::geo
