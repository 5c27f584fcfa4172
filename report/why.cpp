#include "report/why.hpp"

#include "report/decision_list.hpp"
#include "report/finding_list.hpp"
#include "report/word.hpp"
#include "report/words.hpp"
#include "sync/concealing.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace uavt::report {

namespace {

using sync::CellStory;
using sync::Language;
using Json = nlohmann::ordered_json;

constexpr std::size_t longest_value = 60;
/// A geometry asked for is worth a few lines.
constexpr std::size_t longest_value_alone = 600;

/// By sync::name(Outcome).
constexpr std::array outcome_words = {
    Word{"kimse", "hiçbir kütük değer vermiyor", "no register gives a value"},
    Word{"tek_taraf", "değeri yalnız bir kütük veriyor", "only one register gives a value"},
    Word{"uzlasma", "iki kütük aynı değeri veriyor", "both registers give the same value"},
    Word{"degismedi", "kütüklerin ikisi de değiştirmedi; yayımlanan kaldı",
         "neither register changed it; what was published stays"},
    Word{"ilk_karsilasma", "kütükler ilk kez karşılaştı ve ayrıydı; yetkilinin değeri alındı",
         "the registers met for the first time and differed; the authority's value was taken"},
    Word{"tek_degisiklik", "yalnız bir kütük değiştirdi; değiştirmeye yetkisi vardı",
         "only one register changed it, and it may"},
    Word{"yetkisiz", "değiştiren kütüğün yetkisi yok; yayımlanan kaldı (UAV-03)",
         "the register that changed it may not; what was published stays (UAV-03)"},
    Word{"cakisma", "iki kütük de değiştirdi; yetkilinin değeri alındı (UAV-10)",
         "both registers changed it; the authority's value was taken (UAV-10)"},
    Word{"cakisma_bekliyor",
         "iki kütük de değiştirdi; karar verilene kadar yayımlanan kaldı (UAV-10)",
         "both registers changed it; until somebody decides what was published stays (UAV-10)"},
    Word{"karar", "bir kişi karar verdi", "a person decided"},
    Word{"geri_alma", "bir çalışma geri alındı; önceki değerine döndü",
         "a run was taken back; it is as it was before"},
};

/// A column that shows the municipality's own value beside UAVT's was not decided on.
std::string outcome_text(const Why& why, std::size_t attribute, sync::Outcome outcome,
                         Language language) {
  if (attribute != sync::geometry_attribute &&
      sync::layer_type(why.layer).attributes[attribute].role == sync::Role::shadow) {
    return language == Language::tr ? "belediyenin kendi değeri, UAVT'ninkinin yanında"
                                    : "the municipality's own value, beside UAVT's";
  }
  const auto* const found = std::ranges::find(outcome_words, sync::name(outcome), &Word::code);
  return std::string(in(*found, language));
}

/// The story of a value; a restricted one is told by its mark.
CellStory told_story(const Why& why, std::size_t attribute) {
  CellStory cell = sync::story(why.history, attribute);
  if (attribute == sync::geometry_attribute) return cell;
  const std::string_view name = sync::layer_type(why.layer).attributes[attribute].name;
  if (!why.restrictions.restricted(why.layer, name)) return cell;
  for (auto* value : {&cell.value, &cell.before}) {
    if (*value) *value = std::string(sync::concealed_value);
  }
  return cell;
}

std::string value_of(const std::optional<std::string>& value, std::size_t longest,
                     Language language) {
  if (!value) return language == Language::tr ? "(boş)" : "(empty)";
  return fmt::format("“{}”", visible(shortened(*value, longest)));
}

std::string run_text(const Why& why, std::int64_t run, Language language) {
  const auto told = why.runs.find(run);
  const bool turkish = language == Language::tr;
  if (told == why.runs.end() || told->second.started.empty()) {
    return fmt::format("{} {}", turkish ? "çalışma" : "run", run);
  }
  return fmt::format("{} {}, {}", turkish ? "çalışma" : "run", run,
                     moment(told->second.started, language));
}

std::string record_text(const Why& why, const CellStory& cell, bool with_path, Language language) {
  const bool turkish = language == Language::tr;
  const std::string reg = cell.reg ? register_word(sync::name(*cell.reg)) : std::string();
  if (!cell.reg) return {};
  if (cell.record.source.empty()) {
    return reg + (turkish ? ", son görüldüğü gibi" : ", as it was last seen");
  }
  std::string path;
  const auto run = why.runs.find(cell.run);
  if (with_path && run != why.runs.end()) {
    const auto at = run->second.paths.find(cell.record.source);
    if (at != run->second.paths.end()) path = fmt::format(" ({})", visible(at->second));
  }
  const std::string source = visible(cell.record.source);
  return turkish ? fmt::format("{}, {} kaynağı{}, {}. kayıt", reg, source, path, cell.record.row)
                 : fmt::format("{}, source {}{}, record {}", reg, source, path, cell.record.row);
}

std::string reason_text(const Why& why, const CellStory& cell, std::size_t attribute,
                        Language language) {
  const bool turkish = language == Language::tr;
  if (!cell.reason) {
    return turkish ? "nedeni saklanmamış (o çalışma nedenleri saklamayan bir sürümündü)"
                   : "the reason was not kept (an older version ran then)";
  }
  const sync::Outcome outcome = cell.reason->first;
  std::string text = outcome_text(why, attribute, outcome, language);
  const sync::Group* group = sync::group_of(why.layer, attribute);
  const bool by_authority =
      outcome == sync::Outcome::first_meeting || outcome == sync::Outcome::one_changed ||
      outcome == sync::Outcome::may_not || outcome == sync::Outcome::conflict ||
      outcome == sync::Outcome::conflict_stays;
  if (by_authority && group != nullptr && group->position < why.authority.size()) {
    const std::string_view named = sync::layer_type(why.layer).groups[group->position];
    const std::string authority = argument_text(
        "authority", std::string(sync::name(why.authority[group->position])), language);
    text += turkish ? fmt::format("; “{}” grubunda bugünkü yetki: {}", named, authority)
                    : fmt::format("; authority over group “{}” today: {}", named, authority);
  }
  return text;
}

std::string at_length(const Why& why, std::size_t attribute, Language language) {
  const bool turkish = language == Language::tr;
  const CellStory cell = told_story(why, attribute);
  std::string text = fmt::format("{}: {}\n", attribute_name(why.layer, attribute),
                                 value_of(cell.value, longest_value_alone, language));
  const auto line = [&](std::string_view tr, std::string_view en, const std::string& what) {
    text += fmt::format("  {:<10}{}\n", turkish ? tr : en, what);
  };
  line("ne zaman:", "since:", run_text(why, cell.run, language));
  line("neden:", "why:", reason_text(why, cell, attribute, language));
  if (const std::string record = record_text(why, cell, true, language); !record.empty()) {
    line("nereden:", "from:", record);
  }
  if (cell.first) {
    line("önce:", "before:", turkish ? "satır bu çalışmayla geldi" : "the row came with this run");
  } else {
    line("önce:", "before:",
         fmt::format("{} ({})", value_of(cell.before, longest_value_alone, language),
                     run_text(why, cell.before_run, language)));
  }
  return text;
}

/// The values under the stories they share, in order of the first of each.
std::string by_story(const Why& why, Language language) {
  const bool turkish = language == Language::tr;
  std::vector<std::string> stories;
  std::map<std::string, std::string> values;
  for (const std::size_t attribute : why.attributes) {
    const CellStory cell = told_story(why, attribute);
    std::string told = run_text(why, cell.run, language);
    if (cell.reason) told += "; " + outcome_text(why, attribute, cell.reason->first, language);
    if (const std::string record = record_text(why, cell, false, language); !record.empty()) {
      told += "; " + record;
    }
    std::string& lines = values[told];
    if (lines.empty()) stories.push_back(told);
    lines += fmt::format("  {:<24} {}", attribute_name(why.layer, attribute),
                         value_of(cell.value, longest_value, language));
    if (!cell.first) {
      lines += fmt::format("  ({} {})", turkish ? "önce" : "before",
                           value_of(cell.before, longest_value, language));
    }
    lines += "\n";
  }
  std::string text;
  for (const std::string& told : stories) text += told + ":\n" + values[told];
  return text;
}

std::string heading(const Why& why, Language language) {
  const bool turkish = language == Language::tr;
  std::string text =
      fmt::format("{} #{}", layer_word(sync::name(why.layer), language), why.tucbs_no);
  const sync::Table& table = why.history.versions.table;
  const std::size_t last = table.size() - 1;
  for (std::size_t a = 0; a < table.columns.size(); ++a) {
    const sync::Attribute& attribute = table.type().attributes[a];
    if (attribute.role != sync::Role::own_code || table.columns[a].null(last)) continue;
    text += fmt::format(", {} {}", attribute.name, table.columns[a].integers[last]);
  }
  text += fmt::format(": {} {}\n", table.size(), turkish ? "sürüm" : "versions");
  if (why.history.there) return text;
  text += turkish ? "Artık yayımda değil" : "It is published no more";
  if (why.history.removed != 0) {
    const std::string run = run_text(why, why.history.removed, language);
    text += turkish ? fmt::format(": {} ile çıktı", run) : fmt::format(": it left with {}", run);
  }
  return text + ".\n";
}

}  // namespace

