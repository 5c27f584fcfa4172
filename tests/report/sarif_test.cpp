#include "report/sarif.hpp"

#include "report/report.hpp"
#include "sample_result.hpp"
#include "sync/rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace uavt::report {
namespace {

using Json = nlohmann::json;
using sync::Language;
using testing::HasSubstr;
using testing::Not;

Json run_of(const sync::Result& result, Language language = Language::tr) {
  const std::string log = sarif(json(sample::run(), result, sample::settings()), language);
  return Json::parse(log).at("runs").at(0);
}

const Json& with_fingerprint(const Json& run, const std::string& fingerprint) {
  for (const Json& result : run.at("results")) {
    if (result.at("partialFingerprints").at("uavtFinding/v1") == fingerprint) return result;
  }
  throw std::out_of_range("no result " + fingerprint);
}

sync::Result only(sync::Finding finding) {
  sync::Result result = sample::result();
  result.kept.clear();
  result.findings = {std::move(finding)};
  return result;
}

TEST(report_sarif, the_rules_are_the_catalogue) {
  const Json run = run_of(sample::result());
  const Json& driver = run.at("tool").at("driver");
  EXPECT_EQ(driver.at("name"), "uavt-sync");
  const Json& rules = driver.at("rules");
  ASSERT_EQ(rules.size(), sync::rule_catalogue().size());
  for (const Json& result : run.at("results")) {
    const Json& rule = rules.at(result.at("ruleIndex").get<std::size_t>());
    EXPECT_EQ(rule.at("id"), result.at("ruleId"));
    EXPECT_FALSE(rule.contains("helpUri"));
  }
  const auto& key_04 = sync::info(sync::Rule::key_04);
  const Json& shown = rules.at(static_cast<std::size_t>(sync::Rule::key_04));
  EXPECT_EQ(shown.at("shortDescription").at("text"), key_04.title_tr);
  EXPECT_EQ(shown.at("fullDescription").at("text"), key_04.why_tr);
  EXPECT_EQ(shown.at("defaultConfiguration").at("level"), "error");
}

TEST(report_sarif, a_result_says_all_of_its_finding) {
  const Json run = run_of(sample::result());
  const Json& door = with_fingerprint(run, "f1");
  EXPECT_EQ(door.at("ruleId"), "KEY-04");
  EXPECT_EQ(door.at("level"), "error");
  EXPECT_EQ(door.at("message").at("text"), message(sample::dangling_door(), Language::tr));
  EXPECT_EQ(door.at("properties").at("mahalle_kodu"), "40123");
  EXPECT_EQ(door.at("properties").at("attribute"), "csbm_kodu");
  EXPECT_EQ(door.at("properties").at("correction"), sync::info(sync::Rule::key_04).correct_tr);
  ASSERT_EQ(door.at("locations").size(), 1U);
  const Json& place = door.at("locations").at(0);
  const Json& artifact = place.at("physicalLocation").at("artifactLocation");
  EXPECT_EQ(artifact.at("uri"), "veri/gelen/NUMARATAJ.shp");
  EXPECT_EQ(run.at("originalUriBaseIds").at(artifact.at("uriBaseId")).at("uri"), "file:///");
  EXPECT_EQ(place.at("logicalLocations").at(0).at("name"), "77001");
  EXPECT_EQ(place.at("logicalLocations").at(0).at("fullyQualifiedName"), "cbs/numarataj/77001");
  EXPECT_EQ(place.at("properties"),
            Json::parse(R"({"register":"cbs","layer":"numarataj","key":"77001",
                            "source":"numarataj","file":"NUMARATAJ.shp","record":12})"));
}

TEST(report_sarif, states_are_measured_against_the_night_before) {
  const Json run = run_of(sample::result());
  const std::map<std::string, std::string> expected = {{"f1", "new"}, {"f2", "unchanged"},
                                                       {"f3", "new"}, {"f4", "absent"},
                                                       {"f5", "new"}, {"f6", "unchanged"}};
  ASSERT_EQ(run.at("results").size(), expected.size());
  for (const auto& [fingerprint, state] : expected) {
    const Json& result = with_fingerprint(run, fingerprint);
    EXPECT_EQ(result.at("baselineState"), state) << fingerprint;
    EXPECT_EQ(result.at("suppressions").size(), fingerprint == "f6" ? 1U : 0U) << fingerprint;
  }
  EXPECT_EQ(with_fingerprint(run, "f6").at("suppressions").at(0),
            Json::parse(R"({"kind":"external","status":"accepted","justification":)"
                        R"("=Yol \"iptal\" edilecek; {0} [x](y)␛[1m · Ayşe <Yılmaz> · )"
                        R"(31.01.2027 tarihine kadar"})"));
  EXPECT_EQ(with_fingerprint(run, "f2").at("level"), "note");
  EXPECT_EQ(with_fingerprint(run, "f5").at("properties").at("state"), "reopened");
}

// A rule waived in a mahalle covers what is found there for the first time.
TEST(report_sarif, what_is_waived_may_be_new) {
  sync::Result result = sample::result();
  result.findings.at(0).first_run = sample::run().number;
  ASSERT_EQ(result.findings.at(0).fingerprint, "f6");
  EXPECT_EQ(with_fingerprint(run_of(result), "f6").at("baselineState"), "new");
}

TEST(report_sarif, every_row_is_a_location) {
  const Json run = run_of(sample::result());
  EXPECT_EQ(with_fingerprint(run, "f2").at("locations").size(), 3U);  // grouped: all to correct
  const Json& twice = with_fingerprint(run, "f5");
  EXPECT_EQ(twice.at("locations").size(), 1U);
  ASSERT_EQ(twice.at("relatedLocations").size(), 2U);
  EXPECT_EQ(twice.at("relatedLocations").at(0).at("properties").at("record"), 14);
  const Json& placeless = with_fingerprint(run, "f6");
  EXPECT_FALSE(placeless.contains("locations"));
  EXPECT_FALSE(placeless.contains("relatedLocations"));
}

TEST(report_sarif, values_become_no_placeholder_no_link_and_no_other_path) {
  sync::Finding hostile = sample::dangling_door();
  hostile.arguments[1].second = std::string("{0} [buraya](http://kotu) \x1b[1m\"\n\xE2\x80\xAE");
  sync::Settings settings = sample::settings();
  settings.sources[0].path = "gelen/../a b/ş:#%.shp";
  sync::Result result = only(hostile);
  result.sources[0].path = settings.sources[0].path;
  const Json log = Json::parse(sarif(json(sample::run(), result, settings), Language::tr));
  const Json& told = log.at("runs").at(0).at("results").at(0);
  const auto text = told.at("message").at("text").get<std::string>();
  EXPECT_THAT(text, HasSubstr("{{0}} [buraya\\](http://kotu)"));
  EXPECT_THAT(text, HasSubstr("␛[1m\"␊<U+202E>"));
  const Json& artifact = told.at("locations").at(0).at("physicalLocation").at("artifactLocation");
  EXPECT_EQ(artifact.at("uri"), "a%20b/%C5%9F%3A%23%25.shp");
  EXPECT_FALSE(artifact.contains("uriBaseId"));
}

TEST(report_sarif, a_source_that_is_configured_no_more_still_has_its_file) {
  sync::Result result = sample::result();
  result.sources.clear();
  const Json run = run_of(result);
  const Json& location = with_fingerprint(run, "f1").at("locations").at(0);
  EXPECT_EQ(location.at("physicalLocation").at("artifactLocation").at("uri"), "NUMARATAJ.shp");
}

TEST(report_sarif, english_says_english) {
  const Json run = run_of(sample::result(), Language::en);
  EXPECT_EQ(run.at("language"), "en");
  const Json& door = with_fingerprint(run, "f1");
  EXPECT_EQ(door.at("message").at("text"), message(sample::dangling_door(), Language::en));
  EXPECT_EQ(door.at("properties").at("correction"), sync::info(sync::Rule::key_04).correct_en);
}

TEST(report_sarif, a_rule_of_another_version_has_no_index) {
  std::string report = json(sample::run(), only(sample::dangling_door()), sample::settings());
  report.replace(report.find("\"KEY-04\""), 8, "\"ZZZ-99\"");
  const Json log = Json::parse(sarif(report, Language::tr));
  const Json& result = log.at("runs").at(0).at("results").at(0);
  EXPECT_EQ(result.at("ruleId"), "ZZZ-99");
  EXPECT_FALSE(result.contains("ruleIndex"));
}

TEST(report_sarif, what_is_no_report_is_refused) {
  for (const char* text : {"", "{}", "[]", R"({"run":1,"result":[]})"}) {
    EXPECT_THROW(static_cast<void>(sarif(text, Language::tr)), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace uavt::report
