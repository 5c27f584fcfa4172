#include "sync/held_rows.hpp"

#include "sync/image.hpp"

#include <algorithm>

namespace uavt::sync {

namespace {

/// Calls `tell(register, row, image or no_row)` for the delivered rows of an entity.
template <typename Tell>
void for_rows(const Night& night, const Entities& entities, Layer layer, std::size_t e, Tell tell) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const std::int32_t row = entities.row[r][e];
    if (row == no_row) continue;
    const auto at = static_cast<std::size_t>(row);
    if (night.sides[r].table(layer).states[at] != RowState::valid) continue;
    tell(r, at, night.sides[r].image_row[index(layer)][at]);
  }
}

}  // namespace

HeldRows::HeldRows(const Night& night, const Matched& matched, const Stored& stored,
                   const Plan& plan, const std::vector<std::int64_t>& over,
                   const std::array<std::vector<std::int64_t>, layer_count>& mahalle)
    : night_(night), matched_(matched), stored_(stored), plan_(plan), over_(over) {
  hold_mahalle(mahalle);
  // Each finds what the other left: until nothing more has to wait.
  while (hold_moved_rows() || hold_children() || hold_leaving_parents()) {
  }
}

bool HeldRows::add(Layer layer, std::size_t entity, const Reasons& reasons) {
  Reasons& known = layers_[index(layer)].waits[entity];
  const std::size_t before = known.size();
  known.insert(reasons.begin(), reasons.end());
  return known.size() != before;
}

bool HeldRows::add_number(Layer layer, std::int64_t tucbs_no, const Reasons& reasons) {
  const auto at = layers_[index(layer)].entity_of.find(tucbs_no);
  return at != layers_[index(layer)].entity_of.end() && add(layer, at->second, reasons);
}

void HeldRows::hold_mahalle(const std::array<std::vector<std::int64_t>, layer_count>& mahalle) {
  const auto position_of = [&](std::int64_t number) {
    const auto at = std::ranges::lower_bound(over_, number);
    return at != over_.end() && *at == number ? at - over_.begin() : -1;
  };
  for (const Layer layer : all_layers) {
    const Entities& entities = matched_.layers[index(layer)];
    LayerRows& rows = layers_[index(layer)];
    rows.entity_of.reserve(entities.size());
    for (std::size_t e = 0; e < entities.size(); ++e) {
      rows.entity_of.emplace(entities.tucbs_no[e], e);
      Reasons reasons;
      const std::int32_t base = entities.published[e];
      if (base != no_row) {
        const auto old = position_of(mahalle[index(layer)][static_cast<std::size_t>(base)]);
        if (old >= 0) reasons.insert(static_cast<std::size_t>(old));
      }
      bool delivered = false;
      for (const auto& each : entities.row) delivered = delivered || each[e] != no_row;
      if (delivered) {
        const auto now = position_of(entities.mahalle[e]);
        if (now >= 0) reasons.insert(static_cast<std::size_t>(now));
      }
      if (!reasons.empty()) add(layer, e, reasons);
    }
  }
}

/// What refers to a row that would be new and waits cannot be published without it.
bool HeldRows::hold_children() {
  bool any = false;
  for (const Layer layer : all_layers) {
    const Entities& entities = matched_.layers[index(layer)];
    const auto attributes = layer_type(layer).attributes;
    for (std::size_t r = 0; r < register_count; ++r) {
      const Table& table = night_.sides[r].table(layer);
      for (std::size_t a = 0; a < attributes.size(); ++a) {
        if (attributes[a].role != Role::reference) continue;
        const Layer target = *attributes[a].target;
        const LayerRows& parents = layers_[index(target)];
        if (parents.waits.empty()) continue;
        for (std::size_t row = 0; row < table.size(); ++row) {
          const std::int32_t entity = entities.of_row[r][row];
          const Column& column = table.columns[a];
          if (entity < 0 || !live(table.states[row]) || column.null(row)) continue;
          const auto parent = parents.entity_of.find(column.integers[row]);
          if (parent == parents.entity_of.end()) continue;
          const auto waits = parents.waits.find(parent->second);
          if (waits == parents.waits.end() ||
              matched_.layers[index(target)].published[parent->second] != no_row) {
            continue;
          }
          const Reasons reasons = waits->second;
          any = add(layer, static_cast<std::size_t>(entity), reasons) || any;
        }
      }
    }
  }
  return any;
}

