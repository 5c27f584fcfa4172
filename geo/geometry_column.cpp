#include "geo/geometry_column.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace uavt::geo {

void Box::add(double x, double y) {
  min_x = std::min(min_x, x);
  min_y = std::min(min_y, y);
  max_x = std::max(max_x, x);
  max_y = std::max(max_y, y);
}

void Box::add(const Box& other) {
  if (other.empty()) return;
  add(other.min_x, other.min_y);
  add(other.max_x, other.max_y);
}

bool Box::intersects(const Box& other) const {
  return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y &&
         other.min_y <= max_y;
}

Box Box::grown(double margin) const {
  if (empty()) return *this;
  return {min_x - margin, min_y - margin, max_x + margin, max_y + margin};
}

// A row's vertices always lie together in the pool, whatever happened to the row.

Kind GeometryView::kind() const {
  return column_->rows_[row_].kind;
}

std::uint8_t GeometryView::traits() const {
  return column_->rows_[row_].traits;
}

std::size_t GeometryView::part_count() const {
  return column_->rows_[row_].part_count;
}

std::size_t GeometryView::ring_count(std::size_t part) const {
  assert(part < part_count());
  return column_->parts_[column_->rows_[row_].first_part + part].ring_count;
}

std::span<const double> GeometryView::ring(std::size_t part, std::size_t ring) const {
  assert(part < part_count() && ring < ring_count(part));
  const auto& owner = column_->parts_[column_->rows_[row_].first_part + part];
  const auto& found = column_->rings_[owner.first_ring + ring];
  return {column_->xy_.data() + std::size_t{2} * found.first_vertex,
          std::size_t{2} * found.vertex_count};
}

std::span<const double> GeometryView::vertices() const {
  const auto& row = column_->rows_[row_];
  if (row.part_count == 0) return {};
  const auto& first_part = column_->parts_[row.first_part];
  const auto& last_part = column_->parts_[row.first_part + row.part_count - 1];
  const auto& first = column_->rings_[first_part.first_ring];
  const auto& last = column_->rings_[last_part.first_ring + last_part.ring_count - 1];
  const std::size_t end = std::size_t{last.first_vertex} + last.vertex_count;
  return {column_->xy_.data() + std::size_t{2} * first.first_vertex,
          2 * (end - first.first_vertex)};
}

std::size_t GeometryView::vertex_count() const {
  return vertices().size() / 2;
}

Box GeometryView::box() const {
  Box box;
  const auto xy = vertices();
  for (std::size_t i = 0; i < xy.size(); i += 2) {
    if (std::isfinite(xy[i]) && std::isfinite(xy[i + 1])) box.add(xy[i], xy[i + 1]);
  }
  return box;
}

void GeometryColumn::reserve(std::size_t rows, std::size_t vertices) {
  rows_.reserve(rows);
  parts_.reserve(rows);
  rings_.reserve(rows);
  xy_.reserve(2 * vertices);
}

void GeometryColumn::append_null() {
  rows_.push_back({});
}

void GeometryColumn::append_marker(Kind kind, std::uint8_t traits) {
  rows_.push_back({.kind = kind == Kind::other ? Kind::other : Kind::null, .traits = traits});
}

void GeometryColumn::append_point(double x, double y) {
  if (std::isnan(x) && std::isnan(y)) return append_null();
  begin_row(Kind::point);
  begin_part();
  begin_ring();
  add_vertex(x, y);
  end_row();
}

GeometryColumn::Row GeometryColumn::copied(const GeometryView& geometry) {
  // `geometry` may be a row of this very column: grow the pools first, read them by index after.
  const GeometryColumn& source = *geometry.column_;
  const Row from = source.rows_[geometry.row_];
  Row to{.kind = from.kind, .traits = from.traits};
  if (from.part_count == 0) return to;
  const std::size_t values = geometry.vertices().size();
  const std::size_t read = static_cast<std::size_t>(geometry.vertices().data() - source.xy_.data());
  const std::size_t write = xy_.size();
  xy_.resize(write + values);
  std::copy_n(source.xy_.data() + read, values, xy_.data() + write);
  auto vertex = static_cast<std::uint32_t>(write / 2);
  to.first_part = static_cast<std::uint32_t>(parts_.size());
  to.part_count = from.part_count;
  for (std::size_t p = 0; p < from.part_count; ++p) {
    const Part part = source.parts_[from.first_part + p];
    parts_.push_back({static_cast<std::uint32_t>(rings_.size()), part.ring_count});
    for (std::size_t r = 0; r < part.ring_count; ++r) {
      const std::uint32_t count = source.rings_[part.first_ring + r].vertex_count;
      rings_.push_back({vertex, count});
      vertex += count;
    }
  }
  return to;
}

void GeometryColumn::append(const GeometryView& geometry) {
  const Row row = copied(geometry);
  rows_.push_back(row);
}

bool GeometryColumn::same_shape(std::size_t row, const GeometryView& geometry) const {
  const GeometryView own = (*this)[row];
  if (own.part_count() != geometry.part_count()) return false;
  for (std::size_t p = 0; p < own.part_count(); ++p) {
    if (own.ring_count(p) != geometry.ring_count(p)) return false;
    for (std::size_t r = 0; r < own.ring_count(p); ++r) {
      if (own.ring(p, r).size() != geometry.ring(p, r).size()) return false;
    }
  }
  return true;
}

