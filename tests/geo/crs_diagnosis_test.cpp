#include "geo/crs_diagnosis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <random>

#include "geo/crs_candidates.hpp"
#include "geo/error.hpp"
#include "geo/transformation.hpp"

namespace uavt::geo {
namespace {

using testing::HasSubstr;

std::string epsg(int code) {
  return "EPSG:" + std::to_string(code);
}

/// A town of about 12 km across, six-cornered, round a place; its target is TUREF TM of the
/// nearest meridian, as the law has it.
struct Town {
  double lon_deg = 0, lat_deg = 0;
  int target = 0;
  Point middle = {};
  GeometryColumn border = {};

  Town(double lon, double lat) : lon_deg(lon), lat_deg(lat) {
    const int zone = std::clamp(static_cast<int>(std::lround(lon / 3)), 9, 15);
    target = 5253 + zone - 9;
    double xy[] = {lon, lat};
    Transformation("EPSG:4326", epsg(target), lonlat()).apply(xy);
    middle = {xy[0], xy[1]};
    border.begin_row(Kind::polygon);
    border.begin_part();
    border.begin_ring();
    for (const auto& [x, y] :
         {std::pair{-6, -2}, {0, -6}, {5, -3}, {6, 3}, {1, 5}, {-4, 4}, {-6, -2}})
      border.add_vertex(middle.x + 1'000. * x, middle.y + 1'000. * y);
    border.end_row();
  }

  [[nodiscard]] Box lonlat() const {
    return {lon_deg - 0.2, lat_deg - 0.2, lon_deg + 0.2, lat_deg + 0.2};
  }
  [[nodiscard]] MunicipalGround ground() const { return {border, epsg(target)}; }

  /// Vertices all over the town, in the target. `reach_m`: how far from the middle they go.
  [[nodiscard]] std::vector<double> vertices(double reach_m = 4'000) const {
    std::vector<double> xy;
    for (int i = -10; i <= 10; ++i) {
      for (int j = -10; j <= 10; ++j) {
        if (i * i + j * j > 100) continue;
        xy.insert(xy.end(), {middle.x + reach_m * i / 10, middle.y + reach_m * j / 10});
      }
    }
    return xy;
  }

