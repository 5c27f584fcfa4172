// The three-way decision against an oracle: the six lines of DESIGN §4.7 told once more, from the
// text and for a reader, over every combination there is.
#include "sync/reconcile.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bitset>
#include <map>

namespace uavt::sync {
namespace {

struct Situation {
  SideOfGroup national, municipal;
  bool differ = false;     ///< an attribute both deliver is not the same
  bool together = false;   ///< they were one pair before tonight, under this authority
  bool published = false;
  bool municipal_is_newer = false;
  Authority authority{};
  Register reg{};

  [[nodiscard]] std::string text() const {
    const auto side = [](const SideOfGroup& each) {
      return fmt::format("{}{}{}", each.delivers ? "delivers " : "", each.changed ? "changed " : "",
                         each.delivered_before ? "delivered-before " : "");
    };
    return fmt::format("national: {}| municipal: {}| {}{}{}{}authority {}", side(national),
                       side(municipal), differ ? "differ " : "", together ? "together " : "",
                       published ? "published " : "", municipal_is_newer ? "cbs-newer " : "",
                       name(authority));
  }
};

/// Every situation a night can bring, for layers of UAVT and for those of TAKBİS.
template <typename Visit>
void every_situation(Visit visit) {
  for (const Register reg : {Register::uavt, Register::takbis}) {
    const Authority own = reg == Register::uavt ? Authority::uavt : Authority::takbis;
    for (const Authority authority : {own, Authority::cbs, Authority::newest, Authority::never}) {
      for (unsigned bits = 0; bits < 1024; ++bits) {
        const std::bitset<10> is(bits);
        visit(Situation{{is[0], is[1], is[2]}, {is[3], is[4], is[5]}, is[6], is[7], is[8], is[9],
                        authority, reg});
      }
    }
  }
}

struct Expected {
  Take take{};
  bool uav_03 = false, uav_10 = false;
  bool settles = true;  ///< false: somebody changed and was not followed
};

bool names_municipality(const Situation& s) {
  return s.authority == Authority::cbs ||
         (s.authority == Authority::newest && s.municipal_is_newer);
}

Expected told(const Situation& s) {
  // "One side delivers → its value, whatever the authority."
  if (!s.national.delivers && !s.municipal.delivers) return {Take::nothing};
  if (!s.municipal.delivers) return {Take::national};
  if (!s.national.delivers) return {Take::municipal};
  // "Alike → agreed": the authority's side whole, under never and newest the national one.
  if (!s.differ) return {s.authority == Authority::cbs ? Take::municipal : Take::national};

  const Take authority_takes = names_municipality(s) ? Take::municipal : Take::national;
  const bool settled = s.published && s.together && s.national.delivered_before &&
                       s.municipal.delivered_before;
  const int changed = (s.national.changed ? 1 : 0) + (s.municipal.changed ? 1 : 0);
  // "Never settled together and they differ → the authority's value, under never UAVT's."
  if (!settled) return {authority_takes, true};
  // "Both deliver, neither changed since settled → the base stays."
  if (changed == 0) return {Take::published, true};
  // "One changed → published if it may, else the base stays."
  if (changed == 1) {
    const Take changed_side = s.national.changed ? Take::national : Take::municipal;
    const bool named = s.authority != Authority::never && authority_takes == changed_side;
    if (named || s.authority == Authority::newest) return {changed_side, true};
    return {Take::published, true, false, false};
  }
  // "Both changed and differ → the authority's value and UAV-10; under never the base stays."
  if (s.authority == Authority::never) return {Take::published, true, true, false};
  return {authority_takes, true, true};
}

TEST(Decision, is_what_the_text_says_in_every_situation) {
  std::size_t seen = 0;
  every_situation([&](const Situation& s) {
    ++seen;
    const Decision decision = decided(s.national, s.municipal, s.differ, s.together, s.published,
                                      s.authority, s.reg, s.municipal_is_newer);
    const Expected expected = told(s);
    const bool conflict = decision.outcome == Outcome::conflict ||
                          decision.outcome == Outcome::conflict_stays;
    EXPECT_EQ(decision.take, expected.take) << s.text();
    EXPECT_EQ(decision.differ, expected.uav_03) << s.text();
    EXPECT_EQ(conflict, expected.uav_10) << s.text();
    EXPECT_EQ(decision.settles, expected.settles) << s.text();
  });
  EXPECT_EQ(seen, 2U * 4U * 1024U);
}

TEST(Decision, every_outcome_happens) {
  std::map<Outcome, std::size_t> outcomes;
  every_situation([&](const Situation& s) {
    ++outcomes[decided(s.national, s.municipal, s.differ, s.together, s.published, s.authority,
                       s.reg, s.municipal_is_newer)
                   .outcome];
  });
  EXPECT_EQ(outcomes.size(), 9U);
}

TEST(Decision, never_takes_the_base_only_where_something_is_published) {
  every_situation([](const Situation& s) {
    const Decision decision = decided(s.national, s.municipal, s.differ, s.together, s.published,
                                      s.authority, s.reg, s.municipal_is_newer);
    EXPECT_TRUE(decision.take != Take::published || s.published) << s.text();
    EXPECT_TRUE(decision.take != Take::national || s.national.delivers) << s.text();
    EXPECT_TRUE(decision.take != Take::municipal || s.municipal.delivers) << s.text();
  });
}

}  // namespace
}  // namespace uavt::sync
