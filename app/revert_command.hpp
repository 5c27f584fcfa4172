// `revert RUN`: a run of its own that takes back what another published, and keeps it so.
#pragma once

#include "sync/settings.hpp"

#include <cstdint>
#include <string>

namespace uavt::app {

struct RevertOptions {
  std::int64_t run = 0;  ///< the run to take back
  std::string because, by;
};

/// Takes a published run back. Returns 0, or 2 with a sentence in the configured language for what
/// cannot be done as it was said.
/// Errors: sql::DatabaseError, sql::LockedError, config::ConfigError.
int revert_command(const sync::Settings& settings, const RevertOptions& options);

}  // namespace uavt::app
