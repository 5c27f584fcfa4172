#include "city/numbering_truth.hpp"

#include "geo/measures.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace uavt::city {
namespace {

void shared_numbers(const World& world, bool national, bool codes, Truth& truth) {
  std::map<std::pair<std::uint32_t, std::string>, std::vector<std::string>> doors;
  for (const Door& door : world.doors) {
    if (!door.present || !(national ? door.national : door.municipal)) continue;
    doors[{door.street, national ? national_number(door) : municipal_number(door)}].push_back(
        std::to_string(door.code));
  }
  for (auto& [place, keys] : doors) {
    if (keys.size() < 2) continue;
    const std::string key = codes ? *std::ranges::min_element(keys) : std::string();
    truth.remarks.push_back(
        {"NUM-01", national ? "uavt" : "cbs", "numarataj", key, "csbm", "", false});
  }
}

void doorless_buildings(const World& world, bool codes, Truth& truth) {
  std::vector<bool> has_door(world.buildings.size(), false);
  for (const Door& door : world.doors) {
    if (door.present && door.municipal && door.building != nothing) has_door[door.building] = true;
  }
  for (std::size_t b = 0; b < world.buildings.size(); ++b) {
    const Building& building = world.buildings[b];
    if (!building.present || has_door[b]) continue;
    truth.remarks.push_back({"NUM-06", "cbs", "bina",
                             codes ? std::to_string(building.code) : std::string(), "numarataj",
                             "", false});
  }
}

/// A road whose numbers keep to their sides and grow along it.
bool runs_along(StreetType type) {
  return type != StreetType::square && type != StreetType::hamlet &&
         type != StreetType::village_street;
}

/// Numbers of one parity far apart, and nobody's between them. The later door is named; a number
/// with a letter and the blocks of an estate only fill.
void jumps(const World& world, bool codes, Truth& truth) {
  constexpr std::uint32_t most = 20;
  struct Named {
    std::uint32_t number = 0;
    std::string key;  // empty: only fills
  };
  // By road – without codes nobody says which streets are one road – and parity.
  std::map<std::pair<std::uint32_t, bool>, std::vector<Named>> sides;
  for (const Door& door : world.doors) {
    if (!door.present || !door.municipal) continue;
    const Street& street = world.streets[door.street];
    if (!runs_along(world.road_of(street).type)) continue;
    const bool in_estate = door.kind == DoorKind::gate || door.block != 0;
    const bool fills = in_estate || door.suffix != 0;
    sides[{codes ? street.road : door.street, door.number % 2 == 1}].push_back(
        {door.number, fills ? std::string() : std::to_string(door.code)});
  }
  for (auto& [side, doors] : sides) {
    std::ranges::sort(doors, {}, &Named::number);
    for (std::size_t i = 1; i < doors.size(); ++i) {
      if (doors[i].number - doors[i - 1].number <= most) continue;
      // Of several with this number the first by code; none, if all of them only fill.
      std::string key;
      for (std::size_t j = i; j < doors.size() && doors[j].number == doors[i].number; ++j) {
        if (!doors[j].key.empty() && (key.empty() || doors[j].key < key)) key = doors[j].key;
      }
      const bool plain_before = std::ranges::any_of(doors, [&](const Named& each) {
        return each.number == doors[i - 1].number && !each.key.empty();
      });
      if (key.empty() || !plain_before) continue;
      truth.remarks.push_back(
          {"NUM-05", "cbs", "numarataj", codes ? key : std::string(), "", "", false});
    }
  }
}

/// Roads of one name and type that nothing connects, over 500 m from each other: one remark a name.
void names_apart(const World& world, bool codes, Truth& truth) {
  constexpr double near_m = 500;
  using Streets = std::vector<std::uint32_t>;
  // By road – without codes nobody says which streets are one road.
  std::map<std::pair<StreetType, std::string>, std::map<std::uint32_t, Streets>> names;
  for (std::uint32_t s = 0; s < world.streets.size(); ++s) {
    const Street& street = world.streets[s];
    const Road& road = world.road_of(street);
    if (!world.in_use(street) || road.type == StreetType::hamlet ||
        road.type == StreetType::village_street) {
      continue;
    }
    names[{road.type, road.name}][codes ? street.road : s].push_back(s);
  }
  for (auto& [name, bearers] : names) {
    if (bearers.size() < 2) continue;
    std::string key;
    std::vector<std::vector<std::uint32_t>> apart;  // pieces of what is connected
    for (const auto& [number, streets] : bearers) {
      std::vector<std::uint32_t> pieces;
      for (const std::uint32_t s : streets) {
        const std::string code = std::to_string(world.streets[s].code);
        if (key.empty() || code < key) key = code;
        const Road& road = world.road_of(world.streets[s]);
        for (std::uint32_t p = road.first_piece; p < road.first_piece + road.pieces; ++p) {
          if (world.pieces[p].left == s || world.pieces[p].right == s) pieces.push_back(p);
        }
      }
      const auto near = [&](const std::vector<std::uint32_t>& others) {
        return std::ranges::any_of(pieces, [&](std::uint32_t p) {
          return std::ranges::any_of(others, [&](std::uint32_t q) {
            const geo::GeometryView one = world.piece_lines[p], other = world.piece_lines[q];
            return one.box().grown(near_m).intersects(other.box()) &&
                   geo::distance(one, other) <= near_m;
          });
        });
      };
      std::vector<std::vector<std::uint32_t>> rest;
      for (auto& others : apart) {
        if (near(others)) {
          pieces.insert(pieces.end(), others.begin(), others.end());
        } else {
          rest.push_back(std::move(others));
        }
      }
      rest.push_back(std::move(pieces));
      apart = std::move(rest);
    }
    if (apart.size() < 2) continue;
    truth.remarks.push_back(
        {"NUM-07", "cbs", "csbm", codes ? key : std::string(), "ad", "", false});
  }
}

}  // namespace

void remark(const World& world, const Options& options, Truth& truth) {
  shared_numbers(world, false, options.cbs_codes, truth);
  shared_numbers(world, true, true, truth);
  doorless_buildings(world, options.cbs_codes, truth);
  jumps(world, options.cbs_codes, truth);
  names_apart(world, options.cbs_codes, truth);
}

}  // namespace uavt::city
