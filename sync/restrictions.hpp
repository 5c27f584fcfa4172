// What a model keeps from everybody but the unit itself: columns whose values leave in no form, and
// rows that other units do not see at all. Said once, in the model; the database's views, exports,
// reports and the reading of person columns all ask here.
#pragma once

#include "sync/model.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::sync {

/// Rows whose attribute has one of these values, whatever their case.
struct RowRestriction {
  std::string attribute;  ///< ours
  std::vector<std::string> values;
  bool operator==(const RowRestriction&) const = default;
};

struct Restrictions {
  /// By layer, sorted; the municipality's own value of a restricted attribute is among them.
  std::array<std::vector<std::string>, layer_count> columns;
  std::array<std::vector<RowRestriction>, layer_count> rows;
  /// Of types that show no layer: "tucbs.Durak" → its attributes, sorted.
  std::map<std::string, std::vector<std::string>> types;

  [[nodiscard]] bool restricted(Layer layer, std::string_view attribute) const;
  /// The same of a model's type, by its full name.
  [[nodiscard]] bool restricted(const std::string& type, std::string_view attribute) const;
  /// Is any column of the layer?
  [[nodiscard]] bool any_column(Layer layer) const { return !columns[index(layer)].empty(); }
  bool operator==(const Restrictions&) const = default;
};

/// What all types of a model say together.
[[nodiscard]] Restrictions restrictions_of(const Model& model);

/// What a source's columns may be mapped to although their names say person: the restricted attributes
/// of the layers it feeds, or of its model's type.
[[nodiscard]] std::vector<std::string> restricted_attributes(const Restrictions& restrictions,
                                                             SourceLayer layer,
                                                             const std::string& model_type);

/// May this attribute of a layer be restricted? What a row is found, named and addressed by may not:
/// codes, references, an address' own words. Rows are restricted instead.
[[nodiscard]] bool may_be_restricted(Layer layer, std::string_view attribute);

/// May rows be restricted by this attribute's values? Words and whole numbers may.
[[nodiscard]] bool may_restrict_rows(Layer layer, std::string_view attribute);

}  // namespace uavt::sync
