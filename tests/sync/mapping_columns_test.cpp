// One-to-one layers: every type of attribute, every repair, what is reported where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapping_deliveries.hpp"

namespace uavt::sync {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MappedColumns, IdsAreRepairedReportedOrLeftOut) {
  Deliveries town;
  town.add(SourceLayer::door, {"bina_kodu", "kapi_no"},
           {{"101", "1"},
            {"102.0", "2"},
            {" 103", "3"},
            {"1.315919009E+09", "4"},
            {"1.23E+09", "5"},
            {"A7", "6"},
            {"0", "7"},
            {"YENI-12", "8"},
            {nullptr, "9"}});
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::door, "bina_kodu"),
              ElementsAre("101", "102", "103", "1315919009", "·", "·", "·", "·", "·"));
  EXPECT_THAT(summary(result),
              ElementsAre("KEY-02 bina_kodu 4", "KEY-02 bina_kodu 5", "KEY-06 bina_kodu 1",
                          "KEY-06 bina_kodu 2", "KEY-06 bina_kodu 3"));
  const Finding finding = findings(result, Rule::key_06).back();
  EXPECT_EQ(argument(finding, "value"), "1.315919009E+09");
  EXPECT_EQ(argument(finding, "read_as"), "1315919009");
  EXPECT_EQ(finding.subjects.front().origin, (Origin{0, 4}));
  EXPECT_EQ(argument(findings(result, Rule::key_02).front(), "value"), "1.23E+09");
  EXPECT_TRUE(table(result, Layer::door).columns[position(Layer::door, "bina_kodu")].known);
  EXPECT_FALSE(table(result, Layer::door).columns[position(Layer::door, "csbm_kodu")].known);
}

TEST(MappedColumns, RepairsCanBeSwitchedOff) {
  Deliveries town;
  town.add(SourceLayer::street, {"csbm_kodu", "ad"}, {{"5.0", "ÞAFAK"}});
  town.settings.rules[static_cast<std::size_t>(Rule::key_06)].repair = false;
  town.settings.rules[static_cast<std::size_t>(Rule::mod_09)].repair = false;
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::street, "csbm_kodu"), ElementsAre("·"));
  EXPECT_THAT(values(result, Layer::street, "ad"), ElementsAre("ÞAFAK"));
  EXPECT_THAT(summary(result), ElementsAre("KEY-06 csbm_kodu 0", "MOD-09 ad 0"));
}

TEST(MappedColumns, RulesCanBeSwitchedOff) {
  Deliveries town;
  town.add(SourceLayer::door, {"bina_kodu", "kapi_no"}, {{"5.0", nullptr}, {"x", "1"}});
  for (const Rule rule : {Rule::key_02, Rule::key_06, Rule::mod_02}) {
    town.settings.rules[static_cast<std::size_t>(rule)].off = true;
  }
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::door, "bina_kodu"), ElementsAre("5", "·"));
  EXPECT_THAT(result.findings, IsEmpty());
}

TEST(MappedColumns, AdresNoHasTenDigits) {
  Deliveries town;
  town.add(SourceLayer::unit, {"adres_no"}, {{"1234567890"}, {"123456789"}, {"12345678901"}});
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::unit, "adres_no"), ElementsAre("1234567890", "·", "·"));
  EXPECT_THAT(summary(result), ElementsAre("KEY-02 adres_no 1", "KEY-02 adres_no 2"));
}

TEST(MappedColumns, FloatColumnsBecomeIds) {
  Deliveries town;
  Delivery& doors = town.add(SourceLayer::door, {"kapi_no"}, {{"1"}, {"2"}, {"3"}});
  RawColumn codes;
  codes.attribute = codes.column = "bina_kodu";
  codes.kind = RawColumn::Kind::real;
  codes.reals = {101.0, 12.5, std::numeric_limits<double>::quiet_NaN()};
  doors.rows.columns.push_back(codes);
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::door, "bina_kodu"), ElementsAre("101", "·", "·"));
  EXPECT_THAT(summary(result), ElementsAre("KEY-02 bina_kodu 1", "KEY-06 bina_kodu 0"));
  EXPECT_EQ(argument(findings(result, Rule::key_06).front(), "value"), "101.0");
}

