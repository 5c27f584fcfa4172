// What other units read: one flat row an address with the address written out, geometry that QGIS
// knows, nothing for anybody to write; and a contract that survives every upgrade.
#include "cluster.hpp"
#include "consumer.hpp"
#include "sql/connection.hpp"
#include "town.hpp"

#include "built_here.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace uavt::sql::test {
namespace {

using testing::HasSubstr;
using Lines = std::vector<std::string>;

Lines lines(const std::string& conninfo, const std::string& sql) {
  Connection connection(conninfo);
  pqxx::nontransaction work(connection);
  // The cluster's user has the name of a schema, which "$user" would find.
  work.exec("SET search_path = public");
  Lines all;
  for (const auto& row : work.exec(sql)) all.push_back(row[0].is_null() ? "∅" : row[0].c_str());
  return all;
}

/// SQLSTATE of a statement; "" when it is carried out.
std::string state_of(Connection& connection, const std::string& sql) {
  pqxx::work work(connection);
  try {
    work.exec(sql);
  } catch (const pqxx::failure& error) {
    return sqlstate_of(error);
  }
  return "";
}

constexpr const char* denied = "42501";

/// A mahalle, a street, a door with two units, a door without, and a unit without a door.
sync::Plan small_town() {
  using sync::Layer;
  sync::Plan plan;
  const auto layer = [&](Layer each) -> sync::LayerPlan& { return plan.layers[index(each)]; };
  const auto refer = [&](Layer each, std::size_t row, std::string_view attribute, std::int64_t to) {
    sync::Table& table = layer(each).after.table;
    table.columns[sync::position(each, attribute)].integers[row] = to;
  };
  std::size_t row = add(layer(Layer::neighbourhood), Layer::neighbourhood, 1);
  set(layer(Layer::neighbourhood), row, "ad", "Atakent Mahallesi");
  set(layer(Layer::neighbourhood), row, "mahalle_kodu", "41");
  row = add(layer(Layer::street), Layer::street, 1);
  set(layer(Layer::street), row, "ad", "221");
  set(layer(Layer::street), row, "tip", "sokak");
  refer(Layer::street, row, "mahalle_tucbs_no", 1);
  row = add(layer(Layer::door), Layer::door, 1);
  set(layer(Layer::door), row, "kapi_no", "3/a");
  set(layer(Layer::door), row, "site_adi", "Işık Sitesi");
  set(layer(Layer::door), row, "blok_adi", "b");
  refer(Layer::door, row, "csbm_tucbs_no", 1);
  geo::GeometryColumn place;
  place.append_point(500000, 4000000);
  layer(Layer::door).after.table.geometry.assign(row, place[0]);
  row = add(layer(Layer::door), Layer::door, 2);
  set(layer(Layer::door), row, "kapi_no", "5");
  refer(Layer::door, row, "csbm_tucbs_no", 1);
  for (int unit = 1; unit <= 3; ++unit) {
    row = add(layer(Layer::unit), Layer::unit, unit);
    set(layer(Layer::unit), row, "adres_no", "100000000" + std::to_string(unit));
    set(layer(Layer::unit), row, "ic_kapi_no", std::to_string(unit));
    if (unit < 3) refer(Layer::unit, row, "numarataj_tucbs_no", 1);
  }
  return plan;
}

class Sharing : public testing::Test {
 protected:
  Sharing() : opened(database.conninfo()) {
    make_roles(database);
    opened.migrate(srid);
  }
  TestDatabase database;
  Database opened;
};

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

TEST_F(Sharing, TheUnitReadsEverythingAndWritesOnlyDecisions) {
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
              (Lines{"kalite.muafiyet INSERT", "kalite.muafiyet UPDATE", "uavtsync.karar INSERT",
                     "uavtsync.karar UPDATE"}));
    for (const char* forbidden :
         {"CREATE TABLE adres.x ()", "SELECT uavtsync.dizinleri_kur()", "SET ROLE uavtsync_yazar",
          "ALTER TABLE adres.bina ADD COLUMN x int", "CREATE VIEW paylasim.x AS SELECT 1"}) {
      EXPECT_EQ(state_of(unit, forbidden), denied) << forbidden;
    }
    EXPECT_EQ(state_of(unit, "SELECT * FROM adres.bina_tarihte(now())"), "");
  }
  drop_member(database, "uavtsync_cbs");
}

