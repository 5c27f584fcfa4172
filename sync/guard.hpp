// The guard decides which mahalle are held back: where a register suddenly says too much, somebody
// looks before it is published. It counts the plan of a night as if nothing could be held; what it
// holds goes into a second walk of the same night (docs/decisions/0008).
#pragma once

#include "sync/hold.hpp"
#include "sync/scoped_changes.hpp"
#include "sync/settings.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace uavt::sync {

/// Is this more than a scope may change without being asked? From `min_rows` on, either more than
/// `max_rows`, or more than `max_share` of its rows, or – where it has changed in ten of its last
/// runs – five times the largest of them and a quarter of `max_share`. In a scope that had no row
/// there is nothing to have a share of: only `max_rows` counts.
[[nodiscard]] bool over_budget(const ScopeCount& count, const ScopePast& past,
                               const GuardSettings& settings);

/// What somebody says of a batch; it holds if the batch still is what that person saw.
struct BatchDecision {
  std::int64_t batch = 0;
  BatchState state = BatchState::approved;  ///< or rejected
  std::string person, reason;
};

struct Guarded {
  Hold hold;          ///< empty: the plan may be applied as it is
  GuardPlan plan;
  /// The decision fits a mahalle of tonight; false without one.
  bool decided = false;
  /// Entities of the batch decided on, by layer, ascending.
  std::array<std::vector<std::size_t>, layer_count> entities;
};

/// Counts, holds, and says what waits. Nothing is held while the guard is off or where nothing was
/// published before.
[[nodiscard]] Guarded guarded(const Night& night, const Matched& matched, const Stored& stored,
                              const Plan& plan, const Settings& settings,
                              const std::optional<BatchDecision>& decision = std::nullopt);

/// In the second walk, before scope and codes are judged: the held rows are set aside.
void set_held(Night& night);

/// Sources (by position) whose delta was not applied, because some row of it waits. A register numbers
/// its deltas over all its sources: what waits in one keeps the number back in all of them.
[[nodiscard]] std::set<std::uint16_t> waiting_deltas(const Night& night, const Settings& settings);

/// SRC-03, one for each batch, into the night's findings; and how many rows wait into the plan's
/// layers.
void tell_held(Night& night, const GuardPlan& guard, const Settings& settings, Plan& plan);

}  // namespace uavt::sync
