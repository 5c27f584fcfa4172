#include "geo/crossings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "geo/measures.hpp"
#include "geo/nearest.hpp"
#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

using test::shapes;

TEST(Crossings, LengthInsideAPolygon) {
  const auto column =
      shapes({"POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))",
              "POLYGON ((0 0, 10 0, 10 5, 5 5, 5 10, 0 10, 0 0))", "LINESTRING (0 0, 1 1)"});
  EXPECT_DOUBLE_EQ(length_inside(column[0], {-5, 2}, {15, 2}), 10);
  EXPECT_DOUBLE_EQ(length_inside(column[0], {-5, 5}, {15, 5}), 8) << "less the courtyard";
  EXPECT_DOUBLE_EQ(length_inside(column[0], {2, 2}, {3, 2}), 1) << "wholly inside";
  EXPECT_EQ(length_inside(column[0], {-5, 0}, {15, 0}), 0) << "along a wall";
  EXPECT_EQ(length_inside(column[0], {-5, 5}, {5, -5}), 0) << "touches a corner";
  EXPECT_EQ(length_inside(column[0], {-5, 12}, {15, 12}), 0);
  EXPECT_DOUBLE_EQ(length_inside(column[1], {-5, 5}, {15, 5}), 5) << "inside, then along a wall";
  EXPECT_NEAR(length_inside(column[1], {0, 0}, {10, 10}), std::hypot(5, 5), 1e-9)
      << "through two corners";
  EXPECT_EQ(length_inside(column[0], {3, 3}, {3, 3}), 0);
  EXPECT_EQ(length_inside(column[2], {0, 0}, {1, 1}), 0);
}

TEST(Crossings, ALineThatCrossesItself) {
  const std::vector<double> bow = {0, 0, 10, 10, 10, 0, 0, 10};
  const auto crossing = self_crossing(bow);
  ASSERT_TRUE(crossing);
  EXPECT_DOUBLE_EQ(crossing->at.x, 5);
  EXPECT_DOUBLE_EQ(crossing->at.y, 5);
  EXPECT_EQ(crossing->count, 1u);
  std::vector<double> turned;
  for (std::size_t i = bow.size(); i >= 2; i -= 2) {
    turned.insert(turned.end(), {bow[i - 2], bow[i - 1]});
  }
  EXPECT_DOUBLE_EQ(self_crossing(turned)->at.x, 5);
}

TEST(Crossings, MeetingAtAVertexIsNone) {
  EXPECT_FALSE(self_crossing(std::vector<double>{0, 0, 10, 0, 10, 10, 0, 0})) << "a ring";
  EXPECT_FALSE(self_crossing(std::vector<double>{0, 0, 10, 0, 10, 5, 5, 5, 5, 0}))
      << "ends on itself";
  EXPECT_FALSE(self_crossing(std::vector<double>{0, 0, 10, 0, 0, 0})) << "there and back";
  EXPECT_FALSE(self_crossing(std::vector<double>{}));
  EXPECT_FALSE(self_crossing(std::vector<double>{1, 1, 2, 2}));
}

TEST(Crossings, ARegionMeasuresAsTheWholePolygonDoes) {
  const std::uint64_t seed = 23;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> radius(40, 100), place(-160, 160);
  for (const int corners : {3, 7, 100, 2000}) {
    GeometryColumn column;
    column.begin_row(Kind::polygon);
    column.begin_part();
    column.begin_ring();
    std::vector<double> ring;
    for (int i = 0; i < corners; ++i) {
      const double angle = 6.283185307179586 * i / corners, r = radius(random);
      ring.insert(ring.end(), {r * std::cos(angle), r * std::sin(angle)});
    }
    ring.insert(ring.end(), {ring[0], ring[1]});
    column.add_vertices(ring);
    column.end_row();
    const Region region(column[0]);
    for (int i = 0; i < 300; ++i) {
      const Point point{place(random), place(random)};
      EXPECT_NEAR(region.distance(point), distance_to_polygon(column[0], point), 1e-9);
    }
  }
  const auto none = shapes({"EMPTY"});
  EXPECT_EQ(Region(none[0]).distance({0, 0}), HUGE_VAL);
  EXPECT_FALSE(Region(none[0]).inside({0, 0}));
}

}  // namespace
}  // namespace uavt::geo
