#include "report/report.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace uavt::report {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> keys(const Json& json) {
  std::vector<std::string> names;
  for (const auto& [name, value] : json.items()) names.push_back(name);
  return names;
}

Json parsed(const sync::Result& result) {
  return Json::parse(json(sample::run(), result, sample::settings()));
}

TEST(report_json, has_the_documented_frame) {
  const Json report = parsed(sample::result());
  EXPECT_THAT(keys(report), ElementsAre("schema", "run", "result"));
  EXPECT_EQ(report["schema"], 1);
  EXPECT_EQ(report["run"]["number"], 42);
  EXPECT_THAT(report["run"]["reused_sources"], ElementsAre("uavt"));
  EXPECT_EQ(report["result"]["sources"].size(), 2);
  EXPECT_EQ(report["result"]["sources"][0]["as_of"], "2026-11-01");
  EXPECT_EQ(report["result"]["sources"][0]["crs"]["accuracy_m"], 3);
  EXPECT_TRUE(report["result"]["sources"][1]["crs"].is_null());
  EXPECT_EQ(report["result"]["layers"][1]["presence"]["yalniz_cbs"], 200);
  EXPECT_EQ(report["result"]["findings"].size(), 6);
  for (const char* later : {"causes", "held", "events", "worklist", "quality"}) {
    EXPECT_EQ(report["result"][later], Json::array()) << later;
  }
}

TEST(report_json, parameters_in_force_are_the_runs_not_the_results) {
  EXPECT_EQ(parsed(sample::result())["run"]["rule_parameters"],
            Json::parse(R"({"CRS-06": {"limit_m": 0.25}})"));
  sync::RunInfo usual = sample::run();
  usual.parameters.clear();
  const sync::Settings settings = sample::settings();
  const Json report = Json::parse(json(usual, sample::result(), settings));
  EXPECT_EQ(report["run"]["rule_parameters"], Json::object());
  EXPECT_EQ(report["result"], parsed(sample::result())["result"]);

  // Those that are the catalogue's are not told, whoever wrote them down.
  sync::Settings set = settings;
  const double usual_limit = set.parameter(sync::Rule::crs_06, "limit_m");
  EXPECT_TRUE(set.parameters_in_force().empty());
  set.rules[static_cast<std::size_t>(sync::Rule::crs_06)].parameters["limit_m"] = usual_limit;
  EXPECT_TRUE(set.parameters_in_force().empty());
  set.rules[static_cast<std::size_t>(sync::Rule::crs_06)].parameters["limit_m"] = usual_limit + 1;
  ASSERT_EQ(set.parameters_in_force().size(), 1U);
  EXPECT_EQ(set.parameters_in_force()[0].rule, sync::Rule::crs_06);
  EXPECT_EQ(set.parameters_in_force()[0].name, "limit_m");
  EXPECT_EQ(set.parameters_in_force()[0].value, usual_limit + 1);
}

TEST(report_json, row_account_adds_up) {
  const Json report = parsed(sample::result());
  for (const Json& source : report["result"]["sources"]) {
    std::uint64_t sum = 0;
    for (const auto& [fate, count] : source["rows"].items()) sum += count.get<std::uint64_t>();
    EXPECT_EQ(sum, source["rows_read"].get<std::uint64_t>());
  }
}

TEST(report_json, a_finding_says_everything) {
  const Json finding = Json::parse(json(sample::dangling_door(), sample::settings()));
  EXPECT_THAT(keys(finding),
              ElementsAre("fingerprint", "origin", "rule", "severity", "register", "layer", "key",
                          "attribute", "related", "mahalle_kodu", "point", "message", "arguments",
                          "evidence", "state", "first_run", "cause"));
  EXPECT_EQ(finding["origin"].dump(),
            R"({"source":"numarataj","file":"NUMARATAJ.shp","row":12})");
  EXPECT_EQ(finding["point"].dump(),
            R"({"x":512345.679,"y":4081234,"lon":30.6371235,"lat":36.861})");
  EXPECT_EQ(finding["mahalle_kodu"], 40123);
  EXPECT_EQ(finding["evidence"]["distance_m"], 12.345679);
  EXPECT_EQ(finding["state"], "new");
  EXPECT_TRUE(finding["cause"].is_null());
}

