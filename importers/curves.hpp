// Curves become lines at the door, and the row remembers that it was one: nothing further in
// knows arcs. Private to this room; includes GDAL only in its source.
#pragma once

#include <cstddef>
#include <span>

#include "geo/geometry_column.hpp"

class OGRGeometry;

namespace uavt::importers {

/// Appends ISO WKB or EWKB; an arc becomes a line with a vertex every 4° (GDAL's own step).
/// Errors: false when the bytes are broken; the row is then null.
bool append_wkb(std::span<const std::byte> wkb, geo::GeometryColumn& geometry);

/// The same for GDAL's geometry.
bool append(const OGRGeometry& shape, geo::GeometryColumn& geometry);

}  // namespace uavt::importers