TEST(MappedColumns, NumbersAndDates) {
  Deliveries town;
  town.add(SourceLayer::building, {"kat_zemin_ustu", "tamamlanma_tarihi"},
           {{"3", "22.11.2026"}, {"3.0", "2026-11-22T10:00:00"}, {"üç", "dün"}, {"-", nullptr}});
  town.add(SourceLayer::parcel, {"ada", "parsel", "tapu_alan_m2"},
           {{"101", "1", "30.107,17"}, {"101", "2", "1,295.00"}, {"101", "3", "çok"}});
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::building, "kat_zemin_ustu"), ElementsAre("3", "3", "·", "·"));
  EXPECT_THAT(values(result, Layer::building, "tamamlanma_tarihi"),
              ElementsAre("2026-11-22", "2026-11-22", "·", "·"));
  EXPECT_THAT(values(result, Layer::parcel, "tapu_alan_m2"), ElementsAre("30107.17", "1295", "·"));
  EXPECT_THAT(summary(result),
              ElementsAre("MOD-03 kat_zemin_ustu 2", "MOD-03 tamamlanma_tarihi 2",
                          "MOD-03 tapu_alan_m2 2"));
  EXPECT_EQ(argument(findings(result, Rule::mod_03).front(), "type"), "integer");
}

TEST(MappedColumns, NumericCellsOfTextAttributes) {
  Deliveries town;
  Delivery& doors = town.add(SourceLayer::door, {}, {{}, {}, {}});
  RawColumn numbers;
  numbers.attribute = numbers.column = "kapi_no";
  numbers.kind = RawColumn::Kind::real;
  numbers.reals = {12.0, 12.5, std::numeric_limits<double>::quiet_NaN()};
  doors.rows.columns.push_back(numbers);
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::door, "kapi_no"), ElementsAre("12", "12.5", "·"));
  EXPECT_THAT(summary(result), ElementsAre("MOD-02 kapi_no 2"));
}

TEST(MappedColumns, ListsByValueDictionaryAndFold) {
  Deliveries town;
  town.add(SourceLayer::door, {"kapi_no", "tip"},
           {{"1", "ana_giris"},
            {"2", "Ana Giriş"},
            {"3", "2"},
            {"4", "3.0"},
            {"5", "Tali Girişi"},
            {"6", "99"},
            {"7", nullptr},
            {"8", "GARAJ"}});
  Delivery& doors = town.all.front();
  doors.profile = "belediye";
  ProfileLayer layer;
  layer.layer = SourceLayer::door;
  layer.codes["tip"] = {{"2", "diger"}, {"3", "site_girisi"}};
  town.settings.profiles.push_back({"belediye", {layer}});
  town.settings.sources.front().codes["tip"] = {{"2", "tali_giris"}, {"garaj", "diger"}};
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::door, "tip"),
              ElementsAre("ana_giris", "ana_giris", "tali_giris", "site_girisi", "·", "·", "·",
                          "diger"));
  EXPECT_THAT(summary(result), ElementsAre("MOD-04 tip 4", "MOD-04 tip 5"));
  const auto unknown = findings(result, Rule::mod_04);
  EXPECT_EQ(argument(unknown.front(), "nearest"), "tali_giris");
  EXPECT_EQ(argument(unknown.back(), "value"), "99");
}

TEST(MappedColumns, StreetTypesOfBothNumberings) {
  Deliveries town;
  town.add(SourceLayer::street, {"csbm_kodu", "ad", "tur_kodu"},
           {{"1", "A", "0"}, {"2", "B", "4"}, {"3", "C", "5"}, {"4", "D", "9"}});
  town.add(SourceLayer::street, {"csbm_kodu", "ad", "maks_tip"},
           {{"5", "E", "1"}, {"6", "F", "2"}, {"7", "G", "6"}, {"8", "H", nullptr}});
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::street, "tip"),
              ElementsAre("koy_sokagi", "sokak", "kume_evler", "·", "sokak", "cadde", "karayolu",
                          "·"));
  EXPECT_THAT(summary(result), ElementsAre("MOD-02 tip 7", "MOD-04 tur_kodu 3"));
}

// One street in the three dialects of one register: number for the type, type in brackets, type
// word in the name.
TEST(MappedColumns, ThreeDialectsOfOneStreet) {
  const auto delivered = [](std::vector<std::string> header, std::vector<const char*> row) {
    Deliveries town;
    town.reg = Register::uavt;
    town.add(SourceLayer::street, std::move(header), {std::move(row)});
    return town.mapped();
  };
  const Mapped numbered = delivered({"mahalle_kodu", "csbm_kodu", "ad", "tur_kodu", "ad_tip"},
                                    {"139893", "953285", "355 NOLU", "4", "355 NOLU (Sokak)"});
  const Mapped bracketed = delivered({"csbm_kodu", "ad_tip", "mahalle_kodu"},
                                     {"953285", "355 Nolu (Sokak)", "139893"});
  const Mapped worded = delivered({"mahalle_kodu", "csbm_kodu", "ad_tip"},
                                  {"139893", "953285", "355 NOLU SOKAK"});
  for (const Mapped* dialect : {&numbered, &bracketed, &worded}) {
    EXPECT_THAT(values(*dialect, Layer::street, "tip"), ElementsAre("sokak"));
    EXPECT_THAT(values(*dialect, Layer::street, "csbm_kodu"), ElementsAre("953285"));
    EXPECT_THAT(summary(*dialect), IsEmpty());
    const std::size_t ad = position(Layer::street, "ad");
    EXPECT_TRUE(same_value(layer_type(Layer::street).attributes[ad],
                           table(*dialect, Layer::street).columns[ad], 0,
                           table(numbered, Layer::street).columns[ad], 0));
  }
  EXPECT_THAT(values(bracketed, Layer::street, "ad"), ElementsAre("355 Nolu"));
}

