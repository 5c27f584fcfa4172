#include "report/held.hpp"

#include "report/json_text.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace uavt::report {

namespace {

using sync::HeldCauseKind;
using sync::Language;
using sync::GuardOperation;
using Json = nlohmann::ordered_json;

/// More mahalle than these are counted, not named: the verdict is one sentence.
constexpr std::size_t named_mahalle = 3;
constexpr std::size_t longest_value = 60;

struct LayerWords {
  std::string_view tr, en;
};

/// As they stand before "kayıtlarının" and "records".
constexpr std::array<LayerWords, sync::layer_count> layer_words = {{
    {"mahalle", "mahalle"},
    {"cadde ve sokak", "street"},
    {"yol orta hattı", "centreline"},
    {"parsel", "parcel"},
    {"bina", "building"},
    {"numarataj", "door"},
    {"bağımsız bölüm", "unit"},
}};

/// The ending of a number as it is read aloud: %62'si, %30'u, %100'ü.
std::string_view ending(std::uint64_t number) {
  constexpr std::array<std::string_view, 10> ones = {"",   "i",  "si", "ü", "ü",
                                                     "i", "sı", "si", "i", "u"};
  constexpr std::array<std::string_view, 10> tens = {"",   "u",  "si", "u", "ı",
                                                     "si", "ı", "i",  "i", "ı"};
  if (number % 10 != 0) return ones[number % 10];
  if (number / 10 % 10 != 0) return tens[number / 10 % 10];
  return number == 0 ? "ı" : number % 1000 == 0 ? "i" : "ü";  // sıfırı, bini, yüzü
}

std::string in_marks(std::string_view text) {
  return "“" + visible(shortened(text, longest_value)) + "”";
}

std::string of_layer(sync::Layer layer, Language language) {
  const LayerWords& words = layer_words[index(layer)];
  return std::string(language == Language::tr ? words.tr : words.en);
}

/// "numarataj kayıtlarının %62'si" or, where a share says nothing, "14 numarataj kaydı".
std::string amount(const sync::ScopeCount& trigger, Language language) {
  const std::string layer = of_layer(trigger.scope.layer, language);
  const auto percent = trigger.rows == 0 ? std::uint64_t{0}
                                         : static_cast<std::uint64_t>(std::llround(
                                               100.0 * static_cast<double>(trigger.count) /
                                               static_cast<double>(trigger.rows)));
  const bool shared = trigger.scope.operation != GuardOperation::addition && percent >= 1;
  if (language == Language::tr) {
    return shared ? fmt::format("{} kayıtlarının %{}'{}", layer, percent, ending(percent))
                  : fmt::format("{} {} kaydı", number(trigger.count, language), layer);
  }
  return shared ? fmt::format("{}% of the {} records", percent, layer)
                : fmt::format("{} {} records", number(trigger.count, language), layer);
}

double real(const sync::Arguments& arguments, std::string_view name) {
  const auto at = std::ranges::find(arguments, name, &sync::Arguments::value_type::first);
  const auto* value = at == arguments.end() ? nullptr : std::get_if<double>(&at->second);
  return value == nullptr ? 0 : *value;
}
std::int64_t whole(const sync::Arguments& arguments, std::string_view name) {
  const auto at = std::ranges::find(arguments, name, &sync::Arguments::value_type::first);
  const auto* value = at == arguments.end() ? nullptr : std::get_if<std::int64_t>(&at->second);
  return value == nullptr ? 0 : *value;
}
std::string text(const sync::Arguments& arguments, std::string_view name) {
  const auto at = std::ranges::find(arguments, name, &sync::Arguments::value_type::first);
  const auto* value = at == arguments.end() ? nullptr : std::get_if<std::string>(&at->second);
  return value == nullptr ? std::string() : *value;
}

/// "12 m doğu, 3 m kuzey".
std::string way(const sync::HeldCause& cause, Language language) {
  const bool turkish = language == Language::tr;
  const auto part = [&](double metres, std::string_view there, std::string_view back) {
    return fmt::format("{} m {}", decimal(std::abs(metres), 2, language), metres < 0 ? back : there);
  };
  return part(cause.east_m, turkish ? "doğu" : "east", turkish ? "batı" : "west") + ", " +
         part(cause.north_m, turkish ? "kuzey" : "north", turkish ? "güney" : "south");
}

}  // namespace

