// The sentence of a finding: the rule's template with the finding's arguments. A template never
// fails: what a finding does not bring is shown as "–".
#include "report/report.hpp"

#include "report/held.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace uavt::report {

namespace {

using sync::Language;

std::string key_text(std::string_view key, Language language) {
  // "~hash.rank" tells a clerk nothing: such a row is found by its file and line.
  if (key.empty() || key.starts_with('~')) return language == Language::tr ? "(kodsuz)"
                                                                           : "(no code)";
  return visible(shortened(key, 80));
}

std::string layer_text(const sync::Finding& finding, Language language) {
  return layer_word(finding.subjects.empty() ? std::string_view()
                                             : sync::layer_name(finding.subjects.front()),
                    language);
}

/// The other rows of a finding in which none comes first: only now do they have keys, and an order.
std::string other_keys(const sync::Finding& finding, Language language) {
  std::string text;
  for (std::size_t s = 1; s < finding.subjects.size(); ++s) {
    text += (text.empty() ? "" : ", ") + key_text(finding.subjects[s].key, language);
  }
  return text.empty() ? "–" : text;
}

/// What was measured, where it depends on the case which measure that is.
std::string measures(const sync::Finding& finding, Language language) {
  std::string text;
  for (const auto& [name, value] : finding.arguments) {
    if (!std::holds_alternative<double>(value)) continue;
    text += (text.empty() ? "" : ", ") + argument_text(name, value, language);
  }
  return text.empty() ? "–" : text;
}

/// A limit has the unit of what was measured against it.
std::string_view measured(const sync::Finding& finding) {
  const auto found = std::ranges::find_if(finding.arguments, [](const auto& argument) {
    return argument.first.ends_with("_m2") || argument.first.ends_with("_m");
  });
  return found == finding.arguments.end() ? std::string_view("limit") : found->first;
}

std::string value_of(const sync::Finding& finding, std::string_view name, Language language) {
  if (finding.rule == sync::Rule::src_03) {
    return held_text(finding.arguments, name, language);
  }
  if (name == "layer") return layer_text(finding, language);
  if (name == "key") {
    return key_text(finding.subjects.empty() ? std::string_view() : finding.subjects.front().key,
                    language);
  }
  if (name == "count" && finding.grouped) return number(finding.subjects.size(), language);
  const auto named = std::ranges::find(finding.arguments, name,
                                       &sync::Arguments::value_type::first);
  if (named != finding.arguments.end()) {
    return argument_text(name == "limit" ? measured(finding) : name, named->second, language);
  }
  if (name == "other") return other_keys(finding, language);
  if (name == "measure") return measures(finding, language);
  // A grouped finding keeps only what its rows have in common: what stands in `attribute`.
  if (name == "attribute" || name == "column" || name == "dropped") {
    return argument_text(name, sync::ArgumentValue(finding.attribute), language);
  }
  return "–";
}

}  // namespace

std::string message(const sync::Finding& finding, Language language) {
  const sync::RuleInfo& rule = sync::info(finding.rule);
  const bool turkish = language == Language::tr;
  std::string_view pattern = turkish ? rule.message_tr : rule.message_en;
  const std::string_view grouped = turkish ? rule.grouped_tr : rule.grouped_en;
  if (finding.grouped && !grouped.empty()) pattern = grouped;
  std::string out;
  out.reserve(pattern.size() + 64);
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == pattern.npos ? pattern.npos : pattern.find('}', open);
    if (close == pattern.npos) {
      out += pattern.substr(at);
      break;
    }
    out += pattern.substr(at, open - at);
    out += value_of(finding, pattern.substr(open + 1, close - open - 1), language);
    at = close + 1;
  }
  return out;
}

}  // namespace uavt::report
