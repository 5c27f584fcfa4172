// What two nights of a city say of each other: `add_truth` of edit_shapes.hpp.
#include "city/edit_shapes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace uavt::city {
namespace {

constexpr std::size_t several_doors = 3;

/// Both registers on the second night; the first night is the same for both.
class Comparison {
 public:
  Comparison(const World& before, const World& municipal, const World& national,
             const Options& options, Edited& edited)
      : before_(before),
        municipal_(municipal),
        national_(national),
        options_(options),
        edited_(edited) {}

  void streets() {
    for (std::uint32_t s = 0; s < before_.streets.size(); ++s) {
      const Street& street = before_.streets[s];
      if (!before_.in_use(street)) continue;
      const Thing thing{"csbm", street.code, {}};
      const auto either = [&](auto&& differs) { return differs(municipal_) || differs(national_); };
      const auto renamed = [&](const World& world) {
        return world.road_of(world.streets[s]).name != before_.road_of(street).name;
      };
      if (either(renamed)) tell("yeniden_adlandirma", thing);
      if (either([&](const World& world) {
            return world.streets[s].neighbourhood != street.neighbourhood;
          })) {
        tell("mahalle_degisikligi", thing);
      }
      if (national_.streets[s].code != street.code ||
          (options_.cbs_codes && municipal_.streets[s].code != street.code)) {
        tell("kod_degisikligi", thing);
      }
      const std::int64_t code = national_.streets[s].code;
      edited_.lasting.push_back({thing, {"csbm", code, {}}});
      if (renamed(municipal_) && renamed(national_)) {
        edited_.former_names.push_back({code, before_.road_of(street).name});
      }
    }
  }

  void doors() {
    std::array<std::map<std::uint32_t, std::size_t>, 2> renumbered;
    for (std::uint32_t d = 0; d < before_.doors.size(); ++d) {
      const Door& door = before_.doors[d];
      if (!door.present) continue;
      const Thing thing{"numarataj", door.code, {}};
      const Door& ours = municipal_.doors[d];
      const Door& theirs = national_.doors[d];
      if (ours.present && municipal_number(ours) != municipal_number(door)) {
        ++renumbered[0][door.street];
      }
      if (theirs.present && national_number(theirs) != national_number(door)) {
        ++renumbered[1][door.street];
      }
      if (!theirs.present) continue;
      if (theirs.code != door.code || (options_.cbs_codes && ours.code != door.code)) {
        tell("kod_degisikligi", thing);
      }
      edited_.lasting.push_back({thing, {"numarataj", theirs.code, {}}});
    }
    std::set<std::uint32_t> streets;
    for (const auto& of_register : renumbered) {
      for (const auto& [street, count] : of_register) {
        if (count >= several_doors) streets.insert(street);
      }
    }
    for (const std::uint32_t s : streets) {
      tell("yeniden_numaralama", {"csbm", before_.streets[s].code, {}});
    }
  }

  void units() {
    if (!options_.units) return;
    for (std::uint32_t u = 0; u < before_.units.size(); ++u) {
      const Unit& unit = before_.units[u];
      const Unit& theirs = national_.units[u];
      if (!unit.present || !theirs.present) continue;
      const Thing thing{"bagimsiz_bolum", unit.code, {}};
      if (theirs.code != unit.code ||
          (options_.cbs_codes && municipal_.units[u].code != unit.code)) {
        tell("kod_degisikligi", thing);
      }
      edited_.lasting.push_back({thing, {"bagimsiz_bolum", theirs.code, {}}});
    }
  }

  /// Only the municipality has these. What also has another shape is an event of ground.
  void ground() {
    for (std::uint32_t b = 0; b < before_.buildings.size(); ++b) {
      if (!before_.buildings[b].present || !municipal_.buildings[b].present) continue;
      const auto thing = [&](const World& world) {
        return Thing{"bina", options_.cbs_codes ? world.buildings[b].code : 0,
                     world.building_shapes.centre(b)};
      };
      if (thing(before_).code != thing(municipal_).code &&
          same_ground(before_.building_shapes, municipal_.building_shapes, b)) {
        tell("kod_degisikligi", thing(before_));
      }
      edited_.lasting.push_back({thing(before_), thing(municipal_)});
    }
    for (std::uint32_t p = 0; p < before_.parcels.size(); ++p) {
      if (!before_.parcels[p].present || !municipal_.parcels[p].present) continue;
      const auto thing = [&](const World& world) {
        return Thing{"parsel", world.parcels[p].code, world.parcel_shapes.centre(p)};
      };
      if (thing(before_).code != thing(municipal_).code &&
          same_ground(before_.parcel_shapes, municipal_.parcel_shapes, p)) {
        tell("kod_degisikligi", thing(before_));
      }
      edited_.lasting.push_back({thing(before_), thing(municipal_)});
    }
    for (const Neighbourhood& area : before_.neighbourhoods) {
      edited_.lasting.push_back({{"mahalle", area.code, {}}, {"mahalle", area.code, {}}});
    }
  }

 private:
  static bool same_ground(const geo::GeometryColumn& a, const geo::GeometryColumn& b,
                          std::uint32_t row) {
    return std::ranges::equal(a[row].vertices(), b[row].vertices());
  }
  void tell(const char* kind, const Thing& thing) {
    edited_.events.push_back({kind, thing.layer, {thing}});
  }

  const World& before_;
  const World& municipal_;
  const World& national_;
  const Options& options_;
  Edited& edited_;
};

}  // namespace

void add_truth(const World& before, const World& municipal, const World& national,
               const Options& options, Edited& edited) {
  Comparison comparison(before, municipal, national, options, edited);
  comparison.streets();
  comparison.doors();
  comparison.units();
  comparison.ground();
}

}  // namespace uavt::city
