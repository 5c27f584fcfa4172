// EventFinder of ground: what divided, what grew together, what was built anew, borders that moved.
#include "sync/event_finder.hpp"
#include "sync/ground.hpp"
#include "sync/image.hpp"

#include "geo/overlap.hpp"

#include <algorithm>
#include <set>

namespace uavt::sync {

namespace {

/// A new house stands on so much of the smaller of both footprints.
constexpr double rebuilt_share = 0.3;
/// Less ground than this that changes its mahalle is another drawing (as TOP-05, TOP-06).
constexpr double border_m2 = 100;

bool polygon(const Table& table, std::size_t row) {
  return table.geometry.kind(row) == geo::Kind::polygon;
}

/// "101/7" of a parcel, else the code, else "#tucbs_no".
std::string label(const Table& table, std::size_t row) {
  if (table.layer == Layer::parcel) {
    const std::string island = text_of(table, "ada", row);
    const std::string number = text_of(table, "parsel", row);
    if (!number.empty()) return island.empty() ? number : island + "/" + number;
  }
  if (table.layer == Layer::neighbourhood) return text_of(table, "ad", row);
  return key_of(table, row);
}

/// What may have become something else: gone, or with other ground; and what it may have become.
struct Candidates {
  std::vector<std::size_t> before, after;  ///< images; rows
  std::vector<std::uint8_t> gone, fresh;   ///< of each
};

Candidates candidates(const TwoNights& said, const std::vector<std::size_t>& gone) {
  Candidates result;
  for (const std::size_t image : gone) {
    if (!polygon(said.images, image)) continue;
    result.before.push_back(image);
    result.gone.push_back(1);
  }
  for (std::size_t row = 0; row < said.rows.size(); ++row) {
    if (said.rows.states[row] != RowState::valid || said.changed[row] == 0 ||
        !polygon(said.rows, row)) {
      continue;
    }
    const bool fresh = said.image_row[row] == no_row;
    if (!fresh) {
      const std::size_t image = said.image(row);
      if (!polygon(said.images, image) ||
          equal_geometry(said.rows.geometry[row], said.images.geometry[image])) {
        continue;
      }
      result.before.push_back(image);
      result.gone.push_back(0);
    }
    result.after.push_back(row);
    result.fresh.push_back(fresh);
  }
  return result;
}

}  // namespace

void EventFinder::find_ground_events(Register reg, Layer layer) {
  const TwoNights all = said(reg, layer);
  if (all.images.size() == 0) return;
  const Candidates seen = candidates(all, gone(all));
  const auto any = [](const std::vector<std::uint8_t>& flags) {
    return std::ranges::find(flags, 1) != flags.end();
  };
  if (!any(seen.gone) && !any(seen.fresh)) return;
  const Ground ground(all.images, seen.before, all.rows, seen.after);
  const auto told = [&](EventKind kind, const Regrouped& group) {
    std::vector<std::pair<std::int64_t, std::size_t>> before;
    std::vector<std::pair<std::int64_t, std::size_t>> after;
    for (const std::size_t at : group.before) {
      before.emplace_back(all.images.tucbs_no[seen.before[at]], seen.before[at]);
    }
    for (const std::size_t at : group.after) {
      after.emplace_back(all.rows.tucbs_no[seen.after[at]], seen.after[at]);
    }
    std::ranges::sort(before);
    std::ranges::sort(after);
    Event event = of_row(kind, reg, layer, after.front().second);
    event.rows.clear();
    std::vector<std::string> old_names;
    std::vector<std::string> new_names;
    for (const auto& [number, image] : before) {
      old_names.push_back(label(all.images, image));
      event.rows.push_back({layer, number});
    }
    for (const auto& [number, row] : after) {
      new_names.push_back(label(all.rows, row));
      event.rows.push_back({layer, number});
    }
    event.thing = before.front().first;
    event.key = key_of(all.images, before.front().second);
    event.before = listed(old_names);
    event.after = listed(new_names);
    add(std::move(event));
  };
  std::set<std::size_t> explained_before;
  std::set<std::size_t> explained_after;
  for (const Regrouped& group : ground.regrouped()) {
    const bool divided = group.after.size() >= group.before.size();
    const bool told_apart =
        divided ? std::ranges::any_of(group.after, [&](auto at) { return seen.fresh[at] != 0; })
                : std::ranges::any_of(group.before, [&](auto at) { return seen.gone[at] != 0; });
    if (!told_apart) continue;
    explained_before.insert(group.before.begin(), group.before.end());
    explained_after.insert(group.after.begin(), group.after.end());
    told(divided ? EventKind::split : EventKind::merged, group);
  }
  if (layer != Layer::building) return;
  std::map<std::size_t, Regrouped> rebuilt;
  for (const SharedGround& each : ground.shared()) {
    if (seen.gone[each.before] == 0 || seen.fresh[each.after] == 0 ||
        explained_before.contains(each.before) || explained_after.contains(each.after)) {
      continue;
    }
    const double smaller = std::min(ground.area_before(each.before), ground.area_after(each.after));
    if (each.area_m2 < rebuilt_share * smaller) continue;
    Regrouped& pair = rebuilt[each.after];
    pair.after = {each.after};
    pair.before.push_back(each.before);
  }
  for (auto& [after, pair] : rebuilt) {
    std::ranges::sort(pair.before);
    told(EventKind::rebuilt, pair);
  }
}

void EventFinder::find_boundary_events(Register reg) {
  const TwoNights areas = said(reg, Layer::neighbourhood);
  if (areas.images.size() == 0) return;
  const Candidates seen = candidates(areas, gone(areas));
  if (seen.after.empty()) return;
  const Ground ground(areas.images, seen.before, areas.rows, seen.after);
  // What each had of itself stays; ground that another had comes from there.
  std::map<std::int64_t, std::set<std::int64_t>> gives;  // who → to whom
  std::map<std::int64_t, std::size_t> image_of;
  std::map<std::int64_t, std::size_t> row_of_area;
  for (const std::size_t image : seen.before) image_of[areas.images.tucbs_no[image]] = image;
  for (const std::size_t row : seen.after) row_of_area[areas.rows.tucbs_no[row]] = row;
  for (const SharedGround& each : ground.shared()) {
    const std::size_t image = seen.before[each.before];
    const std::size_t row = seen.after[each.after];
    const std::int64_t from = areas.images.tucbs_no[image];
    const std::int64_t to = areas.rows.tucbs_no[row];
    if (from == to) continue;
    const auto own = image_of.find(to);
    const double had = own == image_of.end() ? 0
                                             : geo::shared_area(areas.images.geometry[own->second],
                                                                areas.images.geometry[image]);
    if (each.area_m2 - had >= border_m2) gives[from].insert(to);
  }
  std::set<std::int64_t> told;
  for (const auto& [first, row] : row_of_area) {
    if (told.contains(first)) continue;
    // Everybody who gave to or took from one another.
    std::set<std::int64_t> group{first};
    for (bool grown = true; grown;) {
      grown = false;
      for (const auto& [from, receivers] : gives) {
        for (const std::int64_t to : receivers) {
          if (group.contains(from) == group.contains(to)) continue;
          group.insert({from, to});
          grown = true;
        }
      }
    }
    told.insert(group.begin(), group.end());
    std::vector<std::string> givers;
    std::vector<std::string> takers;
    for (const std::int64_t each : group) {
      const auto image = image_of.find(each);
      const auto now = row_of_area.find(each);
      const std::string name = now != row_of_area.end() ? label(areas.rows, now->second)
                                                        : label(areas.images, image->second);
      const bool alone = group.size() == 1 && image != image_of.end() && now != row_of_area.end();
      double difference = 0;
      if (alone) {
        const double before = areas.images.geometry.area(image->second);
        const double after = areas.rows.geometry.area(now->second);
        const double both = geo::shared_area(areas.images.geometry[image->second],
                                             areas.rows.geometry[now->second]);
        if (before - both >= border_m2) difference = -1;
        if (after - both >= border_m2) difference = 1;
      }
      if (gives.contains(each) || difference < 0) givers.push_back(name);
      const bool takes = std::ranges::any_of(
          gives, [&](const auto& giver) { return giver.second.contains(each); });
      if (takes || difference > 0) takers.push_back(name);
    }
    if (givers.empty() && takers.empty()) continue;
    const auto standing =
        std::ranges::find_if(group, [&](std::int64_t each) { return row_of_area.contains(each); });
    Event event =
        of_row(EventKind::boundary_changed, reg, Layer::neighbourhood, row_of_area.at(*standing));
    event.rows.clear();
    event.before = listed(givers);
    event.after = listed(takers);
    for (const std::int64_t each : group) {
      event.rows.push_back({Layer::neighbourhood, each});
      for (const Layer inside : {Layer::street, Layer::parcel, Layer::building, Layer::door}) {
        explain_in(event, inside, each, codes_of(inside, Layer::neighbourhood));
      }
    }
    add(std::move(event));
  }
}

}  // namespace uavt::sync
