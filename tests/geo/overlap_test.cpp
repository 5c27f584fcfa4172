// The ground two polygons share: by arithmetic and by GEOS, which must agree.
#include "geo/overlap.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "geo/clipping.hpp"
#include "geo/geos_context.hpp"
#include "geo/planar.hpp"
#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

using test::shapes;

const std::string ten = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))";

double area_of(const std::string& a, const std::string& b) {
  const auto column = shapes({a, b});
  const double one = shared_area(column[0], column[1]);
  EXPECT_NEAR(one, shared_area(column[1], column[0]), 1e-9) << "whichever comes first";
  return one;
}

bool wider(const std::string& a, const std::string& b, double width_m) {
  const auto column = shapes({a, b});
  return shared_wider_than(column[0], column[1], width_m);
}

std::vector<Overlap> found(const GeometryColumn& column, const OverlapLimits& limits) {
  const std::vector<std::uint8_t> asked(column.size(), 1);
  return overlaps(column, asked, limits);
}

TEST(SharedArea, OfConvexShapes) {
  EXPECT_DOUBLE_EQ(area_of(ten, "POLYGON ((8 8, 20 8, 20 20, 8 20, 8 8))"), 4);
  EXPECT_DOUBLE_EQ(area_of(ten, "POLYGON ((8 8, 8 20, 20 20, 20 8, 8 8))"), 4) << "clockwise";
  EXPECT_DOUBLE_EQ(area_of(ten, "POLYGON ((2 2, 4 2, 4 4, 2 4, 2 2))"), 4) << "inside";
  EXPECT_DOUBLE_EQ(area_of(ten, ten), 100);
  EXPECT_DOUBLE_EQ(area_of(ten, "POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))"), 0) << "one wall";
  EXPECT_DOUBLE_EQ(area_of(ten, "POLYGON ((5 -5, 15 5, 5 15, -5 5, 5 -5))"), 100)
      << "a square on its corner that reaches all four";
}

TEST(SharedArea, OfCornersCourtyardsAndParts) {
  const std::string corner = "POLYGON ((0 0, 10 0, 10 4, 4 4, 4 10, 0 10, 0 0))";
  EXPECT_DOUBLE_EQ(area_of(corner, "POLYGON ((4 4, 10 4, 10 10, 4 10, 4 4))"), 0);
  EXPECT_DOUBLE_EQ(area_of(corner, "POLYGON ((3 3, 10 3, 10 10, 3 10, 3 3))"), 13);
  const std::string other = "POLYGON ((2 2, 12 2, 12 12, 8 12, 8 6, 2 6, 2 2))";
  EXPECT_NEAR(area_of(corner, other), 8 * 2 + 2 * 2, 1e-9) << "two corners";
  const std::string court =
      "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 8, 8 8, 8 2, 2 2))";
  EXPECT_DOUBLE_EQ(area_of(court, "POLYGON ((3 3, 7 3, 7 7, 3 7, 3 3))"), 0) << "in the courtyard";
  EXPECT_DOUBLE_EQ(area_of(court, ten), 64);
  EXPECT_DOUBLE_EQ(area_of(court, court), 64);
  const std::string two =
      "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((8 8, 12 8, 12 12, 8 12, 8 8)))";
  EXPECT_DOUBLE_EQ(area_of(two, ten), 8);
}

TEST(SharedArea, OfWhatIsNoPolygonIsNothing) {
  EXPECT_EQ(area_of(ten, "EMPTY"), 0);
  EXPECT_EQ(area_of(ten, "LINESTRING (0 0, 10 10)"), 0);
  EXPECT_EQ(area_of(ten, "POINT (5 5)"), 0);
}

TEST(SharedArea, KeepsItsDigitsFarFromTheOrigin) {
  const double x = 9'500'000, y = 4'500'000;
  GeometryColumn column;
  for (const double shift : {0.0, 9.999}) {
    column.begin_row(Kind::polygon);
    column.begin_part();
    column.begin_ring();
    for (const auto& [dx, dy] : {std::pair(0, 0), {10, 0}, {10, 10}, {0, 10}, {0, 0}}) {
      column.add_vertex(x + shift + dx, y + dy);
    }
    column.end_row();
  }
  EXPECT_NEAR(shared_area(column[0], column[1]), 0.01, 1e-6);
}

