// The catalogue against its own contract: complete, in order, in two languages, and no template may
// ask for an argument that sync/rule.hpp does not name for its rule.
#include "sync/rule.hpp"
#include "built_here.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace uavt::sync {
namespace {

using testing::IsSubsetOf;
using testing::UnorderedElementsAre;

std::set<std::string> placeholders(std::string_view pattern) {
  std::set<std::string> names;
  const std::string text(pattern);
  const std::regex placeholder(R"(\{([a-z0-9_]+)\})");
  for (std::sregex_iterator at(text.begin(), text.end(), placeholder), end; at != end; ++at) {
    names.insert((*at)[1]);
  }
  return names;
}

/// The arguments documented beside each enumerator: "src_07" → {parent, code, …}.
std::map<std::string, std::set<std::string>> documented_arguments() {
  std::ifstream header(UAVT_SOURCE_DIR "/sync/rule.hpp");
  EXPECT_TRUE(header.is_open());
  std::map<std::string, std::set<std::string>> documented;
  const std::regex enumerator(R"(^\s+([a-z]{3}_[0-9]{2}),\s+///< (.*)$)");
  const std::regex remark(R"(\([^)]*\))");
  const std::regex word(R"([a-z][a-z0-9_]*)");
  for (std::string line; std::getline(header, line);) {
    std::smatch found;
    if (!std::regex_match(line, found, enumerator)) continue;
    const std::string names = std::regex_replace(found[2].str(), remark, "");
    auto& into = documented[found[1]];
    for (std::sregex_iterator at(names.begin(), names.end(), word), end; at != end; ++at) {
      into.insert(at->str());
    }
  }
  return documented;
}

/// "KEY-01" → "key_01".
std::string enumerator_of(std::string_view id) {
  std::string text(id);
  for (char& c : text) {
    if (c == '-') c = '_';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::set<std::string> ids_where(bool RuleInfo::* flag) {
  std::set<std::string> ids;
  for (const RuleInfo& rule : rule_catalogue()) {
    if (rule.*flag) ids.emplace(rule.id);
  }
  return ids;
}

TEST(rule_catalogue, has_every_rule_in_order) {
  const auto rules = rule_catalogue();
  ASSERT_EQ(rules.size(), rule_count);
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(rules[i].rule), i) << rules[i].id;
    EXPECT_TRUE(ids.insert(rules[i].id).second) << rules[i].id;
    EXPECT_EQ(&info(rules[i].rule), &rules[i]);
    EXPECT_EQ(rule_named(rules[i].id), rules[i].rule);
  }
  EXPECT_EQ(rule_named("KEY-99"), std::nullopt);
  EXPECT_EQ(rule_named(""), std::nullopt);
}

TEST(rule_catalogue, ids_are_the_enumerators) {
  const auto documented = documented_arguments();
  EXPECT_EQ(documented.size(), rule_count);
  for (const RuleInfo& rule : rule_catalogue()) {
    EXPECT_TRUE(documented.contains(enumerator_of(rule.id))) << rule.id;
  }
}

TEST(rule_catalogue, every_text_is_there_in_both_languages) {
  for (const RuleInfo& rule : rule_catalogue()) {
    SCOPED_TRACE(rule.id);
    for (const std::string_view text :
         {rule.title_tr, rule.title_en, rule.message_tr, rule.message_en, rule.why_tr, rule.why_en,
          rule.correct_tr, rule.correct_en, rule.prevent_tr, rule.prevent_en, rule.iso19157,
          rule.source}) {
      EXPECT_FALSE(text.empty());
      EXPECT_EQ(text.find("  "), text.npos) << text;
    }
    EXPECT_NE(rule.title_tr, rule.title_en);
    EXPECT_EQ(rule.grouped_tr.empty(), !rule.grouped_above_share);
    EXPECT_EQ(rule.grouped_en.empty(), !rule.grouped_above_share);
    for (const std::string_view sentence : {rule.why_tr, rule.why_en, rule.correct_tr,
                                            rule.correct_en, rule.prevent_tr, rule.prevent_en}) {
      EXPECT_EQ(sentence.back(), '.') << sentence;
    }
  }
}

TEST(rule_catalogue, templates_ask_only_for_documented_arguments) {
  const auto documented = documented_arguments();
  for (const RuleInfo& rule : rule_catalogue()) {
    SCOPED_TRACE(rule.id);
    std::set<std::string> allowed = documented.at(enumerator_of(rule.id));
    allowed.insert({"layer", "key"});
    EXPECT_THAT(placeholders(rule.message_tr), IsSubsetOf(allowed));
    EXPECT_EQ(placeholders(rule.message_tr), placeholders(rule.message_en));
    allowed.insert({"count", "column"});
    EXPECT_THAT(placeholders(rule.grouped_tr), IsSubsetOf(allowed));
    EXPECT_EQ(placeholders(rule.grouped_tr), placeholders(rule.grouped_en));
  }
}

TEST(rule_catalogue, braces_are_only_placeholders) {
  for (const RuleInfo& rule : rule_catalogue()) {
    for (const std::string_view text :
         {rule.message_tr, rule.message_en, rule.grouped_tr, rule.grouped_en}) {
      const std::regex placeholder(R"(\{[a-z0-9_]+\})");
      const std::string bare = std::regex_replace(std::string(text), placeholder, "");
      EXPECT_EQ(bare.find_first_of("{}"), bare.npos) << rule.id << ": " << text;
    }
  }
}

TEST(rule_catalogue, flags_are_those_of_the_catalogue_page) {
  EXPECT_THAT(ids_where(&RuleInfo::quarantines),
              UnorderedElementsAre("SRC-02", "CRS-05", "GEO-01", "GEO-02", "GEO-03", "GEO-04",
                                   "GEO-05", "GEO-06", "GEO-14", "KEY-01"));
  EXPECT_THAT(ids_where(&RuleInfo::repairs),
              UnorderedElementsAre("GEO-04", "GEO-05", "GEO-06", "GEO-07", "KEY-06", "MOD-09"));
  EXPECT_THAT(ids_where(&RuleInfo::grouped_above_share),
              UnorderedElementsAre("KEY-03", "KEY-06", "GEO-07", "GEO-11", "CRS-05", "MOD-09",
                                   "UAV-11"));
}

TEST(rule_catalogue, severities_are_those_of_the_catalogue_page) {
  std::map<Severity, std::set<std::string>> by_severity;
  for (const RuleInfo& rule : rule_catalogue()) by_severity[rule.severity].emplace(rule.id);
  EXPECT_THAT(by_severity[Severity::info],
              UnorderedElementsAre("SRC-04", "SRC-06", "GEO-07", "GEO-11", "KEY-03", "KEY-06",
                                   "KEY-08", "MOD-06", "TOP-10", "TOP-12", "NUM-05", "NUM-07",
                                   "NUM-08", "UAV-09"));
  EXPECT_THAT(by_severity[Severity::warning],
              UnorderedElementsAre("SRC-03", "SRC-05", "KEY-05", "KEY-07", "GEO-08", "GEO-09", "GEO-10",
                                   "GEO-12", "GEO-13", "MOD-05", "MOD-09", "MOD-10", "MOD-11",
                                   "TOP-02", "TOP-03", "TOP-04", "TOP-05", "TOP-06", "TOP-07",
                                   "TOP-08", "TOP-09", "TOP-11", "TOP-13", "TOP-14", "PAR-01",
                                   "PAR-02", "NUM-02", "NUM-03", "NUM-04", "NUM-06", "NUM-11",
                                   "NUM-12", "UAV-01", "UAV-02", "UAV-03", "UAV-04", "UAV-06",
                                   "UAV-08", "UAV-11", "KVK-02"));
  EXPECT_EQ(by_severity[Severity::error].size(), rule_count - 14 - 40);
}

TEST(rule_catalogue, parameters_have_their_documented_defaults) {
  std::map<std::string, double> values;
  for (const RuleInfo& rule : rule_catalogue()) {
    for (const RuleParameter& parameter : rule.parameters) {
      EXPECT_FALSE(parameter.unit.empty());
      values[std::string(rule.id) + "." + std::string(parameter.name)] = parameter.value;
    }
  }
  const std::map<std::string, double> expected = {
      {"CRS-05.distance_m", 500},   {"CRS-06.limit_m", 3},       {"GEO-08.angle_deg", 1},
      {"GEO-08.leg_m", 1},          {"GEO-09.building_m2", 1},   {"GEO-09.parcel_m2", 1},
      {"GEO-09.line_m", 0.1},       {"GEO-10.area_m2", 1e5},     {"GEO-14.share", 0.01},
      {"SRC-06.cbs_days", 14},      {"SRC-06.uavt_days", 45},    {"KEY-07.share", 0.5},
      {"MOD-11.share", 0.05},       {"KEY-05.distance_m", 20},   {"KEY-08.share", 0.05},
      {"KEY-09.share", 0.02},
      {"TOP-01.error_share", 0.2},  {"TOP-01.error_m2", 10},     {"TOP-01.area_m2", 2},
      {"TOP-01.width_m", 0.5},      {"TOP-02.tolerance_m", 10},  {"TOP-03.distance_m", 5},
      {"TOP-03.share", 0.1},        {"TOP-03.area_m2", 2},       {"TOP-04.distance_m", 10},
      {"TOP-04.error_m", 50},       {"TOP-05.area_m2", 100},     {"TOP-05.width_m", 1},
      {"TOP-06.area_m2", 100},      {"TOP-06.width_m", 1},       {"TOP-07.street_m", 60},
      {"TOP-07.avenue_m", 100},     {"TOP-09.distance_m", 20},   {"TOP-10.share", 0.1},
      {"TOP-10.area_m2", 2},        {"TOP-11.least_m", 0.05},    {"TOP-11.most_m", 2},
      {"TOP-12.doors", 3},          {"TOP-13.share", 0.02},      {"TOP-14.nearer_m", 3},
      {"PAR-02.share", 0.7},        {"NUM-02.share", 0.8},       {"NUM-02.doors", 6},
      {"NUM-02.distance_m", 3},     {"NUM-03.share", 0.8},       {"NUM-03.doors", 6},
      {"NUM-03.distance_m", 3},     {"NUM-05.numbers", 20},      {"NUM-06.area_m2", 20},
      {"NUM-07.distance_m", 500},   {"NUM-08.nearer_m", 15},
      {"UAV-04.distance_m", 10}};
  EXPECT_EQ(values, expected);
}

TEST(rule_catalogue, severities_have_names) {
  for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) {
    EXPECT_EQ(severity_named(name(severity)), severity);
  }
  EXPECT_EQ(name(Severity::warning), "warning");
  EXPECT_EQ(severity_named("fatal"), std::nullopt);
}

}  // namespace
}  // namespace uavt::sync
