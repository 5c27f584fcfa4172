// What `inspect` says about a file nobody has described yet.
#include <gmock/gmock.h>

#include "tests/importers/fixtures.hpp"

namespace uavt::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<sync::Profile> profiles() {
  sync::ProfileLayer mahalle;
  mahalle.layer = sync::SourceLayer::neighbourhood;
  mahalle.tables = {"MAHALLE"};
  mahalle.columns = {{"mahalle_kodu", {"KIMLIKNO"}}, {"ad", {"AD"}}};
  return {{"maks", {mahalle}}};
}

class Inspect : public Folder {};

TEST_F(Inspect, RecognisesALayerAndProposesASource) {
  exporters::WriteOptions options;
  options.layer = "MAHALLE";
  exporters::write(neighbourhoods(), path / "m.gpkg", options);
  const auto layers = inspect((path / "m.gpkg").string(), profiles());
  ASSERT_EQ(layers.size(), 1U);
  const auto& layer = layers[0];
  EXPECT_TRUE(layer.is_recognised);
  EXPECT_EQ(layer.recognised, sync::SourceLayer::neighbourhood);
  EXPECT_EQ(layer.profile, "maks");
  EXPECT_EQ(layer.crs, "EPSG:5254");
  EXPECT_EQ(layer.rows, 5U);
  EXPECT_DOUBLE_EQ(layer.extent.min_x, 500'000);
  EXPECT_DOUBLE_EQ(layer.extent.max_x, 500'350);
  ASSERT_GE(layer.columns.size(), 3U);
  EXPECT_EQ(layer.columns[1].attribute, "ad");
  EXPECT_THAT(layer.columns[1].examples, ElementsAre("İSTİKLÂL", "ığdır ŞEHİTLERİ", "ÇÖĞÜRCÜ"));
  EXPECT_THAT(layer.columns[2].examples, ElementsAre()) << "unmapped values are not shown";
  EXPECT_THAT(layer.source_block, HasSubstr("layer = \"mahalle\""));
  EXPECT_THAT(layer.source_block, HasSubstr("profile = \"maks\""));
}

// Bug: AKS' columns of a building outvoted those of a door, and points were called buildings.
TEST_F(Inspect, PointsAreNoNeighbourhoodWhateverTheirColumnsSay) {
  std::string places = R"({"type":"FeatureCollection","features":[)";
  places += R"({"type":"Feature","properties":{"KIMLIKNO":1,"AD":"A"},)";
  places += R"("geometry":{"type":"Point","coordinates":[30,37]}}]})";
  const auto layers = inspect(write("m.geojson", places), profiles());
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_FALSE(layers[0].is_recognised);
}

TEST_F(Inspect, PersonsAreMarkedAndNotShown) {
  std::string bytes = "KIMLIKNO;AD;TCKIMLIKNO\n";
  for (int i = 0; i < 6; ++i) bytes += std::to_string(i) + ";10000000146;10000000146\n";
  const auto layers = inspect(write("m.csv", bytes), profiles());
  ASSERT_EQ(layers.size(), 1U);
  ASSERT_EQ(layers[0].columns.size(), 3U);
  EXPECT_FALSE(layers[0].columns[0].personal);
  EXPECT_TRUE(layers[0].columns[1].personal);
  EXPECT_TRUE(layers[0].columns[2].personal);
  EXPECT_TRUE(layers[0].columns[1].examples.empty());
}

TEST_F(Inspect, WhatIsUnknownIsStillDescribed) {
  const auto layers = inspect(write("x.csv", "A;B\n1;2\n"), profiles());
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_FALSE(layers[0].is_recognised);
  EXPECT_EQ(layers[0].columns.size(), 2U);
  EXPECT_THAT(layers[0].source_block, HasSubstr("columns = { }"));
}

}  // namespace
}  // namespace uavt::importers
