#include "report/held_list.hpp"

#include "report/held.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <array>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

constexpr std::size_t longest_value = 80;

struct Word {
  std::string_view tr, en;
};
constexpr std::array<Word, sync::guard_operation_count> operation_words = {
    {{"ekleme", "addition"}, {"değişiklik", "update"}, {"silme", "removal"}}};
constexpr std::array<Word, sync::batch_state_count> state_words = {
    {{"onay bekliyor", "waits for approval"},
     {"onaylandı", "was approved"},
     {"reddedildi", "was rejected"},
     {"yerini yenisi aldı", "was replaced"}}};

std::string_view word(const Word& words, Language language) {
  return language == Language::tr ? words.tr : words.en;
}

std::string_view operation_word(sync::GuardOperation operation, Language language) {
  return word(operation_words[static_cast<std::size_t>(operation)], language);
}

std::string counts_text(const sync::HeldBatch& batch, Language language) {
  std::string text;
  for (const sync::HeldCount& each : batch.counts) {
    text += fmt::format("{}{}: {} {}", text.empty() ? "" : ", ",
                        layer_word(sync::name(each.layer), language), number(each.count, language),
                        operation_word(each.operation, language));
  }
  return text;
}

std::string head_text(const HeldEntry& entry, Language language) {
  const bool turkish = language == Language::tr;
  const sync::HeldBatch& batch = entry.batch;
  std::string text = fmt::format("{}. {}", batch.no,
                                 mahalle_text(batch.mahalle_name, batch.mahalle_kodu, language));
  if (batch.mahalle_kodu != 0) text += fmt::format(" ({})", batch.mahalle_kodu);
  text += fmt::format(": {}\n   {}\n   {}\n", trigger_text(batch.trigger, language),
                      cause_text(batch.cause, batch.trigger, language),
                      counts_text(batch, language));
  const std::string_view state =
      word(state_words[static_cast<std::size_t>(entry.state)], language);
  text += turkish ? fmt::format("   {}; çalışma {}, {}", state, entry.run,
                                moment(entry.since, language))
                  : fmt::format("   {}; run {}, {}", state, entry.run,
                                moment(entry.since, language));
  if (!entry.person.empty()) {
    text += fmt::format(" · {} · {}", visible(entry.person), moment(entry.decided, language));
    if (!entry.reason.empty()) text += fmt::format(" · {}", visible(entry.reason));
  }
  return text + "\n";
}

std::string value_text(const std::optional<std::string>& value) {
  return value ? visible(shortened(*value, longest_value)) : std::string("–");
}

Json entry_json(const HeldEntry& entry) {
  Json json = held_json(entry.batch);
  const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  json["state"] = sync::name(entry.state);
  json["since_run"] = entry.run;
  json["since"] = entry.since;
  json["closed_run"] = entry.closed_run == 0 ? Json() : Json(entry.closed_run);
  json["person"] = or_null(entry.person);
  json["reason"] = or_null(entry.reason);
  json["decided"] = or_null(entry.decided);
  return json;
}

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string held_list(std::span<const HeldEntry> entries, Language language) {
  const bool turkish = language == Language::tr;
  if (entries.empty()) return turkish ? "Onay bekleyen mahalle yok.\n" : "No mahalle waits.\n";
  std::string text;
  for (const HeldEntry& entry : entries) {
    text += head_text(entry, language);
    text += fmt::format("   uavt-sync held {0} · uavt-sync approve {0} · uavt-sync reject {0} "
                        "--because …\n\n",
                        entry.batch.no);
  }
  return text;
}

std::string held_whole(const HeldEntry& entry, Language language) {
  std::string text = head_text(entry, language) + "\n";
  for (const sync::HeldChange& change : entry.batch.changes) {
    text += fmt::format("{} {}: {}\n", layer_word(sync::name(change.layer), language),
                        change.key.empty() ? "–" : visible(shortened(change.key, longest_value)),
                        operation_word(change.operation, language));
    for (const sync::HeldValue& value : change.values) {
      if (change.operation == sync::GuardOperation::update) {
        text += fmt::format("    {}: {} → {}\n", value.attribute, value_text(value.before),
                            value_text(value.after));
      } else {
        text += fmt::format("    {}: {}\n", value.attribute,
                            value_text(value.before ? value.before : value.after));
      }
    }
  }
  return text;
}

std::string held_list_json(std::span<const HeldEntry> entries) {
  Json list = Json::array();
  for (const HeldEntry& entry : entries) list.push_back(entry_json(entry));
  return dumped(list);
}

std::string held_whole_json(const HeldEntry& entry) {
  Json json = entry_json(entry);
  json["list"] = Json::array();
  for (const sync::HeldChange& change : entry.batch.changes) {
    Json values = Json::array();
    for (const sync::HeldValue& value : change.values) {
      values.push_back(Json{{"attribute", value.attribute},
                            {"before", value.before ? Json(*value.before) : Json()},
                            {"after", value.after ? Json(*value.after) : Json()}});
    }
    json["list"].push_back(
        Json{{"layer", sync::name(change.layer)},
             {"operation", sync::name(change.operation)},
             {"tucbs_no", change.tucbs_no == 0 ? Json() : Json(change.tucbs_no)},
             {"key", change.key.empty() ? Json() : Json(change.key)},
             {"values", std::move(values)}});
  }
  return dumped(json);
}

}  // namespace uavt::report
