// Which encoding a file's texts are in: what is set, what the file declares, what its bytes say.
#include <gmock/gmock.h>

#include "importers/encoding.hpp"
#include "tests/importers/fixtures.hpp"

namespace uavt::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Encoding : public Folder {
 protected:
  /// A shapefile whose texts are in `encoding`, with a .cpg that says `page` ("": no .cpg).
  sync::Settings shapefile(const std::string& encoding, const std::string& page) {
    exporters::WriteOptions options;
    options.format = exporters::Format::shapefile;
    options.encoding = encoding;
    options.declare_encoding = false;
    const auto file = path / "MAHALLE.shp";
    exporters::write(neighbourhoods(), file, options);
    EXPECT_FALSE(std::filesystem::exists(path / "MAHALLE.cpg"));
    if (!page.empty()) write("MAHALLE.cpg", page);
    return settings_for(file.string(), sync::SourceLayer::neighbourhood, neighbourhood_columns());
  }

  static void expect_names(const sync::Delivery& delivery) {
    EXPECT_THAT(texts(delivery.rows, "ad"),
                ElementsAre("İSTİKLÂL", "ığdır ŞEHİTLERİ", "ÇÖĞÜRCÜ", "güneş", "∅"));
  }
};

TEST_F(Encoding, DeclaredCp1254IsTaken) {
  const auto delivery = read(shapefile("CP1254", "1254"), 0);
  expect_names(delivery);
  EXPECT_EQ(delivery.encoding_declared, "CP1254");
  EXPECT_EQ(delivery.encoding_used, "CP1254");
  EXPECT_EQ(finding(delivery, sync::Rule::src_04), nullptr);
}

TEST_F(Encoding, WithoutDeclarationItIsGuessedAndSaid) {
  const auto delivery = read(shapefile("CP1254", ""), 0);
  expect_names(delivery);
  EXPECT_EQ(delivery.encoding_used, "CP1254");
  const auto* const said = finding(delivery, sync::Rule::src_04);
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(argument(*said, "used"), "CP1254");
}

TEST_F(Encoding, Utf8WithoutDeclarationIsFoundOut) {
  const auto delivery = read(shapefile("UTF-8", ""), 0);
  expect_names(delivery);
  EXPECT_EQ(delivery.encoding_used, "UTF-8");
  EXPECT_NE(finding(delivery, sync::Rule::src_04), nullptr);
}

TEST_F(Encoding, AWrongCpgIsOverruledByTheBytes) {
  for (const auto* const page : {"UTF-8", "1252", "ISO-8859-1"}) {
    const auto delivery = read(shapefile("CP1254", page), 0);
    expect_names(delivery);
    EXPECT_EQ(delivery.encoding_used, "CP1254") << page;
    EXPECT_NE(finding(delivery, sync::Rule::src_04), nullptr) << page;
  }
  const auto delivery = read(shapefile("UTF-8", "1254"), 0);
  expect_names(delivery);
  EXPECT_EQ(delivery.encoding_used, "UTF-8");
  EXPECT_NE(finding(delivery, sync::Rule::src_04), nullptr);
}

TEST_F(Encoding, AConfiguredEncodingTheBytesContradictRefusesTheSource) {
  auto settings = shapefile("CP1254", "");
  settings.sources[0].encoding = "UTF-8";
  const auto said = refusal(settings);
  EXPECT_THAT(said, HasSubstr("MAHALLE.shp"));
  EXPECT_THAT(said, HasSubstr("record 1"));
  EXPECT_THAT(said, HasSubstr("not UTF-8"));
  settings.sources[0].required = false;
  const auto delivery = read(settings, 0);
  EXPECT_FALSE(delivery.read);
  EXPECT_EQ(delivery.rows.size(), 0U);
  EXPECT_NE(finding(delivery, sync::Rule::src_01), nullptr);
}

TEST_F(Encoding, Cp857IsReadWhenTold) {
  auto settings =
      settings_for(write("m.csv", "KIMLIKNO;AD\n1;\x98\x8D\x9E\xA6\x80\n"),
                   sync::SourceLayer::neighbourhood, {{"mahalle_kodu", "KIMLIKNO"}, {"ad", "AD"}});
  settings.sources[0].encoding = "CP857";
  const auto delivery = read(settings, 0);
  EXPECT_THAT(texts(delivery.rows, "ad"), ElementsAre("İıŞĞÇ"));
}

TEST_F(Encoding, AUtf8FieldCutInTheMiddleOfALetterStaysUtf8) {
  EncodingEvidence evidence;
  evidence.add("ŞEHİTLER", 1);
  evidence.add("ÇAMLIK \xC5", 2);
  EXPECT_EQ(evidence.guess(), "UTF-8");
  std::string text;
  Recoder("UTF-8").append("ÇAMLIK \xC5", text);
  EXPECT_EQ(text, "ÇAMLIK \xEF\xBF\xBD");
  EncodingEvidence turkish;  // in CP1254 İ is such a lead byte, at the end of many a name
  turkish.add("AL\xDD", 1);
  turkish.add("VEL\xDD", 2);
  EXPECT_EQ(turkish.guess(), "CP1254");
}

TEST(EncodingName, HasOneSpelling) {
  EXPECT_EQ(sync::encoding_name("windows-1254"), "CP1254");
  EXPECT_EQ(sync::encoding_name("ANSI 1254"), "CP1254");
  EXPECT_EQ(sync::encoding_name("1254"), "CP1254");
  EXPECT_EQ(sync::encoding_name("utf-8"), "UTF-8");
  EXPECT_EQ(sync::encoding_name("65001"), "UTF-8");
  EXPECT_EQ(sync::encoding_name("ISO-8859-9"), "ISO-8859-9");
  EXPECT_EQ(sync::encoding_name("OEM 857"), "CP857");
}

TEST(EncodingName, AnUnknownOneIsRefusedWithTheCure) {
  try {
    const Recoder recoder("KLINGON");
    FAIL() << "accepted";
  } catch (const SourceError& error) {
    EXPECT_THAT(error.what(), HasSubstr("CP1254"));
  }
}

}  // namespace
}  // namespace uavt::importers
