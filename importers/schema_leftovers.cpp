#include "importers/schema_leftovers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace uavt::importers {

namespace {

using Nodes = std::vector<pugi::xml_node>;

/// What is understood, or says nothing about values.
constexpr std::array<std::string_view, 23> taken_over = {
    "schema",     "include",   "import",      "element",        "complexType",
    "simpleType", "sequence",  "all",         "complexContent", "simpleContent",
    "extension",  "group",     "restriction", "union",          "enumeration",
    "pattern",    "maxLength", "attribute",   "attributeGroup", "annotation",
    "key",        "unique",    "keyref"};

struct Dropped {
  std::string_view name, sentence;
};
constexpr std::array<Dropped, 20> dropped = {{
    {"minInclusive", "a least value is not checked"},
    {"minExclusive", "a least value is not checked"},
    {"maxInclusive", "a greatest value is not checked"},
    {"maxExclusive", "a greatest value is not checked"},
    {"totalDigits", "the number of digits is not checked"},
    {"fractionDigits", "the number of decimals is not checked"},
    {"minLength", "a least length is not checked"},
    {"length", "it is checked as the greatest length alone"},
    {"whiteSpace", "blanks are read as everywhere here"},
    {"explicitTimezone", "a time zone is not asked for"},
    {"choice", "that only one of them is there is not checked: each is optional"},
    {"list", "its values are one text here"},
    {"any", "elements of other schemas at this place are not known to the model"},
    {"anyAttribute", "attributes of other schemas are not known to the model"},
    {"redefine", "what it changes is not taken over, only what the other file declares"},
    {"override", "what it changes is not taken over, only what the other file declares"},
    {"alternative", "types that depend on a value (XSD 1.1) are not taken over"},
    {"openContent", "further elements that it allows (XSD 1.1) are not known to the model"},
    {"defaultOpenContent", "further elements that it allows (XSD 1.1) are not known to the model"},
    {"notation", "it says nothing about values"},
}};

constexpr std::size_t told_places = 5;
constexpr std::size_t told_assertions = 20;
constexpr std::size_t longest_test = 200;

/// Everything of the documents that a model cannot hold, by what it is.
struct Found {
  std::map<std::string, Nodes> by_name;
  Nodes assertions;           ///< xs:assert and xs:assertion
  Nodes fixed, schematron;
};

bool is_schematron(const pugi::xml_node& node) {
  const QualifiedName name = qualified(node, node.name());
  return (name.local == "assert" || name.local == "report") &&
         (name.space == "http://purl.oclc.org/dsdl/schematron" ||
          name.space == "http://www.ascc.net/xml/schematron");
}

struct Collector : pugi::xml_tree_walker {
  Found found;

  bool for_each(pugi::xml_node& node) override {
    if (node.type() != pugi::node_element) return true;
    const QualifiedName name = qualified(node, node.name());
    if (is_schematron(node)) {
      found.schematron.push_back(node);
    } else if (name.space != schema_space || part_of_another(node)) {
      return true;
    } else if (name.local == "assert" || name.local == "assertion") {
      found.assertions.push_back(node);
    } else if (std::ranges::find(taken_over, name.local) == taken_over.end()) {
      found.by_name[name.local].push_back(node);
    } else if (node.attribute("fixed") && name.local != "maxLength" && name.local != "pattern") {
      found.fixed.push_back(node);
    }
    return true;
  }

  /// Selectors and fields belong to their constraint, texts to their annotation.
  static bool part_of_another(const pugi::xml_node& node) {
    for (const std::string_view part : {"selector", "field", "documentation", "appinfo"}) {
      if (is_schema_node(node, part)) return true;
    }
    return false;
  }
};

/// The nearest declaration around a node that has a name.
std::string owner(pugi::xml_node node) {
  for (node = node.parent(); node; node = node.parent()) {
    if (const std::string_view name = node.attribute("name").value(); !name.empty()) {
      return std::string(name);
    }
  }
  return "–";
}

std::string cut(std::string_view text) {
  if (text.size() <= longest_test) return std::string(text);
  std::size_t end = longest_test;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

void tell_assertions(const SchemaFiles& files, const Nodes& assertions,
                     std::vector<std::string>& notes) {
  const std::size_t told = std::min(assertions.size(), told_assertions);
  for (const pugi::xml_node& node : Nodes(assertions.begin(), assertions.begin() + told)) {
    notes.push_back(fmt::format(
        "{}: {}: the xs:{} \"{}\" (XSD 1.1) cannot be evaluated here; it is not checked",
        files.place(node), owner(node), local_name(node), cut(node.attribute("test").value())));
  }
  if (told == assertions.size()) return;
  const Nodes rest(assertions.begin() + told, assertions.end());
  notes.push_back(fmt::format("{} more cannot be evaluated either: {}",
                              counted(rest.size(), "xs:assert"), places(files, rest)));
}

}  // namespace

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} × {}", count, what);
}

