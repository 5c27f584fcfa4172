#include "geo/crossings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

namespace uavt::geo {

namespace {

// Coordinates are whole millimetres; their products are exact to far less.
constexpr double on_boundary_m = 1e-6;
constexpr std::size_t edges_a_band = 8, most_bands = 4096;

/// Calls `look` with every edge of every ring; an unclosed ring is closed.
template <typename Look>
void each_edge(const GeometryView& polygon, Look look) {
  for (std::size_t part = 0; part < polygon.part_count(); ++part) {
    for (std::size_t r = 0; r < polygon.ring_count(part); ++r) {
      const auto ring = polygon.ring(part, r);
      if (ring.size() < 2) continue;
      Point before{ring[ring.size() - 2], ring[ring.size() - 1]};
      for (std::size_t i = 0; i + 1 < ring.size(); i += 2) {
        const Point here{ring[i], ring[i + 1]};
        look(before, here);
        before = here;
      }
    }
  }
}

double squared_distance(Point point, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, px = point.x - a.x, py = point.y - a.y;
  const double length = dx * dx + dy * dy;
  const double share = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0;
  const double x = px - share * dx, y = py - share * dy;
  return x * x + y * y;
}

bool crossed_by_ray(Point point, Point a, Point b) {
  if ((a.y > point.y) == (b.y > point.y)) return false;
  return point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x);
}

bool strictly_inside(const GeometryView& polygon, Point point) {
  bool inside = false;
  double least = std::numeric_limits<double>::infinity();
  each_edge(polygon, [&](Point a, Point b) {
    inside = inside != crossed_by_ray(point, a, b);
    least = std::min(least, squared_distance(point, a, b));
  });
  return inside && least > on_boundary_m * on_boundary_m;
}

double cross(Point origin, Point a, Point b) {
  return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
}

/// Where inner points of two segments meet at an angle.
std::optional<Point> meeting(Point a, Point b, Point c, Point d) {
  const double c_side = cross(a, b, c), d_side = cross(a, b, d);
  const double a_side = cross(c, d, a), b_side = cross(c, d, b);
  if (!((c_side > 0 && d_side < 0) || (c_side < 0 && d_side > 0))) return std::nullopt;
  if (!((a_side > 0 && b_side < 0) || (a_side < 0 && b_side > 0))) return std::nullopt;
  const double share = c_side / (c_side - d_side);
  return Point{c.x + share * (d.x - c.x), c.y + share * (d.y - c.y)};
}

}  // namespace

double length_inside(const GeometryView& polygon, Point from, Point to) {
  if (polygon.kind() != Kind::polygon) return 0;
  const double dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
  if (!(length > 0)) return 0;
  std::vector<double> cuts = {0, 1};
  each_edge(polygon, [&](Point a, Point b) {
    const double ex = b.x - a.x, ey = b.y - a.y, turn = dx * ey - dy * ex;
    if (turn == 0) return;
    const double along = ((a.x - from.x) * ey - (a.y - from.y) * ex) / turn;
    const double on_edge = ((a.x - from.x) * dy - (a.y - from.y) * dx) / turn;
    // A little over both ends of the edge: a cut too many costs nothing, one too few does.
    if (along > 0 && along < 1 && on_edge > -1e-9 && on_edge < 1 + 1e-9) cuts.push_back(along);
  });
  std::ranges::sort(cuts);
  double inside = 0;
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    const double step = cuts[i] - cuts[i - 1], middle = (cuts[i] + cuts[i - 1]) / 2;
    if (step * length <= on_boundary_m) continue;
    if (strictly_inside(polygon, {from.x + middle * dx, from.y + middle * dy})) inside += step;
  }
  return inside * length;
}

std::optional<SelfCrossing> self_crossing(std::span<const double> line) {
  const std::size_t segments = line.size() < 4 ? 0 : line.size() / 2 - 1;
  const auto vertex = [&](std::size_t i) { return Point{line[2 * i], line[2 * i + 1]}; };
  const auto west = [&](std::size_t s) { return std::min(line[2 * s], line[2 * s + 2]); };
  std::vector<std::size_t> from_west(segments);
  std::iota(from_west.begin(), from_west.end(), std::size_t{0});
  std::ranges::sort(from_west, {}, [&](std::size_t s) { return std::pair(west(s), s); });
  std::optional<SelfCrossing> found;
  for (std::size_t i = 0; i < segments; ++i) {
    const std::size_t s = from_west[i];
    const double east = std::max(line[2 * s], line[2 * s + 2]);
    for (std::size_t j = i + 1; j < segments && west(from_west[j]) <= east; ++j) {
      const std::size_t t = from_west[j];
      const auto at = meeting(vertex(s), vertex(s + 1), vertex(t), vertex(t + 1));
      if (!at) continue;
      if (!found) found = SelfCrossing{*at, 0};
      ++found->count;
      if (std::tie(at->x, at->y) < std::tie(found->at.x, found->at.y)) found->at = *at;
    }
  }
  return found;
}

Region::Region(const GeometryView& polygon) {
  const Box box = polygon.box();
  if (polygon.kind() != Kind::polygon || box.empty()) return;
  const std::size_t count =
      std::clamp<std::size_t>(polygon.vertex_count() / edges_a_band, 1, most_bands);
  south_ = box.min_y;
  height_ = std::max((box.max_y - box.min_y) / static_cast<double>(count), 1e-3);
  bands_.resize(count);
  each_edge(polygon, [&](Point a, Point b) {
    const std::size_t last = band_of(std::max(a.y, b.y));
    for (std::size_t band = band_of(std::min(a.y, b.y)); band <= last; ++band) {
      bands_[band].push_back({a.x, a.y, b.x, b.y});
    }
  });
}

std::size_t Region::band_of(double y) const {
  const double band = std::floor((y - south_) / height_);
  return static_cast<std::size_t>(std::clamp(band, 0.0, static_cast<double>(bands_.size() - 1)));
}

bool Region::inside(Point point) const {
  if (bands_.empty()) return false;
  bool inside = false;
  for (const Edge& edge : bands_[band_of(point.y)]) {
    inside = inside != crossed_by_ray(point, {edge.ax, edge.ay}, {edge.bx, edge.by});
  }
  return inside;
}

double Region::distance(Point point) const {
  double least = std::numeric_limits<double>::infinity();
  if (bands_.empty()) return least;
  if (inside(point)) return 0;
  const auto own = static_cast<std::ptrdiff_t>(band_of(point.y));
  const auto count = static_cast<std::ptrdiff_t>(bands_.size());
  for (std::ptrdiff_t away = 0; away < count; ++away) {
    // How far the nearer edge of the bands `away` lies: nothing there can be nearer than that.
    const double low = south_ + static_cast<double>(own - away + 1) * height_;
    const double high = south_ + static_cast<double>(own + away) * height_;
    const double gap = away == 0 ? 0 : std::max(0.0, std::min(point.y - low, high - point.y));
    if (gap * gap > least) break;
    for (const std::ptrdiff_t band : {own - away, own + away}) {
      if (band < 0 || band >= count || (away == 0 && band != own)) continue;
      for (const Edge& edge : bands_[static_cast<std::size_t>(band)]) {
        least = std::min(least, squared_distance(point, {edge.ax, edge.ay}, {edge.bx, edge.by}));
      }
      if (away == 0) break;
    }
  }
  return std::sqrt(least);
}

}  // namespace uavt::geo
