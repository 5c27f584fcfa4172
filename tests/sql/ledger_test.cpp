#include "cluster.hpp"
#include "town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <thread>

namespace uavt::sql::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

StoredFinding finding(const std::string& fingerprint, std::int64_t first_run,
                      const std::string& state = "new", const std::string& digest = "1") {
  return {fingerprint,
          "KEY-01",
          "error",
          "cbs",
          "csbm",
          "101",
          10123,
          geo::Point{500000, 4000000},
          first_run,
          digest,
          R"({"fingerprint": ")" + fingerprint + R"(", "state": ")" + state +
              R"(", "first_run": )" + std::to_string(first_run) +
              R"(, "message": "\"state\": \"new\" ç"})"};
}

std::string text(const std::string& fingerprint, const std::string& state, std::int64_t first_run) {
  return finding(fingerprint, first_run, state).json;
}

class Ledger : public testing::Test {
 protected:
  Ledger() : opened_(database_.conninfo()) {
    opened_.migrate(srid);
    opened_.lock(district);
  }

  /// A night that writes and closes findings. `written` gets the run's number.
  std::int64_t findings_night(
      const std::function<std::vector<StoredFinding>(std::int64_t)>& written,
      std::vector<std::string> fixed = {}) {
    const std::int64_t run = opened_.begin_run(district, "run", started);
    sync::Plan plan;
    plan.findings_fixed = std::move(fixed);
    opened_.apply(district, run, plan, {"{}", "", 1, written(run)}, Ending::commit);
    return run;
  }

  TestDatabase database_{Content::schema};
  Database opened_;
};

TEST_F(Ledger, ListsRunsLatestFirst) {
  const std::int64_t first = opened_.begin_run(district, "run", "2026-11-22T02:00:00Z");
  const std::string summary = R"({"run": {"b": 1, "a": [2]},  "result": {}})";
  opened_.apply(district, first, streets(1), {summary, "özet", 6, {}}, Ending::commit);
  const std::int64_t second = opened_.begin_run(district, "run", "2026-11-23T05:00:00+03:00");
  const auto running = opened_.runs(district, 10);
  ASSERT_EQ(running.size(), 2u);
  EXPECT_EQ(running[0].number, second);
  EXPECT_EQ(running[0].started, "2026-11-23T02:00:00Z");
  EXPECT_EQ(running[0].ended, "");
  EXPECT_EQ(running[0].state, "calisiyor");
  EXPECT_EQ(running[0].summary_json, "");
  EXPECT_EQ(running[1].number, first);
  EXPECT_THAT(running[1].ended, testing::MatchesRegex("20..-..-..T..:..:..Z"));
  EXPECT_EQ(running[1].state, "yayimlandi");
  EXPECT_EQ(running[1].exit_code, 6);
  EXPECT_EQ(running[1].summary_json, summary);  // byte for byte
  opened_.end_run(second, "yayimlanmadi", 4, "");
  EXPECT_EQ(opened_.runs(district, 1).at(0).exit_code, 4);
  EXPECT_TRUE(opened_.runs(district + 1, 10).empty());
  EXPECT_THROW(opened_.end_run(second, "yayimlandi", 0, ""), DatabaseError);
}

TEST_F(Ledger, AKilledRunIsMarkedByTheNext) {
  opened_.begin_run(district, "run", started);
  const std::int64_t elsewhere = opened_.begin_run(district + 1, "run", started);
  opened_.begin_run(district, "run", started);
  EXPECT_EQ(opened_.runs(district, 10).at(1).state, "kesildi");
  EXPECT_EQ(opened_.runs(district, 10).at(0).state, "calisiyor");
  // Not another district's: its lock is not ours.
  EXPECT_EQ(opened_.runs(district + 1, 1).at(0).number, elsewhere);
  EXPECT_EQ(opened_.runs(district + 1, 1).at(0).state, "calisiyor");
}

