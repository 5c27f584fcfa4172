#include "geo/shift.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <random>

#include "geo/error.hpp"
#include "geo/transformation.hpp"

namespace uavt::geo {
namespace {

/// Pairs over a town of 10 km: the layer lies `shift` off, each pair with its own noise.
class Pairs {
 public:
  explicit Pairs(std::uint32_t seed) : engine_(seed) {}

  Pairs& agreeing(std::size_t count, Vector shift, double noise_m) {
    std::normal_distribution<double> noise(0, 1);
    for (std::size_t i = 0; i < count; ++i) {
      const Point at = anywhere();
      pairs_.push_back({{at.x + shift.east_m + noise_m * noise(engine_),
                         at.y + shift.north_m + noise_m * noise(engine_)},
                        at});
    }
    return *this;
  }

  /// Features that do not belong together: any two places of the town.
  Pairs& mismatched(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) pairs_.push_back({anywhere(), anywhere()});
    return *this;
  }

  /// Mismatches all to one side, the hardest for a median.
  Pairs& mismatched_east(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const Point at = anywhere();
      pairs_.push_back({{at.x + 500 + at.y / 100'000, at.y}, at});
    }
    return *this;
  }

  Pairs& add(PointPair pair) {
    pairs_.push_back(pair);
    return *this;
  }

  [[nodiscard]] std::optional<ConstantShift> shift() {
    std::shuffle(pairs_.begin(), pairs_.end(), engine_);
    return constant_shift(pairs_);
  }

 private:
  Point anywhere() {
    std::uniform_real_distribution<double> off(0, 10'000);
    return {550'000 + off(engine_), 4'080'000 + off(engine_)};
  }

  std::mt19937 engine_;
  std::vector<PointPair> pairs_;
};

constexpr Vector konyaalti{34, 183};

TEST(Shift, AnExactShiftIsFound) {
  const auto found = Pairs(1).agreeing(100, konyaalti, 0).shift();
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->vector.east_m, 34, 1e-6);
  EXPECT_NEAR(found->vector.north_m, 183, 1e-6);
  EXPECT_NEAR(found->vector.length_m(), std::hypot(34, 183), 1e-6);
  EXPECT_NEAR(found->spread_m, 0, 1e-6);
  EXPECT_EQ(found->count, 100U);
  EXPECT_EQ(found->agreeing, 100U);
  EXPECT_EQ(found->agreeing_share, 1);
}

TEST(Shift, ItsSignIsLayerMinusReference) {
  std::vector<PointPair> pairs(12, {{103, 198}, {100, 200}});
  const auto found = constant_shift(pairs);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->vector.east_m, 3) << "the layer lies too far east";
  EXPECT_EQ(found->vector.north_m, -2) << "and too far south";
}

TEST(Shift, NoiseShowsInTheSpread) {
  const auto found = Pairs(2).agreeing(2'000, konyaalti, 0.3).shift();
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->vector.east_m, 34, 0.05);
  EXPECT_NEAR(found->vector.north_m, 183, 0.05);
  // The median distance of a plane's normal noise is 1.177 of its deviation per axis.
  EXPECT_NEAR(found->spread_m, 0.3 * 1.177, 0.03);
  EXPECT_GT(found->agreeing_share, 0.99);
}

TEST(Shift, ThirtyPercentWrongMatchesDoNotDisturb) {
  const auto found = Pairs(3).agreeing(70, konyaalti, 0.2).mismatched(30).shift();
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->vector.east_m, 34, 0.3);
  EXPECT_NEAR(found->vector.north_m, 183, 0.3);
  EXPECT_NEAR(found->agreeing_share, 0.7, 0.03);
  EXPECT_LT(found->spread_m, 0.5);
  const auto one_sided = Pairs(4).agreeing(700, konyaalti, 0.2).mismatched_east(300).shift();
  ASSERT_TRUE(one_sided);
  EXPECT_NEAR(one_sided->vector.east_m, 34, 0.2);
  EXPECT_NEAR(one_sided->vector.north_m, 183, 0.2);
}

TEST(Shift, TooFewPairsAreChance) {
  EXPECT_FALSE(constant_shift({}));
  EXPECT_FALSE(Pairs(5).agreeing(9, konyaalti, 0).shift());
  EXPECT_TRUE(Pairs(5).agreeing(10, konyaalti, 0).shift());
  EXPECT_FALSE(Pairs(6).agreeing(9, konyaalti, 0).mismatched(4).shift()) << "nine agree";
}

TEST(Shift, NoShiftIsNone) {
  EXPECT_FALSE(Pairs(7).agreeing(500, {}, 0).shift());
  EXPECT_FALSE(Pairs(7).agreeing(500, {}, 2).shift());
  EXPECT_FALSE(Pairs(7).agreeing(350, {}, 0.2).mismatched(150).shift());
  EXPECT_FALSE(Pairs(7).agreeing(500, {1, 1}, 2).shift()) << "not longer than its spread";
  EXPECT_FALSE(Pairs(7).agreeing(500, {0.2, 0.2}, 0.01).shift()) << "within mapping accuracy";
  EXPECT_TRUE(Pairs(7).agreeing(500, {1, 1}, 0.1).shift());
}

TEST(Shift, ScatterIsNoShift) {
  EXPECT_FALSE(Pairs(8).mismatched(1'000).shift());
  EXPECT_FALSE(Pairs(8).agreeing(50, konyaalti, 0.1).mismatched(50).shift()) << "half agree";
  // Two halves of a layer, each shifted in its own way, are not one shift.
  EXPECT_FALSE(Pairs(8).agreeing(50, {40, 0}, 0.1).agreeing(50, {0, 40}, 0.1).shift());
}

TEST(Shift, PairsThatAreNotFiniteAreLeftOut) {
  Pairs pairs(9);
  pairs.agreeing(20, konyaalti, 0.1);
  for (int i = 0; i < 50; ++i) pairs.add({{std::nan(""), 0}, {0, HUGE_VAL}});
  const auto found = pairs.shift();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->count, 20U);
}

TEST(Shift, Ed50ReadAsTurefOverTheCountry) {
  struct Place {
    double lon_deg, lat_deg;
    const char* target;
    double east_m, north_m;
  };
  // EPSG:1783 and the Krüger series reckoned apart from PROJ, in whole metres. The zone counts: the
  // two ellipsoids' eastings differ by 4 m in 100 km from the meridian.
  for (const auto& [lon, lat, target, east, north] : {Place{27, 38.4, "EPSG:5253", 41, 186},
                                                      {30.6, 36.85, "EPSG:5254", 34, 183},
                                                      {32.85, 39.93, "EPSG:5255", 28, 184},
                                                      {36.63, 37.03, "EPSG:5256", 21, 181},
                                                      {43, 38.5, "EPSG:5258", 8, 180},
                                                      {43, 38.5, "EPSG:5259", 0, 180}}) {
    const auto vector = ed50_read_as_turef({lon, lat}, target);
    ASSERT_TRUE(vector) << target;
    EXPECT_NEAR(vector->east_m, east, 1) << target;
    EXPECT_NEAR(vector->north_m, north, 1) << target;
  }
}

TEST(Shift, Ed50SistersOfEveryProjectedTarget) {
  const Point islahiye{36.63, 37.03};
  const auto tm = ed50_read_as_turef(islahiye, "EPSG:5256");
  const auto prefixed = ed50_read_as_turef(islahiye, "EPSG:5272");
  ASSERT_TRUE(tm && prefixed);
  EXPECT_NEAR(tm->east_m, prefixed->east_m, 1e-6);
  EXPECT_NEAR(tm->north_m, prefixed->north_m, 1e-6);
  const auto utm = ed50_read_as_turef(islahiye, "EPSG:32637");
  ASSERT_TRUE(utm);
  EXPECT_NEAR(utm->length_m(), tm->length_m(), 5);
  for (const char* none : {"EPSG:2322", "EPSG:4326", "EPSG:3857", "EPSG:25832"})
    EXPECT_FALSE(ed50_read_as_turef(islahiye, none)) << none;
  EXPECT_THROW((void)ed50_read_as_turef(islahiye, "EPSG:999999"), CrsError);
}

TEST(Shift, ALayerReadInTheWrongDatumIsNamed) {
  const std::uint32_t seed = std::random_device{}();
  std::cout << "seed " << seed << '\n';
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 engine(seed);
  std::uniform_real_distribution<double> off(-0.05, 0.05);
  std::normal_distribution<double> noise(0, 0.1);
  const Box area{36.4, 36.8, 36.9, 37.3};
  const Transformation place("EPSG:4326", "EPSG:5256", area), old("EPSG:5256", "EPSG:2322", area),
      back("EPSG:2322", "EPSG:5256", area);
  const Vector expected = *ed50_read_as_turef({36.63, 37.03}, "EPSG:5256");
  std::vector<PointPair> as_turef, as_ed50;
  for (int i = 0; i < 200; ++i) {
    double here[] = {36.63 + off(engine), 37.03 + off(engine)};
    place.apply(here);
    // ED50 coordinates delivered as TUREF; TUREF coordinates declared ED50 and so transformed.
    double late[] = {here[0], here[1]}, early[] = {here[0], here[1]};
    old.apply(late);
    back.apply(early);
    const Point true_place{here[0], here[1]};
    as_turef.push_back({{late[0] + noise(engine), late[1] + noise(engine)}, true_place});
    as_ed50.push_back({{early[0] + noise(engine), early[1] + noise(engine)}, true_place});
  }
  const auto first = constant_shift(as_turef), second = constant_shift(as_ed50);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(shift_cause(*first, expected), ShiftCause::ed50_read_as_turef);
  EXPECT_EQ(shift_cause(*second, expected), ShiftCause::turef_read_as_ed50);
  EXPECT_GT(first->vector.north_m, 175);
  EXPECT_LT(second->vector.north_m, -175);
}

TEST(Shift, OnlyAVectorWithinFiveMetresIsNamed) {
  const Vector expected{21, 181};
  const auto cause = [&](double east, double north, double spread) {
    ConstantShift shift;
    shift.vector = {east, north};
    shift.spread_m = spread;
    return shift_cause(shift, expected);
  };
  EXPECT_EQ(cause(24, 185, 0.1), ShiftCause::ed50_read_as_turef);
  EXPECT_EQ(cause(25, 185, 0.1), ShiftCause::unknown) << "5.7 m";
  EXPECT_EQ(cause(21, 181, 0.5), ShiftCause::ed50_read_as_turef);
  EXPECT_EQ(cause(21, 181, 0.51), ShiftCause::unknown);
  EXPECT_EQ(cause(-21, -181, 0.1), ShiftCause::turef_read_as_ed50);
  EXPECT_EQ(cause(-21, 181, 0.1), ShiftCause::unknown);
  EXPECT_EQ(cause(2, 1, 0.1), ShiftCause::unknown);
}

}  // namespace
}  // namespace uavt::geo
