#include "sync/row_edits.hpp"

#include "sync/image.hpp"

#include <algorithm>

namespace uavt::sync {

void RowEdits::begin(std::int32_t published_row) {
  base_ = published_row;
  edits_.clear();
}

bool RowEdits::published_null(std::size_t attribute) const {
  return base_ == no_row || published_.columns[attribute].null(static_cast<std::size_t>(base_));
}

/// References are the same number or not; everything else is compared by *same*.
bool RowEdits::keeps(std::size_t attribute, const Table& from, std::size_t source,
                     std::size_t row) const {
  const Column& value = from.columns[source];
  if (value.null(row) || published_null(attribute)) {
    return value.null(row) && published_null(attribute);
  }
  const auto at = static_cast<std::size_t>(base_);
  const Attribute& type = published_.type().attributes[attribute];
  const Column& published = published_.columns[attribute];
  return type.role == Role::reference ? equal_value(value, row, published, at)
                                      : same_value(type, value, row, published, at);
}

void RowEdits::take(const Group& group, const Table& from, std::size_t row) {
  for (const auto* positions : {&group.attributes, &group.references}) {
    for (const std::size_t a : *positions) {
      if (!keeps(a, from, a, row)) edits_.push_back({a, &from, row, a});
    }
  }
  if (!group.geometry) return;
  const bool kept =
      base_ == no_row
          ? from.geometry.kind(row) == geo::Kind::null
          : geo::same_within(from.geometry[row],
                             published_.geometry[static_cast<std::size_t>(base_)], tolerance_);
  if (!kept) edits_.push_back({geometry, &from, row, geometry});
}

void RowEdits::clear(const Group& group) {
  for (const auto* positions : {&group.attributes, &group.references}) {
    for (const std::size_t a : *positions) {
      if (!published_null(a)) edits_.push_back({a, nullptr, 0, a});
    }
  }
  if (group.geometry && base_ != no_row &&
      published_.geometry.kind(static_cast<std::size_t>(base_)) != geo::Kind::null) {
    edits_.push_back({geometry, nullptr, 0, geometry});
  }
}

void RowEdits::drop_dead_references(const Group& group, const Plan& plan) {
  for (const std::size_t a : group.references) {
    if (published_null(a)) continue;
    const Layer target = *published_.type().attributes[a].target;
    const auto& dead = plan.layers[index(target)].deleted;
    const std::int64_t number = published_.columns[a].integers[static_cast<std::size_t>(base_)];
    if (std::ranges::binary_search(dead, number)) edits_.push_back({a, nullptr, 0, a});
  }
}

void RowEdits::show_shadows(const Table& municipal, std::int32_t municipal_row) {
  const auto attributes = published_.type().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role != Role::shadow) continue;
    const std::size_t source = position(published_.layer, attributes[a].shadows);
    const auto row = static_cast<std::size_t>(municipal_row);
    if (municipal_row == no_row || municipal.columns[source].null(row)) {
      if (!published_null(a)) edits_.push_back({a, nullptr, 0, a});
    } else if (!keeps(a, municipal, source, row)) {
      edits_.push_back({a, &municipal, row, source});
    }
  }
}

void RowEdits::leave_shadows(const Group& group) {
  std::erase_if(edits_, [&](const Edit& edit) {
    return edit.attribute != geometry &&
           shows(published_.layer, group, published_.type().attributes[edit.attribute]);
  });
}

bool RowEdits::touches(const Group& group) const {
  const auto among = [](const std::vector<std::size_t>& positions, std::size_t attribute) {
    return std::ranges::find(positions, attribute) != positions.end();
  };
  return std::ranges::any_of(edits_, [&](const Edit& edit) {
    if (edit.attribute == geometry) return group.geometry;
    return among(group.attributes, edit.attribute) || among(group.references, edit.attribute) ||
           shows(published_.layer, group, published_.type().attributes[edit.attribute]);
  });
}

std::int64_t RowEdits::integer(std::size_t attribute) const {
  for (const Edit& edit : edits_) {
    if (edit.attribute != attribute) continue;
    return edit.from == nullptr ? null_integer
                                : edit.from->columns[edit.source].integers[edit.row];
  }
  return published_null(attribute)
             ? null_integer
             : published_.columns[attribute].integers[static_cast<std::size_t>(base_)];
}

void RowEdits::give_up(std::size_t attribute) {
  std::erase_if(edits_, [&](const Edit& edit) { return edit.attribute == attribute; });
  if (!published_null(attribute)) edits_.push_back({attribute, nullptr, 0, attribute});
}

void RowEdits::write(Table& after, std::size_t at) const {
  for (const Edit& edit : edits_) {
    if (edit.attribute == geometry) {
      if (edit.from == nullptr) {
        after.geometry.assign_null(at);
      } else {
        after.geometry.assign(at, edit.from->geometry[edit.row]);
      }
    } else if (edit.from == nullptr) {
      after.columns[edit.attribute].assign_null(at);
    } else {
      after.columns[edit.attribute].assign(at, edit.from->columns[edit.source], edit.row);
    }
  }
}

}  // namespace uavt::sync
