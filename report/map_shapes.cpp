#include "report/map_shapes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace uavt::report {

namespace {

using Json = nlohmann::json;

struct Grid {
  double east = 0, north = 0, unit = 0;
};

void add_part(geo::GeometryColumn& geometry, const Json& part, const Grid& grid) {
  const auto numbers = part.get<std::vector<std::int64_t>>();
  if (numbers.empty() || numbers.size() % 2 != 0) {
    throw std::invalid_argument("not a map: a part has no whole vertices");
  }
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    x += numbers[i];
    y += numbers[i + 1];
    geometry.add_vertex(grid.east + static_cast<double>(x) * grid.unit,
                        grid.north + static_cast<double>(y) * grid.unit);
  }
}

geo::Kind kind_of(const std::string& name) {
  if (name == "point") return geo::Kind::point;
  if (name == "line") return geo::Kind::line;
  if (name == "polygon") return geo::Kind::polygon;
  throw std::invalid_argument("not a map: a shape is a " + name);
}

void add_shape(MapShapes& map, const Json& shape, const Grid& grid) {
  const geo::Kind kind = kind_of(shape.at("kind").get<std::string>());
  const Json& parts = shape.at("parts");
  std::vector<std::size_t> shells = {0};
  if (shape.contains("shells")) shells = shape.at("shells").get<std::vector<std::size_t>>();
  map.geometry.begin_row(kind);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool hole = kind == geo::Kind::polygon && i > 0 &&
                      std::ranges::find(shells, i) == shells.end();
    if (!hole) map.geometry.begin_part();
    map.geometry.begin_ring();
    add_part(map.geometry, parts[i], grid);
  }
  map.geometry.end_row();
  map.rows.push_back({shape.at("layer").get<std::string>(), shape.at("key").get<std::string>()});
}

}  // namespace

MapShapes map_shapes(const std::string& map_json) {
  MapShapes shapes;
  if (map_json.empty()) return shapes;
  try {
    const Json map = Json::parse(map_json, [](int depth, Json::parse_event_t event, Json& at) {
      const bool surroundings = depth == 1 && event == Json::parse_event_t::key &&
                                (at == "mahalle" || at == "yol" || at == "bina");
      return !surroundings;
    });
    if (map.at("schema") != 1) throw std::invalid_argument("a map of another version");
    const Json& origin = map.at("origin");
    const Grid grid{origin.at(0).get<double>(), origin.at(1).get<double>(),
                    map.at("unit_m").get<double>()};
    for (const Json& shape : map.at("shapes")) add_shape(shapes, shape, grid);
    for (const auto& [fingerprint, rows] : map.at("of").items()) {
      auto& of = shapes.of[fingerprint];
      for (const auto row : rows.get<std::vector<std::uint32_t>>()) {
        if (row >= shapes.rows.size()) throw std::invalid_argument("not a map: no such shape");
        of.push_back(row);
      }
    }
  } catch (const Json::exception& problem) {
    throw std::invalid_argument(std::string("not a map: ") + problem.what());
  }
  return shapes;
}

}  // namespace uavt::report
