// The night on one page: each stage is a named function with a value in and a value out.
#pragma once

#include "app/stages.hpp"
#include "sync/guard.hpp"
#include "sync/result.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace uavt::app {

enum class Store {
  publish,   ///< `run`
  roll_back, ///< `run --dry-run`: the same statements, rolled back
  nothing,   ///< `diff`: nothing stored, no apply
  no_database,  ///< `validate`: memory of findings in a file beside the report
};

struct RunOptions {
  std::string command = "run";
  Store store = Store::publish;
  bool full = false;  ///< read files although they are last night's
  std::filesystem::path base;  ///< `diff --base`: an export that stands where the database stands
  std::optional<std::string> until;
  /// `approve`, `reject`: what is said of a batch, if it still is what was seen.
  std::optional<sync::BatchDecision> decision;
  std::filesystem::path out;  ///< `validate`: folder of the report and its memory
  /// The day of the night, in Türkiye, by which waivers end and things have an age; days since
  /// 1970-01-01. Default: the clock's.
  std::optional<std::int64_t> day;
  Stages::Output output = Stages::Output::quiet;
  /// Named steps of apply, for whoever wants to stop the program there (tests of law 5).
  std::function<void(const std::string&)> on_apply_step;
};

struct RunReport {
  sync::Result result;
  sync::RunInfo info;
  std::string json;                  ///< the whole report
  std::string map;                   ///< map.json; empty when there was nothing to draw
  std::filesystem::path file;        ///< empty when none was written
};

/// Runs a night. A refused run (source, CRS, database) is stored and reported as not published
/// before the exception goes on.
/// Errors: importers::SourceError, geo::CrsError, sql::DatabaseError, sql::LockedError,
/// config::ConfigError.
[[nodiscard]] RunReport run(const sync::Settings& settings, const RunOptions& options);

/// The conninfo of the configured database; starts the embedded one on need.
[[nodiscard]] std::string conninfo(const sync::Settings& settings);

}  // namespace uavt::app
