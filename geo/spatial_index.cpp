#include "geo/spatial_index.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace uavt::geo {
namespace {

// Items a leaf and children a node: two to four cache lines of boxes, tested in one go.
constexpr std::size_t fan_out = 16;
// A tree over 2^32 items is eight levels deep; a depth-first walk keeps at most fan_out - 1 waiting
// nodes a level.
constexpr std::size_t max_waiting = 8 * fan_out;

struct Placed {
  double x, y;  // twice the centre of the box
  std::uint32_t item;
};

/// Box::intersects for boxes that are not empty, in sight of the compiler: a night asks it millions
/// of times.
bool meet(const Box& a, const Box& b) {
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

double sum_of_ends(double low, double high) {
  // Clamped so that an infinite box cannot make the order undefined.
  return std::clamp(low, -1e300, 1e300) + std::clamp(high, -1e300, 1e300);
}

// Sort-tile-recursive: vertical slices by x, inside each by y, cut into leaves (Leutenegger 1997).
void tile(std::vector<Placed>& placed) {
  const auto by_x = [](const Placed& a, const Placed& b) {
    return a.x != b.x ? a.x < b.x : a.item < b.item;
  };
  const auto by_y = [](const Placed& a, const Placed& b) {
    return a.y != b.y ? a.y < b.y : a.item < b.item;
  };
  tbb::parallel_sort(placed.begin(), placed.end(), by_x);
  const std::size_t leaves = (placed.size() + fan_out - 1) / fan_out;
  const auto slices = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(leaves))));
  const std::size_t slice = (leaves + slices - 1) / slices * fan_out;
  tbb::parallel_for(std::size_t{0}, (placed.size() + slice - 1) / slice, [&](std::size_t s) {
    const auto begin = placed.begin() + static_cast<std::ptrdiff_t>(s * slice);
    const auto end =
        placed.begin() + static_cast<std::ptrdiff_t>(std::min((s + 1) * slice, placed.size()));
    std::sort(begin, end, by_y);
  });
}

}  // namespace

SpatialIndex::SpatialIndex(std::span<const Box> boxes) {
  std::vector<Placed> placed;
  placed.reserve(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    if (box.empty()) continue;
    placed.push_back({sum_of_ends(box.min_x, box.max_x), sum_of_ends(box.min_y, box.max_y),
                      static_cast<std::uint32_t>(i)});
  }
  if (placed.empty()) return;
  tile(placed);

  items_.reserve(placed.size());
  item_boxes_.reserve(placed.size());
  for (const Placed& entry : placed) {
    items_.push_back(entry.item);
    item_boxes_.push_back(boxes[entry.item]);
  }
  for (std::size_t first = 0; first < items_.size(); first += fan_out) {
    const std::size_t count = std::min(fan_out, items_.size() - first);
    Node node{{}, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count), true};
    for (std::size_t i = first; i < first + count; ++i) node.box.add(item_boxes_[i]);
    nodes_.push_back(node);
  }
  // Each level over the one before; the root is the last node.
  for (std::size_t level = 0, end = nodes_.size(); end - level > 1; end = nodes_.size()) {
    for (std::size_t first = level; first < end; first += fan_out) {
      const std::size_t count = std::min(fan_out, end - first);
      Node node{{}, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count), false};
      for (std::size_t i = first; i < first + count; ++i) node.box.add(nodes_[i].box);
      nodes_.push_back(node);
    }
    level = end;
  }
}

template <typename Visit>
void SpatialIndex::walk(const Box& box, const Visit& visit) const {
  if (nodes_.empty() || box.empty()) return;
  std::array<std::uint32_t, max_waiting> waiting;
  std::size_t count = 0;
  waiting[count++] = static_cast<std::uint32_t>(nodes_.size() - 1);
  while (count > 0) {
    const Node& node = nodes_[waiting[--count]];
    if (!meet(node.box, box)) continue;
    for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
      if (!node.leaf) {
        waiting[count++] = i;
      } else if (meet(item_boxes_[i], box) && !visit(i)) {
        return;
      }
    }
  }
}

void SpatialIndex::query(const Box& box, std::vector<std::uint32_t>& found) const {
  const auto already = static_cast<std::ptrdiff_t>(found.size());
  walk(box, [&](std::uint32_t i) {
    found.push_back(items_[i]);
    return true;
  });
  std::sort(found.begin() + already, found.end());
}

bool SpatialIndex::any(const Box& box) const {
  bool found = false;
  walk(box, [&](std::uint32_t) {
    found = true;
    return false;
  });
  return found;
}

std::vector<Box> boxes(const GeometryColumn& column) {
  std::vector<Box> result(column.size());
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, column.size(), 1024),
                    [&](const tbb::blocked_range<std::size_t>& range) {
                      for (std::size_t row = range.begin(); row < range.end(); ++row) {
                        result[row] = column[row].box();
                      }
                    });
  return result;
}

}  // namespace uavt::geo
