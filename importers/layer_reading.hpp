// A GDAL layer into an intake: by Arrow batches where the driver fills them itself (GeoPackage,
// FlatGeobuf), feature by feature elsewhere.
#pragma once

#include <span>
#include <string>

#include "importers/dataset.hpp"
#include "importers/intake.hpp"

namespace uavt::importers {

/// Columns of a layer under their names, the row id last.
[[nodiscard]] std::vector<FileColumn> columns_of(OGRLayer& layer);

/// Errors: SourceError when reading breaks off before the layer's end.
[[nodiscard]] FileReading read_layer(OGRLayer& layer, const std::string& driver,
                                     const std::string& file, const sync::SourceSettings& source,
                                     std::span<const sync::Profile> profiles);

/// Feeds the whole layer. Columns are those of `columns_of`, in that order.
void feed_features(OGRLayer& layer, const std::string& driver, const std::string& file,
                   Intake& intake);
void feed_arrow(OGRLayer& layer, const std::string& file, Intake& intake);

}  // namespace uavt::importers
