#include "report/html_findings.hpp"

#include "report/json_text.hpp"
#include "report/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;
using Column = std::vector<std::int64_t>;

constexpr std::int64_t none = -1;
/// Rows of a finding: its own, the others it is about, those a grouped one stands for.
constexpr std::int64_t own_row = 0, related_row = 1, grouped_row = 2;

constexpr std::size_t short_text = 160;  // as long as a value in a sentence may be
/// Geometry before and after a repair can be long. All of it together keeps the page openable;
/// what is beyond it is shortened, with its "…", and stands in full in report.json.
constexpr std::size_t long_text_budget = std::size_t{8} << 20U;

const Json* member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::int64_t code_in(CodeTable& table, const Json& object, const char* name) {
  const Json* value = member(object, name);
  return value == nullptr || !value->is_string() ? none : table.add(value->get<std::string>());
}

std::int64_t text_in(TextTable& table, const Json& object, const char* name) {
  const Json* value = member(object, name);
  return value == nullptr || !value->is_string() ? none
                                                 : table.add(visible(value->get<std::string>()));
}

std::int64_t scaled(const Json* point, const char* name, double by) {
  const Json* value = point == nullptr ? nullptr : member(*point, name);
  if (value == nullptr || !value->is_number()) return none;
  const double number = value->get<double>() * by;
  constexpr double exact = 9e15;  // a double in the page holds every whole number up to here
  return std::isfinite(number) && std::abs(number) < exact ? std::llround(number) : none;
}

sync::ArgumentValue argument_value(const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  return value.is_string() ? value.get<std::string>() : value.dump();
}

void write_numbers(std::string& out, const Column& column, std::int64_t from = 0) {
  out += '[';
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (i > 0) out += ',';
    append_json(out, column[i] == none ? none : column[i] - from);
  }
  out += ']';
}

/// The least value of a column that is one: positions are written from there.
std::int64_t least(const Column& column) {
  std::int64_t result = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t value : column) {
    if (value != none) result = std::min(result, value);
  }
  return result == std::numeric_limits<std::int64_t>::max() ? 0 : result;
}

}  // namespace

void FindingColumns::add_place(const Json& finding) {
  const Json* point = member(finding, "point");
  x_mm_.push_back(scaled(point, "x", 1e3));
  y_mm_.push_back(scaled(point, "y", 1e3));
  if (x_mm_.back() == none || y_mm_.back() == none) x_mm_.back() = y_mm_.back() = none;
  lon_.push_back(scaled(point, "lon", 1e7));
  lat_.push_back(scaled(point, "lat", 1e7));
}

void FindingColumns::add_value(const std::string& name, const Json& value) {
  evidence_name_.push_back(value_names_.add(visible(name)));
  if (value.is_string()) {
    std::string text = visible(value.get<std::string>());
    if (text.size() > short_text) {
      long_texts_ += text.size();
      if (long_texts_ > long_text_budget) text = shortened(text, short_text);
    }
    evidence_text_.push_back(texts_.add(text));
  } else {
    const sync::ArgumentValue number = argument_value(value);
    evidence_text_.push_back(texts_.add(argument_text(name, number, Language::tr),
                                        argument_text(name, number, Language::en)));
  }
}

/// Arguments the sentence does not tell, then the evidence.
void FindingColumns::add_values(const Json& finding, const std::vector<std::string>& told) {
  const std::size_t before = evidence_name_.size();
  for (const char* list : {"arguments", "evidence"}) {
    const Json* values = member(finding, list);
    if (values == nullptr) continue;
    for (const auto& [name, value] : values->items()) {
      if (value.is_null() || std::ranges::find(told, name) != told.end()) continue;
      add_value(name, value);
    }
  }
  evidence_count_.push_back(std::ssize(evidence_name_) - static_cast<std::int64_t>(before));
}

void FindingColumns::add_row(std::int64_t role, const Json& row) {
  row_role_.push_back(role);
  row_register_.push_back(code_in(registers_, row, "register"));
  row_layer_.push_back(code_in(layers_, row, "layer"));
  row_key_.push_back(text_in(keys_, row, "key"));
  const Json* origin = member(row, "origin");
  const Json nothing = Json::object();
  const Json& from = origin == nullptr ? nothing : *origin;
  row_source_.push_back(code_in(sources_, from, "source"));
  row_file_.push_back(code_in(files_, from, "file"));
  const Json* record = member(from, "row");
  row_record_.push_back(record != nullptr && record->is_number() ? record->get<std::int64_t>()
                                                                 : none);
}