void GeometryColumn::assign(std::size_t row, const GeometryView& geometry) {
  if (same_shape(row, geometry)) {
    // The usual case by far (an image laid over its noisy self): no new space is taken.
    const auto from = geometry.vertices();
    const auto to = (*this)[row].vertices();
    if (from.data() != to.data() && !to.empty()) {
      std::copy(from.begin(), from.end(), xy_.data() + (to.data() - xy_.data()));
    }
    rows_[row].kind = geometry.kind();
    rows_[row].traits = geometry.traits();
    return;
  }
  const Row replacement = copied(geometry);
  rows_[row] = replacement;
}

void GeometryColumn::assign_null(std::size_t row) {
  rows_[row] = {};
}

void GeometryColumn::keep_first_part(std::size_t row) {
  rows_[row].part_count = std::min<std::uint32_t>(rows_[row].part_count, 1);
}

void GeometryColumn::begin_row(Kind kind, std::uint8_t traits) {
  rows_.push_back({.first_part = static_cast<std::uint32_t>(parts_.size()),
                   .part_count = 0,
                   .kind = kind,
                   .traits = traits});
}

void GeometryColumn::begin_part() {
  parts_.push_back({static_cast<std::uint32_t>(rings_.size()), 0});
  ++rows_.back().part_count;
}

void GeometryColumn::begin_ring() {
  rings_.push_back({static_cast<std::uint32_t>(xy_.size() / 2), 0});
  ++parts_.back().ring_count;
}

void GeometryColumn::add_vertex(double x, double y) {
  assert(rows_.back().part_count > 0 && parts_.back().ring_count > 0);
  xy_.push_back(x);
  xy_.push_back(y);
  ++rings_.back().vertex_count;
}

void GeometryColumn::add_vertices(std::span<const double> xy) {
  xy_.insert(xy_.end(), xy.begin(), xy.end());
  rings_.back().vertex_count += static_cast<std::uint32_t>(xy.size() / 2);
}

void GeometryColumn::end_row() {
  Row& row = rows_.back();
  drop_empty_pieces(row);
  if (row.kind == Kind::other || row.kind == Kind::null || row.part_count == 0) {
    if (row.part_count > 0) {
      xy_.resize(std::size_t{2} * rings_[parts_[row.first_part].first_ring].first_vertex);
      rings_.resize(parts_[row.first_part].first_ring);
      parts_.resize(row.first_part);
    }
    row = {.kind = row.kind == Kind::other ? Kind::other : Kind::null, .traits = row.traits};
  }
}

void GeometryColumn::drop_empty_pieces(Row& row) {
  // Parts without any vertex and empty holes go; an empty shell above real holes stays, because
  // that is a fault which GEO-04 must be able to see. Only the row just built is touched: its
  // pieces are the last in every pool.
  if (row.part_count == 0) return;
  const std::uint32_t first_ring = parts_[row.first_part].first_ring;
  std::size_t part_end = row.first_part, ring_end = first_ring;
  for (std::size_t p = row.first_part; p < row.first_part + std::size_t{row.part_count}; ++p) {
    const Part part = parts_[p];
    const std::span<const Ring> rings(rings_.data() + part.first_ring, part.ring_count);
    if (std::ranges::all_of(rings, [](const Ring& ring) { return ring.vertex_count == 0; })) {
      continue;
    }
    Part kept{static_cast<std::uint32_t>(ring_end), 0};
    for (std::size_t r = 0; r < part.ring_count; ++r) {
      const Ring ring = rings_[part.first_ring + r];
      if (r > 0 && ring.vertex_count == 0) continue;
      rings_[ring_end++] = ring;
      ++kept.ring_count;
    }
    parts_[part_end++] = kept;
  }
  row.part_count = static_cast<std::uint32_t>(part_end - row.first_part);
  parts_.resize(part_end);
  rings_.resize(ring_end);
}

bool GeometryColumn::finite(std::size_t row) const {
  return std::ranges::all_of((*this)[row].vertices(), [](double v) { return std::isfinite(v); });
}

double GeometryColumn::area(std::size_t row) const {
  const GeometryView view = (*this)[row];
  if (view.kind() != Kind::polygon) return 0;
  double area = 0;
  for (std::size_t p = 0; p < view.part_count(); ++p) {
    for (std::size_t r = 0; r < view.ring_count(p); ++r) {
      const double ring = std::abs(signed_area(view.ring(p, r)));
      area += r == 0 ? ring : -ring;
    }
  }
  return area;
}

Point GeometryColumn::centre(std::size_t row) const {
  const Box box = (*this)[row].box();
  if (box.empty()) return {std::nan(""), std::nan("")};
  return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

double signed_area(std::span<const double> ring) {
  // Relative to the first vertex: in a projected CRS coordinates are a million times the size of a
  // building, and the products would eat its square metres.
  if (ring.size() < 6) return 0;
  const double x0 = ring[0], y0 = ring[1];
  double twice = 0;
  for (std::size_t i = 2; i + 3 < ring.size(); i += 2) {
    twice += (ring[i] - x0) * (ring[i + 3] - y0) - (ring[i + 2] - x0) * (ring[i + 1] - y0);
  }
  return twice / 2;
}

}  // namespace uavt::geo
