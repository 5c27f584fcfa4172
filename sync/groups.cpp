#include "sync/groups.hpp"

#include "sync/concealing.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace uavt::sync {

namespace {

/// The group a reference goes with: that of the foreign code it resolves; by place, the geometry's.
std::size_t group_of_reference(const LayerType& type, const Attribute& reference) {
  const Layer target = *reference.target;
  if (target == Layer::neighbourhood && type.geometry_group >= 0 && type.layer != Layer::street) {
    return static_cast<std::size_t>(type.geometry_group);
  }
  if (target == Layer::parcel) return *group_position(type.layer, "sahip");
  // The door is part of a unit's address, whichever of its codes led to it.
  if (type.layer == Layer::unit && target == Layer::door) return *group_position(type.layer, "adres");
  const std::string_view stem = reference.name.substr(0, reference.name.find('_'));
  std::optional<std::size_t> any;
  for (const Attribute& attribute : type.attributes) {
    if (attribute.role != Role::foreign_code || attribute.target != target) continue;
    if (!any) any = static_cast<std::size_t>(attribute.group);
    if (attribute.name.starts_with(stem)) return static_cast<std::size_t>(attribute.group);
  }
  return any.value_or(type.groups.size() - 1);
}

std::vector<Group> built(const LayerType& type) {
  std::vector<Group> result(type.groups.size());
  for (std::size_t g = 0; g < result.size(); ++g) {
    result[g].position = static_cast<std::uint8_t>(g);
    result[g].geometry = type.geometry_group == static_cast<std::int8_t>(g);
  }
  for (std::size_t a = 0; a < type.attributes.size(); ++a) {
    const Attribute& attribute = type.attributes[a];
    if (attribute.role == Role::shadow) continue;
    if (attribute.role == Role::reference) {
      result[group_of_reference(type, attribute)].references.push_back(a);
    } else {
      result[static_cast<std::size_t>(attribute.group)].attributes.push_back(a);
    }
  }
  return result;
}

/// The reference of the group that an attribute's code resolves to, when there is one.
std::optional<std::size_t> reference_of(const Group& group, const LayerType& type,
                                        std::size_t attribute) {
  const Attribute& code = type.attributes[attribute];
  if (code.role != Role::foreign_code) return std::nullopt;
  const std::string_view stem = code.name.substr(0, code.name.find('_'));
  std::optional<std::size_t> any;
  for (const std::size_t r : group.references) {
    if (type.attributes[r].target != code.target) continue;
    any = r;
    if (type.attributes[r].name.starts_with(stem)) return r;
  }
  return any;
}

bool same_shape(const Table& a, std::size_t row_a, const Table& b, std::size_t row_b,
                double tolerance) {
  return geo::same_within(a.geometry[row_a], b.geometry[row_b], tolerance);
}

}  // namespace

const std::vector<Group>& groups(Layer layer) {
  static const auto all = [] {
    std::array<std::vector<Group>, layer_count> result;
    for (const Layer each : all_layers) result[index(each)] = built(layer_type(each));
    return result;
  }();
  return all[index(layer)];
}

bool shows(Layer layer, const Group& group, const Attribute& shadow) {
  return shadow.role == Role::shadow &&
         std::ranges::find(group.attributes, position(layer, shadow.shadows)) !=
             group.attributes.end();
}

bool delivers(const Group& group, const Table& table, std::size_t row) {
  if (group.geometry && table.geometry.kind(row) != geo::Kind::null) return true;
  const auto given = [&](std::size_t a) { return !table.columns[a].null(row); };
  return std::ranges::any_of(group.attributes, given) ||
         std::ranges::any_of(group.references, given);
}

bool differ(const Group& group, const Table& a, std::size_t row_a, const Table& b,
            std::size_t row_b, double tolerance) {
  const LayerType& type = a.type();
  for (const std::size_t r : group.references) {
    const Column& left = a.columns[r];
    const Column& right = b.columns[r];
    if (!left.null(row_a) && !right.null(row_b) && left.integers[row_a] != right.integers[row_b]) {
      return true;
    }
  }
  for (const std::size_t at : group.attributes) {
    const Column& left = a.columns[at];
    const Column& right = b.columns[at];
    if (left.null(row_a) || right.null(row_b)) continue;
    if (const auto reference = reference_of(group, type, at)) {
      if (!a.columns[*reference].null(row_a) && !b.columns[*reference].null(row_b)) continue;
    }
    if (!same_value(type.attributes[at], left, row_a, right, row_b)) return true;
  }
  return group.geometry && a.geometry.kind(row_a) != geo::Kind::null &&
         b.geometry.kind(row_b) != geo::Kind::null && !same_shape(a, row_a, b, row_b, tolerance);
}

bool unchanged(const Group& group, const Table& a, std::size_t row_a, const Table& b,
               std::size_t row_b, double tolerance) {
  const LayerType& type = a.type();
  const auto same = [&](std::size_t at) {
    const bool null_a = a.columns[at].null(row_a);
    const bool null_b = b.columns[at].null(row_b);
    if (null_a || null_b) return null_a == null_b;
    return same_value(type.attributes[at], a.columns[at], row_a, b.columns[at], row_b);
  };
  return std::ranges::all_of(group.attributes, same) &&
         std::ranges::all_of(group.references, same) &&
         (!group.geometry || same_shape(a, row_a, b, row_b, tolerance));
}

bool unchanged(const Group& group, const Table& table, std::size_t row, const Unsettled& settled,
               double tolerance) {
  Table other(table.layer);
  const std::size_t at = other.append_row({});
  std::size_t value = 0;
  for (const auto* positions : {&group.attributes, &group.references}) {
    for (const std::size_t a : *positions) {
      if (value < settled.values.size() && settled.values[value]) {
        assign_text(table.type().attributes[a], other.columns[a], at, *settled.values[value]);
      }
      ++value;
    }
  }
  if (group.geometry && !settled.geometry_wkb.empty()) {
    geo::GeometryColumn shape;
    shape.append_wkb(std::as_bytes(std::span(settled.geometry_wkb)));
    other.geometry.assign(at, shape[0]);
  }
  return unchanged(group, table, row, other, at, tolerance);
}

Unsettled settled_values(const Group& group, const Table& table, std::size_t row) {
  Unsettled settled;
  settled.layer = table.layer;
  settled.tucbs_no = table.tucbs_no[row];
  settled.group = group.position;
  for (const auto* positions : {&group.attributes, &group.references}) {
    for (const std::size_t a : *positions) {
      if (table.columns[a].null(row)) {
        settled.values.emplace_back();
      } else {
        settled.values.emplace_back(value_text(table.type().attributes[a], table.columns[a], row));
      }
    }
  }
  if (group.geometry && table.geometry.kind(row) != geo::Kind::null) {
    table.geometry.write_ewkb(row, true, 0, settled.geometry_wkb);
  }
  return settled;
}

std::string described(const Group& group, const Table& table, std::size_t row,
                      const Restrictions& restrictions) {
  std::string text;
  for (const std::size_t a : group.attributes) {
    if (table.columns[a].null(row)) continue;
    if (!text.empty()) text += ", ";
    text += table.type().attributes[a].name;
    text += ": ";
    text += shown_value(restrictions, table, a, row);
  }
  if (group.geometry && table.geometry.kind(row) != geo::Kind::null) {
    text += text.empty() ? "geometri" : ", geometri";
  }
  return text;
}

}  // namespace uavt::sync
