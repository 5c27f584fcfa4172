// A group is asked and taken whole.
#include "sync/groups.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr double tolerance = 0.002;

const Group& group(Layer layer, std::string_view name) {
  return groups(layer)[*group_position(layer, name)];
}

TEST(Groups, EveryAttributeAndReferenceIsInExactlyOne) {
  for (const Layer layer : all_layers) {
    std::multiset<std::size_t> seen;
    int geometries = 0;
    for (const Group& each : groups(layer)) {
      seen.insert(each.attributes.begin(), each.attributes.end());
      seen.insert(each.references.begin(), each.references.end());
      geometries += each.geometry ? 1 : 0;
    }
    const auto attributes = layer_type(layer).attributes;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      EXPECT_EQ(seen.count(a), attributes[a].role == Role::shadow ? 0u : 1u) << attributes[a].name;
    }
    EXPECT_EQ(geometries, layer_type(layer).geometry == geo::Kind::null ? 0 : 1);
  }
}

// Bug: a unit's door went with `diger`, so that the door of one register was published beside the
// address of the other (law 11).
TEST(Groups, TheDoorOfAUnitIsPartOfItsAddress) {
  const std::size_t door = position(Layer::unit, "numarataj_tucbs_no");
  EXPECT_EQ(group(Layer::unit, "adres").references, std::vector<std::size_t>{door});
}

TEST(Groups, ANullNeverDiffersButIsAChange) {
  const Table doors = table_of(Layer::door, {{{"csbm_kodu", "1"}, {"kapi_no", "12/A"}},
                                             {{"kapi_no", "12a"}},
                                             {{"csbm_kodu", "2"}, {"kapi_no", "12A"}},
                                             {}});
  const Group& address = group(Layer::door, "adres");
  EXPECT_TRUE(delivers(address, doors, 1));
  EXPECT_FALSE(delivers(address, doors, 3));
  EXPECT_FALSE(differ(address, doors, 0, doors, 1, tolerance));
  EXPECT_TRUE(differ(address, doors, 0, doors, 2, tolerance));
  EXPECT_FALSE(unchanged(address, doors, 0, doors, 1, tolerance));
}

TEST(Groups, CodesOfOneResolvedStreetDoNotDiffer) {
  Table doors = table_of(Layer::door, {{{"csbm_kodu", "1"}, {"kapi_no", "5"}},
                                       {{"csbm_kodu", "900"}, {"kapi_no", "5"}}});
  const Group& address = group(Layer::door, "adres");
  EXPECT_TRUE(differ(address, doors, 0, doors, 1, tolerance));
  Column& streets = doors.columns[position(Layer::door, "csbm_tucbs_no")];
  streets.integers = {7, 7};
  EXPECT_FALSE(differ(address, doors, 0, doors, 1, tolerance));
  streets.integers = {7, 8};
  EXPECT_TRUE(differ(address, doors, 0, doors, 1, tolerance));
}

TEST(Groups, SettledValuesAreWhatTheRowWas) {
  Table buildings = table_of(Layer::building, {{{"durum", "yikilmis"}, {"yikim_tarihi", "2026-11-01"}},
                                               {{"durum", "kullanimda"}}});
  set_shape(buildings, 0, square(0, 0, 10));
  set_shape(buildings, 1, square(0, 0, 11));
  for (const Group& each : groups(Layer::building)) {
    const Unsettled kept = settled_values(each, buildings, 0);
    EXPECT_TRUE(unchanged(each, buildings, 0, kept, tolerance));
    const bool same = unchanged(each, buildings, 0, buildings, 1, tolerance);
    EXPECT_EQ(unchanged(each, buildings, 1, kept, tolerance), same) << int{each.position};
  }
  EXPECT_FALSE(unchanged(group(Layer::building, "geometri"), buildings, 1,
                         settled_values(group(Layer::building, "geometri"), buildings, 0),
                         tolerance));
}

}  // namespace
}  // namespace uavt::sync
