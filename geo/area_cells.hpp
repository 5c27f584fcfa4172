// A board of small square cells over a set of areas that knows, for every cell no border runs
// through, in which area it lies. Nine of ten buildings stand in such cells, and for them the
// question "in which mahalle" is two array look-ups. Private to this room.
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

class AreaCells {
 public:
  /// `trusted[row]`: the polygon is valid, so that its inside is what even-odd says.
  AreaCells(const GeometryColumn& polygons, const std::vector<bool>& trusted);

  /// The one area that holds the whole box and shares none of it with another; -1 when the board
  /// cannot say.
  [[nodiscard]] std::int32_t holder(const Box& box) const;

 private:
  [[nodiscard]] std::int64_t column_of(double x) const;
  [[nodiscard]] std::int64_t line_of(double y) const;
  void mark_side(Point a, Point b);
  void mark_box(const Box& box);
  void fill(const GeometryView& polygon, std::int32_t area);

  Box board_;
  double cell_ = 1;
  std::int64_t columns_ = 0, lines_ = 0;
  std::vector<std::int32_t> cells_;
};

}  // namespace uavt::geo
