// Faults between the registers of things that both have: a unit on two doors, a house that was pulled
// down on one side only, a door under two codes.
#include "city/faults.hpp"
#include "city/sheet.hpp"

namespace uavt::city {
namespace {

constexpr std::int64_t other_code = 7'000'000'000;

const Door& door_of(const Spoiler& spoiler, const Holding& holding) {
  return spoiler.world().doors[holding.first_door];
}

/// Flats with a second entrance behind which nobody is registered.
bool two_entrances(const World& world, const Holding& holding) {
  return holding.kind == LotKind::apartment && holding.side_door != nothing &&
         world.doors[holding.first_door].units >= 3 &&
         world.doors[holding.side_door].units == 0 && world.doors[holding.side_door].present;
}

/// The last flat hangs on the side entrance; both doors have another number of units then.
void at_the_side_entrance(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const Door& main = door_of(spoiler, holding);
  const Door& side = world.doors[holding.side_door];
  const std::uint32_t u = main.first_unit + main.units - 1;
  write_cell(spoiler.rows("cbs", Content::units), "bina_kodu", spoiler.sheets().municipal_unit[u],
             std::to_string(side.code));
  spoiler.expect("UAV-05", "cbs", "bagimsiz_bolum", std::to_string(world.units[u].code), "adres");
  spoiler.follows("UAV-06", "cbs", "numarataj", std::to_string(main.code), "");
  spoiler.follows("UAV-06", "cbs", "numarataj", std::to_string(side.code), "");
}

/// The municipality pulled the house down; in UAVT people can still register there.
void pulled_down(Spoiler& spoiler, const Holding& holding) {
  write_cell(spoiler.rows("cbs", Content::buildings), "durum",
             spoiler.sheets().municipal_building[holding.first_building], "yikilmis");
  spoiler.expect("UAV-07", "cbs", "bina",
                 spoiler.key_of(spoiler.world().buildings[holding.first_building]), "durum");
}

/// One door, another code on each side: two rows that are one thing.
void recoded(Spoiler& spoiler, const Holding& holding) {
  const std::int64_t code = other_code + door_of(spoiler, holding).code;
  write_cell(spoiler.rows("cbs", Content::doors), "bina_kodu",
             spoiler.sheets().municipal_door[holding.first_door], std::to_string(code));
  spoiler.expect("UAV-08", "cbs", "numarataj", std::to_string(code), "");
}

constexpr FaultKind kinds[] = {
    {"UAV-05", codes | units, two_entrances, at_the_side_entrance},
    {"UAV-07", codes, quiet_house, pulled_down},
    {"UAV-08", codes, quiet_house, recoded},
};

}  // namespace

std::span<const FaultKind> pair_faults() { return kinds; }

}  // namespace uavt::city
