// Noise is no change, drift is.
#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;

Town one_building(const Shape& shape, const std::string& name) {
  Town town;
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}, {"ad", name}}, shape);
  town.run();
  return town;
}

void again(Town& town, const Shape& shape, const Values& values) {
  town.row(cbs, Layer::building, values, shape);
  town.run();
}

TEST(Settle, NoiseAndAnotherDressWriteNothing) {
  Town town = one_building(square(0, 0, 10), "Gül Apartmanı");
  again(town, ring({10.001, 10, 10, 0.001, 0, 0, -0.001, 10, 10.001, 10}),
        {{"yapi_kimlik_no", "1"}, {"ad", "  GÜL APARTMANI "}});
  EXPECT_EQ(town.rows_changed() + town.images_changed(), 0u);
}

TEST(Settle, DriftIsAChangeThoughEachNightIsNoise) {
  Town town = one_building(square(0, 0, 10), "A");
  again(town, square(0.0015, 0, 10), {{"yapi_kimlik_no", "1"}, {"ad", "A"}});
  EXPECT_EQ(town.rows_changed(), 0u);
  again(town, square(0.003, 0, 10), {{"yapi_kimlik_no", "1"}, {"ad", "A"}});
  EXPECT_EQ(town.rows_changed(), 1u) << "the image is never replaced by noise";
}

TEST(Settle, AnUnmappedAttributeKeepsWhatWasSeenAndANullDoesNot) {
  Town town = one_building(square(0, 0, 10), "A");
  again(town, square(0, 0, 10), {{"yapi_kimlik_no", "1"}});
  EXPECT_EQ(town.value(Layer::building, 0, "ad"), "A");
  EXPECT_EQ(town.rows_changed() + town.images_changed(), 0u);
  again(town, square(0, 0, 10), {{"yapi_kimlik_no", "1"}, {"ad", ""}});
  EXPECT_EQ(town.value(Layer::building, 0, "ad"), "");
}

TEST(Settle, ASourceWithoutGeometryKeepsTheLastSeen) {
  Town town = one_building(square(0, 0, 10), "A");
  again(town, {}, {{"yapi_kimlik_no", "1"}, {"ad", "B"}});
  EXPECT_EQ(town.published(Layer::building).geometry.kind(0), geo::Kind::polygon);
  EXPECT_EQ(town.value(Layer::building, 0, "ad"), "B");
}

TEST(Settle, TheGridIsLaidOnWhatIsNew) {
  Town town = one_building(square(0.0004, 0, 10), "A");
  EXPECT_DOUBLE_EQ(town.published(Layer::building).geometry[0].vertices()[0], 0.0);
}

}  // namespace
}  // namespace uavt::sync
