// The files of one export: data in the asked format, `sutunlar.csv` that says what each column is,
// and their checksums.
#pragma once

#include "sql/exporting.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace uavt::app {

/// Writes the layers into `folder`. gpkg and gml: one file of all layers, called `stem`; csv, shp
/// and fgb: one a layer. Errors: exporters::ExportError.
void write_export(const sql::ExportSnapshot& snapshot, const std::filesystem::path& folder,
                  const std::string& stem, const std::string& format, const std::string& crs);

/// What each layer is called in the files: its name without the schema, unless two would be alike
/// whatever the case.
[[nodiscard]] std::vector<std::string> file_layers(std::span<const sql::ExportedLayer> layers);

/// Every file of a folder with its size and SHA-256, by name. Errors: filesystem_error.
[[nodiscard]] std::vector<sql::ExportRecord::File> checksums(const std::filesystem::path& folder);

}  // namespace uavt::app
