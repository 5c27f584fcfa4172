#include "sync/roads.hpp"

#include "geo/stretches.hpp"
#include "sync/door_number.hpp"
#include "sync/line_network.hpp"
#include "sync/text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace uavt::sync {

namespace {

// Ends that miss each other by less are TOP-11's matter; the road goes on.
constexpr double snap_m = 2;

std::optional<std::int64_t> leading_number(const Column& column, std::size_t row) {
  if (column.null(row)) return std::nullopt;
  const auto number = door_number(canonical_door_number(column.texts[row]));
  return number ? std::optional(number->first) : std::nullopt;
}

/// +1: the side's numbers grow along the line as drawn, -1: they fall, 0: not said.
int growing(const Table& lines, std::size_t row, std::string_view from, std::string_view to) {
  const auto first = leading_number(lines.columns[position(Layer::centreline, from)], row);
  const auto last = leading_number(lines.columns[position(Layer::centreline, to)], row);
  if (!first || !last || *first == *last) return 0;
  return *first < *last ? 1 : -1;
}

/// A part of a road: one line, of one street or – on a border – of several.
struct Part {
  std::span<const double> line;
  std::vector<std::size_t> streets;
  int growing = 0;  ///< as drawn, both sides together
};

}  // namespace

/// Puts a register's roads together.
class RoadBuilder {
 public:
  RoadBuilder(const Side& side, double twin_reach_m, Roads& into)
      : twin_reach_m_(twin_reach_m),
        streets_(side.table(Layer::street)),
        centrelines_(side.table(Layer::centreline)),
        into_(into),
        lines_of_(streets_.size()),
        steps_of_(streets_.size()) {}

  void build() {
    group();
    link_centrelines();
    for (std::uint32_t road = 0; road < into_.roads_.size(); ++road) lay(road);
    pack();
  }

 private:
  struct Line {
    const Table* table;
    std::size_t row;
  };
  struct Piece {
    geo::Point from, to;
    std::int32_t stretch;
    double station;
  };

  void group() {
    into_.road_of_street_.assign(streets_.size(), -1);
    const Column& ids = streets_.columns[position(Layer::street, "yol_kimlik_no")];
    std::map<std::int64_t, std::int32_t> by_id;
    for (std::size_t row = 0; row < streets_.size(); ++row) {
      if (!live(streets_.states[row])) continue;
      auto road = static_cast<std::int32_t>(into_.roads_.size());
      if (!ids.null(row)) road = by_id.try_emplace(ids.integers[row], road).first->second;
      if (static_cast<std::size_t>(road) == into_.roads_.size()) into_.roads_.emplace_back();
      into_.roads_[static_cast<std::size_t>(road)].streets.push_back(row);
      into_.road_of_street_[row] = road;
    }
  }

  void link_centrelines() {
    for (const std::string_view side : {"sol_csbm_tucbs_no", "sag_csbm_tucbs_no"}) {
      const auto& links = centrelines_.links[position(Layer::centreline, side)];
      for (std::size_t row = 0; row < links.size(); ++row) {
        if (links[row] < 0 || !drawn_line(centrelines_, row)) continue;
        auto& lines = lines_of_[static_cast<std::size_t>(links[row])];
        const bool both =
            std::ranges::any_of(lines, [&](const Line& line) { return line.row == row; });
        if (!both) lines.push_back({&centrelines_, row});
      }
    }
    for (std::size_t row = 0; row < streets_.size(); ++row) {
      if (lines_of_[row].empty() && drawn_line(streets_, row)) {
        lines_of_[row].push_back({&streets_, row});
      }
    }
  }

  /// The parts of a road, each once: the two sides of a border street deliver one line twice.
  [[nodiscard]] std::vector<Part> parts_of(const Roads::Road& road) const {
    std::vector<Part> parts;
    std::vector<std::span<const double>> drawn;
    for (const std::size_t street : road.streets) {
      for (const Line& line : lines_of_[street]) {
        const geo::GeometryView shape = line.table->geometry[line.row];
        int grows = 0;
        if (line.table == &centrelines_) {
          grows = growing(centrelines_, line.row, "sol_baslangic_no", "sol_bitis_no") +
                  growing(centrelines_, line.row, "sag_baslangic_no", "sag_bitis_no");
        }
        for (std::size_t part = 0; part < shape.part_count(); ++part) {
          const auto xy = shape.ring(part, 0);
          if (xy.size() < 4) continue;
          parts.push_back({xy, {street}, grows});
          drawn.push_back(xy);
        }
      }
    }
    for (const auto& group : twins(drawn, twin_reach_m_)) {
      Part& kept = parts[group.front()];
      for (const std::uint32_t other : std::span(group).subspan(1)) {
        const std::size_t street = parts[other].streets.front();
        if (std::ranges::find(kept.streets, street) == kept.streets.end()) {
          kept.streets.push_back(street);
        }
        parts[other].line = {};
      }
    }
    std::erase_if(parts, [](const Part& part) { return part.line.empty(); });
    return parts;
  }

