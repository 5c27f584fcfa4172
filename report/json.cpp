// report.json is put together from text: its head, one finding a line, its tail. So a past run's
// report, whose findings come back from the database as text, has the same bytes.
#include "report/report.hpp"

#include "report/causes.hpp"
#include "report/correction_json.hpp"
#include "report/finding_json.hpp"
#include "report/held.hpp"
#include "report/json_text.hpp"
#include "report/quality.hpp"
#include "report/trend.hpp"
#include "sync/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace uavt::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;
// Empty lists of the summary, to be filled when it is told. A value can never look like one of
// them: quotes inside JSON strings are escaped.
constexpr std::string_view no_findings = "\"findings\":[]";
constexpr std::string_view no_quality = "\"quality\":[]";
constexpr std::string_view no_worklist = "\"worklist\":[]";
constexpr std::string_view no_trend = "\"trend\":[]";

Json run_json(const sync::RunInfo& run, const sync::Result& result) {
  Json json;
  json["number"] = run.number;
  json["command"] = run.command;
  json["municipality"] = run.municipality;
  json["ilce"] = run.ilce;
  json["target_crs"] = run.target_crs;
  json["started"] = run.started;
  json["ended"] = run.ended;
  json["stages"] = Json::array();
  for (const auto& [name, seconds] : run.stages) {
    json["stages"].push_back(
        Json{{"name", name}, {"seconds", std::isfinite(seconds) ? rounded(seconds, 3) : 0.0}});
  }
  json["versions"] = Json::object();
  for (const auto& [name, version] : run.versions) json["versions"][name] = version;
  json["settings_digest"] = run.settings_digest;
  json["result_digest"] = run.result_digest;
  json["peak_memory_bytes"] = run.peak_memory_bytes;
  json["rule_parameters"] = Json::object();
  for (const sync::ParameterInForce& each : run.parameters) {
    json["rule_parameters"][std::string(sync::info(each.rule).id)][each.name] = each.value;
  }
  // Whether a file was parsed or remembered is no part of the result (law 4).
  json["reused_sources"] = Json::array();
  for (const sync::SourceResult& source : result.sources) {
    if (source.reused) json["reused_sources"].push_back(source.name);
  }
  json["trend"] = Json::array();  // last: what grows
  return json;
}

Json crs_json(const sync::SourceResult& source) {
  const geo::OperationAccount& operation = source.operation;
  if (source.crs_declared.empty() && source.crs_used.empty() && operation.source_crs.empty()) {
    return {};
  }
  Json json;
  json["declared"] = source.crs_declared;
  json["used"] = source.crs_used;
  json["suspected"] = nullptr;
  json["source"] = operation.source_crs;
  json["target"] = operation.target_crs;
  json["operation"] = operation.operation;
  json["accuracy_m"] = 
      operation.accuracy_m >= 0 ? Json(rounded(operation.accuracy_m, 3)) : Json();
  json["ballpark"] = operation.ballpark;
  json["grids"] = operation.grids;
  json["missing_grids"] = operation.missing_grids;
  return json;
}

Json source_json(const sync::SourceResult& source, Form form) {
  Json json;
  json["name"] = source.name;
  json["register"] = sync::name(source.reg);
  json["layer"] = source.model_type.empty() ? std::string(sync::name(source.layer))
                                            : source.model_type;
  json["path"] = source.path;
  json["files"] = source.files;
  if (form == Form::whole) json["digest"] = source.digest;
  json["driver"] = source.driver;
  json["profile"] = source.profile;
  json["encoding"] = source.encoding;
  const bool dated = source.as_of != 0 && source.as_of != sync::null_integer;
  json["as_of"] = dated ? Json(sync::iso_date(source.as_of)) : Json();
  json["read"] = source.read;
  json["rows_read"] = source.rows_read;
  Json rows;
  for (const sync::Fate fate : {sync::Fate::published, sync::Fate::unchanged, sync::Fate::held,
                                sync::Fate::quarantined, sync::Fate::rejected,
                                sync::Fate::out_of_scope}) {
    rows[std::string(sync::name(fate))] = source.fates[static_cast<std::size_t>(fate)];
  }
  json["rows"] = std::move(rows);
  json["crs"] = crs_json(source);
  json["unmapped"] = source.unmapped;
  return json;
}

