// `model` and `validate --model` through the built program: no configuration, no database.
#include "exporters/writer.hpp"
#include "geo/transformation.hpp"
#include "tests/importers/schemas.hpp"
#include "tests/night/program.hpp"
#include "built_here.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <map>

namespace uavt::night::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ModelCommand : public testing::Test {
 protected:
  ModelCommand() {
    std::string name = (std::filesystem::temp_directory_path() / "uavt-model-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~ModelCommand() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string file(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::string write(const std::string& name, const std::string& bytes) const {
    write_bytes(folder_ / name, bytes);
    return file(name);
  }
  /// Findings of the report in `out`, rule → states.
  [[nodiscard]] std::map<std::string, std::string> findings(const std::string& out) const {
    std::map<std::string, std::string> result;
    const json report = json::parse(bytes_of(folder_ / out / "report.json"));
    for (const json& finding : report.at("result").at("findings")) {
      result[finding.at("rule").get<std::string>()] += finding.at("state").get<std::string>() + " ";
      if (!finding.at("layer").is_null()) {
        EXPECT_EQ(finding.at("layer").get<std::string>(), layer_);
      }
    }
    return result;
  }

  std::filesystem::path folder_;
  std::string layer_ = "tucbs.Durak";
};

constexpr const char* good_stops =
    "tucbsNo,surumBaslangicZamani,surumBitisZamani,AgReferansi_AgElemani_tucbsNo,"
    "gecerlilikBaslangici,gecerlilikSonu,envanterTuru,sorumluKurum,geometri\n"
    "1,2024-01-02,,7,2024-01-01,,duraklamaVeParkEtmeIsaretleri,EGO,POINT(32.1 39.9)\n"
    "2,2024-01-02,,8,2024-01-01,,duraklamaVeParkEtmeIsaretleri,EGO,POINT(32.2 39.9)\n";

TEST_F(ModelCommand, AFittingLayerIsClean) {
  const Ended good = ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Durak",
                                          write("durak.csv", good_stops), "--out", file("rapor")});
  EXPECT_EQ(good.code, 0) << good.said();
  EXPECT_THAT(findings("rapor"), IsEmpty()) << good.out;
  EXPECT_THAT(good.out, HasSubstr("durak.csv"));
}

TEST_F(ModelCommand, FaultsAreToldOnceAndRemembered) {
  std::string bad = good_stops;
  bad = with(bad, "surumBaslangicZamani", "\" surumbaslangiczamani\"");
  bad = with(bad, "sorumluKurum", "versiyonNo");
  bad = with(bad, "2,2024-01-02,,8", "1,31.02.2024,,8");
  bad = with(bad, "POINT(32.2 39.9)", "\"LINESTRING(32.2 39.9,32.3 39.9)\"");
  const std::string table = write("durak.csv", bad);
  const std::vector<std::string> arguments = {"validate", "--model", "tucbs", "--type", "Durak",
                                              table,      "--out",   file("rapor")};
  const Ended first = ended(UAVT_PROGRAM, arguments);
  EXPECT_EQ(first.code, 1) << first.said();
  const std::map<std::string, std::string> expected = {
      {"GEO-02", "new "}, {"KEY-01", "new "}, {"MOD-03", "new "}, {"MOD-06", "new new "},
      {"MOD-07", "new "}};
  EXPECT_EQ(findings("rapor"), expected) << first.out;

  const Ended second = ended(UAVT_PROGRAM, arguments);
  EXPECT_EQ(second.code, 0) << second.said();
  EXPECT_EQ(findings("rapor").at("MOD-03"), "persisting ");
  write_bytes(folder_ / "durak.csv", good_stops);
  const Ended mended = ended(UAVT_PROGRAM, arguments);
  EXPECT_EQ(mended.code, 0) << mended.said();
  const std::map<std::string, std::string> fixed = {
      {"GEO-02", "fixed "}, {"KEY-01", "fixed "}, {"MOD-03", "fixed "}, {"MOD-06", "fixed fixed "},
      {"MOD-07", "fixed "}};
  EXPECT_EQ(findings("rapor"), fixed);
}

