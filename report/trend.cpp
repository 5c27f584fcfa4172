#include "report/trend.hpp"

#include "report/json_text.hpp"
#include "report/report.hpp"
#include "report/rules_words.hpp"

#include <map>

namespace uavt::report {

namespace {

void count(sync::GroupCounts& counts, sync::FindingState state) {
  switch (state) {
    case sync::FindingState::fresh:
    case sync::FindingState::reopened:
      ++counts.fresh;
      ++counts.open;
      return;
    case sync::FindingState::persisting:
      ++counts.open;
      return;
    case sync::FindingState::fixed:
      ++counts.fixed;
      return;
    case sync::FindingState::waived:
      return;
  }
}

}  // namespace

std::string group_counts(const sync::Result& result) {
  std::map<std::string, sync::GroupCounts> groups;
  for (const sync::Finding& finding : result.findings) {
    count(groups[std::string(rule_group(sync::info(finding.rule)))], finding.state);
  }
  for (const sync::KeptFinding& kept : result.kept) {
    count(groups[std::string(rule_group(sync::info(kept.rule)))], kept.state);
  }
  std::string out = "{";
  for (const auto& [group, counts] : groups) {
    if (out.size() > 1) out += ',';
    append_json(out, group);
    out += ":{\"open\":";
    append_json(out, static_cast<std::int64_t>(counts.open));
    out += ",\"new\":";
    append_json(out, static_cast<std::int64_t>(counts.fresh));
    out += ",\"fixed\":";
    append_json(out, static_cast<std::int64_t>(counts.fixed));
    out += '}';
  }
  return out + '}';
}

void append_trend(std::string& out, std::span<const sync::TrendRun> runs) {
  bool first = true;
  for (const sync::TrendRun& run : runs) {
    if (run.groups_json.empty()) continue;
    out += first ? "\n" : ",\n";
    first = false;
    out += "{\"run\":";
    append_json(out, run.number);
    out += ",\"started\":";
    append_json(out, run.started);
    out += ",\"groups\":" + run.groups_json + '}';
  }
}

}  // namespace uavt::report
