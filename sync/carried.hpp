// Which attributes of a layer anybody fills. Most layers fill a third of their columns, and asking
// a row's empty ones costs as much as asking the others.
#pragma once

#include "sync/groups.hpp"
#include "sync/night.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace uavt::sync {

/// The groups of a layer with only those attributes and references of which some row has a value.
struct Carried {
  std::array<std::vector<Group>, register_count> now;   ///< in the register's table tonight
  std::array<std::vector<Group>, register_count> last;  ///< in its images
  /// With the attributes both registers carry tonight, and all references.
  std::vector<Group> shared;
  /// Positions with a value somewhere, published or said tonight, ascending; no shadows.
  std::vector<std::size_t> filled;
};

/// `published`: the layer as it stands in `adres`.
[[nodiscard]] Carried carried(const Night& night, Layer layer, const Table& published);

}  // namespace uavt::sync
