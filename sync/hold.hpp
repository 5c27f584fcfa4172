// What is held tonight, in the words of the stages: delivered rows that are set aside, and numbers
// whose published rows stay as they are. The guard finds it in the first walk of a night; the second
// walk goes by it (docs/decisions/0008).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "sync/layer.hpp"

namespace uavt::sync {

struct Hold {
  std::vector<std::int64_t> mahalle;  ///< tucbs_no of held mahalle, ascending
  /// Published rows that stay, with every register's image of them; ascending tucbs_no.
  std::array<std::vector<std::int64_t>, layer_count> numbers;
  /// Rows of `mapped` that wait, ascending. The mapping is the same in both walks.
  std::array<std::array<std::vector<std::uint32_t>, layer_count>, register_count> rows;

  [[nodiscard]] bool empty() const { return mahalle.empty(); }
  [[nodiscard]] bool holds(Layer layer, std::int64_t tucbs_no) const {
    return std::ranges::binary_search(numbers[static_cast<std::size_t>(layer)], tucbs_no);
  }
};

}  // namespace uavt::sync
