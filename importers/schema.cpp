#include "importers/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "importers/reader.hpp"
#include "importers/schema_leftovers.hpp"
#include "importers/schema_parts.hpp"
#include "importers/schema_values.hpp"
#include "sync/pattern.hpp"

namespace uavt::importers {

namespace {

using sync::Certainty;
using sync::ModelAttribute;
using sync::ModelValue;

constexpr std::size_t longest_title = 120;
constexpr std::size_t longest_reason = 600;
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
  Reading(const SchemaFiles& files, std::span<const GivenCodes> codes)
      : files_(files), codes_(files.folder(), codes), values_(files, codes_) {}

  SchemaReading read(const std::filesystem::path& file, const std::string& name) {
    sync::Model& model = result_.model;
    model.name = plain_name(name.empty() ? file.stem().string() : name);
    std::string title = files_.target_space();
    if (!files_.version().empty()) title += (title.empty() ? "" : " ") + files_.version();
    model.title_tr = model.title_en = title.empty() ? model.name : title;
    model.sources.emplace_back(
        "XSD", fmt::format("{}, namespace {}, version {}", file.filename().string(),
                           files_.target_space().empty() ? "–" : files_.target_space(),
                           files_.version().empty() ? "–" : files_.version()));
    for (const auto& [element_name, element] : files_.elements()) {
      const bool abstract = std::string_view(element.attribute("abstract").value()) == "true";
      if (!abstract && values_.is_feature(element)) add_type(element_name.local, element);
    }
    if (model.types.empty()) {
      std::string why;
      for (const std::string& each : files_.notes()) {
        if (why.size() < longest_reason) why += ". " + each;
      }
      throw SourceError(fmt::format(
          "{}: no element of it stands for a gml:AbstractFeature, so there is no layer to check{}",
          file.string(), why));
    }
    model.lists = values_.lists();
    for (sync::ModelCodeList& list : model.lists) {
      if (const auto known = list_sources_.find(list.name); known != list_sources_.end()) {
        list.source = known->second;
      }
    }
    drop_unused_lists();
    name_rows(files_, model, result_.notes);
    tell_companions();
    codes_.finish(result_);
    result_.notes.insert(result_.notes.begin(), files_.notes().begin(), files_.notes().end());
    const std::vector<std::string> left = leftovers(files_);
    result_.notes.insert(result_.notes.end(), left.begin(), left.end());
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
    add_what_lies_below(type);
    for (const SchemaAttribute& own : xml_attributes(files_, complex)) {
      if (is_companion(own.name)) continue;
      note(fmt::format("{}: the XML attribute {} of the feature itself is not shown by readers of "
                       "GML, and not judged",
                       name, own.name.local));
    }
    kinds_.clear();
    result_.model.types.push_back(std::move(type));
  }

  /// Columns that a table has for what is inside a property: the simple parts of a data type, and
  /// the XML attributes of the property's element.
  void add_what_lies_below(sync::FeatureType& type) {
    const std::size_t properties = type.attributes.size();
    std::set<std::string> parts_named;
    for (std::size_t p = 0; p < properties; ++p) {
      const ModelAttribute property = type.attributes[p];
      const pugi::xml_node element = referred(files_, elements_[p]);
      if (property.value == ModelValue::structure) {
        add_parts(type, p, parts_of(files_, values_, elements_[p]), parts_named);
      }
      for (const SchemaAttribute& each : xml_attributes(files_, values_.complex_type(element))) {
        if (is_companion(each.name)) {
          auto& [seen, nodes] = companions_[each.name.local];
          if (seen.insert(element).second) nodes.push_back(element);
          continue;
        }
        ModelAttribute attribute = plain_attribute(
            property.name + "_" + each.name.local,
            each.declared ? values_.of_element(each.declared,
                                               type.name + "." + property.name + "." +
                                                   each.name.local)
                          : SchemaValue{ModelValue::text, geo::Kind::null, {}, {}, 0, {}, {}});
        attribute.multiplicity = {each.required && property.demanded() ? 1U : 0U,
                                  property.multiplicity->most};
        attribute.note = "XML attribute of " + property.name;
        add(type, std::move(attribute));
      }
    }
    elements_.clear();
  }

