// Faults of a street's line, as the municipality's csbm layer draws it, and of what it runs
// through: only streets that have both their sides, so that no twin across a border has the same
// line unspoiled.
#include <cmath>
#include <optional>

#include "city/faults.hpp"

namespace uavt::city {
namespace {

using geo::Point;

// Short of the other line by this much; beside it; out of the mahalle.
constexpr double short_of_m = 1, loop_m = 2, beyond_m = 40;

/// One end of a street's line: the piece, and whether it is the piece's first vertex.
struct End {
  std::uint32_t piece = 0;
  bool first = true;
};

Point end_of(const World& world, const End& end) {
  const auto line = world.piece_lines[end.piece].ring(0, 0);
  if (end.first) return {line[0], line[1]};
  return {line[line.size() - 2], line[line.size() - 1]};
}

/// The street's pieces, west to east or south to north; none where it shares one with another.
std::vector<std::uint32_t> pieces_of(const World& world, std::uint32_t s) {
  const Road& road = world.road_of(world.streets[s]);
  std::vector<std::uint32_t> pieces;
  for (std::uint32_t p = road.first_piece; p < road.first_piece + road.pieces; ++p) {
    const Piece& piece = world.pieces[p];
    if (piece.left != s && piece.right != s) continue;
    if (piece.left != piece.right) return {};
    pieces.push_back(p);
  }
  return pieces;
}

std::uint32_t number_of(const World& world, const Street& street) {
  return static_cast<std::uint32_t>(&street - world.streets.data());
}

/// Draws the street's line again, each piece as `change` leaves it.
template <class Change>
void redraw(Spoiler& spoiler, std::uint32_t s, Change change) {
  const World& world = spoiler.world();
  geo::GeometryColumn shape;
  shape.begin_row(geo::Kind::line);
  for (const std::uint32_t p : pieces_of(world, s)) {
    std::vector<Point> points;
    const auto line = world.piece_lines[p].ring(0, 0);
    for (std::size_t i = 0; i < line.size(); i += 2) points.push_back({line[i], line[i + 1]});
    change(p, points);
    shape.begin_part();
    shape.begin_ring();
    for (const Point& point : points) shape.add_vertex(whole_mm(point.x), whole_mm(point.y));
  }
  shape.end_row();
  spoiler.rows("cbs", Content::streets)
      .geometry.assign(spoiler.sheets().municipal_street[s], shape[0]);
}

void expect(Spoiler& spoiler, std::uint32_t s, const char* rule, const char* attribute) {
  spoiler.expect(rule, "cbs", "csbm", std::to_string(spoiler.world().streets[s].code), attribute);
}

bool alone(const World& world, const Street& street) {
  return world.in_use(street) && !pieces_of(world, number_of(world, street)).empty();
}

/// A loop of two metres in the middle of the first piece.
void loop(Spoiler& spoiler, std::uint32_t s) {
  const std::uint32_t spoiled = pieces_of(spoiler.world(), s).front();
  redraw(spoiler, s, [&](std::uint32_t p, std::vector<Point>& points) {
    if (p != spoiled) return;
    const Point a = points[0], b = points[1];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const double x = (b.x - a.x) / length, y = (b.y - a.y) / length;
    const Point at{(a.x + b.x) / 2, (a.y + b.y) / 2};
    const auto point = [&](double along, double beside) {
      return Point{at.x + x * along - y * beside, at.y + y * along + x * beside};
    };
    points.insert(points.begin() + 1,
                  {point(loop_m, 0), point(loop_m, loop_m), point(loop_m / 2, loop_m),
                   point(loop_m / 2, -loop_m), point(2 * loop_m, -loop_m), point(2 * loop_m, 0)});
  });
  expect(spoiler, s, "TOP-08", "crosses_itself");
}

/// The end of a street that begins at the city's western edge, where nothing is beyond.
std::optional<End> western_end(const World& world, std::uint32_t s) {
  if (world.road_of(world.streets[s]).vertical) return std::nullopt;
  for (const std::uint32_t p : pieces_of(world, s)) {
    if (world.pieces[p].block == 0) return End{p, world.road_of(world.streets[s]).forward};
  }
  return std::nullopt;
}

bool begins_in_the_west(const World& world, const Street& street) {
  return world.in_use(street) && western_end(world, number_of(world, street)).has_value();
}

void out_of_the_city(Spoiler& spoiler, std::uint32_t s) {
  const End end = *western_end(spoiler.world(), s);
  redraw(spoiler, s, [&](std::uint32_t p, std::vector<Point>& points) {
    if (p != end.piece) return;
    const Point at = end_of(spoiler.world(), end);
    points.insert(end.first ? points.begin() : points.end(), Point{at.x - beyond_m, at.y});
  });
  expect(spoiler, s, "TOP-09", "");
}

/// An end of the street where two other streets meet: they do not miss it.
std::optional<End> joined_end(const World& world, std::uint32_t s) {
  const std::vector<std::uint32_t> pieces = pieces_of(world, s);
  for (const std::uint32_t p : pieces) {
    for (const bool first : {true, false}) {
      const Point at = end_of(world, {p, first});
      std::uint32_t others = 0;
      bool own = false;
      for (std::uint32_t q = 0; q < world.pieces.size(); ++q) {
        if (q == p || world.pieces[q].left == nothing) continue;
        for (const bool start : {true, false}) {
          const Point other = end_of(world, {q, start});
          if (other.x != at.x || other.y != at.y) continue;
          ++others;
          own = own || world.pieces[q].road == world.pieces[p].road;
        }
      }
      if (!own && others >= 2) return End{p, first};
    }
  }
  return std::nullopt;
}

bool ends_at_a_crossing(const World& world, const Street& street) {
  return world.in_use(street) && joined_end(world, number_of(world, street)).has_value();
}

void a_metre_short(Spoiler& spoiler, std::uint32_t s) {
  const End end = *joined_end(spoiler.world(), s);
  redraw(spoiler, s, [&](std::uint32_t p, std::vector<Point>& points) {
    if (p != end.piece) return;
    Point& at = end.first ? points.front() : points.back();
    const Point& next = end.first ? points[1] : points[points.size() - 2];
    const double length = std::hypot(next.x - at.x, next.y - at.y);
    at = {at.x + (next.x - at.x) / length * short_of_m,
          at.y + (next.y - at.y) / length * short_of_m};
  });
  expect(spoiler, s, "TOP-11", "");
}

bool deep_house(const World& world, const Holding& holding) {
  return quiet_house(world, holding) && holding.deep_inside &&
         world.road_of(world.streets[holding.street]).type != StreetType::square;
}

/// A porch seventy centimetres wide from the house's front to the other side of the axis. Under a
/// tenth of the house lies off its parcel by it.
void porch_over_the_street(Spoiler& spoiler, const Holding& holding) {
  const World& world = spoiler.world();
  const Door& door = world.doors[holding.first_door];
  const double from_corner = 0.6, width = 0.7, long_enough = 13.5;
  geo::GeometryColumn shape;
  shape.begin_row(geo::Kind::polygon);
  shape.begin_part();
  shape.begin_ring();
  const auto ring = world.building_shapes[holding.first_building].ring(0, 0);
  for (std::size_t i = 0; i < ring.size(); i += 2) {
    const Point a{ring[i], ring[i + 1]};
    shape.add_vertex(a.x, a.y);
    if (i + 3 >= ring.size()) break;
    const Point b{ring[i + 2], ring[i + 3]};
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const double x = (b.x - a.x) / length, y = (b.y - a.y) / length;
    const double along = (door.x - a.x) * x + (door.y - a.y) * y;
    const double beside = (door.y - a.y) * x - (door.x - a.x) * y;
    if (std::abs(beside) > 0.05 || along < 0 || along > length) continue;
    // The shell runs counter-clockwise: its right is outside.
    const auto add = [&](double walked, double out) {
      shape.add_vertex(whole_mm(a.x + x * walked + y * out), whole_mm(a.y + y * walked - x * out));
    };
    add(from_corner, 0);
    add(from_corner, long_enough);
    add(from_corner + width, long_enough);
    add(from_corner + width, 0);
  }
  shape.end_row();
  spoiler.rows("cbs", Content::buildings)
      .geometry.assign(spoiler.sheets().municipal_building[holding.first_building], shape[0]);
  expect(spoiler, holding.street, "TOP-08", "");
}

constexpr FaultKind kinds[] = {
    {"TOP-08", codes | csbm_lines, nullptr, nullptr, alone, loop},
    {"TOP-08/bina", codes | csbm_lines, deep_house, porch_over_the_street},
    {"TOP-09", codes | csbm_lines, nullptr, nullptr, begins_in_the_west, out_of_the_city},
    {"TOP-11", codes | csbm_lines, nullptr, nullptr, ends_at_a_crossing, a_metre_short},
};

}  // namespace

std::span<const FaultKind> line_faults() {
  return kinds;
}

}  // namespace uavt::city
