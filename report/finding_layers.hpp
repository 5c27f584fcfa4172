// The findings as map layers for QGIS and its like: a point each, and the shapes of the rows they are
// about, every one with what a clerk needs to correct it.
#pragma once

#include "geo/geometry_column.hpp"
#include "sync/settings.hpp"
#include "sync/table.hpp"

#include <string>
#include <vector>

namespace uavt::report {

struct FindingLayer {
  std::string name;
  geo::Kind kind{};     ///< of every row that has a geometry
  sync::RawTable rows;  ///< CRS: FlatRun::crs
  std::string style;    ///< QGIS' QML: by severity, shape and colour
};

/// `bulgular`: every finding in the report's order, without geometry where it has no place.
/// `bulgu_alan`, `bulgu_cizgi`, `bulgu_nokta`: the shapes of `map_json` (empty text: none), one row
/// for each finding and shape, with the shape's layer and key. Columns are named in Turkish, what
/// they hold is in the chosen language; nothing in them is a formula to anybody.
/// Order: what lies beneath first, so that points are drawn over areas.
/// Errors: std::invalid_argument when a text is not a report or not a map.
[[nodiscard]] std::vector<FindingLayer> finding_layers(const std::string& report_json,
                                                       const std::string& map_json,
                                                       sync::Language language);

}  // namespace uavt::report
