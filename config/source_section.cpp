#include "config/source_section.hpp"

#include "config/code_file.hpp"
#include "config/connection.hpp"
#include "config/model.hpp"
#include "config/profile.hpp"
#include "config/vocabulary.hpp"
#include "sync/rules_model.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>

namespace uavt::config {

namespace {

constexpr std::array<std::string_view, 2> delivery_words = {"full", "delta"};

std::optional<sync::DeliveryKind> delivery_named(std::string_view word) {
  if (word == "full") return sync::DeliveryKind::full;
  if (word == "delta") return sync::DeliveryKind::delta;
  return std::nullopt;
}

/// A URL or a driver's connection text is no file of ours ("WFS:https://…", "PG:service=…").
bool connection_text(const std::string& path, bool driver_named) {
  if (path.find("://") != std::string::npos) return true;
  const std::size_t colon = path.find(':');
  return driver_named && colon != std::string::npos && path.find('/') > colon;
}

/// Registers meet in pairs (sync::sides); a row of any other would never be looked at.
void check_register(const Section& section, const sync::SourceSettings& source) {
  const bool parcel = source.layer == sync::SourceLayer::parcel;
  if (source.reg == sync::Register::cbs || parcel == (source.reg == sync::Register::takbis)) return;
  section.refuse(
      "register",
      fmt::format("{}: the register of layer '{}' is '{}' or 'cbs', not '{}'", section.title(),
                  sync::name(source.layer), parcel ? "takbis" : "uavt", sync::name(source.reg)));
}

/// A delta names rows of its layer one by one; tables that are put together or taken apart have
/// none.
void check_delta(const Section& section, const sync::SourceSettings& source) {
  using enum sync::SourceLayer;
  const bool taken_apart = source.layer == road || source.layer == centreline ||
                           source.layer == road_side || source.layer == flat;
  if (source.delivery != sync::DeliveryKind::delta || !taken_apart) return;
  section.refuse("delivery", fmt::format("{}: layer '{}' is delivered whole; delivery = \"delta\" "
                                         "is for mahalle, csbm, bina, numarataj, bagimsiz_bolum "
                                         "and parsel",
                                         section.title(), sync::name(source.layer)));
}

std::string encoding(const Section& section) {
  const std::string given = section.text("encoding").value_or("");
  if (given.empty()) return given;
  const iconv_t converter = ::iconv_open("UTF-8", sync::encoding_name(given).c_str());
  // Source: iconv_open(3): -1 for a pair it cannot convert.
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    section.refuse("encoding", fmt::format("{}: the encoding '{}' is unknown; use UTF-8, CP1254 or "
                                           "CP857, or leave it out: it is then found out",
                                           section.title(), given));
  }
  ::iconv_close(converter);
  return given;
}

void read_columns(const Section& section, sync::SourceSettings& source) {
  const std::optional<Section> columns = section.section("columns");
  if (!columns) return;
  columns->only(sync::source_attributes(source.layer));
  std::map<std::string, std::string> taken;
  for (const std::string& attribute : columns->keys()) {
    const std::string column = columns->required_text(attribute);
    // The row's own id may be an attribute as well; anything else feeds one attribute.
    if (attribute != "id") {
      const auto [other, fresh] = taken.emplace(column, attribute);
      if (!fresh) {
        columns->refuse(attribute, fmt::format("column '{}' is given to '{}' and to '{}'", column,
                                               other->second, attribute));
      }
    }
    source.columns.emplace(attribute, column);
  }
}

void read_codes(const Section& section, const std::filesystem::path& folder,
                sync::SourceSettings& source) {
  const std::optional<Section> codes = section.section("codes");
  if (!codes) return;
  codes->only(sync::source_attributes(source.layer));
  for (const std::string& name : codes->keys()) {
    const auto attribute = sync::source_attribute(source.layer, name);
    if (!attribute) codes->refuse(name, fmt::format("'{}' takes no codes", name));
    const std::filesystem::path file = from(folder, codes->required_text(name));
    try {
      source.codes.emplace(name, code_list(file, *attribute));
    } catch (const ConfigError& error) {
      codes->refuse(name, fmt::format("codes of '{}': {}", name, error.what()));
    }
    source.code_files.emplace(name, file);
  }
}

bool knows(const sync::Profile& profile, sync::SourceLayer layer) {
  return std::ranges::find(profile.layers, layer, &sync::ProfileLayer::layer) !=
         profile.layers.end();
}

/// A profile by name, or a file of the municipality's own, which joins the known ones.
void read_profile(const Section& section, const std::filesystem::path& folder,
                  sync::Settings& settings, sync::SourceSettings& source) {
  const std::optional<std::string> word = section.text("profile");
  if (!word || word->empty()) return;
  auto profile = std::ranges::find(settings.profiles, *word, &sync::Profile::name);
  if (profile == settings.profiles.end() &&
      (word->ends_with(".toml") || word->find('/') != std::string::npos)) {
    const std::string file = from(folder, *word).string();
    profile = std::ranges::find(settings.profiles, file, &sync::Profile::name);
    if (profile == settings.profiles.end()) {
      settings.profiles.push_back(profile_of(text_of(file), file, file));
      profile = std::prev(settings.profiles.end());
    }
  }
  if (profile == settings.profiles.end()) {
    const std::vector<std::string_view> names = [&] {
      std::vector<std::string_view> all;
      for (const sync::Profile& known : settings.profiles) all.push_back(known.name);
      return all;
    }();
    section.refuse("profile",
                   fmt::format("unknown profile '{}' in {}; known: {}; did you mean '{}'? (one of "
                               "your own is named by its path, \"….toml\")",
                               *word, section.title(), listed(names), nearest(*word, names)));
  }
  if (!knows(*profile, source.layer)) {
    section.refuse("profile", fmt::format("profile '{}' knows no layer '{}'", *word,
                                          sync::name(source.layer)));
  }
  source.profile = profile->name;
}

std::string source_path(const Section& section, const std::filesystem::path& folder,
                        const sync::SourceSettings& source) {
  const std::string path = section.required_text("path");
  if (carries_password(path)) {
    section.refuse("path", fmt::format("'path' in {} carries a password; give it by a service "
                                       "file or the environment",
                                       section.title()));
  }
  return connection_text(path, !source.driver.empty()) ? path : from(folder, path).string();
}

/// `layer = "tucbs.Otopark"`: read as that type says, judged by it, fed to no layer.
void read_model_type(const Section& section, const std::string& word, sync::Settings& settings,
                     sync::SourceSettings& source) {
  section.only({"name", "register", "layer", "path", "table", "crs", "encoding", "driver", "format",
                "as_of", "required"});
  std::vector<std::string> names;
  for (const sync::Model& model : models_with(settings.generation)) {
    for (const sync::FeatureType& type : model.types) {
      names.push_back(sync::full_name(model, type));
      if (names.back() != word) continue;
      source.layer = sync::SourceLayer::flat;  // only of the reader: it feeds no layer
      source.model_type = source.profile = word;
      const bool known = std::ranges::find(settings.profiles, word, &sync::Profile::name) !=
                         settings.profiles.end();
      if (!known) settings.profiles.push_back(sync::profile_of(model, type));
      return;
    }
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  section.refuse_word("layer", word, known);
}

sync::SourceSettings source_of(const Section& section, const std::filesystem::path& folder,
                               sync::Settings& settings) {
  section.only({"name", "register", "layer", "path", "table", "profile", "crs", "encoding",
                "columns", "codes", "pipeline", "allow_ballpark", "driver", "format", "id_column",
                "delivery", "coverage", "as_of", "required"});
  sync::SourceSettings source;
  source.name = section.required_text("name");
  // Both must be said: a source in the wrong register would remove half a district.
  (void)section.required_text("register");
  const std::string layer = section.required_text("layer");
  source.reg = section.choice("register", sync::register_named, register_words()).value();
  const bool of_model = layer.find('.') != layer.npos;
  if (of_model) {
    read_model_type(section, layer, settings, source);
  } else {
    source.layer = section.choice("layer", sync::source_layer_named, source_layer_words()).value();
    check_register(section, source);
  }
  source.driver = section.text("driver").value_or("");
  source.path = source_path(section, folder, source);
  source.table = section.text("table").value_or("");
  source.crs = section.text("crs").value_or("");
  source.encoding = encoding(section);
  source.pipeline = section.text("pipeline").value_or("");
  source.allow_ballpark = section.flag("allow_ballpark").value_or(source.allow_ballpark);
  source.format = section.text("format").value_or("");
  source.id_column = section.text("id_column").value_or("");
  source.delivery =
      section.choice("delivery", delivery_named, delivery_words).value_or(source.delivery);
  check_delta(section, source);
  source.coverage = section.codes("coverage");
  source.as_of = section.date("as_of");
  source.required = section.flag("required").value_or(source.required);
  if (of_model) return source;
  read_profile(section, folder, settings, source);
  read_columns(section, source);
  read_codes(section, folder, source);
  return source;
}

}  // namespace

std::filesystem::path from(const std::filesystem::path& folder, const std::filesystem::path& path) {
  return (folder / path).lexically_normal();
}

void read_sources(const Section& root, const std::filesystem::path& folder,
                  sync::Settings& settings) {
  std::map<std::string, std::string> places;
  for (const Section& untitled : root.sections("source")) {
    const Section section =
        untitled.titled(fmt::format("[[source]] '{}'", untitled.text("name").value_or("")));
    sync::SourceSettings source = source_of(section, folder, settings);
    const auto [first, fresh] = places.emplace(source.name, section.place("name"));
    if (!fresh) {
      section.refuse("name", fmt::format("a source named '{}' is already at {}; names tell "
                                         "sources apart",
                                         source.name, first->second));
    }
    source.restricted =
        sync::restricted_attributes(settings.restrictions, source.layer, source.model_type);
    settings.sources.push_back(std::move(source));
  }
  // A delivery's place among the register's own is its source's (app/model_sources).
  std::ranges::stable_partition(settings.sources, [](const sync::SourceSettings& source) {
    return source.model_type.empty();
  });
}

}  // namespace uavt::config
