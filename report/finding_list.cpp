#include "report/finding_list.hpp"

#include "report/flat_finding.hpp"
#include "report/word.hpp"
#include "report/words.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <tuple>
#include <vector>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

/// As many characters of a fingerprint as a person needs to name it.
constexpr std::size_t short_fingerprint = 12;

constexpr std::array waiver_states = {
    Word{"in_force", "geçerli", "in force"},
    Word{"expired", "süresi doldu", "expired"},
    Word{"withdrawn", "geri alındı", "taken back"},
};

struct Listed {
  std::tuple<int, std::string, std::int64_t, std::string, std::string> order;
  const std::string* json = nullptr;
};

std::string text_or_empty(const Json& json, const char* member) {
  const Json& value = json.at(member);
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool wanted(const std::set<std::string>& set, const std::string& value) {
  return set.empty() || set.contains(value);
}

/// Those the filter lets through, in the order of the list; no tree is kept.
std::vector<Listed> listed(std::span<const std::string> findings, const FindingFilter& filter) {
  std::vector<Listed> all;
  for (const std::string& text : findings) {
    const Json json = Json::parse(text);
    const std::string rule = text_or_empty(json, "rule");
    const std::string severity = text_or_empty(json, "severity");
    const Json& mahalle = json.at("mahalle_kodu");
    const std::int64_t code = mahalle.is_number() ? mahalle.get<std::int64_t>() : 0;
    if (!wanted(filter.rules, rule) || !wanted(filter.severities, severity) ||
        !wanted(filter.states, text_or_empty(json, "state")) ||
        (!filter.mahalle.empty() && !filter.mahalle.contains(code))) {
      continue;
    }
    const auto rank = sync::severity_named(severity).value_or(sync::Severity::error);
    all.push_back({{-static_cast<int>(rank), rule, code, text_or_empty(json, "key"),
                    text_or_empty(json, "fingerprint")},
                   &text});
  }
  std::ranges::sort(all, {}, &Listed::order);
  return all;
}

std::string line_of(const Json& json, Language language) {
  const Json& mahalle = json.at("mahalle_kodu");
  const std::string message =
      json.at("message").at(language == Language::tr ? "tr" : "en").get<std::string>();
  std::string thing = register_word(visible(text_or_empty(json, "register")));
  if (const std::string layer = text_or_empty(json, "layer"); !layer.empty()) {
    thing += " · " + layer_word(visible(layer), language);
  }
  if (const std::string key = text_or_empty(json, "key"); !key.empty()) {
    thing += " · " + visible(key);
  }
  return fmt::format("{}  {}  {}  {}  {}  {}: {}\n",
                     visible(text_or_empty(json, "fingerprint").substr(0, short_fingerprint)),
                     severity_word(text_or_empty(json, "severity"), language),
                     visible(text_or_empty(json, "rule")),
                     state_word(text_or_empty(json, "state"), language),
                     mahalle.is_number() ? std::to_string(mahalle.get<std::int64_t>()) : "–", thing,
                     visible(message));
}

const char* noun(std::uint64_t findings, Language language) {
  if (language == Language::tr) return "bulgu";
  return findings == 1 ? "finding" : "findings";
}

std::string_view state_of(const sync::Waiver& waiver, std::int64_t day) {
  if (waiver.withdrawn) return "withdrawn";
  return sync::in_force(waiver, day) ? "in_force" : "expired";
}

[[noreturn]] void refuse(const Json::exception& problem) {
  throw std::invalid_argument(std::string("not a finding: ") + problem.what());
}

}  // namespace

std::string finding_list(std::span<const std::string> findings_json, const FindingFilter& filter,
                         Language language) {
  try {
    std::string out;
    const std::vector<Listed> all = listed(findings_json, filter);
    for (const Listed& each : all) out += line_of(Json::parse(*each.json), language);
    return out + fmt::format("{} {}\n", number(all.size(), language), noun(all.size(), language));
  } catch (const Json::exception& problem) {
    refuse(problem);
  }
}

std::string finding_list_json(std::span<const std::string> findings_json,
                              const FindingFilter& filter) {
  try {
    std::string out = "[";
    for (const Listed& each : listed(findings_json, filter)) {
      out += (out.size() == 1 ? "\n" : ",\n") + *each.json;
    }
    return out + "\n]\n";
  } catch (const Json::exception& problem) {
    refuse(problem);
  }
}

std::string waived_thing(const sync::Waiver& waiver) {
  if (!waiver.fingerprint.empty()) return visible(waiver.fingerprint);
  const std::string_view rule = waiver.rule ? sync::info(*waiver.rule).id : "?";
  return fmt::format("{}, mahalle {}", rule, waiver.mahalle_kodu);
}

std::string waiver_list(std::span<const sync::GivenWaiver> waivers, std::int64_t day,
                        Language language) {
  std::string out;
  for (const auto& [waiver, findings] : waivers) {
    const auto* const word = std::ranges::find(waiver_states, state_of(waiver, day), &Word::code);
    const std::string until = report::day(sync::iso_date(waiver.until), language);
    out += fmt::format("{:>6}  {:<12}  {}  {}  {} {}  {}: {}\n", waiver.id, in(*word, language),
                       until, waived_thing(waiver), number(findings, language),
                       noun(findings, language), visible(waiver.person), visible(waiver.reason));
  }
  return out;
}

std::string waiver_list_json(std::span<const sync::GivenWaiver> waivers, std::int64_t day) {
  std::string out = "[";
  for (const auto& [waiver, findings] : waivers) {
    const bool own = !waiver.fingerprint.empty();
    Json json;
    json["id"] = waiver.id;
    json["state"] = state_of(waiver, day);
    json["scope"] = waiver.scope();
    json["fingerprint"] = own ? Json(waiver.fingerprint) : Json();
    json["rule"] = waiver.rule ? Json(sync::info(*waiver.rule).id) : Json();
    json["mahalle_kodu"] = own ? Json() : Json(waiver.mahalle_kodu);
    json["reason"] = waiver.reason;
    json["person"] = waiver.person;
    json["created"] = sync::iso_date(waiver.created);
    json["until"] = sync::iso_date(waiver.until);
    json["withdrawn"] = waiver.withdrawn ? Json(sync::iso_date(*waiver.withdrawn)) : Json();
    json["findings"] = findings;
    out += (out.size() == 1 ? "\n" : ",\n") +
           json.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  return out + "\n]\n";
}

}  // namespace uavt::report
