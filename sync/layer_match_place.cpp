// LayerMatch for what neither code nor content brought together: by place and shape. Where several
// compete, the pairing that fits best as a whole is taken, and only where it is certain.
#include "geo/measures.hpp"
#include "geo/spatial_index.hpp"
#include "sync/content.hpp"
#include "sync/layer_match.hpp"
#include "sync/place_score.hpp"

#include <algorithm>
#include <map>

namespace uavt::sync {

namespace {

/// What a door loses whose two registers put it on different streets: it is the one that is meant
/// only where no door of its own street competes.
constexpr double other_street = 0.25;
/// A street is known by its doors when this share of both streets' doors stand at one place under
/// one number, and there are …
constexpr double street_doors_share = 0.6;
/// … at least so many of them: one door may have been put on the wrong street.
constexpr std::uint32_t least_doors = 3;
/// A pairing must be better than the next by this much: ten centimetres between doors, a hundredth
/// of the ground. Less is what drawing leaves to chance.
constexpr double margin = 0.01;

}  // namespace

/// Who may meet otherwise than by code: see `join_unique`.
bool LayerMatch::may_compete(std::size_t municipal, std::size_t national,
                             bool foreign_codes) const {
  if (open_[municipal] == 0 && uncoded_[national] == 0) return false;
  const auto ours = static_cast<std::size_t>(entities_.row[index(both_.municipal)][municipal]);
  const auto theirs = static_cast<std::size_t>(entities_.row[index(both_.national)][national]);
  return may_meet(ours, theirs, foreign_codes);
}

/// By place, what content left over: mahalle meet by their polygon before their streets do; streets
/// by line, else by their doors; doors, buildings and parcels where they stand.
void LayerMatch::join_by_place(bool foreign_codes) {
  if (layer_type(layer_).geometry == geo::Kind::null || layer_ == Layer::centreline) return;
  join_candidates(foreign_codes, [&](std::size_t ours, std::size_t theirs) -> double {
    const bool apart = elsewhere(ours, theirs);
    if (apart && layer_ == Layer::street) return 0.0;
    const double score = place_score(municipal_, ours, national_, theirs);
    return score > 0 && apart ? score - other_street : score;
  });
  if (layer_ == Layer::street) join_streets_by_doors(foreign_codes);
}

/// Both rows' parents are known, and they are not one.
bool LayerMatch::elsewhere(std::size_t ours, std::size_t theirs) const {
  const std::int64_t our_parent = parent_of(both_.municipal, ours);
  const std::int64_t their_parent = parent_of(both_.national, theirs);
  return our_parent != 0 && their_parent != 0 && our_parent != their_parent;
}

/// A street without a line of its own, or renamed in one register, by the doors that stand on it in
/// both: the same numbers at the same places.
void LayerMatch::join_streets_by_doors(bool foreign_codes) {
  const std::size_t street = position(Layer::door, "csbm_tucbs_no");
  const std::size_t number = position(Layer::door, "kapi_no");
  const auto doors_of = [&](Register reg, auto alone) {
    const Table& doors = night_.side(reg).table(Layer::door);
    // Entities by row: `of_row` is made at the end.
    std::vector<std::size_t> entity(night_.side(reg).table(layer_).size(), entities_.size());
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (alone(e)) entity[static_cast<std::size_t>(rows(reg)[e])] = e;
    }
    std::vector<std::pair<std::size_t, std::size_t>> found;  // row, street
    for (std::size_t row = 0; row < doors.size(); ++row) {
      const std::int32_t link = doors.links[street][row];
      if (!live(doors.states[row]) || link < 0 || doors.columns[number].null(row) ||
          doors.geometry.kind(row) != geo::Kind::point) {
        continue;
      }
      const std::size_t e = entity[static_cast<std::size_t>(link)];
      if (e != entities_.size()) found.emplace_back(row, e);
    }
    return found;
  };
  const auto ours = doors_of(both_.municipal, [&](std::size_t e) { return only_municipal(e); });
  if (ours.empty()) return;
  const auto theirs = doors_of(both_.national, [&](std::size_t e) { return only_national(e); });
  if (theirs.empty()) return;
  const Table& our_doors = night_.side(both_.municipal).table(Layer::door);
  const Table& their_doors = night_.side(both_.national).table(Layer::door);
  std::map<std::size_t, std::uint32_t> doors_on;
  for (const auto& [row, e] : ours) ++doors_on[e];
  std::vector<geo::Box> boxes;
  for (const auto& [row, e] : theirs) {
    ++doors_on[e];
    boxes.push_back(their_doors.geometry[row].box());
  }
  const geo::SpatialIndex tree(boxes);
  std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> shared;
  std::vector<std::uint32_t> found;
  std::vector<std::size_t> streets;
  for (const auto& [row, e] : ours) {
    found.clear();
    streets.clear();
    tree.query(our_doors.geometry[row].box().grown(place_reach_m(Layer::door)), found);
    for (const std::uint32_t each : found) {
      const auto& [other, their_street] = theirs[each];
      if (vetoed(our_doors, row, their_doors, other) ||
          geo::distance(our_doors.geometry[row], their_doors.geometry[other]) >
              place_reach_m(Layer::door)) {
        continue;
      }
      streets.push_back(their_street);
    }
    // A door speaks once for a street, however often its number stands there.
    std::ranges::sort(streets);
    streets.erase(std::unique(streets.begin(), streets.end()), streets.end());
    for (const std::size_t each : streets) ++shared[{e, each}];
  }
  std::vector<Candidate> candidates;
  for (const auto& [pair, count] : shared) {
    const auto& [municipal, national] = pair;
    if (count < least_doors || !may_compete(municipal, national, foreign_codes) ||
        elsewhere(static_cast<std::size_t>(rows(both_.municipal)[municipal]),
                  static_cast<std::size_t>(rows(both_.national)[national]))) {
      continue;
    }
    const double share = static_cast<double>(count) /
                         static_cast<double>(std::max(doors_on[municipal], doors_on[national]));
    if (share < street_doors_share) continue;
    candidates.push_back({static_cast<std::uint32_t>(municipal),
                          static_cast<std::uint32_t>(national), std::min(share, 1.0)});
  }
  join_assigned("doors", std::move(candidates));
}

