// A shapefile is three files that must agree; GDAL reads what is left of a broken one without a
// word. Here their headers are compared with their lengths before anything is read.
#pragma once

#include <string>

namespace uavt::importers {

/// Refuses a shapefile without .dbf or .shx, or one of whose files is shorter than its header says.
/// `path`: the .shp, or a .dbf that stands alone. Errors: SourceError.
void check_shapefile(const std::string& path);

/// The encoding its .cpg names, else its DBF language driver id; empty: neither.
[[nodiscard]] std::string declared_encoding(const std::string& path);

}  // namespace uavt::importers
