// What other units read: one flat row an address with the address written out, geometry that QGIS
// knows, nothing for anybody to write.
#include "sharing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace uavt::sql::test {
namespace {

TEST_F(Sharing, OneRowAnAddressWrittenOut) {
  opened.name_district(district, "Konyaaltı Belediyesi", 7);
  night(opened, district, small_town());
  EXPECT_EQ(lines(database.conninfo(),
                  "SELECT coalesce(adres_no::text, '-') || ' ' || acik_adres FROM paylasim.adres "
                  "ORDER BY satir_no"),
            (Lines{"1000000001 ATAKENT MAH. 221. SK. IŞIK SİTESİ B BLOK NO: 3/A İÇ KAPI NO: 1 "
                   "KONYAALTI / ANTALYA",
                   "- ATAKENT MAH. 221. SK. NO: 5 KONYAALTI / ANTALYA",
                   "1000000002 ATAKENT MAH. 221. SK. IŞIK SİTESİ B BLOK NO: 3/A İÇ KAPI NO: 2 "
                   "KONYAALTI / ANTALYA",
                   "1000000003 İÇ KAPI NO: 3 KONYAALTI / ANTALYA"}));
  EXPECT_EQ(database.number("SELECT count(DISTINCT satir_no) FROM paylasim.adres"), 4);
  EXPECT_EQ(database.value("SELECT ST_AsText(geometri) FROM paylasim.adres WHERE adres_no = "
                           "1000000001"),
            "POINT(500000 4000000)");
  EXPECT_EQ(database.value("SELECT ilce_adi || ' ' || calisma_no || ' ' || son_sira FROM "
                           "paylasim.son_calisma"),
            "Konyaaltı Belediyesi 1 7");
  // Nothing is written for a name that is known.
  const std::string xmin = database.value("SELECT xmin FROM uavtsync.ilce");
  opened.name_district(district, "Konyaaltı Belediyesi", 7);
  EXPECT_EQ(database.value("SELECT xmin FROM uavtsync.ilce"), xmin);
}

TEST_F(Sharing, WritesStreetsAsTheRegistryDoes) {
  const std::vector<std::array<std::string, 3>> cases = {
      {"221", "sokak", "221. SK."},
      {"221. Sokak", "sokak", "221. SK."},
      {"221/1", "sokak", "221/1 SK."},
      {"12 Sedir", "sokak", "12 SEDİR SK."},
      {"Şht. Ali Çiğ Sokağı", "sokak", "ŞHT. ALİ ÇİĞ SK."},
      {"SOKAK", "sokak", "SOKAK SK."},
      {"Fevzi Çakmak (CD)", "cadde", "FEVZİ ÇAKMAK CAD."},
      {"100. Yıl Bulvarı", "bulvar", "100. YIL BUL."},
      {"Aşağı Küme Evler", "kume_evler", "AŞAĞI KÜME EVLERİ"},
      {"Merkez Köy Sokağı", "koy_sokagi", "MERKEZ KÖY SOKAĞI"},
      {"Cumhuriyet", "meydan", "CUMHURİYET MEYDANI"},
      {"D 400 Karayolu", "karayolu", "D 400 KARAYOLU"},
  };
  for (const auto& [name, type, written] : cases) {
    EXPECT_EQ(database.value("SELECT paylasim.csbm_yazilisi('" + name + "', '" + type + "')"),
              written);
  }
  EXPECT_EQ(database.value("SELECT paylasim.mahalle_yazilisi('Yukarı', 'mezra', 'Akçay Köyü')"),
            "AKÇAY KÖYÜ YUKARI MEZRASI");
  EXPECT_EQ(database.value("SELECT paylasim.mahalle_yazilisi('Akçay', 'koy', 'Akçay')"),
            "AKÇAY KÖYÜ");
}

TEST_F(Sharing, HowItWasIsTheViewOfThatMoment) {
  night(opened, district, small_town());
  const std::string first = database.value("SELECT max(baslangic) FROM uavtsync.calisma");
  std::vector<std::pair<std::string, std::string>> before;
  const auto digest = [](const std::string& from) {
    return "SELECT md5(string_agg(t::text, E'\\n' ORDER BY satir_no)) FROM " + from + " AS t";
  };
  for (const char* view : {"adres", "bina", "csbm", "mahalle", "parsel"}) {
    before.emplace_back(view, database.value(digest(std::string("paylasim.") + view)));
  }
  sync::Plan plan = small_town();
  for (sync::LayerPlan& layer : plan.layers) {
    std::swap(layer.inserted, layer.updated);
    std::int32_t row = 0;
    for (std::int32_t& each : layer.before) each = row++;
  }
  set(plan.layers[index(sync::Layer::street)], 0, "ad", "222");
  night(opened, district, plan);
  for (const auto& [view, content] : before) {
    EXPECT_EQ(database.value(digest("paylasim." + view + "_tarihte('" + first + "')")), content);
    EXPECT_EQ(database.value(digest("paylasim." + view + "_tarihte(now())")),
              database.value(digest("paylasim." + view)));
  }
  EXPECT_EQ(database.number("SELECT count(*) FROM paylasim.adres WHERE csbm_adi = '222'"), 3);
}

TEST_F(Sharing, GeometryIsTypedForQgis) {
  EXPECT_EQ(lines(database.conninfo(),
                  "SELECT f_table_name || ' ' || type || ' ' || srid FROM geometry_columns WHERE "
                  "f_table_schema = 'paylasim' ORDER BY 1"),
            (Lines{"adres POINT 5254", "bina MULTIPOLYGON 5254", "csbm MULTILINESTRING 5254",
                   "mahalle MULTIPOLYGON 5254", "parsel MULTIPOLYGON 5254"}));
}

TEST_F(Sharing, EveryFunctionSaysWhatItIsAndNoneIsLeftOpen) {
  EXPECT_EQ(lines(database.conninfo(),
                  "SELECT p.oid::regprocedure FROM pg_proc AS p WHERE pronamespace::regnamespace"
                  "::text IN ('adres', 'paylasim', 'uavtsync', 'kalite', 'tucbs') AND "
                  "obj_description(p.oid, 'pg_proc') IS NULL"),
            Lines{});
  // The owner's functions are shut to the public and their search path is theirs.
  EXPECT_EQ(lines(database.conninfo(),
                  "SELECT p.oid::regprocedure FROM pg_proc AS p WHERE prosecdef AND "
                  "pronamespace::regnamespace::text IN ('adres', 'paylasim', 'uavtsync') AND "
                  "(proconfig IS NULL OR NOT 'search_path=pg_catalog, pg_temp' = ANY (proconfig) "
                  "OR has_function_privilege('public', p.oid, 'EXECUTE'))"),
            Lines{});
}

TEST_F(Sharing, TheReaderReadsOnlyWhatIsShared) {
  night(opened, district, small_town());
  const std::string conninfo = as_member(database, "uavtsync_okur");
  {
    Connection reader(conninfo);
    const Lines relations =
        lines(database.conninfo(),
              "SELECT c.oid::regclass FROM pg_class AS c WHERE relkind IN ('r', 'v', 'S') AND "
              "relnamespace::regnamespace::text IN ('adres', 'kalite', 'uavtsync')");
    ASSERT_GT(relations.size(), 40u);
    for (const std::string& relation : relations) {
      EXPECT_EQ(state_of(reader, "SELECT * FROM " + relation), denied) << relation;
    }
    const Lines shared = lines(database.conninfo(),
                               "SELECT c.oid::regclass FROM pg_class AS c WHERE relkind IN ('r', "
                               "'v') AND relnamespace::regnamespace::text = 'paylasim'");
    EXPECT_GE(shared.size(), 6u);
    for (const std::string& view : shared) {
      EXPECT_EQ(state_of(reader, "SELECT * FROM " + view), "") << view;
      for (const std::string& writing :
           {"INSERT INTO " + view + " DEFAULT VALUES", "DELETE FROM " + view,
            "UPDATE " + view + " SET ilce_kodu = 1", "DROP VIEW " + view,
            "COMMENT ON VIEW " + view + " IS 'x'"}) {
        EXPECT_THAT(state_of(reader, writing), testing::AnyOf(denied, "55000")) << writing;
      }
    }
    // What it may call is what is shared, and all of that it may.
    EXPECT_EQ(lines(conninfo,
                    "SELECT p.oid::regprocedure FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid "
                    "= p.pronamespace WHERE n.nspname IN ('adres', 'kalite', 'uavtsync', "
                    "'paylasim') AND (has_function_privilege(p.oid, 'EXECUTE') AND "
                    "has_schema_privilege(n.oid, 'USAGE')) <> (n.nspname = 'paylasim')"),
              Lines{});
    for (const char* forbidden :
         {"CREATE TABLE paylasim.x ()", "CREATE VIEW tucbs.x AS SELECT 1", "CREATE SCHEMA x",
          "SELECT uavtsync.dizinleri_kur()", "SELECT * FROM adres.bina_tarihte(now())",
          "SET ROLE uavtsync_yazar", "CREATE FUNCTION paylasim.x() RETURNS int RETURN 1"}) {
      EXPECT_EQ(state_of(reader, forbidden), denied) << forbidden;
    }
    EXPECT_EQ(state_of(reader, "SELECT * FROM paylasim.degisiklikler(0, 10)"), "");
    EXPECT_EQ(state_of(reader, "SELECT * FROM paylasim.degisiklikler_toplu(0, 1)"), "");
    EXPECT_EQ(state_of(reader, "SELECT * FROM paylasim.adres_tarihte(now())"), "");
  }
  drop_member(database, "uavtsync_okur");
}

TEST_F(Sharing, TheUnitReadsEverythingAndWritesOnlyWhatItDecidesAndHandsOut) {
  night(opened, district, small_town());
  const std::string conninfo = as_member(database, "uavtsync_cbs");
  {
    Connection unit(conninfo);
    for (const std::string& relation :
         lines(database.conninfo(),
               "SELECT c.oid::regclass FROM pg_class AS c WHERE relkind IN ('r', 'v') AND "
               "relnamespace::regnamespace::text IN ('adres', 'kalite', 'uavtsync', 'paylasim', "
               "'tucbs')")) {
      EXPECT_EQ(state_of(unit, "SELECT * FROM " + relation), "") << relation;
      for (const std::string& writing :
           {"INSERT INTO " + relation + " DEFAULT VALUES", "DELETE FROM " + relation,
            "TRUNCATE " + relation, "UPDATE " + relation + " SET ilce_kodu = 1"}) {
        EXPECT_NE(state_of(unit, writing), "") << writing;
      }
    }
    EXPECT_EQ(lines(database.conninfo(),
                    "SELECT DISTINCT c.oid::regclass || ' ' || r FROM pg_class AS c, "
                    "unnest(ARRAY['INSERT', 'UPDATE']) AS r WHERE "
                    "relnamespace::regnamespace::text IN ('adres', 'kalite', 'uavtsync', "
                    "'paylasim', 'tucbs') AND relkind IN ('r', 'v') AND "
                    "has_any_column_privilege('uavtsync_cbs', c.oid, r) ORDER BY 1"),
              (Lines{"kalite.muafiyet INSERT", "kalite.muafiyet UPDATE",
                     "uavtsync.disa_aktarim INSERT", "uavtsync.disa_aktarim UPDATE",
                     "uavtsync.disa_aktarim_dosyasi INSERT", "uavtsync.disa_aktarim_katmani INSERT",
                     "uavtsync.karar INSERT", "uavtsync.karar UPDATE"}));
    for (const char* forbidden :
         {"CREATE TABLE adres.x ()", "SELECT uavtsync.dizinleri_kur()", "SET ROLE uavtsync_yazar",
          "ALTER TABLE adres.bina ADD COLUMN x int", "CREATE VIEW paylasim.x AS SELECT 1"}) {
      EXPECT_EQ(state_of(unit, forbidden), denied) << forbidden;
    }
    EXPECT_EQ(state_of(unit, "SELECT * FROM adres.bina_tarihte(now())"), "");
  }
  drop_member(database, "uavtsync_cbs");
}

}  // namespace
}  // namespace uavt::sql::test
