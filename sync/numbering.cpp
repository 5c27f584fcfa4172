#include "sync/numbering.hpp"

#include <algorithm>
#include <cmath>
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
  geo::Point at;          ///< far away for none: not-a-number is less than nothing and nobody
  Representative row;     ///< what is left to tell two apart: their vertices
  std::size_t entity = 0;
};

bool before(const Order& a, const Order& b) {
  const auto left = std::tie(a.code, a.content, a.at.x, a.at.y);
  const auto right = std::tie(b.code, b.content, b.at.x, b.at.y);
  if (left != right) return left < right;
  return std::ranges::lexicographical_compare(a.row.table->geometry[a.row.row].vertices(),
                                              b.row.table->geometry[b.row.row].vertices());
}

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
  order.row = row;
  order.at = row.table->geometry.centre(row.row);
  if (std::isnan(order.at.x) || std::isnan(order.at.y)) {
    order.at = {std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
  }
  return order;
}

void number_layer(const Night& night, Entities& entities, Layer layer, std::int64_t& next) {
  std::vector<Order> fresh;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    if (entities.tucbs_no[e] == 0) fresh.push_back(order_of(night, entities, layer, e));
  }
  std::ranges::stable_sort(fresh, before);
  for (const Order& each : fresh) entities.tucbs_no[each.entity] = next++;
}

/// Which entities of one layer are published after tonight: a side of it still has them.
class Alive {
 public:
  Alive(const Entities& entities, Layer layer) : entities_(entities), both_(sides(layer)) {}

  [[nodiscard]] bool entity(std::size_t e) const {
    return entities_.row[index(both_.national)][e] != no_row ||
           entities_.row[index(both_.municipal)][e] != no_row;
  }
  /// The same by number; asked rarely, so that the list is made when first needed.
  [[nodiscard]] bool number(std::int64_t number) {
    if (!listed_) {
      for (std::size_t e = 0; e < entities_.size(); ++e) {
        if (entity(e)) numbers_.push_back(entities_.tucbs_no[e]);
      }
      std::ranges::sort(numbers_);
      listed_ = true;
    }
    return number != 0 && std::ranges::binary_search(numbers_, number);
  }

 private:
  const Entities& entities_;
  Sides both_;
  std::vector<std::int64_t> numbers_;
  bool listed_ = false;
};

/// The number a link leads to: that of the parent's entity; 0 when nothing is published there.
std::int64_t target_number(const Entities& parents, const Alive& alive, Register reg,
                           std::int32_t link) {
  if (link < 0) return 0;
  const std::int32_t entity = parents.of_row[index(reg)][static_cast<std::size_t>(link)];
  if (entity < 0 || !alive.entity(static_cast<std::size_t>(entity))) return 0;
  return parents.tucbs_no[static_cast<std::size_t>(entity)];
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
    Alive alive(parents, target);
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!live(table.states[row])) continue;
      const std::int32_t place = by_place ? side.place[index(layer)][row] : -1;
      const std::int32_t image = side.image_row[index(layer)][row];
      std::int64_t number = place >= 0 ? night.areas[static_cast<std::size_t>(place)].tucbs_no : 0;
      if (place >= 0 && !alive.number(number)) number = 0;
      if (number == 0) number = target_number(parents, alive, reg, table.links[a][row]);
      if (number == 0 && table.states[row] == RowState::last_seen && image != no_row) {
        // Stands with what it referred to, though only the other register may have that.
        const std::int64_t seen = last.integers[static_cast<std::size_t>(image)];
        if (seen != null_integer && alive.number(seen)) number = seen;
      }
      column.integers[row] = number == 0 ? null_integer : number;
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
