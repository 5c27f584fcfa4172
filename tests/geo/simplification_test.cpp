// Fewer vertices, the same map: nothing moves further than said, and neighbours stay neighbours.
#include "geo/simplification.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "geo/planar.hpp"

namespace uavt::geo {
namespace {

GeometryColumn polygons(const std::vector<std::vector<double>>& rings) {
  GeometryColumn column;
  for (const auto& ring : rings) {
    column.begin_row(Kind::polygon);
    column.begin_part();
    column.begin_ring();
    column.add_vertices(ring);
    column.end_row();
  }
  return column;
}

std::vector<double> ring_of(const GeometryColumn& column, std::size_t row) {
  const auto ring = column[row].ring(0, 0);
  return {ring.begin(), ring.end()};
}

TEST(Simplification, AVertexWithinToleranceGoesAndOneBeyondStays) {
  GeometryColumn lines;
  lines.begin_row(Kind::line);
  lines.begin_part();
  lines.begin_ring();
  lines.add_vertices(std::vector<double>{0, 0, 50, 0.4, 100, 0, 150, 3, 200, 0});
  lines.end_row();
  EXPECT_EQ(ring_of(simplified(lines, 0.5), 0), (std::vector<double>{0, 0, 100, 0, 150, 3, 200, 0}));
  EXPECT_EQ(ring_of(simplified(lines, 5), 0), (std::vector<double>{0, 0, 200, 0}));
}

TEST(Simplification, WhatIsNoLineOrRingStays) {
  GeometryColumn column;
  column.append_point(3, 4);
  column.append_null();
  column.append_marker(Kind::other, has_z);
  column.append(polygons({{0, 0, 0.1, 0, 0.1, 0.1, 0, 0}})[0]);       // would collapse
  column.append(polygons({{0, 0, 10, 0, 10.1, 5, 10, 10}})[0]);       // unclosed
  column.append(polygons({{0, 0, std::nan(""), 0, 1, 1, 0, 0}})[0]);  // not finite
  const GeometryColumn thin = simplified(column, 1);
  ASSERT_EQ(thin.size(), column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    EXPECT_EQ(thin.kind(row), column.kind(row)) << row;
    EXPECT_EQ(thin[row].vertex_count(), column[row].vertex_count()) << row;
  }
}

/// A wiggly border walked up by one neighbour and down by the other, each beginning anywhere.
TEST(Simplification, ASharedBorderIsThinnedAlikeOnBothSides) {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> noise(-3, 3);
    std::vector<double> border;
    for (int i = 0; i <= 60; ++i) border.insert(border.end(), {noise(random), 10.0 * i});
    std::vector<double> left = border;
    left.insert(left.end(), {-500, 600, -500, 0});
    std::vector<double> right;
    for (std::size_t i = border.size(); i > 0; i -= 2) {
      right.insert(right.end(), {border[i - 2], border[i - 1]});
    }
    right.insert(right.end(), {500, 0, 500, 600});
    const auto begun = [&](std::vector<double> ring) {
      const auto by = static_cast<std::ptrdiff_t>(2 * (random() % (ring.size() / 2)));
      std::rotate(ring.begin(), ring.begin() + by, ring.end());
      ring.insert(ring.end(), {ring[0], ring[1]});
      return ring;
    };
    const GeometryColumn column = polygons({begun(left), begun(right)});
    const GeometryColumn thin = simplified(column, 2);
    EXPECT_LT(thin[0].vertex_count(), column[0].vertex_count());
    // Border vertices lie within x ±3; what both keep of them is the same set.
    const auto on_border = [&](std::size_t row) {
      std::vector<std::pair<double, double>> kept;
      const auto ring = ring_of(thin, row);
      for (std::size_t i = 0; i + 2 < ring.size(); i += 2) {
        if (std::abs(ring[i]) <= 3) kept.emplace_back(ring[i], ring[i + 1]);
      }
      std::ranges::sort(kept);
      return kept;
    };
    EXPECT_EQ(on_border(0), on_border(1));
    EXPECT_NEAR(area(thin[0]) + area(thin[1]), area(column[0]) + area(column[1]), 1e-6);
  }
}

TEST(Simplification, AnEnclaveFillsItsHole) {
  std::vector<double> circle;
  for (int i = 0; i <= 90; ++i) {
    const double turn = (i % 90) * std::numbers::pi / 45;
    circle.insert(circle.end(), {50 + 20 * std::cos(turn), 50 + 20 * std::sin(turn)});
  }
  std::vector<double> backwards;
  for (std::size_t i = circle.size(); i > 0; i -= 2) {
    backwards.insert(backwards.end(), {circle[i - 2], circle[i - 1]});
  }
  std::rotate(backwards.begin(), backwards.begin() + 40, backwards.end() - 2);
  std::copy_n(backwards.begin(), 2, backwards.end() - 2);
  GeometryColumn column;
  column.begin_row(Kind::polygon);
  column.begin_part();
  column.begin_ring();
  column.add_vertices(std::vector<double>{0, 0, 100, 0, 100, 100, 0, 100, 0, 0});
  column.begin_ring();
  column.add_vertices(backwards);
  column.end_row();
  column.append(polygons({circle})[0]);
  const GeometryColumn thin = simplified(column, 0.5);
  EXPECT_LT(thin[1].vertex_count(), 40u);
  EXPECT_NEAR(area(thin[0]) + area(thin[1]), 10'000, 1e-6);
}

TEST(Simplification, WhatIsDroppedLiesWithinTolerance) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> step(-2, 2);
  std::vector<double> walk = {0, 0};
  for (int i = 0; i < 500; ++i) {
    walk.insert(walk.end(), {walk[walk.size() - 2] + step(random), walk.back() + step(random)});
  }
  GeometryColumn lines;
  lines.begin_row(Kind::line);
  lines.begin_part();
  lines.begin_ring();
  lines.add_vertices(walk);
  lines.end_row();
  const auto thin = ring_of(simplified(lines, 1.5), 0);
  ASSERT_LT(thin.size(), walk.size() / 2);
  for (std::size_t i = 0; i < walk.size(); i += 2) {
    double nearest = 1e9;
    for (std::size_t side = 0; side + 2 < thin.size(); side += 2) {
      const double x = thin[side + 2] - thin[side];
      const double y = thin[side + 3] - thin[side + 1];
      const double along = std::clamp(
          ((walk[i] - thin[side]) * x + (walk[i + 1] - thin[side + 1]) * y) / (x * x + y * y), 0.0,
          1.0);
      nearest = std::min(nearest, std::hypot(walk[i] - thin[side] - along * x,
                                             walk[i + 1] - thin[side + 1] - along * y));
    }
    EXPECT_LE(nearest, 1.5 + 1e-9);
  }
}

}  // namespace
}  // namespace uavt::geo
