#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

using test::shapes;

bool same(const std::string& a, const std::string& b, double tolerance = 0.002) {
  const auto column = shapes({a, b});
  const bool forth = same_within(column[0], column[1], tolerance);
  EXPECT_EQ(forth, same_within(column[1], column[0], tolerance)) << a << " / " << b;
  return forth;
}

constexpr const char* square = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))";

TEST(Sameness, ToleranceIsPerAxisAndPerCoordinate) {
  EXPECT_TRUE(same(square, square));
  EXPECT_TRUE(same(square, "POLYGON ((0.0019 -0.0019, 4 0, 4 4, 0 4, 0.0019 -0.0019))"));
  EXPECT_FALSE(same(square, "POLYGON ((0.0021 0, 4 0, 4 4, 0 4, 0.0021 0))"));
  EXPECT_FALSE(same(square, "POLYGON ((0 0, 4 0, 4 4.01, 0 4, 0 0))"));
}

TEST(Sameness, StartVertexAndDirectionOfARingDoNotMatter) {
  EXPECT_TRUE(same(square, "POLYGON ((4 4, 0 4, 0 0, 4 0, 4 4))"));
  EXPECT_TRUE(same(square, "POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0))"));
  EXPECT_TRUE(same(square, "POLYGON ((4 4, 4 0, 0 0, 0 4, 4 4))"));
  EXPECT_FALSE(same(square, "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))"));
}

TEST(Sameness, ClosenessOfStartVerticesDoesNotMislead) {
  // Two vertices lie within the tolerance of the first: the search must try both.
  EXPECT_TRUE(same("POLYGON ((0 0, 0.001 0, 4 0, 4 4, 0 0))",
                   "POLYGON ((0.001 0, 4 0, 4 4, 0 0, 0.001 0))"));
}

TEST(Sameness, RepeatedVerticesAndKindsMatter) {
  EXPECT_FALSE(same(square, "POLYGON ((0 0, 4 0, 4 0, 4 4, 0 4, 0 0))"));
  EXPECT_FALSE(same(square, "LINESTRING (0 0, 4 0, 4 4, 0 4, 0 0)"));
  EXPECT_FALSE(same(square, "EMPTY"));
  EXPECT_TRUE(same("EMPTY", "EMPTY"));
}

TEST(Sameness, DirectionOfALineMatters) {
  EXPECT_TRUE(same("LINESTRING (0 0, 1 1, 2 0)", "LINESTRING (0 0.001, 1 1, 2 0)"));
  EXPECT_FALSE(same("LINESTRING (0 0, 1 1, 2 0)", "LINESTRING (2 0, 1 1, 0 0)"));
  EXPECT_TRUE(
      same("MULTILINESTRING ((0 0, 1 1), (5 5, 6 6))", "MULTILINESTRING ((5 5, 6 6), (0 0, 1 1))"));
}

TEST(Sameness, OrderOfPartsAndHolesDoesNotMatter) {
  EXPECT_TRUE(
      same("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1), (4 4, 5 4, 5 5, 4 4),"
           " (7 7, 8 7, 8 8, 7 7))",
           "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (7 7, 8 8, 8 7, 7 7), (2 1, 2 2, 1 1, 2 1),"
           " (4 4, 5 4, 5 5, 4 4))"));
  EXPECT_TRUE(same("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
                   "MULTIPOLYGON (((6 6, 5 5, 6 5, 6 6)), ((0 0, 1 1, 1 0, 0 0)))"));
  EXPECT_FALSE(same("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((0 0, 1 0, 1 1, 0 0)))",
                    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"));
}

TEST(Sameness, AFirstGuessIsGivenUpWhenItBlocksTheOnlyPairing) {
  // a1 fits b1 and b2, a2 fits b1 only.
  EXPECT_TRUE(same("MULTIPOINT (0.001 0, 0 0)", "MULTIPOINT (0.002 0, 0.003 0)"));
  EXPECT_TRUE(same("MULTIPOINT (0 0, 0.002 0, 0.004 0)", "MULTIPOINT (0.004 0, 0.002 0, 0 0)"));
  EXPECT_FALSE(same("MULTIPOINT (0 0, 0.002 0)", "MULTIPOINT (0.004 0, 0.0041 0)"));
}

TEST(Sameness, NotANumberIsNeverTheSame) {
  GeometryColumn column;
  column.append_point(std::numeric_limits<double>::quiet_NaN(), 1);
  EXPECT_FALSE(same_within(column[0], column[0], 1));
}

TEST(Sameness, HoldsForAnyDressOfARandomPolygon) {
  const std::uint64_t seed = 4711;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(400'000, 600'000), noise(-0.001, 0.001);
  for (int round = 0; round < 2'000; ++round) {
    const std::size_t count = 3 + random() % 20;
    std::vector<Point> ring;
    for (std::size_t i = 0; i < count; ++i) ring.push_back({place(random), place(random)});
    std::vector<Point> dressed = ring;
    std::ranges::rotate(dressed, dressed.begin() + static_cast<long>(random() % count));
    if (random() % 2 == 0) std::ranges::reverse(dressed);
    for (Point& point : dressed) point = {point.x + noise(random), point.y + noise(random)};
    std::vector<Point> moved = dressed;
    moved[random() % count].y += 0.01;
    GeometryColumn column;
    for (auto* points : {&ring, &dressed, &moved}) {
      column.begin_row(Kind::polygon);
      column.begin_part();
      column.begin_ring();
      for (const Point& point : *points) column.add_vertex(point.x, point.y);
      column.add_vertex(points->front().x, points->front().y);
      column.end_row();
    }
    ASSERT_TRUE(same_within(column[0], column[1], 0.002)) << round;
    ASSERT_FALSE(same_within(column[0], column[2], 0.002)) << round;
  }
}

}  // namespace
}  // namespace uavt::geo