ToldRun told_run(const std::string& started, const std::string& summary_json) {
  ToldRun told;
  told.started = started;
  const Json summary = Json::parse(summary_json, nullptr, false);
  if (!summary.is_object() || !summary.contains("result")) return told;
  const Json& result = summary["result"];
  if (!result.is_object() || !result.contains("sources")) return told;
  for (const Json& source : result["sources"]) {
    if (source.contains("name") && source.contains("path")) {
      told.paths[source["name"].get<std::string>()] = source["path"].get<std::string>();
    }
  }
  return told;
}

std::string attribute_name(sync::Layer layer, std::size_t attribute) {
  if (attribute == sync::geometry_attribute) return "geometri";
  return std::string(sync::layer_type(layer).attributes[attribute].name);
}

std::vector<std::int64_t> runs_named(const Why& why) {
  std::set<std::int64_t> runs;
  if (why.history.removed != 0) runs.insert(why.history.removed);
  for (const std::size_t attribute : why.attributes) {
    const CellStory cell = told_story(why, attribute);
    runs.insert(cell.run);
    if (!cell.first) runs.insert(cell.before_run);
  }
  return {runs.begin(), runs.end()};
}

std::string why_text(const Why& why, Language language) {
  const bool turkish = language == Language::tr;
  std::string text = heading(why, language);
  text += why.attributes.size() == 1 ? at_length(why, why.attributes.front(), language)
                                     : by_story(why, language);
  if (!why.rulings.empty()) {
    text += turkish ? "Kararlar:\n" : "Decisions:\n";
    text += ruling_list(why.rulings, language);
  }
  if (!why.events.empty()) {
    text += turkish ? "Olaylar:\n" : "Events:\n";
    for (const ToldEvent& event : why.events) {
      text += fmt::format("  {} {}  {}: {} → {}\n", turkish ? "çalışma" : "run", event.run,
                          argument_text("event", event.kind, language), visible(event.before),
                          visible(event.after));
    }
  }
  if (!why.findings.empty()) {
    text += turkish ? "Bulgular:\n" : "Findings:\n";
    text += finding_list(why.findings, {}, language);
  }
  return text;
}

