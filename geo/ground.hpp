// On which of a fixed set of polygons (the parcels) a thing stands, with how much of it. Asked of
// every building and door of a night, so by arithmetic (geo/clipping) behind one index.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/geometry_column.hpp"
#include "geo/spatial_index.hpp"

namespace uavt::geo {

class Ground {
 public:
  /// Rows of `areas` with `asked[row]` take part; they must be valid polygons.
  /// Lifetime: `areas` outlives the object unchanged.
  Ground(const GeometryColumn& areas, std::span<const std::uint8_t> asked);

  /// A piece of a polygon.
  struct Share {
    std::uint32_t row = 0;   ///< of the polygon
    std::uint32_t area = 0;  ///< row of the area it stands on
    double area_m2 = 0;      ///< how much of it
  };
  /// Of each asked polygon the pieces over `least_m2`, on all cores. Asked rows must be valid.
  /// Order: by row, then area, whatever the number of threads.
  [[nodiscard]] std::vector<Share> shares(const GeometryColumn& polygons,
                                          std::span<const std::uint8_t> asked,
                                          double least_m2) const;

  /// Distance of a point to the nearest area (0 inside); infinity beyond `reach_m`. Units: metres.
  [[nodiscard]] double distance(Point point, double reach_m) const;
  /// Nobody knows on which area a point stands.
  static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
  /// The same for every asked row of a column of points, on all cores; 0 for others. `likely`: the
  /// area each is tried on first, or `unknown`; a wrong one costs time only.
  [[nodiscard]] std::vector<double> distances(const GeometryColumn& points,
                                              std::span<const std::uint8_t> asked,
                                              std::span<const std::uint32_t> likely,
                                              double reach_m) const;

 private:
  [[nodiscard]] double distance(Point point, double reach_m,
                                std::vector<std::uint32_t>& candidates) const;

  const GeometryColumn* areas_;
  std::vector<Box> boxes_;
  SpatialIndex index_;
};

}  // namespace uavt::geo
