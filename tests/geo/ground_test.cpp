// On which polygons a thing stands, and ground that belongs to none of them.
#include "geo/ground.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

#include "geo/gaps.hpp"
#include "geo/measures.hpp"
#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

using test::shapes;

// Three parcels side by side, the third with a courtyard; nothing beyond.
const std::vector<std::string> parcels = {
    "POLYGON ((0 0, 20 0, 20 30, 0 30, 0 0))", "POLYGON ((20 0, 40 0, 40 30, 20 30, 20 0))",
    "POLYGON ((40 0, 60 0, 60 30, 40 30, 40 0), (45 5, 45 25, 55 25, 55 5, 45 5))", "EMPTY"};

TEST(Ground, GivesEachItsPieces) {
  const auto areas = shapes(parcels);
  const auto things = shapes({"POLYGON ((5 5, 15 5, 15 15, 5 15, 5 5))",
                              "POLYGON ((12 5, 22 5, 22 15, 12 15, 12 5))", "EMPTY",
                              "POLYGON ((46 6, 50 6, 50 10, 46 10, 46 6))",
                              "POLYGON ((38 0, 42 0, 42 4, 38 4, 38 0))",
                              "POLYGON ((100 0, 101 0, 101 1, 100 1, 100 0))"});
  std::vector<std::uint8_t> asked = {1, 1, 0, 1, 1, 1};
  const auto shares = Ground(areas, {{1, 1, 1, 0}}).shares(things, asked, 0.01);
  const std::vector<std::array<double, 3>> expected = {
      {0, 0, 100}, {1, 0, 80}, {1, 1, 20}, {4, 1, 8}, {4, 2, 8}};
  ASSERT_EQ(shares.size(), expected.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    EXPECT_EQ(shares[i].row, expected[i][0]) << i;
    EXPECT_EQ(shares[i].area, expected[i][1]) << i;
    EXPECT_DOUBLE_EQ(shares[i].area_m2, expected[i][2]) << i;
  }
  EXPECT_TRUE(Ground(areas, {{0, 0, 0, 0}}).shares(things, asked, 0).empty());
}

TEST(Ground, MeasuresToTheNearest) {
  const auto areas = shapes(parcels);
  const Ground ground(areas, {{1, 1, 1, 0}});
  EXPECT_EQ(ground.distance({10, 10}, 5), 0);
  EXPECT_EQ(ground.distance({0, 10}, 5), 0) << "on the border";
  EXPECT_DOUBLE_EQ(ground.distance({10, -3}, 5), 3);
  EXPECT_DOUBLE_EQ(ground.distance({63, 34}, 5), 5) << "to a corner";
  EXPECT_DOUBLE_EQ(ground.distance({50, 15}, 6), 5) << "in the courtyard";
  EXPECT_EQ(ground.distance({10, -6}, 5), HUGE_VAL);
  const auto points = shapes({"POINT (10 -3)", "EMPTY", "POINT (10 10)"});
  constexpr std::uint32_t unknown = Ground::unknown;
  const std::vector<double> expected{3, 0, 0};
  EXPECT_EQ(ground.distances(points, {{1, 0, 1}}, {{unknown, unknown, unknown}}, 5), expected);
  EXPECT_EQ(ground.distances(points, {{1, 0, 1}}, {{0, unknown, 0}}, 5), expected)
      << "the right guess";
  EXPECT_EQ(ground.distances(points, {{1, 0, 1}}, {{1, unknown, 1}}, 5), expected)
      << "a wrong guess costs time only";
}

TEST(Ground, DistancesAreThoseOfGeos) {
  const std::uint64_t seed = 7;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> x(-20, 80), y(-20, 50);
  const auto areas = shapes(parcels);
  const Ground ground(areas, {{1, 1, 1, 0}});
  for (int i = 0; i < 500; ++i) {
    GeometryColumn point;
    point.append_point(x(random), y(random));
    double expected = HUGE_VAL;
    for (std::size_t row = 0; row < 3; ++row) {
      expected = std::min(expected, geo::distance(areas[row], point[0]));
    }
    EXPECT_NEAR(ground.distance(point.centre(0), 1000),
                expected, 1e-9);
  }
}

