#include "sync/rules_shapes.hpp"

#include "geo/near_points.hpp"
#include "geo/planar.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace uavt::sync {

namespace {

bool drawn(const Table& table, std::size_t row) {
  const geo::Kind kind = table.geometry.kind(row);
  return live(table.states[row]) && (kind == geo::Kind::line || kind == geo::Kind::polygon) &&
         table.geometry.finite(row);
}

class Shapes {
 public:
  Shapes(const Settings& settings, Register reg, const Table& table, std::vector<Finding>& findings)
      : settings_(settings), reg_(reg), table_(table), findings_(findings) {
    const std::optional<std::string> least = parameter_of_least();
    if (least && settings.enabled(Rule::geo_09)) {
      least_ = settings.parameter(Rule::geo_09, *least);
    }
    if (table.layer == Layer::building && settings.enabled(Rule::geo_10)) {
      most_m2_ = settings.parameter(Rule::geo_10, "area_m2");
    }
    angle_deg_ = settings.parameter(Rule::geo_08, "angle_deg");
    leg_m_ = settings.parameter(Rule::geo_08, "leg_m");
  }

  void judge(std::size_t row) {
    const geo::GeometryView shape = table_.geometry[row];
    if (settings_.enabled(Rule::geo_08)) judge_spikes(row, shape);
    if (least_) {
      const bool line = shape.kind() == geo::Kind::line;
      const double size = line ? geo::length(shape) : geo::area(shape);
      if (size < *least_) say(Rule::geo_09, row, line ? "length_m" : "area_m2", size, *least_);
    }
    if (most_m2_) {
      const double size = geo::area(shape);
      if (size > *most_m2_) say(Rule::geo_10, row, "area_m2", size, *most_m2_);
    }
  }

 private:
  /// Which parameter of GEO-09 holds for the layer.
  [[nodiscard]] std::optional<std::string> parameter_of_least() const {
    switch (table_.layer) {
      case Layer::building:
        return "building_m2";
      case Layer::parcel:
        return "parcel_m2";
      case Layer::street:
      case Layer::centreline:
        return "line_m";
      case Layer::neighbourhood:
      case Layer::door:
      case Layer::unit:
        break;
    }
    return std::nullopt;
  }

  void judge_spikes(std::size_t row, const geo::GeometryView& shape) {
    const auto spike = geo::sharpest_spike(shape, angle_deg_, leg_m_);
    if (!spike) return;
    Finding finding = finding_about(Rule::geo_08, settings_, reg_, table_, row);
    finding.point = spike->at;
    finding.arguments = {{"x", spike->at.x}, {"y", spike->at.y}};
    finding.evidence = {{"count", static_cast<std::int64_t>(spike->count)},
                        {"angle_deg", spike->angle_deg}};
    findings_.push_back(std::move(finding));
  }

  void say(Rule rule, std::size_t row, const char* measure, double size, double limit) {
    Finding finding = finding_about(rule, settings_, reg_, table_, row);
    finding.attribute = measure;
    finding.arguments = {{measure, size}, {"limit", limit}};
    findings_.push_back(std::move(finding));
  }

  const Settings& settings_;
  Register reg_;
  const Table& table_;
  std::vector<Finding>& findings_;
  std::optional<double> least_, most_m2_;  ///< limits of GEO-09 (m or m²) and GEO-10; none: not judged
  double angle_deg_ = 0, leg_m_ = 0;       ///< of GEO-08
};

/// A street on the border of two mahalle is one line under two codes.
bool of_two_mahalle(const Table& streets, std::size_t a, std::size_t b) {
  const Column& codes = streets.columns[position(Layer::street, "mahalle_kodu")];
  const auto& links = streets.links[position(Layer::street, "mahalle_tucbs_no")];
  if (!codes.null(a) && !codes.null(b)) return codes.integers[a] != codes.integers[b];
  return std::max(a, b) < links.size() && links[a] >= 0 && links[b] >= 0 && links[a] != links[b];
}

/// Two drawings of one shape, each as exact as drawings are taken for the same, lie twice as far
/// apart at most; shapes that far apart have corners of their boxes that are not further.
void judge_layer(const Settings& settings, Register reg, const Table& table,
                 std::vector<Finding>& findings) {
  const double reach = 2 * settings.run.geometry_tolerance_m;
  std::vector<geo::Point> corners;
  std::vector<std::size_t> row_of;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (!drawn(table, row)) continue;
    const geo::Box box = table.geometry[row].box();
    corners.push_back({box.min_x, box.min_y});
    row_of.push_back(row);
  }
  const auto alike = [&](std::uint32_t first, std::uint32_t other) {
    const std::size_t a = row_of[first], b = row_of[other];
    return table.geometry[a].vertex_count() == table.geometry[b].vertex_count() &&
           !(table.layer == Layer::street && of_two_mahalle(table, a, b)) &&
           geo::same_within(table.geometry[a], table.geometry[b], reach);
  };
  for (const auto& group : geo::alike_nearby(corners, reach, alike)) {
    std::vector<std::size_t> same;
    for (const std::uint32_t corner : group) same.push_back(row_of[corner]);
    Finding finding = finding_about_all(Rule::geo_13, settings, reg, table, same);
    finding.arguments = {{"count", static_cast<std::int64_t>(same.size())}};
    findings.push_back(std::move(finding));
  }
}

}  // namespace

void judge_shapes(const Night& night, const Settings& settings, std::vector<Finding>& findings) {
  for (std::size_t r = 0; r < register_count; ++r) {
    for (const Layer layer : all_layers) {
      const Table& table = night.sides[r].table(layer);
      Shapes shapes(settings, static_cast<Register>(r), table, findings);
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (drawn(table, row)) shapes.judge(row);
      }
    }
  }
}

void judge_same_shapes(const Night& night, const Settings& settings,
                       std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::geo_13)) return;
  for (std::size_t r = 0; r < register_count; ++r) {
    for (const Layer layer : all_layers) {
      judge_layer(settings, static_cast<Register>(r), night.sides[r].table(layer), findings);
    }
  }
}

}  // namespace uavt::sync
