#include "geo/line_likeness.hpp"

#include "geo/planar.hpp"

#include <algorithm>
#include <cmath>

namespace uavt::geo {

namespace {

constexpr int places = 100;

/// Calls `visit(ax, ay, bx, by)` for each segment until it returns false.
template <typename Visit>
void for_segments(const GeometryView& line, const Visit& visit) {
  for (std::size_t part = 0; part < line.part_count(); ++part) {
    const std::span<const double> xy = line.ring(part, 0);
    for (std::size_t i = 3; i < xy.size(); i += 2) {
      if (!visit(xy[i - 3], xy[i - 2], xy[i - 1], xy[i])) return;
    }
  }
}

bool near(const GeometryView& line, double x, double y, double reach_m) {
  bool found = false;
  for_segments(line, [&](double ax, double ay, double bx, double by) {
    const double dx = bx - ax;
    const double dy = by - ay;
    const double length2 = dx * dx + dy * dy;
    const double along =
        length2 > 0 ? std::clamp(((x - ax) * dx + (y - ay) * dy) / length2, 0.0, 1.0) : 0.0;
    const double ex = ax + along * dx - x;
    const double ey = ay + along * dy - y;
    found = ex * ex + ey * ey <= reach_m * reach_m;
    return !found;
  });
  return found;
}

/// Share of the places along `line` that lie within `reach_m` of `other`.
double share_near(const GeometryView& line, const GeometryView& other, double reach_m) {
  const double step = length(line) / places;
  if (!(step > 0) || !std::isfinite(step)) return 0;
  int met = 0;
  int done = 0;
  double walked = 0;
  for_segments(line, [&](double ax, double ay, double bx, double by) {
    const double segment = std::hypot(bx - ax, by - ay);
    // Places lie in the middle of a hundred equal pieces.
    for (; done < places && (done + 0.5) * step <= walked + segment; ++done) {
      const double along = segment > 0 ? ((done + 0.5) * step - walked) / segment : 0;
      if (near(other, ax + along * (bx - ax), ay + along * (by - ay), reach_m)) ++met;
    }
    walked += segment;
    return done < places;
  });
  return static_cast<double>(met) / places;
}

}  // namespace

double line_likeness(const GeometryView& a, const GeometryView& b, double reach_m) {
  if (a.kind() != Kind::line || b.kind() != Kind::line) return 0;
  return std::min(share_near(a, b, reach_m), share_near(b, a, reach_m));
}

}  // namespace uavt::geo
