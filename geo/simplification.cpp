// What is kept of a border may depend on nothing but the border: arcs run from junction to
// junction, where they begin and which way they run must not show. So chords are measured from their
// smaller end and ties go to the smaller vertex.
#include "geo/simplification.hpp"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace uavt::geo {
namespace {

using Vertex = std::pair<double, double>;

Vertex vertex(std::span<const double> xy, std::size_t i) {
  return {xy[2 * i], xy[2 * i + 1]};
}

bool closed(std::span<const double> xy) {
  return xy.size() >= 8 && vertex(xy, 0) == vertex(xy, xy.size() / 2 - 1);
}

/// Squared distance of a vertex to a side, or to a point when the side has no length.
double squared_distance(Vertex at, Vertex from, Vertex to) {
  const double side_x = to.first - from.first;
  const double side_y = to.second - from.second;
  const double length = side_x * side_x + side_y * side_y;
  double x = at.first - from.first;
  double y = at.second - from.second;
  if (length > 0) {
    const double along = std::clamp((x * side_x + y * side_y) / length, 0.0, 1.0);
    x -= along * side_x;
    y -= along * side_y;
  }
  return x * x + y * y;
}

/// Vertices of polygon rings that do not simply lie between two others: borders meet there.
class Junctions {
 public:
  explicit Junctions(const GeometryColumn& column) {
    std::vector<std::pair<Vertex, Vertex>> sides;
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.kind(row) != Kind::polygon || !column.finite(row)) continue;
      const GeometryView view = column[row];
      for (std::size_t part = 0; part < view.part_count(); ++part) {
        for (std::size_t ring = 0; ring < view.ring_count(part); ++ring) {
          const auto xy = view.ring(part, ring);
          for (std::size_t i = 0; i + 1 < xy.size() / 2; ++i) {
            if (vertex(xy, i) == vertex(xy, i + 1)) continue;
            sides.emplace_back(vertex(xy, i), vertex(xy, i + 1));
            sides.emplace_back(vertex(xy, i + 1), vertex(xy, i));
          }
        }
      }
    }
    tbb::parallel_sort(sides.begin(), sides.end());
    sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
    for (std::size_t first = 0, next = 0; first < sides.size(); first = next) {
      while (next < sides.size() && sides[next].first == sides[first].first) ++next;
      if (next - first != 2) vertices_.push_back(sides[first].first);
    }
  }

  [[nodiscard]] bool contain(Vertex at) const {
    return std::binary_search(vertices_.begin(), vertices_.end(), at);
  }

 private:
  std::vector<Vertex> vertices_;
};

class Thinning {
 public:
  explicit Thinning(double tolerance_m) : limit_(tolerance_m * tolerance_m) {}

  /// Appends what is kept between two kept vertices of `xy`, and the last of them.
  void arc(std::span<const double> xy, std::size_t first, std::size_t last,
           std::vector<double>& kept) {
    keep_.assign(last - first + 1, 0);
    keep_.back() = 1;
    waiting_.assign(1, {first, last});
    while (!waiting_.empty()) {
      const auto [from, to] = waiting_.back();
      waiting_.pop_back();
      const Vertex near = std::min(vertex(xy, from), vertex(xy, to));
      const Vertex far = std::max(vertex(xy, from), vertex(xy, to));
      double furthest = limit_;
      std::size_t split = to;
      for (std::size_t i = from + 1; i < to; ++i) {
        const double distance = squared_distance(vertex(xy, i), near, far);
        const bool ties = split != to && distance == furthest;
        if (distance > furthest || (ties && vertex(xy, i) < vertex(xy, split))) {
          furthest = distance;
          split = i;
        }
      }
      if (split == to) continue;
      keep_[split - first] = 1;
      waiting_.emplace_back(from, split);
      waiting_.emplace_back(split, to);
    }
    for (std::size_t i = first + 1; i <= last; ++i) {
      if (keep_[i - first] != 0) kept.insert(kept.end(), {xy[2 * i], xy[2 * i + 1]});
    }
  }

 private:
  double limit_;
  std::vector<std::uint8_t> keep_;
  std::vector<std::pair<std::size_t, std::size_t>> waiting_;
};

/// The closed ring begun at its first junction, or, when it meets no other, at its smallest vertex:
/// its neighbour begins there, too.
std::vector<double> begun_at_junction(std::span<const double> ring, const Junctions& junctions) {
  const std::size_t count = ring.size() / 2 - 1;
  std::size_t begin = 0;
  while (begin < count && !junctions.contain(vertex(ring, begin))) ++begin;
  if (begin == count) {
    begin = 0;
    for (std::size_t i = 1; i < count; ++i) {
      if (vertex(ring, i) < vertex(ring, begin)) begin = i;
    }
  }
  std::vector<double> turned;
  turned.reserve(ring.size());
  for (std::size_t i = 0; i <= count; ++i) {
    const Vertex at = vertex(ring, (begin + i) % count);
    turned.insert(turned.end(), {at.first, at.second});
  }
  return turned;
}

std::vector<double> thinned_ring(std::span<const double> ring, const Junctions& junctions,
                                 Thinning& thinning) {
  const std::vector<double> turned = begun_at_junction(ring, junctions);
  std::vector<double> kept(turned.begin(), turned.begin() + 2);
  const std::size_t last = turned.size() / 2 - 1;
  for (std::size_t from = 0, to = 1; to <= last; ++to) {
    if (to != last && !junctions.contain(vertex(turned, to))) continue;
    thinning.arc(turned, from, to, kept);
    from = to;
  }
  return kept;
}

}  // namespace

GeometryColumn simplified(const GeometryColumn& column, double tolerance_m) {
  constexpr std::size_t smallest_ring = 8;  // numbers: a triangle and its first vertex again
  const Junctions junctions(column);
  Thinning thinning(tolerance_m);
  GeometryColumn result;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const GeometryView view = column[row];
    if (!column.finite(row) || (view.kind() != Kind::line && view.kind() != Kind::polygon)) {
      result.append(view);
      continue;
    }
    result.begin_row(view.kind(), view.traits());
    for (std::size_t part = 0; part < view.part_count(); ++part) {
      result.begin_part();
      for (std::size_t ring = 0; ring < view.ring_count(part); ++ring) {
        const auto xy = view.ring(part, ring);
        std::vector<double> kept;
        if (view.kind() == Kind::line && xy.size() > 4) {
          kept.assign(xy.begin(), xy.begin() + 2);
          thinning.arc(xy, 0, xy.size() / 2 - 1, kept);
        } else if (view.kind() == Kind::polygon && closed(xy)) {
          kept = thinned_ring(xy, junctions, thinning);
          if (kept.size() < smallest_ring) kept.clear();
        }
        result.begin_ring();
        result.add_vertices(kept.empty() ? xy : std::span<const double>(kept));
      }
    }
    result.end_row();
  }
  return result;
}

}  // namespace uavt::geo
