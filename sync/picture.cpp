#include "sync/picture.hpp"

#include "geo/simplification.hpp"
#include "geo/spatial_index.hpp"
#include "sync/picture_rows.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <unordered_set>
#include <vector>

namespace uavt::sync {

namespace {

/// How far a border or a street may be from where it is: less than a line's width until a screen
/// shows half a kilometre.
constexpr double tolerance_m = 0.5;

constexpr std::array municipal_first = {Register::cbs, Register::uavt, Register::takbis};
/// Where UAVT brings outlines, they are what is published (DESIGN §4.7).
constexpr std::array national_first = {Register::uavt, Register::cbs, Register::takbis};

using Registers = std::array<Register, register_count>;
using Wanted = std::function<std::vector<std::uint8_t>(const Table&)>;

/// What stands tonight of a layer and has a shape of the layer's kind, each thing once.
std::vector<TableRow> drawn(const Night& night, Layer layer, const Registers& registers,
                            const Wanted& wanted = {}) {
  std::vector<TableRow> rows;
  std::unordered_set<std::int64_t> numbers;
  const geo::Kind kind = layer_type(layer).geometry;
  for (const Register reg : registers) {
    const Table& table = night.side(reg).table(layer);
    if (!table.geometry_known) continue;
    const std::vector<std::uint8_t> chosen = wanted ? wanted(table) : std::vector<std::uint8_t>();
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (!chosen.empty() && chosen[row] == 0) continue;
      if (!live(table.states[row]) || table.geometry.kind(row) != kind) continue;
      if (!drawable(table.geometry[row])) continue;
      const std::int64_t number = table.tucbs_no[row];
      if (number != 0 && !numbers.insert(number).second) continue;
      rows.push_back({reg, layer, static_cast<std::int32_t>(row)});
    }
  }
  std::ranges::sort(rows, [&](const TableRow& a, const TableRow& b) { return before(night, a, b); });
  return rows;
}

std::string name_of(const Table& table, std::size_t row) {
  return std::string(table.columns[position(table.layer, "ad")].texts[row]);
}

void draw_mahalle(Picture& picture, const Night& night) {
  // The name and the code are UAVT's where it knows the mahalle, whoever brings the outline.
  std::map<std::int64_t, Picture::Mahalle> known;
  for (const Register reg : national_first) {
    const Table& table = night.side(reg).table(Layer::neighbourhood);
    const Column& codes = table.columns[position(Layer::neighbourhood, "mahalle_kodu")];
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (table.tucbs_no[row] == 0 || !live(table.states[row])) continue;
      Picture::Mahalle& mahalle = known[table.tucbs_no[row]];
      if (mahalle.code == null_integer) mahalle.code = codes.integers[row];
      if (mahalle.name.empty()) mahalle.name = name_of(table, row);
    }
  }
  geo::GeometryColumn outlines;
  for (const TableRow& each : drawn(night, Layer::neighbourhood, national_first)) {
    const Table& table = night.side(each.reg).table(each.layer);
    const auto row = static_cast<std::size_t>(each.row);
    outlines.append(table.geometry[row]);
    const auto same = known.find(table.tucbs_no[row]);
    if (same != known.end()) {
      picture.mahalle.push_back(same->second);
    } else {
      const Column& codes = table.columns[position(Layer::neighbourhood, "mahalle_kodu")];
      picture.mahalle.push_back({codes.integers[row], name_of(table, row)});
    }
  }
  picture.outlines = geo::simplified(outlines, tolerance_m);
}

/// Streets are drawn by their parts in each mahalle, for those have names; centrelines only where
/// no street knows them.
void draw_streets(Picture& picture, const Night& night) {
  geo::GeometryColumn lines;
  const auto draw = [&](const TableRow& each) {
    const Table& table = night.side(each.reg).table(each.layer);
    const auto row = static_cast<std::size_t>(each.row);
    lines.append(table.geometry[row]);
    const Column& types = table.columns[position(each.layer, "tip")];
    picture.streets.push_back({name_of(table, row), types.integers[row]});
  };
  std::array<std::vector<std::uint8_t>, register_count> has_line;
  const std::vector<TableRow> streets = drawn(night, Layer::street, municipal_first);
  for (const TableRow& street : streets) {
    auto& rows = has_line[index(street.reg)];
    rows.resize(night.side(street.reg).table(Layer::street).size(), 0);
    rows[static_cast<std::size_t>(street.row)] = 1;
    draw(street);
  }
  const auto left = position(Layer::centreline, "sol_csbm_tucbs_no");
  const auto right = position(Layer::centreline, "sag_csbm_tucbs_no");
  for (const TableRow& line : drawn(night, Layer::centreline, municipal_first)) {
    const Table& table = night.side(line.reg).table(Layer::centreline);
    const auto& rows = has_line[index(line.reg)];
    const auto shown = [&](std::size_t reference) {
      const auto& links = table.links[reference];
      const auto row = static_cast<std::size_t>(line.row);
      const std::int32_t street = row < links.size() ? links[row] : no_row;
      return street >= 0 && static_cast<std::size_t>(street) < rows.size() &&
             rows[static_cast<std::size_t>(street)] != 0;
    };
    if (!shown(left) && !shown(right)) draw(line);
  }
  picture.lines = geo::simplified(lines, tolerance_m);
}

/// The buildings around open findings. Findings are few and buildings many, so the findings' places
/// are what is indexed.
void draw_buildings(Picture& picture, const Night& night, const std::vector<Finding>& findings) {
  std::vector<geo::Box> places;
  for (const Finding& finding : findings) {
    const bool open =
        finding.state != FindingState::fixed && finding.state != FindingState::waived;
    if (!open || !finding.point) continue;
    geo::Box& box = places.emplace_back();
    box.add(finding.point->x, finding.point->y);
    box = box.grown(surroundings_m);
  }
  if (places.empty()) return;
  const geo::SpatialIndex index(places);
  const auto near = [&](const Table& table) {
    std::vector<std::uint8_t> chosen(table.size(), 0);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, chosen.size(), 1024),
                      [&](const tbb::blocked_range<std::size_t>& range) {
                        for (std::size_t row = range.begin(); row < range.end(); ++row) {
                          chosen[row] = index.any(table.geometry[row].box()) ? 1 : 0;
                        }
                      });
    return chosen;
  };
  const std::vector<TableRow> buildings = drawn(night, Layer::building, municipal_first, near);
  constexpr std::size_t usual_vertices = 8;
  picture.buildings.reserve(buildings.size(), usual_vertices * buildings.size());
  for (const TableRow& each : buildings) {
    picture.buildings.append(
        night.side(each.reg).table(each.layer).geometry[static_cast<std::size_t>(each.row)]);
  }
}

}  // namespace

Picture picture(const Night& night, const Matched& matched, const Plan& plan,
                const Stored& stored) {
  Picture picture;
  draw_mahalle(picture, night);
  draw_streets(picture, night);
  draw_buildings(picture, night, plan.findings);
  draw_findings(picture, night, matched, plan, stored);
  return picture;
}

}  // namespace uavt::sync
