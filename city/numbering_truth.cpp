#include "city/numbering_truth.hpp"

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

}  // namespace

void remark(const World& world, const Options& options, Truth& truth) {
  shared_numbers(world, false, options.cbs_codes, truth);
  shared_numbers(world, true, true, truth);
  doorless_buildings(world, options.cbs_codes, truth);
}

}  // namespace uavt::city
