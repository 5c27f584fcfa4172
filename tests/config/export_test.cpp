#include "tests/config/folder.hpp"

namespace uavt::config::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using ExportProfiles = Folder;

TEST_F(ExportProfiles, are_read_as_written) {
  const sync::Settings settings = loaded(std::string(municipality) + R"(
[export.su]
recipient = "Su"
purpose = "abone"
protocol = "2026/14"
format = "shp"
crs = "EPSG:4326"
layers = ["bina", "tucbs.Bina", "paylasim.adres"]
columns = { bina = ["tucbs_no", "ad"], "tucbs.Bina" = ["tucbsNo"] }
mahalle = [10123]
)");
  ASSERT_EQ(settings.exports.size(), 1U);
  const sync::ExportProfile& profile = settings.exports.front();
  EXPECT_EQ(profile.name, "su");
  EXPECT_EQ(profile.recipient + profile.purpose + profile.protocol, "Suabone2026/14");
  EXPECT_EQ(profile.format + profile.crs, "shpEPSG:4326");
  EXPECT_THAT(profile.layers, ElementsAre("bina", "tucbs.Bina", "paylasim.adres"));
  EXPECT_THAT(profile.columns.at("bina"), ElementsAre("tucbs_no", "ad"));
  EXPECT_THAT(profile.mahalle, ElementsAre(10123));
  // What a file is made of changes no result.
  EXPECT_EQ(settings.digest, loaded(municipality).digest);
}

TEST_F(ExportProfiles, say_what_is_wrong_and_the_nearest_word) {
  const auto wrong = [&](const std::string& lines) {
    return complaint_after("[export.su]\nrecipient = \"x\"\n" + lines);
  };
  EXPECT_THAT(wrong("layers = [\"bine\"]\n"), HasSubstr("did you mean 'bina'"));
  EXPECT_THAT(wrong("layers = [\"uavtsync.goruntu\"]\n"), HasSubstr("is no layer"));
  EXPECT_THAT(wrong("layers = [\"bina\", \"bina\"]\n"), HasSubstr("stands twice"));
  EXPECT_THAT(wrong(""), HasSubstr("names no layer"));
  EXPECT_THAT(wrong("layers = [\"bina\"]\nformat = \"dwg\"\n"), HasSubstr("gpkg"));
  EXPECT_THAT(wrong("layers = [\"bina\"]\ncolums = {}\n"), HasSubstr("columns"));
  EXPECT_THAT(wrong("layers = [\"bina\"]\ncolumns = { numarataj = [\"kapi_no\"] }\n"),
              HasSubstr("bina"));
  EXPECT_THAT(complaint_after("[export.tam]\nrecipient = \"x\"\nlayers = [\"bina\"]\n"),
              HasSubstr("always there"));
  EXPECT_THAT(complaint_after("[export.\"../su\"]\nrecipient = \"x\"\nlayers = [\"bina\"]\n"),
              HasSubstr("folder"));
  EXPECT_THAT(complaint_after("[export.su]\nlayers = [\"bina\"]\n"), HasSubstr("recipient"));
}

}  // namespace
}  // namespace uavt::config::test
