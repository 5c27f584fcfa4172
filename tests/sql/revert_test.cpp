// What a run did, as the database tells it afterwards; and that taking it back leaves the rows as
// they were, with their numbers, their history going on.
#include "cluster.hpp"
#include "plans.hpp"
#include "town.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sync/revert.hpp"

namespace uavt::sql::test {
namespace {

/// A plan that says why, as every night does.
sync::Plan reasoned(sync::Plan plan) {
  plan.source_names = {"uavt", "cbs"};
  for (const sync::Layer layer : sync::all_layers) {
    sync::LayerPlan& rows = plan.layers[index(layer)];
    for (std::size_t row = 0; row < rows.before.size(); ++row) {
      sync::Written written;
      written.groups[0] = sync::mark(sync::Outcome::agreed, sync::Take::national);
      written.national = {0, static_cast<std::uint32_t>(row + 1)};
      rows.written.push_back(written);
    }
  }
  return plan;
}

TEST(RunWork, IsWhatTheRunWroteAndHowItWasBefore) {
  const TestDatabase database{Content::schema};
  Database opened(database.conninfo());
  opened.migrate(srid);
  opened.lock(district);
  Planner planner(7);
  night(opened, district, reasoned(planner.night(20)), {"{}", "", 0, {}});
  const Contents before = contents(opened.load(district));
  const sync::Plan plan = reasoned(planner.night(20));
  const std::int64_t run = night(opened, district, plan, {"{}", "", 0, {}});
  const sync::RunWork work = opened.work_of(district, run);
  for (const sync::Layer layer : sync::all_layers) {
    const sync::LayerPlan& rows = plan.layers[index(layer)];
    EXPECT_EQ(work[index(layer)].inserted.size(), rows.inserted);
    EXPECT_EQ(work[index(layer)].updated.size(), rows.updated);
    EXPECT_EQ(work[index(layer)].deleted, rows.deleted);
    EXPECT_TRUE(work[index(layer)].changed_since.empty());
    EXPECT_EQ(work[index(layer)].before.table.size(), rows.updated + rows.deleted.size());
  }
  sync::Refusal refusal;
  refusal.origin = sync::RulingOrigin::revert;
  refusal.about = run;
  refusal.reason = "yanlış teslim";
  refusal.person = "Ayşe";
  const sync::Stored stored = opened.load(district);
  const sync::Reverted back = sync::reverted(stored, work, refusal);
  const std::int64_t again = night(opened, district, back.plan, {"{}", "", 0, {}});
  const Contents after = contents(opened.load(district));
  std::set<std::pair<sync::Layer, std::int64_t>> conflicts;
  for (const auto& each : back.conflicts) conflicts.emplace(each.layer, each.tucbs_no);
  for (const sync::Layer layer : sync::all_layers) {
    auto expected = before.rows[index(layer)];
    auto seen = after.rows[index(layer)];
    for (const auto& [of, number] : conflicts) {
      if (of == layer) expected.erase(number), seen.erase(number);
    }
    if (!sync::compared(layer)) {
      // There `kaynak` is whoever has an image, and these images are random.
      for (auto* rows : {&expected, &seen}) {
        for (auto& [number, text] : *rows) text.resize(text.rfind('|'));
      }
    }
    EXPECT_TRUE(seen == expected) << sync::name(layer);
  }
  const sync::RunWork compensating = opened.work_of(district, again);
  EXPECT_EQ(compensating[0].inserted.size(), back.plan.layers[0].inserted);
}

TEST(RunWork, WaitsOnlyForWhatIsHeldOfItsRows) {
  const TestDatabase database{Content::schema};
  Database opened(database.conninfo());
  opened.migrate(srid);
  opened.lock(district);
  Planner planner(8);
  const sync::Plan plan = reasoned(planner.night(20));
  const std::int64_t run = night(opened, district, plan, {"{}", "", 0, {}});
  const std::int64_t row = plan.layers[index(sync::Layer::street)].after.table.tucbs_no.at(0);
  const auto held = [&](std::int64_t batch, std::int64_t since, const char* layer,
                        std::int64_t about) {
    database.run(
        "INSERT INTO uavtsync.tutulan (ilce_kodu, no, mahalle_tucbs_no, mahalle_ad, kutuk, "
        "katman, islem, sayi, toplam, neden, ozet, calisma_no) VALUES (" +
        std::to_string(district) + ", " + std::to_string(batch) +
        ", 1, 'M', 'cbs', 'csbm', 'silme', 9, 9, 'cok_degisiklik', '', " + std::to_string(since) +
        ")");
    database.run(
        "INSERT INTO uavtsync.tutulan_degisiklik (ilce_kodu, no, sira, katman, islem, "
        "tucbs_no, anahtar, degerler) VALUES (" +
        std::to_string(district) + ", " + std::to_string(batch) + ", 1, '" + layer +
        "', 'silme', " + std::to_string(about) + ", '', '{}')");
  };
  held(1, run + 1, "csbm", 4711'000);
  held(2, run, "csbm", row);
  EXPECT_FALSE(opened.open_batch_on(district, run)) << "of other rows, and of the run itself";
  held(3, run + 1, "csbm", row);
  EXPECT_EQ(opened.open_batch_on(district, run), 3);
  database.run("UPDATE uavtsync.tutulan SET durum = 'yenilendi', kapanis_calisma = 9 WHERE no = 3");
  EXPECT_FALSE(opened.open_batch_on(district, run));
}

}  // namespace
}  // namespace uavt::sql::test