TEST(MappedColumns, ExplicitTypeWinsOverTheTypeWord) {
  Deliveries town;
  town.add(SourceLayer::street, {"csbm_kodu", "ad_tip", "tip"},
           {{"1", "LALE CADDESİ", "sokak"},
            {"2", "GÜL CADDESİ", nullptr},
            {"3", "AYNALI", nullptr}});
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::street, "ad"), ElementsAre("LALE", "GÜL", "AYNALI"));
  EXPECT_THAT(values(result, Layer::street, "tip"), ElementsAre("sokak", "cadde", "·"));
  EXPECT_THAT(summary(result), ElementsAre("MOD-02 tip 2"));
}

TEST(MappedColumns, MandatoryOnlyWhereTheColumnIs) {
  Deliveries town;
  town.add(SourceLayer::street, {"csbm_kodu", "ad", "mahalle_kodu"},
           {{"1", nullptr, "10"}, {"2", "LALE", nullptr}});
  town.add(SourceLayer::door, {"bina_kodu"}, {{"1"}});
  const Mapped result = town.mapped();
  EXPECT_THAT(summary(result), ElementsAre("MOD-02 ad 0", "MOD-02 mahalle_kodu 1"));
}

TEST(MappedColumns, MalformedMandatoryCodeIsOneFault) {
  Deliveries town;
  town.add(SourceLayer::street, {"csbm_kodu", "mahalle_kodu"}, {{"1", "1.2E+09"}});
  EXPECT_THAT(summary(town.mapped()), ElementsAre("KEY-02 mahalle_kodu 0"));
}

TEST(MappedColumns, DamagedTextIsMendedAndNamed) {
  Deliveries town;
  town.add(SourceLayer::neighbourhood, {"mahalle_kodu", "ad"},
           {{"1", "ÞEHÝTLER"}, {"2", "Ä°NÃ–NÃœ"}, {"3", "A\nB"}, {"4", "�ALE"}, {"5", " LALE "},
            {"6", "M?RSEL"}, {"7", "NULL"}});
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::neighbourhood, "ad"),
              ElementsAre("ŞEHİTLER", "İNÖNÜ", "A B", "�ALE", "LALE", "M?RSEL", "·"));
  EXPECT_THAT(summary(result), ElementsAre("MOD-02 ad 6", "MOD-09 ad 0", "MOD-09 ad 1",
                                           "MOD-09 ad 2", "MOD-09 ad 3"));
  const auto damaged = findings(result, Rule::mod_09);
  EXPECT_EQ(argument(damaged.front(), "read_as"), "ŞEHİTLER");
  EXPECT_EQ(argument(damaged.back(), "read_as"), "–");
}

TEST(MappedColumns, UnreadableRecordsCountAndTheReaderNamesThem) {
  Deliveries town;
  Delivery& doors = town.add(SourceLayer::door, {"kapi_no"}, {{"1"}});
  doors.unreadable.push_back({2, "broken WKB"});
  doors.rows_read = 2;
  const Mapped result = town.mapped();
  ASSERT_EQ(result.accounts.size(), 1u);
  EXPECT_EQ(result.accounts[0].rows_read, 2u);
  EXPECT_EQ(result.accounts[0].unreadable, 1u);
  EXPECT_EQ(targets(result.accounts[0], 0), "numarataj:0");
  EXPECT_TRUE(findings(result, Rule::src_02).empty());  // named once, where they were met
}

