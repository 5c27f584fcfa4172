// Rows → a file, through GDAL. Text goes out exactly as it is; quoting for spreadsheets belongs to
// the forms of the report.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "exporters/survey.hpp"
#include "sync/table.hpp"

namespace uavt::exporters {

class ExportError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Format : std::uint8_t { gpkg, shapefile, geojson, gml, csv, xlsx, flatgeobuf };

/// Which rows of a table go into a file: all, those with a geometry, those without.
enum class Rows : std::uint8_t { all, placed, unplaced };

struct WriteOptions {
  Format format = Format::gpkg;
  /// FlatGeobuf holds placed rows only (GDAL 3.6 drops the others without a word): with `all` a row
  /// without geometry is an error.
  Rows rows = Rows::all;
  std::string layer;               ///< table name inside the file, for `write`
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
  /// For `write`; a Writer asks the layer's head.
  geo::Kind kind = geo::Kind::null;
};

/// Whether a row has a geometry, and whether it is one of these.
[[nodiscard]] bool placed(const sync::RawTable& rows, std::size_t row);
[[nodiscard]] bool wanted(const sync::RawTable& rows, std::size_t row, Rows which);

/// A file that takes its layers one after the other and their rows in batches, so that none of them
/// has to be in memory whole. The batches' sizes show nowhere in the file.
class Writer {
 public:
  /// Begins the file. Overwrites. Errors: ExportError naming file and cause.
  Writer(const std::filesystem::path& file, const WriteOptions& options);
  /// Without `close` before it, what lies there is no whole file.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Whether a layer of this format can be begun only when all its rows have been looked at:
  /// shapefiles declare the width of their texts, and a layer whose kind is not known what it holds.
  [[nodiscard]] static bool needs_survey(const LayerHead& layer, const WriteOptions& options);

  /// Begins a layer, after ending the one before it. CSV, FlatGeobuf and shapefiles hold one, and a
  /// shapefile's table has its file's name whatever the layer is called. Errors: ExportError.
  void begin(const LayerHead& layer);
  /// Rows of the layer that was begun, with its columns. Errors: ExportError.
  void add(const sync::RawTable& rows);
  /// Ends the file. Errors: ExportError, also for what GDAL writes only now.
  void close();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// Writes all columns of `rows` under RawColumn::column names, and the geometry if there is one.
/// Overwrites. Errors: ExportError naming file and cause.
void write(const sync::RawTable& rows, const std::filesystem::path& file,
           const WriteOptions& options);

}  // namespace uavt::exporters
