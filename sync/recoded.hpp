// A street, door or unit that has another code on one side looks like two things. Content tells: what only UAVT has and what only the municipality has are the same
// when they say the same under the same parent, and nobody else does.
#pragma once

#include "sync/groups.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"

#include <cstddef>
#include <vector>

namespace uavt::sync {

struct Recoded {
  std::size_t national = 0, municipal = 0;  ///< entities
};

/// Is an own code of the layer in the group? What such a group says of a pair under two codes is the
/// codes' difference.
[[nodiscard]] bool holds_code(Layer layer, const Group& group);

/// The pairs of one layer, by content under one parent entity, unique on both sides, among the
/// entities only one side has. Asked while the layer is matched: its parents are, and its `of_row` is
/// not looked at.
/// Order: by the national entity. Source: RULES, UAV-08.
[[nodiscard]] std::vector<Recoded> recoded(const Night& night, const Matched& matched,
                                           Layer layer);

}  // namespace uavt::sync
