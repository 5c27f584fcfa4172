#include "geo/nearest.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "geo/measures.hpp"
#include "geo/stretches.hpp"
#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

using test::shapes;

TEST(Nearest, PolygonInsideOnAndOutside) {
  const auto column =
      shapes({"POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))",
              "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((20 0, 30 0, 30 10, 20 10, 20 0)))",
              "POINT (1 1)", "EMPTY"});
  EXPECT_EQ(distance_to_polygon(column[0], {2, 2}), 0);
  EXPECT_EQ(distance_to_polygon(column[0], {10, 5}), 0) << "on the boundary";
  EXPECT_DOUBLE_EQ(distance_to_polygon(column[0], {13, 14}), 5);
  EXPECT_DOUBLE_EQ(distance_to_polygon(column[0], {5, 5}), 1) << "in the hole";
  EXPECT_EQ(distance_to_polygon(column[1], {25, 5}), 0);
  EXPECT_DOUBLE_EQ(distance_to_polygon(column[1], {18, 5}), 2);
  EXPECT_EQ(distance_to_polygon(column[2], {1, 1}), HUGE_VAL);
  EXPECT_EQ(distance_to_polygon(column[3], {1, 1}), HUGE_VAL);
}

TEST(Nearest, AgreesWithGeos) {
  const std::uint64_t seed = 17;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(-20, 70), small(0.5, 8);
  for (int i = 0; i < 500; ++i) {
    // An L with a courtyard's worth of freedom: valid whatever the draw.
    const double a = small(random), b = a + small(random), c = small(random), d = c + small(random);
    GeometryColumn column;
    column.begin_row(Kind::polygon);
    column.begin_part();
    column.begin_ring();
    column.add_vertices(std::vector<double>{0, 0, b, 0, b, c, a, c, a, d, 0, d, 0, 0});
    column.end_row();
    column.append_point(place(random), place(random));
    const auto xy = column[1].vertices();
    EXPECT_NEAR(distance_to_polygon(column[0], {xy[0], xy[1]}), distance(column[0], column[1]),
                1e-9);
  }
}

Segments segments_of(const std::vector<Point>& line) {
  Segments segments;
  for (std::size_t i = 1; i < line.size(); ++i) segments.add(line[i - 1], line[i]);
  return segments;
}

Foot foot(const std::vector<Point>& line, Point point) {
  const Segments segments = segments_of(line);
  return segments.nearest(point, 0, static_cast<std::uint32_t>(segments.size()));
}

TEST(Nearest, SideAndStationAlongALine) {
  const std::vector<Point> east = {{0, 0}, {50, 0}, {100, 0}};
  const Foot left = foot(east, {60, 8});
  EXPECT_EQ(left.segment, 1u);
  EXPECT_DOUBLE_EQ(left.along, 10);
  EXPECT_DOUBLE_EQ(left.offset, 8);
  EXPECT_DOUBLE_EQ(foot(east, {60, -8}).offset, -8);
  const Foot before = foot(east, {-3, 4});
  EXPECT_DOUBLE_EQ(before.distance, 5);
  EXPECT_DOUBLE_EQ(before.along, 0);
  EXPECT_EQ(foot(std::vector<Point>{}, {0, 0}).segment, Foot::none);
}

TEST(Nearest, TheOuterCornerOfABendHasASide) {
  // Turning left by a right angle, and by nearly all of a half turn: the corner's outside is right.
  const std::vector<Point> bend = {{0, 0}, {10, 0}, {10, 10}};
  EXPECT_LT(foot(bend, {13, -1}).offset, 0);
  EXPECT_LT(foot(bend, {11, -3}).offset, 0);
  const std::vector<Point> hairpin = {{0, 0}, {10, 0}, {0, 2}};
  EXPECT_LT(foot(hairpin, {12, -0.5}).offset, 0);
  EXPECT_LT(foot(hairpin, {12, 1.5}).offset, 0);
}

TEST(Nearest, ASegmentWithoutLengthIsNone) {
  Segments segments;
  EXPECT_FALSE(segments.add({1, 1}, {1, 1}));
  EXPECT_TRUE(segments.add({1, 1}, {2, 1}));
  EXPECT_EQ(segments.size(), 1u);
}

