// How QGIS draws findings before anybody has set anything: a style that lies in the GeoPackage beside
// its layer. Private to this room.
#pragma once

#include "geo/geometry_column.hpp"
#include "sync/settings.hpp"

#include <string>
#include <string_view>

namespace uavt::report {

/// A QML document: one symbol a severity, told apart by shape and by a colour that colour-blind
/// people tell apart; `attribute` holds the severity's word in `language`.
/// Source: QGIS 3.22's own documents; colours of Okabe and Ito 2008.
[[nodiscard]] std::string qgis_style(geo::Kind kind, std::string_view attribute,
                                     sync::Language language);

}  // namespace uavt::report
