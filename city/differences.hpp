// What the two registers know differently, what changed since the first night, and – from the rule
// catalogue by hand – which UAV findings and how many published rows follow.
#pragma once

#include "city/city.hpp"
#include "city/picker.hpp"
#include "city/world.hpp"

namespace uavt::city {

/// Known disagreements: half a percent of each kind, at least three.
void disagree(World& world, Picker& picker, const Options& options);

/// The faults UAV-01, UAV-02 and UAV-03: single doors nobody lives behind.
void differ(World& world, Picker& picker, const std::string& rule, std::uint32_t count);

/// A later night: the share of holdings, empty lots and roads that changed, in both registers.
void pass_time(World& world, const Picker& picker, std::uint32_t permille);

/// UAV-01/02/03 of every thing the registers know differently, into `truth.disagreements` or, for
/// things with a fault's name, `truth.findings`; and the rows of each layer after the first night.
void compare(const World& world, const Options& options, Truth& truth);

}  // namespace uavt::city
