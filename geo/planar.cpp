#include "geo/planar.hpp"

#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace uavt::geo {

namespace {

/// The ring's vertices without repeated ones; of a closed ring the last, which is the first, too.
std::vector<Point> distinct(std::span<const double> ring) {
  std::vector<Point> points;
  for (std::size_t i = 0; i + 1 < ring.size(); i += 2) {
    if (!points.empty() && points.back().x == ring[i] && points.back().y == ring[i + 1]) continue;
    points.push_back({ring[i], ring[i + 1]});
  }
  return points;
}

void look_at(const Point& before, const Point& at, const Point& after, double angle_deg,
             double leg_m, std::optional<Spike>& sharpest) {
  const double ax = before.x - at.x, ay = before.y - at.y;
  const double bx = after.x - at.x, by = after.y - at.y;
  if (std::hypot(ax, ay) <= leg_m || std::hypot(bx, by) <= leg_m) return;
  const double angle =
      std::abs(std::atan2(ax * by - ay * bx, ax * bx + ay * by)) * 180 / std::numbers::pi;
  if (!(angle < angle_deg)) return;
  const std::size_t count = sharpest ? sharpest->count + 1 : 1;
  if (!sharpest || angle < sharpest->angle_deg) sharpest = Spike{at, angle, 0};
  sharpest->count = count;
}

}  // namespace

double area(const GeometryView& geometry) {
  if (geometry.kind() != Kind::polygon) return 0;
  double sum = 0;
  for (std::size_t part = 0; part < geometry.part_count(); ++part) {
    for (std::size_t ring = 0; ring < geometry.ring_count(part); ++ring) {
      const double ring_area = std::abs(signed_area(geometry.ring(part, ring)));
      sum += ring == 0 ? ring_area : -ring_area;
    }
  }
  return sum;
}

double length(const GeometryView& geometry) {
  if (geometry.kind() != Kind::line) return 0;
  double sum = 0;
  for (std::size_t part = 0; part < geometry.part_count(); ++part) {
    for (std::size_t ring = 0; ring < geometry.ring_count(part); ++ring) {
      const auto line = geometry.ring(part, ring);
      for (std::size_t i = 2; i + 1 < line.size(); i += 2) {
        sum += std::hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
      }
    }
  }
  return sum;
}

std::optional<Spike> sharpest_spike(const GeometryView& geometry, double angle_deg, double leg_m) {
  std::optional<Spike> sharpest;
  if (geometry.kind() != Kind::line && geometry.kind() != Kind::polygon) return sharpest;
  for (std::size_t part = 0; part < geometry.part_count(); ++part) {
    for (std::size_t ring = 0; ring < geometry.ring_count(part); ++ring) {
      std::vector<Point> points = distinct(geometry.ring(part, ring));
      const bool closed = points.size() > 3 && points.front().x == points.back().x &&
                          points.front().y == points.back().y;
      if (closed) points.pop_back();
      const std::size_t count = points.size();
      if (count < 3) continue;
      for (std::size_t i = closed ? 0 : 1; i + (closed ? 0 : 1) < count; ++i) {
        look_at(points[(i + count - 1) % count], points[i], points[(i + 1) % count], angle_deg,
                leg_m, sharpest);
      }
    }
  }
  return sharpest;
}

}  // namespace uavt::geo
