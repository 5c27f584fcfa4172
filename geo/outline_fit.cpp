#include "geo/outline_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace uavt::geo {
namespace {

constexpr std::size_t fewest_points = 10;
/// Where a fit may begin beside the first guess: buildings are 10–20 m deep, and doors may all be at
/// one of their sides. Units: metres.
constexpr std::array<double, 5> beginnings_m = {0, -6, 6, -12, 12};
/// So many points choose the beginning; all of them finish.
constexpr std::size_t sample = 300;
constexpr int most_steps = 40;
constexpr double still_m = 1e-4;
/// Doors stand in the wall or a step before it; a fit that puts them further out or in fits another
/// wall.
constexpr double furthest_standoff_m = 2;

struct Wall {
  Point at;             ///< the point on it that is nearest
  double nx = 0, ny = 0;  ///< outward
  double out_m = 0;     ///< how far outside the point is; negative inside
};

std::optional<Wall> nearest_wall(const GeometryView& outline, Point p) {
  std::optional<Wall> nearest;
  double best = INFINITY;
  for (std::size_t part = 0; part < outline.part_count(); ++part) {
    const auto xy = outline.ring(part, 0);
    const double turn = signed_area(xy) < 0 ? -1 : 1;
    for (std::size_t i = 0; i + 3 < xy.size(); i += 2) {
      const double dx = xy[i + 2] - xy[i];
      const double dy = xy[i + 3] - xy[i + 1];
      const double length = std::hypot(dx, dy);
      if (!(length > 0)) continue;
      const double along = ((p.x - xy[i]) * dx + (p.y - xy[i + 1]) * dy) / (length * length);
      const double t = std::clamp(along, 0.0, 1.0);
      const Point at{xy[i] + t * dx, xy[i + 1] + t * dy};
      const double apart = std::hypot(p.x - at.x, p.y - at.y);
      if (apart >= best) continue;
      best = apart;
      const double nx = turn * dy / length;
      const double ny = -turn * dx / length;
      nearest = Wall{at, nx, ny, (p.x - at.x) * nx + (p.y - at.y) * ny};
    }
  }
  return nearest;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

struct Fit {
  Vector vector;
  double standoff_m = 0;
  double spread_m = INFINITY;  ///< median distance from the standoff
};

/// One step of least squares over the points near their walls: n · d + standoff = how far outside.
/// Nothing when the walls are all of one direction.
std::optional<std::array<double, 3>> step(const std::vector<Wall>& walls, double standoff,
                                          double within) {
  std::array<std::array<double, 4>, 3> sums{};
  for (const Wall& wall : walls) {
    if (std::abs(wall.out_m - standoff) > within) continue;
    const std::array<double, 4> row = {wall.nx, wall.ny, 1, wall.out_m};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 4; ++j) sums[i][j] += row[i] * row[j];
    }
  }
  const double scale = sums[2][2];
  for (std::size_t i = 0; i < 3; ++i) {
    std::size_t pivot = i;
    for (std::size_t r = i + 1; r < 3; ++r) {
      if (std::abs(sums[r][i]) > std::abs(sums[pivot][i])) pivot = r;
    }
    constexpr double singular = 1e-3;  // one wall in a thousand runs the other way
    if (std::abs(sums[pivot][i]) <= singular * scale) return std::nullopt;
    std::swap(sums[i], sums[pivot]);
    for (std::size_t r = 0; r < 3; ++r) {
      if (r == i) continue;
      const double factor = sums[r][i] / sums[i][i];
      for (std::size_t j = i; j < 4; ++j) sums[r][j] -= factor * sums[i][j];
    }
  }
  return std::array{sums[0][3] / sums[0][0], sums[1][3] / sums[1][1], sums[2][3] / sums[2][2]};
}

std::vector<Wall> walls_of(std::span<const PointOnOutline> points, const Vector& moved) {
  std::vector<Wall> walls;
  walls.reserve(points.size());
  for (const PointOnOutline& each : points) {
    const Point back{each.point.x - moved.east_m, each.point.y - moved.north_m};
    if (const auto wall = nearest_wall(each.outline, back)) walls.push_back(*wall);
  }
  return walls;
}