std::string trigger_text(const sync::ScopeCount& trigger, Language language) {
  const std::string what = amount(trigger, language);
  const bool turkish = language == Language::tr;
  switch (trigger.scope.operation) {
    case GuardOperation::addition:
      return turkish ? fmt::format("{} yeni (önceden {} vardı)", what,
                                   number(trigger.rows, language))
                     : fmt::format("{} are new (there were {})", what,
                                   number(trigger.rows, language));
    case GuardOperation::update:
      return what + (turkish ? " değişmiş" : " have changed");
    case GuardOperation::removal:
      break;
  }
  return what + (turkish ? " dosyada yok" : " are not in the file");
}

std::string cause_text(const sync::HeldCause& cause, const sync::ScopeCount& trigger,
                       Language language) {
  const bool turkish = language == Language::tr;
  const std::string layer = of_layer(trigger.scope.layer, language);
  switch (cause.kind) {
    case HeldCauseKind::short_file:
      return turkish
                 ? fmt::format("Dosyada bu mahallenin {} {} kaydı var, {} vardı: dosya yarım kalmış "
                               "olabilir.",
                               number(cause.now, language), layer, number(trigger.rows, language))
                 : fmt::format("The file has {} {} records of this mahalle, there were {}: it may "
                               "have been cut.",
                               number(cause.now, language), layer, number(trigger.rows, language));
    case HeldCauseKind::filter:
      return turkish ? fmt::format("Eksik kayıtların hepsinde {} = {}: dışa aktarmada bir süzgeç "
                                   "açık kalmış olabilir.",
                                   cause.attribute, in_marks(cause.value))
                     : fmt::format("All that is missing has {} = {}: a filter may have been left on "
                                   "when it was exported.",
                                   cause.attribute, in_marks(cause.value));
    case HeldCauseKind::recoded:
      return turkish ? "Giden kayıt kadar yenisi gelmiş: kodlar yeniden verilmiş olabilir."
                     : "As many records came as went: they may have been given other codes.";
    case HeldCauseKind::shifted_column:
      if (!cause.value.empty()) {
        return turkish ? fmt::format("Hepsinde {} değişmiş ve önceki {} değerini gösteriyor: bir "
                                     "sütun kaymış olabilir.",
                                     cause.attribute, cause.value)
                       : fmt::format("In all of them {} changed and shows what {} was: a column may "
                                     "have slipped.",
                                     cause.attribute, cause.value);
      }
      return turkish ? fmt::format("Değişenlerin çoğunda yalnız {} değişmiş: bir sütun kaymış ya da "
                                   "yanlış doldurulmuş olabilir.",
                                   cause.attribute)
                     : fmt::format("In most of them only {} changed: a column may have slipped or "
                                   "been filled wrongly.",
                                   cause.attribute);
    case HeldCauseKind::constant_shift:
      return turkish ? fmt::format("Hepsi aynı yönde kaymış ({}): koordinat sistemi yanlış olabilir.",
                                   way(cause, language))
                     : fmt::format("All moved the same way ({}): the coordinate system may be wrong.",
                                   way(cause, language));
    case HeldCauseKind::many:
      break;
  }
  return turkish ? "Belirgin bir neden görülmüyor; değişiklik sayısı alışılmıştan fazla."
                 : "No single reason shows; there are more changes than usual.";
}

std::string mahalle_text(std::string_view name, std::int64_t mahalle_kodu, Language language) {
  if (!name.empty()) return visible(shortened(name, longest_value));
  if (mahalle_kodu > 0) return std::to_string(mahalle_kodu);
  return language == Language::tr ? "mahallesi bilinmeyen kayıtlar" : "records without a mahalle";
}

