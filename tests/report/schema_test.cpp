// The output keeps docs/report.schema.json. The checker knows the words of JSON Schema that this
// schema uses, and refuses any other, so that no part of the schema goes unchecked.
#include "report/correction_json.hpp"
#include "report/report.hpp"
#include "sample_result.hpp"
#include "built_here.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <limits>
#include <regex>

namespace uavt::report {
namespace {

using Json = nlohmann::ordered_json;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class Schema {
 public:
  explicit Schema(Json root) : root_(std::move(root)) {}

  [[nodiscard]] std::vector<std::string> problems(const Json& value) {
    problems_.clear();
    check(root_, value, "$");
    return problems_;
  }

 private:
  void fail(const std::string& path, const std::string& what) {
    problems_.push_back(path + ": " + what);
  }

  static bool is_a(const std::string& type, const Json& value) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }

  void check_type(const Json& types, const Json& value, const std::string& path) {
    const Json list = types.is_array() ? types : Json::array({types});
    const bool any = std::ranges::any_of(
        list, [&](const Json& type) { return is_a(type.get<std::string>(), value); });
    if (!any) fail(path, "is " + std::string(value.type_name()) + ", not " + types.dump());
  }

  void check_object(const Json& schema, const Json& value, const std::string& path) {
    if (!value.is_object()) return;
    for (const Json& name : schema.value("required", Json::array())) {
      if (!value.contains(name.get<std::string>())) fail(path, "lacks " + name.dump());
    }
    const Json properties = schema.value("properties", Json::object());
    const Json others = schema.value("additionalProperties", Json(true));
    for (const auto& [name, member] : value.items()) {
      const std::string inner = path + "." + name;
      if (properties.contains(name)) {
        check(properties[name], member, inner);
      } else if (others.is_object()) {
        check(others, member, inner);
      } else if (!others.get<bool>()) {
        fail(inner, "is unknown to the schema");
      }
    }
  }

  void check(const Json& schema, const Json& value, const std::string& path) {
    for (const auto& [word, rule] : schema.items()) {
      if (word == "type") {
        check_type(rule, value, path);
      } else if (word == "const") {
        if (value != rule) fail(path, "is not " + rule.dump());
      } else if (word == "enum") {
        if (std::ranges::find(rule, value) == rule.end()) fail(path, "is none of " + rule.dump());
      } else if (word == "minimum") {
        if (value.is_number() && value < rule) fail(path, "is under " + rule.dump());
      } else if (word == "pattern") {
        // As JSON Schema has it: what is no string has no pattern.
        if (value.is_string() &&
            !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()))) {
          fail(path, "is not of " + rule.dump());
        }
      } else if (word == "items") {
        for (std::size_t i = 0; i < value.size(); ++i) {
          check(rule, value[i], path + "[" + std::to_string(i) + "]");
        }
      } else if (word == "$ref") {
        const std::string name = rule.get<std::string>();
        ASSERT_EQ(name.rfind("#/$defs/", 0), 0u) << name;
        check(root_.at("$defs").at(name.substr(8)), value, path);
      } else {
        static const std::vector<std::string> elsewhere = {
            "$schema", "$id", "title", "description", "$defs", "required", "properties",
            "additionalProperties"};
        EXPECT_THAT(elsewhere, Contains(word)) << "the checker does not know this word";
      }
    }
    check_object(schema, value, path);
  }

  Json root_;
  std::vector<std::string> problems_;
};

Schema schema() {
  std::ifstream file(UAVT_SOURCE_DIR "/docs/report.schema.json");
  return Schema(Json::parse(file));
}

Json report_of(const sync::Result& result) {
  return Json::parse(json(sample::run(), result, sample::settings()));
}

