#include "city/edit_shapes.hpp"

#include "city/grid.hpp"

#include <algorithm>

namespace uavt::city {
namespace {

std::vector<geo::Point> ring_of(const geo::GeometryView& polygon) {
  const auto xy = polygon.ring(0, 0);
  std::vector<geo::Point> ring;
  for (std::size_t i = 0; i + 2 < xy.size(); i += 2) ring.push_back({xy[i], xy[i + 1]});
  return ring;  // open
}

geo::GeometryColumn polygon_of(std::vector<geo::Point> ring) {
  geo::GeometryColumn shape;
  shape.begin_row(geo::Kind::polygon);
  shape.begin_part();
  shape.begin_ring();
  ring.push_back(ring.front());
  for (const geo::Point& p : ring) shape.add_vertex(whole_mm(p.x), whole_mm(p.y));
  shape.end_row();
  return shape;
}

/// What of the ring lies between two meridians.
std::vector<geo::Point> between(const std::vector<geo::Point>& ring, double west, double east) {
  const auto clip = [](const std::vector<geo::Point>& in, double x, bool keep_east) {
    std::vector<geo::Point> out;
    for (std::size_t i = 0; i < in.size(); ++i) {
      const geo::Point& a = in[i];
      const geo::Point& b = in[(i + 1) % in.size()];
      const bool a_in = keep_east ? a.x >= x : a.x <= x;
      const bool b_in = keep_east ? b.x >= x : b.x <= x;
      if (a_in) out.push_back(a);
      if (a_in != b_in) out.push_back({x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)});
    }
    return out;
  };
  return clip(clip(ring, west, true), east, false);
}

}  // namespace

std::vector<geo::GeometryColumn> cut(const geo::GeometryView& polygon,
                                     const std::vector<double>& shares) {
  const geo::Box box = polygon.box();
  const std::vector<geo::Point> ring = ring_of(polygon);
  std::vector<geo::GeometryColumn> pieces;
  double from = box.min_x;
  for (std::size_t i = 0; i <= shares.size(); ++i) {
    const double to =
        i == shares.size() ? box.max_x : whole_mm(box.min_x + shares[i] * (box.max_x - box.min_x));
    pieces.push_back(polygon_of(between(ring, from, to)));
    from = to;
  }
  return pieces;
}

geo::GeometryColumn scaled(const geo::GeometryView& polygon, double factor) {
  const geo::Box box = polygon.box();
  const geo::Point middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  std::vector<geo::Point> ring = ring_of(polygon);
  for (geo::Point& p : ring) {
    p = {middle.x + (p.x - middle.x) * factor, middle.y + (p.y - middle.y) * factor};
  }
  return polygon_of(std::move(ring));
}

void shift_shared(std::vector<geo::Point>& a, std::vector<geo::Point>& b, double north_m) {
  const auto same = [](const geo::Point& p, const geo::Point& q) {
    return p.x == q.x && p.y == q.y;
  };
  std::vector<geo::Point> shared;
  for (const geo::Point& p : a) {
    const bool there = std::ranges::any_of(b, [&](const geo::Point& q) { return same(p, q); });
    const bool known = std::ranges::any_of(shared, [&](const geo::Point& q) { return same(p, q); });
    if (there && !known) shared.push_back(p);
  }
  std::ranges::sort(shared, {}, &geo::Point::x);
  if (shared.size() < 2) return;
  if (shared.size() == 2) {
    const geo::Point middle{whole_mm((shared[0].x + shared[1].x) / 2),
                            whole_mm((shared[0].y + shared[1].y) / 2)};
    for (std::vector<geo::Point>* ring : {&a, &b}) {
      for (std::size_t i = 0; i + 1 < ring->size(); ++i) {
        const geo::Point from = (*ring)[i];
        const geo::Point to = (*ring)[i + 1];
        if ((same(from, shared[0]) && same(to, shared[1])) ||
            (same(from, shared[1]) && same(to, shared[0]))) {
          ring->insert(ring->begin() + static_cast<std::ptrdiff_t>(i) + 1, middle);
          break;
        }
      }
    }
    shared.insert(shared.begin() + 1, middle);
  }
  for (std::vector<geo::Point>* ring : {&a, &b}) {
    for (geo::Point& p : *ring) {
      for (std::size_t i = 1; i + 1 < shared.size(); ++i) {
        if (same(p, shared[i])) {
          p.y = whole_mm(p.y + north_m);
          break;
        }
      }
    }
  }
}

}  // namespace uavt::city
