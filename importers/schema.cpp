#include "importers/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "importers/reader.hpp"
#include "importers/schema_values.hpp"
#include "sync/pattern.hpp"

namespace uavt::importers {

namespace {

using sync::Certainty;
using sync::ModelAttribute;
using sync::ModelValue;

constexpr std::size_t longest_title = 120;
/// Attributes of all types together, inherited ones counted in each. All of INSPIRE has a tenth.
constexpr std::size_t most_attributes = 50'000;

/// The first line of a declaration's documentation in a language; "" when there is none.
std::string documented(const pugi::xml_node& declaration, std::string_view language) {
  std::string without_language;
  for (const pugi::xml_node& annotation : declaration.children()) {
    if (!is_schema_node(annotation, "annotation")) continue;
    for (const pugi::xml_node& text : annotation.children()) {
      if (!is_schema_node(text, "documentation")) continue;
      const std::string_view said = text.attribute("xml:lang").value();
      std::string_view line = text.text().get();
      const auto first = line.find_first_not_of(" \t\r\n");
      if (first == line.npos) continue;
      line.remove_prefix(first);
      line = line.substr(0, line.find_first_of("\r\n"));
      if (line.size() > longest_title) continue;
      if (said.starts_with(language)) return std::string(line);
      if (said.empty() && without_language.empty()) without_language = line;
    }
  }
  return without_language;
}

std::uint32_t occurrences(std::string_view text, std::uint32_t otherwise) {
  std::uint32_t value = otherwise;
  (void)std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// As a model's name: letters, digits, `_` and `-`.
std::string plain_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '_' || c == '-';
    name += plain ? c : '_';
  }
  return name.empty() ? "model" : name;
}

class Reading {
 public:
  explicit Reading(const SchemaFiles& files) : files_(files), values_(files) {}

  SchemaReading read(const std::filesystem::path& file, const std::string& name) {
    sync::Model& model = result_.model;
    model.name = plain_name(name.empty() ? file.stem().string() : name);
    model.title_tr = model.title_en = fmt::format("{} {}", files_.target_space(), files_.version());
    model.sources.emplace_back(
        "XSD", fmt::format("{}, namespace {}, version {}", file.filename().string(),
                           files_.target_space().empty() ? "–" : files_.target_space(),
                           files_.version().empty() ? "–" : files_.version()));
    for (const auto& [element_name, element] : files_.elements()) {
      const bool abstract = std::string_view(element.attribute("abstract").value()) == "true";
      if (!abstract && values_.is_feature(element)) add_type(element_name.local, element);
    }
    if (model.types.empty()) {
      throw SourceError(fmt::format(
          "{}: no element of it stands for a gml:AbstractFeature, so there is no layer to check",
          file.string()));
    }
    model.lists = values_.lists();
    drop_unused_lists();
    result_.notes.insert(result_.notes.begin(), files_.notes().begin(), files_.notes().end());
    return std::move(result_);
  }

 private:
  void add_type(const std::string& name, const pugi::xml_node& element) {
    sync::FeatureType type;
    type.name = name;
    const auto same = std::ranges::find(result_.model.types, name, &sync::FeatureType::name);
    if (same != result_.model.types.end()) {
      note(
          fmt::format("{}: a second feature of that name in another namespace was left out", name));
      return;
    }
    const pugi::xml_node complex = values_.complex_type(element);
    const auto title = [&](std::string_view language) {
      std::string text = documented(element, language);
      if (text.empty()) text = documented(complex, language);
      return text.empty() ? name : text;
    };
    type.title_tr = title("tr");
    type.title_en = title("en");
    type.certainty = Certainty::official;
    type.source = "XSD";
    std::set<QualifiedName> seen;
    inherit(type, complex, seen);
    if (const ModelAttribute* const shape = type.shape()) type.geometry = kinds_[shape->name];
    kinds_.clear();
    result_.model.types.push_back(std::move(type));
  }

