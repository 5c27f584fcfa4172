#include "geo/gaps.hpp"

#include "geo/geos_context.hpp"
#include "geo/ground.hpp"
#include "geo/spatial_index.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace uavt::geo {
namespace {

// An area is on the rim of a gap when it comes this near: noding may move a corner by a rounding.
constexpr double touching_m = 0.001;

/// One side of a ring, in the direction in which its area lies to the left.
struct Edge {
  double ax, ay, bx, by;
  auto operator<=>(const Edge&) const = default;
  [[nodiscard]] Edge reversed() const { return {bx, by, ax, ay}; }
};

/// The edges that are not also some neighbour's, walked the other way.
std::vector<Edge> unshared_edges(const GeometryColumn& areas, std::span<const std::uint8_t> asked) {
  std::vector<Edge> edges;
  for (std::size_t row = 0; row < areas.size(); ++row) {
    if (asked[row] == 0) continue;
    const GeometryView area = areas[row];
    for (std::size_t p = 0; p < area.part_count(); ++p) {
      for (std::size_t r = 0; r < area.ring_count(p); ++r) {
        const auto xy = area.ring(p, r);
        const bool as_drawn = (signed_area(xy) > 0) == (r == 0);
        for (std::size_t i = 0; i + 3 < xy.size(); i += 2) {
          const Edge edge{xy[i], xy[i + 1], xy[i + 2], xy[i + 3]};
          edges.push_back(as_drawn ? edge : edge.reversed());
        }
      }
    }
  }
  std::ranges::sort(edges);
  std::vector<Edge> unshared;
  std::ranges::copy_if(edges, std::back_inserter(unshared), [&](const Edge& edge) {
    return !std::ranges::binary_search(edges, edge.reversed());
  });
  return unshared;
}

/// The faces that the edges cut the plane into, but the outside.
GeosGeometry faces_of(const GeosContext& context, const std::vector<Edge>& edges) {
  std::vector<GeosGeometry> lines;
  for (const Edge& edge : edges) {
    lines.push_back(geos_line(context, std::array{edge.ax, edge.ay, edge.bx, edge.by}));
    if (!lines.back()) return {};
  }
  const GeosGeometry all = geos_collection(context, GEOS_MULTILINESTRING, lines);
  if (!all) return {};
  const GeosGeometry noded = owned(context, GEOSUnaryUnion_r(context.handle(), all.get()));
  if (!noded) return {};
  const GEOSGeometry* input = noded.get();
  return owned(context, GEOSPolygonize_r(context.handle(), &input, 1));
}

class Search {
 public:
  Search(const GeometryColumn& areas, std::span<const std::uint8_t> asked)
      : areas_(areas), ground_(areas, asked), boxes_(boxes(areas)) {
    for (std::size_t row = 0; row < boxes_.size(); ++row) {
      if (asked[row] == 0) boxes_[row] = {};
    }
    index_ = SpatialIndex(boxes_);
  }

  [[nodiscard]] const GeosContext& context() const { return context_; }

  /// A face as a gap; one without a rim when it is none.
  [[nodiscard]] Gap gap_of(const GEOSGeometry* face, double least_m2, double width_m) const {
    const GEOSContextHandle_t handle = context_.handle();
    Gap gap;
    if (GEOSArea_r(handle, face, &gap.area_m2) != 1 || gap.area_m2 <= least_m2) return {};
    const GeosGeometry point = owned(context_, GEOSPointOnSurface_r(handle, face));
    if (!point || GEOSGeomGetX_r(handle, point.get(), &gap.at.x) != 1 ||
        GEOSGeomGetY_r(handle, point.get(), &gap.at.y) != 1) {
      return {};
    }
    // No edge runs through a face, so that one point speaks for all of it.
    if (ground_.distance(gap.at, 0) == 0) return {};
    const GeosGeometry room = owned(context_, GEOSBuffer_r(handle, face, -width_m / 2, 8));
    if (!room || GEOSisEmpty_r(handle, room.get()) != 0) return {};
    gap.rim = rim_of(face);
    return gap;
  }

 private:
  [[nodiscard]] std::vector<std::uint32_t> rim_of(const GEOSGeometry* face) const {
    GeometryColumn shape;
    append_polygons(context_, face, 0, shape);
    std::vector<std::uint32_t> candidates, rim;
    index_.query(shape[0].box().grown(touching_m), candidates);
    for (const std::uint32_t row : candidates) {
      const GeosGeometry area = geos_geometry(context_, areas_[row]);
      double metres = 0;
      if (area && GEOSDistance_r(context_.handle(), area.get(), face, &metres) == 1 &&
          metres <= touching_m) {
        rim.push_back(row);
      }
    }
    return rim;
  }

  GeosContext context_;
  const GeometryColumn& areas_;
  Ground ground_;
  std::vector<Box> boxes_;
  SpatialIndex index_;
};

}  // namespace

std::vector<Gap> gaps(const GeometryColumn& areas, std::span<const std::uint8_t> asked,
                      double least_m2, double width_m) {
  const Search search(areas, asked);
  const GeosGeometry faces = faces_of(search.context(), unshared_edges(areas, asked));
  std::vector<Gap> found;
  const GEOSContextHandle_t handle = search.context().handle();
  const int count = faces ? GEOSGetNumGeometries_r(handle, faces.get()) : 0;
  for (int i = 0; i < count; ++i) {
    Gap gap = search.gap_of(GEOSGetGeometryN_r(handle, faces.get(), i), least_m2, width_m);
    if (gap.rim.size() >= 2) found.push_back(std::move(gap));
  }
  std::ranges::sort(found, {}, [](const Gap& gap) { return std::pair(gap.at.x, gap.at.y); });
  return found;
}

}  // namespace uavt::geo
