#include "sync/rules_doors.hpp"

#include "geo/near_points.hpp"
#include "geo/nearest.hpp"
#include "geo/spatial_index.hpp"
#include "sync/code_index.hpp"
#include "sync/counterpart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace uavt::sync {

namespace {

// A point on a wall as drawn is on that wall: so far drawings of one wall differ (TOP-01's width).
constexpr double drawing_noise_m = 0.5;
constexpr double first_circle_m = 25;
/// Nobody draws two doors nearer to each other; measuring noise and rounding stay well below.
constexpr double one_point_m = 0.02;

bool drawn(const Table& table, std::size_t row, geo::Kind kind) {
  return live(table.states[row]) && table.geometry.kind(row) == kind && table.geometry.finite(row);
}

/// The doors of one register that stand at a building of the register's own.
class DoorsAtBuildings {
 public:
  DoorsAtBuildings(const Night& night, Register reg, const Settings& settings)
      : reg_(reg),
        settings_(settings),
        doors_(night.side(reg).table(Layer::door)),
        buildings_(night.side(reg).table(Layer::building)),
        links_(doors_.links[position(Layer::door, "bina_tucbs_no")]),
        own_m_(doors_.size(), unasked) {
    const Column& kinds = doors_.columns[position(Layer::door, "tip")];
    const CodeList& list = *layer_type(Layer::door).attributes[position(Layer::door, "tip")].list;
    const auto main = list.position("ana_giris"), side = list.position("tali_giris");
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, std::min(doors_.size(), links_.size()), 1024),
        [&](const tbb::blocked_range<std::size_t>& range) {
          for (std::size_t row = range.begin(); row < range.end(); ++row) {
            // Where nobody says what kind a door is, it stands at its building as most do.
            const bool entrance =
                !kinds.known || kinds.integers[row] == main || kinds.integers[row] == side;
            if (!entrance || links_[row] < 0 || !drawn(doors_, row, geo::Kind::point)) continue;
            const auto building = static_cast<std::size_t>(links_[row]);
            if (!drawn(buildings_, building, geo::Kind::polygon)) continue;
            own_m_[row] = geo::distance_to_polygon(buildings_.geometry[building], at(row));
          }
        });
  }

  void judge_far(std::vector<Finding>& findings) const {
    if (!settings_.enabled(Rule::top_02)) return;
    const double limit = settings_.parameter(Rule::top_02, "tolerance_m");
    for (std::size_t row = 0; row < own_m_.size(); ++row) {
      if (!(own_m_[row] > limit)) continue;
      Finding finding = finding_about(Rule::top_02, settings_, reg_, doors_, row);
      finding.arguments = {{"other", called(buildings_, static_cast<std::size_t>(links_[row]))},
                           {"distance_m", own_m_[row]}};
      findings.push_back(std::move(finding));
    }
  }

  void judge_elsewhere(std::vector<Finding>& findings) const {
    if (!settings_.enabled(Rule::top_14)) return;
    std::vector<std::size_t> asked;
    for (std::size_t row = 0; row < own_m_.size(); ++row) {
      if (own_m_[row] > drawing_noise_m) asked.push_back(row);
    }
    if (asked.empty()) return;
    std::vector<geo::Box> boxes(buildings_.size());
    tbb::parallel_for(std::size_t{0}, boxes.size(), [&](std::size_t row) {
      if (drawn(buildings_, row, geo::Kind::polygon)) boxes[row] = buildings_.geometry[row].box();
    });
    const geo::SpatialIndex index(boxes);
    const double nearer_m = settings_.parameter(Rule::top_14, "nearer_m");
    std::vector<Neighbour> found(asked.size());
    tbb::parallel_for(std::size_t{0}, asked.size(),
                      [&](std::size_t i) { found[i] = nearest_other(index, asked[i], nearer_m); });
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (found[i].row < 0) continue;
      Finding finding = finding_about(Rule::top_14, settings_, reg_, doors_, asked[i]);
      add_counterpart(finding, settings_, reg_, buildings_, static_cast<std::size_t>(found[i].row));
      finding.arguments.emplace_back("distance_m", found[i].distance_m);
      finding.arguments.emplace_back("own_m", own_m_[asked[i]]);
      findings.push_back(std::move(finding));
    }
  }

 private:
  static constexpr double unasked = -1;
  struct Neighbour {
    std::int32_t row = no_row;
    double distance_m = 0;
  };

  [[nodiscard]] geo::Point at(std::size_t row) const {
    const auto xy = doors_.geometry[row].vertices();
    return {xy[0], xy[1]};
  }

  /// The nearest building that the door lies in, or is nearer to than to its own by more than the
  /// limit. Looked for in growing circles: a wrong link may lead across the town.
  [[nodiscard]] Neighbour nearest_other(const geo::SpatialIndex& index, std::size_t row,
                                        double nearer_m) const {
    const double reach = std::max(0.0, own_m_[row] - nearer_m);
    Neighbour best;
    for (double radius = std::min(reach, first_circle_m);; radius = std::min(2 * radius, reach)) {
      best = nearest_within(index, row, radius, reach);
      if (radius >= reach || (best.row >= 0 && best.distance_m <= radius)) return best;
    }
  }

  [[nodiscard]] Neighbour nearest_within(const geo::SpatialIndex& index, std::size_t row,
                                         double radius, double reach) const {
    const geo::Point door = at(row);
    std::vector<std::uint32_t> near;
    index.query(geo::Box{door.x, door.y, door.x, door.y}.grown(radius), near);
    Neighbour best;
    for (const std::uint32_t each : near) {
      if (static_cast<std::int32_t>(each) == links_[row]) continue;
      const double distance = geo::distance_to_polygon(buildings_.geometry[each], door);
      if (distance > 0 && !(distance < reach)) continue;
      if (best.row >= 0 && distance > best.distance_m) continue;
      if (best.row >= 0 && distance == best.distance_m &&
          place_of(static_cast<std::size_t>(best.row)) < place_of(each)) {
        continue;
      }
      best = {static_cast<std::int32_t>(each), distance};
    }
    return best;
  }

  [[nodiscard]] std::tuple<double, double, std::string> place_of(std::size_t building) const {
    const geo::Point centre = buildings_.geometry.centre(building);
    return {centre.x, centre.y, code_text(buildings_, building)};
  }

  Register reg_;
  const Settings& settings_;
  const Table& doors_;
  const Table& buildings_;
  const std::vector<std::int32_t>& links_;  ///< to buildings, by door
  std::vector<double> own_m_;               ///< by door
};

}  // namespace

