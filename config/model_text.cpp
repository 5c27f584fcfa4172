// A model as TOML: what `model import` writes. It says everything, defaults included, because the
// file is where a person corrects what a schema left out.
#include "config/model.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uavt::config {

namespace {

/// A basic string; what a schema says is data and may hold anything.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string key(std::string_view name) {
  const bool bare = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           c == '-';
  });
  return bare ? std::string(name) : quoted(name);
}

template <typename Texts>
std::string array(const Texts& texts) {
  std::string out = "[";
  for (const auto& text : texts) out += (out.size() > 1 ? ", " : "") + quoted(text);
  return out + "]";
}

std::string_view geometry_word(geo::Kind kind) {
  switch (kind) {
    case geo::Kind::point:
      return "point";
    case geo::Kind::line:
      return "line";
    case geo::Kind::polygon:
      return "polygon";
    case geo::Kind::null:
      return "none";
    case geo::Kind::other:
      break;
  }
  return "any";
}

std::string attribute_line(const sync::ModelAttribute& attribute) {
  std::string out =
      fmt::format("{} = {{ type = \"{}\"", key(attribute.name), name(attribute.value));
  const auto add = [&](std::string_view word, const std::string& text) {
    if (!text.empty()) out += fmt::format(", {} = {}", word, quoted(text));
  };
  if (attribute.multiplicity) add("occurs", sync::text_of(*attribute.multiplicity));
  if (attribute.voidable) out += ", voidable = true";
  add("unit", attribute.unit);
  add("list", attribute.list);
  add("pattern", attribute.pattern);
  if (attribute.longest != 0) out += fmt::format(", longest = {}", attribute.longest);
  add("certainty", std::string(name(attribute.certainty)));
  add("type_certainty", std::string(name(attribute.value_certainty)));
  add("occurs_certainty", std::string(name(attribute.multiplicity_certainty)));
  add("source", attribute.source);
  add("note", attribute.note);
  add("from", attribute.from);
  add("always", attribute.always);
  if (attribute.restricted) out += ", restricted = true";
  return out + " }\n";
}

std::string type_text(const sync::FeatureType& type) {
  std::string out = fmt::format(
      "\n[type.{0}]\ntitle_tr = {1}\ntitle_en = {2}\ngeometry = \"{3}\"\n", key(type.name),
      quoted(type.title_tr), quoted(type.title_en), geometry_word(type.geometry));
  if (!type.tables.empty()) out += fmt::format("tables = {}\n", array(type.tables));
  if (!type.id.empty()) out += fmt::format("id = {}\n", quoted(type.id));
  if (type.layer) out += fmt::format("layer = \"{}\"\n", sync::name(*type.layer));
  if (!type.restricted_rows.empty()) {
    std::string rows;
    for (const auto& [attribute, values] : type.restricted_rows) {
      rows += fmt::format("{}{} = {}", rows.empty() ? "" : ", ", key(attribute), array(values));
    }
    out += fmt::format("restricted_rows = {{ {} }}\n", rows);
  }
  out +=
      fmt::format("certainty = \"{}\"\nsource = {}\n", name(type.certainty), quoted(type.source));
  if (!type.attributes.empty()) out += fmt::format("[type.{}.attribute]\n", key(type.name));
  for (const sync::ModelAttribute& attribute : type.attributes) out += attribute_line(attribute);
  return out;
}

}  // namespace

std::string toml_of(const sync::Model& model) {
  std::string out = fmt::format("[model]\nname = {}\ntitle_tr = {}\ntitle_en = {}\n",
                                quoted(model.name), quoted(model.title_tr), quoted(model.title_en));
  out += fmt::format("exact_names = {}\n", model.exact_names);
  if (!model.markers.empty()) out += fmt::format("markers = {}\n", array(model.markers));
  out += "\n[source]\n";
  for (const auto& [source, what] : model.sources) {
    out += fmt::format("{} = {}\n", key(source), quoted(what));
  }
  for (const sync::ModelCodeList& list : model.lists) {
    out += fmt::format("\n[list.{}]\nvalues = {}\ncomplete = {}\ncertainty = \"{}\"\nsource = {}\n",
                       key(list.name), array(list.values), list.complete, name(list.certainty),
                       quoted(list.source));
  }
  for (const sync::FeatureType& type : model.types) out += type_text(type);
  return out;
}

}  // namespace uavt::config