/// Two stops with the attributes that must be there.
sync::RawTable stops() {
  sync::RawTable rows;
  rows.has_geometry = true;
  for (const char* name : {"tucbsNo", "surumBaslangicZamani", "gecerlilikBaslangici"}) {
    sync::RawColumn& column = rows.columns.emplace_back();
    column.column = name;
    for (const char* value : {"1", "2"}) {
      column.texts.append(column.column == "tucbsNo" ? value : "2024-01-02");
    }
  }
  for (std::uint32_t row = 1; row <= 2; ++row) {
    rows.rows.push_back(row);
    rows.geometry.append_point(32 + 0.1 * row, 39.9);
  }
  return rows;
}

TEST_F(ModelCommand, PlacesAreToldInMetresAndDegrees) {
  // 1 and 1 again: KEY-01 lies where the first row does.
  sync::RawTable rows = stops();
  rows.columns[0].texts = {};
  for (int i = 0; i < 2; ++i) rows.columns[0].texts.append("1");
  const geo::Transformation way("EPSG:4326", "EPSG:2320", geo::area_of_use("EPSG:2320"));
  for (const char* crs : {"EPSG:4326", "EPSG:2320"}) {
    exporters::WriteOptions options;
    options.layer = "TUCBS_Durak";
    options.crs = crs;
    if (options.crs == "EPSG:2320") way.apply(rows.geometry.coordinates());
    exporters::write(rows, file("ikiz.gpkg"), options);
    (void)ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Durak",
                               file("ikiz.gpkg"), "--out", file(crs)});
    const json report = json::parse(bytes_of(folder_ / crs / "report.json"));
    // Degrees are made metres; who delivers metres is judged in them.
    const std::string target = options.crs == "EPSG:4326" ? "EPSG:5255" : "EPSG:2320";
    EXPECT_EQ(report.at("run").at("target_crs"), target);
    ASSERT_EQ(report.at("result").at("findings").size(), 1U);
    const json& point = report.at("result").at("findings").at(0).at("point");
    EXPECT_NEAR(point.at("lon").get<double>(), 32.1, 1e-5);
    EXPECT_NEAR(point.at("lat").get<double>(), 39.9, 1e-5);
    std::vector<double> xy = {point.at("lon").get<double>(), point.at("lat").get<double>()};
    geo::Transformation("EPSG:4326", target, geo::area_of_use(target)).apply(xy);
    EXPECT_NEAR(point.at("x").get<double>(), xy[0], 0.05);
    EXPECT_NEAR(point.at("y").get<double>(), xy[1], 0.05);
  }
}

TEST_F(ModelCommand, AGeoPackageIsJudgedInItsOwnCoordinates) {
  exporters::WriteOptions options;
  options.layer = "TUCBS_Durak";
  options.crs = "EPSG:2320";
  exporters::write(stops(), file("durak.gpkg"), options);
  const Ended good = ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Durak",
                                          file("durak.gpkg"), "--out", file("rapor")});
  EXPECT_EQ(good.code, 0) << good.said();
  EXPECT_THAT(findings("rapor"), IsEmpty()) << good.out;
  EXPECT_THAT(good.out, HasSubstr("EPSG:2320; dönüştürülmedi"));
  const Ended lines = ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "KarayoluHatti",
                                           file("durak.gpkg"), "--out", file("yol")});
  EXPECT_EQ(lines.code, 1) << lines.said();
  layer_ = "tucbs.KarayoluHatti";
  EXPECT_EQ(findings("yol").at("GEO-02"), "new new ");
}

TEST_F(ModelCommand, AShapefileMayCutItsNames) {
  exporters::WriteOptions options;
  options.format = exporters::Format::shapefile;
  options.crs = "EPSG:4326";
  exporters::write(stops(), file("durak.shp"), options);
  const Ended cut = ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Durak",
                                         file("durak.shp"), "--out", file("rapor")});
  EXPECT_EQ(cut.code, 0) << cut.said();  // to be known, no fault
  const std::map<std::string, std::string> expected = {{"MOD-06", "new new "}};
  EXPECT_EQ(findings("rapor"), expected) << cut.out;
}

