// References by code, inside one register's tables: `link` of mapping.hpp.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/code_index.hpp"
#include "sync/mapping.hpp"
#include "sync/night.hpp"
#include "sync/parcels.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

bool stands(const Table& table, std::size_t row) {
  return table.states[row] == RowState::valid || table.states[row] == RowState::last_seen;
}

// The rows of one table by the code in one of its columns; rows that stand go before the others.
class RowsByCode {
 public:
  RowsByCode(const Table& table, std::string_view attribute)
      : table_(table), codes_(table.columns[position(table.layer, attribute)]),
        index_(codes_.known ? table.size() : 0) {
    if (!codes_.known) return;
    for (const bool standing : {true, false}) {
      for (std::uint32_t row = 0; row < table.size(); ++row) {
        if (table.states[row] == RowState::passive) continue;  // as if it were not there
        if (!codes_.null(row) && stands(table, row) == standing) {
          index_.insert(codes_.integers[row], row);
        }
      }
    }
  }
  /// The row, dangling_row, or set_apart_row when only rows that do not stand have the code.
  [[nodiscard]] std::int32_t find(std::int64_t code) const {
    const std::uint32_t row = index_.find(code);
    if (row == CodeIndex::none) return dangling_row;
    return stands(table_, row) ? static_cast<std::int32_t>(row) : set_apart_row;
  }
  /// Nobody has a code in this column: what points to it cannot be judged by it.
  [[nodiscard]] bool empty() const { return index_.size() == 0; }

 private:
  const Table& table_;
  const Column& codes_;
  CodeIndex index_;
};

// Where a link leads whose row does not stand: to the row with the same number, if one stands; from
// a copy of a row (KEY-01) to the one that was kept.
class Stand {
 public:
  explicit Stand(const Table& table) : table_(table) {
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      if (table.tucbs_no[row] != 0 && stands(table, row)) numbers_.insert(table.tucbs_no[row], row);
    }
    for (const std::size_t code : own_codes(table.layer)) {
      kept_.emplace_back(table, table.type().attributes[code].name);
    }
  }
  [[nodiscard]] std::int32_t in_for(std::int32_t link) const {
    const auto row = static_cast<std::size_t>(link);
    const std::int64_t number = table_.tucbs_no[row];
    const std::uint32_t found = number == 0 ? CodeIndex::none : numbers_.find(number);
    if (found != CodeIndex::none) return static_cast<std::int32_t>(found);
    if (table_.states[row] == RowState::passive) return dangling_row;
    if (table_.states[row] != RowState::duplicate) return set_apart_row;
    const auto& codes = own_codes(table_.layer);
    for (std::size_t kind = 0; kind < codes.size(); ++kind) {
      const Column& column = table_.columns[codes[kind]];
      const std::int32_t kept =
          column.null(row) ? dangling_row : kept_[kind].find(column.integers[row]);
      if (kept >= 0) return kept;
    }
    return set_apart_row;
  }

 private:
  const Table& table_;
  CodeIndex numbers_;
  std::vector<RowsByCode> kept_;  ///< by own code
};

using Tables = std::array<Table, layer_count>;

// Fills one reference column: links that stand stay, the others are asked from `by_code`, which
// answers no_row where the row names no code.
template <typename ByCode>
void fill(Tables& tables, Layer from, std::string_view reference, Layer to, ByCode by_code) {
  Table& table = tables[index(from)];
  const Table& target = tables[index(to)];
  auto& links = table.links[position(from, reference)];
  links.resize(table.size(), no_row);
  if (target.size() == 0) return;
  std::optional<Stand> stand;
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::int32_t& link = links[row];
    if (link >= 0 && stands(target, static_cast<std::size_t>(link))) continue;
    const std::int32_t found = by_code(row);
    if (found >= 0 || link == no_row || (link < 0 && found != no_row)) {
      link = found;
    } else if (link >= 0) {
      if (!stand) stand.emplace(target);
      link = stand->in_for(link);
    }
  }
}

const Column& column(const Tables& tables, Layer layer, std::string_view attribute) {
  return tables[index(layer)].columns[position(layer, attribute)];
}

std::int32_t found_by(const Column& codes, const RowsByCode& rows, std::size_t row) {
  return codes.null(row) || rows.empty() ? no_row : rows.find(codes.integers[row]);
}

void link_by(Tables& tables, Layer from, std::string_view reference, std::string_view code,
             Layer to, const RowsByCode& rows) {
  const Column& codes = column(tables, from, code);
  fill(tables, from, reference, to, [&](std::size_t row) { return found_by(codes, rows, row); });
}

void link_doors_to_parcels(Tables& tables) {
  const Table& parcels = tables[index(Layer::parcel)];
  CodeIndex rows(parcels.size());
  std::vector<std::uint8_t> repeated(parcels.size(), 0);
  for (std::uint32_t row = 0; row < parcels.size(); ++row) {
    const std::string key = parcel_key(parcels, row);
    if (key.empty() || !stands(parcels, row)) continue;
    const std::uint32_t kept = rows.insert(static_cast<std::int64_t>(hash64(key)), row);
    if (kept != row) repeated[kept] = 1;
  }
  const Column& owners = column(tables, Layer::door, "sahip_turu");
  const auto parcel_owner = layer_type(Layer::door)
                                .attributes[position(Layer::door, "sahip_turu")]
                                .list->position("parsel");
  fill(tables, Layer::door, "parsel_tucbs_no", Layer::parcel, [&](std::size_t row) {
    if (owners.null(row) || owners.integers[row] != parcel_owner) return no_row;
    const std::string key = parcel_key(tables[index(Layer::door)], row);
    if (key.empty()) return no_row;
    const std::uint32_t found = rows.find(static_cast<std::int64_t>(hash64(key)));
    if (found == CodeIndex::none) return dangling_row;
    // After villages merged, ada 101 repeats: several parcels are no answer.
    return repeated[found] != 0 ? no_row : static_cast<std::int32_t>(found);
  });
}

