// Results are written one by one: the tree of a first night's findings would be a gigabyte.
#include "report/sarif.hpp"

#include "report/flat_finding.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <vector>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

constexpr const char* schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Absolute paths are said as relative to the root, which is named once.
constexpr const char* root = "ROOT";

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A SARIF message: braces are placeholders and `[text](target)` is a link unless written so
/// (3.11.5 and 3.11.6), and a value must become neither.
Json message_json(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '{' || c == '}') plain += c;
    if (c == ']' && text.substr(at).starts_with("](")) plain += '\\';
    plain += c;
  }
  return Json{{"text", std::move(plain)}};
}

const char* level(sync::Severity severity) {
  switch (severity) {
    case sync::Severity::error:
      return "error";
    case sync::Severity::warning:
      return "warning";
    case sync::Severity::info:
      break;
  }
  return "note";
}

/// What is waived may be new all the same: its rule is waived in its mahalle.
const char* baseline_state(const FlatFinding& finding, const FlatRun& run) {
  const std::string& state = finding.state;
  const bool waived_anew =
      state == "waived" && run.number != 0 && finding.first_run == run.number;
  if (state == "new" || state == "reopened" || waived_anew) return "new";
  return state == "fixed" ? "absent" : "unchanged";
}

/// Everything but RFC 3986's unreserved characters and the slash, so that no part of a path can be
/// taken for a scheme, a query or a fragment.
std::string uri_encoded(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool other = (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != path.npos;
    if (letter || other) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

/// The file of a row: the source's path where it still is the file the finding was seen in.
Json artifact_json(const FlatRow& row, const FlatRun& run) {
  std::filesystem::path path = row.file;
  const auto source = run.paths.find(row.source);
  if (source != run.paths.end() && std::filesystem::path(source->second).filename() == path) {
    path = std::filesystem::path(source->second).lexically_normal();
  }
  if (!path.is_absolute()) return Json{{"uri", uri_encoded(path.generic_string())}};
  return Json{{"uri", uri_encoded(path.relative_path().generic_string())}, {"uriBaseId", root}};
}

Json logical_json(const FlatRow& row) {
  Json json;
  json["name"] = visible(row.key.empty() ? row.layer : row.key);
  std::string whole;
  for (const std::string* part : {&row.reg, &row.layer, &row.key}) {
    if (!part->empty()) whole += (whole.empty() ? "" : "/") + visible(*part);
  }
  json["fullyQualifiedName"] = std::move(whole);
  json["kind"] = row.key.empty() ? "layer" : "record";
  return json;
}

Json location_json(const FlatRow& row, const FlatRun& run, Language language) {
  Json json;
  if (!row.file.empty()) json["physicalLocation"]["artifactLocation"] = artifact_json(row, run);
  if (!row.layer.empty() || !row.key.empty()) {
    json["logicalLocations"] = Json::array({logical_json(row)});
  }
  json["message"] = message_json(row_text(row, language));
  Json& values = json["properties"] = Json::object();
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) values[name] = value;
  };
  add("register", row.reg);
  add("layer", row.layer);
  add("key", row.key);
  add("source", row.source);
  add("file", row.file);
  if (row.record) values["record"] = *row.record;
  return json;
}

Json rule_json(const sync::RuleInfo& rule, Language language) {
  const bool turkish = language == Language::tr;
  const auto text = [&](std::string_view tr, std::string_view en) {
    return message_json(turkish ? tr : en);
  };
  Json json;
  json["id"] = rule.id;
  json["shortDescription"] = text(rule.title_tr, rule.title_en);
  json["fullDescription"] = text(rule.why_tr, rule.why_en);
  json["help"] = text(fmt::format("{} {}", rule.correct_tr, rule.prevent_tr),
                      fmt::format("{} {}", rule.correct_en, rule.prevent_en));
  json["defaultConfiguration"]["level"] = level(rule.severity);
  json["properties"] = Json{{"iso19157", rule.iso19157}, {"source", rule.source}};
  return json;
}

/// A result without its locations.
Json result_json(const FlatFinding& finding, const FlatRun& run, Language language) {
  Json json;
  json["ruleId"] = finding.rule;
  if (finding.info != nullptr) json["ruleIndex"] = static_cast<int>(finding.info->rule);
  json["level"] = level(finding.severity);
  json["message"] = message_json(finding.message);
  json["partialFingerprints"]["uavtFinding/v1"] = finding.fingerprint;
  json["baselineState"] = baseline_state(finding, run);
  // Either all results have the list or none (3.27.23): an empty one says "not suppressed".
  json["suppressions"] = Json::array();
  if (finding.state == "waived") {
    Json suppression{{"kind", "external"}, {"status", "accepted"}};
    if (finding.waiver) suppression["justification"] = waiver_text(*finding.waiver, language);
    json["suppressions"].push_back(std::move(suppression));
  }
  Json& values = json["properties"] = Json::object();
  values["severity"] = sync::name(finding.severity);
  values["state"] = finding.state;
  values["first_run"] = finding.first_run;
  if (!finding.mahalle.empty()) values["mahalle_kodu"] = finding.mahalle;
  if (!finding.attribute.empty()) values["attribute"] = finding.attribute;
  if (!finding.correction.empty()) values["correction"] = finding.correction;
  return json;
}

void append_locations(std::string& out, const char* member, const std::vector<FlatRow>& rows,
                      const FlatRun& run, Language language) {
  if (rows.empty()) return;
  out += fmt::format(",\"{}\":[", member);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) out += ',';
    out += dumped(location_json(rows[i], run, language));
  }
  out += ']';
}

void append_result(std::string& out, const FlatFinding& finding, const FlatRun& run,
                   Language language) {
  out += dumped(result_json(finding, run, language));
  out.pop_back();  // the brace that ends it: its rows still follow
  append_locations(out, "locations", finding.rows, run, language);
  append_locations(out, "relatedLocations", finding.related, run, language);
  out += '}';
}

/// The run without its results.
Json run_json(const FlatRun& run, Language language) {
  Json driver;
  driver["name"] = "uavt-sync";
  if (!run.version.empty()) driver["version"] = run.version;
  driver["language"] = language == Language::tr ? "tr" : "en";
  driver["rules"] = Json::array();
  for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
    driver["rules"].push_back(rule_json(rule, language));
  }
  Json json;
  json["tool"]["driver"] = std::move(driver);
  json["language"] = language == Language::tr ? "tr" : "en";
  json["automationDetails"]["id"] = fmt::format("uavt-sync/{}/{}", run.ilce, run.number);
  json["originalUriBaseIds"][root]["uri"] = "file:///";
  json["properties"] = Json{{"municipality", run.municipality}, {"verdict", run.verdict}};
  return json;
}

}  // namespace

std::string sarif(const std::string& report_json, sync::Language language) {
  const FlatRun run = flat_run(report_json, language);
  std::string out = fmt::format("{{\"$schema\":\"{}\",\"version\":\"2.1.0\",\"runs\":[", schema);
  out += dumped(run_json(run, language));
  out.pop_back();  // the brace that ends it: its results still follow
  out += ",\"results\":[";
  bool first = true;
  for_each_finding(report_json, language, [&](const FlatFinding& finding) {
    out += first ? "\n" : ",\n";
    first = false;
    append_result(out, finding, run, language);
  });
  out += "]}]}\n";
  return out;
}

}  // namespace uavt::report
