#include "report/causes.hpp"

#include "report/json_text.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace uavt::report {

namespace {

using sync::CauseKind;
using sync::Language;
using Json = nlohmann::ordered_json;

constexpr int evidence_digits = 6;

/// A cause's evidence, asked by name; what is not there is "–", as in messages.
class Evidence {
 public:
  Evidence(const sync::Cause& cause, Language language) : cause_(cause), language_(language) {}

  [[nodiscard]] const sync::ArgumentValue* value(std::string_view name) const {
    const auto found =
        std::ranges::find(cause_.evidence, name, &sync::Arguments::value_type::first);
    return found == cause_.evidence.end() ? nullptr : &found->second;
  }
  [[nodiscard]] std::string text(std::string_view name) const {
    const auto* found = value(name);
    if (found == nullptr) return "–";
    const auto* count = std::get_if<std::int64_t>(found);
    return count == nullptr ? argument_text(name, *found, language_)
                            : number(static_cast<std::uint64_t>(*count), language_);
  }
  [[nodiscard]] std::string word(std::string_view name) const {
    const auto* found = value(name);
    const auto* text = found == nullptr ? nullptr : std::get_if<std::string>(found);
    return text == nullptr ? std::string() : *text;
  }
  /// Names and values from data, in the language's marks.
  [[nodiscard]] std::string quoted(std::string_view name) const {
    constexpr std::size_t longest = 60;
    return "“" + visible(shortened(word(name), longest)) + "”";
  }
  [[nodiscard]] double real(std::string_view name) const {
    const auto* found = value(name);
    const auto* number = found == nullptr ? nullptr : std::get_if<double>(found);
    return number == nullptr ? 0 : *number;
  }