void link_doors_to_buildings(Tables& tables) {
  const RowsByCode by_id(tables[index(Layer::building)], "yapi_kimlik_no");
  const RowsByCode by_code(tables[index(Layer::building)], "yapi_kodu");
  const Column& owners = column(tables, Layer::door, "sahip_turu");
  const Column& ids = column(tables, Layer::door, "yapi_kimlik_no");
  const Column& codes = column(tables, Layer::door, "yapi_kodu");
  const auto building_owner = layer_type(Layer::door)
                                  .attributes[position(Layer::door, "sahip_turu")]
                                  .list->position("yapi");
  fill(tables, Layer::door, "bina_tucbs_no", Layer::building, [&](std::size_t row) {
    if (!owners.null(row) && owners.integers[row] != building_owner) return no_row;
    const std::int32_t found = found_by(ids, by_id, row);
    return found != no_row ? found : found_by(codes, by_code, row);
  });
}

// Share of the units naming a `bina_no` whose number is found among `doors`.
double overlap(const Column& numbers, const RowsByCode& doors) {
  std::size_t given = 0, found = 0;
  for (const std::int64_t number : numbers.integers) {
    if (number == null_integer) continue;
    ++given;
    if (doors.find(number) != dangling_row) ++found;
  }
  return given == 0 ? 0 : static_cast<double>(found) / static_cast<double>(given);
}

// The only door of each yapı, by the code doors name it with; `several` where there are more.
class OnlyDoors {
 public:
  OnlyDoors(const Table& doors, std::string_view attribute) : rows_(doors.size()) {
    const Column& codes = doors.columns[position(Layer::door, attribute)];
    several_.assign(doors.size(), 0);
    for (std::uint32_t row = 0; row < doors.size(); ++row) {
      if (codes.null(row) || !stands(doors, row)) continue;
      const std::uint32_t kept = rows_.insert(codes.integers[row], row);
      if (kept != row) several_[kept] = 1;
    }
  }
  [[nodiscard]] std::int32_t find(const Column& codes, std::size_t row) const {
    const std::uint32_t found =
        codes.null(row) ? CodeIndex::none : rows_.find(codes.integers[row]);
    if (found == CodeIndex::none || several_[found] != 0) return no_row;
    return static_cast<std::int32_t>(found);
  }

 private:
  CodeIndex rows_;
  std::vector<std::uint8_t> several_;
};

void link_units(Tables& tables) {
  const Table& doors = tables[index(Layer::door)];
  const RowsByCode by_code(doors, "bina_kodu"), by_id(doors, "numarataj_kimlik_no");
  const Column& codes = column(tables, Layer::unit, "bina_kodu");
  const Column& ids = column(tables, Layer::unit, "numarataj_kimlik_no");
  const Column& numbers = column(tables, Layer::unit, "bina_no");

  // AKS' bina_no is one or the other, per municipality; under a twentieth found (as KEY-08) it is
  // neither.
  constexpr double least_overlap = 0.05;
  const double as_code = overlap(numbers, by_code), as_id = overlap(numbers, by_id);
  const RowsByCode* by_number = as_id > as_code ? &by_id : &by_code;
  if (std::max(as_code, as_id) < least_overlap) by_number = nullptr;

  const OnlyDoors of_code(doors, "yapi_kodu"), of_id(doors, "yapi_kimlik_no");
  const Column& building_codes = column(tables, Layer::unit, "yapi_kodu");
  const Column& building_ids = column(tables, Layer::unit, "yapi_kimlik_no");
  fill(tables, Layer::unit, "numarataj_tucbs_no", Layer::door, [&](std::size_t row) {
    std::int32_t found = found_by(codes, by_code, row);
    if (found == no_row) found = found_by(ids, by_id, row);
    if (found == no_row && by_number != nullptr) found = found_by(numbers, *by_number, row);
    if (found == no_row) found = of_code.find(building_codes, row);
    return found != no_row ? found : of_id.find(building_ids, row);
  });
}

}  // namespace

void link(std::array<Table, layer_count>& tables) {
  const RowsByCode neighbourhoods(tables[index(Layer::neighbourhood)], "mahalle_kodu");
  for (const Layer layer : {Layer::street, Layer::building, Layer::parcel}) {
    link_by(tables, layer, "mahalle_tucbs_no", "mahalle_kodu", Layer::neighbourhood,
            neighbourhoods);
  }
  const RowsByCode streets(tables[index(Layer::street)], "csbm_kodu");
  link_by(tables, Layer::centreline, "sol_csbm_tucbs_no", "sol_csbm_kodu", Layer::street, streets);
  link_by(tables, Layer::centreline, "sag_csbm_tucbs_no", "sag_csbm_kodu", Layer::street, streets);
  link_by(tables, Layer::door, "csbm_tucbs_no", "csbm_kodu", Layer::street, streets);
  link_doors_to_buildings(tables);
  link_doors_to_parcels(tables);
  const RowsByCode doors(tables[index(Layer::door)], "bina_kodu");
  link_by(tables, Layer::door, "ana_numarataj_tucbs_no", "ana_numarataj_kodu", Layer::door, doors);
  link_units(tables);
}

}  // namespace uavt::sync
