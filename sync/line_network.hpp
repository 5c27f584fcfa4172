// The drawn lines of one register as one network, each part once: a street on a border is one line
// that two rows deliver, and must not hide what is wrong with it from itself.
#pragma once

#include "geo/nearest.hpp"
#include "geo/spatial_index.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace uavt::sync {

/// A live row with a line that can be reckoned with.
[[nodiscard]] bool drawn_line(const Table& table, std::size_t row);

/// Of two drawings of one line, each as exact as drawings are taken for the same, how far the
/// vertices lie apart at most, per axis. Units: metres.
[[nodiscard]] double twin_reach_m(const Settings& settings);

/// Lines (x0, y0, x1, y1 …) that are drawn twice, in either direction: groups of two and more.
/// Order: by place.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> twins(
    std::span<const std::span<const double>> lines, double reach_m);

/// Centrelines, else the streets where no centreline is drawn.
[[nodiscard]] const Table& drawn_lines(const Side& side);

class LineNetwork {
 public:
  struct Part {
    std::size_t row = 0;  ///< of the rows that deliver it, the first by code
    std::span<const double> line;
    std::uint32_t first_segment = 0;
  };

  /// `reach_m`: of `twin_reach_m`.
  LineNetwork(const Table& lines, double reach_m);

  [[nodiscard]] const Table& table() const { return table_; }
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
  [[nodiscard]] const geo::Segments& segments() const { return segments_; }
  [[nodiscard]] std::uint32_t part_of(std::uint32_t segment) const {
    return parts_of_segments_[segment];
  }
  /// Appends the segments whose boxes meet the box, ascending.
  void query(const geo::Box& box, std::vector<std::uint32_t>& found) const {
    index_.query(box, found);
  }

 private:
  const Table& table_;
  std::vector<Part> parts_;
  geo::Segments segments_;
  std::vector<std::uint32_t> parts_of_segments_;
  geo::SpatialIndex index_;
};

}  // namespace uavt::sync