Json layer_json(const sync::LayerResult& layer) {
  return Json{{"layer", sync::name(layer.layer)},
              {"inserted", layer.inserted},
              {"updated", layer.updated},
              {"deleted", layer.deleted},
              {"unchanged", layer.unchanged},
              {"held", layer.held},
              {"quarantined", layer.quarantined},
              {"presence", Json{{"ortak", layer.by_presence[0]},
                                {"yalniz_cbs", layer.by_presence[1]},
                                {"yalniz_uavt", layer.by_presence[2]},
                                {"tek_kayit", layer.by_presence[3]}}}};
}

Json event_json(const sync::EventResult& told, std::size_t id) {
  const sync::Event& event = told.event;
  Json json{{"id", id},
            {"kind", sync::name(event.kind)},
            {"layer", sync::name(event.layer)},
            {"key", event.key},
            {"mahalle_kodu", nullptr},
            {"registers", Json::array()},
            {"before", event.before},
            {"after", event.after},
            {"rows", Json::array()},
            {"finding", nullptr}};
  if (told.mahalle_kodu != sync::null_integer) json["mahalle_kodu"] = told.mahalle_kodu;
  for (std::size_t r = 0; r < sync::register_count; ++r) {
    const auto reg = static_cast<sync::Register>(r);
    if ((event.registers & sync::bit(reg)) != 0) json["registers"].push_back(sync::name(reg));
  }
  for (const sync::EventRow& row : event.rows) {
    json["rows"].push_back(Json{{"layer", sync::name(row.layer)}, {"tucbs_no", row.tucbs_no}});
  }
  if (!told.finding.empty()) json["finding"] = told.finding;
  return json;
}

/// The result with an empty `findings`.
Json result_json(const sync::Result& result, Form form) {
  Json json;
  json["verdict"] = Json{{"tr", result.verdict.tr},
                         {"en", result.verdict.en},
                         {"exit_code", result.verdict.exit_code},
                         {"published", result.verdict.published}};
  json["notes"] = Json::array();
  const std::size_t notes = std::max(result.notes_tr.size(), result.notes_en.size());
  for (std::size_t i = 0; i < notes; ++i) {
    json["notes"].push_back(Json{{"tr", i < result.notes_tr.size() ? result.notes_tr[i] : ""},
                                 {"en", i < result.notes_en.size() ? result.notes_en[i] : ""}});
  }
  json["sources"] = Json::array();
  for (const auto& source : result.sources) json["sources"].push_back(source_json(source, form));
  json["layers"] = Json::array();
  for (const auto& layer : result.layers) json["layers"].push_back(layer_json(layer));
  json["pairs"] = Json::object();
  for (const auto& [how, count] : result.pairs) json["pairs"][how] = count;
  json["causes"] = Json::array();
  for (const sync::Cause& cause : result.causes) {
    json["causes"].push_back(cause_json(cause, result.sources));
  }
  json["held"] = Json::array();
  for (const sync::HeldBatch& batch : result.held) json["held"].push_back(held_json(batch));
  json["events"] = Json::array();
  for (const sync::EventResult& event : result.events) {
    json["events"].push_back(event_json(event, json["events"].size() + 1));
  }
  for (const char* later : {"worklist", "quality"}) json[later] = Json::array();
  json["findings"] = Json::array();  // last: what grows
  return json;
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// `text` with the elements in its empty list, whose last bracket stands at the list's end.
std::string filled(std::string text, std::size_t list, std::string_view empty,
                   const std::string& elements) {
  if (list != std::string::npos) text.insert(list + empty.size() - 1, elements);
  return text;
}

/// The trend is in the first of the report's objects, corrections and quality are the last lists
/// before the findings.
std::string with_past(std::string text, std::span<const sync::QualityMeasure> quality,
                      std::span<const sync::TrendRun> trend,
                      std::span<const sync::ToldItem> worklist) {
  std::string items;
  append_corrections(items, worklist);
  const std::size_t list = text.rfind(no_worklist);
  text = filled(std::move(text), list, no_worklist, items);
  std::string measures;
  append_quality(measures, quality);
  const std::size_t last = text.rfind(no_quality);
  text = filled(std::move(text), last, no_quality, measures);
  std::string runs;
  append_trend(runs, trend);
  const std::size_t first = text.find(no_trend);
  return filled(std::move(text), first, no_trend, runs);
}

/// `text` with findings in its last, empty list; `append(out, i)` writes the i-th.
template <typename Append>
std::string with_findings(const std::string& text, std::size_t count, std::size_t bytes,
                          const Append& append) {
  const std::size_t at = text.rfind(no_findings);
  if (at == std::string::npos) throw std::invalid_argument("not the summary of a run");
  const std::size_t inside = at + no_findings.size() - 1;
  std::string out;
  out.reserve(text.size() + bytes);
  out.append(text, 0, inside);
  for (std::size_t i = 0; i < count; ++i) {
    out += i == 0 ? "\n" : ",\n";
    append(out, i);
  }
  out.append(text, inside);
  return out;
}

std::string with_findings(const std::string& text, const sync::Result& result,
                          const sync::Settings& settings, Form form) {
  // What a finding and a row in it usually take; more only costs a copy of the text.
  constexpr std::size_t finding_bytes = 900;
  constexpr std::size_t row_bytes = 180;
  std::size_t bytes = 0;
  for (const auto& finding : result.findings) {
    bytes += finding_bytes + row_bytes * finding.subjects.size();
  }
  for (const auto& kept : result.kept) bytes += kept.json.size();
  const std::size_t found = result.findings.size();
  const auto append = [&](std::string& out, std::size_t i) {
    if (i < found) {
      append_finding(out, result.findings[i], settings, form);
    } else {
      append_kept(out, result.kept[i - found], form);
    }
  };
  return with_findings(text, found + result.kept.size(), bytes, append);
}

std::string with_findings(const std::string& text, const std::vector<std::string>& findings) {
  std::size_t bytes = 0;
  for (const std::string& finding : findings) bytes += finding.size() + 2;
  return with_findings(text, findings.size(), bytes,
                       [&](std::string& out, std::size_t i) { out += findings[i]; });
}

std::string finding_text(const sync::Finding& finding, const sync::Settings& settings, Form form) {
  std::string out;
  append_finding(out, finding, settings, form);
  return out;
}

}  // namespace