TEST_F(ModelCommand, NobodysNumberIsShown) {
  const std::string table = write(
      "durak.csv", with(good_stops, "EGO,POINT(32.1", "10000000146,POINT(32.1"));
  const Ended seen = ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Durak", table,
                                          "--out", file("rapor")});
  EXPECT_THAT(seen.said(), AllOf(HasSubstr("KVK-01"), Not(HasSubstr("10000000146"))));
  EXPECT_THAT(bytes_of(folder_ / "rapor/report.json"), Not(HasSubstr("10000000146")));
}

/// Where the town is: 480300, 4080200 in EPSG:5254.
std::vector<double> lonlat_of_the_town() {
  std::vector<double> xy = {480'300, 4'080'200};
  geo::Transformation("EPSG:5254", "EPSG:4326", geo::area_of_use("EPSG:5254")).apply(xy);
  return xy;
}

/// The stops, moved there, the second beside the first.
std::string in_the_town(std::string stops) {
  const std::vector<double> at = lonlat_of_the_town();
  stops = with(stops, "POINT(32.1 39.9)", fmt::format("POINT({:.9f} {:.9f})", at[0], at[1]));
  return with(stops, "POINT(32.2 39.9)", fmt::format("POINT({:.9f} {:.9f})", at[0] + 1e-4, at[1]));
}

/// A night with a table of another theme beside the register's.
TEST(ModelSource, IsJudgedWithTheNightAndFeedsNothing) {
  const ProgramTown town;
  const std::vector<double> town_lonlat = lonlat_of_the_town();
  const Ended before = town.run({"run"});
  ASSERT_LE(before.code, 1) << before.said();
  write_bytes(town.file("durak.csv"), in_the_town(with(good_stops, "2,2024-01-02", "1,2024-01-02")));
  const std::string configuration = bytes_of(town.configuration());
  write_bytes(town.configuration(), configuration +
                                        "\n[[source]]\nname = \"durak\"\nregister = \"cbs\"\n"
                                        "layer = \"tucbs.Durak\"\npath = \"durak.csv\"\n"
                                        "crs = \"EPSG:4326\"\n");
  const Ended night = town.run({"run", "--full"});
  EXPECT_EQ(night.code, 1) << night.said();
  const json result =
      json::parse(town.run({"report", "--format", "json"}).out).at("result");
  int repeated = 0;
  for (const json& finding : result.at("findings")) {
    if (finding.at("layer") != "tucbs.Durak" || finding.at("rule") != "KEY-01") continue;
    ++repeated;
    EXPECT_EQ(finding.at("origin").at("source"), "durak");
    // Delivered in degrees, told in the target CRS: it went the registers' way.
    const json& point = finding.at("point");
    EXPECT_NEAR(point.at("x").get<double>(), 480'300, 0.01);
    EXPECT_NEAR(point.at("y").get<double>(), 4'080'200, 0.01);
    EXPECT_NEAR(point.at("lon").get<double>(), town_lonlat[0], 1e-6);
    EXPECT_NEAR(point.at("lat").get<double>(), town_lonlat[1], 1e-6);
  }
  EXPECT_EQ(repeated, 1);
  const json& source = result.at("sources").back();
  EXPECT_EQ(source.at("layer"), "tucbs.Durak");
  EXPECT_EQ(source.at("crs").at("used"), "EPSG:4326");
  EXPECT_THAT(source.at("crs").at("target").get<std::string>(), HasSubstr("EPSG:5254"));
  EXPECT_EQ(source.at("rows_read"), 2);
  EXPECT_EQ(source.at("rows").at("unchanged"), 2);
  for (const json& layer : result.at("layers")) {
    EXPECT_EQ(layer.at("inserted").get<int>() + layer.at("deleted").get<int>(), 0);
  }
  // The second such night says nothing new.
  EXPECT_EQ(town.run({"run"}).code, 0);
  std::string many = "tucbsNo,surumBaslangicZamani,gecerlilikBaslangici,geometri\n";
  for (int stop = 0; stop < 60; ++stop) {
    many += fmt::format("{},2024-01-02,2024-01-01,POINT({:.9f} {:.9f})\n", stop,
                        town_lonlat[0] + 1e-5 * (stop % 8), town_lonlat[1] + 1e-5 * (stop / 8));
  }
  write_bytes(town.file("durak.csv"), many);
  // Degrees that are called metres are elsewhere: refused as any register's layer is.
  const std::string whole = bytes_of(town.configuration());
  write_bytes(town.configuration(), with(whole, "crs = \"EPSG:4326\"", "crs = \"EPSG:5254\""));
  const Ended elsewhere = town.run({"run"});
  EXPECT_EQ(elsewhere.code, 4) << elsewhere.said();
  EXPECT_THAT(elsewhere.error, AllOf(HasSubstr("'durak'"), HasSubstr("EPSG:5252")));
  write_bytes(town.configuration(), with(whole, "crs = \"EPSG:4326\"\n", ""));
  EXPECT_EQ(town.run({"run"}).code, 4);  // CRS-01
  write_bytes(town.configuration(), configuration + "\n[[source]]\nname = \"durak\"\n"
                                                    "register = \"cbs\"\nlayer = \"tucbs.Drak\"\n"
                                                    "path = \"durak.csv\"\n");
  const Ended misspelt = town.run({"run"});
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_THAT(misspelt.error, HasSubstr("did you mean 'tucbs.Durak'"));
}

TEST_F(ModelCommand, MistakesOfTheCommandLine) {
  const std::string table = write("durak.csv", good_stops);
  const Ended model = ended(UAVT_PROGRAM, {"validate", "--model", "tucb", "--type", "D", table});
  EXPECT_EQ(model.code, 2);
  EXPECT_THAT(model.error, HasSubstr("did you mean 'tucbs'"));
  const Ended type = ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Dur", table});
  EXPECT_EQ(type.code, 2);
  EXPECT_THAT(type.error, HasSubstr("Durak"));
  EXPECT_EQ(ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Durak"}).code, 2);
  EXPECT_EQ(ended(UAVT_PROGRAM, {"validate", table}).code, 2);
  const std::string absent = file("yok.csv");
  EXPECT_EQ(
      ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Durak", absent}).code, 3);
  const std::string other = write("baska.csv", "a,b\n1,2\n");
  const Ended foreign =
      ended(UAVT_PROGRAM, {"validate", "--model", "tucbs", "--type", "Durak", other});
  EXPECT_EQ(foreign.code, 3);
  EXPECT_THAT(foreign.error, HasSubstr("tucbs.Durak"));
}

TEST_F(ModelCommand, ListAndShow) {
  const Ended list = ended(UAVT_PROGRAM, {"model", "list"});
  EXPECT_EQ(list.code, 0);
  for (const char* name : {"tucbs", "trkbis-2012", "maks", "tkgm"}) {
    EXPECT_THAT(list.out, HasSubstr(name));
  }
  const Ended show = ended(UAVT_PROGRAM, {"model", "show", "tucbs", "Bina", "--lang", "en"});
  EXPECT_EQ(show.code, 0);
  EXPECT_THAT(show.out, AllOf(HasSubstr("zeminUstuKatSayisi"), HasSubstr("inferred")));
  EXPECT_EQ(ended(UAVT_PROGRAM, {"model", "show", "tucbs", "Binna"}).code, 2);
  EXPECT_EQ(ended(UAVT_PROGRAM, {"model"}).code, 2);
}

TEST_F(ModelCommand, ASchemaBecomesAModelThatJudges) {
  const std::string schema = write("bank.xsd", importers::bench_schema());
  const Ended made = ended(UAVT_PROGRAM, {"model", "import", schema, "--out", file("bank.toml")});
  ASSERT_EQ(made.code, 0) << made.said();
  layer_ = "bank.Bank";
  const std::string table = write("bank.csv",
                                  "bankNo,adi,malzeme,saglam,konum,plaka\n"
                                  "1,Çınar,ahsap,evet,POINT(1 2),06-ANK\n"
                                  "2,Çınar,demir,evet,POINT(1 3),06-ANK\n");
  const Ended judged = ended(UAVT_PROGRAM, {"validate", "--model", file("bank.toml"), "--type",
                                            "Bank", table, "--out", file("rapor")});
  EXPECT_EQ(judged.code, 1) << judged.said();
  EXPECT_EQ(findings("rapor").count("MOD-04"), 1U);
  EXPECT_EQ(findings("rapor").count("MOD-01"), 0U) << judged.out;  // plaka is there, but a person's
}

/// The whole way for a GML as INSPIRE shapes it: references as addresses, data types, void values.
TEST_F(ModelCommand, AnInspireShapedDeliveryIsJudgedByItsSchema) {
  (void)write("base.xsd", importers::base_schema());
  const std::string schema = write("adres.xsd", importers::address_schema());
  const std::string codes = write("durum.csv", "kod;ad\nkullanimda;Kullanımda\n");
  const Ended made = ended(UAVT_PROGRAM, {"model", "import", schema, "--codes",
                                          "durum=" + codes, "--out", file("adres.toml")});
  ASSERT_EQ(made.code, 0) << made.said();
  const auto address = [](int id, const std::string& state) {
    return fmt::format(
        R"(<gml:featureMember><b:Adres gml:id="a{0}"><b:kimlik><b:Kimlik><b:yerelNo>{0}</b:yerelNo>
</b:Kimlik></b:kimlik><b:baslangic xsi:nil="true" nilReason="unknown"/><b:yer><b:CografiYer>
<b:geometri><gml:Point gml:id="g{0}" srsName="urn:ogc:def:crs:EPSG::5254"><gml:pos>4080200 48030{0}
</gml:pos></gml:Point></b:geometri></b:CografiYer></b:yer>
<b:durum xlink:href="http://example.net/kod/durum/{1}"/>
<b:bilesen xlink:href="#s{0}"/><b:gecerlilikBaslangici>2024-01-01</b:gecerlilikBaslangici>
</b:Adres></gml:featureMember>
)",
        id, state);
  };
  const std::string table = write(
      "teslim.gml", R"(<?xml version="1.0" encoding="UTF-8"?>
<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:b="http://example.net/belediye/1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
)" + address(1, "kullanimda") + address(2, "yikik") + "</gml:FeatureCollection>");
  layer_ = "adres.Adres";
  const Ended judged = ended(UAVT_PROGRAM, {"validate", "--model", file("adres.toml"), "--type",
                                            "Adres", table, "--out", file("rapor")});
  EXPECT_EQ(judged.code, 1) << judged.said();
  const std::map<std::string, std::string> expected = {{"MOD-04", "new "}};
  EXPECT_EQ(findings("rapor"), expected) << judged.out;

  const Ended unknown = ended(UAVT_PROGRAM, {"model", "import", schema, "--codes", "tip=" + codes});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.error, AllOf(HasSubstr("--codes tip"), HasSubstr("durum")));
  EXPECT_EQ(ended(UAVT_PROGRAM, {"model", "import", schema, "--codes", "durum"}).code, 2);
  EXPECT_EQ(ended(UAVT_PROGRAM, {"model", "import", schema, "--codes", "durum=/yok.csv"}).code, 2);
}

TEST_F(ModelCommand, BadSchemasEndWithASentence) {
  const std::map<std::string, std::string> schemas = {
      {"bu bir şema değil", "no well-formed XML"},
      {"<html/>", "no XML schema"},
      {"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "DOCTYPE"},
      {importers::schema_of("<xs:include schemaLocation=\"yok.xsd\"/>"), "not there"},
      {importers::schema_of(R"(<xs:element name="A" type="b:AType"
         substitutionGroup="gml:AbstractFeature"/><xs:complexType name="AType"><xs:complexContent>
         <xs:extension base="b:AType"><xs:sequence/></xs:extension></xs:complexContent>
         </xs:complexType>)"),
       "extends itself"}};
  for (const auto& [text, complaint] : schemas) {
    const Ended refused = ended(UAVT_PROGRAM, {"model", "import", write("kotu.xsd", text)});
    EXPECT_EQ(refused.code, 3) << text;
    EXPECT_THAT(refused.error, HasSubstr(complaint));
    EXPECT_THAT(refused.out, IsEmpty());
  }
  EXPECT_EQ(ended(UAVT_PROGRAM, {"model", "import", file("yok.xsd")}).code, 3);
  const std::string schema = write("bank.xsd", importers::bench_schema());
  EXPECT_EQ(ended(UAVT_PROGRAM, {"model", "import", schema, "--out", file("yok/b.toml")}).code, 2);
}

}  // namespace
}  // namespace uavt::night::test
