#include "geo/ring.hpp"

#include <algorithm>
#include <cmath>

namespace uavt::geo {
namespace {

// All pairs of sides are compared; above this GEOS' sweep is the better way.
constexpr std::size_t max_sides = 48;

Point vertex(std::span<const double> ring, std::size_t i) {
  return {ring[2 * i], ring[2 * i + 1]};
}

// +1 when c is surely left of a→b, -1 surely right, 0 when rounding could hide the answer.
// The bound is Shewchuk's for this expression ("Adaptive Precision Floating-Point Arithmetic",
// 1997, ccwerrboundA): (3 + 16 ε) ε with ε = 2⁻⁵³.
int sure_side(Point a, Point b, Point c) {
  constexpr double bound = 3.3306690738754716e-16;
  const double left = (a.x - c.x) * (b.y - c.y), right = (a.y - c.y) * (b.x - c.x);
  const double determinant = left - right;
  if (std::abs(determinant) <= bound * (std::abs(left) + std::abs(right))) return 0;
  return determinant > 0 ? 1 : -1;
}

bool surely_apart(Point a, Point b, Point c, Point d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
      std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
    return true;
  }
  const int side_c = sure_side(a, b, c);
  if (side_c != 0 && side_c == sure_side(a, b, d)) return true;
  const int side_a = sure_side(c, d, a);
  return side_a != 0 && side_a == sure_side(c, d, b);
}

// Neighbouring sides share only their corner unless the second turns straight back.
bool surely_no_spike(Point a, Point corner, Point c) {
  if (sure_side(a, corner, c) != 0) return true;
  return (corner.x - a.x) * (c.x - corner.x) + (corner.y - a.y) * (c.y - corner.y) > 0;
}

}  // namespace

bool surely_simple(std::span<const double> ring) {
  if (ring.size() < 8) return false;
  const std::size_t sides = ring.size() / 2 - 1;
  if (sides > max_sides) return false;
  if (ring[0] != ring[2 * sides] || ring[1] != ring[2 * sides + 1]) return false;
  for (const double value : ring) {
    if (!std::isfinite(value)) return false;
  }
  for (std::size_t i = 0; i < sides; ++i) {
    const std::size_t next = i + 1 == sides ? 1 : i + 2;
    if (!surely_no_spike(vertex(ring, i), vertex(ring, i + 1), vertex(ring, next))) return false;
  }
  if (sides == 3) return sure_side(vertex(ring, 0), vertex(ring, 1), vertex(ring, 2)) != 0;
  for (std::size_t i = 0; i + 2 < sides; ++i) {
    // The first and the last side are neighbours too.
    const std::size_t end = i == 0 ? sides - 1 : sides;
    for (std::size_t j = i + 2; j < end; ++j) {
      if (!surely_apart(vertex(ring, i), vertex(ring, i + 1), vertex(ring, j),
                        vertex(ring, j + 1))) {
        return false;
      }
    }
  }
  return true;
}

int winding_number(std::span<const double> ring, Point point) {
  int winding = 0;
  for (std::size_t i = 0; i + 3 < ring.size(); i += 2) {
    const double ax = ring[i] - point.x, ay = ring[i + 1] - point.y;
    const double bx = ring[i + 2] - point.x, by = ring[i + 3] - point.y;
    if ((ay <= 0) == (by <= 0)) continue;  // the side does not cross the point's horizontal
    const double side = ax * by - ay * bx;
    if (ay <= 0 && side > 0) ++winding;
    if (ay > 0 && side < 0) --winding;
  }
  return winding;
}

}  // namespace uavt::geo
