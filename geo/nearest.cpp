#include "geo/nearest.hpp"

#include <algorithm>
#include <cmath>

namespace uavt::geo {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
// Two segments that share a vertex give the same foot up to the last digits of coordinates of 10^7.
constexpr double same_foot_m = 1e-7;

double squared_distance(Point point, double ax, double ay, double bx, double by) {
  const double dx = bx - ax, dy = by - ay, px = point.x - ax, py = point.y - ay;
  const double length = dx * dx + dy * dy;
  const double share = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0;
  const double x = px - share * dx, y = py - share * dy;
  return x * x + y * y;
}

/// Is the point left of the edge where the ray from it to the east meets the edge's heights?
bool crossed_by_ray(Point point, double ax, double ay, double bx, double by) {
  if ((ay > point.y) == (by > point.y)) return false;
  return point.x < ax + (point.y - ay) / (by - ay) * (bx - ax);
}

int turn(Point a, Point b, Point c) {
  const double cross = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

}  // namespace

bool surrounds(const GeometryView& polygon, Point point) {
  if (polygon.kind() != Kind::polygon) return false;
  bool inside = false;
  for (std::size_t part = 0; part < polygon.part_count(); ++part) {
    for (std::size_t r = 0; r < polygon.ring_count(part); ++r) {
      const auto ring = polygon.ring(part, r);
      for (std::size_t i = 0; i + 3 < ring.size(); i += 2) {
        inside =
            inside != crossed_by_ray(point, ring[i], ring[i + 1], ring[i + 2], ring[i + 3]);
      }
    }
  }
  return inside;
}

double distance_to_polygon(const GeometryView& polygon, Point point) {
  if (polygon.kind() != Kind::polygon) return infinity;
  double least = infinity;
  bool inside = false;
  for (std::size_t part = 0; part < polygon.part_count(); ++part) {
    for (std::size_t r = 0; r < polygon.ring_count(part); ++r) {
      const auto ring = polygon.ring(part, r);
      if (ring.size() < 2) continue;
      double ax = ring[ring.size() - 2], ay = ring[ring.size() - 1];
      for (std::size_t i = 0; i + 1 < ring.size(); i += 2) {
        const double bx = ring[i], by = ring[i + 1];
        least = std::min(least, squared_distance(point, ax, ay, bx, by));
        inside = inside != crossed_by_ray(point, ax, ay, bx, by);
        ax = bx;
        ay = by;
      }
    }
  }
  return inside ? 0 : std::sqrt(least);
}

double distance_to_line(const GeometryView& line, Point point) {
  if (line.kind() != Kind::line) return infinity;
  double least = infinity;
  for (std::size_t part = 0; part < line.part_count(); ++part) {
    const auto xy = line.ring(part, 0);
    for (std::size_t i = 2; i + 1 < xy.size(); i += 2) {
      least = std::min(least, squared_distance(point, xy[i - 2], xy[i - 1], xy[i], xy[i + 1]));
    }
  }
  return std::sqrt(least);
}

void Segments::reserve(std::size_t segments) {
  for (auto* each : {&x_, &y_, &unit_x_, &unit_y_, &length_}) each->reserve(segments);
}

bool Segments::add(Point from, Point to) {
  const double dx = to.x - from.x, dy = to.y - from.y, length = std::sqrt(dx * dx + dy * dy);
  if (!(length > 0)) return false;
  x_.push_back(from.x);
  y_.push_back(from.y);
  unit_x_.push_back(dx / length);
  unit_y_.push_back(dy / length);
  length_.push_back(length);
  return true;
}

Point Segments::to(std::uint32_t segment) const {
  return {x_[segment] + unit_x_[segment] * length_[segment],
          y_[segment] + unit_y_[segment] * length_[segment]};
}

Box Segments::box(std::uint32_t segment) const {
  Box box;
  const Point end = to(segment);
  box.add(x_[segment], y_[segment]);
  box.add(end.x, end.y);
  return box;
}

void Segments::look_at(Point point, std::uint32_t segment, Foot& best) const {
  const double px = point.x - x_[segment], py = point.y - y_[segment];
  const double straight = px * unit_x_[segment] + py * unit_y_[segment];
  const double offset = py * unit_x_[segment] - px * unit_y_[segment];
  const double along = std::clamp(straight, 0.0, length_[segment]);
  const double beyond = straight - along;
  // Most segments of a street are far along it: no root for them.
  if (std::max(std::abs(offset), std::abs(beyond)) > best.distance + same_foot_m) return;
  const double distance = std::sqrt(offset * offset + beyond * beyond);
  const bool nearer = distance < best.distance - same_foot_m;
  const bool knows_better =
      distance < best.distance + same_foot_m && std::abs(offset) > std::abs(best.offset);
  if (best.segment != Foot::none && !nearer && !knows_better) return;
  best = {segment, distance, along, offset};
}

Foot Segments::nearest(Point point, std::uint32_t first, std::uint32_t last) const {
  Foot best;
  for (std::uint32_t segment = first; segment < last; ++segment) look_at(point, segment, best);
  return best;
}

Foot Segments::nearest(Point point, std::span<const std::uint32_t> segments) const {
  Foot best;
  for (const std::uint32_t segment : segments) look_at(point, segment, best);
  return best;
}

double distance_between(Point a, Point b, Point c, Point d) {
  if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return 0;
  return std::sqrt(
      std::min({squared_distance(a, c.x, c.y, d.x, d.y), squared_distance(b, c.x, c.y, d.x, d.y),
                squared_distance(c, a.x, a.y, b.x, b.y), squared_distance(d, a.x, a.y, b.x, b.y)}));
}

}  // namespace uavt::geo
