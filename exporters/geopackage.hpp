// A GeoPackage of several layers that looks right when QGIS opens it: each layer's kind is declared
// whatever its rows hold, and its style lies in the file.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "exporters/writer.hpp"
#include "geo/geometry_column.hpp"
#include "sync/table.hpp"

namespace uavt::exporters {

struct GeoPackageLayer {
  std::string name;
  geo::Kind kind{};  ///< point, line (MultiLineString) or polygon (MultiPolygon)
  const sync::RawTable* rows = nullptr;
  std::string style;  ///< QML; empty for none
};

/// Writes the layers in their order, with spatial indexes, and `layer_styles` as QGIS keeps it, each
/// style its layer's default. Overwrites. Source of the table: QGIS 3.22's OGR provider.
/// Errors: ExportError naming file and cause.
void write_geopackage(std::span<const GeoPackageLayer> layers, const std::filesystem::path& file,
                      const std::string& crs);

}  // namespace uavt::exporters
