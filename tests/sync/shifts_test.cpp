// CRS-04: a source that lies beside another by one vector.
#include "sync/shifts.hpp"
#include "tests/sync/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

/// Doors of both registers on a street, `noise_m` apart at random; those of the municipality moved.
std::vector<SourceShift> shifts_of_doors(double east_m, double north_m, double noise_m,
                                         int doors = 40) {
  Town town;
  town.settings.municipality.target_crs = "EPSG:5254";
  std::mt19937 dice(7);
  std::normal_distribution<double> noise(0, noise_m);
  for (int i = 0; i < doors; ++i) {
    const double x = 500000 + 20 * i, y = 4100000 + 7 * (i % 5);
    const std::string code = std::to_string(100 + i);
    const Values values = {{"bina_kodu", code}, {"kapi_no", std::to_string(i + 1)}};
    town.row(uavt, Layer::door, values, point(x, y));
    town.row(cbs, Layer::door, values, point(x + east_m + noise(dice), y + north_m + noise(dice)));
  }
  town.run();
  return source_shifts(town.last, town.matched, town.settings);
}

TEST(SourceShifts, OneVectorIsMeasured) {
  const auto shifts = shifts_of_doors(3, -2, 0.2);
  ASSERT_EQ(shifts.size(), 1u);
  EXPECT_NEAR(shifts[0].shift.vector.east_m, 3, 0.1);
  EXPECT_NEAR(shifts[0].shift.vector.north_m, -2, 0.1);
  EXPECT_EQ(shifts[0].cause, geo::ShiftCause::unknown);
  EXPECT_EQ(shifts[0].layer, Layer::door);
  EXPECT_EQ(shifts[0].reference, "uavt");
}

TEST(SourceShifts, Ed50ReadAsTurefIsNamedHere) {
  const auto expected = geo::ed50_read_as_turef({30.0, 37.03}, "EPSG:5254");
  ASSERT_TRUE(expected);
  const auto shifts = shifts_of_doors(expected->east_m, expected->north_m, 0.05);
  ASSERT_EQ(shifts.size(), 1u);
  EXPECT_EQ(shifts[0].cause, geo::ShiftCause::ed50_read_as_turef);
}

TEST(SourceShifts, WhoLiesOppositeIsTheOneThatIsRight) {
  const auto expected = geo::ed50_read_as_turef({30.0, 37.03}, "EPSG:5254");
  ASSERT_TRUE(expected);
  const auto shifts = shifts_of_doors(-expected->east_m, -expected->north_m, 0.05);
  ASSERT_EQ(shifts.size(), 1u);
  EXPECT_EQ(shifts[0].cause, geo::ShiftCause::ed50_read_as_turef);
  EXPECT_EQ(shifts[0].reference, "cbs") << "UAVT's are the ED50 coordinates";
}

TEST(SourceShifts, NoiseIsNoShift) {
  EXPECT_TRUE(shifts_of_doors(0, 0, 2.0).empty());
  EXPECT_TRUE(shifts_of_doors(0, 0, 0.0).empty());
}

TEST(SourceShifts, AFewDoorsAreChance) { EXPECT_TRUE(shifts_of_doors(3, 3, 0.1, 8).empty()); }

/// Houses in a row with a door in the middle of each southern wall, and a few at the side.
std::vector<SourceShift> shifts_of_a_row() {
  Town town;
  town.settings.municipality.target_crs = "EPSG:5254";
  for (int i = 0; i < 40; ++i) {
    const double x = 500000 + 20 * i, y = 4100000;
    const std::string code = std::to_string(100 + i);
    const bool side = i % 10 == 9;
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", code}}, square(x, y, 10));
    town.row(cbs, Layer::door,
             {{"bina_kodu", code}, {"kapi_no", std::to_string(i + 1)}, {"yapi_kimlik_no", code}},
             point(x + (side ? 10 : 5), y + (side ? 5 : 0)));
  }
  town.run();
  return source_shifts(town.last, town.matched, town.settings);
}

// Along a street of houses that all look one way nearly any shift fits the walls (LawOfMemory has the
// town in which one was told).
TEST(SourceShifts, ARowOfHousesWhoseDoorsLieRightHasNone) {
  EXPECT_TRUE(shifts_of_a_row().empty());
}

TEST(SourceShifts, AreSaidOnceASource) {
  Town town;
  std::vector<SourceShift> shifts(1);
  shifts[0].layer = Layer::door;
  shifts[0].shift.agreeing = 12;
  shifts[0].cause = geo::ShiftCause::unknown;
  judge_shifts(town.night, shifts, town.settings);
  ASSERT_EQ(town.night.findings.size(), 1u);
  EXPECT_EQ(town.night.findings[0].rule, Rule::crs_04);
  EXPECT_EQ(town.night.findings[0].severity, Severity::error);
  town.settings.rules[static_cast<std::size_t>(Rule::crs_04)].off = true;
  judge_shifts(town.night, shifts, town.settings);
  EXPECT_EQ(town.night.findings.size(), 1u);
}

}  // namespace
}  // namespace uavt::sync
