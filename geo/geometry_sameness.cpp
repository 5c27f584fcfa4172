// *Same* of DESIGN §4.4: equal up to a tolerance once rings and parts are aligned by search. Most
// pairs asked about are the same vertex for vertex, so that is tried first and costs one pass.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/geometry_column.hpp"

namespace uavt::geo {
namespace {

// False for not-a-number: what cannot be compared is not the same.
bool near(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance;
}

bool near(std::span<const double> a, std::span<const double> b, double tolerance) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!near(a[i], b[i], tolerance)) return false;
  }
  return true;
}

bool closed(std::span<const double> ring) {
  return ring.size() >= 4 && ring[0] == ring[ring.size() - 2] && ring[1] == ring[ring.size() - 1];
}

enum class Direction { forward, backward };

// True when b, read from vertex `start` in the given direction, is a. `count` vertices, the closing
// one left out.
bool meets(std::span<const double> a, std::span<const double> b, std::size_t count,
           std::size_t start, Direction direction, double tolerance) {
  std::size_t j = start;
  for (std::size_t i = 0; i < count; ++i) {
    if (!near(a[2 * i], b[2 * j], tolerance) || !near(a[2 * i + 1], b[2 * j + 1], tolerance)) {
      return false;
    }
    if (direction == Direction::forward) {
      j = j + 1 == count ? 0 : j + 1;
    } else {
      j = j == 0 ? count - 1 : j - 1;
    }
  }
  return true;
}

bool same_ring(std::span<const double> a, std::span<const double> b, double tolerance) {
  if (a.size() != b.size()) return false;
  if (near(a, b, tolerance)) return true;
  if (closed(a) != closed(b)) return false;
  const std::size_t count = a.size() / 2 - (closed(a) ? 1 : 0);
  for (std::size_t start = 0; start < count; ++start) {
    if (!near(a[0], b[2 * start], tolerance) || !near(a[1], b[2 * start + 1], tolerance)) continue;
    if (meets(a, b, count, start, Direction::forward, tolerance) ||
        meets(a, b, count, start, Direction::backward, tolerance)) {
      return true;
    }
  }
  return false;
}

Box box_of(std::span<const double> xy) {
  Box box;
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) box.add(xy[i], xy[i + 1]);
  return box;
}

bool near(const Box& a, const Box& b, double tolerance) {
  return near(a.min_x, b.min_x, tolerance) && near(a.min_y, b.min_y, tolerance) &&
         near(a.max_x, b.max_x, tolerance) && near(a.max_y, b.max_y, tolerance);
}

// Pairs the pieces of two geometries one to one. Two pieces of one geometry may lie within the
// tolerance of each other, so a first guess may have to be given up: augmenting paths.
// `same(i, j)` is only asked where the boxes meet.
template <typename Same>
class Pairing {
 public:
  Pairing(std::vector<Box> a, std::vector<Box> b, double tolerance, Same same)
      : a_(std::move(a)),
        b_(std::move(b)),
        tolerance_(tolerance),
        same_(std::move(same)),
        order_(b_.size()),
        partner_(b_.size(), nobody),
        seen_(b_.size(), nobody) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::sort(order_, {}, [this](std::size_t j) { return b_[j].min_x; });
  }

  bool complete() {
    for (std::size_t i = 0; i < a_.size(); ++i) {
      if (!placed(i, i, 0)) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);
  // Chains of pieces each within the tolerance of the next do not get longer than this in any
  // data; giving up means "differs", which is the safe answer.
  static constexpr int max_chain = 64;

  bool placed(std::size_t i, std::size_t round, int chain) {
    if (chain > max_chain) return false;
    const auto first = std::ranges::lower_bound(order_, a_[i].min_x - tolerance_, {},
                                                [this](std::size_t j) { return b_[j].min_x; });
    for (auto it = first; it != order_.end(); ++it) {
      const std::size_t j = *it;
      if (b_[j].min_x > a_[i].min_x + tolerance_) break;
      if (seen_[j] == round || !near(a_[i], b_[j], tolerance_) || !same_(i, j)) continue;
      seen_[j] = round;
      if (partner_[j] == nobody || placed(partner_[j], round, chain + 1)) {
        partner_[j] = i;
        return true;
      }
    }
    return false;
  }

  std::vector<Box> a_, b_;
  double tolerance_;
  Same same_;
  std::vector<std::size_t> order_, partner_, seen_;
};

bool same_part(const GeometryView& a, std::size_t part_a, const GeometryView& b, std::size_t part_b,
               double tolerance) {
  const std::size_t rings = a.ring_count(part_a);
  if (rings != b.ring_count(part_b)) return false;
  if (a.kind() != Kind::polygon) {
    const auto ring_a = a.ring(part_a, 0), ring_b = b.ring(part_b, 0);
    return ring_a.size() == ring_b.size() && near(ring_a, ring_b, tolerance);
  }
  if (!same_ring(a.ring(part_a, 0), b.ring(part_b, 0), tolerance)) return false;
  if (rings <= 2) {
    return rings == 1 || same_ring(a.ring(part_a, 1), b.ring(part_b, 1), tolerance);
  }
  std::vector<Box> boxes_a, boxes_b;
  for (std::size_t r = 1; r < rings; ++r) {
    boxes_a.push_back(box_of(a.ring(part_a, r)));
    boxes_b.push_back(box_of(b.ring(part_b, r)));
  }
  Pairing pairing(std::move(boxes_a), std::move(boxes_b), tolerance,
                  [&](std::size_t i, std::size_t j) {
                    return same_ring(a.ring(part_a, i + 1), b.ring(part_b, j + 1), tolerance);
                  });
  return pairing.complete();
}

bool same_vertex_by_vertex(const GeometryView& a, const GeometryView& b, double tolerance) {
  for (std::size_t p = 0; p < a.part_count(); ++p) {
    if (a.ring_count(p) != b.ring_count(p)) return false;
    for (std::size_t r = 0; r < a.ring_count(p); ++r) {
      if (a.ring(p, r).size() != b.ring(p, r).size()) return false;
    }
  }
  return near(a.vertices(), b.vertices(), tolerance);
}

}  // namespace

bool same_within(const GeometryView& a, const GeometryView& b, double tolerance) {
  const std::size_t parts = a.part_count();
  if (a.kind() != b.kind() || parts != b.part_count()) return false;
  if (a.vertex_count() != b.vertex_count()) return false;
  if (same_vertex_by_vertex(a, b, tolerance)) return true;
  if (parts == 1) return same_part(a, 0, b, 0, tolerance);
  std::vector<Box> boxes_a, boxes_b;
  for (std::size_t p = 0; p < parts; ++p) {
    boxes_a.push_back(box_of(a.ring(p, 0)));
    boxes_b.push_back(box_of(b.ring(p, 0)));
  }
  Pairing pairing(std::move(boxes_a), std::move(boxes_b), tolerance,
                  [&](std::size_t i, std::size_t j) { return same_part(a, i, b, j, tolerance); });
  return pairing.complete();
}

}  // namespace uavt::geo
