#include "sync/event_finder.hpp"

#include "sync/image.hpp"

#include <algorithm>
#include <tuple>

namespace uavt::sync {

namespace {

/// A piece that keeps the number under another code is told with what happened to the ground.
void fold_codes(std::vector<Event>& events) {
  std::map<std::tuple<Register, Layer, std::int64_t>, std::size_t> ground;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& each = events[i];
    if (each.kind != EventKind::split && each.kind != EventKind::merged &&
        each.kind != EventKind::rebuilt) {
      continue;
    }
    for (const EventRow& row : each.rows) {
      ground.emplace(std::tuple(each.reg, row.layer, row.tucbs_no), i);
    }
  }
  std::vector<Event> kept;
  for (const Event& each : events) {
    const auto at = each.kind == EventKind::recoded
                        ? ground.find({each.reg, each.layer, each.thing})
                        : ground.end();
    if (at == ground.end()) continue;
    std::vector<EventRow>& rows = events[at->second].rows;
    rows.insert(rows.end(), each.rows.begin(), each.rows.end());
  }
  for (Event& each : events) {
    const bool told =
        each.kind == EventKind::recoded && ground.contains({each.reg, each.layer, each.thing});
    if (!told) kept.push_back(std::move(each));
  }
  events = std::move(kept);
}

/// What two registers say of one thing in one night is one event.
std::vector<Event> united(std::vector<Event> events) {
  std::ranges::sort(events, {}, [](const Event& each) {
    return std::tuple(each.kind, each.layer, each.thing, each.reg, each.key);
  });
  std::vector<Event> result;
  for (Event& each : events) {
    Event* last = result.empty() ? nullptr : &result.back();
    if (last != nullptr && std::tuple(last->kind, last->layer, last->thing) ==
                               std::tuple(each.kind, each.layer, each.thing)) {
      last->registers |= each.registers;
      last->rows.insert(last->rows.end(), each.rows.begin(), each.rows.end());
    } else {
      result.push_back(std::move(each));
    }
  }
  for (Event& each : result) {
    std::ranges::sort(each.rows);
    const auto repeated = std::ranges::unique(each.rows);
    each.rows.erase(repeated.begin(), repeated.end());
  }
  std::ranges::sort(result, {}, [](const Event& each) {
    return std::tie(each.kind, each.layer, each.key, each.thing);
  });
  return result;
}

}  // namespace

bool TwoNights::differs(std::size_t attribute, std::size_t row) const {
  const Column& now = rows.columns[attribute];
  const Column& last = images.columns[attribute];
  return !now.null(row) && !last.null(image(row)) && !equal_value(now, row, last, image(row));
}

std::vector<Event> EventFinder::found() && {
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    find_street_events(reg);
    find_renumberings(reg);
    for (const Layer layer : all_layers) find_recodings(reg, layer);
    for (const Layer layer : {Layer::parcel, Layer::building}) find_ground_events(reg, layer);
    find_boundary_events(reg);
  }
  fold_codes(events_);
  return united(std::move(events_));
}

TwoNights EventFinder::said(Register reg, Layer layer) const {
  const Side& side = night_.side(reg);
  return {side.table(layer), side.images[index(layer)], side.image_row[index(layer)],
          side.changed[index(layer)]};
}

std::vector<std::size_t> EventFinder::gone(const TwoNights& said) const {
  std::vector<std::uint8_t> there(said.images.size(), 0);
  for (std::size_t row = 0; row < said.rows.size(); ++row) {
    if (said.image_row[row] != no_row && said.rows.states[row] != RowState::passive) {
      there[said.image(row)] = 1;
    }
  }
  std::vector<std::size_t> result;
  for (std::size_t image = 0; image < there.size(); ++image) {
    if (there[image] == 0) result.push_back(image);
  }
  return result;
}

Event EventFinder::of_row(EventKind kind, Register reg, Layer layer, std::size_t row) const {
  const Table& table = night_.side(reg).table(layer);
  const Entities& entities = matched_.layers[index(layer)];
  Event event;
  event.kind = kind;
  event.layer = layer;
  event.reg = reg;
  event.registers = bit(reg);
  event.thing = table.tucbs_no[row];
  event.key = key_of(table, row);
  if (const std::int32_t entity = entities.of_row[index(reg)][row]; entity >= 0) {
    event.mahalle = entities.mahalle[static_cast<std::size_t>(entity)];
  }
  event.rows.push_back({layer, event.thing});
  return event;
}

