// The views of schema `tucbs` are what the model asks for: read back through GDAL and judged by the
// model's own rules there is nothing to say about them, in either generation, with faults in the
// data, and by the reading role alone.
#include "config/model.hpp"
#include "importers/reader.hpp"
#include "sql/database.hpp"
#include "sync/rules_model.hpp"
#include "tests/night/law_city.hpp"
#include "tests/night/town.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace uavt::night::test {
namespace {

using testing::HasSubstr;

class ExchangeViews : public testing::Test {
 protected:
  /// A city with faults of every kind but those that end a night.
  void make(const std::string& generation) {
    city::Options options;
    options.seed = 17;
    options.buildings = 300;
    options.maks_roads = true;
    town_.write(city::generated(with_faults(options, 17, 12)));
    generation_ = generation;
    (void)town_.run({}, [&](sync::Settings& settings) { settings.generation = generation; });
  }

  [[nodiscard]] std::string value(const std::string& query) const {
    return town_.database().value(query);
  }

  /// Findings of a view read through GDAL's PostgreSQL driver, and its rows.
  std::vector<std::string> judged(const sync::FeatureType& type) {
    const sync::Model model = config::model_named(generation_);
    sync::Settings settings = town_.settings();
    sync::SourceSettings source;
    source.name = type.name;
    source.layer = sync::SourceLayer::flat;
    source.model_type = sync::full_name(model, type);
    source.path = "PG:" + town_.database().conninfo() + " schemas=tucbs tables=" + type.name;
    source.delivery = sync::DeliveryKind::delta;  // a view may be empty
    source.driver = "PostgreSQL";
    source.table = type.name;
    source.profile = source.model_type;
    settings.sources = {source};
    settings.profiles = {sync::profile_of(model, type)};
    sync::Delivery delivery = importers::read(settings, 0);
    rows_ += delivery.rows_read;
    EXPECT_GT(delivery.rows_read, 0U) << type.name;
    const std::vector<sync::Model> known = config::models();
    std::vector<std::string> lines;
    for (const auto& found :
         {delivery.findings, sync::judged(model, type, delivery, known, settings).findings}) {
      for (const sync::Finding& finding : found) {
        lines.push_back(
            fmt::format("{} {} {}", sync::info(finding.rule).id, type.name, finding.attribute));
      }
    }
    return lines;
  }

  void expect_no_finding() {
    for (const sync::FeatureType& type : config::model_named(generation_).types) {
      if (!type.layer) continue;
      ++views_;
      EXPECT_THAT(judged(type), testing::IsEmpty());
    }
  }

