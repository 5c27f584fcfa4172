// Three-way beside the oracle: groups that meet in one row, the same change twice, noise.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

/// A door both registers have; what each says of its number and its place.
struct Door {
  std::string number = "5";
  double x = 0;
};
void doors(Town& town, const Door& national, const Door& municipal) {
  town.row(uavt, Layer::door, {{"bina_kodu", "1"}, {"kapi_no", national.number}},
           point(national.x, 0));
  town.row(cbs, Layer::door, {{"bina_kodu", "1"}, {"kapi_no", municipal.number}},
           point(municipal.x, 0));
  town.run();
}

TEST(ThreeWayMerge, ChangesOfDisjointGroupsMeetInOneRow) {
  Town town;
  town.authority(Layer::door, "geometri", Authority::cbs);
  doors(town, {}, {});
  doors(town, {"7", 0}, {"5", 4});
  EXPECT_EQ(town.value(Layer::door, 0, "kapi_no"), "7");
  EXPECT_EQ(town.published(Layer::door).geometry.centre(0).x, 4);
  EXPECT_EQ(town.count(Rule::uav_10), 0u);
}

TEST(ThreeWayMerge, TheSameChangeOnBothSidesIsAgreed) {
  Town town;
  town.authority(Layer::door, "adres", Authority::never);
  doors(town, {}, {});
  doors(town, {"12A", 0}, {"12/A", 0});
  EXPECT_EQ(town.value(Layer::door, 0, "kapi_no"), "12A");
  EXPECT_EQ(town.count(Rule::uav_03) + town.count(Rule::uav_10), 0u);
  EXPECT_TRUE(town.stored.unsettled.empty());
}

TEST(ThreeWayMerge, WhatIsWithinTheToleranceIsNoChange) {
  Town town;
  town.authority(Layer::door, "geometri", Authority::never);
  doors(town, {}, {});
  doors(town, {"5", 0.001}, {"5", -0.001});
  EXPECT_EQ(town.rows_changed() + town.images_changed(), 0u);
  doors(town, {"5", 0.001}, {"5", 0.5});
  EXPECT_EQ(town.stored.unsettled.size(), 1u) << "the municipality's move waits";
}

TEST(ThreeWayMerge, TheAuthorityGoesOnWithoutAConflict) {
  Town town;
  town.authority(Layer::door, "adres", Authority::cbs);
  doors(town, {"B", 0}, {"A", 0});
  ASSERT_EQ(town.value(Layer::door, 0, "kapi_no"), "A");
  doors(town, {"B", 0}, {"C", 0});
  EXPECT_EQ(town.value(Layer::door, 0, "kapi_no"), "C");
  EXPECT_EQ(town.count(Rule::uav_03), 1u);
  EXPECT_EQ(std::ranges::count_if(town.last.findings,
                                  [](const Finding& finding) {
                                    return finding.rule == Rule::uav_10 && !finding.only_while_open;
                                  }),
            0);
}

}  // namespace
}  // namespace uavt::sync
