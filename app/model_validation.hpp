// `validate --model tucbs --type Bina FILE…`: any table against any type of any model, by day and
// without a database, a configuration or a municipality. The report is the usual one.
#pragma once

#include "app/run.hpp"
#include "sync/settings.hpp"

#include <string>
#include <vector>

namespace uavt::app {

struct ModelOptions {
  std::string model;               ///< an embedded one's name, or a file
  std::string type;                ///< its type; empty: the only one
  std::string table;               ///< layer inside the files; empty: the only or matching one
  std::vector<std::string> files;  ///< files, globs, zips: one source each
};

/// Judges the files and reports: into `run.out` with a memory of findings when it names a folder,
/// else on standard output alone. Severities and the language come from `settings`.
/// Coordinates go to the configured target CRS; without a configuration one file is judged as it is,
/// in the CRS it declares (degrees in TUREF's zone there), and others go to that of the first. What
/// declares none is judged as delivered.
/// Errors: config::ConfigError for a model or type there is none of, importers::SourceError,
/// geo::CrsError.
int validate_model_command(sync::Settings settings, const ModelOptions& options,
                           const RunOptions& run);

}  // namespace uavt::app
