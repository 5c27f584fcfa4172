// For which mahalle a delivery speaks, and what follows for the rows outside.
#include "sync/coverage.hpp"

#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;

Settings two_sources(DeliveryKind kind, std::vector<std::int64_t> codes) {
  Settings settings;
  for (int i = 0; i < 2; ++i) {
    SourceSettings source;
    source.layer = SourceLayer::building;
    settings.sources.push_back(source);
  }
  settings.sources[0].delivery = kind;
  settings.sources[0].coverage = std::move(codes);
  return settings;
}

LayerCoverage coverage_of(const Settings& settings, std::vector<bool> read) {
  std::vector<Delivery> deliveries(read.size());
  for (std::size_t d = 0; d < read.size(); ++d) {
    deliveries[d].source = static_cast<std::uint16_t>(d);
    deliveries[d].read = read[d];
  }
  return coverages(deliveries, settings)[index(cbs)][index(Layer::building)];
}

Published mahalle_100() {
  Published published;
  published.table = table_of(Layer::neighbourhood, {{{"mahalle_kodu", "100"}}});
  published.table.tucbs_no = {7};
  return published;
}

TEST(Coverage, AFlatFileFeedsFourLayers) {
  std::size_t fed = 0;
  for (const Layer layer : all_layers) fed += feeds(SourceLayer::flat, layer) ? 1 : 0;
  EXPECT_EQ(fed, 4u);
  EXPECT_FALSE(feeds(SourceLayer::flat, Layer::building));
}

TEST(Coverage, OneSourceForEverythingIsEnough) {
  const auto both = coverage_of(two_sources(DeliveryKind::full, {100}), {true, true});
  EXPECT_TRUE(covers(both, 0, mahalle_100()));
  const auto one = coverage_of(two_sources(DeliveryKind::full, {100}), {true});
  EXPECT_TRUE(covers(one, 7, mahalle_100()));
  EXPECT_FALSE(covers(one, 0, mahalle_100())) << "a row of no known mahalle";
  EXPECT_FALSE(covers(one, 8, mahalle_100()));
}

TEST(Coverage, ADeltaOrASiblingThatWasNotReadRemovesNothing) {
  EXPECT_FALSE(
      covers(coverage_of(two_sources(DeliveryKind::delta, {}), {true}), 7, mahalle_100()));
  EXPECT_FALSE(
      covers(coverage_of(two_sources(DeliveryKind::full, {}), {true, false}), 7, mahalle_100()));
  EXPECT_TRUE(
      covers(coverage_of(two_sources(DeliveryKind::full, {}), {true, true}), 7, mahalle_100()));
}

TEST(Coverage, OutsideOfItRowsStandAsLastSeen) {
  Town town;
  for (const std::string code : {"100", "200"}) {
    const double x = code == "100" ? 0 : 1000;
    town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", code}, {"ad", "M" + code}},
             square(x, 0, 1000));
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", code}}, square(x + 10, 10, 10));
  }
  town.run();
  town.speaks_for(cbs, Layer::building, {100});
  town.run();
  ASSERT_EQ(town.published(Layer::building).size(), 1u);
  EXPECT_EQ(town.value(Layer::building, 0, "yapi_kimlik_no"), "200");
  EXPECT_EQ(town.value(Layer::building, 0, "mahalle_tucbs_no"), "2");
}

}  // namespace
}  // namespace uavt::sync
