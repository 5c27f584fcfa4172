// The files of one export: data in the asked format, `sutunlar.csv` that says what each column is,
// and their checksums. Rows come in batches; none are kept.
#pragma once

#include "exporters/writer.hpp"
#include "sql/exporting.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace uavt::app {

/// A layer of an export and what is known when its rows have gone by.
struct GivenLayer {
  sql::ExportedLayer layer;
  std::string name;  ///< in the files: without the schema, unless two would be alike whatever the case
  std::uint64_t rows = 0;
  std::uint64_t unplaced = 0;    ///< of which a layer with a geometry column has none
  std::uint64_t masked = 0;      ///< T.C. kimlik numbers
  geo::Box box;                  ///< CRS: the export's
  std::vector<std::size_t> cut;  ///< texts that the format cut, by column; empty: it cuts none

  void add(const sync::RawTable& batch);
};

/// The layers of these requests, without rows.
[[nodiscard]] std::vector<GivenLayer> given_layers(std::span<const sql::ExportRequest> requests);

/// The file beside a FlatGeobuf with those rows of a layer that it does not hold.
[[nodiscard]] std::string unplaced_file(const GivenLayer& layer);

/// What the files are and where they go.
struct ExportTarget {
  std::filesystem::path folder;
  std::string stem;    ///< name of the one file of gpkg and gml; csv, shp and fgb: one a layer
  std::string format;
  std::string crs;
};

class ExportFiles {
 public:
  /// Errors: exporters::ExportError, as from everything here.
  explicit ExportFiles(ExportTarget target);

  /// Whether this layer's rows must have gone by once before it is begun.
  [[nodiscard]] bool needs_survey(const GivenLayer& layer) const;
  void begin(const GivenLayer& layer, const exporters::Survey& survey);
  void add(const sync::RawTable& batch);
  /// Ends the layer that was begun.
  void end();
  /// Ends the files, and says in one more what their columns are.
  void close(std::span<const GivenLayer> layers);

 private:
  [[nodiscard]] exporters::LayerHead head_of(const GivenLayer& layer) const;
  [[nodiscard]] bool together() const;
  void open();
  void add_to_flatgeobuf(const sync::RawTable& batch);

  ExportTarget target_;
  exporters::WriteOptions options_;
  std::optional<exporters::Writer> writer_;
  std::optional<exporters::Writer> unplaced_;  ///< what a FlatGeobuf does not hold, as CSV beside it
  exporters::LayerHead head_;  ///< of the layer that was begun
};

/// Every file of a folder with its size and SHA-256, by name. Errors: filesystem_error.
[[nodiscard]] std::vector<sync::ExportRecord::File> checksums(const std::filesystem::path& folder);

}  // namespace uavt::app
