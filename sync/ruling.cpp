#include "sync/ruling.hpp"

#include "sync/groups.hpp"
#include "sync/table.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, 3> form_names{"grup", "yokluk", "ekleme"};
constexpr std::array<std::string_view, 3> origin_names{"karar", "ret", "geri_alma"};
constexpr std::array<std::string_view, 3> take_names{"ulusal", "belediye", "yayimlanan"};

template <class Value>
std::optional<Value> named(const std::array<std::string_view, 3>& names, std::string_view name) {
  const auto at = std::ranges::find(names, name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Value>(at - names.begin());
}

/// Appends a row that holds these values; `positions` in their order.
std::size_t append_values(Table& table, std::span<const std::size_t> positions, const Said& then) {
  const std::size_t row = table.append_row({});
  for (std::size_t i = 0; i < positions.size() && i < then.values.size(); ++i) {
    if (!then.values[i]) continue;
    const std::size_t a = positions[i];
    assign_text(table.type().attributes[a], table.columns[a], row, *then.values[i]);
  }
  if (!then.geometry_wkb.empty()) {
    geo::GeometryColumn shape;
    shape.append_wkb(std::as_bytes(std::span(then.geometry_wkb)));
    table.geometry.assign(row, shape[0]);
  }
  return row;
}

/// A whole row as one group, without references.
const Group& whole_row(Layer layer) {
  static const auto all = [] {
    std::array<Group, layer_count> wholes;
    for (const Layer each : all_layers) {
      Group& whole = wholes[index(each)];
      const LayerType& type = layer_type(each);
      for (std::size_t a = 0; a < type.attributes.size(); ++a) {
        const Role role = type.attributes[a].role;
        if (role != Role::reference && role != Role::shadow) whole.attributes.push_back(a);
      }
      whole.geometry = type.geometry != geo::Kind::null;
    }
    return wholes;
  }();
  return all[index(layer)];
}

}  // namespace

std::string_view name(RulingForm form) {
  return form_names[static_cast<std::size_t>(form)];
}
std::optional<RulingForm> ruling_form_named(std::string_view name) {
  return named<RulingForm>(form_names, name);
}
std::string_view name(RulingOrigin origin) {
  return origin_names[static_cast<std::size_t>(origin)];
}
std::optional<RulingOrigin> ruling_origin_named(std::string_view name) {
  return named<RulingOrigin>(origin_names, name);
}
std::string_view name(RulingTake take) {
  return take_names[static_cast<std::size_t>(take)];
}
std::optional<RulingTake> ruling_take_named(std::string_view name) {
  return named<RulingTake>(take_names, name);
}

Said said(const Group& group, const Table& table, std::size_t row) {
  Unsettled values = settled_values(group, table, row);
  return {std::move(values.values), std::move(values.geometry_wkb)};
}

Said said(const Table& table, std::size_t row) {
  return said(whole_row(table.layer), table, row);
}

bool still_says(const Group& group, const Table& table, std::size_t row, const Said& then,
                double tolerance) {
  std::vector<std::size_t> positions = group.attributes;
  positions.insert(positions.end(), group.references.begin(), group.references.end());
  Table before(table.layer);
  append_values(before, positions, then);
  for (const std::size_t r : group.references) {
    if (before.columns[r].null(0) || table.columns[r].null(row)) {
      before.columns[r].assign(0, table.columns[r], row);
    }
  }
  return unchanged(group, table, row, before, 0, tolerance);
}

std::size_t append_said(Table& table, const Said& whole) {
  return append_values(table, whole_row(table.layer).attributes, whole);
}

bool still_says(const Table& table, std::size_t row, const Table& then, std::size_t row_then,
                double tolerance) {
  return unchanged(whole_row(table.layer), table, row, then, row_then, tolerance);
}

}  // namespace uavt::sync
