#include "config/model.hpp"

#include "config/embedded.hpp"
#include "config/model_restrictions.hpp"
#include "config/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

namespace uavt::config {

namespace {

using sync::Certainty;
using sync::ModelAttribute;

constexpr std::array<std::string_view, 3> certainties = {"official", "seen", "inferred"};
constexpr std::array<std::string_view, 9> value_types = {
    "text", "integer", "real", "boolean", "date", "code", "geometry", "reference", "structure"};
constexpr std::array<std::string_view, 5> geometries = {"point", "line", "polygon", "none", "any"};

std::optional<geo::Kind> geometry_named(std::string_view word) {
  if (word == "point") return geo::Kind::point;
  if (word == "line") return geo::Kind::line;
  if (word == "polygon") return geo::Kind::polygon;
  if (word == "none") return geo::Kind::null;
  if (word == "any") return geo::Kind::other;
  return std::nullopt;
}

/// Names of models and types stand in reports and on the command line: no blanks, no controls.
bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 100 && std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7f && c != '"' && c != '\'' && c != '\\' && c != '/';
  });
}

std::array<std::string_view, sync::layer_count> layer_names() {
  std::array<std::string_view, sync::layer_count> names;
  std::ranges::transform(sync::all_layers, names.begin(),
                         [](sync::Layer layer) { return sync::name(layer); });
  return names;
}

/// What an attribute of a type that shows this layer's rows may be filled from; of a type that is only
/// extended: of any layer's.
std::vector<std::string_view> sources_of_values(std::optional<sync::Layer> layer) {
  std::vector<std::string_view> known = {"tucbs_no", "surum_no", "surum_baslangic", "geometri"};
  for (const sync::Layer each : sync::all_layers) {
    if (layer && *layer != each) continue;
    for (const sync::Attribute& one : sync::layer_type(each).attributes) known.push_back(one.name);
  }
  return known;
}

/// Reads one file; what a type extends is put before its own attributes when all are known.
class Reading {
 public:
  explicit Reading(const Section& root) : root_(root) {}

  sync::Model read() {
    root_.only({"model", "source", "list", "type"});
    read_head(root_.required_section("model"));
    if (const auto sources = root_.section("source")) {
      for (const std::string& key : sources->keys()) {
        model_.sources.emplace_back(key, sources->required_text(key));
      }
    }
    if (const auto lists = root_.section("list")) {
      for (const std::string& name : lists->keys()) {
        model_.lists.push_back(list_of(lists->required_section(name), name));
      }
    }
    const Section types = root_.required_section("type");
    for (const std::string& name : types.keys()) read_type(types, name);
    for (const std::string& name : order_) {
      if (!declared_.at(name).abstract) model_.types.push_back(resolved(types, name));
    }
    require_consistent(types, model_);
    return std::move(model_);
  }

 private:
  struct Declared {
    sync::FeatureType type;
    std::string extends;
    bool abstract = false;
  };

  void read_head(const Section& head) {
    head.only({"name", "title_tr", "title_en", "exact_names", "markers"});
    model_.name = head.required_text("name");
    if (!is_name(model_.name)) head.refuse("name", "a model's name has no blanks and no quotes");
    model_.title_tr = head.required_text("title_tr");
    model_.title_en = head.required_text("title_en");
    model_.exact_names = head.flag("exact_names").value_or(true);
    model_.markers = head.texts("markers");
  }

