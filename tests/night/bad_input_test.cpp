// The breaker at the program's door: every input that cannot be used ends with the right exit code
// and one clear sentence, publishes nothing and says so in the ledger; the next night is whole.
#include "tests/importers/zip.hpp"
#include "tests/night/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>

namespace uavt::night::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

/// One way to spoil what is delivered.
struct Spoilt {
  std::string name;
  std::function<void(const ProgramTown&)> spoil;
  int code = 3;
  std::vector<std::string> words;  ///< what the sentence must say
};

void cut(const std::filesystem::path& file, std::uintmax_t bytes) {
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - bytes);
}

/// The same source at another path.
std::function<void(const ProgramTown&)> at_path(const std::string& from, const std::string& to) {
  return [=](const ProgramTown& town) {
    town.edit_configuration("path = \"" + from + "\"", "path = \"" + to + "\"");
  };
}

std::function<void(const ProgramTown&)> holding(const std::string& file, const std::string& bytes) {
  return [=](const ProgramTown& town) { write_bytes(town.file(file), bytes); };
}

std::string doctype_gml() {
  return "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
         "<ogr:FeatureCollection xmlns:ogr=\"http://ogr.maptools.org/\" "
         "xmlns:gml=\"http://www.opengis.net/gml\"><gml:featureMember><ogr:csbm fid=\"1\">"
         "<ogr:csbm_kod>1</ogr:csbm_kod><ogr:ad>&e;</ogr:ad></ogr:csbm></gml:featureMember>"
         "</ogr:FeatureCollection>";
}

