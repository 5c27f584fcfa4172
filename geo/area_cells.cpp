#include "geo/area_cells.hpp"

#include <algorithm>
#include <cmath>

namespace uavt::geo {
namespace {

// Cells along the longer side: 4 MB of board, 30 m a cell in a district of 30 km.
constexpr std::int64_t most_cells = 1024;
// A box over more cells than this is better asked of GEOS.
constexpr std::int64_t widest_box = 16;
// Borders are marked this much of a cell too wide, far more than rounding can misplace a position.
constexpr double padding = 1e-6;

constexpr std::int32_t unowned = -1, border = -2;

}  // namespace

AreaCells::AreaCells(const GeometryColumn& polygons, const std::vector<bool>& trusted) {
  for (std::size_t row = 0; row < polygons.size(); ++row) board_.add(polygons[row].box());
  if (board_.empty()) return;
  const double width = board_.max_x - board_.min_x, height = board_.max_y - board_.min_y;
  cell_ = std::max(width, height) / most_cells;
  if (!(cell_ > 0)) return;
  columns_ = static_cast<std::int64_t>(width / cell_) + 1;
  lines_ = static_cast<std::int64_t>(height / cell_) + 1;
  cells_.assign(static_cast<std::size_t>(columns_ * lines_), unowned);
  for (std::size_t row = 0; row < polygons.size(); ++row) {
    const GeometryView view = polygons[row];
    if (!trusted[row]) {
      mark_box(view.box());
      continue;
    }
    for (std::size_t p = 0; p < view.part_count(); ++p) {
      for (std::size_t r = 0; r < view.ring_count(p); ++r) {
        const auto xy = view.ring(p, r);
        for (std::size_t i = 0; i + 3 < xy.size(); i += 2) {
          mark_side({xy[i], xy[i + 1]}, {xy[i + 2], xy[i + 3]});
        }
      }
    }
  }
  for (std::size_t row = 0; row < polygons.size(); ++row) {
    if (trusted[row]) fill(polygons[row], static_cast<std::int32_t>(row));
  }
}

std::int64_t AreaCells::column_of(double x) const {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor((x - board_.min_x) / cell_)),
                                  0, columns_ - 1);
}

std::int64_t AreaCells::line_of(double y) const {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor((y - board_.min_y) / cell_)),
                                  0, lines_ - 1);
}

void AreaCells::mark_box(const Box& box) {
  if (box.empty()) return;
  for (std::int64_t line = line_of(box.min_y); line <= line_of(box.max_y); ++line) {
    const auto first = cells_.begin() + line * columns_;
    std::fill(first + column_of(box.min_x), first + column_of(box.max_x) + 1, border);
  }
}

// Column of cells by column of cells: the stretch of the side inside it, and the cells it passes.
void AreaCells::mark_side(Point a, Point b) {
  if (a.x > b.x) std::swap(a, b);
  const double pad = padding * cell_;
  const double slope = b.x > a.x ? (b.y - a.y) / (b.x - a.x) : 0;
  for (std::int64_t column = column_of(a.x - pad); column <= column_of(b.x + pad); ++column) {
    const double left = board_.min_x + static_cast<double>(column) * cell_ - pad;
    const double right = left + cell_ + 2 * pad;
    const bool upright = !(b.x > a.x);
    const double y1 = upright || left <= a.x ? a.y : a.y + slope * (left - a.x);
    const double y2 = upright || right >= b.x ? b.y : a.y + slope * (right - a.x);
    // Rounding may carry the slope past the side's ends; the side itself never leaves them.
    const double low = std::max(std::min(y1, y2), std::min(a.y, b.y)) - pad;
    const double high = std::min(std::max(y1, y2), std::max(a.y, b.y)) + pad;
    for (std::int64_t line = line_of(low); line <= line_of(high); ++line) {
      cells_[static_cast<std::size_t>(line * columns_ + column)] = border;
    }
  }
}

// Cells without a border are wholly in or out: their middle decides, by even-odd along its line.
void AreaCells::fill(const GeometryView& polygon, std::int32_t area) {
  const Box box = polygon.box();
  if (box.empty()) return;
  std::vector<double> crossings;
  for (std::int64_t line = line_of(box.min_y); line <= line_of(box.max_y); ++line) {
    const double y = board_.min_y + (static_cast<double>(line) + 0.5) * cell_;
    crossings.clear();
    for (std::size_t p = 0; p < polygon.part_count(); ++p) {
      for (std::size_t r = 0; r < polygon.ring_count(p); ++r) {
        const auto xy = polygon.ring(p, r);
        for (std::size_t i = 0; i + 3 < xy.size(); i += 2) {
          const double ay = xy[i + 1], by = xy[i + 3];
          if ((ay <= y) == (by <= y)) continue;
          crossings.push_back(xy[i] + (y - ay) / (by - ay) * (xy[i + 2] - xy[i]));
        }
      }
    }
    std::ranges::sort(crossings);
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
      for (std::int64_t column = column_of(crossings[i]); column <= column_of(crossings[i + 1]);
           ++column) {
        const double middle = board_.min_x + (static_cast<double>(column) + 0.5) * cell_;
        if (middle < crossings[i] || middle > crossings[i + 1]) continue;
        std::int32_t& cell = cells_[static_cast<std::size_t>(line * columns_ + column)];
        // Two areas over one cell: who holds more must be measured.
        cell = cell == unowned ? area : border;
      }
    }
  }
}

std::int32_t AreaCells::holder(const Box& box) const {
  if (cells_.empty() || box.empty() || box.min_x < board_.min_x || box.max_x > board_.max_x ||
      box.min_y < board_.min_y || box.max_y > board_.max_y) {
    return -1;
  }
  const std::int64_t left = column_of(box.min_x), right = column_of(box.max_x);
  const std::int64_t bottom = line_of(box.min_y), top = line_of(box.max_y);
  if ((right - left + 1) * (top - bottom + 1) > widest_box) return -1;
  const std::int32_t area = cells_[static_cast<std::size_t>(bottom * columns_ + left)];
  if (area < 0) return -1;
  for (std::int64_t line = bottom; line <= top; ++line) {
    for (std::int64_t column = left; column <= right; ++column) {
      if (cells_[static_cast<std::size_t>(line * columns_ + column)] != area) return -1;
    }
  }
  return area;
}

}  // namespace uavt::geo