TEST(report_json, a_glob_source_names_no_file) {
  sync::Finding finding = sample::dangling_door();
  finding.subjects.front().origin = {.source = 1, .row = 3};
  const Json origin = Json::parse(json(finding, sample::settings()))["origin"];
  EXPECT_EQ(origin.dump(), R"({"source":"uavt","row":3})");
}

TEST(report_json, a_grouped_finding_lists_every_row) {
  const Json finding = Json::parse(json(sample::codeless_buildings(5000), sample::settings()));
  EXPECT_EQ(finding["rows"].size(), 5000);
  EXPECT_TRUE(finding["key"].is_null());
  EXPECT_TRUE(finding["origin"].is_null());
  EXPECT_EQ(finding["message"]["tr"],
            "Bina: 5.000 kayıtta yapi_kodu yok, içerikle eşleştirilir.");
  EXPECT_TRUE(std::ranges::is_sorted(finding["rows"], {}, [](const Json& row) {
    return row["key"].get<std::string>();
  }));
}

TEST(report_json, related_rows_keep_their_place) {
  const Json finding = parsed(sample::result())["result"]["findings"][1];
  ASSERT_EQ(finding["related"].size(), 2);
  EXPECT_EQ(finding["related"][0]["origin"]["row"], 14);
  EXPECT_EQ(finding["related"][1]["origin"]["row"], 90);
}

TEST(report_json, not_a_number_and_broken_bytes_do_not_stop_it) {
  sync::Finding finding = sample::dangling_door();
  finding.point = geo::Point{std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::infinity()};
  finding.evidence = {{"share", std::numeric_limits<double>::quiet_NaN()}, {"zero", -0.0},
                      {"text", std::string("a\xff\xfe")}};
  finding.subjects.front().key = "\xc3";
  const Json json_finding = Json::parse(json(finding, sample::settings()));
  EXPECT_TRUE(json_finding["point"]["x"].is_null());
  EXPECT_TRUE(json_finding["point"]["y"].is_null());
  EXPECT_TRUE(json_finding["evidence"]["share"].is_null());
  EXPECT_EQ(json_finding["evidence"]["zero"].dump(), "0");
  EXPECT_EQ(json_finding["evidence"]["text"], "a\uFFFD\uFFFD");
}

TEST(report_json, text_is_escaped_as_json_wants) {
  std::string all;
  for (char c = 1; c > 0; ++c) all += c;
  all += std::string(1, '\0') + "İıŞ\U0001F600\u2028";
  sync::Finding finding = sample::dangling_door();
  finding.evidence = {{"text", all}, {"text", std::string("a second of the same name")}};
  EXPECT_EQ(Json::parse(json(finding, sample::settings()))["evidence"]["text"], all);
}

