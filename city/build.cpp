// Lots become parcels, buildings, doors and units. Doors are numbered as the law has it: along the
// road from its start, left odd, right even; a square and küme evler simply count. An empty lot
// keeps its number, so that a later house changes nobody's address.
#include <algorithm>

#include "city/lots.hpp"
#include "city/random.hpp"
#include "city/world.hpp"

namespace uavt::city {
namespace {

constexpr std::uint32_t lots_of_estate = 3;
// Code indices per lot: room for every building, door and unit a lot can ever have.
constexpr std::uint64_t buildings_a_lot = 4, doors_a_lot = 8, units_a_lot = 128;

struct Numbering {
  std::uint32_t left = 1, right = 2, step = 2;
};

/// A corner building's wall towards the vertical street.
struct CornerWall {
  std::uint32_t holding = nothing;
  geo::Point door;
};

class Builder {
 public:
  Builder(World& world, const Options& options)
      : world_(world),
        grid_(world.grid),
        options_(options),
        kinds_(lot_kinds(world, options)),
        corners_(),
        building_codes_(world.seed, Use::building_code, 10'000'000, 999'999'999),
        door_codes_(world.seed, Use::door_code, 1'000'000, 999'999'999),
        unit_codes_(world.seed, Use::unit_code, 1'000'000'000, 1'999'999'999),
        parcel_codes_(world.seed, Use::parcel_code, 20'000'000, 199'999'999) {
    const std::size_t n = options.buildings;
    world.holdings.reserve(n + n / 16);
    world.buildings.reserve(n);
    world.building_shapes.reserve(n, n * 6);
    world.parcels.reserve(n + n / 16);
    world.parcel_shapes.reserve(n + n / 16, n * 6);
    world.doors.reserve(n + n / 3);
    if (options.units) world.units.reserve(n * 4);
  }

  void build_all() {
    for (std::uint32_t r = 0; r < world_.roads.size(); ++r) {
      world_.roads[r].vertical ? build_vertical(r) : build_horizontal(r);
    }
    forget_uninhabited_streets();
  }

 private:
  void build_horizontal(std::uint32_t r) {
    const Road& road = world_.roads[r];
    Numbering numbers;
    // The square is counted clockwise, up one side and down the other; küme evler as one walks.
    const bool counts = road.type == StreetType::square || road.type == StreetType::hamlet;
    std::uint32_t count = 1;
    for (std::uint32_t i = 0; i < road.pieces; ++i) {
      Piece& piece = world_.pieces[road.first_piece + (road.forward ? i : road.pieces - 1 - i)];
      const Side left = road.forward ? Side::north : Side::south;
      const Side right = road.forward ? Side::south : Side::north;
      for (int pass = 0; pass < (road.type == StreetType::square ? 2 : 1); ++pass) {
        for (int step = 0; step < grid_.lots; ++step) {
          const bool back = road.type == StreetType::square && pass == 1;
          const int place = road.forward != back ? step : grid_.lots - 1 - step;
          if (road.type != StreetType::square || pass == 0) {
            visit(piece, left, place, piece.left, counts ? count : numbers.left, counts ? 1 : 2,
                  piece.left_first, piece.left_last);
          }
          if (road.type != StreetType::square || pass == 1) {
            visit(piece, right, place, piece.right, counts ? count : numbers.right, counts ? 1 : 2,
                  piece.right_first, piece.right_last);
          }
        }
      }
    }
  }

  void build_vertical(std::uint32_t r) {
    const Road& road = world_.roads[r];
    Numbering numbers;
    for (std::uint32_t i = 0; i < road.pieces; ++i) {
      Piece& piece = world_.pieces[road.first_piece + (road.forward ? i : road.pieces - 1 - i)];
      // The corner lots: north of row ⌊from⌋, south of the next.
      std::vector<std::pair<int, Side>> lots;
      const int row = static_cast<int>(piece.from);
      if (piece.from == row) lots.emplace_back(row, Side::north);
      if (piece.to > row + 0.5) lots.emplace_back(row + 1, Side::south);
      if (!road.forward) std::ranges::reverse(lots);
      for (const auto& [line, side] : lots) {
        const std::uint32_t west = grid_.lot(line, side, piece.line - 1, grid_.lots - 1);
        const std::uint32_t east = grid_.lot(line, side, piece.line, 0);
        side_door(road.forward ? west : east, piece.left, numbers.left, piece.left_first,
                  piece.left_last);
        side_door(road.forward ? east : west, piece.right, numbers.right, piece.right_first,
                  piece.right_last);
      }
    }
  }

