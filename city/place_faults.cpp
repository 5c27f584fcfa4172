// Faults of where a door stands and of the number it has there: at the wrong building or street, on
// the wrong side, out of order. A number nobody else has keeps each fault to itself.
#include <algorithm>
#include <cmath>
#include <optional>

#include "city/faults.hpp"
#include "city/sheet.hpp"
#include "geo/measures.hpp"

namespace uavt::city {
namespace {

using geo::Point;

// Beyond every number of a street.
constexpr std::uint32_t unused = 1000;

sync::RawTable& doors(Spoiler& spoiler) {
  return spoiler.rows("cbs", Content::doors);
}

const Door& door_of(const World& world, const Holding& holding) {
  return world.doors[holding.first_door];
}

std::string key_of_door(const World& world, std::uint32_t d) {
  return std::to_string(world.doors[d].code);
}

void move_door(Spoiler& spoiler, std::uint32_t d, Point to) {
  geo::GeometryColumn place;
  place.append_point(whole_mm(to.x), whole_mm(to.y));
  doors(spoiler).geometry.assign(spoiler.sheets().municipal_door[d], place[0]);
}

double distance(const World& world, std::uint32_t d, std::uint32_t building) {
  geo::GeometryColumn place;
  place.append_point(world.doors[d].x, world.doors[d].y);
  return geo::distance(place[0], world.building_shapes[building]);
}

/// Where a lot lies in the ground plan.
struct Spot {
  int row, block, place;
  Side side;
};

Spot spot_of(const Grid& grid, std::uint32_t lot) {
  const auto along = static_cast<std::uint32_t>(grid.block_columns() * grid.lots);
  const auto line = static_cast<int>(lot / along), at = static_cast<int>(lot % along);
  return {line / 2, at / grid.lots, at % grid.lots, static_cast<Side>(line % 2)};
}

bool runs_along(StreetType type) {
  return type == StreetType::boulevard || type == StreetType::avenue || type == StreetType::street;
}

/// Four corners: its box's middle is its own.
bool plain_house(const World& world, const Holding& holding) {
  return quiet_house(world, holding) && holding.deep_inside &&
         world.building_shapes[holding.first_building].vertex_count() == 5;
}

/// Eleven and a half metres behind the back wall, still on the parcel or behind it.
void behind_the_house(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const Door& door = door_of(world, holding);
  const geo::Box box = world.building_shapes[holding.first_building].box();
  const double x = (box.min_x + box.max_x) / 2 - door.x, y = (box.min_y + box.max_y) / 2 - door.y;
  const double half = std::hypot(x, y), far = 2 + 11.5 / half;
  move_door(spoiler, holding.first_door, {door.x + x * far, door.y + y * far});
  spoiler.expect("TOP-02", "cbs", "numarataj", key_of_door(world, holding.first_door), "");
}

bool with_two_shops(const World&, const Holding& holding) {
  return holding.kind == LotKind::apartment && holding.doors == 3;
}

void shops_at_the_entrance(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  std::string key = key_of_door(world, holding.first_door);
  for (std::uint32_t d = holding.first_door + 1; d < holding.first_door + holding.doors; ++d) {
    move_door(spoiler, d, {door_of(world, holding).x, door_of(world, holding).y});
    key = std::min(key, key_of_door(world, d));
  }
  spoiler.expect("TOP-12", "cbs", "numarataj", key, "");
}

bool estate(const World&, const Holding& holding) {
  return holding.kind == LotKind::estate;
}

/// Block A's door says that it is block B's.
void at_the_next_block(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const std::uint32_t d = holding.first_door + 1, other = holding.first_building + 1;
  write_cell(doors(spoiler), "yapi_kimlik_no", spoiler.sheets().municipal_door[d],
             std::to_string(world.buildings[other].code));
  const std::string key = key_of_door(world, d);
  spoiler.expect("TOP-14", "cbs", "numarataj", key, "");
  if (distance(world, d, other) > 10) spoiler.follows("TOP-02", "cbs", "numarataj", key, "");
  spoiler.follows("NUM-06", "cbs", "bina", spoiler.key_of(world.buildings[holding.first_building]),
                  "numarataj");
}

/// The door says another street, under a number that nobody has there.
void renumber_on(Spoiler& spoiler, const Holding& holding, std::uint32_t street,
                 std::uint32_t series) {
  const World& world = spoiler.world();
  const std::uint32_t row = spoiler.sheets().municipal_door[holding.first_door];
  write_cell(doors(spoiler), "csbm_kodu", row, std::to_string(world.streets[street].code));
  write_cell(doors(spoiler), "kapi_no", row,
             std::to_string(unused * series + spoiler.number()) + "Z");
  spoiler.follows("UAV-03", "cbs", "numarataj", key_of_door(world, holding.first_door), "adres");
}

/// A street of the same neighbourhood at least three rows away.
std::optional<std::uint32_t> far_street(const World& world, const Holding& holding) {
  const int row = spot_of(world.grid, holding.lot).row;
  for (const Piece& piece : world.pieces) {
    const Road& road = world.roads[piece.road];
    if (road.vertical || !runs_along(road.type) || piece.left != piece.right ||
        piece.left == nothing || std::abs(piece.line - row) < 3) {
      continue;
    }
    const Street& street = world.streets[piece.left];
    if (street.neighbourhood == world.streets[holding.street].neighbourhood) return piece.left;
  }
  return std::nullopt;
}

bool has_far_street(const World& world, const Holding& holding) {
  return plain_house(world, holding) && far_street(world, holding).has_value();
}

void from_a_far_street(Spoiler& spoiler, const Holding& holding) {
  const std::string key = key_of_door(spoiler.world(), holding.first_door);
  spoiler.expect("TOP-07", "cbs", "numarataj", key, "");
  spoiler.follows("NUM-08", "cbs", "numarataj", key, "");
  renumber_on(spoiler, holding, *far_street(spoiler.world(), holding), 1);
}

/// The vertical street one lot further on, which the house has no side to.
std::optional<std::uint32_t> street_around_the_corner(const World& world, const Holding& holding) {
  const Spot spot = spot_of(world.grid, holding.lot);
  const bool west = spot.place == 1, east = spot.place == world.grid.lots - 2;
  if (!west && !east) return std::nullopt;
  const double at = spot.row + (spot.side == Side::north ? 0.25 : -0.25);
  for (const Piece& piece : world.pieces) {
    const Road& road = world.roads[piece.road];
    if (!road.vertical || !runs_along(road.type) || piece.line != spot.block + (west ? 0 : 1) ||
        at < piece.from || at > piece.to) {
      continue;
    }
    for (const std::uint32_t street : {piece.left, piece.right}) {
      if (street != nothing &&
          world.streets[street].neighbourhood == world.streets[holding.street].neighbourhood) {
        return street;
      }
    }
  }
  return std::nullopt;
}

bool near_a_corner(const World& world, const Holding& holding) {
  return quiet_house(world, holding) && street_around_the_corner(world, holding).has_value();
}

void from_around_the_corner(Spoiler& spoiler, const Holding& holding) {
  spoiler.expect("NUM-08", "cbs", "numarataj", key_of_door(spoiler.world(), holding.first_door),
                 "");
  renumber_on(spoiler, holding, *street_around_the_corner(spoiler.world(), holding), 2);
}

/// The doors of the holding's road that are numbered as its own are: plain ones of its parity.
struct Neighbours {
  std::uint32_t doors = 0;   ///< of the whole road
  std::uint32_t before = 0;  ///< the greatest plain number below the door's own
  std::uint32_t filled = 0;  ///< the greatest number below it, plain or not
  bool further = false;      ///< a plain one on the same street, lots further on
  bool last = true;          ///< no greater number at all
};

Neighbours neighbours(const World& world, const Holding& holding) {
  const Door& own = door_of(world, holding);
  Neighbours found;
  for (const Door& door : world.doors) {
    if (!door.present || !door.municipal ||
        world.streets[door.street].road != world.streets[own.street].road) {
      continue;
    }
    ++found.doors;
    if (door.number % 2 != own.number % 2) continue;
    const bool plain = door.suffix == 0 && door.block == 0 && door.kind != DoorKind::gate;
    if (door.number > own.number) found.last = false;
    if (plain && door.street == own.street && door.number > own.number + 6) found.further = true;
    if (door.number < own.number) found.filled = std::max(found.filled, door.number);
    if (plain && door.number < own.number) found.before = std::max(found.before, door.number);
  }
  return found;
}

bool on_a_busy_street(const World& world, const Holding& holding) {
  return quiet_house(world, holding) &&
         runs_along(world.road_of(world.streets[holding.street]).type) &&
         door_of(world, holding).national && neighbours(world, holding).doors >= 30;
}

bool amid_a_busy_street(const World& world, const Holding& holding) {
  return on_a_busy_street(world, holding) && neighbours(world, holding).further;
}

bool last_of_its_side(const World& world, const Holding& holding) {
  if (!quiet_house(world, holding) || !door_of(world, holding).national ||
      !runs_along(world.road_of(world.streets[holding.street]).type)) {
    return false;
  }
  const Neighbours others = neighbours(world, holding);
  return others.last && others.before > 0 && others.before == others.filled &&
         door_of(world, holding).number - others.before <= 20;
}

void renumber(Spoiler& spoiler, const Holding& holding, std::uint32_t by, const char* rule,
              const char* attribute) {
  const World& world = spoiler.world();
  write_cell(doors(spoiler), "kapi_no", spoiler.sheets().municipal_door[holding.first_door],
             std::to_string(door_of(world, holding).number + by));
  const std::string key = key_of_door(world, holding.first_door);
  spoiler.expect(rule, "cbs", "numarataj", key, attribute);
  spoiler.follows("UAV-03", "cbs", "numarataj", key, "adres");
}

void of_the_other_side(Spoiler& spoiler, const Holding& holding) {
  renumber(spoiler, holding, unused + 1, "NUM-02", "kapi_no");
}

void out_of_order(Spoiler& spoiler, const Holding& holding) {
  renumber(spoiler, holding, unused, "NUM-03", "kapi_no");
}

void far_ahead(Spoiler& spoiler, const Holding& holding) {
  renumber(spoiler, holding, 40, "NUM-05", "");
}

constexpr FaultKind kinds[] = {
    {"TOP-02", codes, plain_house, behind_the_house},
    {"TOP-07", codes | csbm_lines, has_far_street, from_a_far_street},
    {"TOP-12", codes, with_two_shops, shops_at_the_entrance},
    {"TOP-14", codes, estate, at_the_next_block},
    {"NUM-02", codes, on_a_busy_street, of_the_other_side},
    {"NUM-03", codes, amid_a_busy_street, out_of_order},
    {"NUM-05", codes, last_of_its_side, far_ahead},
    {"NUM-08", codes | csbm_lines, near_a_corner, from_around_the_corner},
};

}  // namespace

std::span<const FaultKind> place_faults() {
  return kinds;
}

}  // namespace uavt::city
