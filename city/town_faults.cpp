#include "city/town_faults.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "city/sheet.hpp"

namespace uavt::city {
namespace {

using geo::Point;

constexpr std::array<std::string_view, 4> names = {"TOP-05", "TOP-06", "NUM-07", "UAV-04"};

/// Inside the width of a crossing street, where nothing stands: 132 m².
constexpr double half_width_m = 5.5, depth_m = 12;
/// UAVT's door is as far from the municipality's.
constexpr double elsewhere_m = 25;

[[noreturn]] void refuse(std::string_view fault) {
  throw std::invalid_argument("the sample city has no room for so many " + std::string(fault));
}

/// Two roads of one mahalle each that lie two mahalle apart, so over 500 m, get one name.
void share_names(World& world, Picker& picker, std::uint32_t count) {
  const auto alone = [&](const Street& street) {
    const Road& road = world.road_of(street);
    return road.streets == 1 && road.type == StreetType::street;
  };
  const auto apart = [&](std::uint32_t a, std::uint32_t b) {
    const auto columns = static_cast<std::uint32_t>(world.grid.columns);
    const auto far = [](std::uint32_t one, std::uint32_t other) {
      return std::max(one, other) - std::min(one, other) >= 2;
    };
    const std::uint32_t n = world.streets[a].neighbourhood, m = world.streets[b].neighbourhood;
    return far(n % columns, m % columns) || far(n / columns, m / columns);
  };
  // A third more: not every one finds another far enough away.
  std::vector<std::uint32_t> free =
      picker.streets("NUM-07", count * 2 + count * 2 / 3 + 6, alone);
  std::uint32_t named = 0;
  while (named < count) {
    if (free.empty()) refuse("NUM-07");
    const std::uint32_t first = free.back();
    free.pop_back();
    const auto second =
        std::ranges::find_if(free, [&](std::uint32_t each) { return apart(first, each); });
    if (second == free.end()) continue;
    const std::string name = "ORTAK AD " + std::to_string(++named) + ".";
    for (const std::uint32_t s : {first, *second}) {
      world.roads[world.streets[s].road].name = name;
    }
    free.erase(second);
  }
}

/// The border south of a mahalle, where a street crosses it: the mahalle grows over its neighbour, or
/// withdraws from it, by a notch as wide as that street.
void notch(Spoiler& spoiler, std::uint32_t number, const char* rule, int crossing, double north_m) {
  const World& world = spoiler.world();
  const Grid& grid = world.grid;
  const int mahalle = grid.columns + static_cast<int>(number);
  if (mahalle >= grid.neighbourhoods || crossing >= grid.blocks) refuse(rule);
  const int column = mahalle % grid.columns, row = mahalle / grid.columns;
  const Point at = grid.at((column * grid.blocks + crossing) * grid.block_pitch(),
                           grid.border_row(row));
  sync::RawTable& rows = spoiler.rows("cbs", Content::neighbourhoods);
  const auto xy = rows.geometry[static_cast<std::size_t>(mahalle)].ring(0, 0);
  std::vector<Point> ring;
  for (std::size_t i = 0; i < xy.size(); i += 2) ring.push_back({xy[i], xy[i + 1]});
  const auto vertex = std::ranges::find_if(
      ring, [&](const Point& p) { return p.x == at.x && p.y == at.y; });
  if (vertex == ring.begin() || vertex >= ring.end() - 1) throw std::logic_error("no such border");
  const auto foot = [&](const Point& to) {
    const double length = std::hypot(to.x - at.x, to.y - at.y);
    return Point{at.x + (to.x - at.x) / length * half_width_m,
                 at.y + (to.y - at.y) / length * half_width_m};
  };
  const Point one = foot(*(vertex - 1)), other = foot(*(vertex + 1));
  const std::array replaced = {one, Point{one.x, one.y + north_m}, Point{other.x, other.y + north_m},
                               other};
  ring.insert(ring.erase(vertex), replaced.begin(), replaced.end());
  geo::GeometryColumn shape;
  shape.begin_row(geo::Kind::polygon);
  shape.begin_part();
  shape.begin_ring();
  for (const Point& p : ring) shape.add_vertex(whole_mm(p.x), whole_mm(p.y));
  shape.end_row();
  rows.geometry.assign(static_cast<std::size_t>(mahalle), shape[0]);
  const auto code = [&](int n) {
    return spoiler.options().cbs_codes
               ? std::to_string(world.neighbourhoods[static_cast<std::size_t>(n)].code)
               : std::string();
  };
  spoiler.expect(rule, "cbs", "mahalle", std::min(code(mahalle), code(mahalle - grid.columns)), "");
}

void see_elsewhere(Spoiler& spoiler, std::uint32_t d) {
  sync::RawTable& doors = spoiler.rows("uavt", Content::doors);
  const std::uint32_t row = spoiler.sheets().national_door[d];
  column_of(doors, "x").reals[row] += elsewhere_m;
  spoiler.expect("UAV-04", "cbs", "numarataj", std::to_string(spoiler.world().doors[d].code),
                 "geometri");
}

}  // namespace

bool is_town_fault(std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::uint32_t ordered(const Options& options, std::string_view fault) {
  std::uint32_t count = 0;
  for (const FaultOrder& order : options.faults) count += order.name == fault ? order.count : 0;
  return count;
}

std::vector<std::uint32_t> plan_town(World& world, Picker& picker, const Options& options) {
  if (const std::uint32_t count = ordered(options, "NUM-07"); count > 0) {
    share_names(world, picker, count);
  }
  std::vector<std::uint32_t> doors;
  const std::uint32_t elsewhere = ordered(options, "UAV-04");
  if (elsewhere == 0) return doors;
  // On somebody's parcel, too: a door off all of them would be another fault.
  const auto on_a_parcel = [&](const Holding& holding) {
    const Door& door = world.doors[holding.first_door];
    for (std::uint32_t p = holding.parcel - std::min(holding.parcel, 3U);
         p < std::min<std::size_t>(holding.parcel + 4, world.parcels.size()); ++p) {
      const geo::Box box = world.parcel_shapes[p].box();
      const double x = door.x + elsewhere_m;
      if (world.parcels[p].present && x > box.min_x && x < box.max_x && door.y > box.min_y &&
          door.y < box.max_y) {
        return true;
      }
    }
    return false;
  };
  for (const std::uint32_t h : picker.holdings("UAV-04", elsewhere, [&](const Holding& holding) {
         return quiet_house(world, holding) && holding.deep_inside && on_a_parcel(holding);
       })) {
    doors.push_back(world.holdings[h].first_door);
  }
  return doors;
}

void spoil_town(const std::vector<std::uint32_t>& doors_elsewhere, Spoiler& spoiler) {
  const auto each = [&](const char* fault, auto plant) {
    for (std::uint32_t i = 0; i < ordered(spoiler.options(), fault); ++i) {
      spoiler.begin(std::string(fault) + "/" + std::to_string(i + 1), i);
      plant(i);
    }
  };
  each("TOP-05", [&](std::uint32_t i) { notch(spoiler, i, "TOP-05", 1, -depth_m); });
  each("TOP-06", [&](std::uint32_t i) { notch(spoiler, i, "TOP-06", 2, depth_m); });
  each("UAV-04", [&](std::uint32_t i) { see_elsewhere(spoiler, doors_elsewhere[i]); });
}

}  // namespace uavt::city
