// Findings get names that last, floods become one, and last night's list says what is new.
#include "sync/findings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;

std::vector<std::string> fingerprints(Town& town, const std::vector<std::size_t>& rows,
                                      Keys keys) {
  std::vector<Finding> findings;
  for (const std::size_t row : rows) {
    findings.push_back(finding_about(Rule::geo_12, town.settings, cbs,
                                     town.last.side(cbs).table(Layer::building), row));
  }
  identify(findings, town.last, town.matched, town.settings, keys);
  std::vector<std::string> all;
  for (const Finding& each : findings) all.push_back(each.fingerprint);
  std::ranges::sort(all);
  return all;
}

std::vector<std::string> of_town(bool reversed, Keys keys) {
  Town town;
  std::vector<std::pair<Values, Shape>> rows = {
      {{{"yapi_kimlik_no", "5"}, {"ad", "A"}}, square(0, 0, 10)},
      {{{"ad", "B"}}, square(50, 0, 10)},
      {{{"ad", "B"}}, square(90, 0, 10)}};
  if (reversed) std::ranges::reverse(rows);
  for (const auto& [values, shape] : rows) town.row(cbs, Layer::building, values, shape);
  town.run();
  return fingerprints(town, {0, 1, 2}, keys);
}

TEST(Findings, AFingerprintDoesNotKnowTheOrderOfRows) {
  for (const Keys keys : {Keys::numbers, Keys::content}) {
    EXPECT_EQ(of_town(false, keys), of_town(true, keys));
    const std::vector<std::string> all = of_town(false, keys);
    EXPECT_EQ(std::ranges::adjacent_find(all), all.end()) << "three rows, three findings";
  }
}

TEST(Findings, TwoOfOneRuleAboutOneRowAreTwo) {
  Town town;
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "5"}}, square(0, 0, 10));
  town.run();
  const std::vector<std::string> all = fingerprints(town, {0, 0}, Keys::numbers);
  EXPECT_NE(all[0], all[1]);
}

std::vector<Finding> missing_codes(const Town& town, int count) {
  std::vector<Finding> findings;
  for (int i = 0; i < count; ++i) {
    Finding finding;
    finding.rule = Rule::key_03;
    finding.severity = town.settings.severity(Rule::key_03);
    finding.attribute = "yapi_kimlik_no";
    Subject subject;
    subject.layer = Layer::building;
    subject.origin = {0, static_cast<std::uint32_t>(i + 1)};
    finding.subjects.push_back(subject);
    findings.push_back(finding);
  }
  return findings;
}

TEST(Findings, AFloodIsOneFindingThatListsItsRows) {
  const Town town;
  SourceAccount account;
  account.rows_read = 1000;
  std::vector<Finding> few = missing_codes(town, 10);
  group(few, {&account, 1});
  EXPECT_EQ(few.size(), 10u) << "one in a hundred is no flood";
  std::vector<Finding> many = missing_codes(town, 11);
  group(many, {&account, 1});
  ASSERT_EQ(many.size(), 1u);
  EXPECT_TRUE(many[0].grouped);
  EXPECT_EQ(many[0].subjects.size(), 11u);
}

OpenFinding open_finding(std::string fingerprint, std::string key, Rule rule = Rule::key_03) {
  OpenFinding finding;
  finding.fingerprint = std::move(fingerprint);
  finding.rule = rule;
  finding.reg = cbs;
  finding.layer = Layer::building;
  finding.key = std::move(key);
  finding.first_run = 3;
  return finding;
}

/// Waiver 5 of the finding "a", to the end of day 100.
Waiver waiver_of_a() {
  Waiver waiver;
  waiver.id = 5;
  waiver.fingerprint = "a";
  waiver.reason = "yol iptal edilecek";
  waiver.person = "Ayşe";
  waiver.until = 100;
  return waiver;
}

