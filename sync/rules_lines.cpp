#include "sync/rules_lines.hpp"

#include "geo/crossings.hpp"
#include "sync/counterpart.hpp"
#include "sync/line_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <tbb/parallel_for.h>

namespace uavt::sync {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
// Less of a line inside a building is drawing noise (TOP-01's width).
constexpr double touch_m = 0.5;

void judge_self_crossings(const LineNetwork& lines, Register reg, const Settings& settings,
                          std::vector<Finding>& findings) {
  std::map<std::size_t, geo::SelfCrossing> crossings;  // by row: a line may have several parts
  for (const LineNetwork::Part& part : lines.parts()) {
    const auto crossing = geo::self_crossing(part.line);
    if (!crossing) continue;
    const auto [known, fresh] = crossings.try_emplace(part.row, *crossing);
    if (fresh) continue;
    known->second.count += crossing->count;
    if (std::pair(crossing->at.x, crossing->at.y) <
        std::pair(known->second.at.x, known->second.at.y)) {
      known->second.at = crossing->at;
    }
  }
  for (const auto& [row, crossing] : crossings) {
    Finding finding = finding_about(Rule::top_08, settings, reg, lines.table(), row);
    finding.attribute = "crosses_itself";
    finding.point = crossing.at;
    finding.arguments = {{"measure", std::string("crosses_itself")},
                         {"other", std::to_string(std::llround(crossing.at.x)) + " " +
                                       std::to_string(std::llround(crossing.at.y))}};
    finding.evidence = {{"count", static_cast<std::int64_t>(crossing.count)}};
    findings.push_back(std::move(finding));
  }
}

void judge_through_buildings(const LineNetwork& lines, const Table& buildings, Register reg,
                             const Settings& settings, std::vector<Finding>& findings) {
  struct Crossing {
    std::size_t building, line;
    double inside_m;
  };
  constexpr std::size_t block = 512;
  std::vector<std::vector<Crossing>> crossings((buildings.size() + block - 1) / block);
  tbb::parallel_for(std::size_t{0}, crossings.size(), [&](std::size_t b) {
    std::vector<std::uint32_t> near;
    std::map<std::size_t, double> inside;  // metres by line
    const std::size_t last = std::min((b + 1) * block, buildings.size());
    for (std::size_t row = b * block; row < last; ++row) {
      if (!live(buildings.states[row]) || buildings.geometry.kind(row) != geo::Kind::polygon) {
        continue;
      }
      const geo::GeometryView shape = buildings.geometry[row];
      near.clear();
      lines.query(shape.box(), near);
      if (near.empty() || !buildings.geometry.finite(row)) continue;
      inside.clear();
      for (const std::uint32_t segment : near) {
        inside[lines.parts()[lines.part_of(segment)].row] +=
            geo::length_inside(shape, lines.segments().from(segment), lines.segments().to(segment));
      }
      for (const auto& [line, metres] : inside) {
        if (metres > touch_m) crossings[b].push_back({row, line, metres});
      }
    }
  });
  for (const auto& found : crossings) {
    for (const Crossing& each : found) {
      Finding finding = finding_about(Rule::top_08, settings, reg, lines.table(), each.line);
      finding.arguments = {{"measure", std::string("crosses_building")}};
      add_counterpart(finding, settings, reg, buildings, each.building);
      finding.point = buildings.geometry.centre(each.building);
      finding.evidence = {{"inside_m", each.inside_m}};
      findings.push_back(std::move(finding));
    }
  }
}

/// An end and the line it misses.
struct Miss {
  std::size_t row = 0, other = 0;
  double distance = infinity;
  geo::Point at;
};

/// Which ends are dangles. Units: metres.
struct Dangle {
  double least_m = 0, most_m = 0;
  double alike_m = 0;  ///< two distances that another drawing of the same lines may turn round
};

/// The nearest other part, unless the end is on one.
std::optional<Miss> missed(const LineNetwork& lines, std::uint32_t part, geo::Point end,
                           const Dangle& dangle) {
  std::vector<std::uint32_t> near;
  lines.query(geo::Box{end.x, end.y, end.x, end.y}.grown(dangle.most_m), near);
  std::vector<std::pair<double, std::size_t>> others;  // distance, row
  Miss miss{lines.parts()[part].row, 0, infinity, end};
  for (const std::uint32_t segment : near) {
    if (lines.part_of(segment) == part) continue;
    const double distance = lines.segments().nearest(end, segment, segment + 1).distance;
    if (distance <= dangle.least_m) return std::nullopt;
    others.emplace_back(distance, lines.parts()[lines.part_of(segment)].row);
    miss.distance = std::min(miss.distance, distance);
  }
  if (miss.distance > dangle.most_m) return std::nullopt;
  // Several as near as each other (they meet there): the first by code.
  std::erase_if(others, [&](const auto& other) {
    return other.first > miss.distance + dangle.alike_m;
  });
  miss.other = std::ranges::min_element(others, {}, [&](const auto& other) {
                 return std::pair(code_text(lines.table(), other.second), other.first);
               })->second;
  return miss;
}

void judge_ends(const LineNetwork& lines, Register reg, const Settings& settings,
                std::vector<Finding>& findings) {
  // The end and both lines may each be drawn twice the tolerance off, along both axes.
  const Dangle dangle{settings.parameter(Rule::top_11, "least_m"),
                      settings.parameter(Rule::top_11, "most_m"),
                      4 * std::numbers::sqrt2 * settings.run.geometry_tolerance_m};
  const auto& parts = lines.parts();
  std::vector<std::optional<Miss>> misses(2 * parts.size());
  tbb::parallel_for(std::uint32_t{0}, static_cast<std::uint32_t>(parts.size()),
                    [&](std::uint32_t part) {
                      const auto line = parts[part].line;
                      const geo::Point first{line[0], line[1]};
                      const geo::Point last{line[line.size() - 2], line[line.size() - 1]};
                      if (first.x == last.x && first.y == last.y) return;
                      misses[2 * part] = missed(lines, part, first, dangle);
                      misses[2 * part + 1] = missed(lines, part, last, dangle);
                    });
  // One finding for two lines: by the end that misses by least. Each may miss the other.
  std::map<std::pair<std::size_t, std::size_t>, Miss> told;
  for (const auto& miss : misses) {
    if (!miss) continue;
    const auto [known, fresh] = told.try_emplace(std::minmax(miss->row, miss->other), *miss);
    if (fresh) continue;
    const bool each_other = known->second.row != miss->row;
    const bool first_by_code =
        code_text(lines.table(), miss->row) < code_text(lines.table(), known->second.row);
    if (each_other ? first_by_code : miss->distance < known->second.distance) {
      known->second = *miss;
    }
  }
  for (const auto& [both, miss] : told) {
    Finding finding = finding_about(Rule::top_11, settings, reg, lines.table(), miss.row);
    finding.point = miss.at;
    if (miss.other == miss.row) {
      finding.arguments = {{"other", called(lines.table(), miss.row)}};
    } else {
      add_counterpart(finding, settings, reg, lines.table(), miss.other);
    }
    finding.arguments.emplace_back("distance_m", miss.distance);
    findings.push_back(std::move(finding));
  }
}

/// The mahalle a line belongs to; nothing on the border of two, or where nobody says.
class Belonging {
 public:
  explicit Belonging(const Side& side, const Table& lines)
      : mahalle_of_street_(
            side.table(Layer::street).links[position(Layer::street, "mahalle_tucbs_no")]) {
    if (lines.layer != Layer::centreline) return;
    left_ = &lines.links[position(Layer::centreline, "sol_csbm_tucbs_no")];
    right_ = &lines.links[position(Layer::centreline, "sag_csbm_tucbs_no")];
  }
  [[nodiscard]] std::int32_t mahalle(std::size_t line) const {
    if (left_ == nullptr) return of_street(static_cast<std::int32_t>(line));
    const std::int32_t left = of_street((*left_)[line]), right = of_street((*right_)[line]);
    if (left >= 0 && right >= 0 && left != right) return no_row;
    return std::max(left, right);
  }

