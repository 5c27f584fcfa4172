// `export`: what a unit is given as a file, out of what is published, in one snapshot; made aside,
// written into the ledger, then put in its place.
#pragma once

#include "sync/settings.hpp"

#include <filesystem>
#include <string>

namespace uavt::app {

struct ExportOptions {
  std::string profile;            ///< `--for`
  std::string format;             ///< empty: the profile's, else gpkg
  std::string purpose, protocol;  ///< empty: the profile's
  std::string by;                 ///< empty: who is logged in
  std::filesystem::path out;      ///< the export becomes a folder in it
};

/// Prints the folder and what lies in it. Errors: config::ConfigError (no such profile, layer or
/// column, a restricted column, no purpose, no run yet), geo::CrsError, sql::DatabaseError,
/// exporters::ExportError, filesystem_error. Nothing is left behind then.
int export_command(const sync::Settings& settings, const ExportOptions& options);

}  // namespace uavt::app
