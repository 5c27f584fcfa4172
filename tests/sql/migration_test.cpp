#include "cluster.hpp"
#include "sync/layer.hpp"
#include "town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>

namespace uavt::sql::test {
namespace {

using testing::HasSubstr;

std::string failure(const std::function<void()>& action) {
  try {
    action();
  } catch (const DatabaseError& error) {
    return error.what();
  }
  return "no DatabaseError";
}

std::string sql_type(const sync::Attribute& attribute) {
  switch (attribute.type) {
    case sync::AttributeType::integer:
    case sync::AttributeType::reference:
      return "bigint";
    case sync::AttributeType::real:
      return "double precision";
    case sync::AttributeType::date:
      return "date";
    default:
      return "text";
  }
}

/// What information_schema should say of a layer: "name type" a line.
std::string expected_columns(sync::Layer layer) {
  const sync::LayerType& type = sync::layer_type(layer);
  std::string text = "ilce_kodu integer\ntucbs_no bigint\n";
  for (const sync::Attribute& attribute : type.attributes) {
    text += std::string(attribute.name) + " " + sql_type(attribute) + "\n";
  }
  const std::string multi = type.multi ? "Multi" : "";
  if (type.geometry == geo::Kind::point) text += "geometri geometry(" + multi + "Point,5254)\n";
  if (type.geometry == geo::Kind::line) text += "geometri geometry(" + multi + "LineString,5254)\n";
  if (type.geometry == geo::Kind::polygon) text += "geometri geometry(" + multi + "Polygon,5254)\n";
  return text +
         "eslesme text\nkaynak text\nsurum_no integer\nsurum_baslangic timestamp with time zone\n"
         "calisma_no bigint";
}

std::string columns_query(const std::string& table) {
  return "SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), E'\\n' ORDER BY "
         "attnum) FROM pg_attribute WHERE attrelid = '" +
         table + "'::regclass AND attnum > 0 AND NOT attisdropped";
}

TEST(Migration, MakesEveryLayerAsItsTypeSays) {
  const TestDatabase database;
  Database(database.conninfo()).migrate(srid);
  for (const sync::Layer layer : sync::all_layers) {
    const std::string table = "adres." + std::string(sync::name(layer));
    EXPECT_EQ(database.value(columns_query(table)), expected_columns(layer));
    EXPECT_EQ(database.value(columns_query(table + "_gecmis")),
              expected_columns(layer) + "\nsurum_bitis timestamp with time zone");
  }
}

TEST(Migration, ChecksCodedListsAsTheTypesSay) {
  const TestDatabase database;
  Database(database.conninfo()).migrate(srid);
  for (const sync::Layer layer : sync::all_layers) {
    for (const sync::Attribute& attribute : sync::layer_type(layer).attributes) {
      if (!attribute.list) continue;
      std::string expected;
      for (const std::string_view word : attribute.list->values) {
        expected += (expected.empty() ? "" : ",") + std::string(word);
      }
      const std::string table(sync::name(layer));
      EXPECT_EQ(database.value("SELECT string_agg(m[1], ',') FROM pg_constraint, "
                               "regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') m "
                               "WHERE conname = '" +
                               table + "_" + std::string(attribute.name) + "_check'"),
                expected)
          << table << "." << attribute.name;
    }
  }
}

TEST(Migration, HasACommentOnEveryTableAndColumn) {
  const TestDatabase database;
  Database(database.conninfo()).migrate(srid);
  EXPECT_EQ(
      database.value("SELECT string_agg(c.oid::regclass || '.' || coalesce(a.attname, ''), ', ') "
                     "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                     "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 "
                     "AND NOT a.attisdropped "
                     "WHERE n.nspname IN ('adres', 'kalite', 'uavtsync', 'paylasim', 'tucbs') "
                     "AND c.relkind IN ('r', 'v') AND (obj_description(c.oid, 'pg_class') IS NULL "
                     "OR col_description(c.oid, a.attnum) IS NULL)"),
      "∅");
}

TEST(Migration, EveryReferenceIsDeferredAndIndexed) {
  const TestDatabase database;
  Database opened(database.conninfo());
  opened.migrate(srid);
  night(opened, district, streets(1));
  int references = 0;
  for (const sync::Layer layer : sync::all_layers) {
    for (const sync::Attribute& attribute : sync::layer_type(layer).attributes) {
      if (attribute.type != sync::AttributeType::reference) continue;
      ++references;
      const std::string stem = std::string(sync::name(layer)) + "_" + std::string(attribute.name);
      EXPECT_EQ(
          database.value("SELECT condeferred || ' ' || confrelid::regclass FROM pg_constraint "
                         "WHERE conname = '" +
                         stem + "_fkey'"),
          "true adres." + std::string(sync::name(*attribute.target)));
      EXPECT_NE(database.value("SELECT to_regclass('adres." + stem + "_idx')"), "∅") << stem;
    }
  }
  EXPECT_EQ(references, 10);
}

TEST(Migration, EveryCodeIsUniqueAndEveryGeometryIndexed) {
  const TestDatabase database;
  Database opened(database.conninfo());
  opened.migrate(srid);
  night(opened, district, streets(1));
  const auto definition = [&](const std::string& index) {
    return database.value("SELECT pg_get_indexdef(to_regclass('adres." + index + "'))");
  };
  for (const sync::Layer layer : sync::all_layers) {
    const std::string table(sync::name(layer));
    if (sync::layer_type(layer).geometry != geo::Kind::null) {
      EXPECT_THAT(definition(table + "_geometri_idx"), HasSubstr("gist (geometri)"));
    }
    for (const sync::Attribute& attribute : sync::layer_type(layer).attributes) {
      if (attribute.role != sync::Role::own_code) continue;
      const bool pair = layer == sync::Layer::parcel;
      EXPECT_THAT(definition(table + (pair ? "_tapu" : "_" + std::string(attribute.name)) + "_key"),
                  testing::AllOf(HasSubstr("UNIQUE"), HasSubstr(std::string(attribute.name))));
    }
  }
  // Made once, by the first load; later nights find them there.
  const std::string made =
      "SELECT md5(string_agg(oid::text, ',' ORDER BY oid)) FROM pg_class "
      "WHERE relnamespace = 'adres'::regnamespace";
  const std::string before = database.value(made);
  night(opened, district + 1, streets(1));
  EXPECT_EQ(database.value(made), before);
}

TEST(Migration, TheWritingRoleNeedsNoOwnership) {
  const TestDatabase database;
  database.run(
      "DO $$ BEGIN CREATE ROLE uavtsync_yazar; "
      "EXCEPTION WHEN duplicate_object THEN NULL; END $$");
  Database(database.conninfo()).migrate(srid);
  const std::string role = "yazan_" + database.name();
  database.run("CREATE ROLE " + role + " LOGIN IN ROLE uavtsync_yazar");
  std::string conninfo = database.conninfo();
  conninfo.replace(conninfo.find("user="), std::string::npos, "user=" + role);
  Database writer(conninfo);
  EXPECT_TRUE(writer.pending_migrations().empty());
  writer.migrate(srid);
  writer.lock(district);
  night(writer, district, streets(2));
  sync::Plan plan;
  plan.layers[index(sync::Layer::street)].deleted = {1};
  night(writer, district, plan);
  EXPECT_EQ(writer.load(district).published[index(sync::Layer::street)].table.size(), 1u);
  EXPECT_EQ(database.value("SELECT rolsuper FROM pg_roles WHERE rolname = '" + role + "'"), "f");
  writer = Database(database.conninfo());
  database.run("DROP ROLE " + role);
}

TEST(Migration, SecondTimeIsANoOp) {
  const TestDatabase database;
  Database first(database.conninfo());
  EXPECT_EQ(first.pending_migrations().size(), 16u);
  first.migrate(srid);
  EXPECT_TRUE(first.pending_migrations().empty());
  const std::string everything =
      "SELECT md5(string_agg(oid || ':' || xmin, ',' ORDER BY oid)) FROM pg_class";
  const std::string before = database.value(everything);
  const std::string settings = database.value(
      "SELECT xmin FROM uavtsync.ayar WHERE anahtar = "
      "'gorunumler'");
  Database(database.conninfo()).migrate(srid);
  EXPECT_EQ(database.value(everything), before);
  EXPECT_EQ(database.value("SELECT xmin FROM uavtsync.ayar WHERE anahtar = 'gorunumler'"),
            settings);
}

TEST(Migration, RefusesAnAlteredMigration) {
  const TestDatabase database;
  Database opened(database.conninfo());
  opened.migrate(srid);
  database.run("UPDATE uavtsync.gocler SET sha256 = 'x' WHERE ad = '0003_bina_ve_kapi'");
  EXPECT_THAT(failure([&] { opened.migrate(srid); }),
              testing::AllOf(HasSubstr("0003_bina_ve_kapi"), HasSubstr("altered")));
  EXPECT_THAT(failure([&] { static_cast<void>(opened.pending_migrations()); }),
              HasSubstr("altered"));
}

TEST(Migration, RefusesANewerSchema) {
  const TestDatabase database;
  Database opened(database.conninfo());
  opened.migrate(srid);
  database.run("INSERT INTO uavtsync.gocler (ad, sha256) VALUES ('9999_yarin', 'x')");
  EXPECT_THAT(failure([&] { opened.migrate(srid); }),
              testing::AllOf(HasSubstr("9999_yarin"), HasSubstr("newer")));
}

TEST(Migration, RefusesAnotherCrs) {
  const TestDatabase database;
  Database opened(database.conninfo());
  opened.migrate(srid);
  EXPECT_THAT(failure([&] { opened.migrate(5255); }),
              testing::AllOf(HasSubstr("EPSG:5254"), HasSubstr("EPSG:5255")));
}

TEST(Migration, WaitsForALockAndThenSucceeds) {
  const TestDatabase database;
  Database opened(database.conninfo());
  opened.migrate(srid);
  // The views' digest is lost, and somebody sits on the view for longer than one lock_timeout.
  database.run("DELETE FROM uavtsync.ayar WHERE anahtar = 'gorunumler'");
  std::thread reader([&] {
    database.run(
        "BEGIN; LOCK TABLE kalite.acik_bulgu IN ACCESS SHARE MODE; SELECT pg_sleep(6); "
        "COMMIT");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  opened.migrate(srid);
  reader.join();
  EXPECT_EQ(database.number("SELECT count(*) FROM uavtsync.ayar WHERE anahtar = 'gorunumler'"), 1);
}

TEST(Migration, GrantsWhereTheRolesAre) {
  const TestDatabase database;
  Database opened(database.conninfo());
  opened.migrate(srid);
  for (const char* role : {"uavtsync_okur", "uavtsync_cbs"}) {
    database.run("DO $$ BEGIN CREATE ROLE " + std::string(role) +
                 "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
  }
  opened.migrate(srid);
  EXPECT_EQ(database.value("SELECT has_table_privilege('uavtsync_cbs', 'adres.bina', 'SELECT') "
                           "AND NOT has_table_privilege('uavtsync_cbs', 'adres.bina', 'UPDATE') "
                           "AND NOT has_schema_privilege('uavtsync_okur', 'adres', 'USAGE')"),
            "t");
  EXPECT_EQ(database.value("SELECT has_schema_privilege('uavtsync_okur', 'paylasim', 'USAGE')"),
            "t");
}

TEST(Migration, SaysWhatToDoWithoutPostgisRights) {
  const TestDatabase database(Content::nothing);
  const std::string role = "duz_" + database.name();
  database.run("CREATE ROLE " + role + " LOGIN");
  database.run("GRANT ALL ON DATABASE " + database.name() + " TO " + role);
  std::string conninfo = database.conninfo();
  conninfo.replace(conninfo.find("user="), std::string::npos, "user=" + role);
  Database opened(conninfo);
  EXPECT_THAT(failure([&] { opened.migrate(srid); }),
              testing::AllOf(HasSubstr(database.name()), HasSubstr("superuser"),
                             HasSubstr("CREATE EXTENSION postgis;")));
  // With PostGIS made by somebody else, the same role gets on without being superuser.
  database.run("CREATE EXTENSION postgis");
  opened.migrate(srid);
  EXPECT_TRUE(opened.pending_migrations().empty());
  database.run("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
}

TEST(Migration, MakesPostgisWhereItMay) {
  const TestDatabase database(Content::nothing);
  Database opened(database.conninfo());
  EXPECT_EQ(opened.versions().second, "");
  opened.migrate(srid);
  EXPECT_THAT(opened.versions().second, testing::MatchesRegex("[0-9]+\\.[0-9]+.*"));
  EXPECT_THAT(opened.versions().first, testing::MatchesRegex("[0-9]+\\.[0-9]+.*"));
}

TEST(Migration, WorksWithPostgisInAnotherSchema) {
  const TestDatabase database(Content::nothing);
  database.run("CREATE SCHEMA \"Coğrafya\"; CREATE EXTENSION postgis SCHEMA \"Coğrafya\"");
  Database opened(database.conninfo());
  opened.migrate(srid);
  EXPECT_EQ(Database(database.conninfo()).load(district).last_run, 0);
}

}  // namespace
}  // namespace uavt::sql::test