std::vector<Gap> gaps_of(const std::vector<std::string>& wkt, double least_m2 = 100,
                         double width_m = 1) {
  const auto areas = shapes(wkt);
  std::vector<std::uint8_t> asked;
  for (std::size_t row = 0; row < areas.size(); ++row) {
    asked.push_back(areas.kind(row) == Kind::polygon);
  }
  return gaps(areas, asked, least_m2, width_m);
}

// Four mahalle round a square hole of 20 × 20, like a windmill.
const std::vector<std::string> windmill = {
    "POLYGON ((0 0, 60 0, 60 40, 40 40, 40 20, 0 20, 0 0))",
    "POLYGON ((60 40, 60 100, 40 100, 40 40, 60 40))",
    "POLYGON ((40 100, 0 100, 0 40, 40 40, 40 100))",
    "POLYGON ((0 20, 20 20, 20 40, 0 40, 0 20))"};

TEST(Gaps, AreEnclosedByNeighbours) {
  const auto found = gaps_of(windmill);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rim, (std::vector<std::uint32_t>{0, 1, 2, 3})) << "the second by a corner";
  EXPECT_DOUBLE_EQ(found[0].area_m2, 400);
  EXPECT_GT(found[0].at.x, 20);
  EXPECT_LT(found[0].at.x, 40);
  EXPECT_TRUE(gaps_of(windmill, 500).empty());
  EXPECT_TRUE(gaps_of(windmill, 100, 21).empty());
}

TEST(Gaps, ArePassedOverWhereNothingIsMissing) {
  const std::string west = "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))";
  EXPECT_TRUE(gaps_of({west, "POLYGON ((100 0, 200 0, 200 100, 100 100, 100 0))"}).empty());
  EXPECT_TRUE(gaps_of({west, "POLYGON ((100 0, 200 0, 200 100, 100 100, 100 37, 100 0))"}).empty())
      << "a corner that only one of them has";
  EXPECT_TRUE(gaps_of({west, "POLYGON ((120 0, 200 0, 200 100, 120 100, 120 0))"}).empty())
      << "two that touch nowhere";
  EXPECT_TRUE(gaps_of({west, "POLYGON ((100 0, 200 0, 200 100, 130 100, 100 20, 100 0))"}).empty())
      << "a notch open to the outside";
  EXPECT_TRUE(gaps_of({"POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (20 20, 20 80, 80 80, 80 20, "
                       "20 20))",
                       "EMPTY"})
                  .empty())
      << "a lake inside one";
  EXPECT_TRUE(gaps_of({"POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (20 20, 20 80, 80 80, 80 20, "
                       "20 20))",
                       "POLYGON ((20 20, 80 20, 80 80, 20 80, 20 20))"})
                  .empty())
      << "an enclave";
  EXPECT_TRUE(gaps_of({}).empty());
}

TEST(Gaps, AreFoundBetweenBordersDrawnTwice) {
  const std::string west = "POLYGON ((0 0, 100 0, 100 1000, 0 1000, 0 0))";
  // Bends off the common border by 3 m and comes back, and by half a metre further on.
  const std::string east =
      "POLYGON ((100 0, 200 0, 200 1000, 100 1000, 100 900, 100.5 700, 100 500, 103 300, 100 100, "
      "100 0))";
  const auto found = gaps_of({west, east});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_DOUBLE_EQ(found[0].area_m2, 600);
  EXPECT_EQ(found[0].rim, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(gaps_of({west, east}, 50, 0.4).size(), 2U);
  EXPECT_EQ(gaps_of({east, west}).size(), 1U);
}

TEST(Gaps, BesideAnOverlapAreStillGaps) {
  // The border waves: into the neighbour first, then away from it.
  const auto found =
      gaps_of({"POLYGON ((0 0, 100 0, 100 1000, 0 1000, 0 0))",
               "POLYGON ((100 0, 200 0, 200 1000, 100 1000, 110 750, 90 250, 100 0))"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_GT(found[0].at.y, 500);
  EXPECT_NEAR(found[0].area_m2, 10 * 500 / 2, 1e-6);
}

}  // namespace
}  // namespace uavt::geo
