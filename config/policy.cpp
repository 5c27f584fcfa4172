#include "config/policy.hpp"

#include "config/embedded.hpp"
#include "config/vocabulary.hpp"
#include "sync/rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace uavt::config {

namespace {

constexpr std::string_view rules_file = "config/rules.toml";
constexpr std::string_view authority_file = "config/authority.toml";
constexpr std::array<std::string_view, 4> severities = {"info", "warning", "error", "off"};
constexpr std::array<std::string_view, 2> common_keys = {"severity", "repair"};

/// Ids of the catalogue that this version does not check.
std::vector<std::string> unchecked_rules() {
  const toml::table document = parsed(embedded_text(rules_file), std::string(rules_file));
  return Section(document, "", std::string(rules_file)).texts("unchecked");
}

void read_severity(const Section& section, sync::RuleSetting& setting) {
  const std::optional<std::string> word = section.text("severity");
  if (!word) return;
  setting.off = *word == "off";
  setting.severity = sync::severity_named(*word);
  if (!setting.off && !setting.severity) section.refuse_word("severity", *word, severities);
}

void read_rule(const Section& section, const sync::RuleInfo& rule, sync::RuleSetting& setting) {
  std::vector<std::string_view> known(common_keys.begin(), common_keys.end());
  for (const sync::RuleParameter& parameter : rule.parameters) known.push_back(parameter.name);
  section.only(known);
  read_severity(section, setting);
  setting.repair = section.flag("repair").value_or(setting.repair);
  for (const sync::RuleParameter& parameter : rule.parameters) {
    const auto value = section.number(parameter.name, {0, std::numeric_limits<double>::max()});
    if (value) setting.parameters[std::string(parameter.name)] = *value;
  }
}

/// Its parameters are not known here: only the form is checked.
void read_unchecked_rule(const Section& section) {
  sync::RuleSetting ignored;
  read_severity(section, ignored);
  for (const std::string& key : section.keys()) {
    if (key == "repair") {
      (void)section.flag(key);
    } else if (key != "severity") {
      (void)section.number(key, {0, std::numeric_limits<double>::max()});
    }
  }
}

}  // namespace

void read_rules(const Section& root, sync::Settings& settings) {
  const std::optional<Section> rules = root.section("rules");
  if (!rules) return;
  const std::vector<std::string> unchecked = unchecked_rules();
  for (const std::string& id : rules->keys()) {
    if (const std::optional<sync::Rule> rule = sync::rule_named(id)) {
      read_rule(rules->required_section(id), sync::info(*rule),
                settings.rules[static_cast<std::size_t>(*rule)]);
    } else if (std::ranges::find(unchecked, id) != unchecked.end()) {
      read_unchecked_rule(rules->required_section(id));
    } else {
      std::vector<std::string_view> ids(unchecked.begin(), unchecked.end());
      for (const sync::RuleInfo& known : sync::rule_catalogue()) ids.push_back(known.id);
      rules->refuse(id, fmt::format("unknown rule '{}'; did you mean '{}'?", id, nearest(id, ids)));
    }
  }
}

void set_default_authority(sync::Settings& settings) {
  for (const sync::Layer layer : sync::all_layers) {
    settings.authority[sync::index(layer)].assign(sync::layer_type(layer).groups.size(),
                                                  sync::Authority::cbs);
  }
  const toml::table document = parsed(embedded_text(authority_file), std::string(authority_file));
  const Section root(document, "", std::string(authority_file));
  root.only({"authority"});
  read_authority(root, settings);
}

void read_authority(const Section& root, sync::Settings& settings) {
  const std::optional<Section> authority = root.section("authority");
  if (!authority) return;
  authority->only(layer_words());
  for (const std::string& word : authority->keys()) {
    const sync::Layer layer = sync::layer_named(word).value();
    const Section groups = authority->required_section(word);
    groups.only(sync::layer_type(layer).groups);
    const std::span<const std::string_view> allowed = authority_words(layer);
    const auto parse = [&](std::string_view value) -> std::optional<sync::Authority> {
      if (std::ranges::find(allowed, value) == allowed.end()) return std::nullopt;
      return sync::authority_named(value);
    };
    for (const std::string& group : groups.keys()) {
      settings.authority[sync::index(layer)][sync::group_position(layer, group).value()] =
          groups.choice(group, parse, allowed).value();
    }
  }
}

}  // namespace uavt::config