TEST(SharedArea, OfLongOutlinesIsAskedOfGeos) {
  GeometryColumn column;
  for (const double shift : {0.0, 50.0}) {
    column.begin_row(Kind::polygon);
    column.begin_part();
    column.begin_ring();
    for (int i = 0; i <= 300; ++i) {
      const double turn = 2 * std::numbers::pi * (i % 300) / 300;
      column.add_vertex(shift + 100 * std::cos(turn), 100 * std::sin(turn));
    }
    column.end_row();
  }
  // The lens of two circles of radius 100 whose centres are 50 apart.
  const double lens = 2 * 1e4 * std::acos(0.25) - 25 * std::sqrt(4e4 - 2500);
  EXPECT_NEAR(shared_area(column[0], column[1]), lens, 0.001 * lens);
}

TEST(SharedWidth, IsTheCircleThatHasRoom) {
  const std::string wall = "POLYGON ((9.6 0, 20 0, 20 10, 9.6 10, 9.6 0))";
  EXPECT_FALSE(wider(ten, wall, 0.5));
  EXPECT_TRUE(wider(ten, wall, 0.39));
  // A sliver round a corner: long, of some area, nowhere wide.
  const std::string corner = "POLYGON ((0 0, 10 0, 10 4, 4 4, 4 10, 0 10, 0 0))";
  const std::string round = "POLYGON ((3.7 3.7, 20 3.7, 20 20, 3.7 20, 3.7 3.7))";
  EXPECT_FALSE(wider(corner, round, 0.5));
  EXPECT_TRUE(wider(corner, round, 0.25));
  // A wedge is as wide as the circle in its wide end.
  EXPECT_FALSE(wider(ten, "POLYGON ((9 0, 20 0, 20 10, 10 10, 9 0))", 1));
  EXPECT_TRUE(wider(ten, "POLYGON ((9 0, 20 0, 20 10, 10 10, 9 0))", 0.8));
  EXPECT_FALSE(wider(ten, "POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))", 0.1));
  EXPECT_FALSE(wider(ten, "EMPTY", 0));
}

TEST(Overlaps, ArePairsInOrderOverTheLimits) {
  const auto column = shapes({
      ten,
      "POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))",           // one wall with the first
      "POLYGON ((19.9 0, 30 0, 30 10, 19.9 10, 19.9 0))",     // 1 m² of the second
      "EMPTY",
      "POLYGON ((5 5, 15 5, 15 15, 5 15, 5 5))",              // 25 m² of the first two
      "POLYGON ((25 1, 26 1, 26 2, 25 2, 25 1))",             // 1 m², inside the third
      "POLYGON ((9.998 20, 20 20, 20 30, 9.998 30, 9.998 20))",
      "POLYGON ((0 20, 10 20, 10 30, 0 30, 0 20))",           // two millimetres over a wall
  });
  const auto pairs = found(column, {.area_m2 = 2, .share = 0.2, .width_m = 0.5});
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_EQ(std::pair(pairs[0].first, pairs[0].second), std::pair(0U, 4U));
  EXPECT_DOUBLE_EQ(pairs[0].area_m2, 25);
  EXPECT_TRUE(pairs[0].wide);
  EXPECT_EQ(std::pair(pairs[1].first, pairs[1].second), std::pair(1U, 4U));
  EXPECT_EQ(std::pair(pairs[2].first, pairs[2].second), std::pair(2U, 5U));
  EXPECT_EQ(found(column, {.area_m2 = 0.5}).size(), 4U);
  EXPECT_FALSE(found(column, {.area_m2 = 0.5, .width_m = 0.5})[1].wide) << "the thin one";
}