TEST_F(Ledger, OneRunADistrict) {
  Database second(database_.conninfo());
  second.lock(district + 1);
  opened_.stage("match");
  try {
    second.lock(district);
    FAIL() << "the lock was given twice";
  } catch (const LockedError& error) {
    EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("2039"), HasSubstr("uavt-sync/match")));
  }
  opened_ = Database(database_.conninfo());
  // The server lets go when it notices that the session is gone.
  bool taken = false;
  for (int attempt = 0; attempt < 100 && !taken; ++attempt) {
    try {
      second.lock(district);
      taken = true;
    } catch (const LockedError&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  EXPECT_TRUE(taken);
}

TEST_F(Ledger, StagesAreShown) {
  opened_.stage("match'; --");
  EXPECT_EQ(database_.value("SELECT count(*) FROM pg_stat_activity "
                            "WHERE application_name = 'uavt-sync/match''; --'"),
            "1");
}

TEST_F(Ledger, FindingsAreIntervals) {
  const std::int64_t one = findings_night([](std::int64_t run) {
    return std::vector{finding("a", run), finding("b", run)};
  });
  const std::int64_t two =
      findings_night([](std::int64_t) { return std::vector<StoredFinding>{}; });
  const std::int64_t three = findings_night(
      [&](std::int64_t) { return std::vector{finding("b", one, "persisting", "2")}; }, {"a"});
  const std::int64_t four =
      findings_night([&](std::int64_t) { return std::vector{finding("a", one, "reopened", "3")}; });
  const std::int64_t five =
      findings_night([](std::int64_t run) { return std::vector{finding("c", run)}; });

  EXPECT_THAT(opened_.findings_of(one),
              UnorderedElementsAre(text("a", "new", one), text("b", "new", one)));
  EXPECT_THAT(opened_.findings_of(two),
              UnorderedElementsAre(text("a", "persisting", one), text("b", "persisting", one)));
  EXPECT_THAT(opened_.findings_of(three),
              UnorderedElementsAre(text("a", "fixed", one), text("b", "persisting", one)));
  EXPECT_THAT(opened_.findings_of(four),
              UnorderedElementsAre(text("a", "reopened", one), text("b", "persisting", one)));
  EXPECT_THAT(opened_.findings_of(five),
              UnorderedElementsAre(text("a", "persisting", one), text("b", "persisting", one),
                                   text("c", "new", five)));
  EXPECT_EQ(database_.number("SELECT count(*) FROM kalite.bulgu"), 5);
  EXPECT_EQ(database_.value("SELECT ST_AsEWKT(konum) FROM kalite.acik_bulgu LIMIT 1"),
            "SRID=5254;POINT(500000 4000000)");

  const sync::Stored stored = opened_.load(district);
  ASSERT_EQ(stored.findings.size(), 3u);
  EXPECT_EQ(stored.findings[1].fingerprint, "b");
  EXPECT_EQ(stored.findings[1].first_run, one);
  EXPECT_EQ(stored.findings[1].content_digest, "2");
  EXPECT_EQ(stored.findings[1].rule, sync::Rule::key_01);
  EXPECT_EQ(stored.findings[1].reg, sync::Register::cbs);
  EXPECT_EQ(stored.findings[1].layer, sync::Layer::street);
  EXPECT_EQ(stored.findings[1].json, text("b", "persisting", one));
}

TEST_F(Ledger, FindingsOfAnUnknownRun) {
  EXPECT_THROW(static_cast<void>(opened_.findings_of(4711)), DatabaseError);
}

TEST_F(Ledger, StaleIsAnInterval) {
  const sync::Stale row{sync::Layer::door, 7, sync::Register::uavt};
  sync::Plan opening, closing;
  opening.stale_opened = {row};
  closing.stale_closed = {row};
  const std::int64_t one = night(opened_, district, opening);
  const std::int64_t two = night(opened_, district, nothing());
  const std::int64_t three = night(opened_, district, closing);
  night(opened_, district, opening);
  EXPECT_LT(two, three);
  EXPECT_EQ(
      database_.value("SELECT string_agg(concat_ws('-', baslangic_calisma, bitis_calisma), ' ' "
                      "ORDER BY baslangic_calisma) FROM kalite.bayat"),
      std::to_string(one) + "-" + std::to_string(three) + " " + std::to_string(three + 1));
  EXPECT_THAT(opened_.load(district).stale, ElementsAre(row));
  EXPECT_THROW(night(opened_, district, opening), DatabaseError);
}

/// Bytes of WAL between two moments, in a cluster where nobody else writes.
TEST(WriteAheadLog, AnEmptyPlanWritesTheLedgerOnly) {
  const TemporaryFolder folder;
  Embedded embedded(folder.path());
  const std::string conninfo = embedded.start();
  {
    Database opened(conninfo);
    opened.migrate(srid);
    sync::Plan first = streets(1000);
    first.sources = {{"csbm", "özet", "ayar", "identity", 0, 7, {20'000, "AD\tad\t\t\n"}, {}},
                     {"bina", "özet", "ayar", "x", 0, sync::null_integer, {}, {}}};
    first.authority = {{"bina.kat", "cbs"}, {"csbm.ad", "never"}};
    first.spoken_added = {{sync::Register::cbs, sync::Layer::street, 0}};
    for (int i = 0; i < 10; ++i) night(opened, district, i == 0 ? first : nothing());

    // What a night with nothing new still hands over: the same sources, counters and authority.
    sync::Plan empty;
    empty.layers[index(sync::Layer::street)].next_tucbs_no = 1001;
    empty.sources = first.sources;
    empty.authority = first.authority;
    empty.spoken_added = first.spoken_added;
    std::string summary = "[0";
    for (int i = 1; i < 4000; ++i) summary += "," + std::to_string(i * 2654435761u % 100000);
    summary += "]";
    ASSERT_GT(summary.size(), 20000u);  // a report of many sources

    const std::string position = "SELECT pg_current_wal_insert_lsn() - '0/0'";
    const auto bytes = [&] { return std::stoll(value_of(conninfo, position)); };
    opened.migrate(srid);
    static_cast<void>(value_of(conninfo, "CHECKPOINT"));
    const long long before = bytes();
    night(opened, district, empty, {summary, "özet", 0, {}});
    const long long written = bytes() - before;
    RecordProperty("wal_bytes", static_cast<int>(written));
    EXPECT_LE(written, 64 * 1024);
    EXPECT_GT(written, 0);
  }
  embedded.stop();
}

}  // namespace
}  // namespace uavt::sql::test