  void visit(const Piece& piece, Side side, int place, std::uint32_t street, std::uint32_t& number,
             std::uint32_t step, std::uint32_t& first, std::uint32_t& last) {
    if (street == nothing) return;
    const std::uint32_t lot = grid_.lot(piece.line, side, piece.block, place);
    LotKind kind = kinds_[lot];
    if (kind == LotKind::estate_part) return;
    const bool later = kind == LotKind::empty && built_later(lot);
    if (later) kind = LotKind::house;
    if (first == 0) first = number;
    last = number;
    if (kind != LotKind::empty)
      occupy({&piece, side, place, lot, street, kind, later}, number, step);
    number += kind == LotKind::twin ? 2 * step : step;
    last = number - step;
  }

  struct Spot {
    const Piece* piece;
    Side side;
    int place;
    std::uint32_t lot, street;
    LotKind kind;
    bool later;
  };

  void occupy(const Spot& spot, std::uint32_t number, std::uint32_t step) {
    Holding holding;
    holding.lot = spot.lot;
    holding.street = spot.street;
    holding.kind = spot.kind;
    holding.later = spot.later;
    holding.deep_inside = deep_inside(spot);
    holding.parcel = add_parcel(spot);
    holding.first_building = static_cast<std::uint32_t>(world_.buildings.size());
    holding.first_door = static_cast<std::uint32_t>(world_.doors.size());
    lot_ = spot.lot;
    next_unit_ = 0;
    next_door_ = 0;
    Dice dice(world_.seed, Use::lot_content, spot.lot ^ 0x8000000000000000ull);
    const Frame frame(grid_, spot.piece->line, spot.side, middle(spot, 0));
    if (spot.kind == LotKind::plot) {
      add_door(spot, holding, nothing, DoorKind::plot, number, frame.at(0, 7));
    } else if (spot.kind == LotKind::estate) {
      add_estate(spot, holding, number, dice);
    } else {
      add_house(spot, holding, number, step, dice, frame);
    }
    holding.buildings =
        static_cast<std::uint32_t>(world_.buildings.size()) - holding.first_building;
    holding.doors = static_cast<std::uint32_t>(world_.doors.size()) - holding.first_door;
    world_.holdings.push_back(holding);
  }

  void add_house(const Spot& spot, Holding& holding, std::uint32_t number, std::uint32_t step,
                 Dice& dice, const Frame& frame) {
    const Outline shape = outline(world_, spot.lot, spot.kind, in_row_of_houses(spot));
    const std::uint32_t building = add_building(spot, holding, frame, shape, dice, 0);
    const double width = shape.right - shape.left;
    const auto facade = [&](double share) {
      return frame.at(shape.left + width * share, shape.front);
    };
    if (spot.kind == LotKind::house) {
      add_door(spot, holding, building, DoorKind::main, number, facade(0.5));
      const std::uint32_t draw = dice.below(1000);
      if (draw < 600) add_units(1, 0, 0, false);
      if (draw >= 850) add_units(2, 0, 2, true);
    } else if (spot.kind == LotKind::twin) {
      const std::uint32_t a_floor = 1 + dice.below(2), floors = world_.buildings.back().floors;
      for (std::uint32_t entrance = 0; entrance < 2; ++entrance) {
        add_door(spot, holding, building, DoorKind::main, number + entrance * step,
                 facade((entrance == 0) == numbered_eastward(spot) ? 0.25 : 0.75));
        add_units(a_floor * floors, 0, a_floor, true);
      }
    } else {
      const std::uint32_t a_floor = 1 + dice.below(2), floors = world_.buildings.back().floors;
      const std::uint32_t shops = dice.permille(300) ? 1 + dice.below(2) : 0;
      add_door(spot, holding, building, DoorKind::main, number, facade(0.5));
      add_units(a_floor * (shops > 0 ? floors - 1 : floors), shops > 0 ? 1 : 0, a_floor, true);
      for (std::uint32_t shop = 0; shop < shops; ++shop) {
        Door& door =
            add_door(spot, holding, building, DoorKind::side, number, facade(0.75 + 0.15 * shop));
        door.suffix = static_cast<char>('A' + shop);
        door.national_suffix = door.suffix;
        add_units(1, 0, 0, false);
      }
    }
    remember_corner(spot, frame, shape);
  }