TEST(Overlaps, AskOnlyWhoIsAskedAndPassOverTheSameShape) {
  const auto column = shapes({ten, ten, "POLYGON ((10 10, 0 10, 0 0, 10 0, 10 10))"});
  EXPECT_EQ(found(column, {.area_m2 = 2}).size(), 3U);
  EXPECT_EQ(found(column, {.area_m2 = 2, .same_m = 0.002}).size(), 0U);
  EXPECT_EQ(overlaps(column, std::vector<std::uint8_t>{1, 0, 1}, {.area_m2 = 2}).size(), 1U);
  EXPECT_TRUE(overlaps(GeometryColumn(), {}, {}).empty());
}

TEST(Convexity, IsOneWayOfTurning) {
  const auto column = shapes({ten, "POLYGON ((0 0, 5 0, 10 0, 10 10, 0 10, 0 0))",
                              "POLYGON ((0 0, 10 0, 10 10, 5 9, 0 10, 0 0))",
                              "POLYGON ((5 9, 0 10, 0 0, 10 0, 10 10, 5 9))",
                              "POLYGON ((0 0, 1 1, 2 2, 0 0))"});
  const std::vector<bool> expected = {true, true, false, false, false};
  for (std::size_t row = 0; row < column.size(); ++row) {
    EXPECT_EQ(convex(column[row].ring(0, 0)), expected[row]) << row;
  }
}

/// A star-shaped ring: valid whatever the radii; sometimes with a courtyard.
void add_random(GeometryColumn& column, std::mt19937_64& random) {
  std::uniform_real_distribution<double> place(0, 40), radius(4, 12), turn(0, 2);
  std::uniform_int_distribution<int> corners(3, 9), draw(0, 3);
  const double x = 500'000 + place(random), y = 4'000'000 + place(random), start = turn(random);
  const int count = corners(random);
  const bool round = draw(random) == 0;
  std::vector<Point> shell;
  for (int i = 0; i < count; ++i) {
    const double r = round ? 10 : radius(random);
    const double angle = start + 2 * std::numbers::pi * i / count;
    shell.push_back({r * std::cos(angle), r * std::sin(angle)});
  }
  shell.push_back(shell.front());
  column.begin_row(Kind::polygon);
  column.begin_part();
  for (const double scale : {1.0, 0.4}) {
    column.begin_ring();
    for (const Point& p : shell) column.add_vertex(x + p.x * scale, y + p.y * scale);
    if (draw(random) != 0) break;
  }
  column.end_row();
}

TEST(Overlaps, AreThoseOfGeosForRandomPolygons) {
  const std::uint64_t seed = 2026;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  const GeosContext context;
  for (int round = 0; round < 20; ++round) {
    GeometryColumn column;
    for (int i = 0; i < 40; ++i) add_random(column, random);
    const auto pairs = found(column, {.area_m2 = 2, .share = 0.2, .width_m = 0.5});
    for (std::uint32_t a = 0; a < column.size(); ++a) {
      const GeosGeometry first = geos_geometry(context, column[a]);
      for (std::uint32_t b = a + 1; b < column.size(); ++b) {
        const GeosGeometry second = geos_geometry(context, column[b]);
        const GeosGeometry shared =
            owned(context, GEOSIntersection_r(context.handle(), first.get(), second.get()));
        double area_shared = 0, area_a = area(column[a]), area_b = area(column[b]);
        ASSERT_EQ(GEOSArea_r(context.handle(), shared.get(), &area_shared), 1);
        const auto one = std::ranges::find_if(
            pairs, [&](const Overlap& o) { return o.first == a && o.second == b; });
        const bool expected = area_shared > 2 || area_shared > 0.2 * std::min(area_a, area_b);
        ASSERT_EQ(one != pairs.end(), expected) << a << ' ' << b << ' ' << area_shared;
        if (one == pairs.end()) continue;
        EXPECT_NEAR(one->area_m2, area_shared, 1e-6);
        const GeosGeometry room =
            owned(context, GEOSBuffer_r(context.handle(), shared.get(), -0.25, 8));
        EXPECT_EQ(one->wide, GEOSisEmpty_r(context.handle(), room.get()) == 0);
      }
    }
  }
}

}  // namespace
}  // namespace uavt::geo
