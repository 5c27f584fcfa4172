// Points that are meant to be one, against every pair compared.
#include "geo/near_points.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <vector>

namespace uavt::geo {
namespace {

constexpr auto everybody = [](std::uint32_t, std::uint32_t) { return true; };

TEST(NearPoints, AGroupIsWithinReachOfItsFirst) {
  const std::vector<Point> points = {{0, 0}, {0.9, 0.9}, {1.8, 0}, {10, 10}, {-0.5, -0.5}};
  const auto groups = alike_nearby(points, 1.0, everybody);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0], (std::vector<std::uint32_t>{4, 0}));
  EXPECT_EQ(groups[1], (std::vector<std::uint32_t>{1, 2})) << "1 is too far from 4";
}

TEST(NearPoints, WhoIsNotAlikeIsLeftOut) {
  const std::vector<Point> points = {{0, 0}, {0, 0}, {0, 0}};
  const auto odd = [](std::uint32_t a, std::uint32_t b) { return a % 2 == b % 2; };
  const auto groups = alike_nearby(points, 1.0, odd);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0], (std::vector<std::uint32_t>{0, 2}));
}

TEST(NearPoints, TwoSeldomPointsAreFoundWhereverTheyLie) {
  for (const unsigned seed : {1u, 2u, 3u}) {
    SCOPED_TRACE(seed);
    std::mt19937 dice(seed);
    std::uniform_real_distribution<double> place(-40, 40);
    std::vector<Point> points(400);
    for (Point& point : points) point = {place(dice), place(dice)};
    std::set<std::uint32_t> expected;
    const double reach = 0.7;
    for (std::uint32_t a = 0; a < points.size(); ++a) {
      for (std::uint32_t b = a + 1; b < points.size(); ++b) {
        if (std::abs(points[a].x - points[b].x) <= reach &&
            std::abs(points[a].y - points[b].y) <= reach) {
          expected.insert({a, b});
        }
      }
    }
    std::set<std::uint32_t> found;
    for (const auto& group : alike_nearby(points, reach, everybody)) {
      found.insert(group.begin(), group.end());
    }
    // A point whose only neighbours went to an earlier group stays alone.
    EXPECT_TRUE(std::ranges::includes(expected, found));
    for (const std::uint32_t point : expected) {
      if (found.contains(point)) continue;
      EXPECT_TRUE(std::ranges::any_of(found, [&](std::uint32_t other) {
        return std::abs(points[point].x - points[other].x) <= reach &&
               std::abs(points[point].y - points[other].y) <= reach;
      })) << point;
    }
  }
}

}  // namespace
}  // namespace uavt::geo
