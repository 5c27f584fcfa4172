// The guard and a scope's own past: what is much depends on how much is usual there.
#include "tests/night/program.hpp"
#include "tests/night/quarters.hpp"

#include <gtest/gtest.h>

namespace uavt::night::test {
namespace {

/// A scope's own past: ten nights in which so many of its doors changed.
class GuardOfHabit : public ::testing::Test {
 protected:
  static constexpr int doors = 200;
  static constexpr int calm = 1, busy = 2, new_to_it = 3;

  GuardOfHabit() : now_(Quarters::of(3, doors)) {
    town_.guard();
    deliver(town_, now_);
    EXPECT_EQ(town_.run().result.verdict.exit_code, 0);
    for (int night = 0; night < 10; ++night) {
      change(calm, 3);
      change(busy, 10);
      EXPECT_EQ(held(), 0U) << "night " << night;
    }
  }

  /// The municipality calls the first `count` entrances of the mahalle something else.
  void change(int mahalle, int count) {
    now_.each("cbs/numarataj.csv", mahalle, [&](std::string& row) {
      if (count-- <= 0) return;
      const bool main = row.find(";ana_giris;") != std::string::npos;
      row = main ? with(row, ";ana_giris;", ";diger;")
                 : with(row, row.find(";diger;") != std::string::npos ? ";diger;" : ";tali_giris;",
                        ";ana_giris;");
    });
  }
  std::size_t held() {
    deliver(town_, now_);
    report_ = town_.run();
    return report_.result.held.size();
  }

  Town town_;
  Quarters now_;
  app::RunReport report_;
};

TEST_F(GuardOfHabit, five_times_the_usual_is_not_more_and_what_passed_is_usual) {
  change(calm, 15);
  EXPECT_EQ(held(), 0U);
  change(calm, 16);
  EXPECT_EQ(held(), 0U);
}

TEST_F(GuardOfHabit, more_than_five_times_the_usual_waits_and_stays_unusual) {
  // 16 of 200 doors are 8 %: nobody else would be asked.
  change(calm, 16);
  change(busy, 18);
  change(new_to_it, 18);
  ASSERT_EQ(held(), 1U) << "one has large nights, the other has no past";
  const sync::HeldBatch batch = report_.result.held.front();
  EXPECT_EQ(batch.mahalle_kodu, quarter_code(calm));
  EXPECT_EQ(batch.trigger.count, 16U);
  EXPECT_EQ(report_.result.verdict.exit_code, 6);
  app::RunOptions options;
  options.decision =
      sync::BatchDecision{batch.no, sync::BatchState::approved, "Ayşe", "sayım yapıldı"};
  EXPECT_EQ(town_.run(options).result.held.size(), 0U);
  change(calm, 16);
  change(busy, 18);
  EXPECT_EQ(held(), 1U) << "an approval is no habit";
}

}  // namespace
}  // namespace uavt::night::test