 private:
  [[nodiscard]] std::int32_t of_street(std::int32_t street) const {
    const auto row = static_cast<std::size_t>(street);
    return street >= 0 && row < mahalle_of_street_.size() ? mahalle_of_street_[row] : no_row;
  }
  const std::vector<std::int32_t>& mahalle_of_street_;
  const std::vector<std::int32_t>* left_ = nullptr;
  const std::vector<std::int32_t>* right_ = nullptr;
};

/// How far a line goes out of a region, asked every `step_m` and at its vertices.
std::pair<double, geo::Point> furthest_outside(const geo::GeometryView& line,
                                               const geo::Region& region, double step_m) {
  std::pair<double, geo::Point> furthest{0, {}};
  const auto look_at = [&](geo::Point point) {
    const double distance = region.distance(point);
    if (distance > furthest.first) furthest = {distance, point};
  };
  for (std::size_t part = 0; part < line.part_count(); ++part) {
    const auto xy = line.ring(part, 0);
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
      look_at({xy[i], xy[i + 1]});
      if (i + 3 >= xy.size()) continue;
      const double dx = xy[i + 2] - xy[i], dy = xy[i + 3] - xy[i + 1];
      const double steps = std::ceil(std::hypot(dx, dy) / step_m);
      for (double step = 1; step < steps; ++step) {
        look_at({xy[i] + dx * step / steps, xy[i + 1] + dy * step / steps});
      }
    }
  }
  return furthest;
}

}  // namespace

