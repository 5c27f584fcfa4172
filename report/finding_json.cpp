#include "report/finding_json.hpp"

#include "report/json_text.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "sync/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <tuple>
#include <vector>

namespace uavt::report {

namespace {

/// Writes `"name":` with a comma where one is due.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  std::string& field(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json(out_, name);
    out_ += ':';
    return out_;
  }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

/// {source, file, row}; null when nobody knows. `file` only where the source is one file: which of
/// a glob's files a row came from is not kept.
void append_origin(std::string& out, const sync::Origin& origin, const sync::Settings& settings) {
  if (origin.source >= settings.sources.size()) {
    out += "null";
    return;
  }
  const sync::SourceSettings& source = settings.sources[origin.source];
  Object json(out);
  append_json(json.field("source"), source.name);
  if (source.path.find_first_of("*?[") == std::string::npos) {
    append_json(json.field("file"), std::filesystem::path(source.path).filename().string());
  }
  json.field("row");
  if (origin.row == 0) {
    out += "null";
  } else {
    append_json(out, std::int64_t{origin.row});
  }
  json.end();
}

/// Rows other than the finding's own, in an order that does not depend on the order of input.
void append_rows(std::string& out, std::span<const sync::Subject> subjects,
                 const sync::Settings& settings, Form form) {
  std::vector<const sync::Subject*> rows;
  rows.reserve(subjects.size());
  for (const sync::Subject& subject : subjects) rows.push_back(&subject);
  std::ranges::sort(rows, [](const sync::Subject* a, const sync::Subject* b) {
    return std::tie(a->reg, a->layer, a->key, a->origin) <
           std::tie(b->reg, b->layer, b->key, b->origin);
  });
  out += '[';
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) out += ',';
    Object json(out);
    if (form == Form::whole) append_origin(json.field("origin"), rows[i]->origin, settings);
    append_json(json.field("register"), sync::name(rows[i]->reg));
    append_json_or_null(json.field("layer"), sync::layer_name(*rows[i]));
    append_json_or_null(json.field("key"), rows[i]->key);
    json.end();
  }
  out += ']';
}

/// Record numbers are where in the file, which `origin` says: here they would make the same
/// finding another one when the file is written in another order.
bool places(std::string_view name) { return name == "row"; }

void append_values(std::string& out, const sync::Arguments& arguments) {
  Object json(out);
  for (auto at = arguments.begin(); at != arguments.end(); ++at) {
    const auto& [name, value] = *at;
    const bool repeated = std::any_of(arguments.begin(), at, [&](const auto& earlier) {
      return earlier.first == name;
    });
    if (repeated || places(name)) continue;
    json.field(name);
    if (const auto* text = std::get_if<std::string>(&value)) {
      append_json(out, *text);
    } else if (const auto* real = std::get_if<double>(&value)) {
      append_json(out, *real, 6);
    } else {
      append_json(out, std::get<std::int64_t>(value));
    }
  }
  json.end();
}

void append_waiver(std::string& out, const sync::Waiver& waiver) {
  Object json(out);
  append_json(json.field("id"), waiver.id);
  append_json(json.field("reason"), waiver.reason);
  append_json(json.field("person"), waiver.person);
  append_json(json.field("until"), sync::iso_date(waiver.until));
  append_json(json.field("scope"), waiver.scope());
  json.end();
}

void append_question(std::string& out, const sync::OpenQuestion& question) {
  Object json(out);
  append_json(json.field("group"), question.group);
  append_json(json.field("tucbs_no"), question.tucbs_no);
  append_json(json.field("published"), question.published);
  append_json(json.field("uavt"), question.uavt);
  append_json(json.field("cbs"), question.cbs);
  json.end();
}

/// Target CRS to the millimetre grid; degrees to a centimetre.
void append_point(std::string& out, const sync::Finding& finding) {
  if (!finding.point) {
    out += "null";
    return;
  }
  Object json(out);
  append_json(json.field("x"), finding.point->x, 3);
  append_json(json.field("y"), finding.point->y, 3);
  for (const bool east : {true, false}) {
    json.field(east ? "lon" : "lat");
    if (!finding.lonlat) {
      out += "null";
    } else {
      append_json(out, east ? finding.lonlat->x : finding.lonlat->y, 7);
    }
  }
  json.end();
}

}  // namespace

void append_finding(std::string& out, const sync::Finding& finding, const sync::Settings& settings,
                    Form form) {
  static const sync::Subject nobody;
  const std::span<const sync::Subject> subjects(finding.subjects);
  const bool any = !subjects.empty();
  const sync::Subject& first = any ? subjects.front() : nobody;

  Object json(out);
  append_json(json.field("fingerprint"), finding.fingerprint);
  if (form == Form::whole) {
    append_origin(json.field("origin"), finding.grouped ? sync::Origin() : first.origin, settings);
  }
  append_json(json.field("rule"), sync::info(finding.rule).id);
  append_json(json.field("severity"), sync::name(finding.severity));
  append_json_or_null(json.field("register"), any ? sync::name(first.reg) : std::string_view());
  append_json_or_null(json.field("layer"), sync::layer_name(first));
  append_json_or_null(json.field("key"), finding.grouped ? std::string_view() : first.key);
  append_json_or_null(json.field("attribute"), finding.attribute);
  json.field("related");
  append_rows(out, finding.grouped || !any ? subjects.first(0) : subjects.subspan(1), settings,
              form);
  if (finding.grouped) append_rows(json.field("rows"), subjects, settings, form);
  json.field("mahalle_kodu");
  if (finding.grouped || first.mahalle_kodu == sync::null_integer) {
    out += "null";
  } else {
    append_json(out, first.mahalle_kodu);
  }
  append_point(json.field("point"), finding);
  Object sentence(json.field("message"));
  append_json(sentence.field("tr"), message(finding, sync::Language::tr));
  append_json(sentence.field("en"), message(finding, sync::Language::en));
  sentence.end();
  append_values(json.field("arguments"), finding.arguments);
  append_values(json.field("evidence"), finding.evidence);
  if (finding.question) append_question(json.field("decision"), *finding.question);
  if (form != Form::content) {
    append_json(json.field("state"), sync::name(finding.state));
    append_json(json.field("first_run"), finding.first_run);
  }
  append_json_or_null(json.field("cause"), finding.cause);
  if (finding.waiver && form != Form::content) {
    append_waiver(json.field("waiver"), *finding.waiver);
  }
  json.end();
}

void append_kept(std::string& out, const sync::KeptFinding& kept, Form form) {
  // The parser and not the text decides where the state stands: a database may keep JSON its own
  // way.
  using Json = nlohmann::ordered_json;
  Json finding = Json::parse(kept.json, nullptr, false);
  if (!finding.is_object() || !finding.contains("fingerprint") || !finding.contains("state")) {
    throw std::invalid_argument("a stored finding cannot be read: " +
                                visible(shortened(kept.json, 80)));
  }
  finding["state"] = sync::name(kept.state);
  if (kept.waiver) {
    std::string waiver;
    append_waiver(waiver, *kept.waiver);
    finding["waiver"] = Json::parse(waiver);
  } else if (kept.state != sync::FindingState::fixed) {
    finding.erase("waiver");
  }
  if (kept.state == sync::FindingState::fixed) finding["cause"] = nullptr;
  if (form != Form::whole) {
    finding.erase("origin");
    for (const char* list : {"related", "rows"}) {
      if (!finding.contains(list)) continue;
      for (Json& row : finding[list]) {
        if (row.is_object()) row.erase("origin");
      }
    }
  }
  out += finding.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace uavt::report
