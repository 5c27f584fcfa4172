#include "sync/layer.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace uavt::sync {
namespace {

constexpr std::array<std::string_view, register_count> register_names = {"uavt", "cbs", "takbis"};

/// Position of a name in a list, as whatever enumerator stands there.
template <typename Enumerator, std::size_t count>
std::optional<Enumerator> named(const std::array<std::string_view, count>& names,
                                std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enumerator>(found - names.begin());
}

std::optional<std::int64_t> street_type(std::string_view name) {
  const LayerType& streets = layer_type(Layer::street);
  return streets.attributes[position(Layer::street, "tip")].list->position(name);
}

}  // namespace

std::string_view name(Register reg) {
  return register_names[index(reg)];
}

std::optional<Register> register_named(std::string_view name) {
  return named<Register>(register_names, name);
}

std::string_view name(Layer layer) {
  return layer_type(layer).name;
}

std::optional<Layer> layer_named(std::string_view name) {
  const auto found =
      std::ranges::find(all_layers, name, [](Layer layer) { return layer_type(layer).name; });
  if (found == all_layers.end()) return std::nullopt;
  return *found;
}

std::optional<std::int64_t> CodeList::position(std::string_view value) const {
  const auto found = std::ranges::find(values, value);
  if (found == values.end()) return std::nullopt;
  return found - values.begin();
}

std::optional<std::size_t> find_position(Layer layer, std::string_view attribute) {
  const auto attributes = layer_type(layer).attributes;
  const auto found = std::ranges::find(attributes, attribute, &Attribute::name);
  if (found == attributes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - attributes.begin());
}

std::size_t position(Layer layer, std::string_view attribute) {
  const auto found = find_position(layer, attribute);
  assert(found && "no such attribute in this layer");
  return found.value_or(std::numeric_limits<std::size_t>::max());
}

std::optional<std::size_t> group_position(Layer layer, std::string_view group) {
  const auto groups = layer_type(layer).groups;
  const auto found = std::ranges::find(groups, group);
  if (found == groups.end()) return std::nullopt;
  return static_cast<std::size_t>(found - groups.begin());
}

std::optional<std::int64_t> street_type_from_uavt(std::int64_t code) {
  switch (code) {
    case 0:
      return street_type("koy_sokagi");
    case 1:
      return street_type("meydan");
    case 2:
      return street_type("bulvar");
    case 3:
      return street_type("cadde");
    case 4:
      return street_type("sokak");
    case 5:
      return street_type("kume_evler");
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> street_type_from_maks(std::int64_t code) {
  switch (code) {
    case 1:
      return street_type("sokak");
    case 2:
      return street_type("cadde");
    case 3:
      return street_type("bulvar");
    case 4:
      return street_type("meydan");
    case 5:
      return street_type("kume_evler");
    case 6:
      return street_type("karayolu");
    default:
      return std::nullopt;
  }
}

}  // namespace uavt::sync
