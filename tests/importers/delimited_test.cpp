// Delimited text as municipalities and spreadsheets write it.
#include <gmock/gmock.h>

#include "importers/encoding.hpp"
#include "tests/importers/fixtures.hpp"

namespace uavt::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Delimited : public Folder {
 protected:
  sync::Settings settings(std::string_view bytes, const std::string& name = "m.csv") {
    return settings_for(write(name, bytes), sync::SourceLayer::neighbourhood,
                        {{"mahalle_kodu", "KOD"}, {"ad", "AD"}});
  }
  sync::Delivery reading(std::string_view bytes, const std::string& name = "m.csv") {
    return read(settings(bytes, name), 0);
  }
};

TEST_F(Delimited, EverySeparatorIsFoundOutsideQuotes) {
  for (const char* const text :
       {"KOD;AD\n1;\"A,B,C\"\n2;ŞİŞLİ\n", "KOD,AD\n1,\"A,B,C\"\n2,ŞİŞLİ\n",
        "KOD\tAD\n1\tA,B,C\n2\tŞİŞLİ\n", "KOD|AD\n1|A,B,C\n2|ŞİŞLİ\n",
        "sep=;\nKOD;AD\n1;A,B,C\n2;ŞİŞLİ\n", "\xEF\xBB\xBFKOD;AD\r\n1;A,B,C\r\n2;ŞİŞLİ\r\n",
        "KOD;AD\r1;A,B,C\r2;ŞİŞLİ\r"}) {
    const auto delivery = reading(text);
    EXPECT_THAT(texts(delivery.rows, "mahalle_kodu"), ElementsAre("1", "2")) << text;
    EXPECT_THAT(texts(delivery.rows, "ad"), ElementsAre("A,B,C", "ŞİŞLİ")) << text;
  }
}

TEST_F(Delimited, ABomIsADeclaration) {
  const auto delivery = reading("\xEF\xBB\xBFKOD;AD\n1;ŞİŞLİ\n");
  EXPECT_EQ(delivery.encoding_declared, "UTF-8");
  EXPECT_EQ(finding(delivery, sync::Rule::src_04), nullptr);
}

TEST_F(Delimited, Cp1254InValuesAndNames) {
  auto settings =
      settings_for(write("m.csv",
                         "KOD;ADI \xDE\n1;HEYBEL\xDD"
                         "ADA\n"),
                   sync::SourceLayer::neighbourhood, {{"mahalle_kodu", "KOD"}, {"ad", "ADI Ş"}});
  const auto delivery = read(settings, 0);
  EXPECT_THAT(texts(delivery.rows, "ad"), ElementsAre("HEYBELİADA"));
  EXPECT_EQ(delivery.encoding_used, "CP1254");
  EXPECT_NE(finding(delivery, sync::Rule::src_04), nullptr);
}

TEST_F(Delimited, Utf16OfASpreadsheetIsRead) {
  std::string bytes = "\xFF\xFE";
  for (const char16_t letter : std::u16string(u"KOD\tAD\r\n1\tŞİŞLİ\r\n")) {
    bytes += static_cast<char>(letter & 0xFF);
    bytes += static_cast<char>(letter >> 8);
  }
  EXPECT_THAT(texts(reading(bytes, "m.txt").rows, "ad"), ElementsAre("ŞİŞLİ"));
}

TEST_F(Delimited, QuotesHoldSeparatorsLinesAndQuotes) {
  const auto delivery =
      reading("KOD;AD\n1;\"iki\nsatır; \"\"tırnak\"\"\"\n2;ORTA \"TIRNAK\"\n3;\"A\" B\n");
  EXPECT_THAT(texts(delivery.rows, "ad"),
              ElementsAre("iki\nsatır; \"tırnak\"", "ORTA \"TIRNAK\"", "A B"));
}

TEST_F(Delimited, NumbersStayAsWritten) {
  EXPECT_THAT(texts(reading("KOD;AD\n007;1\n1.315919009E+09;2\n123.0;3\n").rows, "mahalle_kodu"),
              ElementsAre("007", "1.315919009E+09", "123.0"));
}

TEST_F(Delimited, ShortRecordsAreFilledLongOnesAreUnreadable) {
  const auto delivery = reading("KOD;AD\n1\n2;B;;\n3;C;X\n\n;\n5;E\n");
  EXPECT_THAT(texts(delivery.rows, "mahalle_kodu"), ElementsAre("1", "2", "5"));
  EXPECT_THAT(delivery.rows.rows, ElementsAre(1U, 2U, 5U));
  ASSERT_EQ(delivery.unreadable.size(), 1U);
  EXPECT_EQ(delivery.unreadable[0].row, 3U);
  EXPECT_THAT(delivery.unreadable[0].reason, HasSubstr("3 cells"));
  EXPECT_EQ(delivery.rows_read, 4U);
  const auto* const said = finding(delivery, sync::Rule::src_02);
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->subjects.at(0).origin.row, 3U);
}

TEST_F(Delimited, AnUnclosedQuoteCostsItsRecordOnly) {
  const auto delivery = reading("KOD;AD\n1;A\n2;\"B\n3;C\n4;D\n");
  EXPECT_THAT(texts(delivery.rows, "mahalle_kodu"), ElementsAre("1", "3", "4"));
  ASSERT_EQ(delivery.unreadable.size(), 1U);
  EXPECT_EQ(delivery.unreadable[0].row, 2U);
}