void judge_doors_at_buildings(const Night& night, const Settings& settings,
                              std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::top_02) && !settings.enabled(Rule::top_14)) return;
  for (std::size_t r = 0; r < register_count; ++r) {
    const DoorsAtBuildings doors(night, static_cast<Register>(r), settings);
    doors.judge_far(findings);
    doors.judge_elsewhere(findings);
  }
}

void judge_doors_at_one_point(const Night& night, const Settings& settings,
                              std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::top_12)) return;
  const double least = settings.parameter(Rule::top_12, "doors");
  for (std::size_t r = 0; r < register_count; ++r) {
    const Table& doors = night.sides[r].table(Layer::door);
    std::vector<geo::Point> places;
    std::vector<std::size_t> row_of;
    for (std::size_t row = 0; row < doors.size(); ++row) {
      if (!drawn(doors, row, geo::Kind::point)) continue;
      const auto xy = doors.geometry[row].vertices();
      places.push_back({xy[0], xy[1]});
      row_of.push_back(row);
    }
    const auto alike = [&](std::uint32_t a, std::uint32_t b) {
      return std::hypot(places[a].x - places[b].x, places[a].y - places[b].y) <= one_point_m;
    };
    for (const auto& group : geo::alike_nearby(places, one_point_m, alike)) {
      std::vector<std::size_t> rows;
      for (const std::uint32_t place : group) rows.push_back(row_of[place]);
      if (rows.size() < 2 || static_cast<double>(rows.size()) < least) continue;
      Finding finding =
          finding_about_all(Rule::top_12, settings, static_cast<Register>(r), doors, rows);
      finding.arguments = {{"count", static_cast<std::int64_t>(rows.size())}};
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace uavt::sync
