// report.sarif through the validator of the format's own tools. Offline: it is installed beforehand.
#include "built_here.hpp"
#include "tests/forms/forms_town.hpp"
#include "tests/forms/layers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

namespace uavt::forms::test {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;

const std::string validator = UAVT_SOURCE_DIR "/tests/forms/node_modules/.bin/sarif-multitool";

/// The validator's complaints by rule. A file it cannot make a tree of has none at all.
std::map<std::string, std::size_t> complaints(const std::filesystem::path& file) {
  const auto told = file.string() + ".denetim";
  const night::test::Ended end = night::test::ended(
      validator, {"validate", file.string(), "--output", told, "--log", "ForceOverwrite",
                  "--quiet"});
  if (end.code != 0) throw std::runtime_error(end.said());
  std::map<std::string, std::size_t> counts;
  const auto log = json_of(told);
  for (const auto& result : log.at("runs").at(0).at("results")) {
    const std::string level = result.value("level", "warning");
    ++counts[level + " " + result.at("ruleId").get<std::string>()];
  }
  return counts;
}

/// Stands for "it was read": we have no address to offer (SARIF2005 is a recommendation).
constexpr const char* no_address = "warning SARIF2005";
/// Rows of a layer are no lines of a text, so a result has a file but no region in it.
constexpr const char* no_region = "warning SARIF2017";

TEST(SarifForm, passes_the_validator_of_the_format) {
  ASSERT_TRUE(std::filesystem::exists(validator))
      << "the validator is missing: run `npm ci` in tests/forms";
  const FormsTown town;
  for (const char* language : {"tr", "en"}) {
    const auto found = complaints(town.told("2", "sarif", language) / "report.sarif");
    EXPECT_THAT(found, Contains(Key(no_address))) << "it was not read";
    for (const auto& [complaint, count] : found) {
      EXPECT_TRUE(complaint == no_address || complaint == no_region)
          << count << " times " << complaint;
    }
  }
}

TEST(SarifForm, the_validator_would_say_what_is_wrong) {
  ASSERT_TRUE(std::filesystem::exists(validator))
      << "the validator is missing: run `npm ci` in tests/forms";
  const FormsTown town;
  const auto file = town.told("2", "sarif") / "report.sarif";
  const std::string sarif = night::test::bytes_of(file);
  const auto broken = [&](const std::string& from, const std::string& to) {
    night::test::write_bytes(file, night::test::with(sarif, from, to));
    return complaints(file);
  };
  EXPECT_THAT(broken("\"ruleIndex\":", "\"ruleIndex\":9"), Contains(Key("error SARIF1009")));
  EXPECT_THAT(broken("\"baselineState\":\"", "\"baselineState\":\"x"),
              Not(Contains(Key(no_address))));
}

}  // namespace
}  // namespace uavt::forms::test
