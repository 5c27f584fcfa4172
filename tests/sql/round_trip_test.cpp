// What a plan says is what the next night remembers: random nights of all layers, one on another.
#include "cluster.hpp"
#include "plans.hpp"
#include "town.hpp"

#include <gtest/gtest.h>

#include <string>

namespace uavt::sql::test {
namespace {

class RoundTrip : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RoundTrip, LoadGivesWhatWasApplied) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  const TestDatabase database{Content::schema};
  Database opened(database.conninfo());
  opened.migrate(srid);
  opened.lock(district);
  Planner planner(GetParam());
  for (int night = 0; night < 4; ++night) {
    SCOPED_TRACE("night " + std::to_string(night));
    const sync::Plan plan = planner.night(night == 2 ? 0 : 25);
    const std::int64_t run = opened.begin_run(district, "run", started);
    const Applied applied =
        opened.apply(district, run, plan, {"{}", "özet", 0, {}}, Ending::commit);
    std::uint64_t inserted = 0, updated = 0, deleted = 0;
    for (const sync::LayerPlan& layer : plan.layers) {
      inserted += layer.inserted;
      updated += layer.updated;
      deleted += layer.deleted.size();
    }
    EXPECT_EQ(applied.inserted, inserted);
    EXPECT_EQ(applied.updated, updated);
    EXPECT_EQ(applied.deleted, deleted);
    const sync::Stored stored = opened.load(district);
    EXPECT_EQ(stored.last_run, run);
    EXPECT_EQ(differences(planner.expected(), contents(stored)), "");
  }
  // Another district of the same database sees nothing of it.
  EXPECT_EQ(differences({}, contents(opened.load(district + 1))), "");
}

INSTANTIATE_TEST_SUITE_P(Seeds, RoundTrip, testing::Values(1u, 2u, 3u, 2026u));

TEST(RoundTripOfADay, HistoryKeepsEveryVersion) {
  const TestDatabase database{Content::schema};
  Database opened(database.conninfo());
  opened.migrate(srid);
  Planner planner(77);
  std::uint64_t changed = 0, present = 0;
  for (int night = 0; night < 4; ++night) {
    const sync::Plan plan = planner.night(10);
    const std::string when = "2026-11-2" + std::to_string(night) + "T02:00:00.123456Z";
    const std::int64_t run = opened.begin_run(district, "run", when);
    opened.apply(district, run, plan, {"{}", "", 0, {}}, Ending::commit);
    const sync::LayerPlan& layer = plan.layers[index(sync::Layer::unit)];
    changed += layer.updated + layer.deleted.size();
    present += layer.inserted - layer.deleted.size();
  }
  EXPECT_GT(changed, 0u);
  EXPECT_EQ(database.value("SELECT count(*) FROM adres.bagimsiz_bolum"), std::to_string(present));
  EXPECT_EQ(database.value("SELECT count(*) FROM adres.bagimsiz_bolum_gecmis"),
            std::to_string(changed));
  // Versions of a row follow each other without a gap, from 1, and end where the next begins.
  EXPECT_EQ(
      database.value("WITH v AS (SELECT tucbs_no, surum_no, surum_baslangic, surum_bitis "
                     "FROM adres.bagimsiz_bolum_gecmis UNION ALL "
                     "SELECT tucbs_no, surum_no, surum_baslangic, NULL FROM adres.bagimsiz_bolum), "
                     "w AS (SELECT *, lag(surum_no, 1, 0) OVER p AS before, "
                     "lag(surum_bitis) OVER p AS closed FROM v "
                     "WINDOW p AS (PARTITION BY tucbs_no ORDER BY surum_no)) "
                     "SELECT count(*) FROM w WHERE surum_no <> before + 1 "
                     "OR (surum_no > 1 AND closed <> surum_baslangic)"),
      "0");
  EXPECT_EQ(database.value("SELECT count(*) FROM adres.bagimsiz_bolum WHERE "
                           "extract(microseconds FROM surum_baslangic) <> 123456"),
            "0");
}

}  // namespace
}  // namespace uavt::sql::test