void LayerMatch::join_candidates(bool foreign_codes, const Score& score) {
  std::vector<std::size_t> national;
  std::vector<geo::Box> boxes;
  for (std::size_t e = 0; e < entities_.size(); ++e) {
    if (!only_national(e)) continue;
    const auto row = static_cast<std::size_t>(rows(both_.national)[e]);
    if (national_.geometry.kind(row) == geo::Kind::null) continue;
    national.push_back(e);
    boxes.push_back(national_.geometry[row].box());
  }
  if (national.empty()) return;
  const geo::SpatialIndex tree(boxes);
  std::vector<Candidate> candidates;
  std::vector<std::uint32_t> found;
  for (std::size_t e = 0; e < entities_.size(); ++e) {
    if (!only_municipal(e)) continue;
    const auto row = static_cast<std::size_t>(rows(both_.municipal)[e]);
    if (municipal_.geometry.kind(row) == geo::Kind::null) continue;
    found.clear();
    tree.query(municipal_.geometry[row].box().grown(place_reach_m(layer_)), found);
    for (const std::uint32_t each : found) {
      const std::size_t other = national[each];
      if (!may_compete(e, other, foreign_codes)) continue;
      const double value = score(row, static_cast<std::size_t>(rows(both_.national)[other]));
      if (value > 0) {
        candidates.push_back(
            {static_cast<std::uint32_t>(e), static_cast<std::uint32_t>(other), value});
      }
    }
  }
  join_assigned(place_evidence(layer_), std::move(candidates));
}

/// Joins the certain pairs: left is municipal, right national.
void LayerMatch::join_assigned(std::string_view evidence, std::vector<Candidate> candidates) {
  for (const std::size_t each : assigned(candidates, margin)) {
    join(candidates[each].right, candidates[each].left, evidence);
  }
}

}  // namespace uavt::sync