// What there is, line by line: relations with columns, types, comments and rights, constraints,
// indexes, functions, views.
const std::string catalogue = R"(
  WITH ad AS (SELECT oid, nspname FROM pg_namespace
              WHERE nspname IN ('adres', 'kalite', 'uavtsync', 'paylasim', 'tucbs'))
  SELECT c.relkind::text || ' ' || c.oid::regclass || ' ' || coalesce(c.relacl::text, '')
         || ' ' || coalesce(obj_description(c.oid, 'pg_class'), '')
         || ' ' || coalesce(c.reloptions::text, '')
  FROM pg_class AS c JOIN ad ON ad.oid = c.relnamespace
  UNION ALL
  SELECT 'sütun ' || c.oid::regclass || ' ' || a.attnum || ' ' || a.attname || ' '
         || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attstorage::text
         || ' ' || a.attidentity::text || ' ' || coalesce(a.attacl::text, '') || ' '
         || coalesce(col_description(c.oid, a.attnum), '') || ' '
         || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
  FROM pg_class AS c JOIN ad ON ad.oid = c.relnamespace
  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
  UNION ALL
  SELECT 'kısıt ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(k.oid)
  FROM pg_constraint AS k JOIN ad ON ad.oid = k.connamespace WHERE conrelid <> 0
  UNION ALL
  SELECT 'dizin ' || pg_get_indexdef(i.indexrelid)
  FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid JOIN ad ON ad.oid = c.relnamespace
  UNION ALL
  SELECT 'işlev ' || p.oid::regprocedure || ' ' || coalesce(p.proacl::text, '') || ' '
         || coalesce(obj_description(p.oid, 'pg_proc'), '') || ' ' || pg_get_functiondef(p.oid)
  FROM pg_proc AS p JOIN ad ON ad.oid = p.pronamespace
  UNION ALL
  SELECT 'görünüm ' || c.oid::regclass || ' ' || pg_get_viewdef(c.oid)
  FROM pg_class AS c JOIN ad ON ad.oid = c.relnamespace WHERE relkind = 'v'
  UNION ALL
  SELECT 'şema ' || nspname || ' ' || coalesce(nspacl::text, '') || ' '
         || coalesce(obj_description(n.oid, 'pg_namespace'), '')
  FROM pg_namespace AS n JOIN ad USING (oid, nspname)
  UNION ALL
  SELECT 'kayıt ' || t FROM (SELECT 'il ' || il_kodu || ad AS t FROM uavtsync.il
                             UNION ALL SELECT 'sayaç ' || tek || son FROM uavtsync.akis_sayaci
                             UNION ALL SELECT 'göç ' || ad || sha256 FROM uavtsync.gocler) AS t
  ORDER BY 1)";

/// Migrations as their files say, by name.
std::vector<std::pair<std::string, std::string>> migration_files() {
  std::vector<std::pair<std::string, std::string>> files;
  const auto folder = std::filesystem::path(UAVT_SOURCE_DIR) / "sql/migrations";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    files.emplace_back(entry.path().stem().string(),
                       std::string(std::istreambuf_iterator<char>(file), {}));
  }
  std::ranges::sort(files);
  return files;
}

/// The schema as a program that knew only the first `count` migrations left it.
void migrate_first(const TestDatabase& database, std::size_t count) {
  const auto files = migration_files();
  Connection connection(database.conninfo());
  for (std::size_t i = 0; i < count; ++i) {
    auto [name, text] = files.at(i);
    pqxx::work work(connection);
    std::string filled = text;
    for (std::size_t at = 0; (at = filled.find("${srid}", at)) != std::string::npos;) {
      filled.replace(at, 7, std::to_string(srid));
    }
    work.exec(filled);
    work.exec_params("INSERT INTO uavtsync.gocler (ad, sha256) VALUES ($1, "
                     "encode(sha256(convert_to($2, 'UTF8')), 'hex'))",
                     name, text);
    work.commit();
  }
}

