// What is ours, by place and by parent.
#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;

void mahalle(Town& town, const std::string& code, double x) {
  town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", code}, {"ad", "M" + code}},
           square(x, 0, 1000));
}

std::size_t building(Town& town, const std::string& code, double x) {
  return town.row(cbs, Layer::building, {{"yapi_kimlik_no", code}}, square(x, 10, 10));
}

TEST(Scope, WithoutAnyPolygonEverythingIsOurs) {
  Town town;
  building(town, "1", 50'000);
  town.run();
  EXPECT_EQ(town.published(Layer::building).size(), 1u);
}

TEST(Scope, OursIsWhatTouchesUsAndFarAwayIsSetApart) {
  Town town;
  mahalle(town, "100", 0);
  building(town, "1", 10);
  building(town, "2", 995);
  building(town, "3", 1200);
  building(town, "4", 5000);
  town.run();
  const std::vector<RowState> expected = {RowState::valid, RowState::valid,
                                          RowState::out_of_scope, RowState::quarantined};
  EXPECT_EQ(town.last.side(cbs).table(Layer::building).states, expected);
  EXPECT_EQ(town.count(Rule::crs_05), 1u);
}

TEST(Scope, ARowLiesInTheMahalleThatHoldsMostOfIt) {
  Town town;
  mahalle(town, "100", 0);
  mahalle(town, "200", 1000);
  building(town, "1", 993);
  building(town, "2", 997);
  town.run();
  EXPECT_EQ(town.value(Layer::building, 0, "mahalle_tucbs_no"), "1");
  EXPECT_EQ(town.value(Layer::building, 1, "mahalle_tucbs_no"), "2");
}

TEST(Scope, AMahalleThatIsNotOursTakesItsRowsAlong) {
  Town town;
  town.settings.municipality.mahalle = {100};
  mahalle(town, "100", 0);
  mahalle(town, "200", 1000);
  town.row(cbs, Layer::street, {{"csbm_kodu", "1"}, {"mahalle_kodu", "200"}, {"ad", "Gül"}});
  const auto door = town.row(cbs, Layer::door, {{"csbm_kodu", "1"}, {"kapi_no", "5"},
                                                {"bina_kodu", "9"}}, point(1500, 10));
  town.link(cbs, Layer::unit, town.row(cbs, Layer::unit, {{"adres_no", "1"}}),
            "numarataj_tucbs_no", door);
  town.run();
  for (const Layer layer : {Layer::street, Layer::door, Layer::unit}) {
    EXPECT_EQ(town.published(layer).size(), 0u) << name(layer);
    EXPECT_EQ(town.last.side(cbs).table(layer).states[0], RowState::out_of_scope) << name(layer);
  }
  EXPECT_EQ(town.published(Layer::neighbourhood).size(), 1u);
}

TEST(Scope, WhatWasPublishedDoesNotVanishWithABrokenMahalle) {
  Town town;
  mahalle(town, "100", 0);
  mahalle(town, "200", 1000);
  building(town, "1", 1500);
  town.run();
  mahalle(town, "100", 0);
  // A line in place of the polygon: GEO-02, set apart.
  town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", "200"}, {"ad", "M200"}},
           line({0, 0, 5, 5}));
  building(town, "1", 1500);
  town.run();
  ASSERT_EQ(town.published(Layer::building).size(), 1u);
  EXPECT_EQ(town.value(Layer::building, 0, "mahalle_tucbs_no"), "2");
}

// Bug: the areas of the night were only those of live rows, so a building that was new in a mahalle
// whose polygon broke that night lay beyond the district.
TEST(Scope, WhatIsNewInAMahalleThatBreaksTonightIsOurs) {
  Town town;
  mahalle(town, "100", 0);
  mahalle(town, "200", 10'000);
  town.run();
  mahalle(town, "100", 0);
  town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", "200"}, {"ad", "M200"}},
           line({0, 0, 5, 5}));
  building(town, "1", 10'500);
  town.run();
  EXPECT_EQ(town.count(Rule::crs_05), 0u);
  ASSERT_EQ(town.published(Layer::building).size(), 1u);
  EXPECT_EQ(town.value(Layer::building, 0, "mahalle_tucbs_no"), "2");
}

}  // namespace
}  // namespace uavt::sync
