#include "app/findings_command.hpp"

#include "app/rules_command.hpp"
#include "app/waiver_book.hpp"
#include "report/rules.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace uavt::app {

int findings_command(const sync::Settings& settings, FindingsOptions options) {
  std::set<std::string> rules;
  for (const std::string& id : options.filter.rules) {
    const auto rule = rule_meant(id);
    if (!rule) {
      fmt::print(stderr, "uavt-sync: there is no rule '{}'; did you mean '{}'? `uavt-sync rules` "
                         "lists them\n",
                 report::visible(id), report::nearest_rule(id));
      return 2;
    }
    rules.emplace(sync::info(*rule).id);
  }
  options.filter.rules = std::move(rules);
  if (options.filter.states.empty()) options.filter.states = {"new", "persisting", "reopened"};
  WaiverBook book(settings, options.out);
  const std::vector<std::string> findings = book.findings();
  fmt::print("{}", options.json
                       ? report::finding_list_json(findings, options.filter)
                       : report::finding_list(findings, options.filter, settings.run.language));
  return 0;
}

}  // namespace uavt::app
