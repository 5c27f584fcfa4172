#include "geo/polygon_filling.hpp"

#include "geo/ring.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace uavt::geo {
namespace {

// RULES, GEO-14.
constexpr double ambiguous_share = 0.01;

// All rings, cut where they meet, and the faces between the pieces.
GeosGeometry faces_between(const GeosContext& context, const GeometryView& polygon) {
  std::vector<GeosGeometry> lines;
  for (std::size_t p = 0; p < polygon.part_count(); ++p) {
    for (std::size_t r = 0; r < polygon.ring_count(p); ++r) {
      lines.push_back(geos_line(context, polygon.ring(p, r)));
      if (!lines.back()) return owned(context, nullptr);
    }
  }
  const GeosGeometry drawn = geos_collection(context, GEOS_MULTILINESTRING, lines);
  if (!drawn) return owned(context, nullptr);
  const GeosGeometry noded = owned(context, GEOSUnaryUnion_r(context.handle(), drawn.get()));
  if (!noded) return owned(context, nullptr);
  const GEOSGeometry* edges[] = {noded.get()};
  return owned(context, GEOSPolygonize_r(context.handle(), edges, 1));
}

std::optional<Point> inside(const GeosContext& context, const GEOSGeometry* face) {
  const GeosGeometry point = owned(context, GEOSPointOnSurface_r(context.handle(), face));
  Point at;
  if (!point || GEOSGeomGetX_r(context.handle(), point.get(), &at.x) != 1 ||
      GEOSGeomGetY_r(context.handle(), point.get(), &at.y) != 1) {
    return std::nullopt;
  }
  return at;
}

// The lowest and highest winding number of a ring, the outside's 0 included.
struct Winding {
  int lowest = 0, highest = 0;
};

struct Reading {
  bool even_odd = false, non_zero = false;
};

// Both readings of the face round `at`; notes every ring's winding number there.
Reading reading(const GeometryView& polygon, Point at, std::vector<Winding>& windings) {
  Reading result;
  std::size_t index = 0;
  for (std::size_t p = 0; p < polygon.part_count(); ++p) {
    bool in_shell = false, in_hole = false;
    for (std::size_t r = 0; r < polygon.ring_count(p); ++r, ++index) {
      const int winding = winding_number(polygon.ring(p, r), at);
      windings[index].lowest = std::min(windings[index].lowest, winding);
      windings[index].highest = std::max(windings[index].highest, winding);
      if (winding % 2 != 0) result.even_odd = !result.even_odd;
      if (winding != 0) (r == 0 ? in_shell : in_hole) = true;
    }
    if (in_shell && !in_hole) result.non_zero = true;
  }
  return result;
}

}  // namespace

bool PolygonFilling::ambiguous() const {
  const double larger = std::max(even_odd_area, non_zero_area);
  const double smaller = std::min(even_odd_area, non_zero_area);
  return !even_odd || larger <= 0 || larger - smaller > ambiguous_share * larger;
}

PolygonFilling filling(const GeosContext& context, const GeometryView& polygon) {
  const GEOSContextHandle_t handle = context.handle();
  PolygonFilling result{.even_odd = owned(context, nullptr)};
  const GeosGeometry faces = faces_between(context, polygon);
  if (!faces) return result;
  std::size_t ring_count = 0;
  for (std::size_t p = 0; p < polygon.part_count(); ++p) ring_count += polygon.ring_count(p);
  std::vector<Winding> windings(ring_count);
  std::vector<GeosGeometry> kept;
  const int count = GEOSGetNumGeometries_r(handle, faces.get());
  for (int i = 0; i < count; ++i) {
    const GEOSGeometry* face = GEOSGetGeometryN_r(handle, faces.get(), i);
    const std::optional<Point> at = inside(context, face);
    double area = 0;
    if (!at || GEOSArea_r(handle, face, &area) != 1) continue;
    const Reading read = reading(polygon, *at, windings);
    if (read.non_zero) result.non_zero_area += area;
    if (read.even_odd) {
      result.even_odd_area += area;
      kept.push_back(owned(context, GEOSGeom_clone_r(handle, face)));
    }
  }
  result.crosses_itself = std::ranges::any_of(
      windings, [](const Winding& winding) { return winding.highest - winding.lowest > 1; });
  if (kept.empty()) return result;
  const GeosGeometry together = geos_collection(context, GEOS_GEOMETRYCOLLECTION, kept);
  if (together) result.even_odd = owned(context, GEOSUnaryUnion_r(handle, together.get()));
  return result;
}

}  // namespace uavt::geo