std::string why_json(const Why& why) {
  Json json;
  json["layer"] = sync::name(why.layer);
  json["tucbs_no"] = why.tucbs_no;
  json["published"] = why.history.there;
  if (why.history.removed != 0) json["removed_by_run"] = why.history.removed;
  json["attributes"] = Json::array();
  const auto or_null = [](const std::optional<std::string>& text) {
    return text ? Json(*text) : Json(nullptr);
  };
  for (const std::size_t attribute : why.attributes) {
    const CellStory cell = told_story(why, attribute);
    Json told;
    told["attribute"] = attribute_name(why.layer, attribute);
    told["value"] = or_null(cell.value);
    told["run"] = cell.run;
    told["outcome"] = cell.reason ? Json(sync::name(cell.reason->first)) : Json(nullptr);
    told["take"] = cell.reason ? Json(sync::name(cell.reason->second)) : Json(nullptr);
    told["register"] = cell.reg ? Json(sync::name(*cell.reg)) : Json(nullptr);
    told["source"] = cell.record.source.empty() ? Json(nullptr) : Json(cell.record.source);
    told["record"] = cell.record.source.empty() ? Json(nullptr) : Json(cell.record.row);
    told["first"] = cell.first;
    if (!cell.first) {
      told["before"] = or_null(cell.before);
      told["before_run"] = cell.before_run;
    }
    json["attributes"].push_back(std::move(told));
  }
  json["decisions"] = Json::parse(ruling_list_json(why.rulings));
  json["events"] = Json::array();
  for (const ToldEvent& event : why.events) {
    json["events"].push_back({{"run", event.run},
                              {"kind", event.kind},
                              {"before", event.before},
                              {"after", event.after}});
  }
  json["findings"] = Json::array();
  for (const std::string& finding : why.findings) {
    json["findings"].push_back(Json::parse(finding));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace uavt::report