std::vector<Spoilt> spoilt_sources() {
  const std::string csbm = "uavt/csbm.csv";
  const std::string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"csbm\"><SrcDataSource>"
                          "/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
  return {
      {"a missing file",
       [=](const ProgramTown& t) { std::filesystem::remove(t.file(csbm)); },
       3,
       {"uavt_csbm", "csbm.csv", "does not exist", "check the path"}},
      {"an empty file", holding(csbm, ""), 3, {"uavt_csbm", "csbm.csv is empty", "export it"}},
      {"an empty layer",
       holding(csbm, "csbm_kod;ad;tip_kod;mahalle_kod\n"),
       3,
       {"csbm.csv holds no record", "export it again"}},
      {"a truncated shapefile",
       [](const ProgramTown& t) { cut(t.file("cbs/YAPI.shp"), 30); },
       3,
       {"cbs_bina", "YAPI.shp", "cut off"}},
      {"a truncated table beside a shapefile",
       [](const ProgramTown& t) { cut(t.file("cbs/YAPI.dbf"), 300); },
       3,
       {"cbs_bina", "YAPI.dbf", "after record"}},
      {"a shapefile without its table",
       [](const ProgramTown& t) { std::filesystem::remove(t.file("cbs/YAPI.dbf")); },
       3,
       {"cbs_bina", "without its .dbf"}},
      {"a truncated GeoPackage",
       [](const ProgramTown& t) { std::filesystem::resize_file(t.file("cbs/parsel.gpkg"), 3000); },
       3,
       {"cbs_parsel", "parsel.gpkg cannot be read"}},
      {"a folder where a file is due", at_path(csbm, "uavt"), 3, {"uavt_csbm", "is a folder"}},
      {"another encoding than is said",
       [=](const ProgramTown& t) {
         t.edit(csbm, "\n", "\n911000001;\xC7\xDD\xC7" "EK;4;1\n");  // CP1254
       },
       3,
       {"csbm.csv, record 1", "not UTF-8", "encoding"}},
      {"a virtual layer under another name",
       holding(csbm, vrt),
       3,
       {"csbm.csv is refused", "XML"}},
      {"a path out of this machine",
       at_path(csbm, "/vsicurl/http://127.0.0.1:1/csbm.csv"),
       3,
       {"/vsicurl/", "is not a file", "Name a file"}},
      {"a connection in place of a path",
       at_path(csbm, "PG:host=127.0.0.1 dbname=x"),
       3,
       {"PG:host=127.0.0.1 dbname=x does not exist"}},  // a file of that name was looked for
      {"XML with a DOCTYPE",
       [=](const ProgramTown& t) {
         write_bytes(t.file("uavt/csbm.gml"), doctype_gml());
         at_path(csbm, "uavt/csbm.gml")(t);
       },
       3,
       {"csbm.gml is refused", "DOCTYPE", "without one"}},
      {"a zip that leaves itself",
       [=](const ProgramTown& t) {
         write_bytes(t.file("uavt/csbm.zip"),
                     importers::zipped({{"../csbm.csv", bytes_of(t.file(csbm))}}));
         at_path(csbm, "uavt/csbm.zip")(t);
       },
       3,
       {"csbm.zip", "../csbm.csv", "lies outside"}},
      {"NUL bytes",
       [=](const ProgramTown& t) {
         t.edit(csbm, "\n", "\n" + std::string("911000001;A\0B;4;1", 17) + "\n");
       },
       3,
       {"csbm.csv is no text", "export it"}},
      {"ten thousand columns",
       [=](const ProgramTown& t) {
         std::string columns;
         for (int i = 0; i < 10'000; ++i) columns += ";K" + std::to_string(i);
         t.edit(csbm, "\n", columns + "\n");
       },
       3,
       {"csbm.csv has 10004 columns", "no table"}},
      {"a column that is not there",
       [](const ProgramTown& t) {
         t.edit_configuration("csbm_kodu = \"csbm_kod\", ad", "csbm_kodu = \"csbm_kot\", ad");
       },
       3,
       {"uavt_csbm", "no column \"csbm_kot\"", "nearest is \"csbm_kod\""}},
      {"no CRS anywhere",
       [](const ProgramTown& t) { std::filesystem::remove(t.file("cbs/YAPI.prj")); },
       4,
       {"cbs_bina", "YAPI.shp", "declares no CRS", "crs = \"EPSG:"}},
      {"a CRS that is none",
       [](const ProgramTown& t) {
         t.edit_configuration("path = \"cbs/YAPI.shp\"",
                              "path = \"cbs/YAPI.shp\"\ncrs = \"memleket koordinatı\"");
       },
       4,
       {"cbs_bina", "unknown coordinate system", "memleket koordinatı", "EPSG:5254"}},
      {"another zone than declared",
       [](const ProgramTown& t) {
         t.edit_configuration("path = \"cbs/YAPI.shp\"",
                              "path = \"cbs/YAPI.shp\"\ncrs = \"EPSG:5257\"");  // TM39
       },
       4,
       {"cbs_bina", "EPSG:5257, 0 % of it lies in the municipality", "as EPSG:5254", "100 %"}},
      {"degrees declared as metres",
       [](const ProgramTown& t) {
         t.edit_configuration("path = \"cbs/YAPI.shp\"",
                              "path = \"cbs/YAPI.shp\"\ncrs = \"EPSG:4326\"");
       },
       4,
       {"cbs_bina", "EPSG:4326", "in the municipality", "as EPSG:5254"}},
      {"only a ballpark operation",
       [](const ProgramTown& t) {
         t.edit_configuration("path = \"cbs/YAPI.shp\"",
                              "path = \"cbs/YAPI.shp\"\ncrs = \"EPSG:4267\"");  // NAD27
       },
       4,
       {"cbs_bina", "ballpark", "allow_ballpark"}},
  };
}

TEST(BadInput, WhatCannotBeReadIsRefusedAndPublishesNothing) {
  ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  const auto published = town.town().content();
  long run = 1;
  for (const Spoilt& spoilt : spoilt_sources()) {
    SCOPED_TRACE(spoilt.name);
    town.restore();
    spoilt.spoil(town);
    const Ended end = town.run({"run"});
    EXPECT_EQ(end.code, spoilt.code) << end.said();
    for (const std::string& words : spoilt.words) EXPECT_THAT(end.error, HasSubstr(words));
    EXPECT_EQ(difference(published, town.town().content()), "");
    EXPECT_EQ(town.last_run(), "yayimlanmadi " + std::to_string(spoilt.code));
    EXPECT_EQ(town.town().rows_of_run(++run), 0);
    const std::string report =
        bytes_of(town.file("reports") / std::to_string(run) / "report.json");
    EXPECT_THAT(report, HasSubstr("\"published\":false"));
    EXPECT_THAT(report, HasSubstr("\"exit_code\":" + std::to_string(spoilt.code)));
    // The report of a refused run tells what the sentence told, and of which source.
    EXPECT_THAT(report, AnyOf(HasSubstr("\"rule\":\"SRC-01\""), HasSubstr("\"rule\":\"CRS-0")));
    EXPECT_THAT(report, HasSubstr("\"digest\""));
  }
  town.restore();
  const Ended good = town.run({"run"});
  EXPECT_EQ(good.code, 0) << good.said();
  EXPECT_EQ(difference(published, town.town().content()), "");
  EXPECT_EQ(town.town().rows_of_run(run + 1), 0);
}

/// Before anything is published the mahalle are the ground, and they may be what is wrong.
TEST(BadInput, OnTheFirstNightTheMahalleMayBeWhatIsElsewhere) {
  const ProgramTown town;
  town.edit_configuration("name = \"cbs_mahalle\"",
                          "name = \"cbs_mahalle\"\ncrs = \"EPSG:32637\"");
  const Ended end = town.run({"run"});
  EXPECT_EQ(end.code, 4) << end.said();
  EXPECT_THAT(end.error, HasSubstr("the municipality is where the source 'cbs_mahalle' lies"));
}

TEST(BadInput, ASourceThatMayBeMissingLeavesItsRowsAsLastSeen) {
  const ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  const auto published = town.town().content();
  town.edit_configuration("path = \"uavt/csbm.csv\"", "path = \"uavt/csbm.csv\"\nrequired = false");
  std::filesystem::remove(town.file("uavt/csbm.csv"));
  const Ended end = town.run({"run"});
  EXPECT_EQ(end.code, 1) << end.said();  // SRC-01 is an error, and new
  EXPECT_EQ(town.last_run(), "yayimlandi 1");
  EXPECT_EQ(difference(published, town.town().content()), "");
  EXPECT_THAT(bytes_of(town.file("reports/latest/report.json")), HasSubstr("\"SRC-01\""));
}

/// One row that is wrong in a file that can be read: the night goes on, the row is named.
struct BadRow {
  std::string name, code, rest;
};

TEST(BadInput, ABadRowIsAFindingThatNamesFileAndRow) {
  ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  const auto published = town.town().content();
  for (const BadRow& bad : {BadRow{"too many fields", "911000001", ";ŞEHİT;4;1;7;8;9"},
                            BadRow{"a quote that never ends", "911000002", ";\"ŞEHİT;4;1"}}) {
    SCOPED_TRACE(bad.name);
    town.restore();
    const std::string before = bytes_of(town.file("uavt/csbm.csv"));
    write_bytes(town.file("uavt/csbm.csv"), before + bad.code + bad.rest + "\n");
    const auto row = std::ranges::count(before, '\n');  // the first line holds the names
    const Ended end = town.run({"run"});
    EXPECT_TRUE(end.code == 0 || end.code == 1) << end.code << end.said();
    EXPECT_EQ(difference(published, town.town().content()), "");
    const std::string report = bytes_of(town.file("reports/latest/report.json"));
    EXPECT_THAT(report, HasSubstr("\"published\":true"));
    EXPECT_THAT(report, HasSubstr("\"rule\":\"SRC-02\""));
    EXPECT_THAT(report, HasSubstr("csbm.csv\",\"row\":" + std::to_string(row)));
  }
}

TEST(BadInput, ACellOfAMegabyteIsReadAndItsMessageStaysShort) {
  const ProgramTown town;
  const std::string before = bytes_of(town.file("uavt/csbm.csv"));
  write_bytes(town.file("uavt/csbm.csv"),
              before + "911000001;" + std::string(1'000'000, 'A') + ";yok;1\n");
  const Ended end = town.run({"run"});
  EXPECT_EQ(end.code, 1) << end.error;
  EXPECT_EQ(town.town().database().number("SELECT max(length(ad)) FROM adres.csbm"), 1'000'000);
  const Ended text = town.run({"report"});
  EXPECT_EQ(text.code, 0) << text.error;
  EXPECT_LT(text.out.size(), 100'000U);
}

TEST(BadInput, ABuildingWithAbsurdCoordinatesIsSetApart) {
  ProgramTown town;
  ASSERT_EQ(town.run({"run"}).code, 0);
  const auto published = town.town().content();
  // Header 100, record's header 8, type 4, box 32, two counts 8, one part 4: the first vertex.
  // Source: ESRI Shapefile Technical Description, 1998.
  constexpr std::size_t first_vertex = 156;
  for (const double absurd : {std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity(), 1e300, -1e9}) {
    SCOPED_TRACE(absurd);
    town.restore();
    std::string shapes = bytes_of(town.file("cbs/YAPI.shp"));
    std::memcpy(shapes.data() + first_vertex, &absurd, sizeof absurd);
    write_bytes(town.file("cbs/YAPI.shp"), shapes);
    const Ended end = town.run({"run"});
    EXPECT_TRUE(end.code == 0 || end.code == 1) << end.code << end.said();
    EXPECT_EQ(difference(published, town.town().content()), "");  // as last seen
    const std::string report = bytes_of(town.file("reports/latest/report.json"));
    const bool finite = std::isfinite(absurd);
    EXPECT_THAT(report, HasSubstr(finite ? "\"rule\":\"CRS-05\"" : "\"rule\":\"GEO-03\""));
    EXPECT_THAT(report, HasSubstr("\"quarantined\":1"));
  }
}

}  // namespace
}  // namespace uavt::night::test
