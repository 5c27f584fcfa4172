// What the numbering law finds in a city in which nobody planted a fault: blocks of an estate under
// one number, houses whose only door the municipality has not heard of.
#pragma once

#include "city/city.hpp"
#include "city/world.hpp"

namespace uavt::city {

/// Into `truth.remarks`: NUM-01 of every number several doors share (other blocks, one gate), in
/// both registers; NUM-05 of every jump in the municipality's numbers; NUM-06 of every building
/// without a door in it; NUM-07 of every name on roads that lie apart.
void remark(const World& world, const Options& options, Truth& truth);

}  // namespace uavt::city
