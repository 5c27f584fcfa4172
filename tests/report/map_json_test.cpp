#include "report/map_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace uavt::report {
namespace {

using Json = nlohmann::json;

geo::GeometryColumn wells() {
  geo::GeometryColumn column;
  column.begin_row(geo::Kind::polygon);
  column.begin_part();
  column.begin_ring();
  column.add_vertices(std::vector<double>{500000.5, 4000000.25, 500010, 4000000.25, 500010,
                                          4000010.254, 500000.5, 4000000.25});
  column.begin_ring();
  column.add_vertices(std::vector<double>{500002, 4000001, 500003, 4000001, 500003, 4000002, 500002,
                                          4000001});
  column.end_row();
  return column;
}

sync::Picture sample() {
  sync::Picture picture;
  picture.mahalle = {{40123, "İSTİKLAL"}, {sync::null_integer, ""}};
  picture.outlines.append(wells()[0]);
  picture.outlines.append(wells()[0]);
  picture.streets = {{"Lale", 3}, {"LALE", 3}, {"", 4}, {"Gül Sokağı", 4}, {"Eski", 99}};
  for (int i = 0; i < 5; ++i) {
    picture.lines.begin_row(geo::Kind::line);
    picture.lines.begin_part();
    picture.lines.begin_ring();
    picture.lines.add_vertices(std::vector<double>{500001, 4000001, 499999, 4000001.5});
    picture.lines.end_row();
  }
  picture.buildings.append(wells()[0]);
  picture.rows = {{sync::Layer::door, "77001"}, {sync::Layer::building, "#\"</script>"}};
  picture.shapes.append_point(500001.005, 3999999);
  picture.shapes.append(wells()[0]);
  picture.of = {{"aaaa", {1, 0}}, {"bbbb", {0}}};
  return picture;
}

TEST(report_map, says_what_the_page_draws) {
  const Json map = Json::parse(map_json(sample(), "EPSG:5254"));
  EXPECT_EQ(map.at("schema"), 1);
  EXPECT_EQ(map.at("crs"), "EPSG:5254");
  EXPECT_EQ(map.at("origin"), (Json{500000, 4000000}));
  EXPECT_EQ(map.at("unit_m"), 0.01);
  const Json rings = {{50, 25, 950, 0, 0, 1000, -950, -1000}, {200, 100, 100, 0, 0, 100, -100, -100}};
  EXPECT_EQ(map.at("mahalle").at(0), (Json{{"kod", 40123}, {"ad", "İSTİKLAL"}, {"parts", rings}}));
  EXPECT_EQ(map.at("mahalle").at(1), (Json{{"kod", nullptr}, {"ad", nullptr}, {"parts", rings}}));
  EXPECT_EQ(map.at("bina"), Json::array({rings}));
  EXPECT_EQ(map.at("yol").at(0),
            (Json{{"ad", "Lale Caddesi"}, {"parts", Json::array({{100, 100, -200, 50}})}}));
  EXPECT_EQ(map.at("yol").at(1).at("ad"), "LALE CADDESİ");
  EXPECT_EQ(map.at("yol").at(2).at("ad"), nullptr);
  EXPECT_EQ(map.at("yol").at(3).at("ad"), "Gül Sokağı") << "the type word stands there already";
  EXPECT_EQ(map.at("yol").at(4).at("ad"), "Eski");
  EXPECT_EQ(map.at("shapes").at(0), (Json{{"layer", "numarataj"},
                                          {"key", "77001"},
                                          {"kind", "point"},
                                          {"parts", Json::array({{101, -100}})}}));
  EXPECT_EQ(map.at("shapes").at(1).at("key"), "#\"</script>");
  EXPECT_EQ(map.at("of"), (Json{{"aaaa", {1, 0}}, {"bbbb", {0}}}));
}

TEST(report_map, a_shape_of_several_shells_says_where_they_begin) {
  sync::Picture picture = sample();
  const auto ring = [&](double x) {
    picture.shapes.begin_ring();
    picture.shapes.add_vertices(std::vector<double>{x, 4000000, x + 1, 4000000, x, 4000001, x,
                                                    4000000});
  };
  picture.rows.push_back({sync::Layer::building, "3"});
  picture.shapes.begin_row(geo::Kind::polygon);
  picture.shapes.begin_part();
  ring(500000);
  ring(500000.1);
  picture.shapes.begin_part();
  ring(500010);
  picture.shapes.end_row();
  const Json shapes = Json::parse(map_json(picture, "EPSG:5254")).at("shapes");
  EXPECT_EQ(shapes.at(2).at("shells"), (Json{0, 2}));
  EXPECT_FALSE(shapes.at(1).contains("shells"));
}

/// Adding up rounded differences may not drift.
TEST(report_map, differences_add_up_to_where_a_vertex_is) {
  sync::Picture picture;
  std::vector<double> walk;
  for (int i = 0; i < 2000; ++i) {
    walk.insert(walk.end(), {400000.123 + i * 0.0149, 4300000.777 - i * 0.3333});
  }
  picture.lines.begin_row(geo::Kind::line);
  picture.lines.begin_part();
  picture.lines.begin_ring();
  picture.lines.add_vertices(walk);
  picture.lines.end_row();
  picture.streets = {{}};
  const Json map = Json::parse(map_json(picture, "EPSG:5254"));
  const auto part = map.at("yol").at(0).at("parts").at(0).get<std::vector<std::int64_t>>();
  const auto origin = map.at("origin").get<std::vector<double>>();
  ASSERT_EQ(part.size(), walk.size());
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (std::size_t i = 0; i < walk.size(); i += 2) {
    x += part[i];
    y += part[i + 1];
    EXPECT_NEAR(origin[0] + static_cast<double>(x) * map_unit_m, walk[i], 0.00501);
    EXPECT_NEAR(origin[1] + static_cast<double>(y) * map_unit_m, walk[i + 1], 0.00501);
  }
}

TEST(report_map, a_shape_on_another_continent_does_not_move_the_origin) {
  sync::Picture picture = sample();
  picture.rows.push_back({sync::Layer::door, "9"});
  picture.shapes.append_point(-9.9e7, 9.9e7);
  const Json map = Json::parse(map_json(picture, "EPSG:5254"));
  EXPECT_EQ(map.at("origin"), (Json{500000, 4000000}));
  EXPECT_EQ(map.at("shapes").at(2).at("parts"), Json::array({{-9950000000, 9500000000}}));
}

TEST(report_map, an_empty_picture_is_a_map_of_nothing) {
  const Json map = Json::parse(map_json({}, "EPSG:5254"));
  for (const char* list : {"mahalle", "yol", "bina", "shapes"}) {
    EXPECT_EQ(map.at(list), Json::array()) << list;
  }
  EXPECT_EQ(map.at("of"), Json::object());
}

}  // namespace
}  // namespace uavt::report
