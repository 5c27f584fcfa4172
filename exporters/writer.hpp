// Rows → a file, through GDAL. Text goes out exactly as it is; quoting for spreadsheets belongs to
// the forms of the report.
#pragma once

#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>

#include "sync/table.hpp"

namespace uavt::exporters {

class ExportError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Format : std::uint8_t { gpkg, shapefile, geojson, gml, csv, xlsx, flatgeobuf };

struct WriteOptions {
  Format format = Format::gpkg;
  std::string layer;               ///< table name inside the file
  std::string crs = "EPSG:5254";   ///< empty: none is declared (.prj left out)
  std::string encoding = "UTF-8";  ///< shapefile and CSV: "UTF-8", "CP1254"
  bool declare_encoding = true;    ///< shapefile: write a .cpg
  char separator = ',';            ///< CSV: ',', ';', '\t'
  bool bom = false;                ///< CSV
  bool spatial_index = false;      ///< GPKG: R-tree for people who open it; 4/5 of the writing time
  bool append_layer = false;       ///< GPKG: add a layer to an existing file
  /// CSV: every cell quoted, CR LF, and an apostrophe before a text that a spreadsheet would run.
  bool for_spreadsheets = false;
  /// GML: 3.2 in this namespace, its application schema beside it; empty: GDAL's plain form.
  std::string gml_namespace{};
  bool geometry_as_xy = false;  ///< CSV: points as columns x, y; else a WKT column when present
  /// Declares the single kind (POLYGON) although rows may be multi: a real-life fault.
  bool declare_single = false;
  /// GPKG: the layer's kind whatever the rows hold, lines and polygons as multi; null: as they are.
  geo::Kind kind = geo::Kind::null;
};

/// A layer among others in one file.
struct LayerRows {
  const sync::RawTable* rows = nullptr;
  std::string name;
  geo::Kind kind = geo::Kind::null;  ///< as WriteOptions::kind
};

/// Writes several layers into one new file; not for CSV, FlatGeobuf and shapefiles, which hold one.
/// Overwrites. Errors: ExportError naming file and cause.
void write_layers(std::span<const LayerRows> layers, const std::filesystem::path& file,
                  const WriteOptions& options);

/// Writes all columns of `rows` under RawColumn::column names, and the geometry if there is one.
/// Overwrites. Errors: ExportError naming file and cause.
void write(const sync::RawTable& rows, const std::filesystem::path& file,
           const WriteOptions& options);

}  // namespace uavt::exporters
