// The ground plan: a grid of neighbourhoods, each a grid of blocks, each two rows of lots. Rows of
// lots face the horizontal streets; vertical streets run between blocks. Every second column of
// neighbourhoods is bent, with the bend fading out at its edges, so that streets curve and borders
// still meet. Neighbours compute a shared border with one function: no gap, no overlap.
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::city {

/// Which side of a horizontal street a row of lots lies on.
enum class Side : std::uint8_t { north, south };

/// Coordinates are EPSG:5254 (TUREF / TM30), metres, whole millimetres.
/// `x` is metres east of the city's west edge, `row` counts street rows (0.5: halfway between).
struct Grid {
  int neighbourhoods = 0;     ///< cells in use, from the south-west, row by row
  int columns = 0, rows = 0;  ///< of neighbourhoods
  int blocks = 0;             ///< per neighbourhood, west to east
  int lots = 0;               ///< per row of a block
  int streets = 0;            ///< horizontal street rows per neighbourhood

  static constexpr double lot_width_m = 20, street_width_m = 12, row_pitch_m = 72;
  static constexpr double front_m = 6, back_m = 35;  ///< parcel depth, from the street's axis
  static constexpr double west = 480'000, south = 4'080'000;

  /// Enough room for `buildings`, spread over neighbourhoods of about 1 700.
  static Grid for_buildings(std::uint32_t buildings);

  [[nodiscard]] double block_pitch() const { return lots * lot_width_m + street_width_m; }
  [[nodiscard]] double column_width() const { return blocks * block_pitch(); }
  [[nodiscard]] int block_columns() const { return columns * blocks; }
  [[nodiscard]] int street_rows() const { return rows * streets; }
  [[nodiscard]] std::uint32_t lot_count() const;
  [[nodiscard]] std::uint32_t lot(int row, Side side, int block, int place) const;
  /// West edge of a lot (place = lots: east edge of the last one).
  [[nodiscard]] double lot_x(int block, int place) const;

  /// The street row on which the border south of a row of neighbourhoods runs; a half: behind lots.
  [[nodiscard]] double border_row(int neighbourhood_row) const;
  /// Neighbourhood at a block column and (fractional) street row; −1: outside the city.
  [[nodiscard]] int neighbourhood_at(int block, double row) const;

  [[nodiscard]] bool bent(int block) const;
  [[nodiscard]] geo::Point at(double x, double row) const;
  /// The axis of a street row along one block column, west to east, both ends included.
  void trace_row(int block, double row, std::vector<geo::Point>& out) const;
  /// A neighbourhood's closed ring, counter-clockwise.
  [[nodiscard]] std::vector<geo::Point> border(int neighbourhood) const;

 private:
  friend struct Frame;
  [[nodiscard]] double bend(double x) const;
  [[nodiscard]] double slope(double x) const;
};

/// The local axes of a spot on a horizontal street: `along` runs east, `deep` away from the street.
struct Frame {
  Frame(const Grid& grid, int row, Side side, double x);
  [[nodiscard]] geo::Point at(double along, double deep) const;
  geo::Point origin, along_unit, deep_unit;
};

/// Rounded to whole millimetres: what a survey delivers, and what the service's grid leaves alone.
[[nodiscard]] double whole_mm(double metres);

}  // namespace uavt::city