void judge_crossings_and_ends(const Night& night, const Settings& settings,
                              std::vector<Finding>& findings) {
  const bool crossings = settings.enabled(Rule::top_08), ends = settings.enabled(Rule::top_11);
  if (!crossings && !ends) return;
  for (std::size_t r = 0; r < register_count; ++r) {
    const auto reg = static_cast<Register>(r);
    const LineNetwork lines(drawn_lines(night.sides[r]), twin_reach_m(settings));
    if (lines.parts().empty()) continue;
    if (crossings) {
      judge_self_crossings(lines, reg, settings, findings);
      judge_through_buildings(lines, night.sides[r].table(Layer::building), reg, settings,
                              findings);
    }
    if (ends) judge_ends(lines, reg, settings, findings);
  }
}

void judge_lines_in_mahalle(const Night& night, const Settings& settings,
                            std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::top_09)) return;
  const double limit = settings.parameter(Rule::top_09, "distance_m");
  const double step_m = std::max(limit, 1.0);
  for (std::size_t r = 0; r < register_count; ++r) {
    const Table& lines = drawn_lines(night.sides[r]);
    const Table& mahalle = night.sides[r].table(Layer::neighbourhood);
    const Belonging belonging(night.sides[r], lines);
    std::vector<std::optional<geo::Region>> regions(mahalle.size());
    std::vector<std::pair<double, geo::Point>> outside(lines.size());
    std::vector<std::int32_t> of(lines.size(), no_row);
    for (std::size_t row = 0; row < lines.size(); ++row) {
      if (!drawn_line(lines, row)) continue;
      const std::int32_t area = belonging.mahalle(row);
      if (area < 0) continue;
      const auto at = static_cast<std::size_t>(area);
      if (!live(mahalle.states[at]) || mahalle.geometry.kind(at) != geo::Kind::polygon ||
          !mahalle.geometry.finite(at)) {
        continue;
      }
      if (!regions[at]) regions[at].emplace(mahalle.geometry[at]);
      of[row] = area;
    }
    tbb::parallel_for(std::size_t{0}, lines.size(), [&](std::size_t row) {
      if (of[row] < 0) return;
      outside[row] = furthest_outside(lines.geometry[row],
                                      *regions[static_cast<std::size_t>(of[row])], step_m);
    });
    for (std::size_t row = 0; row < lines.size(); ++row) {
      if (!(outside[row].first > limit)) continue;
      Finding finding = finding_about(Rule::top_09, settings, static_cast<Register>(r), lines, row);
      finding.point = outside[row].second;
      finding.arguments = {{"declared", called(mahalle, static_cast<std::size_t>(of[row]))},
                           {"distance_m", outside[row].first}};
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace uavt::sync
