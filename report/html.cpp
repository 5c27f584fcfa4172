// The page is put together from its skeleton: what stands between %…% there is filled in here. The
// data blocks are JSON in which every `<` is written \u003c: no value can end the block it is in.
#include "report/html.hpp"

#include "report/html_findings.hpp"
#include "report/html_map.hpp"
#include "report/html_page.hpp"
#include "report/html_rules.hpp"
#include "report/words.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <stdexcept>
#include <utility>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const char* what, const Json::exception& problem) {
  throw std::invalid_argument(std::string(what) + ": " + problem.what());
}

/// Every text in it made visible: a name with a direction mark in it must not turn a line around.
void make_visible(Json& json) {
  if (json.is_string()) {
    json = visible(json.get<std::string>());
  } else if (json.is_structured()) {
    for (Json& each : json) make_visible(each);
  }
}

/// The report with its findings in `columns` and nothing else left out.
Json without_findings(const std::string& report_json, FindingColumns& columns) {
  // Depths as the parser counts them: report 0, result 1, findings 2, a finding 3.
  bool in_result = false;
  bool in_findings = false;
  const auto fold = [&](int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::key && depth == 1) in_result = parsed == "result";
    if (event == Event::key && depth == 2) in_findings = in_result && parsed == "findings";
    if (!in_findings || depth != 3 || event != Event::object_end) return true;
    columns.add(parsed);
    return false;
  };
  try {
    Json report = Json::parse(report_json, fold);
    report.at("result").erase("findings");
    static_cast<void>(report.at("run").at("municipality").get<std::string>());
    for (const char* spoken : {"tr", "en"}) {
      static_cast<void>(report.at("result").at("verdict").at(spoken).get<std::string>());
    }
    make_visible(report);
    return report;
  } catch (const Json::exception& problem) {
    refuse("not a report", problem);
  }
}

/// JSON as it may stand inside a script element: `<` is only ever part of a string there.
std::string inlined(std::string json) {
  if (json.find('<') == json.npos) return json;
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string page_data(const Json& report, const FindingColumns& columns, Language language) {
  std::string out = "{\"language\":";
  out += language == Language::tr ? "\"tr\"" : "\"en\"";
  for (const char* part : {"run", "result"}) {
    out += std::string(",\n\"") + part + "\":";
    out += report.at(part).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  out += ",\n\"rules\":";
  write_rules(out, columns.rules());
  out += ",\n\"findings\":";
  columns.write(out);
  out += '}';
  return inlined(std::move(out));
}

using Parts = std::array<std::pair<std::string_view, std::string_view>, 8>;

/// The skeleton with each %NAME% replaced; what is put in is not looked at again.
std::string filled(std::string_view skeleton, const Parts& parts) {
  std::size_t bytes = skeleton.size();
  for (const auto& [name, text] : parts) bytes += text.size();
  std::string out;
  out.reserve(bytes);
  for (std::size_t at = 0; at < skeleton.size();) {
    const std::size_t open = skeleton.find('%', at);
    out += skeleton.substr(at, open - at);
    if (open == skeleton.npos) break;
    at = open + 1;
    bool known = false;
    for (const auto& [name, text] : parts) {
      if (!skeleton.substr(at).starts_with(name)) continue;
      if (skeleton.substr(at + name.size(), 1) != "%") continue;
      out += text;
      at += name.size() + 1;
      known = true;
      break;
    }
    if (!known) out += '%';
  }
  return out;
}

}  // namespace

std::string html(const std::string& report_json, const std::string& map_json, Language language) {
  FindingColumns columns;
  const Json report = without_findings(report_json, columns);
  const std::string data = page_data(report, columns, language);
  const std::string map = inlined(map_data(map_json, columns.fingerprints()));
  const bool turkish = language == Language::tr;
  const std::string municipality =
      escaped(report.at("run").at("municipality").get<std::string>());
  const Json& verdict = report.at("result").at("verdict");
  const std::string sentence = escaped(verdict.at(turkish ? "tr" : "en").get<std::string>());
  return filled(page_skeleton(), {{
      {"LANGUAGE", turkish ? "tr" : "en"},
      {"MUNICIPALITY", municipality},
      {"VERDICT", sentence},
      {"STYLE", page_style()},
      {"DATA", data},
      {"MAP", map},
      {"SCRIPT", page_script()},
      {"TITLE", turkish ? "Adres verisi gece raporu" : "Nightly report on address data"},
  }});
}

}  // namespace uavt::report
