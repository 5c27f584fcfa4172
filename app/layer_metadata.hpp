// From what is exported, the run that published it and its quality to the metadata of each layer.
#pragma once

#include "app/export_files.hpp"
#include "sql/database.hpp"
#include "sync/settings.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace uavt::app {

/// What an export says of itself; empty where there is no file beside the metadata.
struct MetadataOccasion {
  std::string recipient, purpose, protocol, format;
  std::string crs;  ///< of the geometries
};

/// Writes `<name>.xml` a layer into `folder`; the layers are those of that run. Errors:
/// exporters::ExportError, sql::DatabaseError.
void write_layer_metadata(std::int64_t run, std::span<const GivenLayer> layers,
                          const MetadataOccasion& occasion, const sync::Settings& settings,
                          sql::Database& database, const std::filesystem::path& folder);

/// `metadata`: of every layer, as it is published now. Prints the files.
int metadata_command(const sync::Settings& settings, const std::filesystem::path& out);

}  // namespace uavt::app
