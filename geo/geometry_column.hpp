// The geometries of one layer as flat arrays, so that PROJ transforms a whole layer in one call,
// comparison is arithmetic on spans, and nothing allocates per feature. Rows point into shared
// pools; replacing a row's geometry reuses its own place or appends and re-points, it never moves
// another row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::geo {

/// What a row holds. `null`: no geometry or an empty one. `other`: a kind no layer takes
/// (a collection of mixed kinds), kept without coordinates so that GEO-02 can name it.
enum class Kind : std::uint8_t { null, point, line, polygon, other };

/// What was lost or noticed when a geometry was read (bits of `GeometryColumn::traits`).
enum Trait : std::uint8_t { has_z = 1, has_m = 2, was_curve = 4, was_collection = 8 };

/// An axis-aligned box. Units: those of the CRS. Empty when min_x > max_x.
struct Box {
  double min_x = 1e308, min_y = 1e308, max_x = -1e308, max_y = -1e308;
  void add(double x, double y);
  void add(const Box& other);
  [[nodiscard]] bool empty() const { return min_x > max_x; }
  [[nodiscard]] bool intersects(const Box& other) const;
  [[nodiscard]] Box grown(double margin) const;
};

/// A position. Units and CRS: the layer's.
struct Point {
  double x = 0, y = 0;
};

class GeometryColumn;

/// One row's geometry. Lifetime: until the column it came from is changed.
/// A point is one part with one ring of one vertex; a line string is one part with one ring;
/// a polygon part's first ring is its shell, the others are holes (closed: first = last vertex).
class GeometryView {
 public:
  GeometryView(const GeometryColumn& column, std::size_t row) : column_(&column), row_(row) {}
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] std::uint8_t traits() const;
  [[nodiscard]] std::size_t part_count() const;
  [[nodiscard]] std::size_t ring_count(std::size_t part) const;
  /// x0, y0, x1, y1 … of one ring.
  [[nodiscard]] std::span<const double> ring(std::size_t part, std::size_t ring) const;
  /// x0, y0, x1, y1 … of all rings of all parts, one after the other.
  [[nodiscard]] std::span<const double> vertices() const;
  [[nodiscard]] std::size_t vertex_count() const;
  /// Over the finite vertices only; empty when there are none.
  [[nodiscard]] Box box() const;

 private:
  friend class GeometryColumn;
  const GeometryColumn* column_;
  std::size_t row_;
};

class GeometryColumn {
 public:
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] GeometryView operator[](std::size_t row) const { return {*this, row}; }
  [[nodiscard]] Kind kind(std::size_t row) const { return rows_[row].kind; }
  [[nodiscard]] std::uint8_t traits(std::size_t row) const { return rows_[row].traits; }

  void reserve(std::size_t rows, std::size_t vertices);
  void append_null();
  /// A row of the given kind without coordinates (`other`), or a null with traits.
  void append_marker(Kind kind, std::uint8_t traits);
  /// A null when both are not-a-number: that is how WKB writes POINT EMPTY.
  void append_point(double x, double y);
  /// A copy of a row of another column (or of this one).
  void append(const GeometryView& geometry);
  /// Reads one ISO WKB or EWKB geometry, either byte order, single or multi. Z and M are dropped
  /// and recorded in the traits; a collection whose members are of one kind becomes that kind; an
  /// unclosed ring stays unclosed.
  /// Errors: false when the bytes are broken; the row is then appended as null.
  bool append_wkb(std::span<const std::byte> wkb, std::uint8_t extra_traits = 0);

  /// Row `row` becomes a copy of `geometry`.
  void assign(std::size_t row, const GeometryView& geometry);
  void assign_null(std::size_t row);
  /// Drops everything but the first part of a row (GEO-12 on point layers).
  void keep_first_part(std::size_t row);

  // Building a row piece by piece: begin_row, then for each part begin_part, for each ring
  // begin_ring, add_vertex …, and end_row. Parts without vertices and empty holes are dropped; a
  // row without any vertex becomes null, one of kind `other` loses its coordinates.
  void begin_row(Kind kind, std::uint8_t traits = 0);
  void begin_part();
  void begin_ring();
  void add_vertex(double x, double y);
  void add_vertices(std::span<const double> xy);
  void end_row();

  /// Every coordinate of the layer, x0, y0, x1, y1 …, in no particular row order: what a
  /// transformation or the grid works on.
  [[nodiscard]] std::span<double> coordinates() { return xy_; }
  [[nodiscard]] std::span<const double> coordinates() const { return xy_; }

  /// Appends the row as little-endian EWKB (SRID written when srid > 0). `as_multi` writes
  /// MultiPoint/MultiLineString/MultiPolygon whatever the part count. Nothing for null and `other`.
  void write_ewkb(std::size_t row, bool as_multi, int srid, std::string& out) const;
  /// Well-known text, shortest digits that round-trip, at most `max_vertices` (0: all; else `…`).
  /// Empty for null and `other`.
  [[nodiscard]] std::string wkt(std::size_t row, std::size_t max_vertices = 0) const;

  /// True when every coordinate of the row is a finite number.
  [[nodiscard]] bool finite(std::size_t row) const;
  /// Twice nothing, just area: shoelace over shells minus holes. Units: square CRS units.
  [[nodiscard]] double area(std::size_t row) const;
  /// Middle of the box: a cheap representative position, maybe outside the shape.
  /// Not-a-number when there is no finite vertex.
  [[nodiscard]] Point centre(std::size_t row) const;

 private:
  friend class GeometryView;
  struct Part {
    std::uint32_t first_ring = 0, ring_count = 0;
  };
  struct Ring {
    std::uint32_t first_vertex = 0, vertex_count = 0;
  };
  struct Row {
    std::uint32_t first_part = 0, part_count = 0;
    Kind kind = Kind::null;
    std::uint8_t traits = 0;
  };
  /// Copies the geometry's pieces to the end of the pools and says where they are.
  Row copied(const GeometryView& geometry);
  [[nodiscard]] bool same_shape(std::size_t row, const GeometryView& geometry) const;
  void drop_empty_pieces(Row& row);

  std::vector<double> xy_;
  std::vector<Ring> rings_;
  std::vector<Part> parts_;
  std::vector<Row> rows_;
};

/// Shoelace area of one ring, positive when it runs counter-clockwise; an unclosed ring is closed
/// by the reckoning. Units: square CRS units.
[[nodiscard]] double signed_area(std::span<const double> ring);

/// True when the two geometries are equal up to `tolerance` per axis once rings and parts are
/// aligned: reversed rings, another start vertex, another order of parts or holes do not matter;
/// repeated vertices do, and so does the direction of a line. Null equals null.
/// Units: `tolerance` in CRS units. Source: DESIGN §4.4.
[[nodiscard]] bool same_within(const GeometryView& a, const GeometryView& b, double tolerance);

}  // namespace uavt::geo
