#include "config/model_restrictions.hpp"

#include "sync/restrictions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uavt::config {

namespace {

bool blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::vector<std::string> values_of(const Section& rows, const std::string& name, sync::Layer layer,
                                   const sync::ModelAttribute& attribute) {
  std::vector<std::string> values = rows.texts(name);
  if (values.empty()) rows.refuse(name, fmt::format("'{}' names no value", name));
  const sync::Attribute& ours =
      sync::layer_type(layer).attributes[sync::position(layer, attribute.from)];
  for (const std::string& value : values) {
    if (blank(value)) rows.refuse(name, fmt::format("'{}' has an empty value", name));
    if (ours.list == nullptr || ours.list->position(value)) continue;
    rows.refuse_word(name, value, ours.list->values);
  }
  return values;
}

std::string not_restrictable(sync::Layer layer, const std::string& from) {
  return fmt::format(
      "{}.{} names or addresses a row and cannot be restricted; restricted_rows keeps rows back",
      sync::name(layer), from);
}

bool keeps_back(const sync::Model& model, sync::Layer layer, const std::string& from) {
  return std::ranges::any_of(model.types, [&](const sync::FeatureType& type) {
    return type.layer == layer &&
           std::ranges::any_of(type.attributes, [&](const sync::ModelAttribute& each) {
             return each.restricted && each.from == from;
           });
  });
}

}  // namespace

void require_restrictable(const Section& section, const sync::ModelAttribute& attribute,
                          const sync::FeatureType& type) {
  if (attribute.value == sync::ModelValue::geometry) {
    section.refuse("restricted", fmt::format("'{}' is a geometry and cannot be restricted; "
                                             "restricted_rows keeps rows back",
                                             attribute.name));
  }
  if (attribute.name == type.id) {
    section.refuse("restricted", fmt::format("'{}' names the rows of '{}' and cannot be restricted",
                                             attribute.name, type.name));
  }
  if (!type.layer) return;
  if (attribute.from.empty()) {
    section.refuse("restricted", fmt::format("'{}' is filled from nothing of ours; `from` says "
                                             "which column of {} is restricted",
                                             attribute.name, sync::name(*type.layer)));
  }
  if (!sync::may_be_restricted(*type.layer, attribute.from)) {
    section.refuse("restricted", not_restrictable(*type.layer, attribute.from));
  }
}

std::vector<std::pair<std::string, std::vector<std::string>>> restricted_rows(
    const Section& section, const sync::FeatureType& type) {
  std::vector<std::pair<std::string, std::vector<std::string>>> result;
  const auto rows = section.section("restricted_rows");
  if (!rows) return result;
  if (!type.layer) {
    section.refuse("restricted_rows",
                   fmt::format("'{}' shows no layer of ours and has no rows to restrict; `layer` "
                               "names one",
                               type.name));
  }
  for (const std::string& name : rows->keys()) {
    const sync::ModelAttribute* const attribute = type.attribute(name);
    if (attribute == nullptr) {
      std::vector<std::string_view> known;
      for (const sync::ModelAttribute& each : type.attributes) {
        if (!each.from.empty()) known.emplace_back(each.name);
      }
      rows->refuse(name, fmt::format("unknown attribute '{}' of '{}'; filled from ours are: {}; "
                                     "did you mean '{}'?",
                                     name, type.name, listed(known), nearest(name, known)));
    }
    if (!sync::may_restrict_rows(*type.layer, attribute->from)) {
      rows->refuse(name, fmt::format("rows cannot be restricted by '{}': it is filled `from` no "
                                     "word, code or whole number of {}",
                                     name, sync::name(*type.layer)));
    }
    result.emplace_back(name, values_of(*rows, name, *type.layer, *attribute));
  }
  return result;
}

void require_consistent(const Section& types, const sync::Model& model) {
  for (const sync::FeatureType& type : model.types) {
    if (!type.layer) continue;
    for (const sync::ModelAttribute& each : type.attributes) {
      if (each.from.empty()) continue;
      if (each.restricted && !sync::may_be_restricted(*type.layer, each.from)) {
        types.refuse(type.name, not_restrictable(*type.layer, each.from));
      }
      if (!each.demanded() || !keeps_back(model, *type.layer, each.from)) continue;
      types.refuse(type.name,
                   fmt::format("{}.{} is restricted and {}.{} therefore empty, so it must not be "
                               "demanded: give it `voidable = true`",
                               sync::name(*type.layer), each.from, type.name, each.name));
    }
  }
}

}  // namespace uavt::config
