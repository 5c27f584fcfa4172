// Parcels as TKGM gives them – REST's GeoJSON, the WFS' GML, a table without shapes – through whole
// nights: texts that are numbers, numbers that are text, parcels that are no more.
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace uavt::night::test {
namespace {

using testing::HasSubstr;

void configure(const Town& town, const std::string& file) {
  write_bytes(town.folder() / "uavt-sync.toml",
              "[municipality]\nname = \"Parsel\"\nil = 7\nilce = 2039\n"
              "target_crs = \"EPSG:5254\"\n[database]\ndsn = \"embedded:\"\n"
              "[run]\nstate_dir = \"durum\"\nreport_dir = \"rapor\"\n"
              "[[source]]\nname = \"tkgm\"\nregister = \"takbis\"\nlayer = \"parsel\"\npath = \"" +
                  file + "\"\nprofile = \"tkgm\"\nas_of = 2026-11-01\n");
}

/// One line a parcel: what the test asks about, as SQL's text.
std::string parcels(const Town& town, const std::string& columns) {
  return town.database().value(fmt::format(
      "SELECT coalesce(string_agg(concat_ws(' | ', {}), E'\\n' ORDER BY ada, parsel), '') "
      "FROM adres.parsel",
      columns));
}

/// A square of about 20 m in Konyaaltı, lon/lat with REST's five decimals.
std::string square(double lon) {
  return fmt::format(
      "{{\"type\":\"Polygon\",\"coordinates\":[[[{0:.5f},36.87],[{1:.5f},36.87],"
      "[{1:.5f},36.8702],[{0:.5f},36.8702],[{0:.5f},36.87]]]}}",
      lon, lon + 0.0002);
}

std::string feature(const std::string& properties, const std::string& geometry) {
  return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":" + geometry + "}";
}

std::string collection(const std::vector<std::string>& features) {
  std::string text = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (std::size_t i = 0; i < features.size(); ++i) text += (i == 0 ? "" : ",") + features[i];
  return text + "]}";
}

TEST(Tkgm, rest_answers_become_parcels) {
  Town town;
  configure(town, "tkgm.geojson");
  const std::string place = "\"ilId\":28,\"mahalleId\":149,\"mahalleAd\":\"Çakırlar\",";
  write_bytes(
      town.folder() / "tkgm.geojson",
      collection(
          {feature(place + "\"adaNo\":\"0\",\"parselNo\":\"7\",\"alan\":\"30.107,17\","
                           "\"nitelik\":\"Zeytinlik\",\"mevkii\":\"Kırönü\",\"pafta\":\"O25a\","
                           "\"durum\":\"1\",\"gittigiParselListe\":\"\",\"gittigiParselSebep\":\"\"",
                   square(30.60)),
           feature(place + "\"adaNo\":\"101\",\"parselNo\":\"5\",\"alan\":\"1,295.00\","
                           "\"nitelik\":\"Arsa\",\"mevkii\":\"\",\"pafta\":\"O25a\","
                           "\"durum\":\"0\",\"gittigiParselListe\":\"101/8, 101/9\","
                           "\"gittigiParselSebep\":\"İfraz\"",
                   "null"),
           feature(place + "\"adaNo\":\"101\",\"parselNo\":\"8\",\"alan\":\"830,00\","
                           "\"nitelik\":\"Arsa\",\"mevkii\":\"\",\"pafta\":\"O25a\","
                           "\"durum\":\"1\",\"gittigiParselListe\":\"\",\"gittigiParselSebep\":\"\"",
                   "null")}));
  const app::RunReport report = town.run();
  EXPECT_EQ(parcels(town, "ada, parsel, tapu_alan_m2, nitelik, durum, gittigi_parsel, "
                          "gittigi_sebep, geometri IS NULL"),
            "0 | 7 | 30107.17 | Zeytinlik | aktif | f\n"
            "101 | 5 | 1295 | Arsa | pasif | 101/8, 101/9 | İfraz | t");
  // A passive parcel needs no shape; an active one without is set apart.
  const auto lines = findings_of(report.result);
  EXPECT_EQ(std::ranges::count_if(lines, [](const std::string& line) {
              return line.starts_with("GEO-01 takbis parsel");
            }),
            1);
  EXPECT_EQ(report.result.sources.at(0).fates[static_cast<std::size_t>(sync::Fate::quarantined)],
            1U);
  const std::string memory = town.memory();
  static_cast<void>(town.run());
  EXPECT_EQ(town.memory(), memory);
}

TEST(Tkgm, successors_may_come_as_a_list) {
  Town town;
  configure(town, "tkgm.geojson");
  write_bytes(town.folder() / "tkgm.geojson",
              collection({feature("\"adaNo\":\"101\",\"parselNo\":\"5\",\"durum\":0,"
                                  "\"gittigiParselListe\":[\"101/8\",\"101/9\"]",
                                  "null"),
                          feature("\"adaNo\":\"101\",\"parselNo\":\"8\",\"durum\":1,"
                                  "\"gittigiParselListe\":[]",
                                  square(30.60))}));
  static_cast<void>(town.run());
  EXPECT_EQ(parcels(town, "parsel, durum, coalesce(gittigi_parsel, '–')"),
            "5 | pasif | 101/8, 101/9\n8 | aktif | –");
}

std::string member(const std::string& fields, double lon) {
  const std::string coordinates =
      fmt::format("{0},36.87 {1},36.87 {1},36.8702 {0},36.8702 {0},36.87", lon, lon + 0.0002);
  return "<gml:featureMember><TKGM:parseller>" + fields +
         "<TKGM:geom><gml:MultiPolygon srsName=\"http://www.opengis.net/gml/srs/epsg.xml#4326\">"
         "<gml:polygonMember><gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>" +
         coordinates +
         "</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>"
         "</gml:polygonMember></gml:MultiPolygon></TKGM:geom></TKGM:parseller></gml:featureMember>";
}

std::string fields(const std::vector<std::pair<std::string, std::string>>& values) {
  std::string text;
  for (const auto& [name, value] : values) {
    text += fmt::format("<TKGM:{0}>{1}</TKGM:{0}>", name, value);
  }
  return text;
}

TEST(Tkgm, the_wfs_gives_original_crs_epoch_and_the_text_of_ada) {
  Town town;
  configure(town, "parseller.gml");
  const auto parcel = [](const char* ada, const char* number, const char* ref, const char* state) {
    return fields({{"fid", "1"},
                   {"parselno", number},
                   {"adano", ada},
                   {"tapukimlikno", "9001"},
                   {"tapuzeminref", ref},
                   {"tapucinsaciklama", "Kargir apartman"},
                   {"tapumahalleref", "149"},
                   {"tapualan", "412.50"},
                   {"kadastroalan", "411.87"},
                   {"durum", state},
                   {"sistemkayittarihi", "2019-05-01T10:15:00"},
                   {"orjinalgeomkoordinatsistem", "ED50"},
                   {"orjinalgeomepok", "2005.00"},
                   {"yanilmasiniri", "3.1"}});
  };
  write_bytes(town.folder() / "parseller.gml",
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?><wfs:FeatureCollection "
              "xmlns:wfs=\"http://www.opengis.net/wfs\" xmlns:gml=\"http://www.opengis.net/gml\" "
              "xmlns:TKGM=\"http://www.tkgm.gov.tr\">" +
                  member(parcel("007", "12", "555001", "3"), 30.60) +
                  member(parcel("101", "3/A", "555002", "2"), 30.61) + "</wfs:FeatureCollection>");
  const app::RunReport report = town.run();
  EXPECT_EQ(parcels(town, "ada, parsel, tapu_zemin_ref, tapu_kimlik_no, durum, tapu_alan_m2, "
                          "kadastro_alan_m2, yanilma_siniri_m2, orijinal_crs, epok, "
                          "olusturma_tarihi, round(ST_Area(geometri)::numeric, -1)"),
            "007 | 12 | 555001 | 9001 | aktif | 412.5 | 411.87 | 3.1 | ED50 | 2005.00 | "
            "2019-05-01 | 400\n"
            "101 | 3/A | 555002 | 9001 | pasif | 412.5 | 411.87 | 3.1 | ED50 | 2005.00 | "
            "2019-05-01 | 400");
  EXPECT_EQ(report.result.sources.at(0).crs_used, "EPSG:4326");
}

TEST(Tkgm, a_downloaded_table_without_shapes_is_followed_by_ada_and_parsel) {
  Town town;
  configure(town, "tkgm.csv");
  const std::string header = "Il;Ilce;Mahalle;Ada;ParselNo;Alan;Mevkii;Nitelik;Pafta\n";
  write_bytes(town.folder() / "tkgm.csv",
              header + "Antalya;Konyaaltı;Çakırlar;101;5;30.107,17;Kırönü;Zeytinlik;O25a\n"
                       "Antalya;Konyaaltı;Çakırlar;101;6;830,00;;Arsa;O25a\n");
  const app::RunReport report = town.run();
  EXPECT_EQ(parcels(town, "ada, parsel, tapu_alan_m2, tapu_mahalle_adi"),
            "101 | 5 | 30107.17 | Çakırlar\n101 | 6 | 830 | Çakırlar");
  EXPECT_THAT(findings_of(report.result), testing::Not(testing::Contains(HasSubstr("GEO-01"))));
  const std::string number = parcels(town, "tucbs_no");
  write_bytes(town.folder() / "tkgm.csv",
              header + "Antalya;Konyaaltı;ÇAKIRLAR;101;6;830,00;;Arsa;O25a\n"
                       "Antalya;Konyaaltı;ÇAKIRLAR;101;5;30.107,17;Kırönü;Tarla;O25a\n");
  static_cast<void>(town.run());
  EXPECT_EQ(parcels(town, "tucbs_no"), number);
  EXPECT_EQ(parcels(town, "ada, parsel, nitelik"), "101 | 5 | Tarla\n101 | 6 | Arsa");
}

}  // namespace
}  // namespace uavt::night::test
