#include "city/lots.hpp"

#include <algorithm>
#include <stdexcept>

#include "city/random.hpp"

namespace uavt::city {
namespace {

constexpr std::uint32_t least_buildings = 40;
constexpr double village_weight = 0.4;
constexpr int estate_lots = 3;

struct Cell {
  int row, block;
  Side side;
};

/// Block sides of one neighbourhood, south to north, west to east.
std::vector<Cell> cells_of(const Grid& grid, int neighbourhood) {
  std::vector<Cell> cells;
  const int r = neighbourhood / grid.columns, c = neighbourhood % grid.columns;
  const int first = std::max(0, r * grid.streets - 1);
  const int last = std::min(grid.street_rows() - 1, (r + 1) * grid.streets);
  for (int row = first; row <= last; ++row) {
    for (const Side side : {Side::south, Side::north}) {
      const double at = row + (side == Side::north ? 0.25 : -0.25);
      if (grid.neighbourhood_at(c * grid.blocks, at) != neighbourhood) continue;
      for (int b = c * grid.blocks; b < (c + 1) * grid.blocks; ++b) cells.push_back({row, b, side});
    }
  }
  return cells;
}

std::vector<std::uint32_t> quotas(const World& world, std::uint32_t buildings) {
  const auto count = static_cast<std::uint32_t>(world.neighbourhoods.size());
  const auto village =
      static_cast<std::uint32_t>(buildings * village_weight / (count - 1 + village_weight));
  std::vector<std::uint32_t> quota(count, village);
  const std::uint32_t rest = buildings - village, towns = count - 1;
  for (std::uint32_t i = 0; i < towns; ++i) {
    quota[i] = rest / towns + (i < rest % towns ? 1 : 0);
  }
  return quota;
}

void add_point(geo::GeometryColumn& shapes, const geo::Point& point) {
  shapes.add_vertex(point.x, point.y);
}

void add_ring(geo::GeometryColumn& shapes, const Frame& frame,
              std::vector<geo::Point>& along_and_deep, bool reverse) {
  if (reverse) std::ranges::reverse(along_and_deep);
  shapes.begin_ring();
  for (const geo::Point& p : along_and_deep) add_point(shapes, frame.at(p.x, p.y));
  add_point(shapes, frame.at(along_and_deep.front().x, along_and_deep.front().y));
}

}  // namespace

std::vector<LotKind> lot_kinds(const World& world, const Options& options) {
  if (options.buildings < least_buildings) {
    throw std::invalid_argument("a sample city needs at least 40 buildings");
  }
  const Grid& grid = world.grid;
  std::vector<LotKind> kinds(grid.lot_count(), LotKind::empty);
  const std::vector<std::uint32_t> quota = quotas(world, options.buildings);
  for (int n = 0; n < grid.neighbourhoods; ++n) {
    const std::vector<Cell> cells = cells_of(grid, n);
    std::uint32_t left = quota[n];
    auto lots_left = static_cast<std::uint32_t>(cells.size()) * grid.lots;
    if (lots_left < left) throw std::logic_error("the ground plan has too few lots");
    const bool village = world.neighbourhoods[n].village;
    for (const Cell& cell : cells) {
      for (int place = 0; place < grid.lots; ++place) {
        const std::uint32_t lot = grid.lot(cell.row, cell.side, cell.block, place);
        if (kinds[lot] == LotKind::estate_part) continue;
        Dice dice(world.seed, Use::lot_kind, lot);
        // Sequential sampling: exactly `left` of the lots that are left get a building.
        if (dice.below(lots_left) < left) {
          const std::uint32_t draw = dice.below(1000);
          const bool room = place > 0 && place + estate_lots < grid.lots && left >= estate_lots &&
                            lots_left > estate_lots;
          if (!village && draw < 14 && room) {
            kinds[lot] = LotKind::estate;
            for (int i = 1; i < estate_lots; ++i) kinds[lot + i] = LotKind::estate_part;
            left -= estate_lots;
            lots_left -= estate_lots;
            continue;
          }
          kinds[lot] = village || draw >= 310 ? LotKind::house
                       : draw < 40            ? LotKind::twin
                                              : LotKind::apartment;
          --left;
        } else if (!village && dice.permille(250)) {
          kinds[lot] = LotKind::plot;
        }
        --lots_left;
      }
    }
  }
  return kinds;
}

Outline outline(const World& world, std::uint32_t lot, LotKind kind, bool row_house) {
  Dice dice(world.seed, Use::lot_content, lot);
  Outline o;
  if (row_house) {
    const double half = Grid::lot_width_m / 2 + 0.15;
    o = {.left = -half, .right = half, .front = Grid::front_m + 4, .back = Grid::front_m + 15};
    return o;
  }
  const bool house = kind == LotKind::house;
  const double width = house ? dice.between(9, 13) : dice.between(12, 15.5);
  const double depth = house ? dice.between(8, 12) : dice.between(12, 17);
  const double centre = dice.between(-0.8, 0.8);
  o.left = centre - width / 2;
  o.right = centre + width / 2;
  o.front = Grid::front_m + dice.between(3, 6);
  if (kind == LotKind::estate) o.front += 4;
  o.back = o.front + depth;
  o.l_shaped = dice.permille(250);
  o.courtyard = !house && !o.l_shaped && dice.permille(60);
  return o;
}

void append_shape(geo::GeometryColumn& shapes, const Frame& frame, Side side, const Outline& o) {
  const bool south = side == Side::south;
  const double middle = (o.left + o.right) / 2, deep = (o.front + o.back) / 2;
  std::vector<geo::Point> ring = {{o.left, o.front}, {o.right, o.front}};
  if (o.l_shaped) {
    ring.insert(ring.end(), {{o.right, deep}, {middle, deep}, {middle, o.back}});
  } else {
    ring.push_back({o.right, o.back});
  }
  ring.push_back({o.left, o.back});
  shapes.begin_row(geo::Kind::polygon);
  shapes.begin_part();
  add_ring(shapes, frame, ring, south);
  if (o.courtyard) {
    ring = {{middle - 2, deep - 2},
            {middle - 2, deep + 2},
            {middle + 2, deep + 2},
            {middle + 2, deep - 2}};
    add_ring(shapes, frame, ring, south);
  }
  shapes.end_row();
}

double append_parcel(geo::GeometryColumn& shapes, const Grid& grid, int row, Side side, int block,
                     int place, int lots) {
  std::vector<geo::Point> ring;
  for (int i = 0; i <= lots; ++i) {
    ring.push_back(Frame(grid, row, side, grid.lot_x(block, place + i)).at(0, Grid::front_m));
  }
  for (int i = lots; i >= 0; --i) {
    ring.push_back(Frame(grid, row, side, grid.lot_x(block, place + i)).at(0, Grid::back_m));
  }
  if (side == Side::south) std::ranges::reverse(ring);
  ring.push_back(ring.front());
  shapes.begin_row(geo::Kind::polygon);
  shapes.begin_part();
  shapes.begin_ring();
  for (const geo::Point& p : ring) add_point(shapes, p);
  shapes.end_row();
  return shapes.area(shapes.size() - 1);
}

}  // namespace uavt::city
