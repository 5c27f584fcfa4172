// Faults of a street's line, as the municipality's csbm layer draws it: only of streets that have
// both their sides, so that no twin across a border has the same line unspoiled.
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
    points.insert(points.begin() + 1, {point(loop_m, 0), point(loop_m, loop_m),
                                       point(loop_m / 2, loop_m), point(loop_m / 2, -loop_m),
                                       point(2 * loop_m, -loop_m), point(2 * loop_m, 0)});
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

constexpr FaultKind kinds[] = {
    {"TOP-08", codes, nullptr, nullptr, alone, loop},
    {"TOP-09", codes, nullptr, nullptr, begins_in_the_west, out_of_the_city},
    {"TOP-11", codes, nullptr, nullptr, ends_at_a_crossing, a_metre_short},
};

}  // namespace

std::span<const FaultKind> line_faults() { return kinds; }

}  // namespace uavt::city
