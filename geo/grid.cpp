// The 1 mm grid of DESIGN §4.4, laid where it does no harm.
#include "geo/geos_context.hpp"
#include "geo/ring.hpp"
#include "geo/validity.hpp"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace uavt::geo {
namespace {

// Rounds to the grid. A grid of 1/n is laid by division, which gives the double nearest to the
// decimal number (4083215.123, not 4083215.1230000001): twice laid is once laid.
class Grid {
 public:
  explicit Grid(double step)
      : step_(step),
        per_unit_(std::round(1 / step)),
        divides_(per_unit_ >= 1 && std::abs(per_unit_ * step - 1) < 1e-9) {}

  double operator()(double value) const {
    return divides_ ? std::round(value * per_unit_) / per_unit_ : std::round(value / step_) * step_;
  }

 private:
  double step_, per_unit_;
  bool divides_;
};

// True when two neighbouring vertices that differed have become one.
bool collapsed(std::span<const double> before, std::span<const double> after) {
  for (std::size_t i = 2; i + 1 < before.size(); i += 2) {
    if (after[i] == after[i - 2] && after[i + 1] == after[i - 1] &&
        (before[i] != before[i - 2] || before[i + 1] != before[i - 1])) {
      return true;
    }
  }
  return false;
}

bool any_ring_collapsed(const GeometryView& view, std::span<const double> snapped) {
  std::size_t at = 0;
  for (std::size_t p = 0; p < view.part_count(); ++p) {
    for (std::size_t r = 0; r < view.ring_count(p); ++r) {
      const auto ring = view.ring(p, r);
      if (collapsed(ring, snapped.subspan(at, ring.size()))) return true;
      at += ring.size();
    }
  }
  return false;
}

// A polygon that was valid and is no longer.
bool broken(const GeosContext& context, const GeometryView& view, std::span<const double> snapped) {
  if (view.kind() != Kind::polygon) return false;
  if (view.part_count() == 1 && view.ring_count(0) == 1 && surely_simple(snapped)) return false;
  GeometryColumn copy;
  copy.append(view);
  std::ranges::copy(snapped, copy.coordinates().begin());
  return !valid(context, copy[0]) && valid(context, view);
}

}  // namespace

void snap_to_grid(GeometryColumn& column, std::span<const std::uint32_t> rows, double grid) {
  const Grid snap(grid);
  const std::span<double> pool = column.coordinates();
  tbb::enumerable_thread_specific<GeosContext> contexts;
  tbb::enumerable_thread_specific<std::vector<double>> scratch;
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, rows.size(), 512),
                    [&](const tbb::blocked_range<std::size_t>& range) {
                      const GeosContext& context = contexts.local();
                      std::vector<double>& snapped = scratch.local();
                      for (std::size_t i = range.begin(); i < range.end(); ++i) {
                        const GeometryView view = column[rows[i]];
                        const std::span<const double> own = view.vertices();
                        if (!column.finite(rows[i])) continue;
                        snapped.resize(own.size());
                        std::ranges::transform(own, snapped.begin(), snap);
                        if (std::ranges::equal(own, snapped)) continue;
                        if (any_ring_collapsed(view, snapped) || broken(context, view, snapped))
                          continue;
                        std::ranges::copy(snapped, pool.begin() + (own.data() - pool.data()));
                      }
                    });
}

}  // namespace uavt::geo
