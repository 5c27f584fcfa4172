// The formats municipalities send beside the common ones – FileGDB, MapInfo, FlatGeobuf, ODS, and
// the drawings of CAD programs: each is written here through GDAL (or as text), and read into a
// table with every row accounted for and every Turkish letter right.
#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <ogrsf_frmts.h>

#include "tests/importers/fixtures.hpp"

namespace uavt::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

struct Form {
  std::string driver, file;
  std::vector<std::string> creation;  ///< options of the file
  std::vector<std::string> layer;     ///< options of its layer
  bool geometry = true;
  bool null_shapes = true;  ///< GDAL's FlatGeobuf leaves out a row without shape when it writes
};

void PrintTo(const Form& form, std::ostream* out) {
  *out << form.driver << " " << form.file;
}

CPLStringList list_of(const std::vector<std::string>& options) {
  CPLStringList list;
  for (const std::string& option : options) list.AddString(option.c_str());
  return list;
}

GDALDatasetUniquePtr created(const Form& form, const std::filesystem::path& file) {
  GDALAllRegister();
  GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName(form.driver.c_str());
  EXPECT_NE(driver, nullptr) << form.driver;
  const auto options = list_of(form.creation);
  return GDALDatasetUniquePtr(
      driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, options.List()));
}

/// The neighbourhoods of fixtures.hpp in any format of GDAL's that has columns.
void write_neighbourhoods(const Form& form, const std::filesystem::path& file) {
  const auto table = neighbourhoods();
  const auto dataset = created(form, file);
  ASSERT_NE(dataset, nullptr);
  OGRSpatialReference crs;
  crs.importFromEPSG(5254);
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer* const layer =
      dataset->CreateLayer("MAHALLE", form.geometry ? &crs : nullptr,
                           form.geometry ? wkbPolygon : wkbNone, list_of(form.layer).List());
  ASSERT_NE(layer, nullptr);
  OGRFieldDefn code("KIMLIKNO", OFTInteger), name("AD", OFTString), day("TARIH", OFTDate);
  name.SetWidth(40);
  for (OGRFieldDefn* field : {&code, &name, &day}) {
    ASSERT_EQ(layer->CreateField(field), OGRERR_NONE);
  }
  for (std::size_t row = 0; row < table.size(); ++row) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField(0, static_cast<int>(table.columns[0].integers[row]));
    if (!table.columns[1].null(row)) {
      feature.SetField(1, std::string(table.columns[1].texts[row]).c_str());
      feature.SetField(2, 2024, 10, 4 + static_cast<int>(row));
    }
    const bool shaped = table.geometry.kind(row) != geo::Kind::null;
    if (form.geometry && (shaped || !form.null_shapes)) {
      OGRGeometry* shape = nullptr;
      const std::string wkt = table.geometry.wkt(shaped ? row : 0);
      ASSERT_EQ(OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &shape), OGRERR_NONE);
      feature.SetGeometryDirectly(shape);
    }
    ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
  }
}

class OtherFormats : public Folder, public ::testing::WithParamInterface<Form> {};

TEST_P(OtherFormats, KeepValuesLettersAndShapes) {
  const Form& form = GetParam();
  const auto file = path / form.file;
  write_neighbourhoods(form, file);
  const auto before = names();

  const auto delivery =
      read(settings_for(file.string(), sync::SourceLayer::neighbourhood, neighbourhood_columns()),
           0);

  EXPECT_TRUE(delivery.read);
  EXPECT_EQ(delivery.driver, form.driver);
  EXPECT_EQ(delivery.rows_read, 5U);
  EXPECT_THAT(delivery.unreadable, SizeIs(0));
  EXPECT_THAT(delivery.rows.rows, ElementsAre(1U, 2U, 3U, 4U, 5U));
  EXPECT_THAT(texts(delivery.rows, "mahalle_kodu"),
              ElementsAre("179500", "179501", "179502", "179503", "179599"));
  EXPECT_THAT(texts(delivery.rows, "ad"),
              ElementsAre("İSTİKLÂL", "ığdır ŞEHİTLERİ", "ÇÖĞÜRCÜ", "güneş", "∅"));
  EXPECT_THAT(texts(delivery.rows, "olusturma_tarihi"),
              ElementsAre("2024-10-04", "2024-10-05", "2024-10-06", "2024-10-07", "∅"));
  EXPECT_EQ(delivery.digest.size(), 64U);
  EXPECT_EQ(names(), before) << "reading wrote something beside the input";
  ASSERT_EQ(delivery.rows.has_geometry, form.geometry);
  if (!form.geometry) return;
  const auto shapes = neighbourhoods();
  for (std::size_t row = 0; row < (form.null_shapes ? 5U : 4U); ++row) {
    // MapInfo keeps coordinates as whole steps of its bounds, a FileGDB as steps of 0.1 mm.
    EXPECT_TRUE(geo::same_within(delivery.rows.geometry[row], shapes.geometry[row], 1e-3))
        << delivery.rows.geometry.wkt(row) << " ≠ " << shapes.geometry.wkt(row);
  }
  EXPECT_EQ(delivery.crs.empty(), false);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, OtherFormats,
    ::testing::Values(
        Form{"OpenFileGDB", "m.gdb", {}, {}},
        Form{"MapInfo File", "m.tab", {}, {"ENCODING=CP1254", "BOUNDS=0,0,1000000,5000000"}},
        Form{"MapInfo File", "m.mif", {"FORMAT=MIF"}, {"ENCODING=CP1254"}},
        Form{"FlatGeobuf", "m.fgb", {}, {"SPATIAL_INDEX=NO"}, true, false},
        Form{"ODS", "m.ods", {}, {}, false}));

