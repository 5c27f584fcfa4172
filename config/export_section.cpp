#include "config/export_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace uavt::config {

namespace {

constexpr std::array<std::string_view, 5> formats = {"gpkg", "gml", "csv", "shp", "fgb"};

std::optional<std::string> format_named(std::string_view word) {
  if (std::ranges::find(formats, word) == formats.end()) return std::nullopt;
  return std::string(word);
}

/// Views are other people's words: only their schema is known here.
bool is_layer(std::string_view layer) {
  for (const std::string_view schema : {"tucbs.", "paylasim."}) {
    if (layer.starts_with(schema)) return layer.size() > schema.size();
  }
  return sync::layer_named(layer).has_value();
}

sync::ExportProfile profile_of(const Section& section, const std::string& name) {
  section.only(
      {"recipient", "purpose", "protocol", "format", "crs", "layers", "columns", "mahalle"});
  sync::ExportProfile profile;
  profile.name = name;
  profile.recipient = section.required_text("recipient");
  profile.purpose = section.text("purpose").value_or(std::string());
  profile.protocol = section.text("protocol").value_or(std::string());
  profile.format = section.choice("format", format_named, formats).value_or(std::string());
  profile.crs = section.text("crs").value_or(std::string());
  profile.mahalle = section.codes("mahalle");
  profile.layers = section.texts("layers");
  if (profile.layers.empty()) {
    section.refuse("layers", fmt::format("'layers' in {} names no layer", section.title()));
  }
  for (std::size_t at = 0; at < profile.layers.size(); ++at) {
    const std::string& layer = profile.layers[at];
    if (!is_layer(layer)) {
      std::vector<std::string_view> known;
      for (const sync::Layer each : sync::all_layers) known.push_back(sync::name(each));
      section.refuse("layers",
                     fmt::format("'{}' is no layer; did you mean '{}'? There are {}, and views as "
                                 "tucbs.… and paylasim.…",
                                 layer, nearest(layer, known), listed(known)));
    }
    if (std::find(profile.layers.begin(), profile.layers.begin() + static_cast<std::ptrdiff_t>(at),
                  layer) != profile.layers.begin() + static_cast<std::ptrdiff_t>(at)) {
      section.refuse("layers", fmt::format("'{}' stands twice in 'layers'", layer));
    }
  }
  if (const auto columns = section.section("columns")) {
    for (const std::string& layer : columns->keys()) {
      if (std::ranges::find(profile.layers, layer) == profile.layers.end()) {
        const std::vector<std::string_view> known(profile.layers.begin(), profile.layers.end());
        columns->refuse_word(layer, layer, known);
      }
      std::vector<std::string>& names = profile.columns[layer];
      names = columns->texts(layer);
      if (names.empty()) columns->refuse(layer, fmt::format("'{}' names no column", layer));
    }
  }
  return profile;
}

bool is_file_name(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

void read_exports(const Section& root, sync::Settings& settings) {
  const std::optional<Section> profiles = root.section("export");
  if (!profiles) return;
  for (const std::string& name : profiles->keys()) {
    if (name == sync::full_export) {
      profiles->refuse(name, fmt::format("[export.{}] is always there: every layer and column; "
                                         "choose another name",
                                         name));
    }
    if (!is_file_name(name)) {
      profiles->refuse(name,
                       fmt::format("'{}' becomes part of a folder's name: letters a–z, digits, "
                                   "- and _ only",
                                   name));
    }
    settings.exports.push_back(
        profile_of(profiles->required_section(name).titled("[export." + name + "]"), name));
  }
}

}  // namespace uavt::config
