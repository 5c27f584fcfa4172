// `exports`: what left the database as a file – the ledger, what of it was given by month, and
// whether a folder somebody shows is one that was given.
#pragma once

#include "sync/settings.hpp"
#include "sync/sharing.hpp"

#include <string>
#include <vector>

namespace uavt::app {

struct ExportsOptions {
  sync::ExportFilter filter{.at_most = 30};
  bool statistics = false;
  std::vector<std::string> verified;  ///< a number and a folder; empty: nothing is verified
  bool json = false;
};

/// Returns 1 where a folder is not as it was given, 2 where there is no such number, folder or day.
/// Errors: sql::DatabaseError, config::ConfigError, filesystem_error.
int exports_command(const sync::Settings& settings, const ExportsOptions& options);

}  // namespace uavt::app
