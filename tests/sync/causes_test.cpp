// K faults that have one reason each, in faults that have none: K causes, nearly all of their
// findings, and in pure noise not one.
#include "tests/sync/causes_town.hpp"

#include "geo/transformation.hpp"
#include "sync/causes_clues.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>

namespace uavt::sync::test {
namespace {

/// Where the town lies, in TM30: its ED50 coordinates taken for TUREF.
geo::Vector ed50_here() { return *geo::ed50_read_as_turef({29.78, 36.85}, "EPSG:5254"); }

/// Towns are only read: one of each kind does for all trials.
CauseTown& town_of(Reference reference) {
  static std::map<Reference, std::unique_ptr<CauseTown>> towns;
  auto& town = towns[reference];
  if (!town) town = std::make_unique<CauseTown>(11, reference, ed50_here());
  town->clear();
  return *town;
}

std::vector<std::string> ids(const std::vector<Cause>& causes) {
  std::vector<std::string> all;
  for (const Cause& cause : causes) all.push_back(cause.id);
  std::ranges::sort(all);
  return all;
}

double evidence(const Cause& cause, std::string_view name) {
  const auto found = std::ranges::find(cause.evidence, name, &Arguments::value_type::first);
  return found == cause.evidence.end() ? NAN : std::get<double>(found->second);
}

std::string word(const Cause& cause, std::string_view name) {
  const auto found = std::ranges::find(cause.evidence, name, &Arguments::value_type::first);
  return found == cause.evidence.end() ? "" : std::get<std::string>(found->second);
}

std::uint64_t printed_seed() {
  const std::uint64_t seed = std::random_device{}();
  std::cout << "seed " << seed << '\n';
  return seed;
}

TEST(Causes, NoneAreInventedInPureNoise) {
  const std::uint64_t seed = printed_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  CauseTown& town = town_of(Reference::none);
  for (const std::size_t count : {0, 5, 40, 300, 1200, 3000}) {
    for (int trial = 0; trial < 20; ++trial) {
      town.clear();
      town.add_noise(random, count);
      EXPECT_EQ(ids(town.causes()), std::vector<std::string>()) << count << " findings";
      ASSERT_TRUE(std::ranges::all_of(town.findings, &std::string::empty, &Finding::cause));
    }
  }
}

/// Faults planted together; those whose rows are the same things would be one another's.
void expect_found(Reference reference, Random& random, std::size_t noise) {
  CauseTown& town = town_of(reference);
  std::vector<std::string> expected;
  town.add_noise(random, noise);
  for (std::size_t k = 0; k < cause_kind_count; ++k) {
    const auto kind = static_cast<CauseKind>(k);
    const bool shifted = reference != Reference::none;
    const bool possible = kind == CauseKind::constant_shift ? shifted : random() % 3 != 0;
    if (possible) expected.push_back(town.plant(kind, random));
  }
  std::ranges::sort(expected);
  const std::vector<Cause> causes = town.causes();
  ASSERT_EQ(ids(causes), expected);

  std::map<std::string, std::pair<std::size_t, std::size_t>> assigned;  // right, planted
  for (const auto& [at, id] : town.planted) {
    ++assigned[id].second;
    assigned[id].first += town.findings[at].cause == id ? 1U : 0U;
  }
  for (const auto& [id, counts] : assigned) {
    EXPECT_GE(static_cast<double>(counts.first), 0.95 * static_cast<double>(counts.second)) << id;
  }
  for (const Cause& cause : causes) {
    const auto carry = std::ranges::count(town.findings, cause.id, &Finding::cause);
    EXPECT_EQ(cause.count, static_cast<std::uint64_t>(carry)) << cause.id;
    if (cause.kind != CauseKind::constant_shift) continue;
    const geo::Vector planted = ed50_here();
    const double off = std::hypot(evidence(cause, "east_m") - planted.east_m,
                                  evidence(cause, "north_m") - planted.north_m);
    EXPECT_LE(off, 0.05) << "the vector is off by so many metres";
    EXPECT_EQ(word(cause, "datum"), "ed50_read_as_turef");
    EXPECT_EQ(word(cause, "reference"), reference == Reference::uavt ? "uavt" : "bina");
  }
}

TEST(Causes, EverySystematicFaultIsFoundInNoise) {
  const std::uint64_t seed = printed_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  for (const Reference reference : {Reference::none, Reference::uavt, Reference::walls}) {
    for (int trial = 0; trial < 12; ++trial) {
      SCOPED_TRACE("reference " + std::to_string(static_cast<int>(reference)) + ", trial " +
                   std::to_string(trial));
      expect_found(reference, random, 100 + random() % 900);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Causes, TheOrderOfFindingsDoesNotMatter) {
  const std::uint64_t seed = printed_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  CauseTown& town = town_of(Reference::walls);
  town.add_noise(random, 500);
  for (std::size_t k = 0; k < cause_kind_count; ++k) {
    static_cast<void>(town.plant(static_cast<CauseKind>(k), random));
  }
  const std::vector<Cause> first = town.causes();
  std::map<std::string, std::string> of_finding;
  for (const Finding& finding : town.findings) of_finding[finding.fingerprint] = finding.cause;
  std::ranges::shuffle(town.findings, random);
  const std::vector<Cause> second = town.causes();
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].id, second[i].id);
    EXPECT_EQ(first[i].count, second[i].count);
    EXPECT_EQ(first[i].evidence, second[i].evidence) << first[i].id;
  }
  for (const Finding& finding : town.findings) {
    EXPECT_EQ(of_finding[finding.fingerprint], finding.cause);
  }
}

/// Name and code both changed: the street is there twice, told by the numbers of its doors.
TEST(Causes, AStreetThatIsThereTwiceIsOne) {
  CauseTown& town = town_of(Reference::none);
  const auto about = [&](Rule rule, Register reg, Layer layer, std::size_t row) {
    Finding finding = finding_about(rule, town.town.settings, reg,
                                    town.town.last.side(reg).table(layer), row);
    town.findings.push_back(finding);
  };
  constexpr std::size_t street = CauseTown::twin_street;
  about(Rule::uav_01, Register::uavt, Layer::street, street);
  about(Rule::uav_02, Register::cbs, Layer::street, street);
  for (std::size_t d = 0; d < CauseTown::doors_each; ++d) {
    about(Rule::uav_01, Register::uavt, Layer::door, street * CauseTown::doors_each + d);
    about(Rule::uav_02, Register::cbs, Layer::door, street * CauseTown::doors_each + d);
  }
  const std::vector<Cause> causes = town.causes();
  ASSERT_EQ(ids(causes), std::vector<std::string>({"street_renamed:5057"}));
  EXPECT_EQ(causes[0].count, 22U);
  EXPECT_EQ(word(causes[0], "change"), "twin");
  EXPECT_EQ(word(causes[0], "cbs"), "BAŞKA AD");
}

TEST(Causes, AWaivedOrFixedFindingHasNone) {
  Random random(1);
  CauseTown& town = town_of(Reference::none);
  static_cast<void>(town.plant(CauseKind::missing_code_value, random));
  for (Finding& finding : town.findings) finding.state = FindingState::waived;
  EXPECT_TRUE(town.causes().empty());
  for (Finding& finding : town.findings) finding.state = FindingState::fixed;
  EXPECT_TRUE(town.causes().empty());
}

/// A delivery that did not come closes nothing: its findings stand, and so does their cause.
TEST(Causes, AStandingFindingKeepsItsCause) {
  Cause shift;
  shift.id = "constant_shift:numarataj";
  shift.count = 9;
  shift.rules = {Rule::crs_05, Rule::key_05};
  OpenFinding one;
  one.fingerprint = "a";
  one.rule = Rule::key_05;
  one.cause = shift.id;
  OpenFinding other = one;
  other.fingerprint = "b";
  OpenFinding orphan = one;
  orphan.fingerprint = "c";
  orphan.cause = "column:of:nobody:knows";
  const std::vector<OpenFinding> open = {one, other, orphan};
  std::vector<Cause> causes;
  carry_causes(causes, {shift}, open, {"a", "b", "c"});
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].count, 2U) << "its other findings were fixed or judged";
  EXPECT_EQ(causes[0].rules, std::vector<Rule>({Rule::key_05}));
  carry_causes(causes, {shift}, open, {"a"});
  EXPECT_EQ(causes[0].count, 3U) << "found tonight as well";
}

