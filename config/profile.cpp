#include "config/profile.hpp"

#include "config/code_file.hpp"
#include "config/embedded.hpp"
#include "config/section.hpp"
#include "config/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uavt::config {

namespace {

std::vector<sync::ColumnRule> column_rules(const Section& columns, sync::SourceLayer layer) {
  std::vector<sync::ColumnRule> rules;
  columns.only(sync::source_attributes(layer));
  for (const std::string& attribute : columns.keys()) {
    sync::ColumnRule rule{attribute, columns.texts(attribute)};
    if (rule.names.empty()) {
      columns.refuse(attribute, fmt::format("'{}' names no column", attribute));
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::map<std::string, std::string> translations(const Section& section,
                                                const sync::Attribute& attribute) {
  std::map<std::string, std::string> result;
  for (const std::string& delivered : section.keys()) {
    const std::string value = section.required_text(delivered);
    if (attribute.list && !attribute.list->position(value)) {
      section.refuse_word(delivered, value, attribute.list->values);
    }
    result.emplace(delivered, value);
  }
  return result;
}

sync::ProfileLayer profile_layer(const Section& section, sync::SourceLayer layer) {
  section.only({"tables", "columns", "codes"});
  sync::ProfileLayer result;
  result.layer = layer;
  result.tables = section.texts("tables");
  result.columns = column_rules(section.required_section("columns"), layer);
  if (const auto codes = section.section("codes")) {
    codes->only(sync::source_attributes(layer));
    for (const std::string& name : codes->keys()) {
      const auto attribute = sync::source_attribute(layer, name);
      if (!attribute) codes->refuse(name, fmt::format("'{}' takes no codes", name));
      result.codes.emplace(name, translations(codes->required_section(name), *attribute));
    }
  }
  return result;
}

}  // namespace

sync::Profile profile_of(std::string_view text, std::string name, const std::string& file) {
  const toml::table document = parsed(text, file);
  const Section root(document, "", file);
  root.only({"layer"});
  const Section layers = root.required_section("layer");
  layers.only(source_layer_words());
  sync::Profile profile;
  profile.name = std::move(name);
  for (const std::string& word : layers.keys()) {
    const auto layer = sync::source_layer_named(word);
    profile.layers.push_back(profile_layer(layers.required_section(word), layer.value()));
  }
  return profile;
}

std::vector<sync::Profile> profiles() {
  static constexpr std::string_view folder = "config/profiles/";
  static constexpr std::string_view ending = ".toml";
  std::vector<sync::Profile> result;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(folder) || !file.path.ends_with(ending)) continue;
    std::string name(file.path.substr(folder.size()));
    name.resize(name.size() - ending.size());
    result.push_back(profile_of(file.text, std::move(name), std::string(file.path)));
  }
  return result;
}

}  // namespace uavt::config
