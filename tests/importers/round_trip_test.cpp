// What is written in a format is read back the same: codes, Turkish letters, dates, nulls,
// geometry.
#include <gmock/gmock.h>

#include "tests/importers/fixtures.hpp"

namespace uavt::importers {
namespace {

using exporters::Format;
using ::testing::ElementsAre;

struct Trip {
  Format format;
  std::string file;
  std::string driver;
  bool geometry = true;
};

void PrintTo(const Trip& trip, std::ostream* out) {
  *out << trip.file;
}

class RoundTrip : public Folder, public ::testing::WithParamInterface<Trip> {};

TEST_P(RoundTrip, KeepsValuesLettersAndShapes) {
  const auto& trip = GetParam();
  const auto table = neighbourhoods();
  exporters::WriteOptions options;
  options.format = trip.format;
  options.layer = "MAHALLE";
  options.crs = "EPSG:5254";
  const auto file = path / trip.file;
  exporters::write(table, file, options);
  const auto before = names();

  auto columns = neighbourhood_columns();
  if (trip.format == Format::csv) columns["geometri"] = "WKT";
  const auto delivery =
      read(settings_for(file.string(), sync::SourceLayer::neighbourhood, columns), 0);

  EXPECT_TRUE(delivery.read);
  EXPECT_EQ(delivery.driver, trip.driver);
  EXPECT_EQ(delivery.rows_read, 5U);
  EXPECT_THAT(delivery.rows.rows, ElementsAre(1U, 2U, 3U, 4U, 5U));
  EXPECT_THAT(texts(delivery.rows, "mahalle_kodu"),
              ElementsAre("179500", "179501", "179502", "179503", "179599"));
  EXPECT_THAT(texts(delivery.rows, "ad"),
              ElementsAre("İSTİKLÂL", "ığdır ŞEHİTLERİ", "ÇÖĞÜRCÜ", "güneş", "∅"));
  const auto dates = texts(delivery.rows, "olusturma_tarihi");
  ASSERT_EQ(dates.size(), 5U);
  EXPECT_EQ(dates[0], "2024-10-04");
  EXPECT_EQ(dates[4], "∅");
  ASSERT_EQ(delivery.rows.has_geometry, trip.geometry);
  if (trip.geometry) {
    ASSERT_EQ(delivery.rows.geometry.size(), 5U);
    for (std::size_t row = 0; row < 5; ++row) {
      EXPECT_TRUE(geo::same_within(delivery.rows.geometry[row], table.geometry[row], 1e-6))
          << delivery.rows.geometry.wkt(row) << " ≠ " << table.geometry.wkt(row);
    }
    EXPECT_EQ(delivery.crs, trip.format == Format::csv ? "" : "EPSG:5254");
  }
  EXPECT_EQ(names(), before) << "reading wrote something beside the input";
  EXPECT_EQ(delivery.digest.size(), 64U);
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip,
                         ::testing::Values(Trip{Format::gpkg, "m.gpkg", "GPKG"},
                                           Trip{Format::shapefile, "m.shp", "ESRI Shapefile"},
                                           Trip{Format::geojson, "m.geojson", "GeoJSON"},
                                           Trip{Format::gml, "m.gml", "GML"},
                                           Trip{Format::csv, "m.csv", "CSV"},
                                           Trip{Format::xlsx, "m.xlsx", "XLSX", false}));

TEST_F(Folder, AGeoPackageMayHoldSeveralTables) {
  const auto table = neighbourhoods();
  exporters::WriteOptions options;
  options.layer = "MAHALLE";
  const auto file = path / "hepsi.gpkg";
  exporters::write(table, file, options);
  options.layer = "BASKA";
  options.append_layer = true;
  exporters::write(table, file, options);

  auto settings =
      settings_for(file.string(), sync::SourceLayer::neighbourhood, neighbourhood_columns());
  settings.sources[0].table = "mahalle";
  EXPECT_EQ(read(settings, 0).rows_read, 5U);
  settings.sources[0].table = "YOK";
  EXPECT_THAT(refusal(settings), ::testing::HasSubstr("\"MAHALLE\", \"BASKA\""));
  settings.sources[0].table.clear();
  EXPECT_THAT(refusal(settings), ::testing::HasSubstr("several tables"));
}

TEST_F(Folder, AnUnclosedRingAndANotANumberAreWrittenAndReadAsGiven) {
  sync::RawTable table;
  table.layer = sync::SourceLayer::neighbourhood;
  table.has_geometry = true;
  auto& code = table.columns.emplace_back();
  code.attribute = "mahalle_kodu";
  code.column = "KOD";
  code.kind = sync::RawColumn::Kind::integer;
  code.integers = {1, 2};
  table.rows = {1, 2};
  const auto ring = [&](std::vector<double> xy) {
    table.geometry.begin_row(geo::Kind::polygon);
    table.geometry.begin_part();
    table.geometry.begin_ring();
    for (std::size_t i = 0; i < xy.size(); i += 2) table.geometry.add_vertex(xy[i], xy[i + 1]);
    table.geometry.end_row();
  };
  ring({0, 0, 10, 0, 10, 10, 0, 10});
  ring({0, 0, 10, std::numeric_limits<double>::quiet_NaN(), 10, 10, 0, 0});
  const auto file = path / "bozuk.gpkg";
  exporters::write(table, file, {});

  const auto delivery = read(
      settings_for(file.string(), sync::SourceLayer::neighbourhood, {{"mahalle_kodu", "KOD"}}), 0);
  ASSERT_EQ(delivery.rows.size(), 2U);
  EXPECT_EQ(delivery.rows.geometry[0].vertex_count(), 4U);
  EXPECT_FALSE(delivery.rows.geometry.finite(1));
}

TEST_F(Folder, TheRowIdColumnOfAFormatCanBeNamed) {
  const auto file = path / "m.gpkg";
  exporters::write(neighbourhoods(), file, {});
  auto settings =
      settings_for(file.string(), sync::SourceLayer::neighbourhood, {{"mahalle_kodu", "KIMLIKNO"}});
  settings.sources[0].id_column = "fid";
  EXPECT_THAT(texts(read(settings, 0).rows, "id"), ElementsAre("1", "2", "3", "4", "5"));
}

}  // namespace
}  // namespace uavt::importers