TEST(MappedColumns, ADoorIsOnePoint) {
  Deliveries town;
  Delivery& doors = town.add(SourceLayer::door, {"kapi_no"}, {{"1"}, {"2"}, {"3"}});
  geo::GeometryColumn& points = doors.rows.geometry;
  doors.rows.has_geometry = true;
  points.append_point(1, 2);
  points.begin_row(geo::Kind::point);
  for (const double x : {5.0, 6.0}) {
    points.begin_part();
    points.begin_ring();
    points.add_vertex(x, 7);
  }
  points.end_row();
  points.append_null();
  const Mapped result = town.mapped();
  const Table& rows = table(result, Layer::door);
  EXPECT_TRUE(rows.geometry_known);
  EXPECT_EQ(rows.geometry.wkt(1), "POINT (5 7)");
  EXPECT_EQ(rows.geometry.kind(2), geo::Kind::null);
  ASSERT_THAT(summary(result), ElementsAre("GEO-12  1"));
  const Finding finding = findings(result, Rule::geo_12).front();
  EXPECT_EQ(argument(finding, "parts"), "2");
  EXPECT_THAT(text(finding.evidence.front().second), testing::StartsWith("MULTIPOINT"));
}

TEST(MappedColumns, SourcesOfOneLayerFollowEachOther) {
  Deliveries town;
  town.add(SourceLayer::building, {"yapi_kodu"}, {{"1"}, {"2"}});
  town.add(SourceLayer::building, {"yapi_kimlik_no"}, {{"9"}});
  const Mapped result = town.mapped();
  EXPECT_THAT(values(result, Layer::building, "yapi_kodu"), ElementsAre("1", "2", "·"));
  EXPECT_THAT(values(result, Layer::building, "yapi_kimlik_no"), ElementsAre("·", "·", "9"));
  EXPECT_EQ(table(result, Layer::building).origins[2], (Origin{1, 1}));
  EXPECT_TRUE(result.delivered[index(Layer::building)]);
  EXPECT_FALSE(result.delivered[index(Layer::door)]);
  EXPECT_EQ(targets(result.accounts[1], 0), "bina:2");
}

TEST(MappedColumns, OtherRegistersAndMissingSourcesGiveNothing) {
  Deliveries town;
  town.add(SourceLayer::door, {"kapi_no"}, {{"1"}});
  town.settings.sources[0].reg = Register::uavt;
  town.add(SourceLayer::building, {"yapi_kodu"}, {}).read = false;
  const Mapped result = town.mapped();
  EXPECT_EQ(table(result, Layer::door).size(), 0u);
  EXPECT_FALSE(result.delivered[index(Layer::building)]);
  ASSERT_EQ(result.accounts.size(), 1u);
  EXPECT_EQ(result.accounts[0].source, 1);
}

// 60 rows, every third with the same code.
Deliveries repeating(const char* attribute, std::size_t rows, std::size_t every) {
  static std::vector<std::string> codes;
  codes.clear();
  for (std::size_t row = 0; row < rows; ++row) {
    codes.push_back(row % every == 0 ? "7" : std::to_string(1000 + row));
  }
  std::vector<std::vector<const char*>> cells;
  for (const std::string& code : codes) cells.push_back({code.c_str(), "1.2E+09"});
  Deliveries town;
  town.add(SourceLayer::building, {attribute, "yapi_kodu"}, cells);
  return town;
}

TEST(MappedKeys, AColumnThatRepeatsIsNoKey) {
  const Mapped result = repeating("yapi_kimlik_no", 60, 3).mapped();
  const auto found = findings(result, Rule::key_09);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].attribute, "yapi_kimlik_no");
  EXPECT_TRUE(found[0].grouped);
  EXPECT_EQ(found[0].subjects.front().row, -1);
  EXPECT_EQ(found[0].subjects.front().origin.source, 0);
  EXPECT_DOUBLE_EQ(std::get<double>(found[0].arguments[1].second), 19.0 / 60);
  const Table& rows = table(result, Layer::building);
  const Column& codes = rows.columns[position(Layer::building, "yapi_kimlik_no")];
  EXPECT_FALSE(codes.known);
  EXPECT_TRUE(codes.null(1));
  // yapi_kodu does not repeat: its lost digits stay reported.
  EXPECT_EQ(findings(result, Rule::key_02).size(), 60u);
}

TEST(MappedKeys, FewRepetitionsAndFewValuesAreOtherRules) {
  EXPECT_THAT(findings(repeating("yapi_kimlik_no", 60, 40).mapped(), Rule::key_09), IsEmpty());
  EXPECT_THAT(findings(repeating("yapi_kimlik_no", 49, 2).mapped(), Rule::key_09), IsEmpty());
}

TEST(MappedKeys, RowIdsThatRepeatAreForgotten) {
  const Mapped result = repeating("id", 60, 3).mapped();
  ASSERT_EQ(findings(result, Rule::key_09).size(), 1u);
  EXPECT_EQ(findings(result, Rule::key_09)[0].attribute, "id");
  EXPECT_TRUE(table(result, Layer::building).ids.null(1));
}

}  // namespace
}  // namespace uavt::sync
