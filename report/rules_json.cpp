// The catalogue for programs: values in force beside the defaults, texts in both languages.
#include "report/rules.hpp"

#include "report/rules_words.hpp"
#include "report/words.hpp"

#include <nlohmann/json.hpp>

namespace uavt::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;
constexpr double grouped_share = 0.01;  // RULES: one finding a source and column above it

Json both(std::string_view tr, std::string_view en) {
  return Json{{"tr", tr}, {"en", en}};
}

Json parameters_json(const sync::RuleInfo& rule, const sync::Settings& settings) {
  Json list = Json::array();
  for (const sync::RuleParameter& parameter : rule.parameters) {
    list.push_back(Json{{"name", parameter.name},
                        {"unit", parameter.unit},
                        {"value", settings.parameter(rule.rule, std::string(parameter.name))},
                        {"default", parameter.value}});
  }
  return list;
}

Json rule_json(const sync::RuleInfo& rule, const sync::Settings& settings) {
  using sync::Language;
  const std::string_view group = rule_group(rule);
  Json json;
  json["id"] = rule.id;
  json["group"] = both(group_title(group, Language::tr), group_title(group, Language::en));
  json["title"] = both(rule.title_tr, rule.title_en);
  json["severity"] = sync::name(settings.severity(rule.rule));
  json["default_severity"] = sync::name(rule.severity);
  json["enabled"] = settings.enabled(rule.rule);
  json["scope"] = scope_name(rule.scope);
  json["sets_apart"] = rule.quarantines;
  json["repairs"] = rule.repairs;
  json["repair"] = rule.repairs && settings.repairs(rule.rule);
  json["grouped_above_share"] = rule.grouped_above_share ? Json(grouped_share) : Json();
  json["message"] = both(rule.message_tr, rule.message_en);
  json["grouped"] = rule.grouped_above_share ? both(rule.grouped_tr, rule.grouped_en) : Json();
  json["why"] = both(rule.why_tr, rule.why_en);
  json["correct"] = both(rule.correct_tr, rule.correct_en);
  json["prevent"] = both(rule.prevent_tr, rule.prevent_en);
  json["iso19157"] = both(element(rule, Language::tr), element(rule, Language::en));
  json["source"] = both(source_of(rule, Language::tr), source_of(rule, Language::en));
  json["parameters"] = parameters_json(rule, settings);
  return json;
}

}  // namespace

std::string rules_json(std::span<const sync::RuleInfo> rules, const sync::Settings& settings) {
  Json json;
  json["schema"] = schema_version;
  json["configuration"] = settings.file.empty() ? Json() : Json(visible(settings.file.string()));
  json["rules"] = Json::array();
  for (const sync::RuleInfo& rule : rules) json["rules"].push_back(rule_json(rule, settings));
  return json.dump(2) + '\n';
}

}  // namespace uavt::report
