// The rule catalogue for people and programs: a list for a terminal, everything about one rule,
// JSON, and the documentation page. All are made from `sync::rule_catalogue()`, so that what is
// written about a rule is what is checked.
#pragma once

#include "sync/settings.hpp"

#include <span>
#include <string>
#include <string_view>

namespace uavt::report {

/// Every rule on a line: id, severity in force, on or off, title. 100 columns.
[[nodiscard]] std::string rules_text(const sync::Settings& settings, sync::Language language);

/// Everything about one rule, with the values in force beside the defaults.
[[nodiscard]] std::string rule_text(const sync::RuleInfo& rule, const sync::Settings& settings,
                                    sync::Language language);

/// `{"schema": 1, "configuration": …, "rules": […]}`, texts in both languages.
[[nodiscard]] std::string rules_json(std::span<const sync::RuleInfo> rules,
                                     const sync::Settings& settings);

/// docs/rules.md or docs/rules.tr.md: every rule with its defaults.
[[nodiscard]] std::string rules_markdown(sync::Language language);

/// The id that is written most like `word`: "key-99" → "KEY-09". Equal ids come first whatever
/// their case.
[[nodiscard]] std::string_view nearest_rule(std::string_view word);

}  // namespace uavt::report