  void add_parts(sync::FeatureType& type, std::size_t at, const std::vector<SchemaPart>& parts,
                 std::set<std::string>& parts_named) {
    const ModelAttribute property = type.attributes[at];
    std::string names;
    for (const SchemaPart& part : parts) {
      SchemaValue value = values_.of_element(part.element, type.name + "." + part.name);
      if (value.value == ModelValue::structure || value.value == ModelValue::geometry) continue;
      names += (names.empty() ? "" : ", ") + part.name;
      const auto other = std::ranges::find(type.attributes, part.name, &ModelAttribute::name);
      if (other != type.attributes.end()) {
        // A table does not say whose it is.
        note(fmt::format("{}: {} of {} has the name of another column, and is not judged",
                         type.name, part.name, property.name));
        if (parts_named.contains(part.name)) {
          *other = plain_attribute(part.name, {ModelValue::text, geo::Kind::null, {}, {}, 0, {}, {}});
          other->multiplicity = {0, std::nullopt};
        }
        continue;
      }
      ModelAttribute attribute = plain_attribute(part.name, value);
      const bool many = part.many || property.multiplicity->most != 1U;
      attribute.multiplicity = {property.demanded() && !part.optional ? 1U : 0U,
                                many ? std::nullopt : std::optional(1U)};
      attribute.voidable = is_nillable(part.element);
      attribute.note = "part of " + property.name;
      parts_named.insert(part.name);
      add(type, std::move(attribute));
    }
    if (names.empty()) return;
    // Whoever has its parts has no column for the whole.
    type.attributes[at].multiplicity->least = 0;
    type.attributes[at].note = "its parts are asked for: " + names;
  }

  [[nodiscard]] bool is_nillable(const pugi::xml_node& declared) const {
    return std::string_view(referred(files_, declared).attribute("nillable").value()) == "true";
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
      ModelAttribute attribute = plain_attribute(name, value);
      attribute.multiplicity = multiplicity(particle);
      attribute.voidable = is_nillable(declared);
      if (!value.note.empty()) note(fmt::format("{}.{}: {}", type.name, name, value.note));
      kinds_.emplace(name, value.geometry);
      elements_.push_back(declared);
      add(type, std::move(attribute));
    }
  }

  /// An attribute with everything that its value says.
  [[nodiscard]] ModelAttribute plain_attribute(const std::string& name, const SchemaValue& value) {
    ModelAttribute attribute;
    attribute.name = name;
    attribute.value = value.value;
    attribute.list = value.list;
    attribute.longest = value.longest;
    attribute.pattern = value.pattern;
    attribute.certainty = attribute.value_certainty = attribute.multiplicity_certainty =
        Certainty::official;
    attribute.source = source_of(value);
    attribute.note = value.note;
    return attribute;
  }

  /// "XSD", with the key of the code list's address beside it.
  [[nodiscard]] std::string source_of(const SchemaValue& value) {
    if (value.code_list.empty()) return "XSD";
    const auto [known, fresh] =
        code_lists_.emplace(value.code_list, fmt::format("K{}", code_lists_.size() + 1));
    if (fresh) result_.model.sources.emplace_back(known->second, "code list " + value.code_list);
    if (!value.list.empty()) list_sources_.emplace(value.list, known->second);
    return "XSD " + known->second;
  }

  void add(sync::FeatureType& type, ModelAttribute attribute) {
    if (type.attribute(attribute.name) != nullptr) {
      note(fmt::format("{}: a second {} was left out", type.name, attribute.name));
      return;
    }
    if (!understood(attribute.pattern)) {
      note(fmt::format("{}.{}: its pattern is not understood and will not be checked", type.name,
                       attribute.name));
      attribute.pattern.clear();
    }
    if (++attributes_ > most_attributes) {
      throw SourceError(
          fmt::format("the schema has more than {} attributes in all", most_attributes));
    }
    type.attributes.push_back(std::move(attribute));
  }

  void tell_companions() {
    for (const auto& [name, properties] : companions_) {
      const auto& nodes = properties.second;
      note(fmt::format("{}: it is read beside its property and not judged ({})",
                       counted(nodes.size(), "XML attribute " + name), places(files_, nodes)));
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
  SchemaCodes codes_;
  SchemaValues values_;
  SchemaReading result_;
  std::set<std::string> noted_;
  std::size_t attributes_ = 0;
  std::map<std::string, geo::Kind> kinds_;  ///< of the attributes of the type being read
  std::vector<pugi::xml_node> elements_;    ///< their declarations, by position
  /// XML attributes that go with a property, by name: the properties, each once, in their order.
  std::map<std::string, std::pair<std::set<pugi::xml_node>, std::vector<pugi::xml_node>>>
      companions_;
  std::map<std::string, std::string> code_lists_;    ///< address → key of its source
  std::map<std::string, std::string> list_sources_;  ///< list of one → that key
};

}  // namespace

SchemaReading model_of_schema(const std::filesystem::path& file, const std::string& name,
                              std::span<const GivenCodes> codes) {
  const SchemaFiles files(file);
  return Reading(files, codes).read(file, name);
}

}  // namespace uavt::importers
