// Shapes that are cut, scaled and moved between two nights, and what comparing the nights says of
// streets, codes and numbers. Private to `edited`.
#pragma once

#include "city/edits.hpp"
#include "city/world.hpp"

#include <vector>

namespace uavt::city {

/// A polygon with one ring cut from west to east at these shares of its width, ascending.
[[nodiscard]] std::vector<geo::GeometryColumn> cut(const geo::GeometryView& polygon,
                                                   const std::vector<double>& shares);
/// The same shape around the middle of its box.
[[nodiscard]] geo::GeometryColumn scaled(const geo::GeometryView& polygon, double factor);
/// Moves the vertices two closed rings share, but the first and last of them, to the north; where
/// there are none between, one is added.
void shift_shared(std::vector<geo::Point>& a, std::vector<geo::Point>& b, double north_m);

/// The events that follow from comparing streets, doors and codes, and what lasted.
void add_truth(const World& before, const World& municipal, const World& national,
               const Options& options, Edited& edited);

}  // namespace uavt::city
