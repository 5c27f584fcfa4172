#include "app/rules_command.hpp"

#include "report/rules.hpp"
#include "report/words.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <span>

namespace uavt::app {

std::optional<sync::Rule> rule_meant(const std::string& id) {
  const std::string_view nearest = report::nearest_rule(id);
  if (sync::folded_identifier(id) != sync::folded_identifier(nearest)) return std::nullopt;
  return sync::rule_named(nearest);
}

namespace {

int show_one(const sync::Settings& settings, const RulesOptions& options) {
  const std::optional<sync::Rule> rule = rule_meant(options.id);
  if (!rule) {
    fmt::print(stderr, "uavt-sync: there is no rule '{}'; did you mean '{}'? `uavt-sync rules` "
                       "lists them\n",
               report::visible(options.id), report::nearest_rule(options.id));
    return 2;
  }
  const sync::RuleInfo& info = sync::info(*rule);
  fmt::print("{}", options.form == RulesForm::json
                       ? report::rules_json(std::span(&info, 1), settings)
                       : report::rule_text(info, settings, settings.run.language));
  return 0;
}

}  // namespace

int rules_command(const sync::Settings& settings, const RulesOptions& options) {
  if (!options.id.empty()) return show_one(settings, options);
  switch (options.form) {
    case RulesForm::json:
      fmt::print("{}", report::rules_json(sync::rule_catalogue(), settings));
      break;
    case RulesForm::markdown:
      fmt::print("{}", report::rules_markdown(settings.run.language));
      break;
    case RulesForm::text:
      fmt::print("{}", report::rules_text(settings, settings.run.language));
  }
  return 0;
}

}  // namespace uavt::app