 private:
  const sync::Cause& cause_;
  Language language_;
};

/// "34 m doğu, 183 m kuzey": whole metres from ten on, else centimetres; an axis that says nothing
/// is left out.
std::string vector_text(const Evidence& evidence, Language language) {
  const bool turkish = language == Language::tr;
  struct Axis {
    std::string_view name, plus_tr, minus_tr, plus_en, minus_en;
  };
  constexpr std::array axes = {Axis{"east_m", "doğu", "batı", "east", "west"},
                               Axis{"north_m", "kuzey", "güney", "north", "south"}};
  constexpr double whole_m = 10;
  constexpr double silent_m = 0.005;
  std::string text;
  for (const Axis& axis : axes) {
    const double value = evidence.real(axis.name);
    if (std::abs(value) < silent_m) continue;
    const std::string_view way = turkish ? (value > 0 ? axis.plus_tr : axis.minus_tr)
                                         : (value > 0 ? axis.plus_en : axis.minus_en);
    const int digits = std::abs(value) >= whole_m ? 0 : 2;
    text += fmt::format("{}{} m {}", text.empty() ? "" : ", ",
                        decimal(std::abs(value), digits, language), way);
  }
  return text;
}

std::string file_word(const sync::Cause& cause, std::span<const sync::SourceResult> sources) {
  const auto source = std::ranges::find(sources, cause.source, &sync::SourceResult::name);
  const bool one_file = source != sources.end() && !source->path.empty() &&
                        source->path.find_first_of("*?[") == std::string::npos;
  return visible(one_file ? std::filesystem::path(source->path).filename().string()
                          : cause.source);
}

std::string shift_tr(const Evidence& evidence, const std::string& file) {
  const std::string vector = vector_text(evidence, Language::tr);
  const std::string datum = evidence.word("datum");
  if (datum == "ed50_read_as_turef") {
    return fmt::format("{} ED50 koordinatlı, TUREF diye okunmuş ({})", file, vector);
  }
  if (datum == "turef_read_as_ed50") {
    return fmt::format("{} TUREF koordinatlı, ED50 diye okunmuş ({})", file, vector);
  }
  return fmt::format("{} bütünüyle kaymış: {} ({} noktanın {} tanesinde aynı, yayılım {})", file,
                     vector, evidence.text("pairs"), evidence.text("agreeing"),
                     evidence.text("spread_m"));
}

std::string shift_en(const Evidence& evidence, const std::string& file) {
  const std::string vector = vector_text(evidence, Language::en);
  const std::string datum = evidence.word("datum");
  if (datum == "ed50_read_as_turef") {
    return fmt::format("{} holds ED50 coordinates that were read as TUREF ({})", file, vector);
  }
  if (datum == "turef_read_as_ed50") {
    return fmt::format("{} holds TUREF coordinates that were read as ED50 ({})", file, vector);
  }
  return fmt::format("{} is shifted as a whole: {} (the same at {} of {} points, spread {})", file,
                     vector, evidence.text("agreeing"), evidence.text("pairs"),
                     evidence.text("spread_m"));
}

std::string street_tr(const Evidence& evidence, const std::string& file) {
  const std::string change = evidence.word("change");
  const std::string code = visible(evidence.word("csbm_kodu"));
  if (change == "code") {
    return fmt::format("{} {} kodlu bir cadde/sokağı gösteriyor, böyle bir csbm yok (kaldırılmış "
                       "veya yeniden kodlanmış)", file, code);
  }
  const std::string names =
      fmt::format("UAVT {}, belediye {}", evidence.quoted("uavt"), evidence.quoted("cbs"));
  return change == "twin"
             ? fmt::format("aynı cadde/sokak iki kez var: {} ({}); kapı numaraları aynı", names, code)
             : fmt::format("{} kodlu cadde/sokağın adı iki kütükte farklı: {}", code, names);
}

std::string street_en(const Evidence& evidence, const std::string& file) {
  const std::string change = evidence.word("change");
  const std::string code = visible(evidence.word("csbm_kodu"));
  if (change == "code") {
    return fmt::format("{} points to a street with the code {}, and there is none (removed or "
                       "re-coded)", file, code);
  }
  const std::string names = fmt::format("UAVT {}, the municipality {}", evidence.quoted("uavt"),
                                        evidence.quoted("cbs"));
  return change == "twin"
             ? fmt::format("one street is there twice: {} ({}); its door numbers are the same",
                           names, code)
             : fmt::format("the street {} has two names: {}", code, names);
}

std::string rule_title(const sync::Cause& cause, Language language) {
  if (cause.rules.empty()) return {};
  const sync::RuleInfo& rule = sync::info(cause.rules.front());
  return fmt::format("{} {}", rule.id, language == Language::tr ? rule.title_tr : rule.title_en);
}

std::string reason_tr(const sync::Cause& cause, const Evidence& evidence, const std::string& file) {
  const auto text = [&](std::string_view name) { return evidence.text(name); };
  switch (cause.kind) {
    case CauseKind::constant_shift:
      return shift_tr(evidence, file);
    case CauseKind::encoding:
      return fmt::format("{} yanlış karakter kodlamasıyla yazılmış veya okunmuş: Türkçe harfli {} "
                         "değerin {} tanesi bozuk", file, text("of"), text("rows"));
    case CauseKind::column:
      return fmt::format("{}, {} sütunu baştan sona hatalı: {} kaydın {} tanesi ({})", file,
                         text("attribute"), text("of"), text("rows"),
                         rule_title(cause, Language::tr));
    case CauseKind::missing_code_value:
      return fmt::format("{}, {} sütunundaki {} değeri kod listesinde yok ({} kayıt)", file,
                         text("attribute"), evidence.quoted("value"), text("rows"));
    case CauseKind::street_renamed:
      return street_tr(evidence, file);
    case CauseKind::bulk_load:
      return fmt::format("{}: {} günü {} {} kaydın {} tanesi hatalı (öteki günlerde {})", file,
                         day(evidence.word("day"), Language::tr),
                         evidence.word("attribute") == "olusturma_tarihi" ? "oluşturulan"
                                                                          : "değiştirilen",
                         text("of"), text("rows"), text("elsewhere_share"));
    case CauseKind::file:
      break;
  }
  if (evidence.value("mahalle") == nullptr) {
    return fmt::format("{}: {} kaydın {} tanesi hatalı (aynı katmanın öteki kaynaklarında {})",
                       file, text("of"), text("rows"), text("elsewhere_share"));
  }
  return fmt::format("{}, {}: {} kaydın {} tanesi hatalı (öteki mahallelerde {})", file,
                     text("mahalle"), text("of"), text("rows"), text("elsewhere_share"));
}

std::string reason_en(const sync::Cause& cause, const Evidence& evidence, const std::string& file) {
  const auto text = [&](std::string_view name) { return evidence.text(name); };
  switch (cause.kind) {
    case CauseKind::constant_shift:
      return shift_en(evidence, file);
    case CauseKind::encoding:
      return fmt::format("{} was written or read in the wrong character encoding: {} of {} values "
                         "with Turkish letters are damaged", file, text("rows"), text("of"));
    case CauseKind::column:
      return fmt::format("{}, the column {} is wrong throughout: {} of {} records ({})", file,
                         text("attribute"), text("rows"), text("of"),
                         rule_title(cause, Language::en));
    case CauseKind::missing_code_value:
      return fmt::format("{}, the value {} of the column {} is not in the code list ({} records)",
                         file, evidence.quoted("value"), text("attribute"), text("rows"));
    case CauseKind::street_renamed:
      return street_en(evidence, file);
    case CauseKind::bulk_load:
      return fmt::format("{}: {} of {} records {} on {} are wrong ({} on other days)", file,
                         text("rows"), text("of"),
                         evidence.word("attribute") == "olusturma_tarihi" ? "created" : "changed",
                         day(evidence.word("day"), Language::en), text("elsewhere_share"));
    case CauseKind::file:
      break;
  }
  if (evidence.value("mahalle") == nullptr) {
    return fmt::format("{}: {} of {} records are wrong ({} in the other sources of the layer)",
                       file, text("rows"), text("of"), text("elsewhere_share"));
  }
  return fmt::format("{}, {}: {} of {} records are wrong ({} in the other neighbourhoods)", file,
                     text("mahalle"), text("rows"), text("of"), text("elsewhere_share"));
}

sync::Cause cause_of(const Json& json) {
  sync::Cause cause;
  cause.id = json.at("id").get<std::string>();
  cause.count = json.at("count").get<std::uint64_t>();
  if (const auto kind = sync::cause_kind_named(json.at("kind").get<std::string>())) {
    cause.kind = *kind;
  }
  for (const Json& id : json.at("rules")) {
    if (const auto rule = sync::rule_named(id.get<std::string>())) cause.rules.push_back(*rule);
  }
  if (json.at("layer").is_string()) cause.layer = sync::layer_named(json["layer"].get<std::string>());
  if (json.at("source").is_string()) cause.source = json["source"].get<std::string>();
  for (const auto& [name, value] : json.at("evidence").items()) {
    if (value.is_string()) {
      cause.evidence.emplace_back(name, value.get<std::string>());
    } else if (value.is_number_integer()) {
      cause.evidence.emplace_back(name, value.get<std::int64_t>());
    } else if (value.is_number()) {
      cause.evidence.emplace_back(name, value.get<double>());
    }
  }
  return cause;
}

}  // namespace