  /// The eldest attributes first. A restriction says its content anew.
  void inherit(sync::FeatureType& type, const pugi::xml_node& complex,
               std::set<QualifiedName>& seen) {
    if (!complex) return;
    const pugi::xml_node derived = derivation_of(complex);
    if (!derived) {
      add_attributes(type, complex);
      return;
    }
    const QualifiedName base = qualified(derived, derived.attribute("base").value());
    if (!seen.insert(base).second) {
      throw SourceError(fmt::format("the schema's type \"{}\" extends itself", base.local));
    }
    if (is_schema_node(derived, "extension")) {
      const pugi::xml_node parent = files_.global(SchemaFiles::Kind::complex_type, base);
      if (!parent && !is_gml(base.space)) {
        note(fmt::format("{}: what it inherits from {} is in a schema that was not read", type.name,
                         base.local));
      }
      inherit(type, parent, seen);
    }
    add_attributes(type, derived);
  }

  void add_attributes(sync::FeatureType& type, const pugi::xml_node& content) {
    for (const SchemaParticle& particle : particles_of(files_, content)) {
      const pugi::xml_node& declared = particle.element;
      const std::string_view ref = declared.attribute("ref").value();
      const std::string name =
          ref.empty() ? declared.attribute("name").value() : qualified(declared, ref).local;
      if (name.empty() || type.attribute(name) != nullptr) continue;
      const SchemaValue value = values_.of_element(declared, type.name + "." + name);
      ModelAttribute attribute;
      attribute.name = name;
      attribute.value = value.value;
      attribute.multiplicity = multiplicity(particle);
      attribute.voidable =
          std::string_view(referred(files_, declared).attribute("nillable").value()) == "true";
      attribute.list = value.list;
      attribute.longest = value.longest;
      attribute.pattern = value.pattern;
      attribute.certainty = attribute.value_certainty = attribute.multiplicity_certainty =
          Certainty::official;
      attribute.source = "XSD";
      attribute.note = value.note;
      if (!understood(attribute.pattern)) {
        note(fmt::format("{}.{}: its pattern is not understood and will not be checked", type.name,
                         name));
        attribute.pattern.clear();
      }
      if (!value.note.empty()) note(fmt::format("{}.{}: {}", type.name, name, value.note));
      if (++attributes_ > most_attributes) {
        throw SourceError(
            fmt::format("the schema has more than {} attributes in all", most_attributes));
      }
      kinds_.emplace(name, value.geometry);
      type.attributes.push_back(std::move(attribute));
    }
  }

  static sync::Multiplicity multiplicity(const SchemaParticle& particle) {
    const std::string_view most = particle.element.attribute("maxOccurs").value();
    sync::Multiplicity result{occurrences(particle.element.attribute("minOccurs").value(), 1),
                              occurrences(most, 1)};
    if (particle.optional) result.least = 0;
    if (particle.many || most == "unbounded") result.most = std::nullopt;
    if (result.most) result.most = std::max(*result.most, result.least);
    return result;
  }

  static bool understood(const std::string& pattern) {
    if (pattern.empty()) return true;
    try {
      (void)sync::Pattern(pattern);
    } catch (const std::invalid_argument&) {
      return false;
    }
    return true;
  }

  /// Members of a union are told by the union.
  void drop_unused_lists() {
    std::set<std::string_view> used;
    for (const sync::FeatureType& type : result_.model.types) {
      for (const ModelAttribute& attribute : type.attributes) used.insert(attribute.list);
    }
    std::erase_if(result_.model.lists,
                  [&](const sync::ModelCodeList& list) { return !used.contains(list.name); });
  }

  void note(std::string text) {
    if (noted_.insert(text).second) result_.notes.push_back(std::move(text));
  }

  const SchemaFiles& files_;
  SchemaValues values_;
  SchemaReading result_;
  std::set<std::string> noted_;
  std::size_t attributes_ = 0;
  std::map<std::string, geo::Kind> kinds_;  ///< of the attributes of the type being read
};

}  // namespace

SchemaReading model_of_schema(const std::filesystem::path& file, const std::string& name) {
  const SchemaFiles files(file);
  return Reading(files).read(file, name);
}

}  // namespace uavt::importers
