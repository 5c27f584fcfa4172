#include "geo/line_likeness.hpp"

#include <gtest/gtest.h>

#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

TEST(LineLikeness, is_the_smaller_share_within_reach) {
  const auto column = test::shapes({
      "LINESTRING (0 0, 100 0)",
      "LINESTRING (100 3, 50 3, 0 3)",                 // drawn the other way, three metres off
      "LINESTRING (0 0, 40 0)",                        // a piece
      "LINESTRING (0 8, 100 8)",                       // the other carriageway
      "MULTILINESTRING ((50 0, 100 0), (0 0, 50 0))",  // the same in parts
      "LINESTRING (50 -50, 50 50)",                    // crosses
      "POINT (0 0)",
  });
  EXPECT_DOUBLE_EQ(line_likeness(column[0], column[0], 5), 1);
  EXPECT_DOUBLE_EQ(line_likeness(column[0], column[1], 5), 1);
  EXPECT_NEAR(line_likeness(column[0], column[2], 5), 0.45, 0.011) << "40 m and 5 m beyond its end";
  EXPECT_EQ(line_likeness(column[0], column[3], 5), 0);
  EXPECT_DOUBLE_EQ(line_likeness(column[0], column[4], 5), 1);
  EXPECT_NEAR(line_likeness(column[0], column[5], 5), 0.1, 0.011);
  EXPECT_EQ(line_likeness(column[0], column[6], 5), 0);
  for (std::size_t a = 0; a < column.size(); ++a) {
    for (std::size_t b = 0; b < column.size(); ++b) {
      EXPECT_EQ(line_likeness(column[a], column[b], 5), line_likeness(column[b], column[a], 5));
    }
  }
}

}  // namespace
}  // namespace uavt::geo