bool EventFinder::said_elsewhere(Register reg, Layer layer, std::size_t attribute,
                                 std::size_t row) const {
  const Entities& entities = matched_.layers[index(layer)];
  const std::int32_t entity = entities.of_row[index(reg)][row];
  if (entity < 0) return false;
  const Table& table = night_.side(reg).table(layer);
  for (std::size_t r = 0; r < register_count; ++r) {
    const std::int32_t at = entities.row[r][static_cast<std::size_t>(entity)];
    if (r == index(reg) || at == no_row) continue;
    const TwoNights other = said(static_cast<Register>(r), layer);
    const auto there = static_cast<std::size_t>(at);
    if (other.image_row[there] == no_row || other.rows.columns[attribute].null(there) ||
        other.differs(attribute, there)) {
      continue;
    }
    const Attribute& type = table.type().attributes[attribute];
    const bool same =
        type.role == Role::reference
            ? equal_value(table.columns[attribute], row, other.rows.columns[attribute], there)
            : same_value(type, table.columns[attribute], row, other.rows.columns[attribute], there);
    if (same) return true;
  }
  return false;
}

bool EventFinder::only_these_changed(Layer layer, std::size_t plan_row,
                                     const AttributeSet& allowed) const {
  const LayerPlan& plan = plan_.layers[index(layer)];
  const Table& before = stored_.published[index(layer)].table;
  const Table& after = plan.after.table;
  const auto last = static_cast<std::size_t>(plan.before[plan_row]);
  for (std::size_t a = 0; a < after.columns.size(); ++a) {
    if (!allowed[a] && !equal_value(after.columns[a], plan_row, before.columns[a], last)) {
      return false;
    }
  }
  return allowed[geometry_bit] || equal_geometry(after.geometry[plan_row], before.geometry[last]);
}

void EventFinder::explain(Event& event, Layer layer, std::string_view reference,
                          std::int64_t parent, const AttributeSet& allowed) {
  const std::size_t at = position(layer, reference);
  const LayerPlan& plan = plan_.layers[index(layer)];
  const auto [rows, fresh] = by_reference_.try_emplace({layer, at});
  if (fresh) {
    const Column& column = plan.after.table.columns[at];
    for (std::size_t row = 0; row < plan.before.size(); ++row) {
      if (plan.before[row] != no_row && !column.null(row)) {
        rows->second[column.integers[row]].push_back(row);
      }
    }
  }
  const auto children = rows->second.find(parent);
  if (children == rows->second.end()) return;
  for (const std::size_t row : children->second) {
    if (only_these_changed(layer, row, allowed)) {
      event.rows.push_back({layer, plan.after.table.tucbs_no[row]});
    }
  }
}

void EventFinder::explain_in(Event& event, Layer layer, std::int64_t mahalle,
                             const AttributeSet& allowed) {
  const LayerPlan& plan = plan_.layers[index(layer)];
  const auto [rows, fresh] = by_mahalle_.try_emplace(layer);
  if (fresh) {
    const Entities& entities = matched_.layers[index(layer)];
    std::unordered_map<std::int64_t, std::int64_t> mahalle_of;
    for (std::size_t e = 0; e < entities.size(); ++e) {
      mahalle_of.emplace(entities.tucbs_no[e], entities.mahalle[e]);
    }
    for (std::size_t row = 0; row < plan.before.size(); ++row) {
      if (plan.before[row] == no_row) continue;
      rows->second[mahalle_of[plan.after.table.tucbs_no[row]]].push_back(row);
    }
  }
  const auto there = rows->second.find(mahalle);
  if (there == rows->second.end()) return;
  for (const std::size_t row : there->second) {
    if (only_these_changed(layer, row, allowed)) {
      event.rows.push_back({layer, plan.after.table.tucbs_no[row]});
    }
  }
}

AttributeSet codes_of(Layer layer, Layer target) {
  AttributeSet set;
  const auto attributes = layer_type(layer).attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    const bool names_it =
        (attributes[a].role == Role::foreign_code || attributes[a].role == Role::reference) &&
        attributes[a].target == target;
    const auto shadowed = attributes[a].role == Role::shadow
                              ? find_position(layer, attributes[a].shadows)
                              : std::nullopt;
    if (names_it || (shadowed && attributes[*shadowed].target == target)) set.set(a);
  }
  return set;
}

AttributeSet attributes_of(Layer layer, std::initializer_list<std::string_view> names) {
  AttributeSet set;
  for (const std::string_view each : names) set.set(position(layer, each));
  return set;
}

std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), most); ++i) {
    text += (i == 0 ? "" : ", ") + words[i];
  }
  return words.size() > most ? text + " …" : text;
}

std::string text_of(const Table& table, std::string_view attribute, std::size_t row) {
  const std::size_t at = position(table.layer, attribute);
  return table.columns[at].null(row)
             ? std::string()
             : value_text(table.type().attributes[at], table.columns[at], row);
}

std::string key_of(const Table& table, std::size_t row) {
  std::string code = code_text(table, row);
  return code.empty() ? "#" + std::to_string(table.tucbs_no[row]) : code;
}

}  // namespace uavt::sync