std::optional<Fit> fitted(std::span<const PointOnOutline> points, Vector start) {
  Fit fit{start};
  for (int i = 0; i < most_steps; ++i) {
    const std::vector<Wall> walls = walls_of(points, fit.vector);
    if (walls.size() < fewest_points) return std::nullopt;
    std::vector<double> out(walls.size());
    std::ranges::transform(walls, out.begin(), &Wall::out_m);
    fit.standoff_m = median(out);
    for (double& each : out) each = std::abs(each - fit.standoff_m);
    fit.spread_m = median(out);
    constexpr double rounding_m = 0.05;
    const auto by = step(walls, fit.standoff_m, std::max(rounding_m, 3 * fit.spread_m));
    if (!by) return std::nullopt;
    fit.vector.east_m += (*by)[0];
    fit.vector.north_m += (*by)[1];
    fit.standoff_m = (*by)[2];
    if (std::hypot((*by)[0], (*by)[1]) < still_m) break;
  }
  if (!std::isfinite(fit.vector.east_m) || !std::isfinite(fit.vector.north_m)) return std::nullopt;
  return fit;
}

/// How far the points lie beside their walls on the whole, once they are moved; a point on a wholly
/// wrong building counts no more than any.
double misfit_m(std::span<const PointOnOutline> points, const Vector& moved) {
  constexpr double most_m = 1;
  std::vector<double> out;
  for (const Wall& wall : walls_of(points, moved)) out.push_back(wall.out_m);
  if (out.empty()) return most_m;
  const double standoff_m = median(out);
  if (std::abs(standoff_m) > furthest_standoff_m) return most_m;
  double sum = 0;
  for (const double each : out) sum += std::min(most_m, std::abs(each - standoff_m));
  return sum / static_cast<double>(out.size());
}

std::vector<PointOnOutline> sampled(std::span<const PointOnOutline> points) {
  std::vector<PointOnOutline> some;
  const std::size_t every = points.size() / sample + 1;
  for (std::size_t i = 0; i < points.size(); i += every) some.push_back(points[i]);
  return some;
}

}  // namespace

std::vector<PointPair> fitted_onto_outlines(std::span<const PointOnOutline> points) {
  if (points.size() < fewest_points) return {};
  std::vector<double> east;
  std::vector<double> north;
  for (const PointOnOutline& each : points) {
    const Box box = each.outline.box();
    east.push_back(each.point.x - (box.min_x + box.max_x) / 2);
    north.push_back(each.point.y - (box.min_y + box.max_y) / 2);
  }
  const Vector guess{median(east), median(north)};
  const std::vector<PointOnOutline> some = sampled(points);
  std::optional<Fit> best;
  for (const double dx : beginnings_m) {
    for (const double dy : beginnings_m) {
      const auto fit = fitted(some, {guess.east_m + dx, guess.north_m + dy});
      if (!fit || std::abs(fit->standoff_m) > furthest_standoff_m) continue;
      if (!best || fit->spread_m < best->spread_m) best = fit;
    }
  }
  if (best) best = fitted(points, best->vector);
  if (!best) return {};
  // Along a street of houses that all look one way any shift fits: what lies right lies right.
  constexpr double better_m = 0.01;
  if (misfit_m(points, {}) < misfit_m(points, best->vector) + better_m) return {};
  std::vector<PointPair> pairs;
  for (const PointOnOutline& each : points) {
    const Point back{each.point.x - best->vector.east_m, each.point.y - best->vector.north_m};
    const auto wall = nearest_wall(each.outline, back);
    if (!wall) continue;
    pairs.push_back({each.point,
                     {wall->at.x + wall->nx * best->standoff_m,
                      wall->at.y + wall->ny * best->standoff_m}});
  }
  return pairs;
}

}  // namespace uavt::geo
