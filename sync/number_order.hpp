// Which of the numbers along a line grow with it: the most that can stay as they are, so that one
// misplaced door is one door and not all that follow it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace uavt::sync {

/// Positions of a longest subsequence that never falls, ascending.
/// Order: of several equally long ones always the same, that of the least last numbers.
[[nodiscard]] std::vector<std::size_t> longest_growing(std::span<const std::int64_t> numbers);

}  // namespace uavt::sync
