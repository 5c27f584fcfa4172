// When a waiver holds, which of several does, and which days may be said.
#include "sync/waiver.hpp"

#include <gtest/gtest.h>

#include "sync/text.hpp"

namespace uavt::sync {
namespace {

Waiver own(std::int64_t id, std::int64_t until) {
  Waiver waiver;
  waiver.id = id;
  waiver.fingerprint = "abc";
  waiver.until = until;
  return waiver;
}

Waiver of_rule(std::int64_t id, std::int64_t until) {
  Waiver waiver;
  waiver.id = id;
  waiver.rule = Rule::key_01;
  waiver.mahalle_kodu = 10123;
  waiver.until = until;
  return waiver;
}

std::int64_t id_covering(const std::vector<Waiver>& waivers, std::int64_t mahalle = 10123) {
  const Waiver* waiver = covering(waivers, "abc", Rule::key_01, mahalle, 100);
  return waiver == nullptr ? 0 : waiver->id;
}

TEST(Waivers, HoldToTheEndOfTheirLastDay) {
  EXPECT_EQ(id_covering({own(1, 100)}), 1);
  EXPECT_EQ(id_covering({own(1, 99)}), 0);
  Waiver withdrawn = own(1, 200);
  withdrawn.withdrawn = 90;
  EXPECT_EQ(id_covering({withdrawn}), 0);
}

TEST(Waivers, AFindingsOwnComesFirstThenTheLongestThenTheOldest) {
  EXPECT_EQ(id_covering({of_rule(1, 900), own(2, 100)}), 2);
  EXPECT_EQ(id_covering({own(1, 100), own(2, 200), own(3, 150)}), 2);
  EXPECT_EQ(id_covering({own(3, 200), own(2, 200)}), 2);
  EXPECT_EQ(id_covering({of_rule(1, 900), own(2, 99)}), 1) << "its own has ended";
}

TEST(Waivers, OfARuleNeedTheMahalle) {
  EXPECT_EQ(id_covering({of_rule(1, 100)}), 1);
  EXPECT_EQ(id_covering({of_rule(1, 100)}, 10124), 0);
  EXPECT_EQ(id_covering({of_rule(1, 100)}, null_integer), 0);
  // A rule that this version does not know: nothing is waived by accident.
  Waiver unknown = of_rule(1, 100);
  unknown.rule.reset();
  unknown.mahalle_kodu = null_integer;
  EXPECT_EQ(id_covering({unknown}, null_integer), 0);
}

TEST(Waivers, DaysAreIso) {
  EXPECT_EQ(day_of("1970-01-02"), 1);
  EXPECT_EQ(day_of("2027-01-31"), days_of(2027, 1, 31));
  for (const char* wrong : {"", "2027-02-29", "2027-13-01", "31.01.2027", "2027-1-31",
                            "2027-01-31 ", " 2027-01-3", "2027-01-00", "20270131", "２０２７-01"}) {
    EXPECT_EQ(day_of(wrong), std::nullopt) << wrong;
  }
}

TEST(Waivers, LastFiveYears) {
  EXPECT_EQ(last_waivable_day(*days_of(2026, 11, 22)), days_of(2031, 11, 22));
  EXPECT_EQ(last_waivable_day(*days_of(2028, 2, 29)), days_of(2033, 2, 28));
}

}  // namespace
}  // namespace uavt::sync
