// What a report needs of the past is read from as many rows as it shows, however many are stored.
#include "cluster.hpp"
#include "sql/database.hpp"
#include "sql/statements.hpp"
#include "town.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace uavt::sql::test {
namespace {

/// Runs straight into the ledger: every third was refused.
void add_runs(const TestDatabase& database, int count) {
  database.run(
      "INSERT INTO uavtsync.calisma (ilce_kodu, komut, baslangic, bitis, durum, sayilar) "
      "SELECT " + std::to_string(district) + ", 'run', timestamptz '2020-01-01 02:00+00' + n * "
      "interval '1 day', now(), CASE WHEN n % 3 = 0 THEN 'yayimlanmadi' ELSE 'yayimlandi' END, "
      "json_build_object('GEO', json_build_object('open', n, 'new', 1, 'fixed', 0)) "
      "FROM generate_series(1, " + std::to_string(count) + ") AS n");
  database.run("ANALYZE uavtsync.calisma");
}

std::string plan_of(const TestDatabase& database, std::string statement,
                    const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string parameter = "$" + std::to_string(i + 1);
    for (std::size_t at; (at = statement.rfind(parameter)) != std::string::npos;) {
      statement.replace(at, parameter.size(), values[i]);
    }
  }
  // A comment ends where its line does: the statement goes on its own lines.
  return database.value("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON)\n" +
                        statement);
}

class TrendTest : public testing::Test {
 protected:
  TrendTest() : opened_(database_.conninfo()) { opened_.migrate(srid); }
  TestDatabase database_{Content::schema};
  Database opened_;
};

TEST_F(TrendTest, ALedgerOfOneRunTellsOne) {
  add_runs(database_, 1);
  const auto runs = opened_.trend(district, 1'000'000, 30);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].started, "2020-01-02T02:00:00Z");
  EXPECT_NE(runs[0].groups_json.find("\"GEO\""), std::string::npos);
  EXPECT_TRUE(opened_.trend(1, 1'000'000, 30).empty()) << "another district's";
}

TEST_F(TrendTest, AThousandRunsAreReadByTheIndexAndNoFurtherThanAsked) {
  add_runs(database_, 1000);
  const auto runs = opened_.trend(district, 1'000'000, 30);
  ASSERT_EQ(runs.size(), 30U);
  EXPECT_EQ(runs.back().number, 1000) << "the last one is no third";
  EXPECT_TRUE(std::ranges::is_sorted(runs, {}, &sync::TrendRun::number));
  EXPECT_TRUE(std::ranges::none_of(runs, [](const auto& run) { return run.number % 3 == 0; }));
  EXPECT_EQ(opened_.trend(district, 100, 30).back().number, 100) << "a past report's own past";

  const std::string plan = plan_of(database_, query("trend"), {"2039", "1000000", "30"});
  EXPECT_NE(plan.find("\"Index Name\": \"calisma_yayimlanan_idx\""), std::string::npos) << plan;
  EXPECT_EQ(plan.find("Seq Scan"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("\"Node Type\": \"Sort\""), std::string::npos) << plan;
  EXPECT_EQ(plan.find("Rows Removed by Filter"), std::string::npos) << plan;
  EXPECT_NE(plan.find("\"Actual Rows\": 30"), std::string::npos) << plan;

  const std::string one = plan_of(database_, query("run"), {"2039", "500"});
  EXPECT_NE(one.find("\"Index Name\": \"calisma_pkey\""), std::string::npos) << one;
  ASSERT_TRUE(opened_.run(district, 500).has_value());
  EXPECT_FALSE(opened_.run(district, 1001).has_value());
}

/// The interval of a measure is as long as it stays the same.
TEST_F(TrendTest, MeasuresAreIntervals) {
  const sync::QualityMeasure whole{sync::Layer::street, std::nullopt, sync::Measure::domain, 3, 10};
  const sync::QualityMeasure part{sync::Layer::street, 101, sync::Measure::domain, 3, 5};
  RunOutcome outcome{"{}", "", 0, {}};
  outcome.measures_begun = {whole, part};
  const std::int64_t first = night(opened_, district, streets(1), outcome);
  const std::int64_t second = night(opened_, district, nothing());
  sync::QualityMeasure better = whole;
  better.faulty = 1;
  outcome.measures_ended = {whole, part};
  outcome.measures_begun = {better};
  const std::int64_t third = night(opened_, district, nothing(), outcome);
  EXPECT_EQ(opened_.quality_of(district, first), (std::vector{whole, part}));
  EXPECT_EQ(opened_.quality_of(district, second), (std::vector{whole, part}));
  EXPECT_EQ(opened_.quality_of(district, third), std::vector{better});
  EXPECT_EQ(opened_.load(district).quality, std::vector{better});
  EXPECT_EQ(database_.number("SELECT count(*) FROM kalite.olcu"), 3);
  // What was never begun cannot end: the whole night is refused.
  EXPECT_THROW(static_cast<void>(night(opened_, district, nothing(), outcome)), DatabaseError);
}

}  // namespace
}  // namespace uavt::sql::test
