#include "sync/mapping_references.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "sync/code_index.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

struct IdReference {
  Layer from{};
  std::string_view input, reference;
  Layer to{};
};
// yol_orta_hat_yon_id and yol_id lead over MAKS' road tables: mapping_roads. bina.parsel_id has no
// reference column behind it, diger_yapi_id no layer.
constexpr std::array id_references = {
    IdReference{Layer::street, "mahalle_id", "mahalle_tucbs_no", Layer::neighbourhood},
    IdReference{Layer::door, "csbm_id", "csbm_tucbs_no", Layer::street},
    IdReference{Layer::door, "yapi_id", "bina_tucbs_no", Layer::building},
    IdReference{Layer::door, "parsel_id", "parsel_tucbs_no", Layer::parcel},
    IdReference{Layer::door, "ana_numarataj_id", "ana_numarataj_tucbs_no", Layer::door},
    IdReference{Layer::unit, "numarataj_id", "numarataj_tucbs_no", Layer::door},
};

std::int64_t key_of(std::string_view text) { return static_cast<std::int64_t>(hash64(text)); }

std::vector<std::int32_t>& links(Table& table, std::string_view reference) {
  return table.links[position(table.layer, reference)];
}

// Names that stand for one row; a name of several rows is `ambiguous`.
class NameIndex {
 public:
  static constexpr std::uint32_t ambiguous = CodeIndex::none - 1;

  void add(std::string_view name, std::uint32_t row) {
    const std::uint32_t entry = static_cast<std::uint32_t>(rows_.size());
    const std::uint32_t kept = entries_.insert(key_of(name), entry);
    if (kept == entry) rows_.push_back(row);
    else rows_[kept] = ambiguous;
  }
  [[nodiscard]] std::uint32_t find(std::string_view name) const {
    const std::uint32_t entry = entries_.find(key_of(name));
    return entry == CodeIndex::none ? CodeIndex::none : rows_[entry];
  }

 private:
  CodeIndex entries_;
  std::vector<std::uint32_t> rows_;
};

std::int32_t link_of(std::uint32_t found) {
  if (found == CodeIndex::none) return dangling_row;
  return found == NameIndex::ambiguous ? no_row : static_cast<std::int32_t>(found);
}

// The mahalle of a register by name: strict, then with İ and I made one.
class NeighbourhoodNames {
 public:
  explicit NeighbourhoodNames(const Table& table) {
    const Column& names = table.columns[position(Layer::neighbourhood, "ad")];
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      if (names.null(row)) continue;
      const std::string form = strict(names.texts[row], TypeWords::neighbourhood);
      exact_.add(form, row);
      dotless_.add(dotless(form), row);
    }
  }
  [[nodiscard]] std::uint32_t find(std::string_view name) const {
    const std::string form = strict(name, TypeWords::neighbourhood);
    const std::uint32_t found = exact_.find(form);
    return found != CodeIndex::none ? found : dotless_.find(dotless(form));
  }

 private:
  NameIndex exact_, dotless_;
};

// What a street is known by inside a mahalle. Without a type word the name must do alone.
std::string street_key(std::int64_t neighbourhood, const std::string& strict_name,
                       std::optional<std::int64_t> type) {
  return std::to_string(neighbourhood) + '\n' + strict_name + '\n' +
         (type ? std::to_string(*type) : std::string("*"));
}

constexpr std::int64_t any_neighbourhood = -9;

}  // namespace

IdIndex::IdIndex(const TextColumn& ids) : ids_(&ids) {
  for (std::uint32_t row = 0; row < ids.size(); ++row) {
    if (!ids.null(row)) hashed_.emplace_back(hash64(ids[row]), row);
  }
  std::ranges::sort(hashed_);
}

std::uint32_t IdIndex::find(std::string_view id) const {
  const std::uint64_t hash = hash64(id);
  auto at = std::ranges::lower_bound(hashed_, std::pair{hash, std::uint32_t{0}});
  for (; at != hashed_.end() && at->first == hash; ++at) {
    if ((*ids_)[at->second] == id) return at->second;
  }
  return CodeIndex::none;
}

void resolve_ids(MappingWork& work) {
  std::array<std::optional<IdIndex>, layer_count> indexes;
  for (const IdReference& reference : id_references) {
    const Column* given = work.find_input(reference.from, reference.input);
    if (given == nullptr) continue;
    auto& target = indexes[index(reference.to)];
    if (!target) target.emplace(work.table(reference.to).ids);
    if (target->empty()) continue;
    auto& rows = links(work.table(reference.from), reference.reference);
    for (std::size_t row = 0; row < given->size(); ++row) {
      if (rows[row] != no_row || given->null(row)) continue;
      rows[row] = link_of(target->find(given->texts[row]));
    }
  }
}

