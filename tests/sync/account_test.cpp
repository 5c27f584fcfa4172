// Law 1: every record has one fate.
#include "sync/account.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;

std::uint64_t of(const Fates& fates, Fate fate) { return fates[static_cast<std::size_t>(fate)]; }

Fates cbs_fates(const Town& town) {
  return fates(town.last, cbs, town.matched, town.plan).front();
}

TEST(Account, NewRowsArePublishedThenUnchanged) {
  Town town;
  for (int night = 0; night < 2; ++night) {
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}}, square(0, 0, 10));
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", "2"}}, square(50, 0, 10));
    town.set_apart(cbs, Layer::building,
                   town.row(cbs, Layer::building, {{"yapi_kimlik_no", "3"}}));
    town.lost(cbs, Layer::building);
    town.run();
    const Fates fates = cbs_fates(town);
    EXPECT_EQ(of(fates, night == 0 ? Fate::published : Fate::unchanged), 2u);
    EXPECT_EQ(of(fates, Fate::quarantined), 2u);
    EXPECT_EQ(std::accumulate(fates.begin(), fates.end(), std::uint64_t{0}), 4u);
  }
}

TEST(Account, ACopySharesTheFateOfTheRowThatWasKept) {
  Town town;
  for (int i = 0; i < 2; ++i) {
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}}, square(0, 0, 10));
  }
  town.run();
  EXPECT_EQ(of(cbs_fates(town), Fate::published), 2u);
}

// Bug: codes of two kinds that happen to be one number were taken for one code, and a copy got the
// fate of a stranger.
TEST(Account, TwoKindsOfCodeWithOneNumberAreTwoCodes) {
  Town town;
  const auto deliver = [&](const std::string& name) {
    town.row(cbs, Layer::building, {{"yapi_kodu", "5"}, {"ad", name}}, square(90, 0, 10));
    for (int i = 0; i < 2; ++i) {
      town.row(cbs, Layer::building, {{"yapi_kimlik_no", "5"}}, square(0, 0, 10));
    }
    town.run();
  };
  deliver("A");
  deliver("B");
  EXPECT_EQ(of(cbs_fates(town), Fate::published), 1u);
  EXPECT_EQ(of(cbs_fates(town), Fate::unchanged), 2u);
}

TEST(Account, ARecordTakesTheWorstFateOfItsRows) {
  Town town;
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}}, square(0, 0, 10));
  town.set_apart(cbs, Layer::building, town.row(cbs, Layer::building, {}));
  town.run();
  SourceAccount& account = town.last.side(cbs).mapped.accounts.front();
  account.rows_read = 1;
  account.first = {0, 2};
  EXPECT_EQ(of(cbs_fates(town), Fate::quarantined), 1u);
}

TEST(Account, ARecordWithoutAFateIsABugThatEndsTheRun) {
  Town town;
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}}, square(0, 0, 10));
  town.run();
  town.last.side(cbs).mapped.accounts.front().rows_read = 2;
  EXPECT_THROW(static_cast<void>(cbs_fates(town)), std::logic_error);
}

TEST(Account, LayersAreCountedAfterThePlan) {
  Town town;
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}}, square(0, 0, 10));
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "2"}}, square(50, 0, 10));
  town.run();
  const Stored before = town.stored;
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "2"}, {"ad", "B"}}, square(50, 0, 10));
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "3"}}, square(90, 0, 10));
  town.run();
  const std::vector<LayerResult> results = layer_results(before, town.plan);
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(results[0].inserted, 1u);
  EXPECT_EQ(results[0].updated, 1u);
  EXPECT_EQ(results[0].deleted, 1u);
  EXPECT_EQ(results[0].by_presence[static_cast<std::size_t>(Presence::tek_kayit)], 2u);
}

}  // namespace
}  // namespace uavt::sync
