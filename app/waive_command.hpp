// `waive`: a person lets a finding stand until a day, sees what was let stand, takes it back.
#pragma once

#include "sync/settings.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace uavt::app {

/// What `waive` was given. Either a finding, or a rule and a mahalle; or one of the other uses.
struct WaiveOptions {
  std::string finding;  ///< its fingerprint, or the beginning of one: at least 6 characters
  std::string rule;
  std::int64_t mahalle = 0;
  std::string reason, until, by;
  std::int64_t withdraw = 0;  ///< id of a waiver to take back; 0: none
  bool list = false, json = false;
  std::filesystem::path out;  ///< folder of a validation; empty: the database
};

/// Gives a waiver, lists them or takes one back. Returns 2 with a sentence in the configured
/// language for what cannot be done as it was said.
/// Errors: sql::DatabaseError, config::ConfigError, std::filesystem::filesystem_error.
int waive_command(const sync::Settings& settings, const WaiveOptions& options);

}  // namespace uavt::app
