// What a property of a GML application schema holds: a number, a code with its list, a geometry, a
// reference. Private to this room.
#pragma once

#include <map>
#include <set>

#include "importers/schema_codes.hpp"
#include "importers/schema_files.hpp"
#include "sync/model.hpp"

namespace uavt::importers {

/// A property's value, as far as the schema tells.
struct SchemaValue {
  sync::ModelValue value = sync::ModelValue::structure;
  geo::Kind geometry = geo::Kind::null;  ///< for geometry; `other`: any kind
  std::string list;                      ///< for code: of SchemaValues::lists
  std::string pattern;
  std::uint32_t longest = 0;
  std::string note;
  std::string code_list = {};  ///< the address that names its list; empty: none
};

class SchemaValues {
 public:
  SchemaValues(const SchemaFiles& files, SchemaCodes& codes) : files_(files), codes_(codes) {}

  /// The value of an element declaration (local, or global when it is named by `ref`) or of an
  /// attribute's. `name` is what an enumeration without a name of its own is called.
  [[nodiscard]] SchemaValue of_element(const pugi::xml_node& element, const std::string& name);
  /// True for an element that stands for a GML feature, by substitution or by its type.
  [[nodiscard]] bool is_feature(const pugi::xml_node& element) const;
  /// The complex type of an element: its own or the named one; empty when it is not here.
  [[nodiscard]] pugi::xml_node complex_type(const pugi::xml_node& element) const;

  [[nodiscard]] std::vector<sync::ModelCodeList> lists() const { return lists_; }

 private:
  /// Each named type is looked at once, however many properties are of it.
  [[nodiscard]] SchemaValue of_type(const QualifiedName& type, const std::string& name, int depth);
  [[nodiscard]] SchemaValue looked_at(const QualifiedName& type, const std::string& name,
                                      int depth);
  [[nodiscard]] SchemaValue of_simple(const pugi::xml_node& simple, const std::string& name,
                                      int depth);
  [[nodiscard]] SchemaValue of_restriction(const pugi::xml_node& restriction,
                                           const std::string& name, int depth);
  [[nodiscard]] SchemaValue of_union(const pugi::xml_node& type, const std::string& name,
                                     int depth);
  [[nodiscard]] SchemaValue of_complex(const pugi::xml_node& complex, const std::string& name,
                                       int depth);
  [[nodiscard]] const sync::ModelCodeList* list(const std::string& name) const;
  [[nodiscard]] SchemaValue of_parts(const pugi::xml_node& complex, const std::string& name,
                                     int depth);
  void keep(const std::string& list, std::vector<std::string> values, bool complete);

  /// The list at an address, when somebody has its values.
  void look_up(SchemaValue& value);

  const SchemaFiles& files_;
  SchemaCodes& codes_;
  std::vector<sync::ModelCodeList> lists_;
  std::map<std::string, std::size_t> list_at_;
  std::map<QualifiedName, SchemaValue> known_;
  std::set<QualifiedName> open_;  ///< complex types that are being looked at
};

/// The elements of a type's own content model, through sequences, choices and groups. `least` is 0
/// below a choice or an optional group, `many` is true below a repeated one.
struct SchemaParticle {
  pugi::xml_node element;
  bool optional = false, many = false;
};
/// Errors: SourceError for groups that contain themselves, and for more than anybody models.
[[nodiscard]] std::vector<SchemaParticle> particles_of(const SchemaFiles& files,
                                                       const pugi::xml_node& content);

/// The `extension` or `restriction` of a type with complex or simple content; empty when it has none.
[[nodiscard]] pugi::xml_node derivation_of(const pugi::xml_node& complex);
/// The one for which the declaration stands: the element that its `ref` names, else itself.
[[nodiscard]] pugi::xml_node referred(const SchemaFiles& files, const pugi::xml_node& element);

}  // namespace uavt::importers