std::string json(const sync::Finding& finding, const sync::Settings& settings) {
  return finding_text(finding, settings, Form::whole);
}

std::string json(const sync::KeptFinding& kept) {
  std::string out;
  append_kept(out, kept, Form::whole);
  return out;
}

std::string content(const sync::Finding& finding, const sync::Settings& settings) {
  return finding_text(finding, settings, Form::content);
}

std::string summary(const sync::RunInfo& run, const sync::Result& result,
                    const sync::Settings& /*settings*/) {
  Json json;
  json["schema"] = schema_version;
  json["run"] = run_json(run, result);
  json["result"] = result_json(result, Form::whole);
  return dumped(json);
}

std::string assemble(const std::string& summary_json,
                     const std::vector<std::string>& findings_json, const Past& past) {
  const auto told = [&](const std::string& text) {
    return with_findings(with_past(text, past.quality, past.trend, past.worklist), findings_json) + "\n";
  };
  if (summary_json.find(no_findings) != std::string::npos) return told(summary_json);

  // A database or a person wrote the same value with other blanks, or put it in another order.
  Json json = Json::parse(summary_json, nullptr, false);
  if (json.is_discarded() || !json.is_object() || !json.contains("result") ||
      !json["result"].is_object()) {
    throw std::invalid_argument("not the summary of a run");
  }
  for (const char* list : {"worklist", "quality", "findings"}) {
    json["result"].erase(list);
    json["result"][list] = Json::array();
  }
  if (json.contains("run") && json["run"].is_object()) json["run"]["trend"] = Json::array();
  return told(dumped(json));
}

std::string json(const sync::RunInfo& run, const sync::Result& result,
                 const sync::Settings& settings) {
  const std::string text =
      with_past(summary(run, result, settings), result.quality, run.trend, result.worklist);
  return with_findings(text, result, settings, Form::whole) + "\n";
}

std::string canonical_result(const sync::Result& result, const sync::Settings& settings) {
  const std::string text =
      with_past(dumped(result_json(result, Form::canonical)), result.quality, {}, result.worklist);
  return with_findings(text, result, settings, Form::canonical);
}

}  // namespace uavt::report
