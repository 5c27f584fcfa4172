#include "geo/geos_context.hpp"

#include "geo/ring.hpp"
#include "geo/transformation.hpp"

#include <cstring>
#include <new>
#include <vector>

namespace uavt::geo {

GeosContext::GeosContext() : handle_(GEOS_init_r()) {
  if (handle_ == nullptr) throw std::bad_alloc();
  GEOSContext_setNoticeMessageHandler_r(handle_, &GeosContext::keep, this);
  GEOSContext_setErrorMessageHandler_r(handle_, &GeosContext::keep, this);
}

GeosContext::~GeosContext() {
  GEOS_finish_r(handle_);
}

void GeosContext::keep(const char* message, void* context) {
  // Called by C code: a fixed buffer, nothing here can throw.
  auto& kept = static_cast<GeosContext*>(context)->message_;
  std::strncpy(kept, message, sizeof kept - 1);
}

GeosGeometry owned(const GeosContext& context, GEOSGeometry* geometry) {
  return GeosGeometry(geometry, GeosDeleter{context.handle()});
}

namespace {

GEOSCoordSequence* sequence(const GeosContext& context, std::span<const double> xy) {
  return GEOSCoordSeq_copyFromBuffer_r(context.handle(), xy.data(),
                                       static_cast<unsigned>(xy.size() / 2), 0, 0);
}

GeosGeometry geos_polygon(const GeosContext& context, const GeometryView& view, std::size_t part) {
  std::vector<GeosGeometry> rings;
  for (std::size_t r = 0; r < view.ring_count(part); ++r) {
    rings.push_back(geos_ring(context, view.ring(part, r)));
    if (!rings.back()) return owned(context, nullptr);
  }
  std::vector<GEOSGeometry*> holes;
  for (std::size_t r = 1; r < rings.size(); ++r) holes.push_back(rings[r].release());
  return owned(context,
               GEOSGeom_createPolygon_r(context.handle(), rings.front().release(), holes.data(),
                                        static_cast<unsigned>(holes.size())));
}

GeosGeometry geos_part(const GeosContext& context, const GeometryView& view, std::size_t part) {
  switch (view.kind()) {
    case Kind::point:
      return geos_point(context, {view.ring(part, 0)[0], view.ring(part, 0)[1]});
    case Kind::line:
      return geos_line(context, view.ring(part, 0));
    case Kind::polygon:
      return geos_polygon(context, view, part);
    default:
      return owned(context, nullptr);
  }
}

void append_ring(const GeosContext& context, const GEOSGeometry* ring, GeometryColumn& column) {
  const GEOSCoordSequence* from = GEOSGeom_getCoordSeq_r(context.handle(), ring);
  unsigned count = 0;
  if (from == nullptr || GEOSCoordSeq_getSize_r(context.handle(), from, &count) == 0) return;
  std::vector<double> xy(std::size_t{2} * count);
  if (GEOSCoordSeq_copyToBuffer_r(context.handle(), from, xy.data(), 0, 0) == 0) return;
  column.begin_ring();
  column.add_vertices(xy);
}

void append_members(const GeosContext& context, const GEOSGeometry* geometry,
                    GeometryColumn& column) {
  const GEOSContextHandle_t handle = context.handle();
  const int type = GEOSGeomTypeId_r(handle, geometry);
  if (type == GEOS_POLYGON) {
    if (GEOSisEmpty_r(handle, geometry) != 0) return;
    column.begin_part();
    append_ring(context, GEOSGetExteriorRing_r(handle, geometry), column);
    const int holes = GEOSGetNumInteriorRings_r(handle, geometry);
    for (int h = 0; h < holes; ++h) {
      append_ring(context, GEOSGetInteriorRingN_r(handle, geometry, h), column);
    }
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    const int members = GEOSGetNumGeometries_r(handle, geometry);
    for (int m = 0; m < members; ++m) {
      append_members(context, GEOSGetGeometryN_r(handle, geometry, m), column);
    }
  }
}

}  // namespace

GeosGeometry geos_ring(const GeosContext& context, std::span<const double> xy) {
  GEOSCoordSequence* vertices = sequence(context, xy);
  return owned(context, vertices == nullptr
                            ? nullptr
                            : GEOSGeom_createLinearRing_r(context.handle(), vertices));
}

GeosGeometry geos_line(const GeosContext& context, std::span<const double> xy) {
  GEOSCoordSequence* vertices = sequence(context, xy);
  return owned(context, vertices == nullptr
                            ? nullptr
                            : GEOSGeom_createLineString_r(context.handle(), vertices));
}

GeosGeometry geos_point(const GeosContext& context, Point point) {
  return owned(context, GEOSGeom_createPointFromXY_r(context.handle(), point.x, point.y));
}

GeosGeometry geos_collection(const GeosContext& context, int type,
                             std::vector<GeosGeometry>& pieces) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(pieces.size());
  for (GeosGeometry& piece : pieces) raw.push_back(piece.release());
  return owned(context, GEOSGeom_createCollection_r(context.handle(), type, raw.data(),
                                                    static_cast<unsigned>(raw.size())));
}

GeosGeometry geos_geometry(const GeosContext& context, const GeometryView& view) {
  const std::size_t parts = view.part_count();
  if (parts == 0) return owned(context, nullptr);
  if (parts == 1) return geos_part(context, view, 0);
  std::vector<GeosGeometry> pieces;
  pieces.reserve(parts);
  for (std::size_t p = 0; p < parts; ++p) {
    pieces.push_back(geos_part(context, view, p));
    if (!pieces.back()) return owned(context, nullptr);
  }
  const int type = view.kind() == Kind::point  ? GEOS_MULTIPOINT
                   : view.kind() == Kind::line ? GEOS_MULTILINESTRING
                                               : GEOS_MULTIPOLYGON;
  return geos_collection(context, type, pieces);
}

bool valid(const GeosContext& context, const GeometryView& polygon) {
  if (polygon.part_count() == 1 && polygon.ring_count(0) == 1 &&
      surely_simple(polygon.ring(0, 0))) {
    return true;
  }
  const GeosGeometry geometry = geos_geometry(context, polygon);
  return geometry && GEOSisValid_r(context.handle(), geometry.get()) == 1;
}

void append_polygons(const GeosContext& context, const GEOSGeometry* geometry, std::uint8_t traits,
                     GeometryColumn& column) {
  column.begin_row(Kind::polygon, traits);
  append_members(context, geometry, column);
  column.end_row();
}

std::string geos_version() {
  // "3.11.1-CAPI-1.17.1": the library's own number is in front.
  const std::string version = GEOSversion();
  return version.substr(0, version.find('-'));
}

}  // namespace uavt::geo
