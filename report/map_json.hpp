// map.json: what lies beside report.json so that the page and other forms can draw. Whole numbers
// and differences, because a first night's map has a million vertices and is read by a browser.
#pragma once

#include "sync/picture.hpp"

#include <string>

namespace uavt::report {

/// One map unit. A fault of a centimetre is to be seen; a millimetre is the grid's noise.
inline constexpr double map_unit_m = 0.01;

/// `{"schema": 1, "crs", "origin": [east, north], "unit_m", "mahalle": [{kod, ad, parts}], "yol":
/// [{ad, parts}], "bina": [parts], "shapes": [{layer, key, kind, parts}], "of": {fingerprint: [shape,
/// …]}}`. A part is `[x0, y0, dx1, dy1, …]` in units from the origin; a polygon's parts are its
/// rings, each shell before its holes; a shape of several shells says in `"shells"` which parts they
/// are. The same picture gives the same bytes.
[[nodiscard]] std::string map_json(const sync::Picture& picture, const std::string& crs);

}  // namespace uavt::report
