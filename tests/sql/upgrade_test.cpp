// The contract survives every upgrade: each earlier schema becomes the one of today, and what other
// units have hung on the shared views goes on working.
#include "keeping.hpp"
#include "sharing.hpp"

#include "built_here.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace uavt::sql::test {
namespace {

using Upgrade = Sharing;

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

TEST_F(Upgrade, EveryEarlierSchemaBecomesTheSame) {
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

TEST_F(Upgrade, WhatHangsOnTheViewsStays) {
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
  // Another database of the unit's sees them through foreign tables: here the same one, for short.
  std::string options = std::regex_replace(database.conninfo(), std::regex(" *user=.*"), "");
  options = std::regex_replace(options, std::regex("([a-z]+)=(\\S+) *"), "$1 '$2', ");
  options.resize(options.rfind(','));
  database.run("CREATE EXTENSION postgres_fdw; CREATE SCHEMA uzak; CREATE SERVER kendisi FOREIGN "
               "DATA WRAPPER postgres_fdw OPTIONS (" + options + "); CREATE USER MAPPING FOR "
               "CURRENT_USER SERVER kendisi OPTIONS (user '" + database.value("SELECT current_user") +
               "'); IMPORT FOREIGN SCHEMA paylasim FROM SERVER kendisi "
               "INTO uzak");
  const std::string afar = "SELECT count(*) || coalesce(min(acik_adres), '') FROM uzak.adres";
  const std::string seen_afar = database.value(afar);
  const auto views_of = [&] {
    return lines(database.conninfo(),
                 "SELECT c.oid || ':' || pg_get_viewdef(c.oid) FROM pg_class AS c WHERE "
                 "relnamespace::regnamespace::text = 'su' AND relkind IN ('v', 'm') ORDER BY 1");
  };
  const Lines before = views_of();
  Connection reader(conninfo);
  const auto expect_all_there = [&] {
    EXPECT_EQ(views_of(), before);
    for (const std::string& view : shared) {
      const std::string own = "su." + view.substr(view.find('.') + 1);
      EXPECT_EQ(state_of(reader, "SELECT * FROM " + own), "");
      EXPECT_EQ(state_of(reader, "REFRESH MATERIALIZED VIEW " + own + "_m"), "");
    }
    EXPECT_EQ(state_of(reader, "SELECT * FROM su.dun, su.yeni"), "");
    EXPECT_EQ(state_of(reader, "SELECT su.yazi(a) FROM paylasim.adres AS a"), "");
  };
  // The next program's views are other texts: all are made anew.
  database.run("DELETE FROM uavtsync.ayar WHERE anahtar = 'gorunumler'");
  opened.migrate(srid);
  EXPECT_EQ(database.value(afar), seen_afar);
  expect_all_there();
  // Columns and rows restricted, and not restricted any more.
  using sync::Layer;
  opened.migrate(srid,
                 Keeping()
                     .column(Layer::door, "posta_kodu")
                     .column(Layer::parcel, "tapu_alan_m2")
                     .rows(Layer::unit, "ic_kapi_no", {"1"})
                     .model(),
                 district);
  EXPECT_EQ(database.number("SELECT count(*) FROM su.adres"), 3);
  expect_all_there();
  opened.migrate(srid, Keeping().model(), district);
  EXPECT_EQ(database.value(afar), seen_afar);
  expect_all_there();
  reader.disconnect();
  drop_member(database, "uavtsync_okur");
}

}  // namespace
}  // namespace uavt::sql::test