std::string sentence(const sync::Cause& cause, std::span<const sync::SourceResult> sources,
                     Language language) {
  const std::string file = file_word(cause, sources);
  const Evidence evidence(cause, language);
  const std::string count = number(cause.count, language);
  if (language == Language::tr) {
    return fmt::format("{} bulgunun nedeni: {}.", count, reason_tr(cause, evidence, file));
  }
  return fmt::format("{} {} one cause: {}.", count, cause.count == 1 ? "finding has" : "findings have",
                     reason_en(cause, evidence, file));
}

Json cause_json(const sync::Cause& cause, std::span<const sync::SourceResult> sources) {
  Json json;
  json["id"] = cause.id;
  json["kind"] = sync::name(cause.kind);
  json["count"] = cause.count;
  json["rules"] = Json::array();
  for (const sync::Rule rule : cause.rules) json["rules"].push_back(sync::info(rule).id);
  json["layer"] = cause.layer ? Json(sync::name(*cause.layer)) : Json();
  json["source"] = cause.source.empty() ? Json() : Json(cause.source);
  json["sentence"] = Json{{"tr", sentence(cause, sources, Language::tr)},
                          {"en", sentence(cause, sources, Language::en)}};
  json["evidence"] = Json::object();
  for (const auto& [name, value] : cause.evidence) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      json["evidence"][name] = *text;
    } else if (const auto* real = std::get_if<double>(&value)) {
      json["evidence"][name] = rounded(*real, evidence_digits);
    } else {
      json["evidence"][name] = std::get<std::int64_t>(value);
    }
  }
  return json;
}

std::vector<sync::Cause> causes_of(const std::string& summary_json) {
  std::vector<sync::Cause> causes;
  try {
    const Json summary = Json::parse(summary_json);
    for (const Json& each : summary.at("result").at("causes")) causes.push_back(cause_of(each));
  } catch (const Json::exception&) {
    causes.clear();  // a summary of another version: its findings stand without a cause
  }
  return causes;
}

}  // namespace uavt::report
