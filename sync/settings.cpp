#include "sync/settings.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace uavt::sync {
namespace {

constexpr std::array<std::string_view, 5> authority_names = {"uavt", "cbs", "takbis", "newest",
                                                             "never"};

const RuleSetting& setting(const Settings& settings, Rule rule) {
  return settings.rules[static_cast<std::size_t>(rule)];
}

}  // namespace

std::string_view name(Authority authority) {
  return authority_names[static_cast<std::size_t>(authority)];
}

std::optional<Authority> authority_named(std::string_view name) {
  const auto found = std::ranges::find(authority_names, name);
  if (found == authority_names.end()) return std::nullopt;
  return static_cast<Authority>(found - authority_names.begin());
}

bool Settings::enabled(Rule rule) const {
  return !setting(*this, rule).off;
}

Severity Settings::severity(Rule rule) const {
  return setting(*this, rule).severity.value_or(info(rule).severity);
}

bool Settings::repairs(Rule rule) const {
  return setting(*this, rule).repair;
}

double Settings::parameter(Rule rule, const std::string& name) const {
  const auto& own = setting(*this, rule).parameters;
  if (const auto found = own.find(name); found != own.end()) return found->second;
  const auto known = info(rule).parameters;
  const auto found = std::ranges::find(known, std::string_view(name), &RuleParameter::name);
  assert(found != known.end() && "the catalogue gives this rule no such parameter");
  return found == known.end() ? std::numeric_limits<double>::quiet_NaN() : found->value;
}

std::vector<ParameterInForce> Settings::parameters_in_force() const {
  std::vector<ParameterInForce> changed;
  for (const RuleInfo& rule : rule_catalogue()) {
    for (const RuleParameter& each : rule.parameters) {
      const std::string name(each.name);
      const double value = parameter(rule.rule, name);
      if (value != each.value) changed.push_back({rule.rule, name, value});
    }
  }
  return changed;
}

}  // namespace uavt::sync
