// Opening a file with GDAL: only drivers on the allow-list, read-only, nothing written beside the
// input, nothing fetched. Delimited text does not come here (delimited.hpp).
#pragma once

#include <gdal_priv.h>

#include <span>
#include <string>
#include <vector>

#include "importers/files.hpp"
#include "sync/settings.hpp"

namespace uavt::importers {

/// A file opened for reading. Lifetime: the dataset closes before its staged copy goes.
struct OpenedFile {
  Staging staging;
  GDALDatasetUniquePtr dataset;
  std::string driver;  ///< GDAL's short name
};

/// True when the file is read as delimited text: by its extension, or because `format` says so.
[[nodiscard]] bool is_delimited(const std::string& file, const std::string& format);

/// True when the configuration names a driver that is not on the allow-list: `path` is then that
/// driver's connection string and no file.
[[nodiscard]] bool names_foreign_driver(const sync::SourceSettings& source);

/// Errors: SourceError for what no allowed driver reads, a damaged file, XML with a DOCTYPE.
[[nodiscard]] OpenedFile opened(const std::string& file, const sync::SourceSettings& source);

/// The layer a source means: `table`, else the only one, else the one its name gives away.
/// Errors: SourceError listing the tables there are.
[[nodiscard]] OGRLayer& layer_for(GDALDataset& dataset, const std::string& file,
                                  const sync::SourceSettings& source,
                                  std::span<const sync::Profile> profiles);

/// "EPSG:n" when an authority knows the layer's CRS, else WKT; empty: none is declared.
[[nodiscard]] std::string declared_crs(OGRLayer& layer);

}  // namespace uavt::importers
