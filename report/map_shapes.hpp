// The shapes of a map.json read back, for the forms of a report that draw: a past run is told from
// the database, but its shapes lie beside its report only.
#pragma once

#include "geo/geometry_column.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace uavt::report {

struct MapShapes {
  struct Row {
    std::string layer, key;
  };
  std::vector<Row> rows;
  geo::GeometryColumn geometry;  ///< of `rows`; CRS: the target
  std::map<std::string, std::vector<std::uint32_t>> of;  ///< fingerprint → positions in `rows`
};

/// The shapes alone: borders, streets and surroundings are passed over. Nothing for an empty text: a
/// report without a map.
/// Errors: std::invalid_argument when the text is not a map of this version.
[[nodiscard]] MapShapes map_shapes(const std::string& map_json);

}  // namespace uavt::report
