// Measures between geometries, with GEOS behind them: areas shared, distances, containment in a
// set of areas. All are in the layer's own (projected) CRS, so units are metres.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// Area of the intersection over area of the union, 0 … 1; 0 when either is not a valid polygon.
[[nodiscard]] double overlap_ratio(const GeometryView& a, const GeometryView& b);
/// Shortest distance; infinity when either is null. Units: metres.
[[nodiscard]] double distance(const GeometryView& a, const GeometryView& b);

/// A fixed set of polygons (the mahalle) that many geometries are asked about: indexed, prepared,
/// one prepared copy per thread. `within_reach` is asked by distance, not of a buffered union:
/// the same shape, without its cost and its corners.
class Areas {
 public:
  /// Rows of `polygons` that are polygons take part; `margin_m` is how far `within_reach` goes.
  Areas(const GeometryColumn& polygons, double margin_m);
  ~Areas();
  Areas(Areas&&) noexcept;
  Areas& operator=(Areas&&) noexcept;

  /// Where a geometry lies among the areas.
  struct Place {
    std::int32_t area = -1;  ///< the row it lies in; the one holding most of it (area, else length,
                             ///< else the first) when it touches several; -1: touches none
    bool within_reach = true;  ///< lies, at least in part, within `margin_m` of an area
  };
  /// One Place per row of `geometries`, on all cores. Nulls: {-1, true}.
  /// Order: the same for any number of threads.
  [[nodiscard]] std::vector<Place> places(const GeometryColumn& geometries) const;
  /// Distance of a point to one area (0 inside; infinity when that row is no polygon).
  /// Units: metres.
  [[nodiscard]] double distance_to(std::uint32_t area, Point point) const;
  /// The same of any geometry: of its nearest part. Infinity when it is null.
  [[nodiscard]] double distance_to(std::uint32_t area, const GeometryView& geometry) const;
  /// Box of everything within `margin_m` of an area. Empty when there is no polygon.
  [[nodiscard]] Box reach() const;
  [[nodiscard]] bool empty() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace uavt::geo
