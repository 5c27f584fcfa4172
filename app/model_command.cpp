#include "app/model_command.hpp"

#include "config/code_file.hpp"
#include "config/loader.hpp"
#include "config/model.hpp"
#include "importers/schema.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <system_error>

namespace uavt::app {

namespace {

using sync::Certainty;
using sync::Language;

std::string certainty_word(Certainty certainty, Language language) {
  if (language == Language::en) return std::string(name(certainty));
  switch (certainty) {
    case Certainty::official:
      return "resmî";
    case Certainty::seen:
      return "görülmüş";
    case Certainty::inferred:
      break;
  }
  return "çıkarım";
}

std::string geometry_word(geo::Kind kind, Language language) {
  if (kind == geo::Kind::null) return language == Language::tr ? "geometrisiz" : "no geometry";
  return report::argument_text("found", sync::kind_word(kind), language);
}

const std::string& title_of(const sync::FeatureType& type, Language language) {
  return language == Language::tr ? type.title_tr : type.title_en;
}

void show_attribute(const sync::ModelAttribute& attribute, Language language) {
  std::string line =
      fmt::format("  {:<36} {:<10} {:<5}", report::visible(attribute.name), name(attribute.value),
                  attribute.multiplicity
                      ? sync::text_of(*attribute.multiplicity) + (attribute.voidable ? "~" : "")
                      : std::string("?"));
  line += fmt::format(" {} / {} / {}  [{}]", certainty_word(attribute.certainty, language),
                      certainty_word(attribute.value_certainty, language),
                      certainty_word(attribute.multiplicity_certainty, language),
                      report::visible(attribute.source));
  if (!attribute.unit.empty()) line += "  " + report::visible(attribute.unit);
  if (!attribute.list.empty()) line += "  " + report::visible(attribute.list);
  if (attribute.longest != 0) line += fmt::format("  ≤ {}", attribute.longest);
  if (!attribute.pattern.empty()) line += "  " + report::visible(attribute.pattern);
  if (attribute.restricted) line += language == Language::tr ? "  kısıtlı" : "  restricted";
  fmt::print("{}\n", line);
}

void show_type(const sync::Model& model, const sync::FeatureType& type, Language language) {
  const bool turkish = language == Language::tr;
  fmt::print("{}.{}  {} · {} · {}\n", report::visible(model.name), report::visible(type.name),
             report::visible(title_of(type, language)), geometry_word(type.geometry, language),
             certainty_word(type.certainty, language));
  fmt::print("{}\n", turkish ? "  öznitelik, tür, çokluk (~ boş olabilir, ? bilinmiyor), "
                               "adın / türün / çokluğun kesinliği, kaynak"
                             : "  attribute, type, multiplicity (~ may be void, ? not known), "
                               "certainty of name / type / multiplicity, source");
  for (const sync::ModelAttribute& attribute : type.attributes) {
    show_attribute(attribute, language);
  }
  for (const sync::ModelCodeList& list : model.lists) {
    const bool used = std::ranges::find(type.attributes, list.name, &sync::ModelAttribute::list) !=
                      type.attributes.end();
    if (!used) continue;
    std::string values;
    for (const std::string& value : list.values) {
      values += (values.empty() ? "" : ", ") + report::visible(value);
    }
    fmt::print("  {} ({}, {}): {}\n", report::visible(list.name),
               certainty_word(list.certainty, language),
               list.complete ? (turkish ? "tam" : "complete") : (turkish ? "eksik" : "incomplete"),
               values);
  }
}

}  // namespace

int model_list_command(sync::Language language) {
  for (const sync::Model& model : config::models()) {
    fmt::print("{:<12} {}\n", model.name,
               language == Language::tr ? model.title_tr : model.title_en);
    std::string types;
    for (const sync::FeatureType& type : model.types) {
      types += (types.empty() ? "" : ", ") + type.name;
    }
    fmt::print("{:<12} {}\n", "", types);
  }
  return 0;
}

int model_show_command(const std::string& wanted, const std::string& type_name,
                       sync::Language language) {
  const sync::Model model = config::model_named(wanted);
  if (!type_name.empty()) {
    const sync::FeatureType* const type = model.type(type_name);
    if (type == nullptr) {
      throw config::ConfigError(
          fmt::format("model {} has no type '{}'; `uavt-sync model show {}` lists them", model.name,
                      type_name, wanted));
    }
    show_type(model, *type, language);
    return 0;
  }
  fmt::print("{}  {}\n", report::visible(model.name),
             report::visible(language == Language::tr ? model.title_tr : model.title_en));
  for (const auto& [key, what] : model.sources) {
    fmt::print("[{}] {}\n", report::visible(key), report::visible(what));
  }
  for (const sync::FeatureType& type : model.types) {
    fmt::print("\n");
    show_type(model, type, language);
  }
  return 0;
}

int model_print_command(const std::string& wanted) {
  fmt::print("{}", config::toml_of(config::model_named(wanted)));
  return 0;
}

namespace {

std::vector<importers::GivenCodes> given_codes(const std::vector<std::string>& words) {
  std::vector<importers::GivenCodes> given;
  for (const std::string& word : words) {
    const auto equals = word.rfind('=');  // an address may hold one itself
    if (equals == word.npos || equals == 0 || equals + 1 == word.size()) {
      throw config::ConfigError(
          fmt::format("--codes {}: write NAME=FILE.csv, the list's name and its values", word));
    }
    const std::filesystem::path file = word.substr(equals + 1);
    given.push_back({word.substr(0, equals), config::value_column(file), file.filename().string()});
  }
  return given;
}

void refuse_unknown(const importers::SchemaReading& reading) {
  if (reading.unknown_codes.empty()) return;
  const std::string& wrong = reading.unknown_codes.front();
  if (reading.code_lists.empty()) {
    throw config::ConfigError(fmt::format(
        "--codes {}: the schema names no code list by an address, so none can be given", wrong));
  }
  std::string known;
  for (const std::string& each : reading.code_lists) known += (known.empty() ? "" : ", ") + each;
  throw config::ConfigError(fmt::format(
      "--codes {}: the schema has no such code list; it has {}", wrong, report::visible(known)));
}

}  // namespace

int model_import_command(const ModelImport& what) {
  const std::vector<importers::GivenCodes> codes = given_codes(what.codes);
  const importers::SchemaReading reading =
      importers::model_of_schema(what.schema, what.name, codes);
  refuse_unknown(reading);
  const std::string text = config::toml_of(reading.model);
  // What is written must be read back: a schema may hold names that no model file takes.
  (void)config::model_of(text, what.schema);
  for (const std::string& note : reading.notes) {
    fmt::print(stderr, "uavt-sync: {}\n", report::visible(note));
  }
  if (what.out.empty()) {
    fmt::print("{}", text);
    return 0;
  }
  std::ofstream file(what.out, std::ios::binary);
  file << text;
  if (!file.flush()) {
    throw std::filesystem::filesystem_error("cannot write the model", what.out,
                                            std::make_error_code(std::errc::io_error));
  }
  fmt::print("{}\n", what.out.string());
  return 0;
}

}  // namespace uavt::app
