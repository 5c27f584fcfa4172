#include <gtest/gtest.h>

#include <gmock/gmock.h>

#include <cmath>

#include "geo/error.hpp"
#include "geo/transformation.hpp"

namespace uavt::geo {
namespace {

using testing::HasSubstr;

constexpr Box konyaalti{30.4, 36.7, 30.8, 37.0};
constexpr Box islahiye{36.4, 36.8, 36.9, 37.3};

Point moved(const Transformation& transformation, double x, double y) {
  double xy[] = {x, y};
  transformation.apply(xy);
  return {xy[0], xy[1]};
}

TEST(Transformation, ControlPointUtm) {
  // Worked by hand from the Krüger series (as in EPSG Guidance Note 7-2): on the central meridian
  // the easting is the false one.
  const Transformation utm("EPSG:4326", "EPSG:25832", {5, 47, 12, 55});
  const Point at = moved(utm, 9, 50);
  EXPECT_NEAR(at.x, 500'000.000, 0.001);
  EXPECT_NEAR(at.y, 5'538'630.703, 0.001);
  EXPECT_FALSE(utm.account().ballpark);
}

TEST(Transformation, GeographicToTurefIsEastNorth) {
  for (const auto& [code, meridian] : {std::pair{"EPSG:5254", 30.}, {"EPSG:5256", 36.}}) {
    const Transformation tm("EPSG:4326", code, {meridian - 1, 36, meridian + 1, 38});
    // On the central meridian: easting 500 000, northing the meridian arc (GRS 80, scale 1),
    // 4 096 000 m at 37° N to the kilometre.
    const Point on = moved(tm, meridian, 37);
    EXPECT_NEAR(on.x, 500'000, 0.001);
    EXPECT_NEAR(on.y, 4'096'000, 1'000);
    EXPECT_GT(moved(tm, meridian + 0.5, 37).x, 544'000);
    EXPECT_FALSE(tm.account().ballpark);
    EXPECT_THAT(tm.account().target_crs, HasSubstr(code));
    EXPECT_FALSE(tm.identity());
  }
}

TEST(Transformation, WebMercatorToTurefAgreesWithGeographic) {
  const Transformation mercator("EPSG:3857", "EPSG:5256", islahiye);
  const Transformation geographic("EPSG:4326", "EPSG:5256", islahiye);
  // 36.63° E, 37.03° N on the sphere of Web Mercator, from its definition.
  const double radius = 6'378'137, degree = std::acos(-1.0) / 180;
  const double x = radius * 36.63 * degree;
  const double y = radius * std::log(std::tan(std::acos(-1.0) / 4 + 37.03 * degree / 2));
  const Point a = moved(mercator, x, y), b = moved(geographic, 36.63, 37.03);
  EXPECT_NEAR(a.x, b.x, 0.001);
  EXPECT_NEAR(a.y, b.y, 0.001);
  EXPECT_FALSE(mercator.account().ballpark);
  EXPECT_LE(mercator.account().accuracy_m, 2);
  EXPECT_GE(mercator.account().accuracy_m, 0);
}

TEST(Transformation, Ed50ToTurefIsTheNationalHelmert) {
  const Transformation ed50("EPSG:2320", "EPSG:5254", konyaalti);
  const Transformation tm("EPSG:4326", "EPSG:5254", konyaalti);
  const Point place = moved(tm, 30.6, 36.85);
  // ED50 coordinates read as TUREF lie 34 m east and 183 m north there (DOMAIN, CRS in Turkey).
  const Point after = moved(ed50, place.x, place.y);
  EXPECT_NEAR(place.x - after.x, 34, 2);
  EXPECT_NEAR(place.y - after.y, 183, 3);
  EXPECT_FALSE(ed50.account().ballpark);
  EXPECT_GE(ed50.account().accuracy_m, 1);
  EXPECT_LE(ed50.account().accuracy_m, 3);
  EXPECT_THAT(ed50.account().operation, HasSubstr("ED50 to"));
  EXPECT_THAT(ed50.account().source_crs, HasSubstr("EPSG:2320"));
  EXPECT_TRUE(ed50.account().grids.empty());
}

TEST(Transformation, ThereAndBackIsUnderAMillimetre) {
  const Transformation there("EPSG:5254", "EPSG:2320", konyaalti);
  const Transformation back("EPSG:2320", "EPSG:5254", konyaalti);
  const Point far = moved(there, 553'500.125, 4'079'000.25);
  const Point home = moved(back, far.x, far.y);
  EXPECT_NEAR(home.x, 553'500.125, 0.001);
  EXPECT_NEAR(home.y, 4'079'000.25, 0.001);
}

TEST(Transformation, SameCrsIsIdentity) {
  const Transformation none("EPSG:5254", "EPSG:5254", konyaalti);
  EXPECT_TRUE(none.identity());
  EXPECT_EQ(none.account().operation, "identity");
  EXPECT_EQ(none.account().accuracy_m, 0);
  const Point at = moved(none, 0.1, 1e300);
  EXPECT_EQ(at.x, 0.1);
  EXPECT_EQ(at.y, 1e300);
}

TEST(Transformation, APipelineOverridesTheChoice) {
  const Transformation own("EPSG:2320", "EPSG:5254", konyaalti,
                           {.pipeline = "+proj=affine +xoff=-33.5 +yoff=-182.25"});
  const Point at = moved(own, 550'000, 4'080'000);
  EXPECT_DOUBLE_EQ(at.x, 549'966.5);
  EXPECT_DOUBLE_EQ(at.y, 4'079'817.75);
  EXPECT_EQ(own.account().accuracy_m, -1);
  EXPECT_FALSE(own.account().ballpark);
  EXPECT_NE(own.account().operation, "");
  // A raw projection takes radians; the column holds degrees.
  const Transformation raw("EPSG:4326", "EPSG:25832", {}, {.pipeline = "+proj=utm +zone=32"});
  EXPECT_NEAR(moved(raw, 9, 50).x, 500'000, 0.001);
  EXPECT_THROW(Transformation("EPSG:2320", "EPSG:5254", konyaalti, {.pipeline = "+proj=nonsense"}),
               CrsError);
  EXPECT_THROW(Transformation("EPSG:2320", "EPSG:5254", konyaalti, {.pipeline = "EPSG:2320"}),
               CrsError);
}

TEST(Transformation, BallparkIsRefusedUnlessAllowed) {
  // A local datum nobody has parameters for.
  const std::string local =
      "GEOGCRS[\"Yerel\",DATUM[\"Yerel datum\",ELLIPSOID[\"International 1924\",6378388,297]],"
      "CS[ellipsoidal,2],AXIS[\"lat\",north],AXIS[\"lon\",east],"
      "ANGLEUNIT[\"degree\",0.0174532925199433]]";
  try {
    const Transformation refused(local, "EPSG:5254", konyaalti);
    FAIL() << refused.account().operation;
  } catch (const CrsError& error) {
    EXPECT_THAT(error.what(), HasSubstr("ballpark"));
    EXPECT_THAT(error.what(), HasSubstr("pipeline"));
  }
  const Transformation allowed(local, "EPSG:5254", konyaalti, {.allow_ballpark = true});
  EXPECT_TRUE(allowed.account().ballpark);
  EXPECT_NEAR(moved(allowed, 30, 37).x, 500'000, 0.001);
}

TEST(Transformation, AGridThatIsNotHereIsNamed) {
  // Spain has a grid beside its Helmert; the American datums have only grids.
  const Transformation ed50("EPSG:4230", "EPSG:4258", {-4, 39, -3, 41});
  const auto& account = ed50.account();
  EXPECT_FALSE(account.ballpark);
  EXPECT_GT(account.accuracy_m, 0);
  EXPECT_NE(account.missing_grids.empty(), account.grids.empty());
  try {
    const Transformation nad("EPSG:4267", "EPSG:4269", {-100, 35, -98, 37});
    EXPECT_FALSE(nad.account().grids.empty());
  } catch (const CrsError& error) {
    EXPECT_THAT(error.what(), HasSubstr("install a grid file ("));
  }
}

TEST(Transformation, WhatCannotBeTransformedIsNotANumber) {
  const Transformation tm("EPSG:4326", "EPSG:5254", konyaalti);
  std::vector<double> xy;
  for (int i = 0; i < 20'000; ++i) {
    xy.push_back(i % 100 == 7 ? std::nan("") : 30.5);
    xy.push_back(i % 100 == 8 ? HUGE_VAL : 36.9);
  }
  tm.apply(xy);
  const Point good = moved(tm, 30.5, 36.9);
  for (std::size_t i = 0; i < 20'000; ++i) {
    const bool bad = i % 100 == 7 || i % 100 == 8;
    ASSERT_EQ(std::isnan(xy[2 * i]), bad) << i;
    ASSERT_EQ(std::isnan(xy[2 * i + 1]), bad) << i;
    ASSERT_TRUE(bad || xy[2 * i] == good.x) << i;
  }
}

TEST(Transformation, UnknownSystemsAreNamed) {
  for (const char* wrong : {"EPSG:999999", "", "no such thing", "EPSG:1784", "EPSG:5773"}) {
    EXPECT_THROW(Transformation(wrong, "EPSG:5254", konyaalti), CrsError) << wrong;
  }
  try {
    (void)crs_name("EPSG:999999");
    FAIL();
  } catch (const CrsError& error) {
    EXPECT_THAT(error.what(), HasSubstr("EPSG:999999"));
  }
}

// The .prj of a shapefile in TUREF / TM30 as ESRI's software writes it.
constexpr const char* esri_tm30 =
    "PROJCS[\"TUREF_TM30\",GEOGCS[\"GCS_TUREF\",DATUM[\"D_Turkish_National_Reference_Frame\","
    "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
    "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
    "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
    "PARAMETER[\"Central_Meridian\",30.0],PARAMETER[\"Scale_Factor\",1.0],"
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

TEST(Crs, NamesAndCodes) {
  EXPECT_EQ(crs_name("EPSG:5254"), "TUREF / TM30 (EPSG:5254)");
  EXPECT_EQ(epsg_code("EPSG:2320"), 2320);
  EXPECT_EQ(epsg_code("urn:ogc:def:crs:EPSG::5256"), 5256);
  EXPECT_EQ(epsg_code(esri_tm30), 5254);
  EXPECT_EQ(epsg_code("+proj=tmerc +lat_0=0 +lon_0=29.5 +k=1 +x_0=123 +ellps=intl"), 0);
  EXPECT_EQ(epsg_code("EPSG:5254+5773"), 5254) << "heights are left out";
  EXPECT_NE(proj_version(), "");
  EXPECT_THAT(geos_version(), testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
}

TEST(Crs, SameWhateverTheTextSays) {
  EXPECT_TRUE(same_crs("EPSG:5254", esri_tm30));
  EXPECT_TRUE(same_crs("EPSG:4326", "OGC:CRS84")) << "axis order is not the system";
  EXPECT_FALSE(same_crs("EPSG:5254", "EPSG:5255"));
  EXPECT_FALSE(same_crs("EPSG:5254", "EPSG:2320"));
  EXPECT_FALSE(same_crs("EPSG:5254", "EPSG:5270")) << "the zone-prefixed easting is another one";
  EXPECT_TRUE(Transformation(esri_tm30, "EPSG:5254", konyaalti).identity());
}

TEST(Crs, AreaOfUse) {
  const Box tm30 = area_of_use("EPSG:5254");
  EXPECT_NEAR(tm30.min_x, 28.5, 0.1);
  EXPECT_NEAR(tm30.max_x, 31.5, 0.1);
  EXPECT_GT(tm30.min_y, 35);
  EXPECT_LT(tm30.max_y, 43);
  EXPECT_THROW((void)area_of_use("+proj=tmerc +lon_0=29.5 +ellps=intl"), CrsError);
}

}  // namespace
}  // namespace uavt::geo
