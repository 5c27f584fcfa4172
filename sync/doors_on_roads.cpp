#include "sync/doors_on_roads.hpp"

#include "sync/text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace uavt::sync {

namespace {

std::int64_t listed(Layer layer, std::string_view attribute, std::string_view value) {
  return *layer_type(layer).attributes[position(layer, attribute)].list->position(value);
}

/// Most numbers are digits and nothing else; the rest is read by the law's grammar.
std::optional<DoorNumber> number_of(std::string_view text) {
  constexpr std::size_t most_digits = 9;
  if (text.empty() || text.size() > most_digits ||
      !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
    return door_number(canonical_door_number(text));
  }
  DoorNumber number;
  for (const char digit : text) number.first = number.first * 10 + (digit - '0');
  return number;
}

bool given(const Column& column, std::size_t row) {
  return !column.null(row) && !column.texts[row].empty();
}

}  // namespace

StreetTypes::StreetTypes()
    : village_street(listed(Layer::street, "tip", "koy_sokagi")),
      square(listed(Layer::street, "tip", "meydan")),
      street(listed(Layer::street, "tip", "sokak")),
      hamlet(listed(Layer::street, "tip", "kume_evler")) {}

DoorsOnRoads::DoorsOnRoads(const Side& side, Register which, const Settings& settings)
    : reg(which),
      streets(side.table(Layer::street)),
      doors(side.table(Layer::door)),
      buildings(side.table(Layer::building)),
      street_types(streets.columns[position(Layer::street, "tip")].integers),
      street_links(doors.links[position(Layer::door, "csbm_tucbs_no")]),
      building_links(doors.links[position(Layer::door, "bina_tucbs_no")]),
      roads(side, settings),
      street_m(settings.parameter(Rule::top_07, "street_m")),
      avenue_m(settings.parameter(Rule::top_07, "avenue_m")) {
  if (roads.segments().size() == 0) return;
  on.resize(doors.size());
  const Column& numbers = doors.columns[position(Layer::door, "kapi_no")];
  const Column& kinds = doors.columns[position(Layer::door, "tip")];
  const Column& sites = doors.columns[position(Layer::door, "site_adi")];
  const Column& building_sites = buildings.columns[position(Layer::building, "site_adi")];
  const std::int64_t gate = listed(Layer::door, "tip", "site_girisi");
  const auto look_at = [&](std::size_t row) {
    DoorOnRoad& door = on[row];
    if (!numbers.null(row)) {
      if (const auto number = number_of(numbers.texts[row])) {
        door.number = number->first;
        door.plain = !number->letter && !number->range && number->first > 0;
      }
    }
    if (street_links[row] < 0) return;
    door.street = static_cast<std::uint32_t>(street_links[row]);
    const bool in_building = building_links[row] >= 0 &&
                             given(building_sites, static_cast<std::size_t>(building_links[row]));
    door.in_site = in_building || given(sites, row) || kinds.integers[row] == gate;
    if (!live(doors.states[row]) || doors.geometry.kind(row) != geo::Kind::point ||
        !doors.geometry.finite(row)) {
      return;
    }
    const auto xy = doors.geometry[row].vertices();
    door.place = roads.place({xy[0], xy[1]}, door.street);
    door.placed = std::isfinite(door.place.distance);
  };
  const std::size_t linked = std::min({on.size(), street_links.size(), building_links.size()});
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, linked, 1024),
                    [&](const tbb::blocked_range<std::size_t>& range) {
                      for (std::size_t row = range.begin(); row < range.end(); ++row) look_at(row);
                    });
}

bool DoorsOnRoads::scattered(std::size_t street) const {
  return street_types[street] == types.hamlet || street_types[street] == types.village_street;
}

bool DoorsOnRoads::without_sides(std::size_t street) const {
  return scattered(street) || street_types[street] == types.square;
}

double DoorsOnRoads::limit_m(std::size_t street) const {
  return street_types[street] == types.street ? street_m : avenue_m;
}

}  // namespace uavt::sync