/// One finding tonight, of a row that is delivered: what it is told as.
Finding compared(const Stored& stored, const Past& past, std::string fingerprint = "a") {
  Night night;
  std::vector<Finding> findings(1);
  findings[0].fingerprint = std::move(fingerprint);
  findings[0].rule = Rule::key_03;
  Subject subject;
  subject.mahalle_kodu = 10123;
  findings[0].subjects = {subject};
  Plan plan;
  compare(plan, std::move(findings), stored, night, 9, past);
  return plan.findings.at(0);
}

TEST(Findings, WhatWasClosedOnceIsReopened) {
  const Past past{.closed = {{"a", 2}}, .day = 100};
  const Finding returned = compared({}, past);
  EXPECT_EQ(returned.state, FindingState::reopened);
  EXPECT_EQ(returned.first_run, 2) << "the first run ever";
  EXPECT_FALSE(returned.waiver_expired);
  EXPECT_EQ(compared({}, past, "b").state, FindingState::fresh);
  // What is open is not asked for; what the past says of it counts for nothing.
  Stored stored;
  stored.findings = {open_finding("a", "1")};
  EXPECT_EQ(compared(stored, past).state, FindingState::persisting);
  std::vector<Finding> both(2);
  both[0].fingerprint = "a";
  both[1].fingerprint = "b";
  EXPECT_EQ(not_remembered(both, stored), std::vector<std::string>{"b"});
}

TEST(Findings, AWaivedFindingIsWaivedUntilItsLastDay) {
  Stored stored;
  stored.waivers = {waiver_of_a()};
  const Finding fresh = compared(stored, {.closed = {}, .day = 100});
  EXPECT_EQ(fresh.state, FindingState::waived);
  EXPECT_EQ(fresh.waiver, waiver_of_a());
  EXPECT_EQ(fresh.first_run, 9);
  EXPECT_EQ(compared(stored, {.closed = {}, .day = 100}, "b").state, FindingState::fresh);
  // It was fixed, and is there again while the waiver lasts: still waived.
  const Finding returned = compared(stored, {.closed = {{"a", 2}}, .day = 50});
  EXPECT_EQ(returned.state, FindingState::waived);
  EXPECT_EQ(returned.first_run, 2);
  // After its last day it is reopened once; then the last run no longer knows it as waived.
  stored.findings = {open_finding("a", "1")};
  stored.findings[0].waiver = 5;
  const Finding expired = compared(stored, {.closed = {}, .day = 101});
  EXPECT_EQ(expired.state, FindingState::reopened);
  EXPECT_TRUE(expired.waiver_expired);
  EXPECT_EQ(expired.first_run, 3);
  EXPECT_EQ(expired.waiver, std::nullopt);
  stored.findings[0].waiver = 0;
  EXPECT_EQ(compared(stored, {.closed = {}, .day = 102}).state, FindingState::persisting);
}

TEST(Findings, WhatSomebodyTookBackIsReopenedButHasNotExpired) {
  Stored stored;
  stored.findings = {open_finding("a", "1")};
  stored.findings[0].waiver = 5;
  const Finding open = compared(stored, {.closed = {}, .day = 50});
  EXPECT_EQ(open.state, FindingState::reopened);
  EXPECT_FALSE(open.waiver_expired);
}

TEST(Findings, AWaiverOfARuleInAMahalleCoversWhatIsFoundThereAnew) {
  Stored stored;
  Waiver waiver;
  waiver.id = 7;
  waiver.rule = Rule::key_03;
  waiver.mahalle_kodu = 10123;
  waiver.until = 100;
  stored.waivers = {waiver};
  EXPECT_EQ(compared(stored, {.closed = {}, .day = 100}, "b").state, FindingState::waived);
  stored.waivers[0].mahalle_kodu = 10124;
  EXPECT_EQ(compared(stored, {.closed = {}, .day = 100}, "b").state, FindingState::fresh);
  stored.waivers[0] = waiver;
  stored.waivers[0].rule = Rule::key_04;
  EXPECT_EQ(compared(stored, {.closed = {}, .day = 100}, "b").state, FindingState::fresh);
}