  /// "S8 S9": every word must be a key of [source].
  [[nodiscard]] std::string source_of(const Section& section, const std::string& otherwise) const {
    if (!section.has("source")) return otherwise;
    std::string text = section.required_text("source");
    std::vector<std::string_view> known;
    for (const auto& [key, what] : model_.sources) known.emplace_back(key);
    for (std::string_view rest = text; !rest.empty();) {
      const auto end = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, end);
      if (std::ranges::find(known, word) == known.end()) {
        section.refuse_word("source", word, known);
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return text;
  }

  [[nodiscard]] static Certainty certainty_of(const Section& section, std::string_view key,
                                              Certainty otherwise) {
    return section.choice(key, sync::certainty_named, certainties).value_or(otherwise);
  }

  [[nodiscard]] sync::ModelCodeList list_of(const Section& section, const std::string& name) const {
    section.only({"values", "complete", "certainty", "source"});
    sync::ModelCodeList list;
    list.name = name;
    list.values = section.texts("values");
    if (list.values.empty()) section.refuse("values", fmt::format("list '{}' is empty", name));
    list.complete = section.flag("complete").value_or(false);
    (void)section.required_text("certainty");
    (void)section.required_text("source");
    list.certainty = certainty_of(section, "certainty", Certainty::inferred);
    list.source = source_of(section, {});
    return list;
  }

  void read_type(const Section& types, const std::string& name) {
    const Section section = types.required_section(name);
    section.only({"title_tr", "title_en", "geometry", "extends", "abstract", "tables", "id",
                  "certainty", "source", "layer", "restricted_rows", "attribute"});
    if (!is_name(name)) types.refuse(name, "a type's name has no blanks and no quotes");
    Declared declared;
    sync::FeatureType& type = declared.type;
    type.name = name;
    type.title_tr = section.required_text("title_tr");
    type.title_en = section.required_text("title_en");
    (void)section.required_text("certainty");
    (void)section.required_text("source");
    type.certainty = certainty_of(section, "certainty", Certainty::inferred);
    type.source = source_of(section, {});
    type.geometry =
        section.choice("geometry", geometry_named, geometries).value_or(geo::Kind::null);
    type.tables = section.texts("tables");
    type.id = section.text("id").value_or(std::string());
    type.layer = section.choice("layer", sync::layer_named, layer_names());
    declared.extends = section.text("extends").value_or(std::string());
    declared.abstract = section.flag("abstract").value_or(false);
    if (const auto attributes = section.section("attribute")) {
      for (const std::string& attribute : attributes->keys()) {
        type.attributes.push_back(
            attribute_of(attributes->required_section(attribute), attribute, type));
      }
    }
    order_.push_back(name);
    declared_.emplace(name, std::move(declared));
  }

  [[nodiscard]] ModelAttribute attribute_of(const Section& section, const std::string& name,
                                            const sync::FeatureType& type) const {
    section.only({"type", "occurs", "voidable", "unit", "list", "pattern", "longest", "certainty",
                  "type_certainty", "occurs_certainty", "source", "note", "from", "always",
                  "restricted"});
    ModelAttribute attribute;
    attribute.name = name;
    (void)section.required_text("type");
    attribute.value =
        section.choice("type", sync::model_value_named, value_types).value_or(attribute.value);
    if (const auto occurs = section.text("occurs")) {
      attribute.multiplicity = sync::multiplicity_of(*occurs);
      if (!attribute.multiplicity) {
        section.refuse("occurs",
                       fmt::format("'{}' is no multiplicity; write 1, 0..1 or 1..*", *occurs));
      }
    }
    attribute.voidable = section.flag("voidable").value_or(false);
    attribute.unit = section.text("unit").value_or(std::string());
    attribute.list = section.text("list").value_or(std::string());
    if (!attribute.list.empty() && model_.list(attribute.list) == nullptr) {
      std::vector<std::string_view> known;
      for (const sync::ModelCodeList& list : model_.lists) known.emplace_back(list.name);
      section.refuse_word("list", attribute.list, known);
    }
    attribute.pattern = section.text("pattern").value_or(std::string());
    attribute.longest =
        static_cast<std::uint32_t>(section.integer("longest", {1, 1'000'000}).value_or(0));
    attribute.certainty = certainty_of(section, "certainty", type.certainty);
    attribute.value_certainty = certainty_of(section, "type_certainty", Certainty::inferred);
    attribute.multiplicity_certainty =
        certainty_of(section, "occurs_certainty", Certainty::inferred);
    attribute.source = source_of(section, type.source);
    attribute.note = section.text("note").value_or(std::string());
    attribute.from = section.text("from").value_or(std::string());
    attribute.always = section.text("always").value_or(std::string());
    if (!attribute.from.empty()) {
      const std::vector<std::string_view> known = sources_of_values(type.layer);
      if (std::ranges::find(known, attribute.from) == known.end()) {
        section.refuse_word("from", attribute.from, known);
      }
    }
    attribute.restricted = section.flag("restricted").value_or(false);
    if (attribute.restricted) require_restrictable(section, attribute, type);
    return attribute;
  }

  /// The attributes a type inherits, the eldest first.
  void inherit(const Section& types, const std::string& name, std::set<std::string>& seen,
               std::vector<ModelAttribute>& attributes) const {
    const Declared& declared = declared_.at(name);
    if (!seen.insert(name).second) {
      types.refuse(name, fmt::format("type '{}' extends itself", name));
    }
    if (!declared.extends.empty()) {
      if (!declared_.contains(declared.extends)) {
        const std::vector<std::string_view> known(order_.begin(), order_.end());
        types.required_section(name).refuse_word("extends", declared.extends, known);
      }
      inherit(types, declared.extends, seen, attributes);
    }
    for (const ModelAttribute& each : declared.type.attributes) {
      if (std::ranges::find(attributes, each.name, &ModelAttribute::name) != attributes.end()) {
        types.refuse(name, fmt::format("type '{}' has '{}' twice, once by what it extends", name,
                                       each.name));
      }
      attributes.push_back(each);
    }
  }

  [[nodiscard]] sync::FeatureType resolved(const Section& types, const std::string& name) const {
    sync::FeatureType type = declared_.at(name).type;
    type.attributes.clear();
    std::set<std::string> seen;
    inherit(types, name, seen, type.attributes);
    // What is inherited may be filled from an attribute that only some layers have.
    if (type.layer) {
      const std::vector<std::string_view> known = sources_of_values(type.layer);
      for (ModelAttribute& each : type.attributes) {
        if (std::ranges::find(known, each.from) == known.end()) each.from.clear();
      }
    }
    if (!type.id.empty() && type.attribute(type.id) == nullptr) {
      std::vector<std::string_view> known;
      for (const ModelAttribute& each : type.attributes) known.emplace_back(each.name);
      types.required_section(name).refuse_word("id", type.id, known);
    }
    type.restricted_rows = restricted_rows(types.required_section(name), type);
    return type;
  }

  const Section& root_;
  sync::Model model_;
  std::map<std::string, Declared> declared_;
  std::vector<std::string> order_;
};

}  // namespace

