#include "report/export_list.hpp"

#include "report/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

std::string state_word(const std::string& state, Language language) {
  if (language == Language::tr) return state;
  return state == "verildi" ? "given" : "could not be given";
}

std::string layers_text(const sync::ExportRecord& record, Language language) {
  std::string text;
  for (const auto& layer : record.layers) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", visible(layer.layer),
                        number(layer.rows, language));
  }
  return text;
}

std::string paragraph(const sync::GivenExport& entry, Language language) {
  const bool turkish = language == Language::tr;
  const sync::ExportRecord& record = entry.record;
  std::string text =
      fmt::format("{}. {} · {} → {} · {} · {}\n", entry.number, moment(entry.time, language),
                  visible(record.profile), visible(record.recipient), record.format,
                  state_word(entry.state, language));
  text += fmt::format("   {}: {}", turkish ? "amaç" : "purpose", visible(record.purpose));
  if (!record.protocol.empty()) {
    text += fmt::format(" · {}: {}", turkish ? "protokol" : "protocol", visible(record.protocol));
  }
  text += fmt::format(" · {}: {} · {} {} · {}\n", turkish ? "veren" : "by", visible(record.person),
                      turkish ? "çalışma" : "run", record.run, visible(record.crs));
  text += fmt::format("   {}: {}\n", turkish ? "satır" : "rows", layers_text(record, language));
  if (!record.mahalle.empty()) {
    text += fmt::format("   mahalle: {}\n", fmt::join(record.mahalle, ", "));
  }
  if (record.masked != 0) {
    text += fmt::format("   {}: {}\n",
                        turkish ? "maskelenen T.C. kimlik numarası" : "masked T.C. kimlik numbers",
                        number(record.masked, language));
  }
  for (const auto& file : record.files) {
    text += fmt::format("   {}  {} ({} {})\n", file.sha256, visible(file.name),
                        number(file.bytes, language), turkish ? "bayt" : "bytes");
  }
  return text + "\n";
}

std::string delivery_word(sync::Shown state, Language language) {
  const bool turkish = language == Language::tr;
  switch (state) {
    case sync::Shown::same:
      return turkish ? "verildiği gibi" : "as given";
    case sync::Shown::changed:
      return turkish ? "DEĞİŞMİŞ" : "CHANGED";
    case sync::Shown::missing:
      return turkish ? "YOK" : "MISSING";
    case sync::Shown::not_given:
      break;
  }
  return turkish ? "VERİLMEMİŞ" : "NOT GIVEN";
}

}  // namespace

std::string export_list(std::span<const sync::GivenExport> exports, Language language) {
  if (exports.empty()) {
    return language == Language::tr ? "Defterde böyle bir dışa aktarım yok.\n"
                                    : "The ledger has no such export.\n";
  }
  std::string text;
  for (const sync::GivenExport& entry : exports) text += paragraph(entry, language);
  return text;
}

std::string export_list_json(std::span<const sync::GivenExport> exports) {
  Json list = Json::array();
  for (const sync::GivenExport& entry : exports) {
    const sync::ExportRecord& record = entry.record;
    Json layers = Json::array(), files = Json::array();
    for (const auto& layer : record.layers) {
      layers.push_back(
          Json{{"layer", layer.layer}, {"rows", layer.rows}, {"columns", layer.columns}});
    }
    for (const auto& file : record.files) {
      files.push_back(Json{{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    list.push_back(Json{{"number", entry.number},
                        {"time", entry.time},
                        {"state", entry.state},
                        {"profile", record.profile},
                        {"recipient", record.recipient},
                        {"purpose", record.purpose},
                        {"protocol", or_null(record.protocol)},
                        {"person", record.person},
                        {"format", record.format},
                        {"crs", record.crs},
                        {"run", record.run},
                        {"masked", record.masked},
                        {"mahalle", record.mahalle},
                        {"layers", std::move(layers)},
                        {"files", std::move(files)}});
  }
  return dumped(list);
}

std::string sharing_list(std::span<const sync::SharedInMonth> months, Language language) {
  const bool turkish = language == Language::tr;
  if (months.empty()) {
    return turkish ? "Dosya olarak paylaşılan bir şey yok.\n" : "Nothing was shared as a file.\n";
  }
  std::string text, month;
  for (const sync::SharedInMonth& each : months) {
    if (each.month != month) text += fmt::format("{}{}\n", month.empty() ? "" : "\n", each.month);
    month = each.month;
    text += fmt::format("  {} · {} · {} ({}): {} {}, {} {}; {} {}\n", visible(each.recipient),
                        visible(each.layer), each.format, visible(each.profile),
                        number(each.exports, language), turkish ? "kez" : "times",
                        number(each.rows, language), turkish ? "satır" : "rows",
                        turkish ? "son" : "last", moment(each.last, language));
  }
  return text;
}

std::string sharing_list_json(std::span<const sync::SharedInMonth> months) {
  Json list = Json::array();
  for (const sync::SharedInMonth& each : months) {
    list.push_back(Json{{"month", each.month},
                        {"recipient", each.recipient},
                        {"profile", each.profile},
                        {"layer", each.layer},
                        {"format", each.format},
                        {"exports", each.exports},
                        {"rows", each.rows},
                        {"last", each.last}});
  }
  return dumped(list);
}

std::string delivery_list(std::int64_t number, std::span<const sync::ShownFile> files,
                          Language language) {
  const bool turkish = language == Language::tr;
  std::string text;
  for (const sync::ShownFile& file : files) {
    text += fmt::format("  {}: {}\n", visible(file.name), delivery_word(file.state, language));
  }
  if (sync::as_given(files)) {
    return text + (turkish ? fmt::format("{} numaralı dışa aktarım, verildiği gibi.\n", number)
                           : fmt::format("Export {}, as it was given.\n", number));
  }
  return text + (turkish ? fmt::format("{} numaralı dışa aktarımın verildiği hali değil.\n", number)
                         : fmt::format("Not export {} as it was given.\n", number));
}

std::string delivery_json(std::int64_t number, std::span<const sync::ShownFile> files) {
  Json list = Json::array();
  for (const sync::ShownFile& file : files) {
    list.push_back(Json{{"name", file.name}, {"state", sync::name(file.state)}});
  }
  return dumped(Json{{"number", number}, {"as_given", sync::as_given(files)}, {"files", list}});
}

}  // namespace uavt::report