TEST(Causes, ATailIsTheSumOfItsTerms) {
  EXPECT_DOUBLE_EQ(binomial_tail(0, 10, 0.5), 1);
  EXPECT_NEAR(binomial_tail(10, 10, 0.5), 1.0 / 1024, 1e-12);
  EXPECT_NEAR(binomial_tail(9, 10, 0.5), 11.0 / 1024, 1e-12);
  EXPECT_NEAR(binomial_tail(1, 3, 0.1), 1 - 0.9 * 0.9 * 0.9, 1e-12);
  EXPECT_EQ(binomial_tail(4, 3, 0.1), 0);
}

TEST(Causes, WhatIsUsualIsNotSystematic) {
  const Rate here{8, 10};
  EXPECT_TRUE(systematic(here, {10, 1000}, 100));
  EXPECT_FALSE(systematic(here, {500, 1000}, 100)) << "every second row is wrong everywhere";
  EXPECT_FALSE(systematic({4, 4}, {0, 100'000}, 1)) << "four are told apart by hand as fast";
  EXPECT_FALSE(systematic({7, 10}, {0, 100'000}, 1)) << "a third of it is right";
  EXPECT_FALSE(systematic(here, {0, 0}, 1)) << "nothing to be different from";
}

}  // namespace
}  // namespace uavt::sync::test
