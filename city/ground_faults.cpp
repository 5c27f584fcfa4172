// Faults of the ground: two buildings on one spot, things off their parcel or in another mahalle,
// parcels that went, were never there, or are of another size.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "city/faults.hpp"
#include "city/sheet.hpp"

namespace uavt::city {
namespace {

using geo::GeometryColumn;
using geo::Point;

// Beyond the codes of the other faults, and beyond every parcel's number.
constexpr std::int64_t second_code = 6'000'000'000;
constexpr std::uint32_t unused_parcel = 900;

double along(Point p, Point axis) { return p.x * axis.x + p.y * axis.y; }

/// A house on its lot, seen from the street.
struct Lot {
  Point to_street;     ///< a unit vector
  double setback = 0;  ///< from the facade to the parcel's front. Units: metres
};

Lot lot_of(const World& world, const Holding& holding) {
  const auto ring = world.building_shapes[holding.first_building].ring(0, 0);
  const std::size_t last = ring.size() - 4;
  const double x = ring[last] - ring[0], y = ring[last + 1] - ring[1], length = std::hypot(x, y);
  const Door& door = world.doors[holding.first_door];
  const geo::Box box = world.building_shapes[holding.first_building].box();
  Lot lot{{x / length, y / length}, 0};
  const Point out{door.x - (box.min_x + box.max_x) / 2, door.y - (box.min_y + box.max_y) / 2};
  if (along(out, lot.to_street) < 0) lot.to_street = {-lot.to_street.x, -lot.to_street.y};
  const auto front = world.parcel_shapes[holding.parcel].vertices();
  for (std::size_t i = 0; i < front.size(); i += 2) {
    lot.setback = std::max(lot.setback, along({front[i] - door.x, front[i + 1] - door.y},
                                              lot.to_street));
  }
  return lot;
}

GeometryColumn moved(const geo::GeometryView& shape, Point direction, double metres) {
  GeometryColumn result;
  result.append(shape);
  const auto xy = result.coordinates();
  for (std::size_t i = 0; i < xy.size(); i += 2) {
    xy[i] = whole_mm(xy[i] + direction.x * metres);
    xy[i + 1] = whole_mm(xy[i + 1] + direction.y * metres);
  }
  return result;
}

const Building& building_of(const Spoiler& spoiler, const Holding& holding) {
  return spoiler.world().buildings[holding.first_building];
}

const Parcel& parcel_of(const Spoiler& spoiler, const Holding& holding) {
  return spoiler.world().parcels[holding.parcel];
}

std::uint32_t building_row(Spoiler& spoiler, const Holding& holding) {
  return spoiler.sheets().municipal_building[holding.first_building];
}

std::uint32_t parcel_row(Spoiler& spoiler, const Holding& holding) {
  return spoiler.sheets().municipal_parcel[holding.parcel];
}

void expect_building(Spoiler& spoiler, const Holding& holding, const char* rule,
                     const char* attribute) {
  spoiler.expect(rule, "cbs", "bina", spoiler.key_of(building_of(spoiler, holding)), attribute);
}

/// The same house once more, three metres towards the back of its parcel; nobody lives in it.
void drawn_again(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  sync::RawTable& buildings = spoiler.rows("cbs", Content::buildings);
  const std::int64_t code = building_of(spoiler, holding).code;
  const std::size_t copy = copy_row(buildings, building_row(spoiler, holding));
  write_cell(buildings, "yapi_kimlik_no", copy, std::to_string(second_code + code));
  const Lot lot = lot_of(world, holding);
  buildings.geometry.assign(
      copy, moved(world.building_shapes[holding.first_building], lot.to_street, -3)[0]);
  spoiler.expect("TOP-01", "cbs", "bina",
                 std::min(std::to_string(code), std::to_string(second_code + code)), "");
  spoiler.follows("NUM-06", "cbs", "bina", std::to_string(second_code + code), "numarataj");
  Truth::Count& count = spoiler.count("bina");
  ++count.published;
  ++count.tek_kayit;
}

/// Two and a half metres of the house stand on the street.
void over_the_front(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const Lot lot = lot_of(world, holding);
  const GeometryColumn shape = moved(world.building_shapes[holding.first_building], lot.to_street,
                                     lot.setback + 2.5);
  spoiler.rows("cbs", Content::buildings).geometry.assign(building_row(spoiler, holding), shape[0]);
  expect_building(spoiler, holding, "TOP-03", "");
}

/// So near to its front that a door almost in the middle of the street is still at the house.
bool at_its_front(const World& world, const Holding& holding) {
  return quiet_house(world, holding) && lot_of(world, holding).setback < 3.8;
}

void door_in_the_street(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const Lot lot = lot_of(world, holding);
  const Door& door = world.doors[holding.first_door];
  const double far = lot.setback + 5.6;
  GeometryColumn place;
  place.append_point(whole_mm(door.x + lot.to_street.x * far),
                     whole_mm(door.y + lot.to_street.y * far));
  spoiler.rows("cbs", Content::doors)
      .geometry.assign(spoiler.sheets().municipal_door[holding.first_door], place[0]);
  spoiler.expect("TOP-03", "cbs", "numarataj", std::to_string(door.code), "");
}

bool deep_house(const World& world, const Holding& holding) {
  return quiet_house(world, holding) && holding.deep_inside;
}

void of_another_mahalle(Spoiler& spoiler, const Holding& holding) {
  const auto& all = spoiler.world().neighbourhoods;
  const std::uint32_t own = parcel_of(spoiler, holding).neighbourhood;
  const auto other = (own + 1 + spoiler.number() % (all.size() - 1)) % all.size();
  write_cell(spoiler.rows("cbs", Content::buildings), "mahalle_kodu",
             building_row(spoiler, holding), std::to_string(all[other].code));
  expect_building(spoiler, holding, "TOP-04", "mahalle_kodu");
}

void write_area(sync::RawTable& parcels, std::size_t row) {
  column_of(parcels, "tapu_alan_m2").reals[row] = parcels.geometry.area(row);
}

/// A second parcel with the first one's row to begin with; how it is called is new.
std::size_t another_parcel(Spoiler& spoiler, const Holding& holding) {
  sync::RawTable& parcels = spoiler.rows("cbs", Content::parcels);
  const Parcel& parcel = parcel_of(spoiler, holding);
  const std::size_t copy = copy_row(parcels, parcel_row(spoiler, holding));
  write_cell(parcels, "tapu_zemin_ref", copy, std::to_string(second_code + parcel.code));
  write_cell(parcels, "parsel", copy, std::to_string(unused_parcel + parcel.number));
  Truth::Count& count = spoiler.count("parsel");
  ++count.published;
  ++count.tek_kayit;
  return copy;
}

/// The parcel was split down the middle of the house, which still names one half.
void split_below(Spoiler& spoiler, const Holding& holding) {
  sync::RawTable& parcels = spoiler.rows("cbs", Content::parcels);
  const auto xy = spoiler.world().parcel_shapes[holding.parcel].ring(0, 0);
  std::array<Point, 4> corner;
  for (std::size_t i = 0; i < 4; ++i) corner[i] = {xy[2 * i], xy[2 * i + 1]};
  const auto between = [](Point a, Point b) {
    return Point{whole_mm((a.x + b.x) / 2), whole_mm((a.y + b.y) / 2)};
  };
  const Point one = between(corner[0], corner[1]), other = between(corner[2], corner[3]);
  const std::size_t copy = another_parcel(spoiler, holding);
  const auto draw = [&](std::size_t row, const std::array<Point, 5>& ring) {
    GeometryColumn shape;
    shape.begin_row(geo::Kind::polygon);
    shape.begin_part();
    shape.begin_ring();
    for (const Point& p : ring) shape.add_vertex(p.x, p.y);
    shape.end_row();
    parcels.geometry.assign(row, shape[0]);
    write_area(parcels, row);
  };
  draw(parcel_row(spoiler, holding), {corner[0], one, other, corner[3], corner[0]});
  draw(copy, {one, corner[1], corner[2], other, one});
  expect_building(spoiler, holding, "TOP-10", "");
  spoiler.follows("TOP-03", "cbs", "bina", spoiler.key_of(building_of(spoiler, holding)), "");
}

void larger_deed(Spoiler& spoiler, const Holding& holding) {
  sync::RawTable& parcels = spoiler.rows("cbs", Content::parcels);
  column_of(parcels, "tapu_alan_m2").reals[parcel_row(spoiler, holding)] *= 1.5;
  spoiler.expect("TOP-13", "cbs", "parsel", std::to_string(parcel_of(spoiler, holding).code),
                 "tapu_alan_m2");
}

void unknown_parcel(Spoiler& spoiler, const Holding& holding) {
  write_cell(spoiler.rows("cbs", Content::buildings), "parsel", building_row(spoiler, holding),
             std::to_string(unused_parcel + parcel_of(spoiler, holding).number));
  expect_building(spoiler, holding, "PAR-01", "parsel");
}

/// The parcel went into another of the same shape; the house still names the old one.
void renumbered_parcel(Spoiler& spoiler, const Holding& holding) {
  sync::RawTable& parcels = spoiler.rows("cbs", Content::parcels);
  const Parcel& parcel = parcel_of(spoiler, holding);
  const std::size_t row = parcel_row(spoiler, holding);
  another_parcel(spoiler, holding);
  write_cell(parcels, "durum", row, "pasif");
  write_cell(parcels, "gittigi_parsel", row,
             std::to_string(parcel.island) + "/" + std::to_string(unused_parcel + parcel.number));
  write_cell(parcels, "gittigi_sebep", row, "18. madde");
  parcels.geometry.assign_null(row);
  expect_building(spoiler, holding, "PAR-01", "parsel");
}

/// A neighbour's parcel on the same ada.
std::optional<std::uint32_t> next_parcel(const World& world, const Holding& holding) {
  const Parcel& own = world.parcels[holding.parcel];
  for (std::uint32_t p = holding.parcel + 1;
       p < std::min<std::size_t>(holding.parcel + 4, world.parcels.size()); ++p) {
    if (world.parcels[p].present && world.parcels[p].island == own.island) return p;
  }
  return std::nullopt;
}

bool beside_a_parcel(const World& world, const Holding& holding) {
  return quiet_house(world, holding) && next_parcel(world, holding).has_value();
}

void of_the_next_parcel(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t other = *next_parcel(spoiler.world(), holding);
  write_cell(spoiler.rows("cbs", Content::buildings), "parsel", building_row(spoiler, holding),
             std::to_string(spoiler.world().parcels[other].number));
  expect_building(spoiler, holding, "PAR-02", "parsel");
}

constexpr FaultKind kinds[] = {
    {"TOP-01", codes, detached_house, drawn_again},
    {"TOP-03", 0, detached_house, over_the_front},
    {"TOP-03/kapi", codes, at_its_front, door_in_the_street},
    {"TOP-04", codes, deep_house, of_another_mahalle},
    {"TOP-10", 0, quiet_house, split_below},
    {"TOP-13", 0, quiet_house, larger_deed},
    {"PAR-01", 0, quiet_house, unknown_parcel},
    {"PAR-01/pasif", 0, quiet_house, renumbered_parcel},
    {"PAR-02", 0, beside_a_parcel, of_the_next_parcel},
};

}  // namespace

std::span<const FaultKind> ground_faults() { return kinds; }

}  // namespace uavt::city