  void add_estate(const Spot& spot, Holding& holding, std::uint32_t number, Dice& dice) {
    const Frame gate(grid_, spot.piece->line, spot.side, middle(spot, 1));
    add_door(spot, holding, nothing, DoorKind::gate, number, gate.at(0, Grid::front_m + 1));
    const auto name = static_cast<std::uint16_t>(1 + dice.below(24));
    for (std::uint32_t i = 0; i < lots_of_estate; ++i) {
      const Frame frame(grid_, spot.piece->line, spot.side, middle(spot, i));
      const Outline shape = outline(world_, spot.lot + i, LotKind::estate, false);
      const std::uint32_t building = add_building(spot, holding, frame, shape, dice, i);
      Building& block = world_.buildings[building];
      block.estate = name;
      block.name = 0;
      block.block = static_cast<char>('A' + i);
      Door& door = add_door(spot, holding, building, DoorKind::main, number,
                            frame.at((shape.left + shape.right) / 2, shape.front));
      door.block = block.block;
      add_units(2u * block.floors, 0, 2, true);
    }
  }

  std::uint32_t add_parcel(const Spot& spot) {
    Parcel parcel;
    const int lots = spot.kind == LotKind::estate ? static_cast<int>(lots_of_estate) : 1;
    parcel.code = parcel_codes_[spot.lot];
    // An ada is the island between two streets; its parcels count along the south, then the north.
    const int island_row = spot.piece->line + (spot.side == Side::north ? 1 : 0);
    parcel.island =
        static_cast<std::uint32_t>(101 + island_row * grid_.block_columns() + spot.piece->block);
    parcel.number =
        static_cast<std::uint32_t>(spot.place + 1 + (spot.side == Side::north ? 0 : grid_.lots));
    parcel.neighbourhood = world_.streets[spot.street].neighbourhood;
    parcel.present = !spot.later;
    parcel.area_m2 = append_parcel(world_.parcel_shapes, grid_, spot.piece->line, spot.side,
                                   spot.piece->block, spot.place, lots);
    world_.parcels.push_back(parcel);
    return static_cast<std::uint32_t>(world_.parcels.size() - 1);
  }

  std::uint32_t add_building(const Spot& spot, const Holding& holding, const Frame& frame,
                             const Outline& shape, Dice& dice, std::uint32_t which) {
    Building building;
    const std::uint64_t index = spot.lot * buildings_a_lot + which;
    building.code = building_codes_[index];
    building.id = static_cast<std::uint32_t>(index + 1);
    building.parcel = holding.parcel;
    const bool house = spot.kind == LotKind::house;
    building.floors = static_cast<std::uint8_t>(house ? 1 + dice.below(2) : 2 + dice.below(6));
    building.basements = static_cast<std::uint8_t>(dice.permille(200) ? 1 : 0);
    const std::uint32_t status = dice.below(1000);
    building.status = status < 950 ? 0 : status < 980 ? 1 : 2;
    if (!house && dice.permille(800))
      building.name = static_cast<std::uint16_t>(1 + dice.below(24));
    building.present = !spot.later;
    append_shape(world_.building_shapes, frame, spot.side, shape);
    world_.buildings.push_back(building);
    return static_cast<std::uint32_t>(world_.buildings.size() - 1);
  }

  Door& add_door(const Spot& spot, const Holding& holding, std::uint32_t building, DoorKind kind,
                 std::uint32_t number, const geo::Point& at) {
    Door door;
    const std::uint64_t index = lot_ * doors_a_lot + next_door_++;
    door.code = door_codes_[index];
    door.id = static_cast<std::uint32_t>(index + 1);
    door.x = at.x;
    door.y = at.y;
    door.street = spot.street;
    door.building = building;
    door.parcel = holding.parcel;
    door.first_unit = static_cast<std::uint32_t>(world_.units.size());
    door.number = number;
    door.kind = kind;
    door.present = !spot.later;
    world_.doors.push_back(door);
    return world_.doors.back();
  }

  /// Units behind the door added last, from a floor upwards, numbered from the lowest floor.
  void add_units(std::uint32_t count, std::uint32_t floor, std::uint32_t a_floor, bool numbered) {
    if (!options_.units) return;
    Door& door = world_.doors.back();
    for (std::uint32_t i = 0; i < count; ++i) {
      Unit unit;
      unit.code = unit_codes_[lot_ * units_a_lot + next_unit_++];
      unit.door = static_cast<std::uint32_t>(world_.doors.size() - 1);
      unit.number = static_cast<std::uint16_t>(numbered ? i + 1 : 0);
      unit.national_number = unit.number;
      unit.floor = static_cast<std::int8_t>(a_floor == 0 ? floor : floor + i / a_floor);
      unit.present = door.present;
      world_.units.push_back(unit);
    }
    door.units += count;
  }

