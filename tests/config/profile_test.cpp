// The shipped profiles, against column lists as they were seen in deliveries.
#include "tests/config/folder.hpp"

#include "sync/column_map.hpp"

#include <algorithm>
#include <map>

namespace uavt::config::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

/// Column → attribute, as the named profile (or the one recognised) maps them.
std::map<std::string, std::string> mapped(std::string_view profile, sync::SourceLayer layer,
                                          const std::vector<std::string>& columns) {
  sync::SourceSettings source;
  source.layer = layer;
  source.profile = profile;
  const std::vector<sync::Profile> known = profiles();
  std::map<std::string, std::string> result;
  for (const auto& entry : sync::column_map(source, known, columns).mapped) {
    result[columns[entry.column]] = entry.attribute;
  }
  return result;
}

using enum sync::SourceLayer;

TEST(Profiles, are_embedded_and_name_only_known_attributes) {
  std::vector<std::string> names;
  for (const sync::Profile& profile : profiles()) {
    names.push_back(profile.name);
    EXPECT_FALSE(profile.layers.empty()) << profile.name;
    for (const sync::ProfileLayer& layer : profile.layers) {
      EXPECT_FALSE(layer.tables.empty()) << profile.name << " " << sync::name(layer.layer);
      EXPECT_FALSE(layer.columns.empty()) << profile.name << " " << sync::name(layer.layer);
    }
  }
  EXPECT_THAT(names, ElementsAre("aks", "maks", "nvi", "tkgm", "uavt_duz"));
}

TEST(Profiles, maks_building_of_gaziantep) {
  const auto map = mapped(
      "maks", building,
      {"OBJECTID", "ID", "KIMLIKNO", "YAPITIP", "YAPIDURUM", "YAPITIP_ADI", "YAPIDURUM_ADI",
       "PARSELID", "GLOBALID", "SITEVEYAKOOPADI", "POSTAKODU", "ZEMINUSTUKATSAYISI",
       "ZEMINALTIKATSAYISI", "AD", "ADANO", "PARSELNO", "PAFTAADI", "MAHALLEKIMLIKNO", "AKTIF"});
  EXPECT_THAT(
      map, UnorderedElementsAre(
               Pair("ID", "id"), Pair("KIMLIKNO", "yapi_kimlik_no"), Pair("YAPITIP_ADI", "tip"),
               Pair("YAPIDURUM_ADI", "durum"), Pair("PARSELID", "parsel_id"),
               Pair("SITEVEYAKOOPADI", "site_adi"), Pair("POSTAKODU", "posta_kodu"),
               Pair("ZEMINUSTUKATSAYISI", "kat_zemin_ustu"),
               Pair("ZEMINALTIKATSAYISI", "kat_zemin_alti"), Pair("AD", "ad"), Pair("ADANO", "ada"),
               Pair("PARSELNO", "parsel"), Pair("PAFTAADI", "pafta"),
               Pair("MAHALLEKIMLIKNO", "mahalle_kodu"), Pair("AKTIF", "aktif")));
}

TEST(Profiles, maks_names_cut_by_a_shapefile) {
  EXPECT_THAT(mapped("maks", unit,
                     {"Id", "Kimlikno", "Durum", "Yapiid", "Numarataji", "Bagimsizbo", "Katno",
                      "Kullanimtu", "Kullanimal", "Tapubagims"}),
              UnorderedElementsAre(
                  Pair("Id", "id"), Pair("Kimlikno", "kimlik_no"), Pair("Durum", "durum"),
                  Pair("Yapiid", "yapi_id"), Pair("Numarataji", "numarataj_id"),
                  Pair("Bagimsizbo", "ic_kapi_no"), Pair("Katno", "kat_no"),
                  Pair("Kullanimtu", "kullanim_turu"), Pair("Kullanimal", "kullanim_alt_turu"),
                  Pair("Tapubagims", "tapu_bagimsiz_bolum_no")));
  EXPECT_THAT(
      mapped("maks", building, {"ZEMINUSTUK", "ZEMINALTIK", "SITEVEYAKO"}),
      UnorderedElementsAre(Pair("ZEMINUSTUK", "kat_zemin_ustu"),
                           Pair("ZEMINALTIK", "kat_zemin_alti"), Pair("SITEVEYAKO", "site_adi")));
}