  /// Those vertices as a layer in another CRS brings them.
  [[nodiscard]] std::vector<double> delivered(int code, Axes axes = Axes::as_given,
                                              double reach_m = 4'000) const {
    std::vector<double> xy = vertices(reach_m);
    Transformation(epsg(target), epsg(code), lonlat()).apply(xy);
    if (axes == Axes::swapped) {
      for (std::size_t i = 0; i < xy.size(); i += 2) std::swap(xy[i], xy[i + 1]);
    }
    return xy;
  }
};

TEST(CrsCandidates, AreWhatProjNamesThem) {
  EXPECT_EQ(crs_candidates().size(), 40U);
  for (const CrsCandidate& one : crs_candidates()) {
    EXPECT_EQ(crs_name(epsg(one.code)), std::string(one.name) + " (" + epsg(one.code) + ")");
    if (one.meridian_deg != 0) {
      // On its meridian, 39° N: the easting is the false one, with the zone or without.
      double xy[] = {static_cast<double>(one.meridian_deg), 39};
      const int geographic = crs_candidate(one.datum, CrsForm::geographic, 0)->code;
      Transformation(epsg(geographic), epsg(one.code), Box{26, 36, 45, 42}).apply(xy);
      const int zone = one.form == CrsForm::prefixed_tm ? one.meridian_deg / 3 : 0;
      EXPECT_NEAR(xy[0], zone * 1e6 + 5e5, 0.001) << one.name;
      EXPECT_NEAR(xy[1], one.form == CrsForm::utm ? 4'317'000 : 4'318'700, 1'500) << one.name;
    }
    EXPECT_EQ(crs_candidate(one.code), &one);
    EXPECT_EQ(crs_candidate(one.datum, one.form, one.meridian_deg), &one);
  }
  EXPECT_EQ(crs_candidate(25836), nullptr);
  const Box van{43.2, 38.3, 43.6, 38.7};
  for (const int code : {5258, 32638, 4326}) EXPECT_TRUE(in_zone(*crs_candidate(code), van));
  EXPECT_FALSE(in_zone(*crs_candidate(5257), van));
  EXPECT_TRUE(differ_by_prefix(*crs_candidate(5254), *crs_candidate(5270)));
  EXPECT_TRUE(differ_by_prefix(*crs_candidate(2207), *crs_candidate(2320)));
  EXPECT_FALSE(differ_by_prefix(*crs_candidate(5254), *crs_candidate(5271)));
  EXPECT_FALSE(differ_by_prefix(*crs_candidate(5254), *crs_candidate(2207)));
  EXPECT_FALSE(differ_by_prefix(*crs_candidate(5254), *crs_candidate(5254)));
}

TEST(CrsCandidates, TheRoughWindowHoldsTheWholePlace) {
  for (const double lon : {26., 34.4, 44.7}) {
    const double lat = lon < 30 ? 42.0 : 35.9;
    const Box place{lon - 0.6, lat - 0.4, lon + 0.6, lat + 0.4};
    for (const CrsCandidate& one : crs_candidates()) {
      std::vector<double> xy;
      for (int i = 0; i <= 6; ++i) {
        for (int j = 0; j <= 6; ++j)
          xy.insert(xy.end(), {place.min_x + i * 0.2, place.min_y + j * 0.8 / 6});
      }
      Transformation("EPSG:4326", epsg(one.code), place).apply(xy);
      const Box window = rough_window(one, place);
      for (std::size_t i = 0; i < xy.size(); i += 2) {
        Box at;
        at.add(xy[i], xy[i + 1]);
        ASSERT_TRUE(window.intersects(at)) << one.name << ' ' << xy[i] << ' ' << xy[i + 1];
      }
    }
  }
  EXPECT_TRUE(rough_window(*crs_candidate(5254), Box{}).empty());
}

struct Fixture {
  const char* place;
  double lon_deg, lat_deg;
  int truth;
  Axes axes;
  int declared;
  CrsVerdict verdict;
  int named;  ///< the best reading
};

using enum Axes;
using enum CrsVerdict;

// What the register's rules promise: each of these layers is named for what it is. Where the named
// CRS is not the true one, the two tie (one zone, two datums) and the true one is listed.
const Fixture wrong[] = {
    {"İzmir, next zone", 27.1, 38.4, 5253, as_given, 5254, other_crs, 5253},
    {"Pendik, UTM as TM", 29.25, 40.88, 32635, as_given, 5254, other_crs, 32635},
    {"Konyaaltı, next zone", 30.6, 36.85, 5254, as_given, 5255, other_crs, 5254},
    {"Konyaaltı, ED50 as next TUREF", 30.6, 36.85, 2320, as_given, 5253, other_crs, 5254},
    {"Konyaaltı, TUREF as next ED50", 30.6, 36.85, 5254, as_given, 2321, other_crs, 2320},
    {"Konyaaltı, degrees as TM", 30.6, 36.85, 4326, as_given, 5254, other_crs, 5252},
    {"Konyaaltı, TM as degrees", 30.6, 36.85, 5254, as_given, 4326, other_crs, 5254},
    {"Ankara, web map as TM", 32.85, 39.93, 3857, as_given, 5255, other_crs, 3857},
    {"Ankara, TM as web map", 32.85, 39.93, 5255, as_given, 3857, other_crs, 5255},
    {"Ankara, ED50 UTM as WGS 84", 32.85, 39.93, 23036, as_given, 32635, other_crs, 32636},
    {"Mersin, swapped", 34.6, 36.8, 5256, swapped, 5256, axes_swapped, 5256},
    {"Mersin, ED50 swapped", 34.6, 36.8, 2324, swapped, 2324, axes_swapped, 2324},
    {"Kayseri, prefix undeclared", 35.5, 38.7, 5272, as_given, 5256, zone_prefix, 5272},
    {"Kayseri, prefix declared", 35.5, 38.7, 5256, as_given, 5272, zone_prefix, 5256},
    {"İslahiye, ED50 prefix undeclared", 36.63, 37.03, 2209, as_given, 2322, zone_prefix, 2209},
    {"İslahiye, ED50 prefix declared", 36.63, 37.03, 2322, as_given, 2209, zone_prefix, 2322},
    {"İslahiye, ED50 with prefix as TUREF", 36.63, 37.03, 2209, as_given, 5256, zone_prefix, 5272},
    {"İslahiye, prefixed next zone", 36.63, 37.03, 5272, as_given, 5257, other_crs, 5272},
    {"İslahiye, swapped and prefixed", 36.63, 37.03, 5272, swapped, 5256, other_crs, 5272},
    {"Malatya, TM swapped", 38.31, 38.35, 5257, swapped, 5257, axes_swapped, 5257},
    {"Erzurum, latitude first", 41.27, 39.9, 4326, swapped, 4326, axes_swapped, 4326},
    {"Erzurum, latitude first as TM", 41.27, 39.9, 4326, swapped, 5258, other_crs, 5252},
    {"Erzurum, web map swapped", 41.27, 39.9, 3857, swapped, 3857, axes_swapped, 3857},
    {"Van, far zone", 43.0, 38.5, 5258, as_given, 5253, other_crs, 5258},
    {"Van, UTM 38 as UTM 36", 43.38, 38.5, 32638, as_given, 32636, other_crs, 32638},
    {"Tatvan, UTM 38 as its TM 42", 42.28, 38.5, 32638, as_given, 5258, other_crs, 32638},
};

bool names(const CrsDiagnosis& diagnosis, int code, Axes axes) {
  const auto is = [&](const CrsReading& reading) {
    return reading.code == code && reading.axes == axes;
  };
  return is(diagnosis.best) || std::ranges::any_of(diagnosis.ties, is);
}

TEST(CrsDiagnosis, WrongDeclarationsAreNamed) {
  for (const Fixture& one : wrong) {
    SCOPED_TRACE(one.place);
    const Town town(one.lon_deg, one.lat_deg);
    const CrsDiagnosis found =
        crs_diagnosis(town.delivered(one.truth, one.axes), epsg(one.declared), town.ground());
    EXPECT_EQ(found.verdict, one.verdict);
    EXPECT_EQ(found.best.code, one.named) << found.best.name;
    EXPECT_EQ(found.best.axes, one.axes);
    EXPECT_EQ(found.best.name, crs_candidate(found.best.code)->name);
    EXPECT_GE(found.best.share, 0.99);
    EXPECT_LT(found.declared_share, 0.5);
    EXPECT_TRUE(names(found, one.truth, one.axes)) << "the true one is listed";
    EXPECT_EQ(found.tried.size(), 2 * crs_candidates().size());
    EXPECT_EQ(found.declared_name, crs_name(epsg(one.declared)));
    EXPECT_EQ(found.declared_problem, "");
  }
}

TEST(CrsDiagnosis, RightDeclarationsAreNeverAccused) {
  std::vector<Town> towns;
  for (const auto& [lon, lat] : {std::pair{26.4, 40.15},
                                 {30.6, 36.85},
                                 {32.85, 39.93},
                                 {36.63, 37.03},
                                 {38.33, 38.35},
                                 {43.38, 38.5}})
    towns.emplace_back(lon, lat);
  std::size_t at = 0;
  for (const CrsCandidate& one : crs_candidates()) {
    // Every candidate at two of the places, in its zone or far from it.
    for (const std::size_t step : {1, 3}) {
      const Town& town = towns[(at += step) % towns.size()];
      const auto found = crs_diagnosis(town.delivered(one.code), epsg(one.code), town.ground());
      EXPECT_EQ(found.verdict, fits) << one.name << " at " << town.lon_deg;
      EXPECT_EQ(found.best.code, one.code);
      EXPECT_EQ(found.tried.size(), 1U);
      EXPECT_EQ(found.declared_share, 1) << one.name << " at " << town.lon_deg;
    }
  }
}

TEST(CrsDiagnosis, TheOtherDatumOfTheZoneFitsAndIsNotAccused) {
  // 190 m are within the margin: the shift against a reference layer tells (CRS-04), not this.
  const Town town(30.6, 36.85);
  const auto found = crs_diagnosis(town.delivered(2320), "EPSG:5254", town.ground());
  EXPECT_EQ(found.verdict, fits);
}

TEST(CrsDiagnosis, WhereLongitudeIsLatitudeNobodyIsAccused) {
  // Malatya: 38.3° E, 38.35° N. Swapped degrees fit there too.
  const Town town(38.33, 38.35);
  const MunicipalGround ground = town.ground();
  EXPECT_EQ(crs_diagnosis(town.delivered(4326), "EPSG:4326", ground).verdict, fits);
  const auto found = crs_diagnosis(town.delivered(4326), "EPSG:5257", ground);
  EXPECT_EQ(found.verdict, other_crs);
  EXPECT_EQ(found.best.axes, as_given);
}

TEST(CrsDiagnosis, TiesAreListedLikeliestFirst) {
  const Town town(36.63, 37.03);
  const auto found = crs_diagnosis(town.delivered(2322), "EPSG:5255", town.ground());
  EXPECT_EQ(found.best.code, 5256) << "the declared datum first";
  EXPECT_EQ(found.best.name, "TUREF / TM36");
  ASSERT_EQ(found.ties.size(), 1U);
  EXPECT_EQ(found.ties[0].code, 2322);
  const auto degrees = crs_diagnosis(town.delivered(4230), "EPSG:3857", town.ground());
  EXPECT_EQ(degrees.best.code, 4326) << "the declared datum first";
  ASSERT_EQ(degrees.ties.size(), 2U);
  EXPECT_EQ(degrees.ties[0].code, 5252);
  EXPECT_EQ(degrees.ties[1].code, 4230);
  // UTM and TM of one meridian lie 1.7 km apart: a layer of the centre alone cannot tell them.
  const Town canakkale(26.4, 40.15);
  const auto scale = crs_diagnosis(canakkale.delivered(32635), "EPSG:5254", canakkale.ground());
  EXPECT_EQ(scale.best.code, 5253);
  EXPECT_TRUE(names(scale, 32635, as_given));
}

TEST(CrsDiagnosis, GarbageFitsNothing) {
  const Town town(32.85, 39.93);
  std::mt19937 engine(11);
  std::uniform_real_distribution<double> local(0, 10'000), wild(-1e9, 1e9);
  for (auto* dice : {&local, &wild}) {
    std::vector<double> xy(2'000);
    for (double& value : xy) value = (*dice)(engine);
    const auto found = crs_diagnosis(xy, "EPSG:5255", town.ground());
    EXPECT_EQ(found.verdict, nothing_fits);
    EXPECT_EQ(found.sampled, 1'000U);
  }
  // Another town's layer, rightly declared, fits nowhere here either.
  const Town other(29.1, 37.2);
  EXPECT_EQ(crs_diagnosis(other.delivered(5255), "EPSG:5255", town.ground()).verdict, nothing_fits);
}

TEST(CrsDiagnosis, TooLittleEvidenceIsUndecided) {
  const Town town(32.85, 39.93);
  const MunicipalGround ground = town.ground();
  EXPECT_EQ(crs_diagnosis({}, "EPSG:5255", ground).verdict, undecided);
  const std::vector<double> nowhere(40, std::nan(""));
  EXPECT_EQ(crs_diagnosis(nowhere, "EPSG:5255", ground).verdict, undecided);
  const std::vector<double> three{1, 1, 2, 2, 3, 3};
  EXPECT_EQ(crs_diagnosis(three, "EPSG:5255", ground).verdict, undecided);
  const MunicipalGround none(GeometryColumn{}, "EPSG:5255");
  EXPECT_EQ(crs_diagnosis(town.vertices(), "EPSG:5254", none).verdict, undecided);
  // A province's layer, of which the town is a small part, rightly declared.
  const auto wide = crs_diagnosis(town.delivered(5255, as_given, 40'000), "EPSG:5255", ground);
  EXPECT_EQ(wide.verdict, undecided);
  EXPECT_GT(wide.declared_share, 0.01);
}

TEST(CrsDiagnosis, NotANumberIsLeftOutOfTheShare) {
  const Town town(32.85, 39.93);
  std::vector<double> xy = town.vertices();
  const std::size_t finite = xy.size() / 2;
  for (int i = 0; i < 1'000; ++i) xy.insert(xy.end(), {std::nan(""), HUGE_VAL});
  const auto found = crs_diagnosis(xy, "EPSG:5255", town.ground());
  EXPECT_EQ(found.sampled, finite);
  EXPECT_EQ(found.declared_share, 1);
}

TEST(CrsDiagnosis, ASampleGoesOverTheWholeLayer) {
  // The first half lies here, the second far away: the sample must see both.
  const Town town(32.85, 39.93);
  std::vector<double> xy;
  for (int i = 0; i < 50'000; ++i) xy.insert(xy.end(), {town.middle.x, town.middle.y});
  for (int i = 0; i < 150'000; ++i) xy.insert(xy.end(), {town.middle.x + 90'000, town.middle.y});
  const auto found = crs_diagnosis(xy, "EPSG:5255", town.ground());
  EXPECT_EQ(found.sampled, 2'000U);
  EXPECT_DOUBLE_EQ(found.declared_share, 0.25);
}

TEST(CrsDiagnosis, WithoutADeclarationTheBestIsProposed) {
  const Town town(36.63, 37.03);
  const MunicipalGround ground = town.ground();
  const auto silent = crs_diagnosis(town.delivered(5256), "", ground);
  EXPECT_EQ(silent.verdict, other_crs);
  EXPECT_EQ(silent.best.code, 5256);
  EXPECT_EQ(silent.declared_name, "");
  EXPECT_EQ(silent.declared_problem, "");
  const auto unknown = crs_diagnosis(town.delivered(5272), "EPSG:999999", ground);
  EXPECT_EQ(unknown.best.code, 5272);
  EXPECT_THAT(unknown.declared_problem, HasSubstr("EPSG:999999"));
}

TEST(CrsDiagnosis, ADeclarationOutsideTheTableIsTriedAsItIs) {
  const Town town(33.2, 39.93);
  const MunicipalGround ground = town.ground();
  const std::string own =
      "+proj=tmerc +lat_0=0 +lon_0=33 +k=1 +x_0=500000 +y_0=-4000000 +ellps=GRS80 "
      "+towgs84=0,0,0,0,0,0,0 +units=m";
  std::vector<double> xy = town.vertices();
  for (std::size_t i = 1; i < xy.size(); i += 2) xy[i] -= 4'000'000;
  EXPECT_EQ(crs_diagnosis(xy, own, ground).verdict, fits);
  for (std::size_t i = 0; i < xy.size(); i += 2) std::swap(xy[i], xy[i + 1]);
  const auto turned = crs_diagnosis(xy, own, ground);
  EXPECT_EQ(turned.verdict, axes_swapped);
  EXPECT_EQ(turned.best.code, 0);
  EXPECT_EQ(crs_diagnosis(town.delivered(25836), "EPSG:25836", ground).verdict, fits);
  EXPECT_EQ(crs_diagnosis(town.delivered(5255), own, ground).best.code, 5255);
}

TEST(CrsDiagnosis, AnEnvelopeWillDo) {
  const Town town(27.1, 38.4);
  const MunicipalGround ground(town.border[0].box(), epsg(town.target));
  EXPECT_FALSE(ground.empty());
  EXPECT_TRUE(MunicipalGround(Box{}, epsg(town.target)).empty());
  EXPECT_EQ(crs_diagnosis(town.delivered(5253), "EPSG:5253", ground).verdict, fits);
  EXPECT_EQ(crs_diagnosis(town.delivered(5269), "EPSG:5253", ground).verdict, zone_prefix);
  EXPECT_THROW(MunicipalGround(town.border, "EPSG:999999"), CrsError);
}

TEST(CrsDiagnosis, TheMarginIsInMetres) {
  const Town town(27.1, 38.4);
  const std::vector<double> outside{town.middle.x, town.middle.y - 6'300};
  EXPECT_EQ(town.ground().inside(outside), 1U);
  EXPECT_EQ(MunicipalGround(town.border, epsg(town.target), 100).inside(outside), 0U);
}

// The declared reading's share, reckoned without the code under test.
double share_as(const Town& town, std::span<const double> xy, int code) {
  std::vector<double> here(xy.begin(), xy.end());
  Transformation(epsg(code), epsg(town.target), town.lonlat()).apply(here);
  for (double& value : here) {
    if (!std::isfinite(value) || std::abs(value) > 1e8) value = std::nan("");
  }
  return static_cast<double>(town.ground().inside(here)) / (static_cast<double>(xy.size()) / 2);
}

TEST(CrsDiagnosis, AnyTruthIsFoundUnderAnyDeclaration) {
  const std::uint32_t seed = std::random_device{}();
  std::cout << "seed " << seed << '\n';
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 engine(seed);
  std::uniform_real_distribution<double> lon(26.2, 44.6), lat(36.2, 41.8);
  std::uniform_int_distribution<std::size_t> which(0, crs_candidates().size() - 1);
  for (int round = 0; round < 30; ++round) {
    const Town town(lon(engine), lat(engine));
    const CrsCandidate& truth = crs_candidates()[which(engine)];
    const CrsCandidate& declared = crs_candidates()[which(engine)];
    const Axes axes = engine() % 4 == 0 ? swapped : as_given;
    SCOPED_TRACE(testing::Message()
                 << town.lon_deg << ' ' << town.lat_deg << ": " << truth.name
                 << (axes == swapped ? " swapped" : "") << " declared " << declared.name);
    const std::vector<double> xy = town.delivered(truth.code, axes);
    const CrsDiagnosis found = crs_diagnosis(xy, epsg(declared.code), town.ground());
    EXPECT_NEAR(found.declared_share, share_as(town, xy, declared.code), 1e-9);
    if (found.declared_share >= 0.5) {
      EXPECT_EQ(found.verdict, fits);
      continue;
    }
    EXPECT_TRUE(names(found, truth.code, axes)) << found.best.name;
    const bool same = truth.code == declared.code;
    const bool prefix = axes == as_given && differ_by_prefix(truth, declared);
    // Where two datums tie, the declared one's fault is named.
    const CrsCandidate& best = *crs_candidate(found.best.code);
    const bool best_by_prefix = found.best.axes == as_given && differ_by_prefix(best, declared);
    EXPECT_TRUE(same ? best.code == declared.code : best_by_prefix || !prefix);
    EXPECT_EQ(found.verdict, best.code == declared.code ? axes_swapped
                             : best_by_prefix           ? zone_prefix
                                                        : other_crs);
  }
}

}  // namespace
}  // namespace uavt::geo
