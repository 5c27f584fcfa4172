#include "geo/overlap.hpp"

#include "geo/clipping.hpp"
#include "geo/geos_context.hpp"
#include "geo/planar.hpp"
#include "geo/spatial_index.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

namespace uavt::geo {
namespace {

// Neighbours share a wall to the millimetre of the grid, and drawings to a few: no overlap.
constexpr double touching_m = 0.005;
// Vertices of one times vertices of the other: over this the sweep of GEOS is the faster way.
constexpr std::size_t longest_arithmetic = 20'000;
// Looking for a line between two polygons is for short outlines, too.
constexpr std::size_t longest_separation = 64;
// Rows a task takes at once.
constexpr std::size_t rows_a_task = 2048;

/// How far a ring's own sides let the other polygon come in: the least depth over its sides. The
/// shared ground lies in a strip of this width. Exact for a convex ring, never too small for others.
double depth_of(std::span<const double> ring, std::span<const double> own,
                std::span<const double> other, double depth) {
  for (std::size_t i = 0; i + 3 < ring.size(); i += 2) {
    const double x = ring[i + 3] - ring[i + 1], y = ring[i] - ring[i + 2];
    const double length = std::sqrt(x * x + y * y);
    if (length == 0) continue;
    double own_low = HUGE_VAL, own_high = -HUGE_VAL, low = HUGE_VAL, high = -HUGE_VAL;
    for (std::size_t v = 0; v < own.size(); v += 2) {
      const double at = (own[v] - ring[i]) * x + (own[v + 1] - ring[i + 1]) * y;
      own_low = std::min(own_low, at);
      own_high = std::max(own_high, at);
    }
    for (std::size_t v = 0; v < other.size(); v += 2) {
      const double at = (other[v] - ring[i]) * x + (other[v + 1] - ring[i + 1]) * y;
      low = std::min(low, at);
      high = std::max(high, at);
    }
    depth = std::min(depth, (std::min(own_high, high) - std::max(own_low, low)) / length);
    if (depth <= touching_m) return depth;
  }
  return depth;
}

bool alike(const Box& a, const Box& b, double tolerance) {
  return std::abs(a.min_x - b.min_x) <= tolerance && std::abs(a.min_y - b.min_y) <= tolerance &&
         std::abs(a.max_x - b.max_x) <= tolerance && std::abs(a.max_y - b.max_y) <= tolerance;
}

/// One thread's tools.
struct Worker {
  Clipping clipping;
  std::optional<GeosContext> geos;
  std::vector<std::uint32_t> candidates;

  const GeosContext& context() {
    if (!geos) geos.emplace();
    return *geos;
  }

  GeosGeometry shared_ground(const GeometryView& a, const GeometryView& b) {
    const GeosContext& own = context();
    const GeosGeometry first = geos_geometry(own, a), second = geos_geometry(own, b);
    if (!first || !second) return {};
    return owned(own, GEOSIntersection_r(own.handle(), first.get(), second.get()));
  }

  double area(const GeometryView& a, const GeometryView& b) {
    if (a.vertex_count() * b.vertex_count() <= longest_arithmetic) {
      return clipping.shared_area(a, b);
    }
    const GeosGeometry shared = shared_ground(a, b);
    double area = 0;
    return shared && GEOSArea_r(context().handle(), shared.get(), &area) == 1 ? area : 0;
  }

  bool wider(const GeometryView& a, const GeometryView& b, double width_m) {
    if (a.part_count() == 1 && b.part_count() == 1 && a.ring_count(0) == 1 &&
        b.ring_count(0) == 1 && convex(a.ring(0, 0)) && convex(b.ring(0, 0))) {
      const auto ring = a.ring(0, 0);
      return wider_than(clipping.shared_ring(ring, b.ring(0, 0), {ring[0], ring[1]}), width_m);
    }
    const GeosGeometry shared = shared_ground(a, b);
    if (!shared) return false;
    const GEOSContextHandle_t handle = context().handle();
    const GeosGeometry left =
        owned(context(), GEOSBuffer_r(handle, shared.get(), -width_m / 2, 8));
    return left && GEOSisEmpty_r(handle, left.get()) == 0;
  }

  std::optional<Overlap> overlap(const GeometryColumn& polygons, const std::vector<Box>& boxes,
                                 std::uint32_t first, std::uint32_t second,
                                 const OverlapLimits& limits) {
    const Box &box = boxes[first], &other = boxes[second];
    const double across = std::min(box.max_x, other.max_x) - std::max(box.min_x, other.min_x);
    const double along = std::min(box.max_y, other.max_y) - std::max(box.min_y, other.min_y);
    double depth = std::min(across, along);
    if (depth <= touching_m) return std::nullopt;
    const GeometryView a = polygons[first], b = polygons[second];
    const double smaller = std::min(geo::area(a), geo::area(b));
    const auto over = [&](double area) {
      return area > limits.area_m2 || area > limits.share * smaller;
    };
    if (!over(across * along)) return std::nullopt;
    if (a.vertex_count() + b.vertex_count() <= longest_separation) {
      for (const auto& [own, theirs] : {std::pair(a, b), std::pair(b, a)}) {
        for (std::size_t p = 0; p < own.part_count(); ++p) {
          depth = depth_of(own.ring(p, 0), own.vertices(), theirs.vertices(), depth);
          if (depth <= touching_m) return std::nullopt;
        }
      }
    }
    if (alike(box, other, limits.same_m) && same_within(a, b, limits.same_m)) return std::nullopt;
    const double area = this->area(a, b);
    if (!over(area)) return std::nullopt;
    return Overlap{first, second, area, depth > limits.width_m && wider(a, b, limits.width_m)};
  }
};

}  // namespace

double shared_area(const GeometryView& a, const GeometryView& b) {
  if (a.kind() != Kind::polygon || b.kind() != Kind::polygon) return 0;
  return Worker().area(a, b);
}

bool shared_wider_than(const GeometryView& a, const GeometryView& b, double width_m) {
  if (a.kind() != Kind::polygon || b.kind() != Kind::polygon) return false;
  return Worker().wider(a, b, width_m);
}

std::vector<Overlap> overlaps(const GeometryColumn& polygons, std::span<const std::uint8_t> asked,
                              const OverlapLimits& limits) {
  std::vector<Box> all = boxes(polygons);
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (asked[row] == 0) all[row] = {};
  }
  const SpatialIndex index(all);
  // Neighbours one after the other, whatever the order of the rows: they are still at hand.
  const std::span<const std::uint32_t> rows = index.items();
  const std::size_t tasks = (rows.size() + rows_a_task - 1) / rows_a_task;
  std::vector<std::vector<Overlap>> found(tasks);
  tbb::enumerable_thread_specific<Worker> workers;
  tbb::parallel_for(std::size_t{0}, tasks, [&](std::size_t task) {
    Worker& worker = workers.local();
    const std::size_t end = std::min(rows.size(), (task + 1) * rows_a_task);
    for (std::size_t i = task * rows_a_task; i < end; ++i) {
      worker.candidates.clear();
      index.query(all[rows[i]], worker.candidates);
      for (const std::uint32_t other : worker.candidates) {
        if (other <= rows[i]) continue;
        const auto one = worker.overlap(polygons, all, rows[i], other, limits);
        if (one) found[task].push_back(*one);
      }
    }
  });
  std::vector<Overlap> together;
  for (auto& each : found) std::ranges::copy(each, std::back_inserter(together));
  std::ranges::sort(together, {}, [](const Overlap& o) { return std::pair(o.first, o.second); });
  return together;
}

}  // namespace uavt::geo