  void lay(std::uint32_t road) {
    const std::vector<Part> parts = parts_of(into_.roads_[road]);
    std::vector<std::span<const double>> lines;
    lines.reserve(parts.size());
    for (const Part& part : parts) lines.push_back(part.line);
    std::vector<std::uint8_t> laid(parts.size(), 0);
    for (const geo::Stretch& way : geo::stretches(lines, snap_m)) {
      Roads::Stretch stretch;
      stretch.road = road;
      for (const geo::Step& step : way) {
        const double before = stretch.length;
        laid[step.part] = 1;
        stretch.length = lay_part(parts[step.part], step.reversed, before,
                                  static_cast<std::int32_t>(into_.stretches_.size()), &stretch);
        stretch.growing +=
            (stretch.length - before) * parts[step.part].growing * (step.reversed ? -1 : 1);
      }
      into_.stretches_.push_back(stretch);
    }
    for (std::size_t part = 0; part < parts.size(); ++part) {
      if (laid[part] == 0) lay_part(parts[part], false, 0, -1, nullptr);
    }
  }

  /// Gives the part's segments to its streets and its vertices to the stretch, if it is on one;
  /// answers the station at its end.
  double lay_part(const Part& part, bool reversed, double station, std::int32_t number,
                  Roads::Stretch* stretch) {
    const std::size_t count = part.line.size() / 2;
    const auto vertex = [&](std::size_t i) {
      const std::size_t at = 2 * (reversed ? count - 1 - i : i);
      return geo::Point{part.line[at], part.line[at + 1]};
    };
    geo::Segments one;
    for (std::size_t i = 1; i < count; ++i) {
      if (!one.add(vertex(i - 1), vertex(i))) continue;
      for (const std::size_t street : part.streets) {
        steps_of_[street].push_back({vertex(i - 1), vertex(i), number, station});
      }
      const auto extend = [&](geo::Point at) {
        if (stretch == nullptr) return;
        stretch->vertices.push_back(at);
        stretch->stations.push_back(station);
      };
      if (one.size() == 1) extend(vertex(i - 1));
      station += one.length(static_cast<std::uint32_t>(one.size() - 1));
      extend(vertex(i));
    }
    return station;
  }

  void pack() {
    std::size_t count = 0;
    for (const auto& pieces : steps_of_) count += pieces.size();
    into_.segments_.reserve(count);
    for (std::size_t street = 0; street < steps_of_.size(); ++street) {
      into_.first_segment_.push_back(static_cast<std::uint32_t>(into_.segments_.size()));
      for (const Piece& piece : steps_of_[street]) {
        into_.segments_.add(piece.from, piece.to);
        into_.segment_streets_.push_back(static_cast<std::uint32_t>(street));
        into_.segment_stretches_.push_back(piece.stretch);
        into_.segment_stations_.push_back(piece.station);
      }
    }
    into_.first_segment_.push_back(static_cast<std::uint32_t>(into_.segments_.size()));
  }

  double twin_reach_m_;
  const Table& streets_;
  const Table& centrelines_;
  Roads& into_;
  std::vector<std::vector<Line>> lines_of_;   ///< by street
  std::vector<std::vector<Piece>> steps_of_;  ///< by street
};

Roads::Roads(const Side& side, const Settings& settings) {
  RoadBuilder(side, twin_reach_m(settings), *this).build();
}

geo::Point Roads::Stretch::at(double station) const {
  const auto next = std::ranges::upper_bound(stations, station);
  if (next == stations.begin()) return vertices.front();
  if (next == stations.end()) return vertices.back();
  const auto i = static_cast<std::size_t>(next - stations.begin());
  const double share = (station - stations[i - 1]) / (stations[i] - stations[i - 1]);
  const geo::Point a = vertices[i - 1], b = vertices[i];
  return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

DoorPlace Roads::place(geo::Point door, std::size_t street) const {
  const geo::Foot foot =
      segments_.nearest(door, first_segment_[street], first_segment_[street + 1]);
  DoorPlace place;
  place.distance = foot.distance;
  if (foot.segment == geo::Foot::none) return place;
  place.stretch = segment_stretches_[foot.segment];
  place.station = segment_stations_[foot.segment] + foot.along;
  place.offset = foot.offset;
  return place;
}

double Roads::distance(geo::Point point, std::size_t street) const {
  return segments_.nearest(point, first_segment_[street], first_segment_[street + 1]).distance;
}

}  // namespace uavt::sync
