#include "sync/column_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace uavt::sync {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ProfileLayer layer(SourceLayer kind, std::vector<std::string> tables,
                   std::vector<ColumnRule> columns = {}) {
  return {kind, std::move(tables), std::move(columns), {}};
}

Profile maks() {
  ProfileLayer buildings = layer(SourceLayer::building, {"YAPI"},
                                 {{"yapi_kimlik_no", {"KIMLIKNO"}},
                                  {"ad", {"AD"}},
                                  {"kat_zemin_ustu", {"ZEMINUSTUKATSAYISI", "ZEMINUSTUK"}},
                                  {"kat_zemin_alti", {"ZEMINALTIKATSAYISI"}},
                                  {"bagimsiz_bolum_sayisi", {"BAGIMSIZBOLUMSAYISI"}},
                                  {"site_adi", {"SITEVEYAKOOPERATIFADI", "SITEADI"}},
                                  {"geometri", {"WKT"}}});
  buildings.codes = {{"durum", {{"1", "kullanimda"}, {"2", "yikilmis"}}}};
  ProfileLayer units = layer(SourceLayer::unit, {"BAGIMSIZBOLUM"},
                             {{"kullanim_turu", {"KULLANIMTURU"}},
                              {"kullanim_alt_turu", {"KULLANIMALTTURU"}},
                              {"tip", {"KULLANIMALTTIPI"}}});
  return {"maks",
          {buildings, units, layer(SourceLayer::centreline, {"YOLORTAHAT"}),
           layer(SourceLayer::road_side, {"YOLORTAHATYON"})}};
}

Profile aks() {
  return {"aks",
          {layer(SourceLayer::building, {"yapi"},
                 {{"yapi_kodu", {"yapi_kod"}}, {"ada", {"ada_no"}}, {"parsel", {"parsel_no"}}})}};
}

SourceSettings source(SourceLayer layer, std::string profile = "") {
  SourceSettings settings;
  settings.layer = layer;
  settings.profile = std::move(profile);
  return settings;
}

ColumnMap mapped(const SourceSettings& settings, const std::vector<std::string>& columns) {
  const std::vector<Profile> profiles = {maks(), aks()};
  return column_map(settings, profiles, columns);
}

/// "attribute=column" in order of column.
std::vector<std::string> pairs(const ColumnMap& map, const std::vector<std::string>& columns) {
  std::vector<std::string> texts;
  for (const auto& [attribute, column] : map.mapped) {
    texts.push_back(attribute + "=" + columns[column]);
  }
  return texts;
}

TEST(ColumnMap, ToleratesCaseBlanksUnderscoresAndTurkishLetters) {
  const std::vector<std::string> columns = {" ad", "Kimlik_No", "ZeminÜstüKatSayısı", "MALIK"};
  const ColumnMap map = mapped(source(SourceLayer::building, "maks"), columns);
  EXPECT_THAT(pairs(map, columns), ElementsAre("ad= ad", "yapi_kimlik_no=Kimlik_No",
                                               "kat_zemin_ustu=ZeminÜstüKatSayısı"));
  EXPECT_THAT(map.unmapped, ElementsAre(3));
  EXPECT_EQ(map.profile, "maks");
  EXPECT_EQ(map.codes.at("durum").at("2"), "yikilmis");
}

TEST(ColumnMap, ToleratesDbfTruncation) {
  const std::vector<std::string> columns = {"Bagimsizbo", "ZEMINALTIK", "SITEVEYAKO", "KIMLIKNO"};
  const ColumnMap map = mapped(source(SourceLayer::building, "maks"), columns);
  EXPECT_THAT(pairs(map, columns),
              ElementsAre("bagimsiz_bolum_sayisi=Bagimsizbo", "kat_zemin_alti=ZEMINALTIK",
                          "site_adi=SITEVEYAKO", "yapi_kimlik_no=KIMLIKNO"));
}

TEST(ColumnMap, ToleratesTheSuffixOfACollision) {
  const std::vector<std::string> columns = {"KIMLIKNO", "ZEMINALT_1"};
  EXPECT_THAT(pairs(mapped(source(SourceLayer::building, "maks"), columns), columns),
              ElementsAre("yapi_kimlik_no=KIMLIKNO", "kat_zemin_alti=ZEMINALT_1"));
}

TEST(ColumnMap, AShorterPrefixIsNoTruncation) {
  const std::vector<std::string> columns = {"ZEMINALTI", "BAGIMSIZBOLUM"};
  const ColumnMap map = mapped(source(SourceLayer::building, "maks"), columns);
  EXPECT_THAT(map.mapped, IsEmpty());
  EXPECT_THAT(map.unmapped, ElementsAre(0, 1));
}

