#include "sync/numbering.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace uavt::sync {

namespace {

/// The row that stands for an entity: the national one when there is one.
struct Representative {
  const Table* table = nullptr;
  std::size_t row = 0;
};

Representative representative(const Night& night, const Entities& entities, Layer layer,
                              std::size_t e) {
  const Sides both = sides(layer);
  for (const Register reg : {both.national, both.municipal}) {
    const std::int32_t row = entities.row[index(reg)][e];
    if (row != no_row) return {&night.side(reg).table(layer), static_cast<std::size_t>(row)};
  }
  for (std::size_t r = 0; r < register_count; ++r) {
    if (entities.row[r][e] != no_row) {
      return {&night.sides[r].table(layer), static_cast<std::size_t>(entities.row[r][e])};
    }
  }
  return {};
}

/// What new entities are ordered by.
struct Order {
  std::int64_t code = 0;  ///< max for none, so that coded rows come first
  std::string content;    ///< only when there is no code
  geo::Point at;
  std::size_t entity = 0;
};

Order order_of(const Night& night, const Entities& entities, Layer layer, std::size_t e) {
  Order order;
  order.entity = e;
  order.code = std::numeric_limits<std::int64_t>::max();
  const Representative row = representative(night, entities, layer, e);
  for (const std::size_t code : own_codes(layer)) {
    const Column& column = row.table->columns[code];
    if (!column.null(row.row)) {
      order.code = column.integers[row.row];
      break;
    }
  }
  const auto attributes = layer_type(layer).attributes;
  if (order.code == std::numeric_limits<std::int64_t>::max()) {
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].role == Role::shadow) continue;
      order.content += value_text(attributes[a], row.table->columns[a], row.row);
      order.content += '\x1f';
    }
  }
  order.at = row.table->geometry.centre(row.row);
  return order;
}

void number_layer(const Night& night, Entities& entities, Layer layer, std::int64_t& next) {
  std::vector<Order> fresh;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    if (entities.tucbs_no[e] == 0) fresh.push_back(order_of(night, entities, layer, e));
  }
  std::ranges::stable_sort(fresh, [](const Order& a, const Order& b) {
    return std::tie(a.code, a.content, a.at.x, a.at.y) <
           std::tie(b.code, b.content, b.at.x, b.at.y);
  });
  for (const Order& each : fresh) entities.tucbs_no[each.entity] = next++;
}

/// The number a link leads to: the entity of the parent's row, or – when that row was set apart
/// but its image stands – the image's.
std::int64_t target_number(const Side& side, const Entities& parents, Register reg, Layer target,
                           std::int32_t link) {
  if (link < 0) return 0;
  const auto row = static_cast<std::size_t>(link);
  const std::int32_t entity = parents.of_row[index(reg)][row];
  if (entity >= 0) return parents.tucbs_no[static_cast<std::size_t>(entity)];
  const Table& table = side.table(target);
  if (table.states[row] == RowState::out_of_scope) return 0;
  const std::int64_t number = table.tucbs_no[row];
  if (number == 0) return 0;
  const auto at = std::ranges::find(parents.tucbs_no, number);
  if (at == parents.tucbs_no.end()) return 0;
  const auto e = static_cast<std::size_t>(at - parents.tucbs_no.begin());
  return std::ranges::any_of(parents.row, [&](const auto& rows) { return rows[e] != no_row; })
             ? number
             : 0;
}