  Town town_;
  std::string generation_;
  std::uint64_t rows_ = 0;
  int views_ = 0;
};

std::string columns_of(const std::string& view) {
  return "SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '" +
         view + "'::regclass AND attnum > 0";
}

std::string names_of(const sync::FeatureType& type) {
  std::string names;
  for (const sync::ModelAttribute& each : type.attributes) {
    names += (names.empty() ? "" : ",") + each.name;
  }
  return names;
}

TEST_F(ExchangeViews, of_today_have_nothing_the_model_minds) {
  make("tucbs");
  expect_no_finding();
  EXPECT_EQ(views_, 5);
  fmt::print("{} views, {} rows\n", views_, rows_);
  EXPECT_GT(rows_, 1000U);
  const sync::Model model = config::model_named("tucbs");
  for (const char* name : {"Bina", "Numarataj", "Mahalle", "KarayoluHatti", "Parsel"}) {
    EXPECT_EQ(value(columns_of(fmt::format("tucbs.\"{}\"", name))), names_of(*model.type(name)));
  }
  EXPECT_EQ(value("SELECT count(*) = count(DISTINCT \"tucbsNo\") AND "
                  "bool_and(\"tucbsNo\" / 10000000000 = 2039) FROM tucbs.\"Bina\""),
            "t");
  EXPECT_EQ(value("SELECT count(*) FROM tucbs.\"Bina\" WHERE \"surumBaslangicZamani\" IS NULL OR "
                  "\"surumBitisZamani\" IS NOT NULL"),
            "0");
}

TEST_F(ExchangeViews, show_every_row_that_is_whole_and_count_the_others) {
  make("tucbs");
  for (const auto& [view, layer] : {std::pair("Bina", "bina"), std::pair("Numarataj", "numarataj"),
                                    std::pair("Mahalle", "mahalle")}) {
    EXPECT_EQ(
        value(fmt::format("SELECT (SELECT count(*) FROM tucbs.\"{}\") + (SELECT count(*) FROM "
                          "kalite.tucbs_disinda WHERE detay_tipi = '{}')",
                          view, view)),
        value(fmt::format("SELECT count(*) FROM adres.{}", layer)));
  }
}

TEST_F(ExchangeViews, of_2012_have_nothing_the_model_minds) {
  make("trkbis-2012");
  expect_no_finding();
  EXPECT_EQ(views_, 2);
  EXPECT_EQ(value("SELECT count(*) FROM tucbs.\"Bina\" WHERE \"kbsNo\" !~ '^2039[.][0-9]+$'"), "0");
  EXPECT_EQ(value("SELECT count(*) FROM pg_views WHERE schemaname = 'tucbs'"), "2");
}

TEST_F(ExchangeViews, of_another_generation_replace_them_and_never_what_hangs_on_them) {
  make("tucbs");
  sql::Database database(town_.database().conninfo());
  // Made again as they are, nobody's own view is touched.
  town_.database().run("CREATE VIEW public.benim AS SELECT \"tucbsNo\" FROM tucbs.\"Mahalle\"");
  town_.database().run("UPDATE uavtsync.ayar SET deger = '' WHERE anahtar = 'gorunumler'");
  database.migrate(5254, config::model_named("tucbs"));
  EXPECT_EQ(value("SELECT count(*) > 0 FROM public.benim"), "t");
  try {
    database.migrate(5254, config::model_named("trkbis-2012"));
    ADD_FAILURE() << "a view of somebody's was dropped";
  } catch (const sql::DatabaseError& error) {
    EXPECT_THAT(error.what(), HasSubstr("tucbs.\"Mahalle\""));
    EXPECT_THAT(error.what(), HasSubstr("migrate"));
  }
  EXPECT_EQ(value("SELECT count(*) FROM pg_views WHERE schemaname = 'tucbs'"), "5");
  town_.database().run("DROP VIEW public.benim");
  database.migrate(5254, config::model_named("trkbis-2012"));
  EXPECT_EQ(value(columns_of("tucbs.\"Bina\"")),
            names_of(*config::model_named("trkbis-2012").type("Bina")));
}

TEST_F(ExchangeViews, are_read_and_not_written_by_the_reading_role) {
  town_.database().run(
      "DO $$ BEGIN CREATE ROLE uavtsync_okur; EXCEPTION WHEN duplicate_object OR unique_violation "
      "THEN NULL; END $$");
  make("tucbs");
  for (const char* view : {"Bina", "Numarataj", "Mahalle", "KarayoluHatti", "Parsel"}) {
    const auto may = [&](const char* what) {
      return value(fmt::format("SELECT has_table_privilege('uavtsync_okur', 'tucbs.\"{}\"', '{}')",
                               view, what));
    };
    EXPECT_EQ(may("SELECT") + may("INSERT") + may("UPDATE") + may("DELETE"), "tfff") << view;
  }
  EXPECT_EQ(value("SELECT has_schema_privilege('uavtsync_okur', 'tucbs', 'USAGE')"), "t");
}

TEST_F(ExchangeViews, have_a_comment_on_every_column) {
  make("tucbs");
  EXPECT_EQ(value("SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                  "WHERE c.relnamespace = 'tucbs'::regnamespace AND a.attnum > 0 AND "
                  "(col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)"),
            "0");
}

}  // namespace
}  // namespace uavt::night::test
