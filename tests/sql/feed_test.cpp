// Law 8: the feed replayed from 0 gives the table, from any cursor the rest. And what a follower may
// rely on: numbers without a gap in the order of commits, one mark a run, a call at commit, a refusal
// of a cursor that is not of this database's life; the past as it was.
#include "cluster.hpp"
#include "consumer.hpp"
#include "keeping.hpp"
#include "plans.hpp"
#include "sql/connection.hpp"
#include "town.hpp"

#include "built_here.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <future>
#include <random>
#include <string>
#include <vector>

namespace uavt::sql::test {
namespace {

using testing::HasSubstr;
using Lines = std::vector<std::string>;

class Feed : public testing::Test {
 protected:
  Feed() : opened(database.conninfo()) {
    make_roles(database);
    opened.migrate(srid);
  }
  ~Feed() override {
    if (followed) drop_member(database, "uavtsync_okur");
  }
  Consumer consumer(const std::string& name) {
    followed = true;
    return {database, name};
  }
  std::string failure(const std::string& sql) const {
    try {
      return database.value(sql);
    } catch (const pqxx::sql_error& error) {
      return error.what();
    }
  }

  TestDatabase database{Content::schema};
  Database opened;
  bool followed = false;
};

const std::string all_layers_digest =
    "SELECT md5(string_agg(t, E'\\n' ORDER BY t)) FROM (";

/// A digest of every layer, as it is or as it was at a moment.
std::string content(const std::string& moment = {}) {
  std::string query;
  for (const sync::Layer layer : sync::all_layers) {
    const std::string name(sync::name(layer));
    query += (query.empty() ? "" : " UNION ALL ") + std::string("SELECT '") + name +
             "' || t::text AS t FROM adres." + name +
             (moment.empty() ? "" : "_tarihte('" + moment + "')") + " AS t";
  }
  return all_layers_digest + query + ") AS alle";
}

TEST_F(Feed, AFollowerHasTheTableHoweverItFollows) {
  const Consumer faithful = consumer("her_gece"), killed = consumer("kesilen"),
                 pausing = consumer("arada_bir");
  std::mt19937_64 random(20261122);
  Planner planner(31);
  for (int each = 0; each < 7; ++each) {
    night(opened, district, planner.night(12));
    faithful.follow_all(random, 40);
    ASSERT_EQ(faithful.difference(), "") << "night " << each;
    killed.follow_and_die(1 + static_cast<long>(random() % 60));
    killed.follow(1 + static_cast<long>(random() % 60));
    if (each % 3 == 2) {
      pausing.catch_up();
      ASSERT_EQ(pausing.difference(), "") << "night " << each;
    }
  }
  killed.follow_all(random, 500);
  EXPECT_EQ(killed.difference(), "");
  const Consumer late = consumer("gec_gelen"), at_once = consumer("toptan_gelen");
  late.follow_all(random, 300);
  EXPECT_EQ(late.difference(), "");
  at_once.catch_up();
  EXPECT_EQ(at_once.difference(), "");
}

TEST_F(Feed, NumbersHaveNoGapAndEveryRunOneMark) {
  Planner planner(5);
  for (int each = 0; each < 4; ++each) night(opened, district, planner.night(9));
  const std::string feed = "paylasim.degisiklikler(0, 1000000)";
  EXPECT_EQ(database.value("SELECT count(*) = max(sira) AND min(sira) = 1 AND "
                           "max(sira) = paylasim.son_sira() FROM " + feed),
            "t");
  EXPECT_EQ(database.value("SELECT string_agg(calisma_no::text, ',' ORDER BY sira) = "
                           "(SELECT string_agg(no::text, ',' ORDER BY no) FROM uavtsync.calisma) "
                           "FROM " + feed + " WHERE calisma_sonu"),
            "t");
  EXPECT_EQ(database.value("SELECT bool_and(sonu = (sira = en_son)) FROM (SELECT sira, "
                           "calisma_sonu AS sonu, max(sira) OVER (PARTITION BY calisma_no) AS "
                           "en_son FROM " + feed + ") AS f"),
            "t");
  // However it is cut, it is the same feed.
  EXPECT_EQ(database.value(
                "WITH RECURSIVE adim AS (SELECT 0::bigint AS son, ''::text AS hepsi UNION ALL "
                "SELECT p.son, a.hepsi || p.satirlar FROM adim AS a CROSS JOIN LATERAL (SELECT "
                "max(sira) AS son, string_agg(md5(d::text), '' ORDER BY sira) AS satirlar FROM "
                "paylasim.degisiklikler(a.son, 37) AS d) AS p WHERE p.son IS NOT NULL) "
                "SELECT md5(max(hepsi COLLATE \"C\")) = (SELECT md5(string_agg(md5(d::text), '' "
                "ORDER BY sira)) FROM " + feed + " AS d) FROM adim"),
            "t");
  // Before and after are there where they belong, and only there.
  EXPECT_EQ(database.value("SELECT bool_and((onceki IS NULL) = (islem = 'ekleme') AND "
                           "(sonraki IS NULL) = (islem = 'silme')) FROM " + feed),
            "t");
}

TEST_F(Feed, AnUnchangedNightTakesNoNumberAndCallsNobody) {
  Connection listening(database.conninfo());
  struct Receiver : pqxx::notification_receiver {
    explicit Receiver(pqxx::connection_base& from)
        : notification_receiver(from, "uavtsync_degisiklik") {}
    void operator()(const std::string& payload, int) override { heard.push_back(payload); }
    std::vector<std::string> heard;
  } receiver(listening);
  const std::int64_t run = night(opened, district, streets(3));
  listening.await_notification(5, 0);
  ASSERT_EQ(receiver.heard.size(), 1u);
  EXPECT_EQ(receiver.heard[0], "{\"ilce_kodu\" : 2039, \"calisma_no\" : " + std::to_string(run) +
                                   ", \"sira\" : 3}");
  const std::string before = database.value(
      "SELECT (SELECT xmin FROM uavtsync.akis_sayaci) || ':' || count(*) FROM uavtsync.akis");
  night(opened, district, nothing());
  sync::Plan trial;
  add(trial.layers[index(sync::Layer::street)], sync::Layer::street, 4);
  night(opened, district, trial, {"{}", "", 0, {}}, Ending::roll_back);
  EXPECT_EQ(database.value("SELECT (SELECT xmin FROM uavtsync.akis_sayaci) || ':' || count(*) "
                           "FROM uavtsync.akis"),
            before);
  listening.await_notification(0, 300'000);
  EXPECT_EQ(receiver.heard.size(), 1u);
}

TEST_F(Feed, DistrictsTakeTurns) {
  Database other(database.conninfo());
  night(opened, district, streets(1));
  night(other, district + 1, streets(1));
  std::promise<void> drawn;
  std::promise<void> go;
  opened.on_step([&](const std::string& step) {
    if (step != "before_commit") return;
    drawn.set_value();
    go.get_future().wait();
  });
  const auto more = [](std::int64_t number) {
    sync::Plan plan;
    add(plan.layers[index(sync::Layer::neighbourhood)], sync::Layer::neighbourhood, number);
    return plan;
  };
  auto first = std::async(std::launch::async, [&] { night(opened, district, more(1)); });
  drawn.get_future().wait();
  auto second = std::async(std::launch::async, [&] { night(other, district + 1, more(1)); });
  EXPECT_EQ(second.wait_for(std::chrono::milliseconds(700)), std::future_status::timeout)
      << "who comes second must wait for the first to commit";
  EXPECT_EQ(database.value("SELECT paylasim.son_sira()"), "2");
  go.set_value();
  first.get();
  second.get();
  EXPECT_EQ(database.value("SELECT string_agg(sira || ':' || ilce_kodu, ' ' ORDER BY sira) FROM "
                           "paylasim.degisiklikler(2, 10)"),
            "3:2039 4:2040");
}

/// Doors 1 … `count`, each hanging on the next one; the last on none.
sync::Plan chain_of_doors(int count) {
  sync::Plan plan;
  sync::LayerPlan& layer = plan.layers[index(sync::Layer::door)];
  for (int i = 1; i <= count; ++i) {
    const std::size_t row = add(layer, sync::Layer::door, i);
    const std::size_t at = sync::position(sync::Layer::door, "ana_numarataj_tucbs_no");
    if (i < count) layer.after.table.columns[at].integers[row] = i + 1;
  }
  return plan;
}

TEST_F(Feed, MainDoorsComeFirstAndLeaveLast) {
  const Consumer faithful = consumer("kapilar"), late = consumer("gec");
  night(opened, district, chain_of_doors(5));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(faithful.follow(1), 1);
  EXPECT_EQ(faithful.difference(), "");
  late.catch_up();
  sync::Plan plan;
  plan.layers[index(sync::Layer::door)].deleted = {1, 2, 3, 4, 5};
  night(opened, district, plan);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(faithful.follow(1), 1);
  EXPECT_EQ(faithful.difference(), "");
  EXPECT_EQ(late.catch_up(), 5);
  EXPECT_EQ(late.difference(), "");
}

/// What the shipped program writes until it has reached the end.
Lines said_by_the_example(const TestDatabase& database, const std::filesystem::path& cursor) {
  const std::string command = UAVT_BINARY_DIR "/tests/feed_follower '" +
                              as_member(database, "uavtsync_okur") + "' '" + cursor.string() +
                              "' --once";
  Lines lines;
  FILE* const out = ::popen(command.c_str(), "r");
  std::array<char, 65536> line{};
  while (std::fgets(line.data(), line.size(), out) != nullptr) lines.emplace_back(line.data());
  EXPECT_EQ(::pclose(out), 0);
  return lines;
}

TEST_F(Feed, TheShippedProgramGoesOnWhereItWas) {
  followed = true;
  const TemporaryFolder folder;
  const auto cursor = folder.path() / "imlec.txt";
  night(opened, district, streets(12));
  EXPECT_EQ(said_by_the_example(database, cursor).size(), 12u);
  EXPECT_EQ(said_by_the_example(database, cursor).size(), 0u);
  sync::Plan plan;
  plan.layers[index(sync::Layer::street)].deleted = {3};
  night(opened, district, plan);
  EXPECT_THAT(said_by_the_example(database, cursor),
              testing::ElementsAre(testing::AllOf(HasSubstr("\"sira\": 13"),
                                                  HasSubstr("\"islem\": \"silme\""),
                                                  HasSubstr("Sokak 3"))));
}

TEST_F(Feed, TheShippedProgramStartsOverWhereTheModelChanged) {
  followed = true;
  const TemporaryFolder folder;
  const auto cursor = folder.path() / "imlec.txt";
  night(opened, district, streets(3));
  EXPECT_EQ(said_by_the_example(database, cursor).size(), 3u);
  opened.migrate(srid, Keeping().rows(sync::Layer::street, "csbm_kodu", {"102"}).model(), district);
  const Lines again = said_by_the_example(database, cursor);
  ASSERT_EQ(again.size(), 3u);
  EXPECT_THAT(again[0], HasSubstr("\"yeniden\": true"));
  EXPECT_THAT(again[1], testing::AllOf(HasSubstr("\"ekleme\""), HasSubstr("Sokak 1")));
  EXPECT_THAT(again[2], testing::AllOf(HasSubstr("\"ekleme\""), HasSubstr("Sokak 3")));
  EXPECT_EQ(said_by_the_example(database, cursor).size(), 0u);
}

TEST_F(Feed, RefusesACursorOfAnotherLife) {
  night(opened, district, streets(2));
  EXPECT_EQ(database.value("SELECT count(*) FROM paylasim.degisiklikler(2)"), "0");
  EXPECT_THAT(failure("SELECT count(*) FROM paylasim.degisiklikler(3)"),
              testing::AllOf(HasSubstr("imleç 3"), HasSubstr("(2)"), HasSubstr("yedekten")));
  EXPECT_THAT(failure("SELECT count(*) FROM paylasim.degisiklikler(NULL)"), HasSubstr("imleç"));
  EXPECT_THAT(failure("SELECT count(*) FROM paylasim.degisiklikler(0, 0)"), HasSubstr("at_most"));
  EXPECT_THAT(failure("SELECT count(*) FROM paylasim.degisiklikler_toplu(0, 3)"),
              HasSubstr("imleç 3"));
  EXPECT_EQ(database.value("SELECT count(*) FROM paylasim.degisiklikler_toplu(2, 1)"), "0");
}

TEST_F(Feed, ThePastIsAsItWas) {
  Planner planner(77);
  std::vector<std::pair<std::string, std::string>> remembered;
  for (int each = 0; each < 8; ++each) {
    const std::int64_t run = night(opened, district, planner.night(6));
    remembered.emplace_back(database.value("SELECT baslangic FROM uavtsync.calisma WHERE no = " +
                                           std::to_string(run)),
                            database.value(content()));
  }
  for (std::size_t i = 0; i < remembered.size(); ++i) {
    EXPECT_EQ(database.value(content(remembered[i].first)), remembered[i].second) << i;
    // A microsecond before, it was still as before.
    EXPECT_EQ(database.value(content(database.value("SELECT timestamptz '" + remembered[i].first +
                                                    "' - interval '1 microsecond'"))),
              i == 0 ? "∅" : remembered[i - 1].second)
        << i;
  }
}

TEST_F(Feed, AnUpgradedDatabaseTellsItsPast) {
  Planner planner(13);
  night(opened, district, chain_of_doors(4));
  sync::Plan gone;
  gone.layers[index(sync::Layer::door)].deleted = {1, 2, 3, 4};
  night(opened, district, gone);
  for (int each = 0; each < 6; ++each) night(opened, district + 1, planner.night(9));
  // How the districts' runs lay between each other is told by their moments alone.
  const std::string feed =
      "SELECT md5(string_agg((to_jsonb(d) - 'sira')::text, E'\\n' ORDER BY ilce_kodu, sira)) FROM "
      "paylasim.degisiklikler(0, 1000000) AS d";
  const std::string lived = database.value(feed);
  database.run(
      "DROP TABLE uavtsync.akis, uavtsync.akis_sayaci, uavtsync.il, uavtsync.ilce CASCADE; "
      "DELETE FROM uavtsync.gocler WHERE ad LIKE '0014%'");
  opened.migrate(srid);
  EXPECT_EQ(database.value(feed), lived);
}

}  // namespace
}  // namespace uavt::sql::test
