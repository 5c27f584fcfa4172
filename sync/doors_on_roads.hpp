// The doors of one register, each on its street: number, place, and whether the numbering law asks
// it. Made once, for the rules about streets and those about numbers.
#pragma once

#include "sync/door_number.hpp"
#include "sync/roads.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <vector>

namespace uavt::sync {

/// Positions in the list of street types.
struct StreetTypes {
  StreetTypes();
  std::int64_t village_street, square, street, hamlet;
};

struct DoorOnRoad {
  bool placed = false;       ///< live, a point, on a live street of which something is drawn
  bool in_site = false;      ///< inside a site or at its gate
  bool plain = false;        ///< its number is a whole number: no letter, no range
  std::int64_t number = 0;   ///< the leading one; 0: none that can be read
  std::uint32_t street = 0;  ///< row
  DoorPlace place;
};

struct DoorsOnRoads {
  DoorsOnRoads(const Side& side, Register which, const Settings& settings);

  /// A street off which its doors may lie anywhere: küme evler, köy sokağı.
  [[nodiscard]] bool scattered(std::size_t street) const;
  /// Scattered, or counted round: no sides, no order along a line.
  [[nodiscard]] bool without_sides(std::size_t street) const;
  /// How far from its street a door may lie (TOP-07). Units: metres.
  [[nodiscard]] double limit_m(std::size_t street) const;

  /// Of a door: on a live street, whatever the door's own state.
  [[nodiscard]] bool on_a_street(std::size_t row) const {
    return row < street_links.size() && street_links[row] >= 0 &&
           roads.road_of(on[row].street) >= 0;
  }

  Register reg;
  const Table& streets;
  const Table& doors;
  const Table& buildings;
  const std::vector<std::int64_t>& street_types;  ///< by street
  const std::vector<std::int32_t>& street_links;  ///< by door
  const std::vector<std::int32_t>& building_links;
  Roads roads;
  std::vector<DoorOnRoad> on;  ///< by door; none where no street is drawn
  StreetTypes types;
  double street_m, avenue_m;  ///< the two limits of TOP-07
};

}  // namespace uavt::sync
