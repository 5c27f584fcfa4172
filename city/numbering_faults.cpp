// Faults against the numbering law, and one thing recorded twice. A door that says another number
// than UAVT differs from it as well: that follows.
#include "city/faults.hpp"
#include "city/sheet.hpp"
#include "geo/measures.hpp"

#include <algorithm>

namespace uavt::city {
namespace {

// Far beyond the codes that anybody has, and beyond those of the other faults.
constexpr std::int64_t second_code = 5'000'000'000;

sync::RawTable& doors(Spoiler& spoiler) { return spoiler.rows("cbs", Content::doors); }

const Door& door_of(const Spoiler& spoiler, const Holding& holding) {
  return spoiler.world().doors[holding.first_door];
}

std::string door_key(const Spoiler& spoiler, const Holding& holding) {
  return std::to_string(door_of(spoiler, holding).code);
}

void write_number(Spoiler& spoiler, const Holding& holding,
                  const std::string& number) {
  write_cell(doors(spoiler), "kapi_no", spoiler.sheets().municipal_door[holding.first_door],
             number);
}

/// The keys of several rows of one finding: it is listed under the first.
std::string first_key(std::int64_t a, std::int64_t b) {
  return std::min(std::to_string(a), std::to_string(b));
}

double distance_to_building(const World& world, const Door& door, std::size_t building) {
  geo::GeometryColumn place;
  place.append_point(door.x, door.y);
  return geo::distance(place[0], world.building_shapes[building]);
}

void unreadable_number(Spoiler& spoiler, const Holding& holding) {
  // No two alike: on one street they would be a number used twice.
  const std::string number = (spoiler.number() % 2 == 0 ? "NO 1" : "12 3 ") +
                             std::to_string(spoiler.number());
  write_number(spoiler, holding, number);
  spoiler.expect("NUM-04", "cbs", "numarataj", door_key(spoiler, holding), "kapi_no");
  spoiler.follows("UAV-03", "cbs", "numarataj", door_key(spoiler, holding), "adres");
}

/// The next building that no other fault takes the door away from: the second block of an estate.
std::size_t second_block(const World& world, std::size_t after) {
  const auto second = [&](std::size_t b) {
    return world.buildings[b].present && world.buildings[b].block > 'A';
  };
  std::size_t other = (after + 1) % world.buildings.size();
  while (!second(other) && other != after) other = (other + 1) % world.buildings.size();
  return other;
}

/// A second door of the same number, on another building of the municipality.
void number_twice(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const Door& door = door_of(spoiler, holding);
  const std::int64_t code = second_code + door.code;
  const std::size_t other = second_block(world, holding.first_building);
  const std::size_t copy =
      copy_row(doors(spoiler), spoiler.sheets().municipal_door[holding.first_door]);
  write_cell(doors(spoiler), "bina_kodu", copy, std::to_string(code));
  write_cell(doors(spoiler), "yapi_kimlik_no", copy, std::to_string(world.buildings[other].code));
  spoiler.expect("NUM-01", "cbs", "numarataj", first_key(door.code, code), "csbm");
  spoiler.follows("UAV-02", "cbs", "numarataj", std::to_string(code), "");
  // It stands where the first one does: at that one's building, away from its own.
  spoiler.follows("TOP-14", "cbs", "numarataj", std::to_string(code), "");
  if (distance_to_building(world, door, other) > 10) {
    spoiler.follows("TOP-02", "cbs", "numarataj", std::to_string(code), "");
  }
  Truth::Count& count = spoiler.count("numarataj");
  ++count.published;
  ++count.yalniz_cbs;
}

/// Units 0 and 1 of a door say one number.
void unit_number_twice(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const std::uint32_t u = door_of(spoiler, holding).first_unit;
  write_cell(spoiler.rows("cbs", Content::units), "ic_kapi_no",
             spoiler.sheets().municipal_unit[u + 1], std::to_string(world.units[u].number));
  const std::string second = std::to_string(world.units[u + 1].code);
  spoiler.expect("NUM-09", "cbs", "bagimsiz_bolum",
                 first_key(world.units[u].code, world.units[u + 1].code), "ic_kapi_no");
  spoiler.follows("UAV-03", "cbs", "bagimsiz_bolum", second, "adres");
}

void unit_without_number(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t u = door_of(spoiler, holding).first_unit;
  write_cell(spoiler.rows("cbs", Content::units), "ic_kapi_no",
             spoiler.sheets().municipal_unit[u], "");
  spoiler.expect("NUM-10", "cbs", "numarataj", door_key(spoiler, holding), "ic_kapi_no");
}

/// The same outline under a second code; nobody lives in the second one.
void building_twice(Spoiler& spoiler, const Holding& holding) {
  sync::RawTable& buildings = spoiler.rows("cbs", Content::buildings);
  const std::int64_t code = spoiler.world().buildings[holding.first_building].code;
  const std::size_t copy =
      copy_row(buildings, spoiler.sheets().municipal_building[holding.first_building]);
  write_cell(buildings, "yapi_kimlik_no", copy, std::to_string(second_code + code));
  spoiler.expect("GEO-13", "cbs", "bina", first_key(code, second_code + code), "");
  spoiler.follows("NUM-06", "cbs", "bina", std::to_string(second_code + code), "numarataj");
  Truth::Count& count = spoiler.count("bina");
  ++count.published;
  ++count.tek_kayit;
}

/// UAVT knows the street under a second code that no door hangs on.
void street_twice(Spoiler& spoiler, std::uint32_t s) {
  sync::RawTable& streets = spoiler.rows("uavt", Content::streets);
  const std::int64_t code = spoiler.world().streets[s].code;
  const std::size_t copy = copy_row(streets, spoiler.sheets().national_street[s]);
  write_cell(streets, "csbm_kodu", copy, std::to_string(second_code + code));
  spoiler.expect("NUM-11", "uavt", "csbm", first_key(code, second_code + code), "ad");
  spoiler.follows("UAV-01", "uavt", "csbm", std::to_string(second_code + code), "");
  Truth::Count& count = spoiler.count("csbm");
  ++count.published;
  ++count.yalniz_uavt;
}

bool known_alike(const World& world, const Street& street) {
  return world.in_use(street) && street.national_name.empty();
}

constexpr FaultKind kinds[] = {
    {"GEO-13", codes, quiet_house, building_twice},
    {"NUM-01", codes, quiet_house, number_twice},
    {"NUM-04", codes, quiet_house, unreadable_number},
    {"NUM-09", codes | units, block_of_flats, unit_number_twice},
    {"NUM-10", codes | units, block_of_flats, unit_without_number},
    {"NUM-11", codes | tables, nullptr, nullptr, known_alike, street_twice},
};

}  // namespace

std::span<const FaultKind> numbering_faults() { return kinds; }

}  // namespace uavt::city
