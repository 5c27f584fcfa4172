// Of so many things so many are faulty: counted by layer, mahalle and element of quality.
#include "sync/quality.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

/// Ten doors in mahalle 101, five in 102, in both registers.
class QualityTest : public testing::Test {
 protected:
  QualityTest() {
    for (const Register reg : {uavt, cbs}) {
      for (const int m : {101, 102}) {
        town_.row(reg, Layer::neighbourhood,
                  {{"mahalle_kodu", std::to_string(m)}, {"ad", "M" + std::to_string(m)}});
        town_.row(reg, Layer::street,
                  {{"csbm_kodu", std::to_string(5000 + m)}, {"mahalle_kodu", std::to_string(m)},
                   {"ad", "S" + std::to_string(m)}, {"tip", "sokak"}});
      }
      for (int d = 0; d < 15; ++d) {
        town_.row(reg, Layer::door,
                  {{"bina_kodu", std::to_string(300 + d)},
                   {"csbm_kodu", d < 10 ? "5101" : "5102"}, {"kapi_no", std::to_string(d + 1)}});
      }
    }
    town_.run();
  }
  void find(Rule rule, Register reg, std::size_t row, FindingState state = FindingState::fresh) {
    Finding finding =
        finding_about(rule, town_.settings, reg, town_.last.side(reg).table(Layer::door), row);
    finding.state = state;
    plan_.findings.push_back(std::move(finding));
  }
  [[nodiscard]] std::vector<QualityMeasure> measured() const {
    return quality(plan_, town_.last, town_.matched, stored_);
  }
  /// faulty/of, or "–" where it is not listed.
  [[nodiscard]] std::string of(Measure measure, std::optional<std::int64_t> mahalle) const {
    for (const QualityMeasure& each : measured()) {
      if (each.layer == Layer::door && each.measure == measure && each.mahalle_kodu == mahalle) {
        return std::to_string(each.faulty) + "/" + std::to_string(each.of);
      }
    }
    return "–";
  }
  Town town_;
  Plan plan_;
  Stored stored_;
};

TEST_F(QualityTest, AThingWithSeveralFindingsIsFaultyOnce) {
  find(Rule::mod_04, cbs, 0);
  find(Rule::mod_04, uavt, 0);  // the same door in the other register
  find(Rule::mod_04, cbs, 12, FindingState::persisting);
  find(Rule::mod_03, cbs, 1, FindingState::reopened);
  EXPECT_EQ(of(Measure::domain, std::nullopt), "2/15");
  EXPECT_EQ(of(Measure::domain, 101), "1/10");
  EXPECT_EQ(of(Measure::domain, 102), "1/5");
  EXPECT_EQ(of(Measure::format, std::nullopt), "1/15");
  EXPECT_EQ(of(Measure::format, 102), "–") << "a mahalle without a fault is not listed";
}

TEST_F(QualityTest, WhatIsWaivedOrFixedIsNotFaulty) {
  find(Rule::mod_04, cbs, 0, FindingState::waived);
  find(Rule::mod_04, cbs, 1, FindingState::fixed);
  EXPECT_EQ(of(Measure::domain, std::nullopt), "0/15");
}

TEST_F(QualityTest, ExcessInOneRegisterIsADuplicate) {
  EXPECT_EQ(measure_of(Rule::key_01), Measure::duplicate);
  EXPECT_EQ(measure_of(Rule::uav_02), Measure::commission);
  EXPECT_EQ(measure_of(Rule::uav_01), Measure::omission);
  EXPECT_EQ(measure_of(Rule::geo_05), Measure::topological);
  EXPECT_EQ(measure_of(Rule::crs_05), Measure::positional);
}

/// Every rule must measure something the standard has a word for.
TEST_F(QualityTest, EveryRuleHasItsElement) {
  for (const RuleInfo& rule : rule_catalogue()) {
    const bool usable = rule.iso19157 == "Kullanılabilirlik";
    EXPECT_EQ(measure_of(rule.rule) == Measure::usability, usable) << rule.id;
  }
}

TEST_F(QualityTest, WhatNobodyJudgedTonightStandsAsItWas) {
  OpenFinding standing;
  standing.fingerprint = "a";
  standing.layer = Layer::door;
  stored_.findings = {standing};
  stored_.quality = {{Layer::door, std::nullopt, Measure::domain, 9, 15}};
  plan_.findings_standing = {"a"};
  EXPECT_EQ(of(Measure::domain, std::nullopt), "9/15");
  EXPECT_EQ(of(Measure::format, std::nullopt), "–");
}

TEST_F(QualityTest, MeasuresAreInOrderAndOneOfAKind) {
  find(Rule::mod_04, cbs, 12);
  find(Rule::key_01, cbs, 3);
  const std::vector<QualityMeasure> all = measured();
  EXPECT_TRUE(std::ranges::is_sorted(all));
  EXPECT_EQ(std::ranges::adjacent_find(all, {},
                                       [](const QualityMeasure& each) {
                                         return std::tuple(each.layer, each.mahalle_kodu,
                                                           each.measure);
                                       }),
            all.end());
}

}  // namespace
}  // namespace uavt::sync