/// Every reference column of one layer of one register.
void resolve(Night& night, const Matched& matched, Register reg, Layer layer) {
  Side& side = night.side(reg);
  Table& table = side.table(layer);
  const auto attributes = table.type().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role != Role::reference) continue;
    const Layer target = *attributes[a].target;
    const Entities& parents = matched.layers[index(target)];
    Column& column = table.columns[a];
    const Column& last = side.images[index(layer)].columns[a];
    const bool by_place = target == Layer::neighbourhood && layer != Layer::street;
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!live(table.states[row])) continue;
      const std::int32_t place = by_place ? side.place[index(layer)][row] : -1;
      const std::int64_t number =
          place >= 0 ? night.areas[static_cast<std::size_t>(place)].tucbs_no
                     : target_number(side, parents, reg, target, table.links[a][row]);
      column.integers[row] = number == 0 ? null_integer : number;
      const std::int32_t image = side.image_row[index(layer)][row];
      if (image != no_row && last.integers[static_cast<std::size_t>(image)] != column.integers[row]) {
        side.changed[index(layer)][row] = 1;
      }
    }
    column.known = true;
  }
}

/// The mahalle of every entity of a layer, through its parents.
void find_neighbourhoods(const Night& night, Matched& matched, Layer layer) {
  Entities& entities = matched.layers[index(layer)];
  entities.mahalle.assign(entities.size(), 0);
  if (layer == Layer::neighbourhood) {
    entities.mahalle = entities.tucbs_no;
    return;
  }
  const std::string_view up = layer == Layer::door         ? "csbm_tucbs_no"
                              : layer == Layer::unit       ? "numarataj_tucbs_no"
                              : layer == Layer::centreline ? "sol_csbm_tucbs_no"
                                                           : "mahalle_tucbs_no";
  const std::size_t reference = position(layer, up);
  const Layer target = *layer_type(layer).attributes[reference].target;
  const Entities& parents = matched.layers[index(target)];
  for (std::size_t e = 0; e < entities.size(); ++e) {
    for (const Register reg : {sides(layer).national, sides(layer).municipal}) {
      const std::int32_t row = entities.row[index(reg)][e];
      if (row == no_row || entities.mahalle[e] != 0) continue;
      const Side& side = night.side(reg);
      const Table& table = side.table(layer);
      const auto at = static_cast<std::size_t>(row);
      if (target == Layer::neighbourhood) {
        const Column& column = table.columns[reference];
        if (!column.null(at)) entities.mahalle[e] = column.integers[at];
        continue;
      }
      const std::int32_t link = table.links[reference][at];
      const std::int32_t parent =
          link < 0 ? -1 : parents.of_row[index(reg)][static_cast<std::size_t>(link)];
      if (parent >= 0) {
        entities.mahalle[e] = parents.mahalle[static_cast<std::size_t>(parent)];
      } else if (const std::int32_t place = side.place[index(layer)][at]; place >= 0) {
        entities.mahalle[e] = night.areas[static_cast<std::size_t>(place)].tucbs_no;
      }
    }
  }
}

}  // namespace

void number(Night& night, Matched& matched, const Stored& stored,
            std::array<std::int64_t, layer_count>& next) {
  next = stored.next_tucbs_no;
  for (const Layer layer : all_layers) {
    Entities& entities = matched.layers[index(layer)];
    // Parents come first, so that content may speak of them by number.
    for (std::size_t r = 0; r < register_count; ++r) {
      resolve(night, matched, static_cast<Register>(r), layer);
    }
    number_layer(night, entities, layer, next[index(layer)]);
    for (std::size_t r = 0; r < register_count; ++r) {
      Table& table = night.sides[r].table(layer);
      for (std::size_t row = 0; row < table.size(); ++row) {
        const std::int32_t entity = entities.of_row[r][row];
        if (entity >= 0) table.tucbs_no[row] = entities.tucbs_no[static_cast<std::size_t>(entity)];
      }
    }
    if (layer == Layer::neighbourhood) {
      for (OurArea& area : night.areas) {
        if (area.row == no_row) continue;
        area.tucbs_no =
            night.side(area.reg).table(layer).tucbs_no[static_cast<std::size_t>(area.row)];
      }
    }
  }
  // A door's main door is of its own layer: known only now.
  for (std::size_t r = 0; r < register_count; ++r) {
    resolve(night, matched, static_cast<Register>(r), Layer::door);
  }
  for (const Layer layer : all_layers) find_neighbourhoods(night, matched, layer);
}

}  // namespace uavt::sync
