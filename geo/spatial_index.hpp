// A static R-tree over boxes: built once from a whole layer, then only asked. Packed in flat
// arrays by sort-tile-recursive; no allocation per query beyond the caller's result vector.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

class SpatialIndex {
 public:
  SpatialIndex() = default;
  /// Items are named by their position in `boxes`; empty boxes are never found.
  explicit SpatialIndex(std::span<const Box> boxes);

  /// Appends to `found` the items whose boxes intersect `box`, ascending.
  void query(const Box& box, std::vector<std::uint32_t>& found) const;
  /// True when some item's box intersects `box`.
  [[nodiscard]] bool any(const Box& box) const;
  [[nodiscard]] bool empty() const { return items_.empty(); }
  /// All items that can be found, each next to others that lie near it.
  [[nodiscard]] std::span<const std::uint32_t> items() const { return items_; }

 private:
  struct Node {
    Box box;
    std::uint32_t first = 0, count = 0;  ///< children nodes, or items when a leaf
    bool leaf = false;
  };
  /// Tells `visit` the position of each item found, in no order, until it answers false.
  template <typename Visit>
  void walk(const Box& box, const Visit& visit) const;

  std::vector<std::uint32_t> items_;
  std::vector<Box> item_boxes_;
  std::vector<Node> nodes_;
};

/// The boxes of all rows of a column (empty box for a null).
[[nodiscard]] std::vector<Box> boxes(const GeometryColumn& column);

}  // namespace uavt::geo