sync::Model model_of(std::string_view text, const std::string& file) {
  const toml::table document = parsed(text, file);
  const Section root(document, "", file);
  return Reading(root).read();
}

std::vector<sync::Model> models() {
  std::vector<sync::Model> result;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with("config/models/")) continue;
    result.push_back(model_of(file.text, std::string(file.path)));
  }
  std::ranges::sort(result, {}, &sync::Model::name);
  return result;
}

std::vector<sync::Model> models_with(const std::string& generation) {
  std::vector<sync::Model> known = models();
  if (std::ranges::find(known, generation, &sync::Model::name) != known.end()) return known;
  sync::Model own = model_named(generation);
  const auto same = std::ranges::find(known, own.name, &sync::Model::name);
  if (same != known.end()) {
    *same = std::move(own);
    return known;
  }
  const auto marked = [&](const std::string& marker) {
    return std::ranges::any_of(known, [&](const sync::Model& model) {
      return std::ranges::find(model.markers, marker) != model.markers.end();
    });
  };
  std::erase_if(own.markers, marked);
  known.push_back(std::move(own));
  return known;
}

sync::Model model_named(const std::string& name) {
  std::vector<sync::Model> known = models();
  for (sync::Model& model : known) {
    if (model.name == name) return std::move(model);
  }
  std::error_code ignored;
  if (std::filesystem::is_regular_file(name, ignored)) return model_of(text_of(name), name);
  std::vector<std::string_view> names;
  for (const sync::Model& model : known) names.emplace_back(model.name);
  throw ConfigError(fmt::format(
      "there is no model '{}', and no file of that name; did you mean '{}'? There are {}", name,
      nearest(name, names), listed(names)));
}

}  // namespace uavt::config
