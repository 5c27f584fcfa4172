#include "sync/scoped_changes.hpp"

#include "sync/image.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace uavt::sync {

namespace {

using Mahalle = std::array<std::vector<std::int64_t>, layer_count>;

/// Where the row a reference leads to lies; 0: it leads nowhere.
std::int64_t mahalle_behind(const Stored& stored, const Mahalle& known, Layer layer,
                            std::string_view reference, std::size_t row) {
  const std::size_t at = position(layer, reference);
  const Layer target = *layer_type(layer).attributes[at].target;
  const Column& column = stored.published[index(layer)].table.columns[at];
  if (column.null(row)) return 0;
  const std::int32_t parent =
      row_of(stored.published[index(target)].table.tucbs_no, column.integers[row]);
  return parent == no_row ? 0 : known[index(target)][static_cast<std::size_t>(parent)];
}

/// The references through which a row of the layer lies in a mahalle, best first.
std::vector<std::string_view> ways(Layer layer) {
  switch (layer) {
    case Layer::neighbourhood:
      return {};
    case Layer::centreline:
      return {"sol_csbm_tucbs_no", "sag_csbm_tucbs_no"};
    case Layer::door:
      return {"csbm_tucbs_no", "bina_tucbs_no", "parsel_tucbs_no"};
    case Layer::unit:
      return {"numarataj_tucbs_no"};
    case Layer::street:
    case Layer::building:
    case Layer::parcel:
      break;
  }
  return {"mahalle_tucbs_no"};
}

std::int64_t mahalle_of(const Stored& stored, const Mahalle& mahalle, Layer layer,
                        std::int64_t number) {
  const std::int32_t row = row_of(stored.published[index(layer)].table.tucbs_no, number);
  return row == no_row ? -1 : mahalle[index(layer)][static_cast<std::size_t>(row)];
}

/// The changes of one register in one layer.
class LayerChanges {
 public:
  LayerChanges(const Night& night, const Matched& matched, const Stored& stored,
               const Mahalle& mahalle, Register reg, Layer layer,
               const std::vector<std::int64_t>& updated, std::vector<RowChange>& into)
      : side_(night.side(reg)), entities_(matched.layers[index(layer)]), stored_(stored),
        mahalle_(mahalle), reg_(reg), layer_(layer), updated_(updated), into_(into) {}

  void collect() {
    const Table& table = side_.table(layer_);
    const Table& images = side_.images[index(layer_)];
    std::vector<std::uint8_t> present(images.size(), 0);
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!live(table.states[row])) continue;
      const std::int32_t image = side_.image_row[index(layer_)][row];
      if (image != no_row) present[static_cast<std::size_t>(image)] = 1;
      if (table.states[row] == RowState::valid) row_came_or_changed(row, image);
    }
    for (std::size_t image = 0; image < images.size(); ++image) {
      if (present[image] != 0) continue;
      const std::int64_t number = images.tucbs_no[image];
      into_.push_back({layer_, reg_, GuardOperation::removal, number,
                       mahalle_of(stored_, mahalle_, layer_, number), -1, -1,
                       static_cast<std::int32_t>(image)});
    }
  }

 private:
  void row_came_or_changed(std::size_t row, std::int32_t image) {
    const std::int32_t entity = entities_.of_row[index(reg_)][row];
    if (entity < 0) return;
    const auto e = static_cast<std::size_t>(entity);
    const std::int64_t number = entities_.tucbs_no[e];
    const bool came = image == no_row;
    if (!came) {
      const std::int64_t seen =
          side_.images[index(layer_)].tucbs_no[static_cast<std::size_t>(image)];
      // A row that is now another thing than it was changes, whatever it says.
      const bool same = seen == number && !says_other(row, static_cast<std::size_t>(image));
      if (same || !std::ranges::binary_search(updated_, number)) return;
    }
    into_.push_back({layer_, reg_, came ? GuardOperation::addition : GuardOperation::update, number,
                     mahalle_of(stored_, mahalle_, layer_, number), entities_.mahalle[e],
                     static_cast<std::int32_t>(row), image});
  }

  /// Does the register say something else of the row? That what it refers to has come or gone is not
  /// this row's word.
  [[nodiscard]] bool says_other(std::size_t row, std::size_t image) const {
    if (side_.changed[index(layer_)][row] == 0) return false;
    const Table& table = side_.table(layer_);
    const Table& images = side_.images[index(layer_)];
    const auto attributes = table.type().attributes;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].role == Role::shadow) continue;
      if (attributes[a].role == Role::reference) {
        const bool given = !table.columns[a].null(row) || table.links[a][row] == no_row;
        const bool by_place = *attributes[a].target == Layer::neighbourhood;
        if (images.columns[a].null(image) || !given) continue;
        if (by_place && table.columns[a].null(row)) continue;
      }
      if (!equal_value(table.columns[a], row, images.columns[a], image)) return true;
    }
    return !equal_geometry(table.geometry[row], images.geometry[image]);
  }

  const Side& side_;
  const Entities& entities_;
  const Stored& stored_;
  const Mahalle& mahalle_;
  Register reg_;
  Layer layer_;
  const std::vector<std::int64_t>& updated_;  ///< numbers whose published row changes
  std::vector<RowChange>& into_;
};

}  // namespace