void FindingColumns::add_rows(const Json& finding) {
  const std::size_t before = row_role_.size();
  const Json* grouped = member(finding, "rows");
  // A grouped finding's own row is what its rows have in common, not a row beside them.
  const bool stands_for_itself = grouped == nullptr && member(finding, "register") != nullptr;
  if (stands_for_itself || member(finding, "origin") != nullptr) add_row(own_row, finding);
  const Json* related = member(finding, "related");
  for (const Json& row : related == nullptr ? Json::array() : *related) add_row(related_row, row);
  for (const Json& row : grouped == nullptr ? Json::array() : *grouped) add_row(grouped_row, row);
  row_count_.push_back(std::ssize(row_role_) - static_cast<std::int64_t>(before));
  grouped_.push_back(grouped == nullptr ? 0 : 1);
}

void FindingColumns::add(const Json& finding) {
  fingerprints_.push_back(finding.at("fingerprint").get<std::string>());
  const auto rule = finding.at("rule").get<std::string>();
  rule_.push_back(rules_.add(rule));
  severity_.push_back(severities_.add(finding.at("severity").get<std::string>()));
  state_.push_back(states_.add(finding.at("state").get<std::string>()));
  register_.push_back(code_in(registers_, finding, "register"));
  layer_.push_back(code_in(layers_, finding, "layer"));
  const Json* mahalle = member(finding, "mahalle_kodu");
  mahalle_of_.push_back(mahalle == nullptr ? none : mahalle_.add(mahalle->dump()));
  key_.push_back(text_in(keys_, finding, "key"));
  attribute_.push_back(text_in(keys_, finding, "attribute"));
  const Json* first_run = member(finding, "first_run");
  first_run_.push_back(first_run == nullptr ? none : first_run->get<std::int64_t>());
  cause_.push_back(code_in(causes_, finding, "cause"));
  add_place(finding);

  const auto known = sync::rule_named(rule);
  const Json& message = finding.at("message");
  const SentenceTable::Told told =
      sentences_.add(known ? &sync::info(*known) : nullptr,
                     visible(message.at("tr").get<std::string>()),
                     visible(message.at("en").get<std::string>()));
  sentence_.push_back(told.pattern);
  value_.insert(value_.end(), told.values.begin(), told.values.end());
  add_values(finding, told.names);
  add_rows(finding);
  const auto keep = [&](const char* name, std::string& all) {
    const Json* kept = member(finding, name);
    if (kept == nullptr) return;
    Json shown = *kept;
    for (Json& each : shown) {
      if (each.is_string()) each = visible(each.get<std::string>());
    }
    if (!all.empty()) all += ',';
    append_json(all, std::to_string(count_));
    all += ':' + shown.dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  keep("waiver", waivers_);
  keep("decision", decisions_);
  ++count_;
}

void FindingColumns::write(std::string& out) const {
  out += "{\"count\":";
  append_json(out, static_cast<std::int64_t>(count_));
  const auto name = [&](const char* field) -> std::string& {
    out += ",\n";
    append_json(out, field);
    out += ':';
    return out;
  };
  const auto column = [&](const char* field, const Column& values) {
    write_numbers(name(field), values);
  };
  rules_.write(name("rules"));
  severities_.write(name("severities"));
  states_.write(name("states"));
  registers_.write(name("registers"));
  layers_.write(name("layers"));
  mahalle_.write(name("mahalle_codes"));
  causes_.write(name("causes"));
  sources_.write(name("sources"));
  files_.write(name("files"));
  value_names_.write(name("value_names"));
  texts_.write(name("texts"));
  keys_.write(name("keys"));
  sentences_.write(name("sentences"));
  name("fingerprint") += '[';
  for (std::size_t i = 0; i < fingerprints_.size(); ++i) {
    if (i > 0) out += ',';
    append_json(out, fingerprints_[i]);
  }
  out += ']';
  column("rule", rule_);
  column("severity", severity_);
  column("state", state_);
  column("register", register_);
  column("layer", layer_);
  column("mahalle", mahalle_of_);
  column("key", key_);
  column("attribute", attribute_);
  column("first_run", first_run_);
  column("cause", cause_);
  column("sentence", sentence_);
  column("value", value_);
  column("grouped", grouped_);
  name("from_mm") += '[';
  append_json(out, least(x_mm_));
  out += ',';
  append_json(out, least(y_mm_));
  out += ']';
  write_numbers(name("x_mm"), x_mm_, least(x_mm_));
  write_numbers(name("y_mm"), y_mm_, least(y_mm_));
  column("lon_e7", lon_);
  column("lat_e7", lat_);
  column("row_count", row_count_);
  column("row_role", row_role_);
  column("row_register", row_register_);
  column("row_layer", row_layer_);
  column("row_key", row_key_);
  column("row_source", row_source_);
  column("row_file", row_file_);
  column("row_record", row_record_);
  column("evidence_count", evidence_count_);
  column("evidence_name", evidence_name_);
  column("evidence_text", evidence_text_);
  name("waivers") += '{' + waivers_ + '}';
  name("decisions") += '{' + decisions_ + "}}";
}

}  // namespace uavt::report
