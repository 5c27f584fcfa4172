// `rules`: what this version checks, and with which values. Needs neither data nor a database.
#pragma once

#include "sync/rule.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace uavt::app {

enum class RulesForm : std::uint8_t { text, json, markdown };

/// What `rules` shows: every rule, or the one with this id in whatever case.
struct RulesOptions {
  std::string id;
  RulesForm form = RulesForm::text;
};

/// Prints the rules with the values of `settings`; the documentation page always has the defaults.
/// Returns 2 for an id that is none, naming the nearest.
int rules_command(const sync::Settings& settings, const RulesOptions& options);

/// "key-01" is KEY-01; nothing for an id that is none.
[[nodiscard]] std::optional<sync::Rule> rule_meant(const std::string& id);

}  // namespace uavt::app
