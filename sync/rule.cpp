#include "sync/rule.hpp"

#include "sync/rule_catalogue.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <vector>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, 3> severity_names = {"info", "warning", "error"};

std::vector<RuleInfo> assembled() {
  std::vector<RuleInfo> rules;
  rules.reserve(rule_count);
  for (const auto group : {source_rules(), crs_rules(), geometry_rules(), key_rules(),
                           model_rules(), topology_rules(), topology_line_rules(), parcel_rules(),
                           numbering_rules(), uavt_rules(), personal_rules()}) {
    rules.insert(rules.end(), group.begin(), group.end());
  }
  assert(rules.size() == rule_count);
  return rules;
}

}  // namespace

std::string_view name(Severity severity) {
  return severity_names[static_cast<std::size_t>(severity)];
}

std::optional<Severity> severity_named(std::string_view name) {
  const auto found = std::ranges::find(severity_names, name);
  if (found == severity_names.end()) return std::nullopt;
  return static_cast<Severity>(found - severity_names.begin());
}

std::span<const RuleInfo> rule_catalogue() {
  static const std::vector<RuleInfo> rules = assembled();
  return rules;
}

const RuleInfo& info(Rule rule) { return rule_catalogue()[static_cast<std::size_t>(rule)]; }

std::optional<Rule> rule_named(std::string_view id) {
  const auto rules = rule_catalogue();
  const auto found = std::ranges::find(rules, id, &RuleInfo::id);
  if (found == rules.end()) return std::nullopt;
  return found->rule;
}

}  // namespace uavt::sync