/// A row that stays keeps what it refers to: a street may not leave from under its doors.
bool HeldRows::hold_leaving_parents() {
  bool any = false;
  for (const Layer layer : all_layers) {
    const Entities& entities = matched_.layers[index(layer)];
    const Table& published = stored_.published[index(layer)].table;
    const auto attributes = layer_type(layer).attributes;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].role != Role::reference) continue;
      const Layer target = *attributes[a].target;
      const std::vector<std::int64_t>& leaving = plan_.layers[index(target)].deleted;
      if (leaving.empty()) continue;
      const auto waits = layers_[index(layer)].waits;
      for (const auto& [entity, reasons] : waits) {
        const std::int32_t base = entities.published[entity];
        if (base == no_row) continue;
        const std::int64_t number =
            published.columns[a].integers[static_cast<std::size_t>(base)];
        if (!std::ranges::binary_search(leaving, number)) continue;
        any = add_number(target, number, reasons) || any;
      }
    }
  }
  return any;
}

/// A row that its register last said of another thing waits with both.
bool HeldRows::hold_moved_rows() {
  bool any = false;
  for (const Layer layer : all_layers) {
    const Entities& entities = matched_.layers[index(layer)];
    LayerRows& rows = layers_[index(layer)];
    if (rows.waits.empty()) continue;
    for (std::size_t e = 0; e < entities.size(); ++e) {
      for_rows(night_, entities, layer, e, [&](std::size_t r, std::size_t, std::int32_t image) {
        if (image == no_row) return;
        const std::int64_t seen =
            night_.sides[r].images[index(layer)].tucbs_no[static_cast<std::size_t>(image)];
        if (seen == entities.tucbs_no[e]) return;
        const auto other = rows.entity_of.find(seen);
        if (other == rows.entity_of.end()) return;
        for (const auto& [from, to] : {std::pair(e, other->second), std::pair(other->second, e)}) {
          const auto waits = rows.waits.find(from);
          if (waits == rows.waits.end()) continue;
          const Reasons reasons = waits->second;
          any = add(layer, to, reasons) || any;
        }
      });
    }
  }
  return any;
}

const Reasons* HeldRows::reasons(Layer layer, std::int64_t tucbs_no) const {
  const LayerRows& rows = layers_[index(layer)];
  const auto entity = rows.entity_of.find(tucbs_no);
  if (entity == rows.entity_of.end()) return nullptr;
  const auto waits = rows.waits.find(entity->second);
  return waits == rows.waits.end() ? nullptr : &waits->second;
}

std::array<std::vector<std::size_t>, layer_count> HeldRows::entities(std::size_t m) const {
  std::array<std::vector<std::size_t>, layer_count> result;
  for (const Layer layer : all_layers) {
    for (const auto& [entity, reasons] : layers_[index(layer)].waits) {
      if (reasons.contains(m)) result[index(layer)].push_back(entity);
    }
    std::ranges::sort(result[index(layer)]);
  }
  return result;
}

Hold HeldRows::hold(const std::vector<std::uint8_t>& held) const {
  Hold result;
  for (std::size_t m = 0; m < over_.size(); ++m) {
    if (held[m] != 0) result.mahalle.push_back(over_[m]);
  }
  for (const Layer layer : all_layers) {
    const Entities& entities = matched_.layers[index(layer)];
    std::vector<std::int64_t>& numbers = result.numbers[index(layer)];
    for (const auto& [entity, reasons] : layers_[index(layer)].waits) {
      const bool waits = std::ranges::any_of(reasons, [&](std::size_t m) { return held[m] != 0; });
      if (!waits) continue;
      const std::int64_t number = entities.tucbs_no[entity];
      if (entities.published[entity] != no_row) numbers.push_back(number);
      for_rows(night_, entities, layer, entity,
               [&](std::size_t r, std::size_t row, std::int32_t image) {
                 const Side& side = night_.sides[r];
                 const bool calm =
                     image != no_row && side.changed[index(layer)][row] == 0 &&
                     side.images[index(layer)].tucbs_no[static_cast<std::size_t>(image)] == number;
                 if (!calm) result.rows[r][index(layer)].push_back(static_cast<std::uint32_t>(row));
               });
    }
    std::ranges::sort(numbers);
    for (std::size_t r = 0; r < register_count; ++r) {
      std::vector<std::uint32_t>& rows = result.rows[r][index(layer)];
      // Delivered as no longer in force: its register's word, that waits like the others.
      const Table& table = night_.sides[r].table(layer);
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.states[row] == RowState::passive && table.tucbs_no[row] != 0 &&
            result.holds(layer, table.tucbs_no[row])) {
          rows.push_back(static_cast<std::uint32_t>(row));
        }
      }
      std::ranges::sort(rows);
    }
  }
  return result;
}

}  // namespace uavt::sync
