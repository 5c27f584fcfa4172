// What waits for somebody, and the decision about it: `held`, `approve`, `reject`.
#pragma once

#include "app/run.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <string>

namespace uavt::app {

struct HeldOptions {
  std::int64_t batch = 0;  ///< `held`: 0 lists what waits
  bool json = false;
  std::string because, by;
};

/// `held [BATCH]`: the mahalle that wait; of one, every change.
int held_command(const sync::Settings& settings, const HeldOptions& options);

/// `approve BATCH`, `reject BATCH`: a run whose guard lets this mahalle pass, or refuses what would
/// change in it, if that is what the batch says. Exit code 2, and nothing is written, where the
/// batch does not wait; 2 and nothing published where it is no longer what it was.
int decide_batch_command(const sync::Settings& settings, const HeldOptions& options,
                         sync::BatchState state, RunOptions run);

}  // namespace uavt::app
