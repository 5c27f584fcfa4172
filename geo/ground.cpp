#include "geo/ground.hpp"

#include "geo/clipping.hpp"
#include "geo/nearest.hpp"
#include "geo/overlap.hpp"
#include "geo/planar.hpp"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace uavt::geo {
namespace {

// Rows a task takes at once; the results are put together in their order.
constexpr std::size_t rows_a_task = 1024;
// Vertices of one times vertices of the other: over this `shared_area` asks GEOS.
constexpr std::size_t longest_arithmetic = 20'000;

/// True when every vertex lies on the inner side of every side of a ring: beyond doubt in it. False
/// says nothing: cut it.
bool surely_inside(std::span<const double> ring, std::span<const double> vertices) {
  bool left = false, right = false;
  for (std::size_t i = 0; i + 3 < ring.size(); i += 2) {
    const double x = ring[i + 2] - ring[i], y = ring[i + 3] - ring[i + 1];
    for (std::size_t v = 0; v < vertices.size(); v += 2) {
      const double turn = x * (vertices[v + 1] - ring[i + 1]) - y * (vertices[v] - ring[i]);
      left = left || turn > 0;
      right = right || turn < 0;
    }
    if (left && right) return false;
  }
  return true;
}

bool holds(const Box& box, const Box& inner) {
  return inner.min_x >= box.min_x && inner.max_x <= box.max_x && inner.min_y >= box.min_y &&
         inner.max_y <= box.max_y;
}

}  // namespace

Ground::Ground(const GeometryColumn& areas, std::span<const std::uint8_t> asked)
    : areas_(&areas), boxes_(boxes(areas)) {
  for (std::size_t row = 0; row < boxes_.size(); ++row) {
    if (asked[row] == 0) boxes_[row] = {};
  }
  index_ = SpatialIndex(boxes_);
}

std::vector<Ground::Share> Ground::shares(const GeometryColumn& polygons,
                                          std::span<const std::uint8_t> asked,
                                          double least_m2) const {
  struct Worker {
    Clipping clipping;
    std::vector<std::uint32_t> candidates;
  };
  const std::size_t tasks = (polygons.size() + rows_a_task - 1) / rows_a_task;
  std::vector<std::vector<Share>> found(tasks);
  tbb::enumerable_thread_specific<Worker> workers;
  tbb::parallel_for(std::size_t{0}, tasks, [&](std::size_t task) {
    Worker& worker = workers.local();
    const std::size_t end = std::min(polygons.size(), (task + 1) * rows_a_task);
    for (std::size_t row = task * rows_a_task; row < end; ++row) {
      if (asked[row] == 0) continue;
      const GeometryView polygon = polygons[row];
      const Box box = polygon.box();
      worker.candidates.clear();
      index_.query(box, worker.candidates);
      for (const std::uint32_t area : worker.candidates) {
        const Box& other = boxes_[area];
        const double across = std::min(box.max_x, other.max_x) - std::max(box.min_x, other.min_x);
        const double along = std::min(box.max_y, other.max_y) - std::max(box.min_y, other.min_y);
        if (!holds(other, box) && across * along <= least_m2) continue;
        const GeometryView ground = (*areas_)[area];
        const bool whole = holds(other, box) && ground.part_count() == 1 &&
                           ground.ring_count(0) == 1 &&
                           surely_inside(ground.ring(0, 0), polygon.vertices());
        const bool short_enough =
            polygon.vertex_count() * ground.vertex_count() <= longest_arithmetic;
        const double shared = whole          ? geo::area(polygon)
                              : short_enough ? worker.clipping.shared_area(polygon, ground)
                                             : shared_area(polygon, ground);
        if (shared > least_m2) {
          found[task].push_back({static_cast<std::uint32_t>(row), area, shared});
        }
      }
    }
  });
  std::vector<Share> together;
  for (auto& each : found) std::ranges::copy(each, std::back_inserter(together));
  return together;
}

double Ground::distance(Point point, double reach_m,
                        std::vector<std::uint32_t>& candidates) const {
  candidates.clear();
  index_.query(Box{point.x, point.y, point.x, point.y}.grown(reach_m), candidates);
  double least = std::numeric_limits<double>::infinity();
  for (const std::uint32_t area : candidates) {
    least = std::min(least, distance_to_polygon((*areas_)[area], point));
    if (least == 0) return 0;
  }
  return least <= reach_m ? least : std::numeric_limits<double>::infinity();
}

double Ground::distance(Point point, double reach_m) const {
  std::vector<std::uint32_t> candidates;
  return distance(point, reach_m, candidates);
}

std::vector<double> Ground::distances(const GeometryColumn& points,
                                      std::span<const std::uint8_t> asked,
                                      std::span<const std::uint32_t> likely,
                                      double reach_m) const {
  std::vector<double> result(points.size(), 0);
  tbb::enumerable_thread_specific<std::vector<std::uint32_t>> candidates;
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, points.size(), 1024),
                    [&](const tbb::blocked_range<std::size_t>& range) {
                      std::vector<std::uint32_t>& own = candidates.local();
                      for (std::size_t row = range.begin(); row < range.end(); ++row) {
                        if (asked[row] == 0) continue;
                        const auto xy = points[row].vertices();
                        const Point point{xy[0], xy[1]};
                        if (likely[row] != unknown && surrounds((*areas_)[likely[row]], point)) {
                          continue;
                        }
                        result[row] = distance(point, reach_m, own);
                      }
                    });
  return result;
}

}  // namespace uavt::geo
