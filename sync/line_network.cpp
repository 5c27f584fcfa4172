#include "sync/line_network.hpp"

#include "geo/near_points.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace uavt::sync {

namespace {

bool within(std::span<const double> a, std::size_t i, std::span<const double> b, std::size_t j,
            double reach) {
  return std::abs(a[i] - b[j]) <= reach && std::abs(a[i + 1] - b[j + 1]) <= reach;
}

bool same_line(std::span<const double> a, std::span<const double> b, double reach) {
  if (a.size() != b.size()) return false;
  bool along = true, against = true;
  for (std::size_t i = 0; i + 1 < a.size() && (along || against); i += 2) {
    along = along && within(a, i, b, i, reach);
    against = against && within(a, i, b, a.size() - 2 - i, reach);
  }
  return along || against;
}

}  // namespace

double twin_reach_m(const Settings& settings) { return 2 * settings.run.geometry_tolerance_m; }

std::vector<std::vector<std::uint32_t>> twins(std::span<const std::span<const double>> lines,
                                              double reach_m) {
  // The middle between the ends knows no direction.
  std::vector<geo::Point> middles;
  for (const std::span<const double> line : lines) {
    middles.push_back({(line[0] + line[line.size() - 2]) / 2,
                       (line[1] + line[line.size() - 1]) / 2});
  }
  return geo::alike_nearby(middles, reach_m, [&](std::uint32_t a, std::uint32_t b) {
    return same_line(lines[a], lines[b], reach_m);
  });
}

bool drawn_line(const Table& table, std::size_t row) {
  return live(table.states[row]) && table.geometry.kind(row) == geo::Kind::line &&
         table.geometry.finite(row);
}

const Table& drawn_lines(const Side& side) {
  const Table& lines = side.table(Layer::centreline);
  for (std::size_t row = 0; row < lines.size(); ++row) {
    if (drawn_line(lines, row)) return lines;
  }
  return side.table(Layer::street);
}

LineNetwork::LineNetwork(const Table& lines, double reach_m) : table_(lines) {
  std::vector<Part> all;
  std::vector<std::span<const double>> drawn;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    if (!drawn_line(lines, row)) continue;
    const geo::GeometryView shape = lines.geometry[row];
    for (std::size_t part = 0; part < shape.part_count(); ++part) {
      const auto xy = shape.ring(part, 0);
      if (xy.size() < 4) continue;
      all.push_back({row, xy, 0});
      drawn.push_back(xy);
    }
  }
  for (const auto& group : twins(drawn, reach_m)) {
    Part& kept = all[group.front()];
    for (const std::uint32_t other : std::span(group).subspan(1)) {
      if (code_text(lines, all[other].row) < code_text(lines, kept.row)) kept.row = all[other].row;
      all[other].line = {};
    }
  }
  std::erase_if(all, [](const Part& part) { return part.line.empty(); });
  std::ranges::sort(all, [](const Part& a, const Part& b) {
    return std::ranges::lexicographical_compare(a.line, b.line);
  });
  for (Part& part : all) {
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
