#include "report/finding_list.hpp"

#include "report/report.hpp"
#include "sample_result.hpp"
#include "sync/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace uavt::report {
namespace {

using nlohmann::json;
using sync::Language;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> findings() {
  std::vector<std::string> all;
  for (const sync::Finding& finding : sample::result().findings) {
    all.push_back(report::json(finding, sample::settings()));
  }
  return all;
}

std::vector<std::string> fingerprints(const FindingFilter& filter) {
  std::vector<std::string> listed;
  for (const json& each : json::parse(finding_list_json(findings(), filter))) {
    listed.push_back(each.at("fingerprint"));
  }
  return listed;
}

TEST(report_lists, findings_are_filtered_worst_first) {
  using List = std::vector<std::string>;
  EXPECT_EQ(fingerprints({}), (List{"f5", "f1", "f3", "f6", "f2"}));
  EXPECT_EQ(fingerprints({.rules = {"KEY-01", "KEY-03"}}), (List{"f5", "f2"}));
  EXPECT_EQ(fingerprints({.severities = {"info"}}), List{"f2"});
  EXPECT_EQ(fingerprints({.states = {"waived"}}), List{"f6"});
  EXPECT_EQ(fingerprints({.mahalle = {40123}}), (List{"f5", "f1", "f3"}));
  EXPECT_EQ(fingerprints({.rules = {"KEY-01"}, .mahalle = {1}}), List{});
  EXPECT_THROW(static_cast<void>(finding_list(std::vector<std::string>{"{}"}, {}, Language::tr)),
               std::invalid_argument);
}

TEST(report_lists, a_finding_is_one_line_and_nothing_in_it_is_obeyed) {
  const std::string list = finding_list(findings(), {}, Language::tr);
  EXPECT_THAT(list, HasSubstr("f5  HATA  KEY-01  yeniden açılan  40123  CBS · Numarataj · 77001: "));
  EXPECT_THAT(list, Not(HasSubstr("\x1b")));
  EXPECT_THAT(list, testing::EndsWith("\n5 bulgu\n"));
  EXPECT_EQ(std::ranges::count(list, '\n'), 6);
  EXPECT_EQ(finding_list({}, {}, Language::en), "0 findings\n");
}

TEST(report_lists, waivers_say_their_state) {
  std::vector<sync::GivenWaiver> given(3, {sample::waiver(), 1});
  given[1].waiver.fingerprint.clear();
  given[1].waiver.rule = sync::Rule::key_01;
  given[1].waiver.mahalle_kodu = 10123;
  given[1].waiver.until = *sync::days_of(2026, 1, 1);
  given[2].waiver.withdrawn = *sync::days_of(2026, 12, 1);
  const std::int64_t day = *sync::days_of(2027, 1, 31);
  const std::string list = waiver_list(given, day, Language::tr);
  EXPECT_THAT(list, HasSubstr("     3  geçerli       31.01.2027  f6  1 bulgu  Ayşe <Yılmaz>: =Yol"));
  EXPECT_THAT(list, HasSubstr("süresi doldu  01.01.2026  KEY-01, mahalle 10123"));
  EXPECT_THAT(list, HasSubstr("geri alındı"));
  EXPECT_THAT(list, Not(HasSubstr("\x1b")));
  EXPECT_THAT(waiver_list(given, day + 1, Language::en), Not(HasSubstr("in force")));
  const json told = json::parse(waiver_list_json(given, day));
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].at("state"), "in_force");
  EXPECT_EQ(told[0].at("reason"), sample::waiver().reason);
  EXPECT_EQ(told[1].at("scope"), "rule_mahalle");
  EXPECT_EQ(told[1].at("fingerprint"), nullptr);
  EXPECT_EQ(told[2].at("withdrawn"), "2026-12-01");
  EXPECT_EQ(json::parse(waiver_list_json({}, day)), json::array());
}

}  // namespace
}  // namespace uavt::report
