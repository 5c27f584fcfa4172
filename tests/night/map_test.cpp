// map.json of whole nights: every finding that has a place has its shapes there, and neither the
// order of rows nor a refusal leaves a map that is not the report's.
#include "tests/night/disguise.hpp"
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace uavt::night::test {
namespace {

using nlohmann::json;

city::Options faulty(std::uint32_t buildings) {
  city::Options options;
  options.seed = 11;
  options.buildings = buildings;
  for (const std::string& fault : city::known_faults()) {
    if (!fault.starts_with("SRC-07")) options.faults.push_back({fault, 2});
  }
  return options;
}

/// The extent of a shape, in metres of the CRS.
geo::Box box_of(const json& map, const json& shape) {
  geo::Box box;
  const double unit = map.at("unit_m");
  for (const json& part : shape.at("parts")) {
    double x = map.at("origin").at(0).get<double>() / unit;
    double y = map.at("origin").at(1).get<double>() / unit;
    for (std::size_t i = 0; i < part.size(); i += 2) {
      x += part.at(i).get<double>();
      y += part.at(i + 1).get<double>();
      box.add(x * unit, y * unit);
    }
  }
  return box;
}

TEST(Map, every_finding_with_a_place_finds_its_shapes_there) {
  Town town;
  town.write(city::generated(faulty(6000)));
  for (const char* night : {"first", "second"}) {
    SCOPED_TRACE(night);
    const app::RunReport report = town.run();
    const json map = json::parse(report.map);
    EXPECT_EQ(bytes_of(report.file.parent_path() / "map.json"), report.map);
    const json tree = json::parse(report.json);
    EXPECT_EQ(map.at("crs"), tree.at("run").at("target_crs"));
    std::size_t placed = 0;
    std::size_t shown = 0;
    for (const json& finding : tree.at("result").at("findings")) {
      const std::string fingerprint = finding.at("fingerprint");
      const bool has_shapes = map.at("of").contains(fingerprint);
      shown += has_shapes ? 1 : 0;
      if (finding.at("point").is_null()) continue;
      ++placed;
      ASSERT_TRUE(has_shapes) << finding.dump();
      const json& shapes = map.at("of").at(fingerprint);
      ASSERT_LE(shapes.size(), 4U);
      const auto lies_at = [&](const json& shape) {
        const geo::Box box = box_of(map, map.at("shapes").at(shape.get<std::size_t>()));
        return box.grown(0.02).intersects(
            {finding.at("point").at("x"), finding.at("point").at("y"),
             finding.at("point").at("x"), finding.at("point").at("y")});
      };
      EXPECT_TRUE(std::ranges::any_of(shapes, lies_at)) << finding.dump();
    }
    fmt::print("{} findings, {} with a place, {} with shapes; map.json {} bytes, {} shapes, {} "
               "buildings\n",
               tree.at("result").at("findings").size(), placed, shown, report.map.size(),
               map.at("shapes").size(), map.at("bina").size());
    EXPECT_GT(placed, 100U);
    EXPECT_FALSE(map.at("bina").empty());
    EXPECT_FALSE(map.at("mahalle").empty());
    EXPECT_FALSE(map.at("yol").empty());
  }
}

TEST(Map, the_order_of_rows_does_not_show) {
  const city::City city = city::generated(faulty(2000));
  city::City permuted = city;
  disguise("permuted rows").put_on(permuted, 5);
  Town town;
  town.write(city);
  Town other;
  other.write(permuted);
  EXPECT_EQ(town.run().map, other.run().map);
}

TEST(Map, a_night_that_saw_no_rows_leaves_no_map) {
  const ProgramTown town;
  const std::string out = town.file("denetim");
  ASSERT_EQ(town.run({"validate", "--out", out}).code, 0);
  EXPECT_TRUE(std::filesystem::exists(out + "/map.json"));
  const Ended early = town.run({"run", "--until", "import"});
  EXPECT_EQ(early.code, 0) << early.said();
  EXPECT_TRUE(std::filesystem::exists(town.file("reports/1/report.json")));
  EXPECT_FALSE(std::filesystem::exists(town.file("reports/1/map.json")));
  // A refused validation's report replaces the last one; its map goes with it.
  std::filesystem::remove(town.file("uavt/csbm.csv"));
  EXPECT_EQ(town.run({"validate", "--out", out}).code, 3);
  EXPECT_FALSE(std::filesystem::exists(out + "/map.json"));
}

}  // namespace
}  // namespace uavt::night::test
