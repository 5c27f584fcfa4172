// Rows on their way from the snapshot into the files, batch by batch: persons masked, coordinates in
// the CRS that was asked for.
#pragma once

#include "app/export_files.hpp"
#include "sync/settings.hpp"

#include <span>
#include <string>
#include <vector>

namespace uavt::app {

/// Writes every layer that is asked for; `files` are still open then. `crs`: of the files.
/// Errors: sql::DatabaseError, geo::CrsError, exporters::ExportError, config::ConfigError where a
/// coordinate cannot be expressed in `crs`.
[[nodiscard]] std::vector<GivenLayer> give_rows(const sql::ExportSnapshot& snapshot,
                                                std::span<const sql::ExportRequest> requests,
                                                ExportFiles& files, const sync::Settings& settings,
                                                const std::string& crs);

}  // namespace uavt::app
