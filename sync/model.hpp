// Models as data. What a national data model (TUCBS, TRKBİS, MAKS) or a municipality's own schema
// asks of a layer: feature types, attributes, code lists. A model is read from a file
// (config/models/*.toml or one `model import` made) and says of each of its claims how sure it is
// and from where: very little of the Turkish standards' text is public, and a claim that is only
// inferred must not look like the law.
#pragma once

#include "geo/geometry_column.hpp"
#include "sync/layer.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace uavt::sync {

/// How sure a claim is: `official` stood in the standard's own text, `seen` in a public artefact
/// that uses it (a service, a municipality's mapping, a paper), `inferred` in neither.
enum class Certainty : std::uint8_t { inferred, seen, official };
[[nodiscard]] std::string_view name(Certainty certainty);
[[nodiscard]] std::optional<Certainty> certainty_named(std::string_view name);

/// What a value is. `structure` is anything with parts of its own, `reference` points to another
/// feature; of both only presence is judged.
enum class ModelValue : std::uint8_t {
  text, integer, real, boolean, date, code, geometry, reference, structure,
};
[[nodiscard]] std::string_view name(ModelValue value);
[[nodiscard]] std::optional<ModelValue> model_value_named(std::string_view name);

/// "1", "0..1", "1..*".
struct Multiplicity {
  std::uint32_t least = 0;
  std::optional<std::uint32_t> most = 1;  ///< nothing: any number
  bool operator==(const Multiplicity&) const = default;
};
[[nodiscard]] std::string text_of(const Multiplicity& multiplicity);
[[nodiscard]] std::optional<Multiplicity> multiplicity_of(std::string_view text);

struct ModelCodeList {
  std::string name;
  std::vector<std::string> values;  ///< in the order of the source
  bool complete = false;            ///< false: only the values somebody was seen to use
  Certainty certainty{};
  std::string source;
};

struct ModelAttribute {
  std::string name;  ///< as the model spells it
  ModelValue value{};
  std::optional<Multiplicity> multiplicity;  ///< nothing: not known, never asked for
  bool voidable = false;  ///< the attribute must be there, its value may be absent
  std::string unit;
  std::string list;       ///< name of a code list; for `code` only, empty when it is not known
  std::string pattern;    ///< regular expression for the whole value; empty: none
  std::uint32_t longest = 0;  ///< characters; 0: not limited
  Certainty certainty{};                ///< of its name and meaning
  Certainty value_certainty{};          ///< of its type
  Certainty multiplicity_certainty{};
  std::string source;     ///< keys of Model::sources
  std::string note;
  /// What fills it where our rows are shown as this type: an attribute of FeatureType::layer,
  /// "geometri", "tucbs_no", "surum_no", "surum_baslangic"; empty: nothing.
  std::string from;
  std::string always;     ///< or one value for every row; empty: none
  bool restricted = false;  ///< its values leave the unit in no form: sync/restrictions.hpp
  /// A row without a value is no object of its type.
  [[nodiscard]] bool demanded() const {
    return multiplicity && multiplicity->least > 0 && !voidable;
  }
};

struct FeatureType {
  std::string name, title_tr, title_en;
  /// What its geometry is; `null` for a table without one, `other` for any kind.
  geo::Kind geometry = geo::Kind::null;
  std::vector<std::string> tables;  ///< names its table goes by
  std::string id;                   ///< the attribute that names a row; empty when not known
  std::vector<ModelAttribute> attributes;  ///< inherited ones first
  Certainty certainty{};
  std::string source;
  std::optional<Layer> layer;  ///< whose rows are shown as this type in schema `tucbs`; none: nobody's
  /// Rows of the layer that nobody outside the unit sees: attribute (filled `from` ours) → values.
  std::vector<std::pair<std::string, std::vector<std::string>>> restricted_rows;

  [[nodiscard]] const ModelAttribute* attribute(std::string_view name) const;  ///< exact name
  /// The attribute that is the layer's own geometry; nullptr when there is none.
  [[nodiscard]] const ModelAttribute* shape() const;
};

struct Model {
  std::string name;  ///< "tucbs"
  std::string title_tr, title_en;
  /// False where the model's own documents do not agree on upper and lower case.
  bool exact_names = true;
  std::vector<std::pair<std::string, std::string>> sources;  ///< key → what it is
  /// Attribute names that only this generation of the national model uses (MOD-07).
  std::vector<std::string> markers;
  std::vector<ModelCodeList> lists;
  std::vector<FeatureType> types;

  [[nodiscard]] const ModelCodeList* list(std::string_view name) const;
  /// By exact name, else the only one whose folded name or table is the same.
  [[nodiscard]] const FeatureType* type(std::string_view name) const;
};

/// The word of a geometry kind: "nokta", "çizgi", "alan", "boş", "karışık".
[[nodiscard]] std::string kind_word(geo::Kind kind);

}  // namespace uavt::sync
