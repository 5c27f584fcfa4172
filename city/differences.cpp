#include "city/differences.hpp"

#include <algorithm>

namespace uavt::city {
namespace {

// Suffixes no door is born with: a second opinion on its number, a renumbering.
constexpr char disputed = 'D', renumbered = 'Y';

/// At least three of each kind, one in a hamlet that has no room for more.
std::uint32_t half_percent(const Options& options, std::size_t of) {
  const std::uint32_t least = options.buildings < 400 ? 1 : 3;
  return std::max(least, static_cast<std::uint32_t>(of / 200));
}

/// The main door and what is behind it, on a street that has other doors as well: in a flat
/// export a street without doors would not exist.
class Doors {
 public:
  Doors(World& world, Picker& picker) : world_(world), picker_(picker) {
    left_.resize(world.streets.size());
    for (const Door& door : world.doors) {
      if (door.municipal && door.national && door.suffix == door.national_suffix) {
        ++left_[door.street];
      }
    }
  }

  std::vector<std::uint32_t> pick(const std::string& what, std::uint32_t count, bool with_units) {
    std::vector<std::uint32_t> doors;
    const auto fits = [&](const Holding& holding) {
      if (holding.kind != LotKind::house && holding.kind != LotKind::apartment) return false;
      const Door& door = world_.doors[holding.first_door];
      if (!with_units && door.units > 0) return false;
      if (left_[holding.street] < 4 || holding.side_door != nothing) return false;
      --left_[holding.street];
      return true;
    };
    for (const std::uint32_t holding : picker_.holdings(what, count, fits)) {
      doors.push_back(world_.holdings[holding].first_door);
    }
    return doors;
  }

 private:
  World& world_;
  Picker& picker_;
  std::vector<std::uint32_t> left_;
};

void only_national(World& world, std::uint32_t d) {
  Door& door = world.doors[d];
  door.municipal = false;
  for (std::uint32_t u = 0; u < door.units; ++u) world.units[door.first_unit + u].municipal = false;
}

void only_municipal(World& world, std::uint32_t d) {
  Door& door = world.doors[d];
  door.national = false;
  for (std::uint32_t u = 0; u < door.units; ++u) world.units[door.first_unit + u].national = false;
}

struct Tally {
  const char* layer;
  std::uint64_t both = 0, municipal = 0, national = 0;
  void add(bool in_cbs, bool in_uavt, bool paired) {
    if (paired) {
      ++both;
    } else {
      municipal += in_cbs;
      national += in_uavt;
    }
  }
  [[nodiscard]] Truth::Count count() const {
    return {layer, both + municipal + national, both, municipal, national, 0};
  }
};

/// Writes the findings that follow from presence and difference of one thing.
class Judge {
 public:
  Judge(bool codes, Truth& truth) : codes_(codes), truth_(truth) {}

  /// `group`: the attribute group that differs, empty when none does.
  void judge(Tally& tally, bool in_cbs, bool in_uavt, bool paired, std::int64_t code,
             const char* group, const std::string* fault) {
    tally.add(in_cbs, in_uavt, paired);
    const std::string key = std::to_string(code);
    if (paired) {
      if (group[0] != '\0')
        add({"UAV-03", "cbs", tally.layer, codes_ ? key : "", group, "", false}, fault);
      return;
    }
    if (in_uavt) add({"UAV-01", "uavt", tally.layer, key, "", "", false}, fault);
    if (in_cbs) add({"UAV-02", "cbs", tally.layer, codes_ ? key : "", "", "", false}, fault);
  }

  /// A door that both have, with more units behind it on one side.
  void count_units(const World& world, const Door& door, const std::string* fault) {
    const auto first = world.units.begin() + door.first_unit;
    const auto last = first + door.units;
    const auto present = [&](bool Unit::* side) {
      return std::count_if(first, last, [&](const Unit& unit) { return unit.present && unit.*side; });
    };
    if (present(&Unit::municipal) == present(&Unit::national)) return;
    add({"UAV-06", "cbs", "numarataj", codes_ ? std::to_string(door.code) : "", "", "", false},
        fault);
  }

