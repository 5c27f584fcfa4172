// Faults of a building's or a door's shape. All on houses with a single quiet door: a door whose
// building was set apart is no dangling reference (KEY-04 is not reported then).
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "city/faults.hpp"
#include "city/sheet.hpp"

namespace uavt::city {
namespace {

// Beyond the codes of the other faults.
constexpr std::int64_t hall_code = 7'000'000'000;

using geo::GeometryColumn;
using geo::Kind;
using geo::Point;

/// The first part of a new shape, ring by ring.
class Shape {
 public:
  explicit Shape(Kind kind = Kind::polygon) { column_.begin_row(kind); }
  Shape& part() {
    column_.begin_part();
    return *this;
  }
  template <class Points>
  Shape& ring(const Points& points) {
    column_.begin_ring();
    for (const Point& p : points) column_.add_vertex(whole_mm(p.x), whole_mm(p.y));
    return *this;
  }
  GeometryColumn& done() {
    column_.end_row();
    return column_;
  }

 private:
  GeometryColumn column_;
};

std::vector<Point> shell_of(const World& world, const Holding& holding) {
  std::vector<Point> points;
  const auto ring = world.building_shapes[holding.first_building].ring(0, 0);
  for (std::size_t i = 0; i < ring.size(); i += 2) points.push_back({ring[i], ring[i + 1]});
  return points;
}

/// A parallelogram on the shell's first edge and its last: a, b, c, d.
std::array<Point, 4> corners_of(const std::vector<Point>& shell) {
  const Point a = shell[0], b = shell[1], d = shell[shell.size() - 2];
  return {a, b, {b.x + d.x - a.x, b.y + d.y - a.y}, d};
}

Point moved(const Point& from, const Point& direction, double metres) {
  return {from.x + direction.x * metres, from.y + direction.y * metres};
}

Point unit(const Point& from, const Point& to) {
  const double x = to.x - from.x, y = to.y - from.y, length = std::sqrt(x * x + y * y);
  return {x / length, y / length};
}

void replace(Spoiler& spoiler, const Holding& holding, const GeometryColumn& shape) {
  spoiler.rows("cbs", Content::buildings)
      .geometry.assign(spoiler.sheets().municipal_building[holding.first_building], shape[0]);
}

void expect(Spoiler& spoiler, const Holding& holding, const char* rule) {
  spoiler.expect(rule, "cbs", "bina",
                 spoiler.key_of(spoiler.world().buildings[holding.first_building]), "");
}

/// As `expect`, for a row that is set apart: the building is not published.
void expect_set_apart(Spoiler& spoiler, const Holding& holding, const char* rule) {
  expect(spoiler, holding, rule);
  Truth::Count& count = spoiler.count("bina");
  --count.published;
  --count.tek_kayit;
}

void far_away(Spoiler& spoiler, const Holding& holding) {
  std::vector<Point> shell = shell_of(spoiler.world(), holding);
  const Grid& grid = spoiler.world().grid;
  // North of the last street by far more than the envelope's margin.
  const double shift = grid.street_rows() * Grid::row_pitch_m + 20'000;
  for (Point& p : shell) p.y += shift;
  replace(spoiler, holding, Shape().part().ring(shell).done());
  expect_set_apart(spoiler, holding, "CRS-05");
}

void no_shape(Spoiler& spoiler, const Holding& holding) {
  spoiler.rows("cbs", Content::buildings)
      .geometry.assign_null(spoiler.sheets().municipal_building[holding.first_building]);
  expect_set_apart(spoiler, holding, "GEO-01");
}

/// A door without a place is set apart. Its code is known, so UAVT's door is not reported as
/// missing and its units do not point to nothing; what is published is UAVT's door alone.
void no_place(Spoiler& spoiler, const Holding& holding) {
  const std::uint32_t d = holding.first_door;
  spoiler.rows("cbs", Content::doors).geometry.assign_null(spoiler.sheets().municipal_door[d]);
  spoiler.expect("GEO-01", "cbs", "numarataj", std::to_string(spoiler.world().doors[d].code), "");
  Truth::Count& count = spoiler.count("numarataj");
  --count.ortak;
  ++count.yalniz_uavt;
}

void line_instead(Spoiler& spoiler, const Holding& holding) {
  replace(spoiler, holding,
          Shape(Kind::line).part().ring(shell_of(spoiler.world(), holding)).done());
  expect_set_apart(spoiler, holding, "GEO-02");
}

void not_a_number(Spoiler& spoiler, const Holding& holding) {
  const std::vector<Point> shell = shell_of(spoiler.world(), holding);
  const double bad = spoiler.number() % 2 == 0 ? std::numeric_limits<double>::quiet_NaN()
                                               : std::numeric_limits<double>::infinity();
  GeometryColumn shape;
  shape.begin_row(Kind::polygon);
  shape.begin_part();
  shape.begin_ring();
  for (std::size_t i = 0; i < shell.size(); ++i) {
    shape.add_vertex(i == 1 ? bad : shell[i].x, shell[i].y);
  }
  shape.end_row();
  replace(spoiler, holding, shape);
  expect_set_apart(spoiler, holding, "GEO-03");
}

void open_ring(Spoiler& spoiler, const Holding& holding) {
  std::vector<Point> shell = shell_of(spoiler.world(), holding);
  shell.pop_back();
  replace(spoiler, holding, Shape().part().ring(shell).done());
  expect(spoiler, holding, "GEO-04");
}

void short_ring(Spoiler& spoiler, const Holding& holding) {
  const std::vector<Point> shell = shell_of(spoiler.world(), holding);
  replace(spoiler, holding, Shape().part().ring(std::array{shell[0], shell[1], shell[0]}).done());
  expect_set_apart(spoiler, holding, "GEO-04");
}

/// Two lobes that meet in one point; even-odd and non-zero filling agree. The two parts of the
/// repair are our making, not the delivery's: no GEO-12.
void bow_tie(Spoiler& spoiler, const Holding& holding) {
  const auto [a, b, c, d] = corners_of(shell_of(spoiler.world(), holding));
  replace(spoiler, holding, Shape().part().ring(std::array{a, b, d, c, a}).done());
  expect(spoiler, holding, "GEO-05");
}

/// Under one percent of the building, so that the repair is not ambiguous (GEO-14).
void hole_outside(Spoiler& spoiler, const Holding& holding) {
  const geo::Box box = spoiler.world().building_shapes[holding.first_building].box();
  const double side = 0.5, x = box.max_x + 1, y = (box.min_y + box.max_y) / 2;
  const std::array hole = {Point{x, y}, Point{x, y + side}, Point{x + side, y + side},
                           Point{x + side, y}, Point{x, y}};
  replace(spoiler, holding,
          Shape().part().ring(shell_of(spoiler.world(), holding)).ring(hole).done());
  expect(spoiler, holding, "GEO-06");
}

void repeated_vertex(Spoiler& spoiler, const Holding& holding) {
  std::vector<Point> shell = shell_of(spoiler.world(), holding);
  const Point twice = shell[1];
  shell.insert(shell.begin() + 1, twice);
  replace(spoiler, holding, Shape().part().ring(shell).done());
  expect(spoiler, holding, "GEO-07");
}

void two_parts(Spoiler& spoiler, const Holding& holding) {
  const std::vector<Point> shell = shell_of(spoiler.world(), holding);
  const Point along = unit(shell[1], shell[0]), inward{along.y, -along.x};
  const Point p = moved(shell[0], along, 0.8), q = moved(shell[0], along, 2.3);
  const std::array shed = {p, moved(p, inward, 1.5), moved(q, inward, 1.5), q, p};
  replace(spoiler, holding, Shape().part().ring(shell).part().ring(shed).done());
  expect(spoiler, holding, "GEO-12");
}

/// The outline walked twice, the second time half a metre inside: all of it for non-zero filling,
/// a thin frame for even-odd.
void wound_twice(Spoiler& spoiler, const Holding& holding) {
  const auto [a, b, c, d] = corners_of(shell_of(spoiler.world(), holding));
  const Point u = unit(a, b), v = unit(a, d);
  const auto inside = [&](const Point& p, double along, double deep) {
    return moved(moved(p, u, along), v, deep);
  };
  const double inset = 0.5;
  replace(spoiler, holding,
          Shape()
              .part()
              .ring(std::array{a, b, c, d, inside(a, inset, inset), inside(b, -inset, inset),
                               inside(c, -inset, -inset), inside(d, inset, -inset), a})
              .done());
  expect_set_apart(spoiler, holding, "GEO-14");
}

/// Three metres out and back again, two centimetres apart.
void needle(Spoiler& spoiler, const Holding& holding) {
  std::vector<Point> shell = shell_of(spoiler.world(), holding);
  const Point along = unit(shell[0], shell[1]), outward{along.y, -along.x};
  const Point foot = moved(shell[0], along, 2.0);
  const std::array out = {foot, moved(foot, outward, 3.0), moved(foot, along, 0.02)};
  shell.insert(shell.begin() + 1, out.begin(), out.end());
  replace(spoiler, holding, Shape().part().ring(shell).done());
  expect(spoiler, holding, "GEO-08");
}

/// Eighty centimetres square at the door: what a cut leaves.
void crumb(Spoiler& spoiler, const Holding& holding) {
  const Door& door = spoiler.world().doors[holding.first_door];
  const double half = 0.4;
  const Point a{door.x - half, door.y - half}, b{door.x + half, door.y - half};
  const Point c{door.x + half, door.y + half}, d{door.x - half, door.y + half};
  replace(spoiler, holding, Shape().part().ring(std::array{a, b, c, d, a}).done());
  spoiler.expect("GEO-09", "cbs", "bina",
                 spoiler.key_of(spoiler.world().buildings[holding.first_building]), "area_m2");
}

/// A hall of 60 by 1 750 m south of the city, behind the last row of lots, whose ground it touches:
/// somebody merged a quarter into one outline. Nobody numbered it.
void a_quarter(Spoiler& spoiler, const Holding& holding) {
  constexpr double width = 60, between = 3, depth = 1750, inside = 0.3;
  const World& world = spoiler.world();
  const Grid& grid = world.grid;
  const auto a_block =
      static_cast<std::uint32_t>(grid.lots * Grid::lot_width_m / (width + between));
  // The border of every second column of mahalle is a straight line.
  const auto a_column = a_block * static_cast<std::uint32_t>(grid.blocks);
  const std::uint32_t number = spoiler.number(), column = number / a_column * 2;
  if (column >= static_cast<std::uint32_t>(grid.columns)) {
    throw std::invalid_argument("the sample city has no room for so many GEO-10");
  }
  const int block =
      static_cast<int>(column) * grid.blocks + static_cast<int>(number % a_column / a_block);
  const Point border = grid.at(grid.lot_x(block, 0), grid.border_row(0));
  const double x = border.x + number % a_block * (width + between), y = border.y + inside;
  sync::RawTable& buildings = spoiler.rows("cbs", Content::buildings);
  const std::int64_t code = hall_code + world.buildings[holding.first_building].code;
  const std::size_t copy =
      copy_row(buildings, spoiler.sheets().municipal_building[holding.first_building]);
  write_cell(buildings, "yapi_kimlik_no", copy, std::to_string(code));
  write_cell(buildings, "mahalle_kodu", copy, std::to_string(world.neighbourhoods[column].code));
  write_cell(buildings, "ada", copy, "");
  write_cell(buildings, "parsel", copy, "");
  buildings.geometry.assign(
      copy, Shape()
                .part()
                .ring(std::array{Point{x, y}, Point{x, y - depth}, Point{x + width, y - depth},
                                 Point{x + width, y}, Point{x, y}})
                .done()[0]);
  spoiler.expect("GEO-10", "cbs", "bina", std::to_string(code), "area_m2");
  spoiler.follows("NUM-06", "cbs", "bina", std::to_string(code), "numarataj");
  Truth::Count& count = spoiler.count("bina");
  ++count.published;
  ++count.tek_kayit;
}

constexpr FaultKind kinds[] = {
    {"CRS-05", 0, quiet_house, far_away},
    {"GEO-01", 0, quiet_house, no_shape},
    {"GEO-01/kapi", codes, block_of_flats, no_place},
    {"GEO-02", 0, quiet_house, line_instead},
    {"GEO-03", 0, quiet_house, not_a_number},
    {"GEO-04", 0, quiet_house, open_ring},
    {"GEO-04/short", 0, quiet_house, short_ring},
    {"GEO-05", 0, quiet_house, bow_tie},
    {"GEO-06", 0, quiet_house, hole_outside},
    {"GEO-07", 0, quiet_house, repeated_vertex},
    {"GEO-08", 0, detached_house, needle},
    {"GEO-09", 0, quiet_house, crumb},
    {"GEO-10", codes, quiet_house, a_quarter},
    {"GEO-12", 0, detached_house, two_parts},
    {"GEO-14", 0, quiet_house, wound_twice},
};

}  // namespace

std::span<const FaultKind> geometry_faults() {
  return kinds;
}

}  // namespace uavt::city
