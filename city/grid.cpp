#include "city/grid.hpp"

#include <algorithm>
#include <cmath>

namespace uavt::city {
namespace {

constexpr double buildings_per_neighbourhood = 1700;
// Lots per building: some lots stay empty or are only numbered plots.
constexpr double lots_per_building = 1.14;
// The village holds fewer buildings than its share, the others carry them.
constexpr double most_crowded = 1.2;
constexpr int vertices_per_block = 6;
// Greatest bend as a share of the column's width: slopes stay under 0.12 and lots keep their shape.
constexpr double bend_share = 0.039;
constexpr double least_bent_width_m = 300;

}  // namespace

double whole_mm(double metres) {
  return std::floor(metres * 1000 + 0.5) / 1000;
}

Grid Grid::for_buildings(std::uint32_t buildings) {
  Grid grid;
  grid.neighbourhoods =
      std::max(4, static_cast<int>(std::lround(buildings / buildings_per_neighbourhood)));
  grid.columns = static_cast<int>(std::ceil(std::sqrt(grid.neighbourhoods)));
  grid.rows = (grid.neighbourhoods + grid.columns - 1) / grid.columns;
  const double wanted =
      std::max(40.0, buildings * lots_per_building * most_crowded / grid.neighbourhoods);
  // A neighbourhood about 1.2 times as high as wide: a street row is 72 m, a lot 20 m.
  const int along = std::max(8, static_cast<int>(std::sqrt(1.5 * wanted)));
  grid.lots = along >= 26 ? 13 : std::clamp(along / 2, 6, 12);
  grid.blocks = std::max(1, (along + grid.lots / 2) / grid.lots);
  const int per_row = 2 * grid.blocks * grid.lots;
  grid.streets = std::max(3, static_cast<int>(std::ceil(wanted / per_row)) + 1);
  return grid;
}

std::uint32_t Grid::lot_count() const {
  return static_cast<std::uint32_t>(street_rows()) * 2 *
         static_cast<std::uint32_t>(block_columns() * lots);
}

std::uint32_t Grid::lot(int row, Side side, int block, int place) const {
  const int line = row * 2 + static_cast<int>(side);
  return static_cast<std::uint32_t>(line) * static_cast<std::uint32_t>(block_columns() * lots) +
         static_cast<std::uint32_t>(block * lots + place);
}

double Grid::lot_x(int block, int place) const {
  return block * block_pitch() + street_width_m / 2 + place * lot_width_m;
}

double Grid::border_row(int neighbourhood_row) const {
  const double row = neighbourhood_row * streets;
  const bool on_street =
      neighbourhood_row > 0 && neighbourhood_row < rows && neighbourhood_row % 2 == 1;
  return on_street ? row : row - 0.5;
}

int Grid::neighbourhood_at(int block, double row) const {
  if (block < 0 || block >= block_columns() || row < border_row(0)) return -1;
  int r = std::clamp(static_cast<int>((row + 0.5) / streets), 0, rows - 1);
  while (r > 0 && row < border_row(r)) --r;
  while (r < rows && row >= border_row(r + 1)) ++r;
  const int index = r * columns + block / blocks;
  return r < rows && index < neighbourhoods ? index : -1;
}

bool Grid::bent(int block) const {
  return (block / blocks) % 2 == 1 && column_width() >= least_bent_width_m;
}

double Grid::bend(double x) const {
  const double width = column_width();
  const double column = std::floor(x / width);
  if (static_cast<int>(column) % 2 != 1 || width < least_bent_width_m) return 0;
  const double t = x / width - column;
  return bend_share * width * 16 * t * t * (1 - t) * (1 - t);
}

double Grid::slope(double x) const {
  const double width = column_width();
  const double column = std::floor(x / width);
  if (static_cast<int>(column) % 2 != 1 || width < least_bent_width_m) return 0;
  const double t = x / width - column;
  return bend_share * 32 * t * (1 - t) * (1 - 2 * t);
}

geo::Point Grid::at(double x, double row) const {
  return {whole_mm(west + x), whole_mm(south + row * row_pitch_m + bend(x))};
}

void Grid::trace_row(int block, double row, std::vector<geo::Point>& out) const {
  const int steps = bent(block) ? vertices_per_block : 1;
  for (int i = 0; i <= steps; ++i) {
    out.push_back(at((block + static_cast<double>(i) / steps) * block_pitch(), row));
  }
}

std::vector<geo::Point> Grid::border(int neighbourhood) const {
  const int column = neighbourhood % columns, row = neighbourhood / columns;
  std::vector<geo::Point> ring, line;
  const auto append = [&ring](const geo::Point& p) {
    if (ring.empty() || ring.back().x != p.x || ring.back().y != p.y) ring.push_back(p);
  };
  for (int b = column * blocks; b < (column + 1) * blocks; ++b) {
    line.clear();
    trace_row(b, border_row(row), line);
    std::ranges::for_each(line, append);
  }
  for (int b = (column + 1) * blocks - 1; b >= column * blocks; --b) {
    line.clear();
    trace_row(b, border_row(row + 1), line);
    std::ranges::reverse(line);
    std::ranges::for_each(line, append);
  }
  ring.push_back(ring.front());
  return ring;
}

Frame::Frame(const Grid& grid, int row, Side side, double x) {
  const double slope = grid.slope(x);
  const double unit = 1 / std::sqrt(1 + slope * slope);
  const double up = side == Side::north ? 1 : -1;
  origin = {Grid::west + x, Grid::south + row * Grid::row_pitch_m + grid.bend(x)};
  along_unit = {unit, slope * unit};
  deep_unit = {-slope * unit * up, unit * up};
}

geo::Point Frame::at(double along, double deep) const {
  return {whole_mm(origin.x + along_unit.x * along + deep_unit.x * deep),
          whole_mm(origin.y + along_unit.y * along + deep_unit.y * deep)};
}

}  // namespace uavt::city