TEST_F(Folder, AMapInfoTableThatDeclaresNoCharacterSetIsJudgedByItsBytes) {
  const std::string head =
      "Version 300\nCharset \"Neutral\"\nDelimiter \",\"\n"
      "CoordSys NonEarth Units \"m\" Bounds (0, 0) (1000000, 5000000)\n"
      "Columns 2\n  KIMLIKNO Integer\n  AD Char(20)\nData\n\n";
  write("m.mif", head + "Point 500000 4085000\nPoint 500010 4085000\n");
  write("m.mid", "179500,\"\xDDST\xDDKL\xC2L\"\n179501,\"\xC7\xD6\xD0\xDCRC\xDC\"\n");
  auto settings = settings_for((path / "m.mif").string(), sync::SourceLayer::door,
                               {{"bina_kodu", "KIMLIKNO"}, {"site_adi", "AD"}});
  const auto delivery = read(settings, 0);
  EXPECT_EQ(delivery.rows_read, 2U);
  EXPECT_THAT(texts(delivery.rows, "site_adi"), ElementsAre("İSTİKLÂL", "ÇÖĞÜRCÜ"));
  EXPECT_EQ(delivery.encoding_used, "CP1254");
}

/// A drawing as AutoCAD 2000 writes it: a text on each door, its characters in the code page the
/// header names; and a line, which is no door.
std::string drawing(const std::string& version, const std::string& code_page,
                    const std::vector<std::string>& words) {
  std::string text = "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n" + version +
                     "\n9\n$DWGCODEPAGE\n3\n" + code_page + "\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n";
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += "0\nTEXT\n8\nKAPI\n10\n" + std::to_string(500'000 + 10 * i) +
            ".0\n20\n4085000.0\n30\n0.0\n40\n2.5\n1\n" + words[i] + "\n";
  }
  return text +
         "0\nLINE\n8\nYOL\n10\n500000.0\n20\n4085000.0\n11\n500050.0\n21\n4085000.0\n0\nENDSEC\n"
         "0\nEOF\n";
}

TEST_F(Folder, ADrawingGivesItsTextsInTheCodePageItNames) {
  const auto file = write("kapi.dxf", drawing("AC1015", "ANSI_1254", {"\xDD" "2/A", "\xC7-3"}));
  auto settings = settings_for(file, sync::SourceLayer::door,
                               {{"kapi_no", "Text"}, {"site_adi", "Layer"}});
  const auto delivery = read(settings, 0);
  EXPECT_EQ(delivery.driver, "DXF");
  EXPECT_EQ(delivery.rows_read, 3U);
  EXPECT_THAT(texts(delivery.rows, "kapi_no"), ElementsAre("İ2/A", "Ç-3", "∅"));
  EXPECT_THAT(texts(delivery.rows, "site_adi"), ElementsAre("KAPI", "KAPI", "YOL"));
  ASSERT_TRUE(delivery.rows.has_geometry);
  EXPECT_EQ(delivery.rows.geometry.kind(0), geo::Kind::point);
  EXPECT_EQ(delivery.rows.geometry.kind(2), geo::Kind::line);
  EXPECT_EQ(delivery.crs, "") << "a drawing declares no CRS: CRS-01 asks for one";
}

TEST_F(Folder, ADrawingSince2007IsUtf8) {
  const auto file = write("kapi.dxf", drawing("AC1021", "ANSI_1254", {"İ2/A", "ŞIĞ"}));
  const auto delivery =
      read(settings_for(file, sync::SourceLayer::door, {{"kapi_no", "Text"}}), 0);
  EXPECT_THAT(texts(delivery.rows, "kapi_no"), ElementsAre("İ2/A", "ŞIĞ", "∅"));
}

TEST_F(Folder, AMicroStationDrawingIsJudgedByItsBytes) {
  const auto file = path / "kapi.dgn";
  {
    const auto dataset = created({"DGN", "kapi.dgn", {}, {}}, file);
    ASSERT_NE(dataset, nullptr);
    OGRLayer* const layer = dataset->CreateLayer("elements", nullptr, wkbUnknown, nullptr);
    ASSERT_NE(layer, nullptr);
    int step = 0;
    for (const char* word : {"\xDD" "2/A", "\xC7-3"}) {
      OGRFeature feature(layer->GetLayerDefn());
      feature.SetField("Level", 7);
      feature.SetGeometryDirectly(new OGRPoint(500'000 + 10 * step++, 4'085'000));
      feature.SetStyleString((std::string("LABEL(t:\"") + word + "\",s:2g)").c_str());
      ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
  }
  const auto delivery =
      read(settings_for(file.string(), sync::SourceLayer::door,
                        {{"kapi_no", "Text"}, {"site_adi", "Level"}}),
           0);
  EXPECT_EQ(delivery.driver, "DGN");
  EXPECT_EQ(delivery.rows_read, 2U);
  EXPECT_THAT(texts(delivery.rows, "kapi_no"), ElementsAre("İ2/A", "Ç-3"));
  EXPECT_THAT(texts(delivery.rows, "site_adi"), ElementsAre("7", "7"));
  ASSERT_TRUE(delivery.rows.has_geometry);
  EXPECT_EQ(delivery.rows.geometry.kind(0), geo::Kind::point);
}

TEST_F(Folder, AGlobFindsAGeodatabaseAsOneSource) {
  Form form{"OpenFileGDB", "m.gdb", {}, {}};
  write_neighbourhoods(form, path / "m.gdb");
  auto settings = settings_for((path / "*.gdb").string(), sync::SourceLayer::neighbourhood,
                               neighbourhood_columns());
  const auto delivery = read(settings, 0);
  EXPECT_THAT(delivery.files, SizeIs(1));
  EXPECT_EQ(delivery.rows_read, 5U);
}

}  // namespace
}  // namespace uavt::importers
