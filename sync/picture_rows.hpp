// Which rows stand for a finding on the map, and which shapes a map can show at all. Private to this
// room.
#pragma once

#include "sync/picture.hpp"

#include <compare>
#include <cstdint>

namespace uavt::sync {

/// A row of a register's table.
struct TableRow {
  Register reg{};
  Layer layer{};
  std::int32_t row = no_row;
  auto operator<=>(const TableRow&) const = default;
};

/// True for a point, line or polygon whose every vertex is finite and on the Earth.
[[nodiscard]] bool drawable(const geo::GeometryView& geometry);

/// Order of rows of one layer by what they are, not by where they stand in a file: number, then
/// extent and size.
[[nodiscard]] bool before(const Night& night, const TableRow& a, const TableRow& b);

/// Fills `rows`, `shapes` and `of`.
void draw_findings(Picture& picture, const Night& night, const Matched& matched, const Plan& plan,
                   const Stored& stored);

}  // namespace uavt::sync
