// The sample municipality as it is: places, numbers, people's doors, before anybody wrote it down.
// What each register then knows of it is a flag or a second value beside the true one.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "city/city.hpp"
#include "city/grid.hpp"
#include "geo/geometry_column.hpp"

namespace uavt::city {

inline constexpr std::uint32_t nothing = 0xFFFFFFFF;

/// In the order of UAVT's turKod 0–5.
enum class StreetType : std::uint8_t { village_street, square, boulevard, avenue, street, hamlet };

/// The words of a street type.
struct StreetWords {
  const char* value;     ///< our coded value
  const char* capitals;  ///< as the last word of a UAVT name
  int maks;              ///< YOL.TIP; 0: MAKS has none
};
[[nodiscard]] const StreetWords& words(StreetType type);

struct Neighbourhood {
  std::int64_t code = 0;
  std::int64_t village_code = 0;
  std::string name;  ///< capitals
  bool village = false;
};

struct Road {
  std::string name;  ///< capitals, without type word
  StreetType type{};
  std::int64_t code = 0;
  bool vertical = false;
  bool forward = true;                        ///< numbered west to east or south to north
  std::uint32_t first_piece = 0, pieces = 0;  ///< west to east or south to north
  std::uint32_t first_street = 0, streets = 0;
};

/// A CSBM: the part of a road inside one neighbourhood.
struct Street {
  std::uint32_t road = 0, neighbourhood = 0;
  std::int64_t code = 0;
  std::uint32_t doors = 0;    ///< of the first night; a street nobody lives on is no street
  std::string national_name;  ///< UAVT's, where it is another one
};

/// A stretch of road between two crossings; left and right as one walks with the numbers.
struct Piece {
  std::uint32_t road = 0;
  int line = 0;                                   ///< street row, or number of the vertical street
  int block = 0;                                  ///< horizontal pieces
  double from = 0, to = 0;                        ///< street rows, vertical pieces
  std::uint32_t left = nothing, right = nothing;  ///< streets
  std::uint32_t left_first = 0, left_last = 0, right_first = 0, right_last = 0;
};

struct Parcel {
  std::int64_t code = 0;
  std::uint32_t island = 0, number = 0;  ///< ada, parsel
  std::uint32_t neighbourhood = 0;
  double area_m2 = 0;
  bool present = true;
};

struct Building {
  std::int64_t code = 0;
  std::uint32_t id = 0;  ///< the municipality's OBJECTID
  std::uint32_t parcel = 0;
  std::uint16_t name = 0, estate = 0;  ///< draw + 1; 0: none
  std::uint8_t floors = 1, basements = 0;
  std::uint8_t status = 0;  ///< position in `building_status`
  char block = 0;           ///< 'A' …
  bool present = true;
};

enum class DoorKind : std::uint8_t { main, side, plot, gate };

struct Door {
  std::int64_t code = 0;
  double x = 0, y = 0;
  std::uint32_t id = 0;  ///< the municipality's OBJECTID
  std::uint32_t street = 0, building = nothing, parcel = 0;
  std::uint32_t first_unit = 0, units = 0;
  std::uint32_t number = 0;
  char suffix = 0, national_suffix = 0;  ///< 12/A; UAVT's
  char block = 0;
  DoorKind kind{};
  bool present = true, municipal = true, national = true;
};

struct Unit {
  std::int64_t code = 0;
  std::uint32_t door = 0;
  std::uint16_t number = 0, national_number = 0;  ///< iç kapı; 0: none
  std::int8_t floor = 0;
  bool present = true, municipal = true, national = true;
};

enum class LotKind : std::uint8_t { empty, house, apartment, twin, estate, estate_part, plot };

/// A lot that something stands on (an estate covers three), with everything that hangs on it.
struct Holding {
  std::uint32_t lot = 0, parcel = 0, street = 0;
  std::uint32_t first_building = 0, buildings = 0;
  std::uint32_t first_door = 0, doors = 0;  ///< at the front
  std::uint32_t side_door = nothing;        ///< on the vertical street
  LotKind kind{};
  bool deep_inside = false;  ///< far from every border of its neighbourhood
  bool later = false;        ///< built between the first night and this one
};

struct World {
  Grid grid;
  std::uint64_t seed = 0;
  std::vector<Neighbourhood> neighbourhoods;
  std::vector<Road> roads;
  std::vector<Street> streets;
  std::vector<Piece> pieces;
  std::vector<Holding> holdings;
  std::vector<Parcel> parcels;
  std::vector<Building> buildings;
  std::vector<Door> doors;
  std::vector<Unit> units;
  std::vector<std::vector<geo::Point>> borders;  ///< closed rings of neighbourhoods; empty: the grid's
  geo::GeometryColumn piece_lines, parcel_shapes, building_shapes;  ///< row = index

  /// Which known difference a thing owes its state to: "UAV-01/3"; absent: a disagreement.
  std::unordered_map<std::uint32_t, std::string> fault_of_door;

  [[nodiscard]] const Road& road_of(const Street& street) const { return roads[street.road]; }
  [[nodiscard]] bool in_use(const Street& street) const { return street.doors > 0; }
};

inline constexpr const char* building_status[] = {"kullanimda", "kullanim_disi", "yapim_asamasi"};

/// "12", "12A" as the municipality writes it, "12/A" as UAVT does.
[[nodiscard]] std::string municipal_number(const Door& door);
[[nodiscard]] std::string national_number(const Door& door);

/// Neighbourhoods, roads, streets and pieces.
void lay_out(World& world, const Options& options);
/// Lots, parcels, buildings, doors and units; needs the streets.
void build(World& world, const Options& options);

}  // namespace uavt::city
