#include "sync/rules_roads.hpp"

#include "geo/spatial_index.hpp"
#include "sync/counterpart.hpp"
#include "sync/doors_on_roads.hpp"
#include "sync/rules_names.hpp"
#include "sync/rules_sides.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

#include <tbb/parallel_for.h>

namespace uavt::sync {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double first_circle_m = 50;

geo::Point at(const Table& doors, std::size_t row) {
  const auto xy = doors.geometry[row].vertices();
  return {xy[0], xy[1]};
}

void judge_far(const DoorsOnRoads& all, const Settings& settings, std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::top_07)) return;
  for (std::size_t row = 0; row < all.on.size(); ++row) {
    const DoorOnRoad& door = all.on[row];
    if (!door.placed || door.in_site || all.scattered(door.street) ||
        door.place.distance <= all.limit_m(door.street)) {
      continue;
    }
    // The street's own line may go on where no centreline is drawn.
    const double distance =
        std::min(door.place.distance,
                 live(all.streets.states[door.street])
                     ? geo::distance_to_line(all.streets.geometry[door.street], at(all.doors, row))
                     : infinity);
    if (distance <= all.limit_m(door.street)) continue;
    Finding finding = finding_about(Rule::top_07, settings, all.reg, all.doors, row);
    finding.arguments = {{"other", called(all.streets, door.street)}, {"distance_m", distance}};
    findings.push_back(std::move(finding));
  }
}

/// NUM-08: doors much nearer to another street than to their own.
class Facing {
 public:
  Facing(const DoorsOnRoads& all, const Settings& settings)
      : all_(all), settings_(settings), nearer_m_(settings.parameter(Rule::num_08, "nearer_m")) {}

  void judge(std::vector<Finding>& findings) {
    std::vector<std::size_t> asked;
    for (std::size_t row = 0; row < all_.on.size(); ++row) {
      const DoorOnRoad& door = all_.on[row];
      if (!door.placed || door.in_site || !(door.place.distance > nearer_m_)) continue;
      if (all_.without_sides(door.street) || all_.building_links[row] < 0) continue;
      const auto building = static_cast<std::size_t>(all_.building_links[row]);
      if (live(all_.buildings.states[building]) &&
          all_.buildings.geometry.kind(building) == geo::Kind::polygon &&
          all_.buildings.geometry.finite(building)) {
        asked.push_back(row);
      }
    }
    if (asked.empty()) return;
    std::vector<geo::Box> boxes(all_.roads.segments().size());
    for (std::uint32_t s = 0; s < boxes.size(); ++s) boxes[s] = all_.roads.segments().box(s);
    index_ = geo::SpatialIndex(boxes);
    std::vector<Other> found(asked.size());
    tbb::parallel_for(std::size_t{0}, asked.size(),
                      [&](std::size_t i) { found[i] = faced(asked[i]); });
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (found[i].street < 0) continue;
      Finding finding = finding_about(Rule::num_08, settings_, all_.reg, all_.doors, asked[i]);
      add_counterpart(finding, settings_, all_.reg, all_.streets,
                      static_cast<std::size_t>(found[i].street));
      finding.arguments.emplace_back("distance_m", found[i].distance);
      finding.arguments.emplace_back("own_m", all_.on[asked[i]].place.distance);
      findings.push_back(std::move(finding));
    }
  }

 private:
  struct Other {
    std::int32_t street = -1;
    double distance = infinity;
  };

  /// The nearest street of another road within reach. Looked for in growing circles: a wrong link
  /// may lead across the town.
  [[nodiscard]] Other nearest_other(geo::Point point, double reach, std::size_t own) const {
    for (double radius = std::min(reach, first_circle_m);; radius = std::min(2 * radius, reach)) {
      const Other other = nearest_within(point, radius, own);
      if (other.street >= 0 || radius >= reach) return other;
    }
  }

  [[nodiscard]] Other nearest_within(geo::Point point, double radius, std::size_t own) const {
    std::vector<std::uint32_t> near;
    index_.query(geo::Box{point.x, point.y, point.x, point.y}.grown(radius), near);
    Other best;
    for (const std::uint32_t segment : near) {
      const std::size_t street = all_.roads.street_of(segment);
      if (all_.roads.road_of(street) == all_.roads.road_of(own)) continue;
      const double distance = all_.roads.segments().nearest(point, segment, segment + 1).distance;
      if (distance > radius || distance > best.distance) continue;
      // A border street is one line with two codes: the lesser one.
      if (distance == best.distance &&
          code_text(all_.streets, static_cast<std::size_t>(best.street)) <=
              code_text(all_.streets, street)) {
        continue;
      }
      best = {static_cast<std::int32_t>(street), distance};
    }
    return best;
  }

  [[nodiscard]] Other faced(std::size_t row) const {
    const DoorOnRoad& door = all_.on[row];
    const Other other =
        nearest_other(at(all_.doors, row), door.place.distance - nearer_m_, door.street);
    if (other.street < 0) return other;
    const geo::GeometryView building =
        all_.buildings.geometry[static_cast<std::size_t>(all_.building_links[row])];
    return has_side_to(building, door.street) ? Other{} : other;
  }

  /// Is the street the nearest one to some corner or wall of the building?
  [[nodiscard]] bool has_side_to(const geo::GeometryView& building, std::size_t street) const {
    for (std::size_t part = 0; part < building.part_count(); ++part) {
      const auto shell = building.ring(part, 0);
      for (std::size_t i = 0; i + 3 < shell.size(); i += 2) {
        const geo::Point corner{shell[i], shell[i + 1]};
        const geo::Point wall{(shell[i] + shell[i + 2]) / 2, (shell[i + 1] + shell[i + 3]) / 2};
        for (const geo::Point& point : {corner, wall}) {
          const double own = all_.roads.distance(point, street);
          if (nearest_other(point, own, street).street < 0) return true;
        }
      }
    }
    return false;
  }

  const DoorsOnRoads& all_;
  const Settings& settings_;
  double nearer_m_;
  geo::SpatialIndex index_;
};

}  // namespace

void judge_doors_on_roads(const Night& night, const Settings& settings,
                          std::vector<Finding>& findings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    const DoorsOnRoads all(night.sides[r], static_cast<Register>(r), settings);
    if (all.roads.segments().size() == 0) continue;
    judge_far(all, settings, findings);
    if (settings.enabled(Rule::num_08)) Facing(all, settings).judge(findings);
    judge_sides(all, settings, findings);
    judge_names(all, settings, findings);
  }
}

}  // namespace uavt::sync