  void remember_corner(const Spot& spot, const Frame& frame, const Outline& shape) {
    if (spot.later || (spot.place != 0 && spot.place != grid_.lots - 1)) return;
    Dice dice(world_.seed, Use::corner_door, spot.lot);
    if (!dice.permille(450)) return;
    const double along = spot.place == 0 ? shape.left : shape.right;
    const double deep = shape.front + 0.3 * (shape.back - shape.front);
    corners_[spot.lot] = {static_cast<std::uint32_t>(world_.holdings.size()),
                          frame.at(along, deep)};
  }

  void side_door(std::uint32_t lot, std::uint32_t street, std::uint32_t& number,
                 std::uint32_t& first, std::uint32_t& last) {
    if (street == nothing) return;
    if (first == 0) first = number;
    last = number;
    const auto corner = corners_.find(lot);
    if (corner != corners_.end()) {
      Holding& holding = world_.holdings[corner->second.holding];
      Door door;
      const std::uint64_t index = lot * doors_a_lot + doors_a_lot - 1;
      door.code = door_codes_[index];
      door.id = static_cast<std::uint32_t>(index + 1);
      door.x = corner->second.door.x;
      door.y = corner->second.door.y;
      door.street = street;
      door.building = holding.first_building;
      door.parcel = holding.parcel;
      door.first_unit = static_cast<std::uint32_t>(world_.units.size());
      door.number = number;
      door.kind = DoorKind::side;
      holding.side_door = static_cast<std::uint32_t>(world_.doors.size());
      world_.doors.push_back(door);
    }
    number += 2;
  }

  [[nodiscard]] double middle(const Spot& spot, std::uint32_t further) const {
    return grid_.lot_x(spot.piece->block, spot.place + static_cast<int>(further)) +
           Grid::lot_width_m / 2;
  }

  /// A square is counted up one side and down the other.
  [[nodiscard]] bool numbered_eastward(const Spot& spot) const {
    const Road& road = world_.roads[spot.piece->road];
    const bool right = (spot.side == Side::south) == road.forward;
    return road.forward != (road.type == StreetType::square && right);
  }

  /// More than two lots and half a row away from any other neighbourhood: at least 40 m.
  [[nodiscard]] bool deep_inside(const Spot& spot) const {
    const int row = spot.piece->line, block = spot.piece->block;
    const int here = grid_.neighbourhood_at(block, row);
    const bool west_ok = block % grid_.blocks != 0 || spot.place >= 3;
    const bool east_ok = (block + 1) % grid_.blocks != 0 || spot.place < grid_.lots - 3;
    return west_ok && east_ok && grid_.neighbourhood_at(block, row + 1.25) == here &&
           grid_.neighbourhood_at(block, row - 1.25) == here;
  }

  /// Houses in a row stand along straight streets only.
  [[nodiscard]] bool in_row_of_houses(const Spot& spot) const {
    if (grid_.bent(spot.piece->block) || spot.kind != LotKind::house) return false;
    if (world_.neighbourhoods[world_.streets[spot.street].neighbourhood].village) return false;
    const auto id = static_cast<std::uint64_t>(spot.piece->line * 2 + static_cast<int>(spot.side));
    return Dice(world_.seed, Use::row_houses, id * 65'536 + spot.piece->block).permille(100);
  }

  [[nodiscard]] bool built_later(std::uint32_t lot) const {
    return options_.changed_permille > 0 &&
           Dice(world_.seed, Use::later_lot, lot).permille(options_.changed_permille);
  }

  /// A street without a door in the first night is no street: its stretches belong to the street on
  /// their other side, or go.
  void forget_uninhabited_streets() {
    for (const Door& door : world_.doors) {
      if (door.present) ++world_.streets[door.street].doors;
    }
    for (Piece& piece : world_.pieces) {
      const auto inhabited = [this](std::uint32_t s) {
        return s != nothing && world_.streets[s].doors > 0;
      };
      if (!inhabited(piece.left)) piece.left = nothing;
      if (!inhabited(piece.right)) piece.right = nothing;
      if (piece.left == nothing) piece.left = piece.right;
      if (piece.right == nothing) piece.right = piece.left;
    }
  }

  World& world_;
  const Grid& grid_;
  const Options& options_;
  std::vector<LotKind> kinds_;
  std::unordered_map<std::uint32_t, CornerWall> corners_;
  Codes building_codes_, door_codes_, unit_codes_, parcel_codes_;
  std::uint64_t lot_ = 0;
  std::uint32_t next_unit_ = 0, next_door_ = 0;
};

}  // namespace

void build(World& world, const Options& options) {
  Builder(world, options).build_all();
}

}  // namespace uavt::city
