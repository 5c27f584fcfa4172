// The parts of a road, drawn in any order and direction, as the stretches one walks along: what
// numbers are ordered by.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace uavt::geo {

/// One part on a stretch.
struct Step {
  std::uint32_t part = 0;
  bool reversed = false;  ///< walked from its last vertex to its first
};
/// Parts that follow each other.
using Stretch = std::vector<Step>;

/// The stretches of a road whose parts are `parts` (x0, y0, x1, y1 … each). Ends within `snap_m` of
/// each other are one place. Of what is connected the longest way comes first, what it leaves aside
/// (arms) follows the same way; what runs in a ring has no beginning and is left out, as is a
/// part whose ends are one place.
/// Each stretch begins at its end further to the west (then south). Order: that of the places, so
/// that neither the order of parts nor their direction shows.
[[nodiscard]] std::vector<Stretch> stretches(std::span<const std::span<const double>> parts,
                                             double snap_m);

}  // namespace uavt::geo