TEST(Profiles, maks_door_of_konya_keeps_the_plate_apart_from_the_number) {
  EXPECT_THAT(mapped("maks", door,
                     {"objectid_", "id_1", "kimlikno", "tip", "kapino", "tasarimkapino", "binakodu",
                      "yolortahatyonid", "yapiid", "baglioldugunumaratajid"}),
              UnorderedElementsAre(
                  Pair("id_1", "id"), Pair("kimlikno", "numarataj_kimlik_no"), Pair("tip", "tip"),
                  Pair("kapino", "kapi_no"), Pair("tasarimkapino", "tasarim_kapi_no"),
                  Pair("binakodu", "bina_kodu"), Pair("yolortahatyonid", "yol_orta_hat_yon_id"),
                  Pair("yapiid", "yapi_id"), Pair("baglioldugunumaratajid", "ana_numarataj_id")));
  EXPECT_THAT(
      mapped("maks", door, {"globalid", "tasarimkapino"}),
      UnorderedElementsAre(Pair("globalid", "id"), Pair("tasarimkapino", "tasarim_kapi_no")));
}

TEST(Profiles, maks_road_type_is_a_number_or_a_text_beside_one) {
  EXPECT_THAT(mapped("maks", road, {"ID", "AD", "KIMLIKNO", "TIP"}),
              IsSupersetOf({Pair("TIP", "maks_tip"), Pair("KIMLIKNO", "yol_kimlik_no")}));
  EXPECT_THAT(mapped("maks", road, {"ID", "AD", "KIMLIKNO", "TIP", "TIP_KODU"}),
              IsSupersetOf({Pair("TIP", "tip"), Pair("TIP_KODU", "maks_tip")}));
}

TEST(Profiles, maks_road_tables_are_joined_by_their_ids) {
  EXPECT_THAT(
      mapped("maks", centreline, {"ID", "KIMLIKNO", "YOLTIPI", "YOLID", "AD", "OLCEK"}),
      IsSupersetOf({Pair("ID", "id"), Pair("YOLID", "yol_id"), Pair("YOLTIPI", "maks_tip")}));
  EXPECT_THAT(
      mapped("maks", road_side,
             {"ID", "KIMLIKNO", "BASLANGICNO", "BITISNO", "TUR", "YOLORTAHAT", "MAHALLEID",
              "KOYBAGLISI", "UAVTKODU", "SAYISALLAS", "TANITIMKOD"}),
      UnorderedElementsAre(Pair("ID", "id"), Pair("KIMLIKNO", "kimlik_no"),
                           Pair("BASLANGICNO", "baslangic_no"), Pair("BITISNO", "bitis_no"),
                           Pair("TUR", "yon"), Pair("YOLORTAHAT", "yol_orta_hat_id"),
                           Pair("MAHALLEID", "mahalle_id"), Pair("KOYBAGLISI", "koy_baglisi_id"),
                           Pair("UAVTKODU", "csbm_kodu"), Pair("SAYISALLAS", "sayisallastirma_yon"),
                           Pair("TANITIMKOD", "tanitim_kodu")));
}

TEST(Profiles, aks_tables) {
  EXPECT_THAT(
      mapped("aks", street, {"csbm_kod", "ad", "tip_kod", "mahalle_kod", "versiyon", "aktif"}),
      UnorderedElementsAre(Pair("csbm_kod", "csbm_kodu"), Pair("ad", "ad"),
                           Pair("tip_kod", "tur_kodu"), Pair("mahalle_kod", "mahalle_kodu"),
                           Pair("versiyon", "versiyon"), Pair("aktif", "aktif")));
  EXPECT_THAT(
      mapped("aks", door,
             {"numarataj_kod", "numarataj_kimlikno", "ana_numarataj_kod", "csbm_kod", "yapi_kod",
              "diger_yapi_kod", "kapi_no", "numarataj_tip_tanim_kod"}),
      UnorderedElementsAre(
          Pair("numarataj_kod", "bina_kodu"), Pair("numarataj_kimlikno", "numarataj_kimlik_no"),
          Pair("ana_numarataj_kod", "ana_numarataj_kodu"), Pair("csbm_kod", "csbm_kodu"),
          Pair("yapi_kod", "yapi_kodu"), Pair("diger_yapi_kod", "diger_yapi_kodu"),
          Pair("kapi_no", "kapi_no"), Pair("numarataj_tip_tanim_kod", "tip")));
  EXPECT_THAT(mapped("aks", building, {"yapi_kod", "yol_alti_kat_sayisi", "yol_ustu_kat_sayisi"}),
              UnorderedElementsAre(Pair("yapi_kod", "yapi_kodu"),
                                   Pair("yol_alti_kat_sayisi", "kat_yol_alti"),
                                   Pair("yol_ustu_kat_sayisi", "kat_yol_ustu")));
  EXPECT_THAT(mapped("aks", unit, {"adres_no", "bina_no", "yapi_kod", "ic_kapi_no", "katno"}),
              UnorderedElementsAre(Pair("adres_no", "adres_no"), Pair("bina_no", "bina_no"),
                                   Pair("yapi_kod", "yapi_kodu"), Pair("ic_kapi_no", "ic_kapi_no"),
                                   Pair("katno", "kat_no")));
}

