// GEOS with owners: one context per thread (GEOS' rule), geometries that free themselves, and the
// way between a row of a column and GEOS' own objects. Private to this room.
#pragma once

#include <geos_c.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// One GEOS handle. Its messages are kept, never printed.
/// Thread: one context, one thread at a time. Lifetime: longer than everything made with it.
class GeosContext {
 public:
  GeosContext();
  ~GeosContext();
  GeosContext(const GeosContext&) = delete;
  GeosContext& operator=(const GeosContext&) = delete;

  [[nodiscard]] GEOSContextHandle_t handle() const { return handle_; }
  /// GEOS' last words, cut at 255 bytes; empty when it had nothing to say.
  [[nodiscard]] std::string message() const { return message_; }

 private:
  static void keep(const char* message, void* context);

  GEOSContextHandle_t handle_;
  char message_[256] = {};
};

struct GeosDeleter {
  GEOSContextHandle_t handle = nullptr;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(handle, geometry); }
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosDeleter>;

struct GeosPreparedDeleter {
  GEOSContextHandle_t handle = nullptr;
  void operator()(const GEOSPreparedGeometry* prepared) const {
    GEOSPreparedGeom_destroy_r(handle, prepared);
  }
};
using GeosPrepared = std::unique_ptr<const GEOSPreparedGeometry, GeosPreparedDeleter>;

/// Takes ownership of what a GEOS call returned (nothing when it failed).
[[nodiscard]] GeosGeometry owned(const GeosContext& context, GEOSGeometry* geometry);

/// A closed ring as a GEOS linear ring, or as a line; nothing when GEOS refuses it.
[[nodiscard]] GeosGeometry geos_ring(const GeosContext& context, std::span<const double> xy);
[[nodiscard]] GeosGeometry geos_line(const GeosContext& context, std::span<const double> xy);
[[nodiscard]] GeosGeometry geos_point(const GeosContext& context, Point point);

/// One collection of all pieces (`type`: a GEOS type number); takes them over.
[[nodiscard]] GeosGeometry geos_collection(const GeosContext& context, int type,
                                           std::vector<GeosGeometry>& pieces);

/// A row as GEOS' geometry; nothing for null, `other`, or what GEOS refuses (an unclosed ring).
[[nodiscard]] GeosGeometry geos_geometry(const GeosContext& context, const GeometryView& view);

/// True when GEOS would call a polygon valid; small plain ones are decided without asking it.
[[nodiscard]] bool valid(const GeosContext& context, const GeometryView& polygon);

/// Appends the polygons of a GEOS geometry as one row, whatever else it holds; null without any.
void append_polygons(const GeosContext& context, const GEOSGeometry* geometry, std::uint8_t traits,
                     GeometryColumn& column);

}  // namespace uavt::geo
