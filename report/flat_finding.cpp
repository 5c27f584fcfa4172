#include "report/flat_finding.hpp"

#include "report/word.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

/// What stands in a member that may be null or, in a finding kept since an older version, missing.
std::string text_or_empty(const Json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

FlatRow flat_row(const Json& json) {
  FlatRow row;
  row.reg = text_or_empty(json, "register");
  row.layer = text_or_empty(json, "layer");
  row.key = text_or_empty(json, "key");
  const auto origin = json.find("origin");
  if (origin == json.end() || !origin->is_object()) return row;
  row.source = text_or_empty(*origin, "source");
  row.file = text_or_empty(*origin, "file");
  const auto record = origin->find("row");
  if (record != origin->end() && record->is_number()) row.record = record->get<std::uint64_t>();
  return row;
}

bool says_anything(const FlatRow& row) {
  return !row.reg.empty() || !row.layer.empty() || !row.key.empty() || !row.source.empty();
}

/// Everything of a finding but its lists of rows.
void fill(FlatFinding& finding, const Json& json, Language language) {
  const bool turkish = language == Language::tr;
  finding.fingerprint = json.at("fingerprint").get<std::string>();
  finding.rule = json.at("rule").get<std::string>();
  finding.state = json.at("state").get<std::string>();
  finding.attribute = text_or_empty(json, "attribute");
  finding.severity =
      sync::severity_named(json.at("severity").get<std::string>()).value_or(sync::Severity::error);
  if (const auto known = sync::rule_named(finding.rule)) {
    finding.info = &sync::info(*known);
    finding.correction = turkish ? finding.info->correct_tr : finding.info->correct_en;
  }
  finding.message = visible(json.at("message").at(turkish ? "tr" : "en").get<std::string>());
  if (const Json& mahalle = json.at("mahalle_kodu"); mahalle.is_number()) {
    finding.mahalle = std::to_string(mahalle.get<std::int64_t>());
  }
  finding.first_run = json.at("first_run").get<std::int64_t>();
  if (const auto waiver = json.find("waiver"); waiver != json.end() && waiver->is_object()) {
    finding.waiver = FlatWaiver{text_or_empty(*waiver, "reason"), text_or_empty(*waiver, "person"),
                                text_or_empty(*waiver, "until"), text_or_empty(*waiver, "scope")};
  }
  if (const auto point = json.find("point"); point != json.end() && point->is_object()) {
    finding.point = geo::Point{point->at("x").get<double>(), point->at("y").get<double>()};
  }
  // A grouped finding's own row is what its rows have in common, not a row beside them.
  if (FlatRow own = flat_row(json); finding.rows.empty() && says_anything(own)) {
    finding.rows.push_back(std::move(own));
  }
}

[[noreturn]] void refuse(const Json::exception& problem) {
  throw std::invalid_argument(std::string("not a report: ") + problem.what());
}

}  // namespace

FlatRun flat_run(const std::string& report_json, sync::Language language) {
  try {
    constexpr int section = 2;  // depth of a key of `result`
    const Json report =
        Json::parse(report_json, [](int depth, Json::parse_event_t event, Json& at) {
          return event != Json::parse_event_t::key || depth != section || at != "findings";
        });
    const Json& run = report.at("run");
    const Json& result = report.at("result");
    FlatRun flat;
    flat.number = run.at("number").get<std::int64_t>();
    flat.ilce = run.at("ilce").get<std::int64_t>();
    flat.municipality = run.at("municipality").get<std::string>();
    flat.crs = run.at("target_crs").get<std::string>();
    flat.version = text_or_empty(run.at("versions"), "uavt-sync");
    const char* spoken = language == Language::tr ? "tr" : "en";
    flat.verdict = visible(result.at("verdict").at(spoken).get<std::string>());
    for (const Json& source : result.at("sources")) {
      flat.paths[source.at("name").get<std::string>()] = source.at("path").get<std::string>();
    }
    return flat;
  } catch (const Json::exception& problem) {
    refuse(problem);
  }
}

void for_each_finding(const std::string& report_json, sync::Language language,
                      const std::function<void(const FlatFinding&)>& tell) {
  // Depths as the parser counts them: report 0, result 1, findings 2, a finding 3, its lists 4,
  // their elements 5. Keys are one deeper than the object they are in.
  bool in_result = false;
  bool in_findings = false;
  std::string list;
  FlatFinding finding;
  const auto fold = [&](int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::key && depth == 1) in_result = parsed == "result";
    if (event == Event::key && depth == 2) in_findings = in_result && parsed == "findings";
    if (!in_findings || depth < 3) return true;
    if (event == Event::key && depth == 4) list = parsed.get<std::string>();
    if (event != Event::object_end) return true;
    if (depth == 5 && (list == "rows" || list == "related")) {
      (list == "rows" ? finding.rows : finding.related).push_back(flat_row(parsed));
      return false;
    }
    if (depth != 3) return true;
    fill(finding, parsed, language);
    tell(finding);
    finding = FlatFinding();
    return false;
  };
  try {
    static_cast<void>(Json::parse(report_json, fold).at("result").at("findings"));
  } catch (const Json::exception& problem) {
    refuse(problem);
  }
}

std::string row_text(const FlatRow& row, sync::Language language) {
  std::vector<std::string> parts;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) parts.push_back(visible(part));
  };
  add(register_word(row.reg));
  if (!row.layer.empty()) add(layer_word(row.layer, language));
  add(row.key);
  add(row.source);
  add(row.file);
  if (row.record) {
    add(fmt::format("{} {}", language == Language::tr ? "satır" : "row", *row.record));
  }
  return fmt::format("{}", fmt::join(parts, " · "));
}

std::string waiver_text(const FlatWaiver& waiver, sync::Language language) {
  const bool turkish = language == Language::tr;
  std::string text = visible(waiver.reason);
  if (!waiver.person.empty()) text += " · " + visible(waiver.person);
  if (!waiver.until.empty()) {
    text += fmt::format(fmt::runtime(turkish ? " · {} tarihine kadar" : " · until {}"),
                        day(waiver.until, language));
  }
  if (waiver.scope == "rule_mahalle") {
    text += turkish ? " · mahallede bu kuralın tümüne" : " · all of this rule in the mahalle";
  }
  return text;
}

std::string state_word(std::string_view state, sync::Language language) {
  constexpr std::array words = {
      Word{"new", "yeni", "new"},
      Word{"persisting", "süren", "persisting"},
      Word{"reopened", "yeniden açılan", "reopened"},
      Word{"fixed", "giderilen", "fixed"},
      Word{"waived", "istisna tanınan", "waived"},
  };
  const auto* const found = std::ranges::find(words, state, &Word::code);
  if (found == words.end()) return visible(state);
  return std::string(in(*found, language));
}

}  // namespace uavt::report