TEST(Nearest, BetweenSegments) {
  EXPECT_EQ(distance_between({0, 0}, {10, 0}, {5, -5}, {5, 5}), 0);
  EXPECT_EQ(distance_between({0, 0}, {10, 0}, {5, 0}, {5, 5}), 0);
  EXPECT_DOUBLE_EQ(distance_between({0, 0}, {10, 0}, {13, 4}, {20, 4}), 5);
  EXPECT_DOUBLE_EQ(distance_between({0, 0}, {10, 0}, {0, 3}, {10, 3}), 3);
  EXPECT_DOUBLE_EQ(distance_between({1, 1}, {1, 1}, {1, 4}, {1, 4}), 3);
}

/// The places a stretch runs through, as one walks.
std::vector<std::pair<double, double>> walked(const std::vector<std::vector<double>>& lines,
                                              const Stretch& stretch) {
  std::vector<std::pair<double, double>> places;
  for (const Step& step : stretch) {
    const auto& line = lines[step.part];
    for (std::size_t i = 0; i + 1 < line.size(); i += 2) {
      const std::size_t at = step.reversed ? line.size() - 2 - i : i;
      if (places.empty() || places.back() != std::pair(line[at], line[at + 1])) {
        places.emplace_back(line[at], line[at + 1]);
      }
    }
  }
  return places;
}

std::vector<Stretch> of(const std::vector<std::vector<double>>& lines, double snap_m = 2) {
  std::vector<std::span<const double>> parts(lines.begin(), lines.end());
  return stretches(parts, snap_m);
}

TEST(Stretches, PartsInAnyOrderAndDirectionAreOneWay) {
  const std::uint64_t seed = 5;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::vector<std::vector<double>> lines = {
      {0, 0, 5, 1, 10, 0}, {10, 0, 20, 0}, {20, 0, 25, 5, 30, 0}, {30, 0, 40, 0}};
  const auto whole = walked(lines, of(lines).at(0));
  EXPECT_EQ(whole.size(), 7u);
  EXPECT_EQ(whole.front(), std::pair(0.0, 0.0));
  for (int i = 0; i < 50; ++i) {
    std::shuffle(lines.begin(), lines.end(), random);
    for (auto& line : lines) {
      if (random() % 2 == 0) continue;
      std::vector<double> turned;
      for (std::size_t v = line.size(); v >= 2; v -= 2) {
        turned.insert(turned.end(), {line[v - 2], line[v - 1]});
      }
      line = turned;
    }
    const auto found = of(lines);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(walked(lines, found[0]), whole);
  }
}

TEST(Stretches, SmallGapsAreBridgedAndLargeOnesNot) {
  EXPECT_EQ(of({{0, 0, 10, 0}, {11.5, 0, 20, 0}}).size(), 1u);
  EXPECT_EQ(of({{0, 0, 10, 0}, {12.5, 0, 20, 0}}).size(), 2u);
}

TEST(Stretches, AnArmIsAStretchOfItsOwn) {
  const auto found = of({{0, 0, 50, 0}, {50, 0, 100, 0}, {50, 0, 50, 20}});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].size(), 2u) << "the longest way";
  EXPECT_EQ(found[1].size(), 1u);
  EXPECT_EQ(found[1][0].part, 2u);
}

TEST(Stretches, ARingHasNoBeginning) {
  EXPECT_TRUE(of({{0, 0, 50, 0}, {50, 0, 50, 50}, {50, 50, 0, 0}}).empty());
  EXPECT_TRUE(of({{0, 0, 50, 0, 50, 50, 0, 0}}).empty());
  EXPECT_TRUE(of({{0, 0, 50, 0}, {0, 0, 0, 10, 50, 10, 50, 0}}).empty()) << "two carriageways";
}

TEST(Stretches, DegenerateParts) {
  EXPECT_TRUE(of({}).empty());
  EXPECT_TRUE(of({{}, {1, 1}, {1, 1, 2, 1}}).empty()) << "shorter than what is bridged";
}

}  // namespace
}  // namespace uavt::geo
