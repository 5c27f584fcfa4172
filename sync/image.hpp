// A register's image of a row is what that register said last. It is kept as a difference from the
// published row, because most of a register is what is published; here it becomes rows again, and
// rows become differences.
#pragma once

#include <cstdint>
#include <span>

#include "sync/state.hpp"
#include "sync/table.hpp"

namespace uavt::sync {

/// The images of one register and layer as a table, ascending tucbs_no; every column is known.
/// References hold tucbs_no values; shadows are null.
[[nodiscard]] Table image_table(Layer layer, Register reg, const Published& published,
                                const ImageRows& images);

/// Appends to `images` what `row` of `table` is beside row `published_row` of `published`
/// (no_row: nothing is published under this number). `table` must have its references filled.
/// The source's own row id is kept for rows without a code. `attributes`: positions of those that
/// may have a value on either side; shadows are passed over.
void append_image(ImageRows& images, std::int64_t tucbs_no, const Table& table, std::size_t row,
                  const Table& published, std::int32_t published_row,
                  std::span<const std::size_t> attributes);
/// The same, asking every attribute.
void append_image(ImageRows& images, std::int64_t tucbs_no, const Table& table, std::size_t row,
                  const Table& published, std::int32_t published_row);

/// True when `row` is a usual image: it lacks what `usual` says and differs in nothing else.
[[nodiscard]] bool is_usual(const ImageRows& images, std::size_t row, std::uint64_t usual);

/// Sets `usual` to what most of a register's first images lack, and drops those.
void keep_unusual(ImageRows& images);

/// True when both hold the same image of one row.
[[nodiscard]] bool equal_image(const ImageRows& a, std::size_t row_a, const ImageRows& b,
                               std::size_t row_b);

/// True when two values of a column are the same bytes (null equals null).
[[nodiscard]] bool equal_value(const Column& a, std::size_t row_a, const Column& b,
                               std::size_t row_b);
/// True when two geometries are the same vertices in the same order.
[[nodiscard]] bool equal_geometry(const geo::GeometryView& a, const geo::GeometryView& b);

/// Position in an ascending tucbs_no list, or no_row.
[[nodiscard]] std::int32_t row_of(const std::vector<std::int64_t>& ascending, std::int64_t tucbs_no);

}  // namespace uavt::sync