Mahalle published_mahalle(const Stored& stored) {
  Mahalle result;
  for (const Layer layer : all_layers) {
    const Table& table = stored.published[index(layer)].table;
    std::vector<std::int64_t>& lies_in = result[index(layer)];
    lies_in.assign(table.size(), 0);
    if (layer == Layer::neighbourhood) {
      lies_in = table.tucbs_no;
      continue;
    }
    for (const std::string_view reference : ways(layer)) {
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (lies_in[row] == 0) {
          lies_in[row] = reference == "mahalle_tucbs_no"
                             ? std::max<std::int64_t>(
                                   0, table.columns[position(layer, reference)].integers[row])
                             : mahalle_behind(stored, result, layer, reference, row);
        }
      }
    }
  }
  return result;
}

bool content_changes(const Stored& stored, const Plan& plan, Layer layer, std::size_t after_row) {
  const LayerPlan& changes = plan.layers[index(layer)];
  const std::int32_t before = changes.before[after_row];
  if (before == no_row) return true;
  const Table& old = stored.published[index(layer)].table;
  const auto at = static_cast<std::size_t>(before);
  const Table& now = changes.after.table;
  for (std::size_t a = 0; a < now.columns.size(); ++a) {
    if (!equal_value(now.columns[a], after_row, old.columns[a], at)) return true;
  }
  return !equal_geometry(now.geometry[after_row], old.geometry[at]);
}

std::vector<RowChange> row_changes(const Night& night, const Matched& matched,
                                   const Stored& stored, const Plan& plan,
                                   const Mahalle& mahalle) {
  std::vector<RowChange> changes;
  for (const Layer layer : all_layers) {
    const LayerPlan& planned = plan.layers[index(layer)];
    std::vector<std::int64_t> updated;
    for (std::size_t row = 0; row < planned.after.table.size(); ++row) {
      if (planned.before[row] != no_row && content_changes(stored, plan, layer, row)) {
        updated.push_back(planned.after.table.tucbs_no[row]);
      }
    }
    for (std::size_t r = 0; r < register_count; ++r) {
      LayerChanges(night, matched, stored, mahalle, static_cast<Register>(r), layer, updated,
                   changes)
          .collect();
    }
  }
  return changes;
}

std::vector<ScopeCount> scoped_changes(const Night& night, const Stored& stored, const Plan& plan,
                                       const std::vector<RowChange>& changes,
                                       const Mahalle& mahalle) {
  std::map<std::pair<Layer, std::int64_t>, std::size_t> events;
  for (std::size_t event = 0; event < plan.events.size(); ++event) {
    for (const EventRow& row : plan.events[event].rows) {
      events.emplace(std::pair(row.layer, row.tucbs_no), event);
    }
  }
  const auto first_load = [&](const GuardScope& scope) {
    return !stored.spoken.contains({scope.reg, scope.layer, 0}) &&
           !stored.spoken.contains({scope.reg, scope.layer, scope.mahalle});
  };
  std::map<GuardScope, std::uint64_t> counts;
  std::set<std::pair<GuardScope, std::size_t>> counted;
  for (const RowChange& change : changes) {
    for (const std::int64_t where : {change.from, change.from == change.to ? -1 : change.to}) {
      // Between a mahalle and none it is the mahalle's.
      if (where < 0 || (where == 0 && std::max(change.from, change.to) > 0)) continue;
      const GuardScope scope{where, change.layer, change.reg, change.operation};
      if (first_load(scope)) continue;
      const auto event = events.find({change.layer, change.tucbs_no});
      if (event != events.end() && !counted.emplace(scope, event->second).second) continue;
      ++counts[scope];
    }
  }
  std::map<std::tuple<Layer, Register, std::int64_t>, std::uint64_t> rows;
  std::set<std::pair<Layer, Register>> asked;
  for (const auto& [scope, count] : counts) {
    rows[{scope.layer, scope.reg, scope.mahalle}] = 0;
    asked.emplace(scope.layer, scope.reg);
  }
  for (const auto& [layer, reg] : asked) {
    // Both lists ascend.
    const std::vector<std::int64_t>& numbers =
        stored.published[index(layer)].table.tucbs_no;
    std::size_t at = 0;
    for (const std::int64_t number : night.side(reg).images[index(layer)].tucbs_no) {
      while (at < numbers.size() && numbers[at] < number) ++at;
      if (at == numbers.size() || numbers[at] != number) continue;
      const auto found = rows.find({layer, reg, mahalle[index(layer)][at]});
      if (found != rows.end()) ++found->second;
    }
  }
  std::vector<ScopeCount> result;
  for (const auto& [scope, count] : counts) {
    result.push_back({scope, count, rows.at({scope.layer, scope.reg, scope.mahalle})});
  }
  return result;
}

}  // namespace uavt::sync