TEST(ColumnMap, AnAmbiguousTruncationIsNotGuessed) {
  const std::vector<std::string> columns = {"KULLANIMAL", "Kullanimtu", "KULLANIM_1"};
  const ColumnMap map = mapped(source(SourceLayer::unit, "maks"), columns);
  EXPECT_THAT(pairs(map, columns), ElementsAre("kullanim_turu=Kullanimtu"));
  EXPECT_THAT(map.unmapped, ElementsAre(0, 2));
}

TEST(ColumnMap, AnExactNameBeatsATruncatedOne) {
  const std::vector<std::string> columns = {"SITEVEYAKO", "SITEADI"};
  EXPECT_THAT(pairs(mapped(source(SourceLayer::building, "maks"), columns), columns),
              ElementsAre("site_adi=SITEADI"));
}

TEST(ColumnMap, TheSecondChoiceOfOneNeverTakesTheFirstOfAnother) {
  const Profile profile{
      "p",
      {layer(SourceLayer::door, {},
             {{"bina_kodu", {"BINAKODU", "KOD"}}, {"numarataj_kimlik_no", {"KOD"}}})}};
  const std::vector<std::string> columns = {"KOD"};
  const ColumnMap map = column_map(source(SourceLayer::door, "p"), std::span(&profile, 1), columns);
  EXPECT_THAT(pairs(map, columns), ElementsAre("numarataj_kimlik_no=KOD"));
}

TEST(ColumnMap, TheConfigurationComesFirst) {
  SourceSettings settings = source(SourceLayer::building, "maks");
  settings.columns = {{"yapi_kodu", "kimlikno"}, {"geometri", "SHAPE_WKT"}};
  settings.codes = {{"durum", {{"2", "kullanim_disi"}, {"3", "yikilmis"}}}};
  const std::vector<std::string> columns = {"KIMLIKNO", "AD", "SHAPE_WKT"};
  const ColumnMap map = mapped(settings, columns);
  EXPECT_THAT(pairs(map, columns),
              ElementsAre("yapi_kodu=KIMLIKNO", "ad=AD", "geometri=SHAPE_WKT"));
  EXPECT_THAT(map.missing, IsEmpty());
  EXPECT_EQ(map.codes.at("durum").at("1"), "kullanimda");
  EXPECT_EQ(map.codes.at("durum").at("2"), "kullanim_disi");
  EXPECT_EQ(map.codes.at("durum").at("3"), "yikilmis");
}

TEST(ColumnMap, AnExactSpellingBeatsAFoldedOne) {
  SourceSettings settings = source(SourceLayer::building);
  settings.columns = {{"ad", "ad"}};
  const std::vector<std::string> columns = {"AD", "ad"};
  EXPECT_THAT(pairs(mapped(settings, columns), columns), ElementsAre("ad=ad"));
}

TEST(ColumnMap, NamesWhatIsMissingAndTheNearest) {
  SourceSettings settings = source(SourceLayer::building, "maks");
  settings.columns = {{"yapi_kodu", "YAPIKOD"}};
  settings.id_column = "OBJECTID";
  const ColumnMap map = mapped(settings, {"AD", "YAPI_KODU", "OBJEKTID"});
  ASSERT_EQ(map.missing.size(), 2u);
  EXPECT_EQ(map.missing[0].attribute, "yapi_kodu");
  EXPECT_EQ(map.missing[0].column, "YAPIKOD");
  EXPECT_EQ(map.missing[0].nearest, "YAPI_KODU");
  EXPECT_EQ(map.missing[1].attribute, "id_column");
  EXPECT_EQ(map.missing[1].nearest, "OBJEKTID");
}

TEST(ColumnMap, AColumnIsUsedOnce) {
  SourceSettings settings = source(SourceLayer::building);
  settings.columns = {{"ad", "AD"}, {"site_adi", "AD"}};
  const std::vector<std::string> columns = {"AD"};
  const ColumnMap map = mapped(settings, columns);
  EXPECT_THAT(pairs(map, columns), ElementsAre("ad=AD"));
  ASSERT_EQ(map.missing.size(), 1u);
  EXPECT_EQ(map.missing[0].attribute, "site_adi");
}

TEST(ColumnMap, TheIdColumnMayAlsoBeAnAttribute) {
  SourceSettings settings = source(SourceLayer::building, "maks");
  settings.id_column = "kimlikno";
  const std::vector<std::string> columns = {"AD", "KIMLIKNO"};
  const ColumnMap map = mapped(settings, columns);
  EXPECT_THAT(pairs(map, columns), ElementsAre("ad=AD", "yapi_kimlik_no=KIMLIKNO", "id=KIMLIKNO"));
  EXPECT_THAT(map.unmapped, IsEmpty());

  settings.id_column = "FID";
  const std::vector<std::string> other = {"FID", "AD"};
  EXPECT_THAT(pairs(mapped(settings, other), other), ElementsAre("id=FID", "ad=AD"));
}

