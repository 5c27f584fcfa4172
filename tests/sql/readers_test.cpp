// Law 6: while nights are published one after the other, no reader ever sees two of them mixed, and
// nothing a night does would make a reader wait.
#include "cluster.hpp"
#include "consumer.hpp"
#include "sql/connection.hpp"
#include "town.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace uavt::sql::test {
namespace {

/// Every night writes every row of the layers that make an address: their run tells the night.
sync::Plan night_of_all(int night, int rows) {
  using sync::Layer;
  sync::Plan plan;
  for (const Layer layer : {Layer::neighbourhood, Layer::street, Layer::door, Layer::unit}) {
    sync::LayerPlan& part = plan.layers[index(layer)];
    for (int i = 1; i <= rows; ++i) {
      const std::size_t row = add(part, layer, i, night == 0 ? sync::no_row : i - 1);
      const auto refer = [&](std::string_view attribute) {
        part.after.table.columns[sync::position(layer, attribute)].integers[row] = i;
      };
      if (layer == Layer::street) refer("mahalle_tucbs_no");
      if (layer == Layer::door) refer("csbm_tucbs_no");
      if (layer == Layer::unit) refer("numarataj_tucbs_no");
      if (layer != Layer::door && layer != Layer::unit) set(part, row, "ad", std::to_string(night));
      if (layer == Layer::door) set(part, row, "kapi_no", std::to_string(night));
      if (layer == Layer::unit) set(part, row, "ic_kapi_no", std::to_string(night));
    }
  }
  return plan;
}

/// All there is, in one statement: which nights its rows are of, and which one is said to be the last.
const std::string whole = R"(
  SELECT string_agg(DISTINCT gece, ','), count(*) FROM (
    SELECT ad AS gece FROM paylasim.mahalle UNION ALL SELECT ad FROM paylasim.csbm
    UNION ALL SELECT mahalle_adi FROM paylasim.adres UNION ALL SELECT csbm_adi FROM paylasim.adres
    UNION ALL SELECT kapi_no FROM paylasim.adres UNION ALL SELECT ic_kapi_no FROM paylasim.adres
    UNION ALL SELECT (son_degisiklik_calisma_no - 1)::text FROM paylasim.son_calisma
    UNION ALL SELECT (calisma_no - 1)::text FROM paylasim.son_calisma
    UNION ALL SELECT (calisma_no - 1)::text
              FROM paylasim.degisiklikler(paylasim.son_sira() - 1, 1)
    UNION ALL SELECT sonraki ->> 'ic_kapi_no'
              FROM paylasim.degisiklikler(paylasim.son_sira() - 1, 1)
    UNION ALL SELECT ic_kapi_no FROM paylasim.adres_tarihte('infinity')) AS hepsi)";
const std::vector<std::string> parts = {
    "SELECT DISTINCT ad FROM paylasim.mahalle", "SELECT DISTINCT csbm_adi FROM paylasim.adres",
    "SELECT DISTINCT kapi_no FROM paylasim.adres",
    "SELECT (calisma_no - 1)::text FROM paylasim.son_calisma",
    "SELECT sonraki ->> 'ic_kapi_no' FROM paylasim.degisiklikler(paylasim.son_sira() - 1, 1)"};

TEST(Readers, NeverSeeTwoNightsMixed) {
  const TestDatabase database{Content::schema};
  make_roles(database);
  Database opened(database.conninfo());
  opened.migrate(srid);
  constexpr int rows = 150;
  night(opened, district, night_of_all(0, rows));
  const std::string conninfo = as_member(database, "uavtsync_okur");
  std::atomic<bool> over{false};
  std::mutex guarding;
  std::set<std::string> wrong, seen;
  const auto told = [&](const std::set<std::string>& nights) {
    const std::lock_guard lock(guarding);
    std::string all;
    for (const std::string& each : nights) all += each + ",";
    (nights.size() == 1 && all.find(',') == all.size() - 1 ? seen : wrong).insert(all);
  };
  const auto statements = [&] {
    Connection reader(conninfo);
    while (!over) {
      pqxx::nontransaction work(reader);
      told({work.exec(whole)[0][0].as<std::string>()});
    }
  };
  const auto transactions = [&] {
    Connection reader(conninfo);
    while (!over) {
      pqxx::work work(reader);
      work.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      std::set<std::string> nights;
      for (const std::string& part : parts) {
        for (const auto& row : work.exec(part)) nights.insert(row[0].as<std::string>());
        std::this_thread::yield();
      }
      told(nights);
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back(statements);
    readers.emplace_back(transactions);
  }
  constexpr int nights = 40;
  for (int each = 1; each < nights; ++each) night(opened, district, night_of_all(each, rows));
  over = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, std::set<std::string>{});
  EXPECT_GE(seen.size(), 5u) << "the readers were too slow to prove anything";
  drop_member(database, "uavtsync_okur");
}

TEST(Readers, NothingANightDoesWouldMakeThemWait) {
  const TestDatabase database{Content::schema};
  Database opened(database.conninfo());
  opened.migrate(srid);
  opened.lock(district);
  // Locks on what is not a night's own temporary table. ACCESS EXCLUSIVE alone conflicts with reading.
  const std::string blocking =
      "SELECT count(*) FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation WHERE "
      "l.mode = 'AccessExclusiveLock' AND c.relpersistence <> 't' AND l.database = (SELECT oid "
      "FROM pg_database WHERE datname = current_database())";
  std::set<std::string> steps;
  opened.on_step([&](const std::string& step) {
    if (step == "after_commit") return;
    steps.insert(step);
    EXPECT_EQ(database.number(blocking), 0) << step;
    EXPECT_GT(database.number("SELECT count(*) FROM pg_locks"), 2);
  });
  night(opened, district, night_of_all(0, 30));  // makes indexes and references
  night(opened, district, night_of_all(1, 30));
  sync::Plan leaving;
  leaving.layers[index(sync::Layer::unit)].deleted = {1, 2};
  night(opened, district, leaving);
  EXPECT_GE(steps.size(), 5u);
}

}  // namespace
}  // namespace uavt::sql::test