/// Every kind of cause, every measure, a month of trend.
TEST(report_schema, causes_quality_and_trend_keep_it) {
  sync::Result result = sample::result();
  for (std::size_t kind = 0; kind < sync::cause_kind_count; ++kind) {
    sync::Cause cause;
    cause.kind = static_cast<sync::CauseKind>(kind);
    cause.id = sync::name(cause.kind);
    cause.count = 5;
    cause.rules = {sync::Rule::mod_04};
    cause.evidence = {{"value", std::string("x")}, {"rows", std::int64_t{5}}, {"share", 0.9}};
    result.causes.push_back(cause);
  }
  for (std::size_t measure = 0; measure < sync::measure_count; ++measure) {
    result.quality.push_back(
        {sync::Layer::door, std::nullopt, static_cast<sync::Measure>(measure), 1, 2});
  }
  result.quality.push_back({sync::Layer::unit, 101, sync::Measure::domain, 1, 2});
  sync::RunInfo run = sample::run();
  run.trend = {{41, "2026-11-19T23:00:00Z", group_counts(result)}};
  EXPECT_THAT(schema().problems(Json::parse(json(run, result, sample::settings()))), IsEmpty());
}

TEST(report_schema, a_full_report_keeps_it) {
  EXPECT_THAT(schema().problems(report_of(sample::result())), IsEmpty());
}

TEST(report_schema, corrections_keep_it) {
  sync::Result result = sample::result();
  sync::WorkItem item;
  item.key = "#7";
  item.fingerprint = "i1";
  result.worklist = {{correction(item), 1, item.list, sync::ItemState::open, 1, 0, "a"}};
  item.record.mahalle_kodu = 40123;
  item.key = "77\xff";
  item.point = geo::Point{std::numeric_limits<double>::quiet_NaN(), 1e300};
  result.worklist.push_back(
      {correction(item), 2, item.list, sync::ItemState::closed, 1, 3, "b"});
  EXPECT_THAT(schema().problems(report_of(result)), IsEmpty());
}

TEST(report_schema, an_empty_result_keeps_it) {
  EXPECT_THAT(schema().problems(Json::parse(
                  json(sync::RunInfo{}, sync::Result{}, sync::Settings{}))),
              IsEmpty());
}

TEST(report_schema, a_broken_finding_keeps_it) {
  constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
  sync::Result result;
  sync::Finding finding;
  finding.subjects.resize(2);
  finding.subjects[1].origin = {.source = 7, .row = 1};
  finding.evidence = {{"share", not_a_number}};
  finding.point = geo::Point{not_a_number, 1e300};
  result.findings = {finding, sync::Finding{}};
  EXPECT_THAT(schema().problems(report_of(result)), IsEmpty());
}

TEST(report_schema, the_checker_sees_what_is_wrong) {
  const Json whole = report_of(sample::result());
  const auto problem_after = [&](auto&& change) {
    Json report = whole;
    change(report);
    return schema().problems(report);
  };
  EXPECT_THAT(problem_after([](Json& r) { r["result"].erase("verdict"); }),
              Contains(HasSubstr("lacks \"verdict\"")));
  EXPECT_THAT(problem_after([](Json& r) { r["result"]["findings"][0]["extra"] = 1; }),
              Contains(HasSubstr("extra: is unknown")));
  EXPECT_THAT(problem_after([](Json& r) { r["result"]["findings"][0]["state"] = "gone"; }),
              Contains(HasSubstr("is none of")));
  EXPECT_THAT(problem_after([](Json& r) { r["run"]["number"] = "42"; }),
              Contains(HasSubstr("is string")));
  EXPECT_THAT(problem_after([](Json& r) { r["result"]["sources"][0]["rows_read"] = -1; }),
              Contains(HasSubstr("is under")));
  EXPECT_THAT(problem_after([](Json& r) { r["result"]["findings"][0]["rule"] = "KEY1"; }),
              Contains(HasSubstr("is not of")));
  EXPECT_THAT(problem_after([](Json& r) { r["result"]["findings"][0]["layer"] = "ev"; }),
              Contains(HasSubstr("is not of")));
  EXPECT_THAT(problem_after([](Json& r) { r["result"]["findings"][0]["layer"] = "tucbs.Bina"; }),
              IsEmpty());
}

}  // namespace
}  // namespace uavt::report
