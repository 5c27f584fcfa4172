// The lists of `uavt-sync held`: what waits, and everything that would change with one batch.
#pragma once

#include "sync/held_batch.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace uavt::report {

/// A batch as it is kept, with what became of it.
struct HeldEntry {
  sync::HeldBatch batch;  ///< with its changes where it is shown alone
  sync::BatchState state{};
  std::int64_t run = 0, closed_run = 0;
  std::string since, decided;  ///< ISO 8601, UTC
  std::string person, reason;
};

/// What waits, one paragraph a batch, with the commands that decide.
[[nodiscard]] std::string held_list(std::span<const HeldEntry> entries, sync::Language language);
/// One batch with every change in it.
[[nodiscard]] std::string held_whole(const HeldEntry& entry, sync::Language language);

/// The same for programs: an array of `held[]` elements with `state`, `since_run`, `since`,
/// `closed_run`, `person`, `reason`, `decided`; an object with `list` beside them.
[[nodiscard]] std::string held_list_json(std::span<const HeldEntry> entries);
[[nodiscard]] std::string held_whole_json(const HeldEntry& entry);

}  // namespace uavt::report