TEST(Profiles, nvi_keeps_kimlik_no_and_kayit_no_apart) {
  EXPECT_THAT(
      mapped("nvi", street, {"mahalleKimlikNo", "kimlikNo", "adi", "turKod", "bilesenAdi"}),
      UnorderedElementsAre(Pair("mahalleKimlikNo", "mahalle_kodu"), Pair("kimlikNo", "csbm_kodu"),
                           Pair("adi", "ad"), Pair("turKod", "tur_kodu")));
  EXPECT_THAT(mapped("nvi", street, {"mahalleKayitNo", "kimlikNo"}),
              UnorderedElementsAre(Pair("kimlikNo", "csbm_kodu")));
  EXPECT_THAT(mapped("nvi", neighbourhood,
                     {"kimlikNo", "adi", "bilesenAdi", "koyAdi", "koyKayitNo", "mahalleTur"}),
              UnorderedElementsAre(Pair("kimlikNo", "mahalle_kodu"), Pair("adi", "ad"),
                                   Pair("koyAdi", "koy_adi"), Pair("koyKayitNo", "koy_kodu"),
                                   Pair("mahalleTur", "tur")));
  EXPECT_THAT(mapped("nvi", unit, {"adresNo", "icKapiNo", "katNo", "binaNo"}),
              UnorderedElementsAre(Pair("adresNo", "adres_no"), Pair("icKapiNo", "ic_kapi_no"),
                                   Pair("katNo", "kat_no"), Pair("binaNo", "bina_no")));
}

TEST(Profiles, flat_spreadsheet_has_seventeen_columns) {
  const std::vector<std::string> seen = {
      "IL",          "ILCE_KODU",    "ILCE_ADI",    "BUCAK_KODU",    "BUCAK_ADI", "KOY_KODU",
      "KOY_ADI",     "MAHALLE_KODU", "MAHALLE_ADI", "CSBM_KODU",     "CSBM_ADI",  "BINA_KODU",
      "DIS_KAPI_NO", "SITE_ADI",     "BLOK_ADI",    "UAVT_ADRES_NO", "IC_KAPI_NO"};
  const auto map = mapped("uavt_duz", flat, seen);
  EXPECT_EQ(map.size(), 17u);
  EXPECT_EQ(map.at("UAVT_ADRES_NO"), "adres_no");
  EXPECT_EQ(map.at("DIS_KAPI_NO"), "kapi_no");
  // Our own words are known too, and are recognised without naming the profile.
  std::vector<std::string> ours;
  for (const auto& [column, attribute] : map) ours.push_back(attribute);
  EXPECT_EQ(mapped("", flat, ours).size(), 17u);
}

TEST(Profiles, takbis_parcels_of_both_services) {
  EXPECT_THAT(
      mapped("tkgm", parcel, {"adano", "parselno", "tapukimlikno", "tapuzeminref", "durum"}),
      UnorderedElementsAre(Pair("adano", "ada"), Pair("parselno", "parsel"),
                           Pair("tapukimlikno", "tapu_kimlik_no"),
                           Pair("tapuzeminref", "tapu_zemin_ref"), Pair("durum", "durum")));
  EXPECT_THAT(mapped("tkgm", parcel, {"adaNo", "parselNo", "alan", "gittigiParselListe"}),
              UnorderedElementsAre(Pair("adaNo", "ada"), Pair("parselNo", "parsel"),
                                   Pair("alan", "tapu_alan_m2"),
                                   Pair("gittigiParselListe", "gittigi_parsel")));
  // The original geometry is in another system than the file's; an ilId is no plate code.
  EXPECT_THAT(mapped("tkgm", parcel, {"orjinalgeomwkt", "orjinalgeomkoordinatsistem", "ilId",
                                      "sistemkayittarihi", "sistemguncellemetarihi"}),
              UnorderedElementsAre(Pair("orjinalgeomkoordinatsistem", "orijinal_crs"),
                                   Pair("sistemkayittarihi", "olusturma_tarihi"),
                                   Pair("sistemguncellemetarihi", "degistirme_tarihi")));
}

}  // namespace
}  // namespace uavt::config::test
