// `decide`: a person says which register holds where a finding waits for it, sees what was decided,
// withdraws it.
#pragma once

#include "sync/settings.hpp"

#include <cstdint>
#include <string>

namespace uavt::app {

/// What `decide` was given: a finding and a side, or one of the other uses.
struct DecideOptions {
  std::string finding;  ///< its fingerprint, or the beginning of one: at least 6 characters
  std::string take;     ///< cbs, uavt; takbis in layers of the land register
  std::string because, by;
  std::int64_t withdraw = 0;  ///< id of a decision to withdraw; 0: none
  bool list = false, json = false;
};

/// Writes a decision, lists them or withdraws one. Returns 2 with a sentence in the configured
/// language for what cannot be done as it was said.
/// Errors: sql::DatabaseError, config::ConfigError.
int decide_command(const sync::Settings& settings, const DecideOptions& options);

}  // namespace uavt::app