std::string places(const SchemaFiles& files, const std::vector<pugi::xml_node>& nodes) {
  std::string text;
  for (std::size_t n = 0; n < std::min(nodes.size(), told_places); ++n) {
    text += (n == 0 ? "" : ", ") + files.place(nodes[n]);
  }
  if (nodes.size() > told_places) text += fmt::format(" and {} more", nodes.size() - told_places);
  return text;
}

std::vector<std::string> leftovers(const SchemaFiles& files) {
  Collector collector;
  for (const XmlDocument& document : files.documents()) {
    // Walking is no change, but the library has no walker for what may not be changed.
    pugi::xml_node root = document.tree.document_element();
    root.traverse(collector);
  }
  const Found& found = collector.found;
  std::vector<std::string> notes;
  tell_assertions(files, found.assertions, notes);
  const auto tell = [&](std::string_view what, const Nodes& nodes, std::string_view sentence) {
    if (nodes.empty()) return;
    notes.push_back(fmt::format("{}: {} ({})", counted(nodes.size(), what), sentence,
                                places(files, nodes)));
  };
  for (const auto& [name, nodes] : found.by_name) {
    const auto known = std::ranges::find(dropped, std::string_view(name), &Dropped::name);
    tell("xs:" + name, nodes,
         known == dropped.end() ? "it is nothing this program knows, and was left out"
                                : known->sentence);
  }
  tell("fixed=\"…\"", found.fixed, "that the value is the fixed one is not checked");
  tell("Schematron", found.schematron, "its assertions are not evaluated");
  return notes;
}

namespace {

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  return first == text.npos ? std::string_view()
                            : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The last step of a path of plain names, "" for anything else: ".//b:uye/b:Bank" → "b:Bank".
std::string_view last_step(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(path.starts_with(".//") ? 3 : 2);
  if (path.find_first_of("*@[]()$| \t\r\n") != path.npos || path.find("::") != path.npos) return {};
  return path.substr(path.rfind('/') + 1);
}

struct RowName {
  sync::FeatureType* type = nullptr;
  std::string field;
};

/// The type and attribute whose values a constraint wants to be different; no type when it is
/// anything more than that.
RowName row_name(const pugi::xml_node& constraint, sync::Model& model) {
  if (is_schema_node(constraint, "keyref")) return {};
  std::string_view selector;
  std::vector<std::string_view> fields;
  for (const pugi::xml_node& child : constraint.children()) {
    const std::string_view path = without_blanks(child.attribute("xpath").value());
    if (is_schema_node(child, "selector")) selector = path;
    if (is_schema_node(child, "field")) fields.push_back(path);
  }
  if (fields.size() != 1) return {};
  std::string_view field = fields.front();
  while (field.starts_with("./")) field.remove_prefix(2);
  if (field.find('/') != field.npos || last_step(field).empty() || last_step(selector).empty()) {
    return {};
  }
  const QualifiedName feature = qualified(constraint, last_step(selector));
  const QualifiedName attribute = qualified(constraint, last_step(field));
  const auto type = std::ranges::find(model.types, feature.local, &sync::FeatureType::name);
  if (type == model.types.end()) return {};
  const sync::ModelAttribute* const named = type->attribute(attribute.local);
  const bool plain = named != nullptr && named->value != sync::ModelValue::geometry &&
                     named->value != sync::ModelValue::structure && named->multiplicity &&
                     named->multiplicity->most == 1;
  if (!plain || (!type->id.empty() && type->id != attribute.local)) return {};
  return {&*type, attribute.local};
}

struct Constraints : pugi::xml_tree_walker {
  Nodes found;
  bool for_each(pugi::xml_node& node) override {
    for (const std::string_view kind : {"key", "unique", "keyref"}) {
      if (is_schema_node(node, kind)) found.push_back(node);
    }
    return true;
  }
};

}  // namespace

void name_rows(const SchemaFiles& files, sync::Model& model, std::vector<std::string>& notes) {
  Constraints constraints;
  for (const XmlDocument& document : files.documents()) {
    pugi::xml_node root = document.tree.document_element();
    root.traverse(constraints);
  }
  std::map<std::string, Nodes> left;
  for (const pugi::xml_node& constraint : constraints.found) {
    const RowName name = row_name(constraint, model);
    if (name.type == nullptr) {
      left["xs:" + std::string(local_name(constraint))].push_back(constraint);
      continue;
    }
    name.type->id = name.field;
  }
  for (const auto& [kind, nodes] : left) {
    notes.push_back(fmt::format(
        "{}: {} ({})", counted(nodes.size(), kind),
        kind == "xs:keyref" ? "that what it points to is there is not checked"
                            : "it is more than one plain element of one feature, and not checked",
        places(files, nodes)));
  }
}

}  // namespace uavt::importers