std::string held_text(const sync::Arguments& arguments, std::string_view name, Language language) {
  if (name == "mahalle") return mahalle_text(text(arguments, "mahalle"), 0, language);
  sync::ScopeCount trigger;
  trigger.scope.layer =
      sync::layer_named(text(arguments, "target")).value_or(sync::Layer::neighbourhood);
  trigger.scope.operation =
      sync::guard_operation_named(text(arguments, "change")).value_or(GuardOperation::update);
  trigger.count = static_cast<std::uint64_t>(std::max<std::int64_t>(0, whole(arguments, "count")));
  trigger.rows = static_cast<std::uint64_t>(std::max<std::int64_t>(0, whole(arguments, "rows")));
  if (name != "cause") return trigger_text(trigger, language);
  sync::HeldCause cause;
  cause.kind =
      sync::held_cause_named(text(arguments, "cause")).value_or(HeldCauseKind::many);
  cause.attribute = text(arguments, "attribute");
  cause.value = text(arguments, "value");
  cause.now = static_cast<std::uint64_t>(std::max<std::int64_t>(0, whole(arguments, "now")));
  cause.east_m = real(arguments, "east_m");
  cause.north_m = real(arguments, "north_m");
  return cause_text(cause, trigger, language);
}

std::string held_sentence(std::span<const sync::HeldBatch> batches, Language language) {
  if (batches.empty()) return {};
  const bool turkish = language == Language::tr;
  std::string named;
  for (std::size_t b = 0; b < std::min(batches.size(), named_mahalle); ++b) {
    named += (b == 0 ? "" : "; ") +
             mahalle_text(batches[b].mahalle_name, batches[b].mahalle_kodu, language) + ": " +
             trigger_text(batches[b].trigger, language);
  }
  if (batches.size() > named_mahalle) {
    const std::string more = number(batches.size() - named_mahalle, language);
    named += turkish ? fmt::format("; {} mahalle daha", more) : fmt::format("; {} more", more);
  }
  const std::string count = number(batches.size(), language);
  return turkish ? fmt::format(" {} mahalle onay bekliyor ({}).", count, named)
                 : fmt::format(" {} mahalle {} for approval ({}).", count,
                               batches.size() == 1 ? "waits" : "wait", named);
}

Json held_json(const sync::HeldBatch& batch) {
  const sync::GuardScope& scope = batch.trigger.scope;
  Json json;
  json["batch"] = batch.no;
  json["mahalle_kodu"] = batch.mahalle_kodu == 0 ? Json() : Json(batch.mahalle_kodu);
  json["mahalle"] = mahalle_text(batch.mahalle_name, batch.mahalle_kodu, Language::tr);
  json["register"] = sync::name(scope.reg);
  json["layer"] = sync::name(scope.layer);
  json["operation"] = sync::name(scope.operation);
  json["count"] = batch.trigger.count;
  json["rows"] = batch.trigger.rows;
  json["share"] = batch.trigger.rows == 0 ? Json()
                                          : Json(rounded(static_cast<double>(batch.trigger.count) /
                                                             static_cast<double>(batch.trigger.rows),
                                                         4));
  json["sentence"] = Json{{"tr", trigger_text(batch.trigger, Language::tr)},
                          {"en", trigger_text(batch.trigger, Language::en)}};
  json["cause"] = Json{{"kind", sync::name(batch.cause.kind)},
                       {"tr", cause_text(batch.cause, batch.trigger, Language::tr)},
                       {"en", cause_text(batch.cause, batch.trigger, Language::en)}};
  json["changes"] = Json::array();
  for (const sync::HeldCount& each : batch.counts) {
    json["changes"].push_back(Json{{"layer", sync::name(each.layer)},
                                   {"operation", sync::name(each.operation)},
                                   {"count", each.count}});
  }
  return json;
}

}  // namespace uavt::report