// What nobody looked at tonight is waived and reopened all the same: its date does not wait for a
// delivery.
TEST(Findings, WhatStandsIsWaivedAndReopenedToo) {
  Stored stored;
  stored.findings = {open_finding("a", "1"), open_finding("b", "2")};
  stored.waivers = {waiver_of_a()};
  const Night nobody_delivered;
  Plan plan;
  compare(plan, {}, stored, nobody_delivered, 9, {.closed = {}, .day = 100});
  EXPECT_EQ(plan.findings_standing, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(plan.findings_rewaived.size(), 1u);
  EXPECT_EQ(plan.findings_rewaived[0].fingerprint, "a");
  EXPECT_EQ(plan.findings_rewaived[0].state, FindingState::waived);
  stored.findings[0].waiver = 5;
  Plan same;
  compare(same, {}, stored, nobody_delivered, 10, {.closed = {}, .day = 100});
  EXPECT_TRUE(same.findings_rewaived.empty()) << "as last night: nothing to write";
  Plan later;
  compare(later, {}, stored, nobody_delivered, 11, {.closed = {}, .day = 101});
  ASSERT_EQ(later.findings_rewaived.size(), 1u);
  EXPECT_EQ(later.findings_rewaived[0].state, FindingState::reopened);
  EXPECT_TRUE(later.findings_rewaived[0].waiver_expired);
}

TEST(Findings, NewPersistingFixedAndStanding) {
  Night night;
  night.side(cbs).mapped.delivered[index(Layer::building)] = true;
  Stored stored;
  stored.findings = {open_finding("a", "1"), open_finding("b", "2"), open_finding("c", "3")};
  stored.findings[2].layer = Layer::door;
  std::vector<Finding> findings(2);
  findings[0].fingerprint = "a";
  findings[1].fingerprint = "d";
  Plan plan;
  compare(plan, findings, stored, night, 9, {});
  EXPECT_EQ(plan.findings[0].state, FindingState::persisting);
  EXPECT_EQ(plan.findings[0].first_run, 3);
  EXPECT_EQ(plan.findings[1].state, FindingState::fresh);
  EXPECT_EQ(plan.findings[1].first_run, 9);
  EXPECT_EQ(plan.findings_fixed, std::vector<std::string>{"b"});
  EXPECT_EQ(plan.findings_standing, std::vector<std::string>{"c"}) << "nobody delivered doors";
}

// Bug: a delivery for some mahalle "fixed" the findings of all the others, whose rows stood as last
// seen and had been looked at by nobody.
TEST(Findings, ARowThatStandsKeepsItsFindings) {
  Night night;
  Side& side = night.side(cbs);
  side.mapped.delivered[index(Layer::building)] = true;
  side.table(Layer::building) = table_of(Layer::building, {{{"yapi_kimlik_no", "1"}},
                                                           {{"yapi_kimlik_no", "2"}},
                                                           {{"yapi_kimlik_no", "3"}},
                                                           {{"yapi_kimlik_no", "3"}}});
  Table& table = side.table(Layer::building);
  table.tucbs_no = {11, 12, 13, 13};
  table.states = {RowState::valid, RowState::last_seen, RowState::quarantined,
                  RowState::last_seen};
  Stored stored;
  stored.findings = {open_finding("delivered", "1"), open_finding("stands", "2"),
                     open_finding("set apart", "3"), open_finding("compared", "2", Rule::uav_03)};
  Plan plan;
  compare(plan, {}, stored, night, 9, {});
  EXPECT_EQ(plan.findings_standing, std::vector<std::string>{"stands"});
  EXPECT_EQ(plan.findings_fixed,
            (std::vector<std::string>{"delivered", "set apart", "compared"}));
}

}  // namespace
}  // namespace uavt::sync
