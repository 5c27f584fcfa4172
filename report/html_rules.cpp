#include "report/html_rules.hpp"

#include "report/rules_words.hpp"

#include <nlohmann/json.hpp>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

Json both(std::string_view tr, std::string_view en) { return Json{{"tr", tr}, {"en", en}}; }

Json parameters_of(const sync::RuleInfo& rule) {
  Json list = Json::array();
  for (const sync::RuleParameter& parameter : rule.parameters) {
    list.push_back(Json{{"name", parameter.name},
                        {"value", setting_number(parameter.value)},
                        {"unit", both(unit_word(parameter.unit, Language::tr),
                                      unit_word(parameter.unit, Language::en))}});
  }
  return list;
}

Json rule_json(const std::string& id) {
  const auto known = sync::rule_named(id);
  if (!known) return Json{{"id", id}};
  const sync::RuleInfo& rule = sync::info(*known);
  const auto group = rule_group(rule);
  return Json{
      {"id", id},
      {"group", both(group_title(group, Language::tr), group_title(group, Language::en))},
      {"title", both(rule.title_tr, rule.title_en)},
      {"why", both(rule.why_tr, rule.why_en)},
      {"correct", both(rule.correct_tr, rule.correct_en)},
      {"prevent", both(rule.prevent_tr, rule.prevent_en)},
      {"effect", both(consequence(rule, Language::tr), consequence(rule, Language::en))},
      {"iso19157", both(element(rule, Language::tr), element(rule, Language::en))},
      {"source", both(source_of(rule, Language::tr), source_of(rule, Language::en))},
      {"parameters", parameters_of(rule)},
  };
}

}  // namespace

void write_rules(std::string& out, const CodeTable& rules) {
  Json list = Json::array();
  for (const std::string& id : rules.codes()) list.push_back(rule_json(id));
  out += list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace uavt::report