TEST_F(Delimited, RecordsAcrossBufferBoundariesAreWhole) {
  std::string bytes = "KOD;AD\n";
  for (int i = 0; i < 60'000; ++i) {
    bytes += std::to_string(i) + ";\"" + std::string(static_cast<std::size_t>(i % 90), 'x') +
             "\n\"\"ş\"\"\"\n";
  }
  const auto delivery = reading(bytes);
  ASSERT_EQ(delivery.rows_read, 60'000U);
  const auto& names = delivery.rows.column("ad")->texts;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ASSERT_EQ(names[i], std::string(i % 90, 'x') + "\n\"ş\"") << i;
  }
}

TEST_F(Delimited, PointsComeFromNumbersAsPeopleWriteThem) {
  auto settings =
      settings_for(write("k.csv",
                         "NO;E;N\n12;480123,5;4085000,25\n13;480.124,5;4.085.001,25\n14;;\n15;a;1\n"
                         "16;480125.5;4085002.25\n"),
                   sync::SourceLayer::door, {{"kapi_no", "NO"}, {"x", "E"}, {"y", "N"}});
  const auto delivery = read(settings, 0);
  ASSERT_TRUE(delivery.rows.has_geometry);
  ASSERT_EQ(delivery.rows.size(), 4U);
  EXPECT_EQ(delivery.rows.geometry.wkt(0), "POINT (480123.5 4085000.25)");
  EXPECT_EQ(delivery.rows.geometry.wkt(1), "POINT (480124.5 4085001.25)");
  EXPECT_EQ(delivery.rows.geometry.kind(2), geo::Kind::null);
  EXPECT_EQ(delivery.rows.geometry.wkt(3), "POINT (480125.5 4085002.25)");
  ASSERT_EQ(delivery.unreadable.size(), 1U);
  EXPECT_EQ(delivery.unreadable[0].row, 4U);
  EXPECT_THAT(delivery.unreadable[0].reason, HasSubstr("x = \"a\""));
  EXPECT_EQ(delivery.rows.column("x"), nullptr);
}

TEST_F(Delimited, GeometryComesFromWktEwktAndHex) {
  auto settings =
      settings_for(write("k.csv",
                         "NO;G\n1;POINT(1 2)\n2;SRID=5254;POINT(3 4)\n3;\"SRID=5254;POINT(3 4)\"\n"
                         "4;0101000000000000000000F03F0000000000000040\n5;POINT(1\n"
                         "6;\"CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 -1,0 0))\"\n"),
                   sync::SourceLayer::door, {{"kapi_no", "NO"}, {"geometri", "G"}});
  const auto delivery = read(settings, 0);
  EXPECT_THAT(texts(delivery.rows, "kapi_no"), ElementsAre("1", "3", "4", "6"));
  EXPECT_EQ(delivery.rows.geometry.wkt(0), "POINT (1 2)");
  EXPECT_EQ(delivery.rows.geometry.wkt(1), "POINT (3 4)");
  EXPECT_EQ(delivery.rows.geometry.wkt(2), "POINT (1 2)");
  EXPECT_EQ(delivery.rows.geometry.kind(3), geo::Kind::polygon);
  EXPECT_EQ(delivery.rows.geometry.traits(3) & geo::was_curve, geo::was_curve);
  EXPECT_GT(delivery.rows.geometry[3].vertex_count(), 16U);
  EXPECT_EQ(delivery.unreadable.size(), 2U);  // record 2 has a cell too many, record 5 no bracket
}

TEST_F(Delimited, WhatIsNoTableSaysSo) {
  EXPECT_THAT(refusal(settings("")), HasSubstr("empty"));
  EXPECT_THAT(refusal(settings("KOD;AD\n")), HasSubstr("no record"));
  EXPECT_THAT(refusal(settings(std::string("KOD\0;AD\n1;2\n", 12))), HasSubstr("no text"));
  auto wrong = settings("KODU;ADI\n1;2\n");
  wrong.sources[0].columns = {{"mahalle_kodu", "KODUU"}};
  EXPECT_THAT(refusal(wrong), HasSubstr("\"KODUU\""));
  EXPECT_THAT(refusal(wrong), HasSubstr("nearest is \"KODU\""));
  auto nothing = settings("10000000146;AHMET\n10000000146;MEHMET\n");
  nothing.sources[0].columns.clear();
  const auto said = refusal(nothing);
  EXPECT_THAT(said, HasSubstr("looks like data"));
  EXPECT_THAT(said, ::testing::Not(HasSubstr("AHMET")));
}

TEST_F(Delimited, ARowCountOfASpreadsheetKeepsLastNightEvenWhenRequired) {
  std::string bytes = "KOD;AD\n";
  for (int i = 0; i < 65'535; ++i) bytes += std::to_string(i) + ";A\n";
  const auto delivery = reading(bytes);
  EXPECT_FALSE(delivery.read);
  EXPECT_EQ(delivery.rows.size(), 0U);
  const auto* const said = finding(delivery, sync::Rule::src_09);
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(argument(*said, "rows"), "65535");
}

TEST_F(Delimited, InvalidBytesAndNulNeverLeave) {
  std::string bytes = "KOD;AD\n";
  for (int i = 0; i < 30; ++i) bytes += "1;ŞİŞLİ\n";
  bytes +=
      "2;A\xFF"
      "B\n";
  const auto delivery = reading(bytes);
  EXPECT_EQ(texts(delivery.rows, "ad").back(),
            "A\xEF\xBF\xBD"
            "B");
  for (const auto& text : texts(delivery.rows, "ad")) EXPECT_TRUE(clean_utf8(text));
}

}  // namespace
}  // namespace uavt::importers
