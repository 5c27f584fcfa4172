// findings.gpkg as others see it: GDAL's own validator, and what QGIS looks for when it opens it.
#include "tests/forms/forms_town.hpp"
#include "tests/forms/layers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace uavt::forms::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Source: Debian's package python3-gdal, which brings the script GDAL tests its own driver with.
constexpr const char* validator = "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py";

night::test::Ended validated(const std::filesystem::path& file) {
  return night::test::ended("/usr/bin/python3",
                            {validator, "--extra", "--warning-as-error", file.string()});
}

TEST(GeoPackageForm, passes_the_validator_of_gdal) {
  ASSERT_TRUE(std::filesystem::exists(validator))
      << "the validator is missing: install the package python3-gdal";
  const FormsTown town;
  for (const char* language : {"tr", "en"}) {
    const auto file = town.told("2", "gpkg", language) / "findings.gpkg";
    const night::test::Ended end = validated(file);
    EXPECT_EQ(end.code, 0) << end.said();
  }
  // It would say so if something were wrong.
  const auto broken = town.told("1", "gpkg") / "findings.gpkg";
  execute(broken, "UPDATE gpkg_geometry_columns SET geometry_type_name = 'KUTU'");
  const night::test::Ended end = validated(broken);
  EXPECT_NE(end.code, 0) << end.said();
}

TEST(GeoPackageForm, holds_every_finding_with_its_place_and_every_shape_of_the_map) {
  const FormsTown town;
  const auto out = town.told("2", "gpkg,json");
  const auto file = out / "findings.gpkg";
  EXPECT_THAT(layers_of(file), ElementsAre("bulgu_alan", "bulgu_cizgi", "bulgu_nokta", "bulgular",
                                           "layer_styles"));
  const auto report = json_of(out / "report.json");
  const auto map = json_of(town.file("reports/2/map.json"));
  std::size_t placed = 0;
  std::map<std::string, std::multiset<std::string>> shapes;
  for (const auto& finding : report.at("result").at("findings")) {
    placed += finding.at("point").is_null() ? 0 : 1;
    const std::string fingerprint = finding.at("fingerprint");
    if (!map.at("of").contains(fingerprint)) continue;
    for (const auto& shape : map.at("of").at(fingerprint)) {
      const auto kind = map.at("shapes").at(shape.get<std::size_t>()).at("kind");
      shapes[kind].insert(fingerprint);
    }
  }
  const auto told = [&](const char* layer) {
    const Texts texts = column(file, layer, "parmak_izi");
    return std::multiset<std::string>(texts.begin(), texts.end());
  };
  EXPECT_EQ(places(file, "bulgular"), placed);
  EXPECT_EQ(told("bulgu_alan"), shapes.at("polygon"));
  EXPECT_EQ(told("bulgu_cizgi"), shapes.at("line"));
  EXPECT_EQ(told("bulgu_nokta"), shapes.at("point"));
  for (const char* layer : {"bulgu_alan", "bulgu_cizgi", "bulgu_nokta"}) {
    EXPECT_EQ(places(file, layer), told(layer).size()) << layer;
  }
}

TEST(GeoPackageForm, carries_a_style_that_opens_by_itself) {
  const FormsTown town;
  const auto file = town.told("2", "gpkg") / "findings.gpkg";
  EXPECT_THAT(column(file, "layer_styles", "f_table_name"),
              ElementsAre("bulgu_alan", "bulgu_cizgi", "bulgu_nokta", "bulgular"));
  EXPECT_THAT(column(file, "layer_styles", "useAsDefault"), ElementsAre("1", "1", "1", "1"));
  EXPECT_THAT(column(file, "layer_styles", "f_geometry_column"),
              ElementsAre("geom", "geom", "geom", "geom"));
  const Texts severities = column(file, "bulgular", "onem");
  for (const std::string& style : column(file, "layer_styles", "styleQML")) {
    for (const std::string& severity : std::set<std::string>(severities.begin(), severities.end())) {
      EXPECT_THAT(style, HasSubstr("value=\"" + severity + "\""));
    }
  }
}

TEST(GeoPackageForm, without_the_map_the_findings_are_there) {
  const FormsTown town;
  std::filesystem::remove(town.file("reports/1/map.json"));
  const auto file = town.told("1", "gpkg") / "findings.gpkg";
  EXPECT_FALSE(column(file, "bulgular", "parmak_izi").empty());
  EXPECT_TRUE(column(file, "bulgu_alan", "parmak_izi").empty());
}

}  // namespace
}  // namespace uavt::forms::test
