// `findings`: what is open after the last run, without opening its report.
#pragma once

#include "report/finding_list.hpp"
#include "sync/settings.hpp"

#include <filesystem>

namespace uavt::app {

struct FindingsOptions {
  report::FindingFilter filter;  ///< no state: what is open
  bool json = false;
  std::filesystem::path out;     ///< folder of a validation; empty: the database
};

/// Prints the findings of the last run that pass the filter. Returns 2 for a rule that is none.
/// Errors: sql::DatabaseError, config::ConfigError.
int findings_command(const sync::Settings& settings, FindingsOptions options);

}  // namespace uavt::app
