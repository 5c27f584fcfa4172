// A run is taken back by another that restores what it changed, and rules that it stays so: the
// registers say tomorrow what they said, and that is not taken until one of them says something
// else. What was changed since, or cannot be restored without something that is gone, is a
// conflict: told, and left as it is.
#pragma once

#include "sync/plan.hpp"
#include "sync/refusal.hpp"
#include "sync/state.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace uavt::sync {

/// What a run did to one layer. Numbers ascending.
struct LayerWork {
  std::vector<std::int64_t> inserted, updated, deleted;
  std::vector<std::int64_t> changed_since;  ///< among them: by a later run
  /// As the others of `updated` and `deleted` were before.
  Published before;
};
using RunWork = std::array<LayerWork, layer_count>;

/// Why a row stays as it is.
enum class Obstacle : std::uint8_t {
  changed_since,  ///< a later run wrote it
  needed,         ///< something that stays refers to it
  parent_gone,    ///< what it referred to is not there any more
  code_taken,     ///< another row carries its code now
};
struct RevertConflict {
  Layer layer{};
  std::int64_t tucbs_no = 0;
  Obstacle obstacle{};
  auto operator<=>(const RevertConflict&) const = default;
};

struct Reverted {
  Plan plan;  ///< rows, images, settled values and rulings; findings are left to the next night
  std::vector<RevertConflict> conflicts;  ///< by layer and number
};

/// Takes a run's work back. `refusal`: origin revert, about the run.
[[nodiscard]] Reverted reverted(const Stored& stored, const RunWork& work, const Refusal& refusal);

}  // namespace uavt::sync
