#include "sync/line_network.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace uavt::sync {

namespace {

/// Parts that may be the same: neither direction nor row shows.
struct Likeness {
  double x, y;
  std::size_t size;
  std::uint32_t part;
  [[nodiscard]] auto place() const { return std::tie(x, y, size); }
};

}  // namespace

bool drawn_line(const Table& table, std::size_t row) {
  return live(table.states[row]) && table.geometry.kind(row) == geo::Kind::line &&
         table.geometry.finite(row);
}

bool same_line(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) return false;
  if (std::ranges::equal(a, b)) return true;
  for (std::size_t i = 0; i + 1 < a.size(); i += 2) {
    const std::size_t j = a.size() - 2 - i;
    if (a[i] != b[j] || a[i + 1] != b[j + 1]) return false;
  }
  return true;
}

const Table& drawn_lines(const Side& side) {
  const Table& lines = side.table(Layer::centreline);
  for (std::size_t row = 0; row < lines.size(); ++row) {
    if (drawn_line(lines, row)) return lines;
  }
  return side.table(Layer::street);
}

LineNetwork::LineNetwork(const Table& lines) : table_(lines) {
  std::vector<Part> all;
  std::vector<Likeness> alike;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    if (!drawn_line(lines, row)) continue;
    const geo::GeometryView shape = lines.geometry[row];
    for (std::size_t part = 0; part < shape.part_count(); ++part) {
      const auto xy = shape.ring(part, 0);
      if (xy.size() < 4) continue;
      alike.push_back({xy[0] + xy[xy.size() - 2], xy[1] + xy[xy.size() - 1], xy.size(),
                       static_cast<std::uint32_t>(all.size())});
      all.push_back({row, xy, 0});
    }
  }
  std::ranges::sort(alike, [](const Likeness& a, const Likeness& b) {
    return std::tie(a.x, a.y, a.size, a.part) < std::tie(b.x, b.y, b.size, b.part);
  });
  for (std::size_t i = 0; i < alike.size(); ++i) {
    Part part = all[alike[i].part];
    if (part.line.empty()) continue;
    for (std::size_t j = i + 1; j < alike.size() && alike[j].place() == alike[i].place(); ++j) {
      Part& other = all[alike[j].part];
      if (other.line.empty() || !same_line(part.line, other.line)) continue;
      if (code_text(lines, other.row) < code_text(lines, part.row)) part.row = other.row;
      other.line = {};
    }
    part.first_segment = static_cast<std::uint32_t>(segments_.size());
    for (std::size_t v = 2; v + 1 < part.line.size(); v += 2) {
      if (segments_.add({part.line[v - 2], part.line[v - 1]}, {part.line[v], part.line[v + 1]})) {
        parts_of_segments_.push_back(static_cast<std::uint32_t>(parts_.size()));
      }
    }
    parts_.push_back(part);
  }
  std::vector<geo::Box> boxes(segments_.size());
  for (std::uint32_t s = 0; s < boxes.size(); ++s) boxes[s] = segments_.box(s);
  index_ = geo::SpatialIndex(boxes);
}

}  // namespace uavt::sync
