// GEO: what is repaired, what is set apart, and that nothing else is touched.
#include <gtest/gtest.h>

#include <algorithm>

#include "sync/rules_geometry.hpp"
#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
const std::vector<double> crossed = {0, 0, 10, 10, 10, 0, 0, 10, 0, 0};

void building(Town& town, const std::string& code, const Shape& shape) {
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", code}}, shape);
}

TEST(GeometryRules, ACrossedRingIsRepairedWithBeforeAndAfter) {
  Town town;
  building(town, "1", ring(crossed));
  town.run();
  ASSERT_EQ(town.count(Rule::geo_05), 1u);
  const Finding& finding = *std::ranges::find(town.last.findings, Rule::geo_05, &Finding::rule);
  EXPECT_NE(std::ranges::find(finding.evidence, "before", &Arguments::value_type::first),
            finding.evidence.end());
  EXPECT_NE(std::ranges::find(finding.evidence, "after", &Arguments::value_type::first),
            finding.evidence.end());
  EXPECT_DOUBLE_EQ(town.published(Layer::building).geometry.area(0), 50.0);
}

TEST(GeometryRules, TheFindingPersistsAndNothingIsWritten) {
  Town town;
  for (int night = 0; night < 2; ++night) {
    building(town, "1", ring(crossed));
    town.run();
    EXPECT_EQ(town.count(Rule::geo_05), 1u);
  }
  EXPECT_EQ(town.rows_changed() + town.images_changed(), 0u);
}

TEST(GeometryRules, WithoutRepairTheRowIsSetApartAndWhatWasPublishedStands) {
  Town town;
  town.settings.rules[static_cast<std::size_t>(Rule::geo_05)].repair = false;
  building(town, "1", square(0, 0, 10));
  town.run();
  building(town, "1", ring(crossed));
  town.run();
  EXPECT_EQ(town.rows_changed(), 0u);
  EXPECT_DOUBLE_EQ(town.published(Layer::building).geometry.area(0), 100.0);
}

TEST(GeometryRules, AMissingGeometryIsAskedForOnlyWhereTheLayerBringsAny) {
  Town town;
  building(town, "1", {});
  town.run();
  EXPECT_EQ(town.count(Rule::geo_01), 0u);
  building(town, "1", {});
  building(town, "2", square(0, 0, 10));
  town.run();
  EXPECT_EQ(town.count(Rule::geo_01), 1u);
}

TEST(GeometryRules, ASourceWithoutGeometryIsNotAskedBesideOneThatHasIt) {
  Town town;
  building(town, "1", {});
  building(town, "2", square(0, 0, 10));
  Table& table = town.night.side(cbs).table(Layer::building);
  table.origins[0].source = table.origins[1].source + 100;
  table.without_geometry = {table.origins[0].source};
  EXPECT_FALSE(table.knows_geometry(0));
  EXPECT_TRUE(table.knows_geometry(1));
  town.night.side(cbs).image_row[index(Layer::building)] = {no_row, no_row};
  judge_geometry(town.night, town.settings);
  EXPECT_TRUE(town.night.findings.empty());
  EXPECT_EQ(table.states[0], RowState::valid);
}

TEST(GeometryRules, AMezraNeedsNoPolygon) {
  Town town;
  town.row(cbs, Layer::neighbourhood, {{"ad", "Merkez"}, {"tur", "mahalle"}}, square(0, 0, 10));
  town.row(cbs, Layer::neighbourhood, {{"ad", "Yukarı"}, {"tur", "mezra"}});
  town.row(cbs, Layer::neighbourhood, {{"ad", "Aşağı"}, {"tur", "koy"}});
  town.run();
  EXPECT_EQ(town.count(Rule::geo_01), 1u);
}

TEST(GeometryRules, AnotherKindIsSetApart) {
  Town town;
  building(town, "1", line({0, 0, 5, 5}));
  town.run();
  EXPECT_EQ(town.count(Rule::geo_02), 1u);
  EXPECT_EQ(town.published(Layer::building).size(), 0u);
}

TEST(GeometryRules, ARuleThatIsOffStillSetsApartWhatCannotBePublished) {
  Town town;
  town.settings.rules[static_cast<std::size_t>(Rule::geo_02)].off = true;
  building(town, "1", line({0, 0, 5, 5}));
  town.run();
  EXPECT_EQ(town.count(Rule::geo_02), 0u);
  EXPECT_EQ(town.published(Layer::building).size(), 0u);
}

}  // namespace
}  // namespace uavt::sync