TEST(report_json, a_past_run_has_the_same_bytes) {
  const sync::Settings settings = sample::settings();
  sync::Result result = sample::result();
  result.quality = {{sync::Layer::door, std::nullopt, sync::Measure::domain, 3, 40},
                    {sync::Layer::door, 40123, sync::Measure::domain, 2, 0}};
  sync::RunInfo run = sample::run();
  run.trend = {{40, "2026-11-18T23:00:00Z", ""},
               {41, "2026-11-19T23:00:00Z", R"({"GEO":{"open":3,"new":1,"fixed":0}})"}};
  const Past past{result.quality, run.trend};
  std::vector<std::string> findings;
  for (const auto& finding : result.findings) findings.push_back(json(finding, settings));
  sync::Finding fixed = sample::dangling_door();
  fixed.fingerprint = "f4";
  fixed.first_run = 41;
  fixed.state = sync::FindingState::fixed;
  findings.push_back(json(fixed, settings));
  const std::string kept = summary(run, result, settings);
  const std::string whole = json(run, result, settings);
  EXPECT_EQ(assemble(kept, findings, past), whole);
  // As a database that writes JSON its own way may hand it back.
  EXPECT_EQ(assemble(Json::parse(kept).dump(2), findings, past), whole);
  const Json told = Json::parse(whole);
  ASSERT_EQ(told["run"]["trend"].size(), 1U) << "a run nobody counted has no place in a trend";
  EXPECT_EQ(told["run"]["trend"][0]["groups"]["GEO"]["open"], 3);
  EXPECT_EQ(told["result"]["quality"][0]["value"], 0.075);
  EXPECT_TRUE(told["result"]["quality"][0]["mahalle_kodu"].is_null());
  EXPECT_EQ(told["result"]["quality"][1]["value"], 0) << "nothing of nothing";
  EXPECT_EQ(Json::parse(assemble(kept, {}))["result"]["findings"], Json::array());
  EXPECT_THROW(static_cast<void>(assemble("{}", {})), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(assemble("", {})), std::invalid_argument);
}

TEST(report_json, canonical_result_leaves_out_where_in_which_file) {
  const sync::Settings settings = sample::settings();
  const sync::Result result = sample::result();
  sync::Result other = result;
  other.sources[0].digest = "another file, same content";
  other.sources[1].reused = false;
  for (sync::Finding& finding : other.findings) {
    for (sync::Subject& subject : finding.subjects) subject.origin.row += 1000;
  }
  std::ranges::reverse(other.findings.back().subjects);
  EXPECT_EQ(canonical_result(result, settings), canonical_result(other, settings));
  EXPECT_NE(json(sample::run(), result, settings), json(sample::run(), other, settings));
  EXPECT_THAT(canonical_result(result, settings), Not(HasSubstr("\"origin\"")));
  EXPECT_THAT(canonical_result(result, settings), Not(HasSubstr("\"digest\"")));

  other.findings.front().state = sync::FindingState::persisting;
  EXPECT_NE(canonical_result(result, settings), canonical_result(other, settings));
}

TEST(report_json, a_finding_told_as_it_was_stored_reads_like_any_other) {
  const sync::Settings settings = sample::settings();
  const sync::Result result = sample::result();
  for (sync::Finding finding : result.findings) {
    sync::Result found;
    sync::Result kept;
    kept.kept = {{.json = json(finding, settings), .state = sync::FindingState::fixed}};
    finding.state = sync::FindingState::fixed;
    found.findings = {finding};
    EXPECT_EQ(json(sample::run(), kept, settings), json(sample::run(), found, settings));
    EXPECT_EQ(canonical_result(kept, settings), canonical_result(found, settings));
  }
  sync::Result broken;
  broken.kept = {{.json = "{\"rule\":", .state = sync::FindingState::fixed}};
  EXPECT_THROW(static_cast<void>(json(sample::run(), broken, settings)), std::invalid_argument);
}

TEST(report_json, an_unreadable_row_is_the_same_in_another_order) {
  sync::Finding finding;
  finding.rule = sync::Rule::src_02;
  finding.severity = sync::Severity::error;
  finding.arguments = {{"row", std::int64_t{5}}, {"reason", std::string("bozuk WKB")}};
  sync::Finding moved = finding;
  moved.arguments.front().second = std::int64_t{6};
  EXPECT_EQ(content(finding, sample::settings()), content(moved, sample::settings()));
}

TEST(report_json, content_is_what_must_be_written_again) {
  const sync::Settings settings = sample::settings();
  const sync::Finding finding = sample::dangling_door();
  sync::Finding later = finding;
  later.state = sync::FindingState::persisting;
  later.first_run = 41;
  later.subjects.front().origin.row = 99;
  EXPECT_EQ(content(finding, settings), content(later, settings));
  later.evidence.front().second = 13.0;
  EXPECT_NE(content(finding, settings), content(later, settings));
}

}  // namespace
}  // namespace uavt::report
