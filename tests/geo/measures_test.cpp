#include "geo/measures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "geo/spatial_index.hpp"
#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

using test::shapes;

TEST(SpatialIndex, FindsWhatAFullSearchFinds) {
  const std::uint64_t seed = 31;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(0, 1'000), size(0, 30);
  for (const std::size_t count : {0U, 1U, 2U, 16U, 17U, 300U, 5'000U}) {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < count; ++i) {
      Box box;
      if (i % 10 != 3) {  // every tenth is empty
        box.add(place(random), place(random));
        box.add(box.min_x + size(random), box.min_y + size(random));
      }
      boxes.push_back(box);
    }
    const SpatialIndex index(boxes);
    EXPECT_EQ(index.empty(), count == 0);
    for (int q = 0; q < 200; ++q) {
      Box asked;
      asked.add(place(random), place(random));
      if (q % 2 == 0) asked.add(place(random), place(random));
      std::vector<std::uint32_t> expected{7}, found{7};  // results are appended
      for (std::uint32_t i = 0; i < count; ++i) {
        if (!boxes[i].empty() && boxes[i].intersects(asked)) expected.push_back(i);
      }
      index.query(asked, found);
      ASSERT_EQ(found, expected) << count;
    }
  }
}

TEST(SpatialIndex, SurvivesInfiniteAndEqualBoxes) {
  const double infinity = HUGE_VAL;
  std::vector<Box> boxes(1'000, Box{1, 1, 2, 2});
  boxes.push_back({-infinity, -infinity, infinity, infinity});
  const SpatialIndex index(boxes);
  std::vector<std::uint32_t> found;
  index.query({1.5, 1.5, 1.5, 1.5}, found);
  EXPECT_EQ(found.size(), 1'001U);
  found.clear();
  index.query({50, 50, 60, 60}, found);
  EXPECT_EQ(found, std::vector<std::uint32_t>{1'000});
  found.clear();
  index.query(Box{}, found);
  EXPECT_TRUE(found.empty());
}

TEST(SpatialIndex, BoxesOfRows) {
  const auto column = shapes({"LINESTRING (3 4, 1 9)", "EMPTY"});
  const auto found = boxes(column);
  EXPECT_EQ(found[0].min_x, 1);
  EXPECT_EQ(found[0].max_y, 9);
  EXPECT_TRUE(found[1].empty());
  EXPECT_TRUE(found[1].grown(5).empty());
}

TEST(Measures, OverlapRatio) {
  const auto column =
      shapes({"POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))", "POLYGON ((2 0, 6 0, 6 4, 2 4, 2 0))",
              "POLYGON ((9 9, 10 9, 10 10, 9 9))", "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))",
              "POINT (1 1)", "EMPTY"});
  EXPECT_DOUBLE_EQ(overlap_ratio(column[0], column[1]), 8.0 / 24.0);
  EXPECT_DOUBLE_EQ(overlap_ratio(column[0], column[0]), 1);
  EXPECT_EQ(overlap_ratio(column[0], column[2]), 0);
  EXPECT_EQ(overlap_ratio(column[0], column[3]), 0) << "an invalid polygon has no area to share";
  EXPECT_EQ(overlap_ratio(column[0], column[4]), 0);
  EXPECT_EQ(overlap_ratio(column[0], column[5]), 0);
}

TEST(Measures, Distance) {
  const auto column = shapes({"POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))", "POINT (7 8)",
                              "LINESTRING (10 0, 10 9)", "POINT (1 1)", "EMPTY"});
  EXPECT_DOUBLE_EQ(distance(column[0], column[1]), 5);
  EXPECT_DOUBLE_EQ(distance(column[1], column[2]), 3);
  EXPECT_EQ(distance(column[0], column[3]), 0);
  EXPECT_EQ(distance(column[0], column[4]), HUGE_VAL);
}

// Three mahalle in a row, 10 × 10, the second overlapping nothing; a null between them.
const std::vector<std::string> mahalle = {"POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))", "EMPTY",
                                          "POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))"};

Areas::Place place_of(const std::string& wkt, double margin_m = 5) {
  const Areas areas(shapes(mahalle), margin_m);
  return areas.places(shapes({wkt})).at(0);
}

TEST(Areas, InsideOneArea) {
  EXPECT_EQ(place_of("POINT (3 3)").area, 0);
  EXPECT_EQ(place_of("POLYGON ((12 2, 13 2, 13 3, 12 2))").area, 2);
  EXPECT_EQ(place_of("LINESTRING (12 2, 13 9)").area, 2);
  EXPECT_TRUE(place_of("POINT (3 3)").within_reach);
}

TEST(Areas, OnABorderTheLargerShareWins) {
  EXPECT_EQ(place_of("POLYGON ((9 1, 12 1, 12 2, 9 2, 9 1))").area, 2);
  EXPECT_EQ(place_of("POLYGON ((8 1, 11 1, 11 2, 8 2, 8 1))").area, 0);
  EXPECT_EQ(place_of("LINESTRING (9 5, 13 5)").area, 2);
  EXPECT_EQ(place_of("LINESTRING (4 5, 13 5)").area, 0);
  EXPECT_EQ(place_of("POINT (10 5)").area, 0) << "a point on the border: the first";
  EXPECT_EQ(place_of("POLYGON ((9 1, 11 1, 11 2, 9 2, 9 1))").area, 0) << "a tie: the first";
}

TEST(Areas, OutsideWithinReachAndBeyond) {
  EXPECT_EQ(place_of("POINT (-4.9 5)").area, -1);
  EXPECT_TRUE(place_of("POINT (-4.9 5)").within_reach);
  EXPECT_FALSE(place_of("POINT (-5.1 5)").within_reach);
  // The reach is a shape, not its box: this corner is 5.66 m away.
  EXPECT_FALSE(place_of("POINT (-4 -4)").within_reach);
  EXPECT_TRUE(place_of("POLYGON ((-3 5, -8 5, -8 8, -3 5))").within_reach);
  EXPECT_FALSE(place_of("POINT (500 500)").within_reach);
  // Half outside: still touches.
  EXPECT_EQ(place_of("POLYGON ((-9 1, 1 1, 1 2, -9 2, -9 1))").area, 0);
}

TEST(Areas, NullsAndNobodyToAsk) {
  EXPECT_EQ(place_of("EMPTY").area, -1);
  EXPECT_TRUE(place_of("EMPTY").within_reach);
  const Areas nobody(shapes({"POINT (1 1)", "EMPTY"}), 500);
  EXPECT_TRUE(nobody.empty());
  EXPECT_TRUE(nobody.reach().empty());
  const auto place = nobody.places(shapes({"POINT (5 5)"})).at(0);
  EXPECT_EQ(place.area, -1);
  EXPECT_TRUE(place.within_reach);
  EXPECT_EQ(nobody.distance_to(0, {5, 5}), HUGE_VAL);
}

TEST(Areas, ReachAndDistance) {
  const Areas areas(shapes(mahalle), 5);
  EXPECT_EQ(areas.reach().min_x, -5);
  EXPECT_EQ(areas.reach().max_x, 25);
  EXPECT_DOUBLE_EQ(areas.distance_to(0, {13, 14}), 5);
  EXPECT_EQ(areas.distance_to(2, {13, 4}), 0);
}

TEST(Areas, ABrokenAreaIsStillAsked) {
  const Areas areas(shapes({"POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"}), 1);
  const auto places = areas.places(shapes({"POINT (2 5)", "POINT (5 1)"}));
  EXPECT_EQ(places[0].area, 0);
  EXPECT_EQ(places[1].area, -1);
}

TEST(Areas, TheBoardOfCellsAgreesWithMeasuring) {
  // Ragged areas with holes that overlap and leave gaps; small shapes everywhere. The measure of
  // truth is the overlap itself, area by area.
  const std::uint64_t seed = 12;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> jag(0.6, 1.3), place(-120, 1'120), size(0.01, 3);
  GeometryColumn areas, houses;
  const auto star = [&](double x, double y, double radius, int corners) {
    areas.begin_ring();
    double first_x = 0, first_y = 0;
    for (int i = 0; i < corners; ++i) {
      const double angle = 2 * std::acos(-1.0) * i / corners, reach = radius * jag(random);
      const double vx = x + reach * std::cos(angle), vy = y + reach * std::sin(angle);
      if (i == 0) first_x = vx, first_y = vy;
      areas.add_vertex(vx, vy);
    }
    areas.add_vertex(first_x, first_y);
  };
  for (int x = 0; x < 4; ++x) {
    for (int y = 0; y < 4; ++y) {
      areas.begin_row(Kind::polygon);
      areas.begin_part();
      star(125 + 250 * x, 125 + 250 * y, 130, 40);
      if ((x + y) % 2 == 0) star(125 + 250 * x, 125 + 250 * y, 40, 12);
      areas.end_row();
    }
  }
  for (int i = 0; i < 4'000; ++i) {
    const double x = place(random), y = place(random), w = size(random), h = size(random);
    test::add(houses, "POLYGON ((" + std::to_string(x) + " " + std::to_string(y) + ", " +
                          std::to_string(x + w) + " " + std::to_string(y) + ", " +
                          std::to_string(x + w) + " " + std::to_string(y + h) + ", " +
                          std::to_string(x) + " " + std::to_string(y) + "))");
  }
  const auto places = Areas(areas, 50).places(houses);
  std::size_t inside = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::int32_t expected = -1;
    double most = 0, nearest = HUGE_VAL;
    for (std::size_t a = 0; a < areas.size(); ++a) {
      nearest = std::min(nearest, distance(areas[a], houses[i]));
      const double ratio = overlap_ratio(areas[a], houses[i]);
      const double area_a = areas.area(a), area_h = houses.area(i);
      const double shared = ratio * (area_a + area_h) / (1 + ratio);
      if (shared > most + 1e-6 * area_h) {
        most = shared;
        expected = static_cast<std::int32_t>(a);
      }
    }
    ASSERT_EQ(places[i].area, expected) << houses.wkt(i);
    ASSERT_EQ(places[i].within_reach, nearest <= 50) << houses.wkt(i);
    inside += expected >= 0 ? 1 : 0;
  }
  EXPECT_GT(inside, 1'500U);
  EXPECT_LT(inside, 3'800U);
}

TEST(Areas, ManyGeometriesAgainstOneByOne) {
  // A 20 × 20 board of cells; what lies where is known by arithmetic.
  const std::uint64_t seed = 5;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(-5, 205);
  GeometryColumn board, points;
  for (int x = 0; x < 20; ++x) {
    for (int y = 0; y < 20; ++y) {
      board.begin_row(Kind::polygon);
      board.begin_part();
      board.begin_ring();
      for (const auto& [dx, dy] : {std::pair{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}) {
        board.add_vertex(10 * (x + dx), 10 * (y + dy));
      }
      board.end_row();
    }
  }
  for (int i = 0; i < 20'000; ++i) points.append_point(place(random), place(random));
  const auto places = Areas(board, 1).places(points);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Point at{points[i].ring(0, 0)[0], points[i].ring(0, 0)[1]};
    const bool inside = at.x >= 0 && at.x <= 200 && at.y >= 0 && at.y <= 200;
    const int expected =
        inside ? static_cast<int>(at.x / 10) * 20 + static_cast<int>(at.y / 10) : -1;
    ASSERT_EQ(places[i].area, expected) << at.x << ' ' << at.y;
  }
}

}  // namespace
}  // namespace uavt::geo