 private:
  void add(ExpectedFinding finding, const std::string* fault) {
    if (fault != nullptr) {
      finding.fault = *fault;
      // The fault is the door that was removed or renumbered; another rule's finding follows.
      finding.consequence = !fault->starts_with(finding.rule);
      truth_.findings.push_back(std::move(finding));
    } else {
      truth_.disagreements.push_back(std::move(finding));
    }
  }

  bool codes_;
  Truth& truth_;
};

}  // namespace

void disagree(World& world, Picker& picker, const Options& options) {
  const auto any = [](const Street&) { return true; };
  const auto inhabited = static_cast<std::size_t>(
      std::ranges::count_if(world.streets, [&](const Street& s) { return world.in_use(s); }));
  for (const std::uint32_t s :
       picker.streets("street names", half_percent(options, inhabited), any)) {
    world.streets[s].national_name = "ESKİ " + world.road_of(world.streets[s]).name;
  }
  Doors doors(world, picker);
  const auto old_doors = static_cast<std::size_t>(
      std::ranges::count_if(world.doors, [](const Door& door) { return door.present; }));
  const std::uint32_t share = half_percent(options, old_doors);
  for (const std::uint32_t d : doors.pick("doors only in UAVT", share, true)) {
    only_national(world, d);
  }
  for (const std::uint32_t d : doors.pick("doors only in CBS", share, true)) {
    only_municipal(world, d);
  }
  for (const std::uint32_t d : doors.pick("disputed door numbers", share, true)) {
    world.doors[d].national_suffix = disputed;
  }
  if (!options.units) return;
  const auto flats = [&world](const Holding& h) {
    return h.kind == LotKind::apartment && world.doors[h.first_door].units >= 3;
  };
  // One unit a building at most: half a percent of the buildings, not of the units.
  const std::uint32_t unit_share = half_percent(options, options.buildings);
  const auto last_unit = [&world](std::uint32_t holding) -> Unit& {
    const Door& door = world.doors[world.holdings[holding].first_door];
    return world.units[door.first_unit + door.units - 1];
  };
  for (const std::uint32_t h : picker.holdings("units only in UAVT", unit_share, flats)) {
    last_unit(h).municipal = false;
  }
  for (const std::uint32_t h : picker.holdings("units only in CBS", unit_share, flats)) {
    last_unit(h).national = false;
  }
  for (const std::uint32_t h : picker.holdings("disputed unit numbers", unit_share, flats)) {
    Unit& unit = last_unit(h);
    unit.national_number = static_cast<std::uint16_t>(unit.number + 100);
  }
}

void differ(World& world, Picker& picker, const std::string& rule, std::uint32_t count) {
  Doors doors(world, picker);
  std::uint32_t i = 0;
  for (const std::uint32_t d : doors.pick(rule, count, false)) {
    if (rule == "UAV-01") only_national(world, d);
    if (rule == "UAV-02") only_municipal(world, d);
    if (rule == "UAV-03") world.doors[d].national_suffix = disputed;
    world.fault_of_door[d] = rule + "/" + std::to_string(++i);
  }
}

void pass_time(World& world, const Picker& picker, std::uint32_t permille) {
  std::vector<std::uint32_t> left;
  for (const Street& street : world.streets) left.push_back(street.doors);
  const auto each_door = [&world](const Holding& holding, auto&& change) {
    for (std::uint32_t d = 0; d < holding.doors; ++d) change(world.doors[holding.first_door + d]);
    if (holding.side_door != nothing) change(world.doors[holding.side_door]);
  };
  const auto stand = [&world](Door& door, bool present) {
    door.present = present;
    for (std::uint32_t u = 0; u < door.units; ++u)
      world.units[door.first_unit + u].present = present;
  };
  for (std::uint32_t h = 0; h < world.holdings.size(); ++h) {
    const Holding& holding = world.holdings[h];
    if (holding.later) {
      if (world.streets[holding.street].doors == 0) continue;
      each_door(holding, [&](Door& door) { stand(door, true); });
      world.buildings[holding.first_building].present = true;
      world.parcels[holding.parcel].present = true;
      continue;
    }
    Dice dice(world.seed, Use::later_holding, holding.lot);
    if (picker.used(h) || holding.kind == LotKind::plot || !dice.permille(permille)) continue;
    const std::uint32_t event = dice.below(100);
    if (event < 45) {
      for (std::uint32_t b = 0; b < holding.buildings; ++b) {
        ++world.buildings[holding.first_building + b].floors;
      }
    } else if (event < 85 || holding.kind != LotKind::house || left[holding.street] < 6 ||
               holding.side_door != nothing) {
      Door& door = world.doors[holding.first_door];
      if (holding.kind == LotKind::estate) continue;  // its blocks share the gate's number
      door.suffix = renumbered;
      door.national_suffix = renumbered;
    } else {
      --left[holding.street];
      each_door(holding, [&](Door& door) { stand(door, false); });
      world.buildings[holding.first_building].present = false;
    }
  }
  for (Road& road : world.roads) {
    Dice dice(world.seed, Use::later_road, static_cast<std::uint64_t>(road.code));
    bool used = false;
    for (std::uint32_t s = 0; s < road.streets; ++s) {
      used = used || picker.street_used(road.first_street + s);
    }
    if (!used && dice.permille(permille / 2 + 1)) road.name = "YENİ " + road.name;
  }
}

void compare(const World& world, const Options& options, Truth& truth) {
  const bool codes = options.cbs_codes;
  Judge judge(codes, truth);
  Tally streets{"csbm"}, doors{"numarataj"}, units{"bagimsiz_bolum"};
  std::vector<bool> street_paired(world.streets.size());
  for (std::size_t s = 0; s < world.streets.size(); ++s) {
    const Street& street = world.streets[s];
    if (!world.in_use(street)) continue;
    // With codes another name is a difference; without, the two are strangers.
    const bool same = street.national_name.empty();
    street_paired[s] = codes || same;
    judge.judge(streets, true, true, street_paired[s], street.code, same ? "" : "ad", nullptr);
  }
  for (std::uint32_t d = 0; d < world.doors.size(); ++d) {
    const Door& door = world.doors[d];
    if (!door.present) continue;
    const auto found = world.fault_of_door.find(d);
    const std::string* fault = found == world.fault_of_door.end() ? nullptr : &found->second;
    const bool same = door.suffix == door.national_suffix;
    const bool paired =
        door.municipal && door.national && (codes || (street_paired[door.street] && same));
    judge.judge(doors, door.municipal, door.national, paired, door.code, same ? "" : "adres",
                fault);
    if (paired && options.units) judge.count_units(world, door, fault);
    for (std::uint32_t u = door.first_unit; u < door.first_unit + door.units; ++u) {
      const Unit& unit = world.units[u];
      const bool alike = unit.number == unit.national_number;
      const bool met = unit.municipal && unit.national && (codes || (paired && alike));
      judge.judge(units, unit.municipal, unit.national, met, unit.code, alike ? "" : "adres",
                  fault);
    }
  }
  const auto alone = [](const char* layer, auto rows) {
    const auto n = static_cast<std::uint64_t>(rows);
    return Truth::Count{layer, n, 0, 0, 0, n};
  };
  const auto present = [](const auto& things) {
    return std::ranges::count_if(things, [](const auto& thing) { return thing.present; });
  };
  const std::uint64_t neighbourhoods = world.neighbourhoods.size();
  truth.counts = {{"mahalle", neighbourhoods, neighbourhoods, 0, 0, 0}, streets.count()};
  if (options.maks_roads) {
    truth.counts.push_back(
        alone("yol_orta_hat", std::ranges::count_if(world.pieces, [](const Piece& piece) {
                return piece.left != nothing;
              })));
  }
  truth.counts.push_back(alone("parsel", present(world.parcels)));
  truth.counts.push_back(alone("bina", present(world.buildings)));
  truth.counts.push_back(doors.count());
  if (options.units) truth.counts.push_back(units.count());
}

}  // namespace uavt::city
