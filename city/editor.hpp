// Whoever edits a city between two nights: one method a kind, each on streets or holdings nobody
// else has touched. Private to `edited`.
#pragma once

#include "city/edits.hpp"
#include "city/picker.hpp"
#include "city/random.hpp"
#include "city/world.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace uavt::city {

/// The second night as each register knows it, and the first.
struct Nights {
  World before, municipal, national;
};

/// Who writes an edit down: both registers, or one before the other.
enum class Who : std::uint8_t { both, municipal, national };

class Editor {
 public:
  Editor(Nights& nights, const Options& options, const Edits& edits, Picker& picker)
      : nights_(nights), options_(options), edits_(edits), picker_(picker) {}

  void rename_streets() {
    const auto streets = picker_.streets("streets to rename", edits_.each,
                                         [&](const Street& s) { return alone(s) && s.doors >= 2; });
    for (const std::uint32_t s : streets) {
      const Who who = draw();
      const std::string name = "CUMHURİYET " + std::to_string(5000 + ++renamed_) + ".";
      each(who, [&](World& world) { world.roads[world.streets[s].road].name = name; });
    }
  }

  /// A road that runs through several mahalle, in each of them a street: one decision, a street each.
  void rename_roads() {
    const auto through = [&](const Street& s) {
      return nights_.before.road_of(s).streets > 1 && s.doors >= 2;
    };
    const bool any = std::ranges::any_of(nights_.before.streets, through);
    if (!any) return;
    for (const std::uint32_t s : picker_.streets("roads to rename", 1, through)) {
      const std::string name = "İSTİKLAL " + std::to_string(7000 + ++renamed_) + ".";
      each(draw(), [&](World& world) { world.roads[world.streets[s].road].name = name; });
    }
  }

  void renumber_streets() {
    const auto streets = picker_.streets("streets to renumber", edits_.each,
                                         [&](const Street& s) { return alone(s) && s.doors >= 4; });
    constexpr std::array<std::uint32_t, 3> shifts = {2, 4, 200};
    for (const std::uint32_t s : streets) {
      const std::uint32_t shift = shifts[next() % shifts.size()];
      each(draw(), [&](World& world) {
        for (Door& door : world.doors) {
          if (door.street == s) door.number += shift;
        }
        for (Piece& piece : world.pieces) {
          if (piece.left == s && piece.left_first != 0) {
            piece.left_first += shift;
            piece.left_last += shift;
          }
          if (piece.right == s && piece.right_first != 0) {
            piece.right_first += shift;
            piece.right_last += shift;
          }
        }
      });
    }
  }

  void move_streets() {
    const auto streets = picker_.streets("streets to move", edits_.each, [&](const Street& s) {
      return alone(s) && s.doors >= 2 && target(s) != nothing;
    });
    for (const std::uint32_t s : streets) {
      const std::uint32_t to = target(nights_.before.streets[s]);
      each(draw(), [&](World& world) { world.streets[s].neighbourhood = to; });
    }
  }

  void recode() {
    for (const std::uint32_t s : picker_.streets("streets to re-code", edits_.each,
                                                 [&](const Street& s) { return alone(s); })) {
      const std::int64_t code = 999'999'999 - ++recoded_;
      each(coded(), [&](World& world) { world.streets[s].code = code; });
    }
    const auto house = [](const Holding& h) { return h.kind == LotKind::house; };
    for (const std::uint32_t h : picker_.holdings("doors to re-code", edits_.each, house)) {
      const std::int64_t code = 1'000'000'000 + ++recoded_;
      each(coded(), [&](World& world) { world.doors[world.holdings[h].first_door].code = code; });
    }
    if (options_.units) {
      const auto flats = [&](const Holding& h) {
        return h.kind == LotKind::apartment && nights_.before.doors[h.first_door].units > 1;
      };
      for (const std::uint32_t h : picker_.holdings("units to re-code", edits_.each, flats)) {
        const std::int64_t code = 2'000'000'000 + ++recoded_;
        each(coded(), [&](World& world) {
          world.units[world.doors[world.holdings[h].first_door].first_unit].code = code;
        });
      }
    }
    if (options_.cbs_codes) {
      for (const std::uint32_t h : picker_.holdings("buildings to re-code", edits_.each, house)) {
        const std::int64_t code = 1'000'000'000 + ++recoded_;
        each(Who::both,
             [&](World& world) { world.buildings[world.holdings[h].first_building].code = code; });
      }
    }
    for (const std::uint32_t h : picker_.holdings("parcels to re-code", edits_.each, house)) {
      const std::int64_t code = 300'000'000 + ++recoded_;
      each(Who::both, [&](World& world) { world.parcels[world.holdings[h].parcel].code = code; });
    }
  }

  void divide_parcels();
  void unite_parcels();
  void divide_buildings();
  void unite_buildings();
  void rebuild();
  void move_border();
  void make_noise();

  std::vector<TrueEvent> events;  ///< of ground; the others follow from comparing the worlds

 private:
  /// The only street of its road, so that what happens to the road happens to it alone.
  [[nodiscard]] bool alone(const Street& s) const { return nights_.before.road_of(s).streets == 1; }
  /// A mahalle in which nobody is called so.
  [[nodiscard]] std::uint32_t target(const Street& street) const {
    const World& world = nights_.before;
    for (std::uint32_t n = 0; n < world.neighbourhoods.size(); ++n) {
      if (n == street.neighbourhood || world.neighbourhoods[n].village) continue;
      const bool taken = std::ranges::any_of(world.streets, [&](const Street& other) {
        return other.neighbourhood == n && world.road_of(other).name == world.road_of(street).name;
      });
      if (!taken) return n;
    }
    return nothing;
  }

  std::uint64_t next() { return mixed(mixed(edits_.seed) + ++draws_); }
  Who draw() { return static_cast<Who>(next() % 3); }
  /// Who can give another code: a municipality without codes cannot.
  Who coded() { return options_.cbs_codes ? draw() : Who::both; }
  template <class Change>
  void each(Who who, const Change& change) {
    if (who != Who::national) change(nights_.municipal);
    if (who != Who::municipal) change(nights_.national);
  }
  template <class Change>
  void everywhere(const Change& change) {
    for (World* world : {&nights_.before, &nights_.municipal, &nights_.national}) change(*world);
  }
  void told(const char* kind, const char* layer, std::vector<Thing> things) {
    events.push_back({kind, layer, std::move(things)});
  }

  Nights& nights_;
  const Options& options_;
  const Edits& edits_;
  Picker& picker_;
  std::uint64_t draws_ = 0;
  std::int64_t renamed_ = 0, recoded_ = 0;
};

}  // namespace uavt::city
