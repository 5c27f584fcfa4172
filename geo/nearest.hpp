// How far a point lies from a shape, and where along a line, by arithmetic on the vertices: asked
// once a door of every night, so without an object of GEOS for each. In the layer's own (projected)
// CRS, so units are metres.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// By even-odd over all rings of all parts; false for what is no polygon. On the boundary it may say
/// either: `distance_to_polygon` is 0 there.
[[nodiscard]] bool surrounds(const GeometryView& polygon, Point point);

/// 0 inside (even-odd over all rings of all parts) and on the boundary; infinity for what is no
/// polygon. Units: metres.
[[nodiscard]] double distance_to_polygon(const GeometryView& polygon, Point point);

/// Infinity for what is no line. Units: metres.
[[nodiscard]] double distance_to_line(const GeometryView& line, Point point);

/// Where a point meets the nearest of some segments.
struct Foot {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t segment = none;
  double distance = std::numeric_limits<double>::infinity();
  double along = 0;   ///< of the foot, from the segment's start; Units: metres
  double offset = 0;  ///< of the point from the segment's straight: left of it is positive
};

/// Segments of many lines in flat arrays: what is next to a point is asked of a run of them.
class Segments {
 public:
  [[nodiscard]] std::size_t size() const { return x_.size(); }
  void reserve(std::size_t segments);
  /// A segment without length is left out: it has no direction. Answers whether it was added.
  bool add(Point from, Point to);
  [[nodiscard]] Point from(std::uint32_t segment) const { return {x_[segment], y_[segment]}; }
  [[nodiscard]] Point to(std::uint32_t segment) const;
  [[nodiscard]] double length(std::uint32_t segment) const { return length_[segment]; }
  [[nodiscard]] Box box(std::uint32_t segment) const;

  /// The nearest of the segments `first` … `last` - 1. Where two meet in the nearest point, the one
  /// off which the point lies further counts: it knows the side (of a bend's outer corner, too).
  [[nodiscard]] Foot nearest(Point point, std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] Foot nearest(Point point, std::span<const std::uint32_t> segments) const;

 private:
  void look_at(Point point, std::uint32_t segment, Foot& best) const;
  std::vector<double> x_, y_, unit_x_, unit_y_, length_;
};

/// Shortest distance between two segments, 0 where they meet. Units: metres.
[[nodiscard]] double distance_between(Point a, Point b, Point c, Point d);

}  // namespace uavt::geo
