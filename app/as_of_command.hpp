// `as-of`: the published layers as they were on a past day – how many rows, or all of them in one
// GeoPackage that QGIS opens.
#pragma once

#include "sync/settings.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace uavt::app {

struct AsOfOptions {
  std::string day;                  ///< 2026-03-01: at its end; 2026-03-01T14:30: at that minute
  std::vector<std::string> layers;  ///< names; empty: all
  std::filesystem::path out;        ///< GeoPackage; empty: only counts are told
  bool json = false;
};

/// What the server is asked for: the last microsecond of a day in Türkiye, or the minute. Nothing when
/// it is neither.
[[nodiscard]] std::optional<std::string> moment_of(const std::string& day);

/// Returns the exit code. Errors: what opening the database or writing the file throws.
int as_of_command(const sync::Settings& settings, const AsOfOptions& options);

}  // namespace uavt::app