TEST_F(Sharing, EveryEarlierSchemaBecomesTheSame) {
  const Lines fresh = lines(database.conninfo(), catalogue);
  ASSERT_GT(fresh.size(), 500u);
  const std::size_t last = migration_files().size();
  for (std::size_t count = 1; count <= last; ++count) {
    SCOPED_TRACE("from the first " + std::to_string(count) + " migrations");
    const TestDatabase earlier;
    migrate_first(earlier, count);
    // What somebody who was allowed to had hung on the layers then.
    const bool has_layers = count >= 3;
    if (has_layers) {
      earlier.run("CREATE SCHEMA birim; CREATE VIEW birim.yapilar AS SELECT tucbs_no, ad, geometri "
                  "FROM adres.bina; CREATE MATERIALIZED VIEW birim.yollar AS SELECT * FROM "
                  "adres.csbm; CREATE FUNCTION birim.kapi(adres.numarataj) RETURNS text RETURN "
                  "$1.kapi_no");
    }
    Database(earlier.conninfo()).migrate(srid);
    EXPECT_EQ(lines(earlier.conninfo(), catalogue), fresh);
    if (!has_layers) continue;
    EXPECT_EQ(earlier.value("SELECT count(*) FROM birim.yapilar"), "0");
    EXPECT_EQ(earlier.value("SELECT max(birim.kapi(n)) FROM adres.numarataj AS n"), "∅");
    earlier.run("REFRESH MATERIALIZED VIEW birim.yollar");
  }
}

TEST_F(Sharing, WhatHangsOnTheViewsStays) {
  night(opened, district, small_town());
  const std::string conninfo = as_member(database, "uavtsync_okur");
  const std::string role = "uavtsync_okur_" + database.name();
  database.run("CREATE SCHEMA su AUTHORIZATION " + role);
  const Lines shared = lines(database.conninfo(),
                             "SELECT c.oid::regclass FROM pg_class AS c WHERE relkind = 'v' AND "
                             "relnamespace::regnamespace::text = 'paylasim' ORDER BY 1");
  {
    Connection reader(conninfo);
    pqxx::work work(reader);
    for (const std::string& view : shared) {
      const std::string own = "su." + view.substr(view.find('.') + 1);
      work.exec("CREATE VIEW " + own + " AS SELECT *, 1 AS kendi FROM " + view);
      work.exec("CREATE MATERIALIZED VIEW " + own + "_m AS SELECT * FROM " + view);
    }
    work.exec("CREATE VIEW su.dun AS SELECT * FROM paylasim.adres_tarihte(now())");
    work.exec("CREATE VIEW su.yeni AS SELECT * FROM paylasim.degisiklikler(0)");
    work.exec("CREATE FUNCTION su.yazi(paylasim.adres) RETURNS text RETURN $1.acik_adres");
    work.commit();
  }
  const auto views_of = [&] {
    return lines(database.conninfo(),
                 "SELECT c.oid || ':' || pg_get_viewdef(c.oid) FROM pg_class AS c WHERE "
                 "relnamespace::regnamespace::text = 'su' AND relkind IN ('v', 'm') ORDER BY 1");
  };
  const Lines before = views_of();
  // The next program's views are other texts: all are made anew.
  database.run("DELETE FROM uavtsync.ayar WHERE anahtar = 'gorunumler'");
  opened.migrate(srid);
  EXPECT_EQ(views_of(), before);
  Connection reader(conninfo);
  for (const std::string& view : shared) {
    const std::string own = "su." + view.substr(view.find('.') + 1);
    EXPECT_EQ(state_of(reader, "SELECT * FROM " + own), "");
    EXPECT_EQ(state_of(reader, "REFRESH MATERIALIZED VIEW " + own + "_m"), "");
  }
  EXPECT_EQ(state_of(reader, "SELECT * FROM su.dun, su.yeni"), "");
  EXPECT_EQ(state_of(reader, "SELECT su.yazi(a) FROM paylasim.adres AS a"), "");
  reader.disconnect();
  drop_member(database, "uavtsync_okur");
}

}  // namespace
}  // namespace uavt::sql::test
