// `rules preview`: what changed rules would say, before anybody has to read it every morning.
#include "tests/night/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace uavt::night::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

city::Options with_faults() {
  city::Options options = ProgramTown::small();
  options.faults = {{"TOP-02", 3}, {"NUM-04", 2}};
  return options;
}

std::size_t of_rule(const json& findings, const std::string& rule) {
  return static_cast<std::size_t>(std::ranges::count_if(
      findings, [&](const json& finding) { return finding.at("rule") == rule; }));
}

TEST(RulesPreview, SaysWhatWouldComeGoAndWeighOtherwise) {
  const ProgramTown town(with_faults());
  ASSERT_LE(town.run({"run"}).code, 1);
  const std::string ledger = town.last_run();
  const std::string rules = town.file("kurallar.toml");
  write_bytes(rules,
              "[rules.TOP-02]\nseverity = \"off\"\n[rules.NUM-04]\nseverity = \"error\"\n");
  const Ended preview = town.run({"rules", "preview", rules, "--json"});
  ASSERT_EQ(preview.code, 0) << preview.said();
  const json said = json::parse(preview.out);
  EXPECT_EQ(of_rule(said.at("removed"), "TOP-02"), 3u);
  EXPECT_EQ(of_rule(said.at("severity_changed"), "NUM-04"), 2u);
  EXPECT_EQ(said.at("added").size(), 0u);
  EXPECT_EQ(town.last_run(), ledger) << "a preview is no run";

  write_bytes(rules, "[rules.TOP-02]\ntolerance_m = 0.001\n");
  const Ended stricter = town.run({"rules", "preview", rules});
  EXPECT_EQ(stricter.code, 0) << stricter.said();
  EXPECT_THAT(stricter.out, HasSubstr("Kalkacak bulgu: 0"));
}

TEST(RulesPreview, RefusesWhatIsNoRuleSet) {
  const ProgramTown town(with_faults());
  const std::string rules = town.file("kurallar.toml");
  EXPECT_EQ(town.run({"rules", "preview", rules}).code, 2) << "there is no such file";
  write_bytes(rules, "[guard]\nenabled = false\n");
  const Ended guard = town.run({"rules", "preview", rules});
  EXPECT_EQ(guard.code, 2);
  EXPECT_THAT(guard.error, HasSubstr("guard"));
  write_bytes(rules, "[rules.TOP-99]\nseverity = \"off\"\n");
  const Ended unknown = town.run({"rules", "preview", rules});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.error, HasSubstr("TOP-99"));
}

}  // namespace
}  // namespace uavt::night::test