TEST(ColumnMap, RecognisesTheProfileThatMapsTheMost) {
  const std::vector<std::string> columns = {"YAPI_KOD", "ADA_NO", "PARSEL_NO", "AD"};
  const ColumnMap map = mapped(source(SourceLayer::building), columns);
  EXPECT_EQ(map.profile, "aks");
  EXPECT_THAT(pairs(map, columns),
              ElementsAre("yapi_kodu=YAPI_KOD", "ada=ADA_NO", "parsel=PARSEL_NO"));
  EXPECT_EQ(mapped(source(SourceLayer::building), {"x", "y"}).profile, "");
}

TEST(ColumnMap, AModelsTypeIsMeantByItsNameAlone) {
  Profile stop;
  stop.name = "tucbs.Durak";
  stop.layers.push_back({SourceLayer::flat,
                         {"Durak"},
                         {{"tucbsNo", {"tucbsNo"}}, {"adi", {"adi"}}, {"tanimi", {"tanimi"}}},
                         {}});
  const std::vector<Profile> known = {stop};
  const std::vector<std::string> columns = {"tucbsNo", "adi", "tanimi"};
  const std::vector<std::string> tables = {"Durak", "Bina"};
  SourceSettings source;
  source.layer = SourceLayer::flat;
  EXPECT_TRUE(column_map(source, known, columns).mapped.empty());
  EXPECT_EQ(table_for(source, known, tables), -1);
  source.model_type = source.profile = "tucbs.Durak";
  EXPECT_EQ(column_map(source, known, columns).mapped.size(), 3u);
  EXPECT_EQ(table_for(source, known, tables), 0);
}

TEST(ColumnMap, ColumnsAloneAskForNoProfile) {
  SourceSettings settings = source(SourceLayer::building);
  settings.columns = {{"yapi_kodu", "KOD"}};
  const std::vector<std::string> columns = {"KOD", "AD", "KIMLIKNO"};
  const ColumnMap map = mapped(settings, columns);
  EXPECT_EQ(map.profile, "");
  EXPECT_THAT(map.unmapped, ElementsAre(1, 2));
}

TEST(ColumnMap, HostileColumnNames) {
  const std::vector<std::string> columns = {"", "  ", "___", "\xFF\xFF", "AD", "AD"};
  const ColumnMap map = mapped(source(SourceLayer::building, "maks"), columns);
  EXPECT_THAT(pairs(map, columns), ElementsAre("ad=AD"));
  EXPECT_EQ(map.unmapped.size(), 5u);
  EXPECT_THAT(mapped(source(SourceLayer::building), {}).mapped, IsEmpty());
}

TEST(TableFor, TheNamedTableOnly) {
  const std::vector<Profile> profiles = {maks()};
  SourceSettings settings = source(SourceLayer::building, "maks");
  settings.table = "yapı_son";
  EXPECT_EQ(table_for(settings, profiles, std::vector<std::string>{"YAPI", "YAPI_SON"}), 1);
  EXPECT_EQ(table_for(settings, profiles, std::vector<std::string>{"YAPI"}), -1);
}

TEST(TableFor, TheProfilesNameElseItsWord) {
  const std::vector<Profile> profiles = {maks()};
  const SourceSettings centreline = source(SourceLayer::centreline, "maks");
  EXPECT_EQ(table_for(centreline, profiles,
                      std::vector<std::string>{"YOLORTAHATYON", "yol_orta_hat", "x"}),
            1);
  const SourceSettings building = source(SourceLayer::building, "maks");
  EXPECT_EQ(table_for(building, profiles, std::vector<std::string>{"x", "public.yapi"}), 1);
  EXPECT_EQ(table_for(building, profiles, std::vector<std::string>{"YAPIPARSEL", "MAKS_YAPI_26"}),
            1);
  EXPECT_EQ(table_for(building, profiles, std::vector<std::string>{"YAPI_25", "YAPI_26"}), -1);
  EXPECT_EQ(table_for(building, profiles, std::vector<std::string>{"a", "b"}), -1);
  EXPECT_EQ(table_for(building, profiles, std::vector<std::string>{"export"}), 0);
  EXPECT_EQ(table_for(building, profiles, {}), -1);
}

}  // namespace
}  // namespace uavt::sync
