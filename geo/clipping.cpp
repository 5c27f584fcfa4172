#include "geo/clipping.hpp"

#include <algorithm>
#include <cmath>

namespace uavt::geo {
namespace {

// Twice the area of a, b, c; positive when c lies left of a→b.
double side(Point a, Point b, Point c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Keeps of `from` what lies left of a→b.
void keep_left(std::span<const Point> from, Point a, Point b, std::vector<Point>& kept) {
  kept.clear();
  if (from.empty()) return;
  Point before = from.back();
  double side_before = side(a, b, before);
  for (const Point point : from) {
    const double side_here = side(a, b, point);
    if ((side_before < 0) != (side_here < 0)) {
      const double t = side_before / (side_before - side_here);
      kept.push_back({before.x + t * (point.x - before.x), before.y + t * (point.y - before.y)});
    }
    if (side_here >= 0) kept.push_back(point);
    before = point;
    side_before = side_here;
  }
}

bool all_convex(const GeometryView& polygon) {
  for (std::size_t p = 0; p < polygon.part_count(); ++p) {
    for (std::size_t r = 0; r < polygon.ring_count(p); ++r) {
      if (!convex(polygon.ring(p, r))) return false;
    }
  }
  return true;
}

}  // namespace

bool convex(std::span<const double> ring) {
  if (ring.size() < 8) return false;
  const std::size_t corners = ring.size() / 2 - 1;  // the last repeats the first
  bool left = false, right = false;
  for (std::size_t i = 0; i < corners; ++i) {
    const std::size_t a = 2 * i, b = a + 2, c = i + 2 > corners ? 2 : a + 4;
    const double turn = (ring[b] - ring[a]) * (ring[c + 1] - ring[b + 1]) -
                        (ring[b + 1] - ring[a + 1]) * (ring[c] - ring[b]);
    left = left || turn > 0;
    right = right || turn < 0;
    if (left && right) return false;
  }
  return left || right;
}

double signed_area(std::span<const Point> ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

bool wider_than(std::span<const Point> convex_ring, double width) {
  // Every side moved inward by half the width: what is left is where such a circle may stand.
  std::vector<Point> left(convex_ring.begin(), convex_ring.end()), kept;
  for (std::size_t i = 0; i < convex_ring.size() && !left.empty(); ++i) {
    Point a = convex_ring[i], b = convex_ring[i + 1 == convex_ring.size() ? 0 : i + 1];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length == 0) continue;
    const double x = -(b.y - a.y) / length * width / 2, y = (b.x - a.x) / length * width / 2;
    keep_left(left, {a.x + x, a.y + y}, {b.x + x, b.y + y}, kept);
    std::swap(left, kept);
  }
  return left.size() > 2 && signed_area(left) > 0;
}

void Clipping::read(std::span<const double> ring, Point origin, std::vector<Point>& into) const {
  into.clear();
  for (std::size_t i = 0; i + 3 < ring.size(); i += 2) {
    into.push_back({ring[i] - origin.x, ring[i + 1] - origin.y});
  }
}

void Clipping::cut(std::span<const Point> window) {
  for (std::size_t i = 0; i < window.size() && !now_.empty(); ++i) {
    keep_left(now_, window[i], window[i + 1 == window.size() ? 0 : i + 1], next_);
    std::swap(now_, next_);
  }
}

double Clipping::cut_area(std::span<const Point> ring, std::span<const Point> window) {
  now_.assign(ring.begin(), ring.end());
  cut(window);
  return now_.size() < 3 ? 0 : std::abs(signed_area(std::span<const Point>(now_)));
}

Clipping::Window& Clipping::next_window() {
  if (window_count_ == windows_.size()) windows_.emplace_back();
  return windows_[window_count_++];
}

void Clipping::add_fan(std::span<const Point> ring, double sign) {
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double turn = side(ring[0], ring[i], ring[i + 1]);
    if (turn == 0) continue;
    Window& window = next_window();
    window.corners = {ring[0], ring[i], ring[i + 1]};
    if (turn < 0) std::swap(window.corners[1], window.corners[2]);
    window.sign = turn < 0 ? -sign : sign;
  }
}

void Clipping::make_windows(const GeometryView& polygon, Point origin) {
  window_count_ = 0;
  for (std::size_t p = 0; p < polygon.part_count(); ++p) {
    for (std::size_t r = 0; r < polygon.ring_count(p); ++r) {
      const auto ring = polygon.ring(p, r);
      read(ring, origin, ring_);
      if (signed_area(std::span<const Point>(ring_)) < 0) std::ranges::reverse(ring_);
      const double sign = r == 0 ? 1 : -1;
      if (!convex(ring)) {
        add_fan(ring_, sign);
        continue;
      }
      Window& window = next_window();
      window.corners.assign(ring_.begin(), ring_.end());
      window.sign = sign;
    }
  }
}

double Clipping::shared_area(const GeometryView& a, const GeometryView& b) {
  // The one of convex rings is the window; of two others the shorter makes the fewer triangles.
  const bool by_a = all_convex(a) || (!all_convex(b) && a.vertex_count() < b.vertex_count());
  const GeometryView& window = by_a ? a : b;
  const GeometryView& subject = by_a ? b : a;
  const auto first = window.vertices();
  if (first.empty() || subject.vertices().empty()) return 0;
  // From a corner near by, so that no digit is lost to large coordinates.
  const Point origin{first[0], first[1]};
  make_windows(window, origin);
  double area = 0;
  for (std::size_t p = 0; p < subject.part_count(); ++p) {
    for (std::size_t r = 0; r < subject.ring_count(p); ++r) {
      read(subject.ring(p, r), origin, ring_);
      for (std::size_t w = 0; w < window_count_; ++w) {
        const double shared = windows_[w].sign * cut_area(ring_, windows_[w].corners);
        area += r == 0 ? shared : -shared;
      }
    }
  }
  return std::max(area, 0.0);
}

std::span<const Point> Clipping::shared_ring(std::span<const double> a, std::span<const double> b,
                                             Point origin) {
  read(a, origin, now_);
  if (signed_area(std::span<const Point>(now_)) < 0) std::ranges::reverse(now_);
  read(b, origin, ring_);
  if (signed_area(std::span<const Point>(ring_)) < 0) std::ranges::reverse(ring_);
  cut(ring_);
  return now_;
}

}  // namespace uavt::geo
