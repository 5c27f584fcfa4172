// Geometry as WKT in the test: a reader of just enough WKT, independent of the room's own code.
#pragma once

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo::test {

/// Appends POINT, LINESTRING, POLYGON or their MULTI forms; "EMPTY" text appends a null.
inline void add(GeometryColumn& column, const std::string& wkt) {
  if (wkt == "EMPTY") return column.append_null();
  const std::size_t open = wkt.find('(');
  if (open == std::string::npos) throw std::invalid_argument(wkt);
  const std::string word = wkt.substr(0, open);
  const bool multi = word.find("MULTI") != std::string::npos;
  const Kind kind = word.find("POINT") != std::string::npos  ? Kind::point
                    : word.find("LINE") != std::string::npos ? Kind::line
                                                             : Kind::polygon;
  // Depth at which a part opens; in a polygon its rings open one deeper.
  const int part_depth = multi ? 2 : 1;
  const int ring_depth = kind == Kind::polygon ? part_depth + 1 : part_depth;
  column.begin_row(kind);
  int depth = 0;
  const char* at = wkt.c_str() + open;
  while (*at != '\0') {
    if (*at == '(') {
      ++depth;
      if (depth == part_depth) column.begin_part();
      if (depth == ring_depth) column.begin_ring();
      ++at;
    } else if (*at == ')') {
      --depth;
      ++at;
    } else if (*at == ',' || std::isspace(static_cast<unsigned char>(*at)) != 0) {
      ++at;
    } else {
      char* after = nullptr;
      const double x = std::strtod(at, &after);
      if (after == at) throw std::invalid_argument(wkt);
      at = after;
      const double y = std::strtod(at, &after);
      at = after;
      if (kind == Kind::point && depth < part_depth) {  // MULTIPOINT (1 1, 2 2)
        column.begin_part();
        column.begin_ring();
      }
      column.add_vertex(x, y);
    }
  }
  column.end_row();
}

inline GeometryColumn shapes(const std::vector<std::string>& wkt) {
  GeometryColumn column;
  for (const std::string& one : wkt) add(column, one);
  return column;
}

inline std::vector<std::uint32_t> all_rows(const GeometryColumn& column) {
  std::vector<std::uint32_t> rows(column.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

}  // namespace uavt::geo::test
