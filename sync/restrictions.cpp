#include "sync/restrictions.hpp"

#include "sync/coverage.hpp"
#include "sync/rules_model.hpp"

#include <algorithm>

namespace uavt::sync {

namespace {

void add(std::vector<std::string>& names, std::string_view name) {
  const auto at = std::ranges::lower_bound(names, name);
  if (at == names.end() || *at != name) names.insert(at, std::string(name));
}

/// The column and, where the municipality's own value stands beside it, that one too.
void add_column(Restrictions& restrictions, Layer layer, std::string_view attribute) {
  std::vector<std::string>& columns = restrictions.columns[index(layer)];
  add(columns, attribute);
  for (const Attribute& each : layer_type(layer).attributes) {
    if (each.role == Role::shadow && each.shadows == attribute) add(columns, each.name);
  }
}

void add_rows(Restrictions& restrictions, Layer layer, const std::string& attribute,
              const std::vector<std::string>& values) {
  auto& rows = restrictions.rows[index(layer)];
  auto found = std::ranges::find(rows, attribute, &RowRestriction::attribute);
  if (found == rows.end()) found = rows.insert(rows.end(), {attribute, {}});
  for (const std::string& value : values) add(found->values, value);
}

const Attribute* attribute_of(Layer layer, std::string_view name) {
  const auto at = find_position(layer, name);
  return at ? &layer_type(layer).attributes[*at] : nullptr;
}

}  // namespace

bool Restrictions::restricted(Layer layer, std::string_view attribute) const {
  return std::ranges::binary_search(columns[index(layer)], attribute, std::less<>());
}

bool Restrictions::restricted(const std::string& type, std::string_view attribute) const {
  const auto found = types.find(type);
  return found != types.end() &&
         std::ranges::binary_search(found->second, attribute, std::less<>());
}

Restrictions restrictions_of(const Model& model) {
  Restrictions restrictions;
  for (const FeatureType& type : model.types) {
    for (const ModelAttribute& attribute : type.attributes) {
      if (!attribute.restricted) continue;
      if (type.layer && !attribute.from.empty()) {
        add_column(restrictions, *type.layer, attribute.from);
      }
      add(restrictions.types[full_name(model, type)], attribute.name);
    }
    if (!type.layer) continue;
    for (const auto& [name, values] : type.restricted_rows) {
      add_rows(restrictions, *type.layer, type.attribute(name)->from, values);
    }
  }
  for (auto& rows : restrictions.rows) std::ranges::sort(rows, {}, &RowRestriction::attribute);
  return restrictions;
}

std::vector<std::string> restricted_attributes(const Restrictions& restrictions,
                                               SourceLayer source, const std::string& model_type) {
  std::vector<std::string> attributes;
  if (!model_type.empty()) {
    const auto found = restrictions.types.find(model_type);
    return found == restrictions.types.end() ? attributes : found->second;
  }
  for (const Layer layer : all_layers) {
    if (!feeds(source, layer)) continue;
    for (const std::string& column : restrictions.columns[index(layer)]) add(attributes, column);
  }
  return attributes;
}

bool may_be_restricted(Layer layer, std::string_view name) {
  const Attribute* const attribute = attribute_of(layer, name);
  if (attribute == nullptr || attribute->role != Role::value || attribute->mandatory) return false;
  switch (layer) {
    case Layer::neighbourhood:
      return name != "koy_adi" && name != "tur";
    case Layer::centreline:
      return name != "ad" && name != "tip";
    case Layer::parcel:
      return name != "tapu_kimlik_no";
    case Layer::door:
      return name != "blok_adi" && name != "site_adi";
    case Layer::unit:
      return name != "ic_kapi_no" && name != "blok_adi";
    default:
      return true;
  }
}

bool may_restrict_rows(Layer layer, std::string_view name) {
  const Attribute* const attribute = attribute_of(layer, name);
  if (attribute == nullptr || attribute->role == Role::reference) return false;
  return attribute->type != AttributeType::date && attribute->type != AttributeType::real;
}

}  // namespace uavt::sync