void resolve_neighbourhood_names(MappingWork& work) {
  const Column* given = work.find_input(Layer::street, "mahalle_adi");
  const Table& neighbourhoods = work.table(Layer::neighbourhood);
  if (given == nullptr || neighbourhoods.size() == 0) return;
  Table& streets = work.table(Layer::street);
  const Column& codes = streets.columns[position(Layer::street, "mahalle_kodu")];
  auto& rows = links(streets, "mahalle_tucbs_no");
  const NeighbourhoodNames names(neighbourhoods);
  for (std::size_t row = 0; row < given->size(); ++row) {
    if (rows[row] != no_row || !codes.null(row) || given->null(row)) continue;
    rows[row] = link_of(names.find(given->texts[row]));
  }
}

void resolve_street_names(MappingWork& work) {
  const Column* given = work.find_input(Layer::door, "csbm_adi");
  const Table& streets = work.table(Layer::street);
  if (given == nullptr || streets.size() == 0) return;

  // A street is found by mahalle, name and type; by mahalle and name; and by both without mahalle.
  NameIndex by_name;
  const Column& names = streets.columns[position(Layer::street, "ad")];
  const Column& types = streets.columns[position(Layer::street, "tip")];
  const auto& street_neighbourhoods =
      streets.links[position(Layer::street, "mahalle_tucbs_no")];
  for (std::uint32_t row = 0; row < streets.size(); ++row) {
    if (names.null(row)) continue;
    // The street's own name may carry its type word too ("Gül Sok."), or end with one that belongs
    // to it ("Eski Köprü Sokak" as a cadde).
    std::vector<std::string> forms = {strict(names.texts[row], TypeWords::none)};
    std::string bare = strict(names.texts[row], TypeWords::street);
    if (bare != forms.front()) forms.push_back(std::move(bare));
    for (const std::int64_t where : {std::int64_t{street_neighbourhoods[row]}, any_neighbourhood}) {
      if (where == no_row) continue;
      for (const std::string& form : forms) {
        by_name.add(street_key(where, form, std::nullopt), row);
        if (!types.null(row)) by_name.add(street_key(where, form, types.integers[row]), row);
      }
    }
  }

  Table& doors = work.table(Layer::door);
  const Column* neighbourhood_names = work.find_input(Layer::door, "mahalle_adi");
  const Column& neighbourhood_codes = doors.columns[position(Layer::door, "mahalle_kodu")];
  const Column& street_codes = doors.columns[position(Layer::door, "csbm_kodu")];
  const Table& neighbourhoods = work.table(Layer::neighbourhood);
  const NeighbourhoodNames known_names(neighbourhoods);
  CodeIndex known_codes(neighbourhoods.size());
  const Column& own_codes = neighbourhoods.columns[position(Layer::neighbourhood, "mahalle_kodu")];
  for (std::uint32_t row = 0; row < neighbourhoods.size(); ++row) {
    if (!own_codes.null(row)) known_codes.insert(own_codes.integers[row], row);
  }

  auto& rows = links(doors, "csbm_tucbs_no");
  for (std::size_t row = 0; row < given->size(); ++row) {
    if (rows[row] != no_row || !street_codes.null(row) || given->null(row)) continue;
    std::int64_t where = any_neighbourhood;
    if (!neighbourhood_codes.null(row)) {
      const std::uint32_t found = known_codes.find(neighbourhood_codes.integers[row]);
      if (found != CodeIndex::none) where = found;
    } else if (neighbourhood_names != nullptr && row < neighbourhood_names->size() &&
               !neighbourhood_names->null(row)) {
      where = link_of(known_names.find(neighbourhood_names->texts[row]));
      if (where < 0) {
        rows[row] = static_cast<std::int32_t>(where);
        continue;
      }
    }
    const TypedName typed = split_type(given->texts[row]);
    rows[row] = link_of(by_name.find(
        street_key(where, strict(typed.name, TypeWords::none), typed.type)));
  }
}

void resolve_units_by_building(MappingWork& work) {
  const Column* given = work.find_input(Layer::unit, "yapi_id");
  const Table& buildings = work.table(Layer::building);
  if (given == nullptr || buildings.size() == 0) return;
  const Table& doors = work.table(Layer::door);
  std::vector<std::uint32_t> only_door(buildings.size(), CodeIndex::none);
  const auto& door_buildings = doors.links[position(Layer::door, "bina_tucbs_no")];
  for (std::uint32_t row = 0; row < doors.size(); ++row) {
    if (door_buildings[row] < 0) continue;
    std::uint32_t& door = only_door[static_cast<std::size_t>(door_buildings[row])];
    door = door == CodeIndex::none ? row : NameIndex::ambiguous;
  }
  const IdIndex ids(buildings.ids);
  auto& rows = links(work.table(Layer::unit), "numarataj_tucbs_no");
  for (std::size_t row = 0; row < given->size(); ++row) {
    if (rows[row] != no_row || given->null(row)) continue;
    const std::uint32_t building = ids.find(given->texts[row]);
    if (building == CodeIndex::none || only_door[building] == CodeIndex::none) continue;
    rows[row] = link_of(only_door[building]);
  }
}

}  // namespace uavt::sync
