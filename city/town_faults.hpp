// Faults of the town's plan rather than of a row: borders that overlap or leave ground to nobody, one
// name on two roads, doors that the two registers see at different places. A town has room for few of
// them, so that they are ordered by name and are not among `known_faults`.
#pragma once

#include <string_view>

#include "city/faults.hpp"

namespace uavt::city {

/// "TOP-05", "TOP-06", "NUM-07", "UAV-04".
[[nodiscard]] bool is_town_fault(std::string_view name);

/// How often the options order it.
[[nodiscard]] std::uint32_t ordered(const Options& options, std::string_view fault);

/// Before the files are written: renames roads (what follows is `remark`'s to say), and chooses the
/// doors that UAVT sees elsewhere.
/// Errors: std::invalid_argument when the town has no room for so many.
[[nodiscard]] std::vector<std::uint32_t> plan_town(World& world, Picker& picker,
                                                   const Options& options);
/// Spoils the files, and says what must be found.
void spoil_town(const std::vector<std::uint32_t>& doors_elsewhere, Spoiler& spoiler);

}  // namespace uavt::city
