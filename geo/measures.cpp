#include "geo/measures.hpp"

#include "geo/geos_context.hpp"

#include <algorithm>
#include <limits>

namespace uavt::geo {

double overlap_ratio(const GeometryView& a, const GeometryView& b) {
  if (a.kind() != Kind::polygon || b.kind() != Kind::polygon) return 0;
  if (!a.box().intersects(b.box())) return 0;
  const GeosContext context;
  if (!valid(context, a) || !valid(context, b)) return 0;
  const GeosGeometry first = geos_geometry(context, a), second = geos_geometry(context, b);
  if (!first || !second) return 0;
  const GeosGeometry shared =
      owned(context, GEOSIntersection_r(context.handle(), first.get(), second.get()));
  double area_a = 0, area_b = 0, area_shared = 0;
  if (!shared || GEOSArea_r(context.handle(), first.get(), &area_a) != 1 ||
      GEOSArea_r(context.handle(), second.get(), &area_b) != 1 ||
      GEOSArea_r(context.handle(), shared.get(), &area_shared) != 1) {
    return 0;
  }
  const double together = area_a + area_b - area_shared;
  return together > 0 ? std::clamp(area_shared / together, 0.0, 1.0) : 0;
}

double distance(const GeometryView& a, const GeometryView& b) {
  constexpr double nowhere = std::numeric_limits<double>::infinity();
  const GeosContext context;
  const GeosGeometry first = geos_geometry(context, a), second = geos_geometry(context, b);
  double metres = 0;
  if (!first || !second ||
      GEOSDistance_r(context.handle(), first.get(), second.get(), &metres) != 1) {
    return nowhere;
  }
  return metres;
}

}  // namespace uavt::geo
