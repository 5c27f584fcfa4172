// What one night carries from stage to stage: each register's tables beside its last images, where
// rows lie, and the findings so far. Stages take it, add to it, and hand it on in the order of
// app/run.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sync/hold.hpp"
#include "sync/mapping.hpp"
#include "sync/state.hpp"

namespace uavt::sync {

/// A polygon that decides what is ours: a mahalle of some register's table, or a published one.
struct OurArea {
  Register reg = Register::cbs;
  std::int32_t row = no_row;   ///< in that register's mahalle table; no_row: a published mahalle
  std::int64_t tucbs_no = 0;   ///< filled by `match`
};

/// One register tonight.
struct Side {
  Mapped mapped;
  std::array<Table, layer_count> images;  ///< as last seen, ascending tucbs_no
  /// Per row of mapped.tables[layer]: its row in `images`, or no_row (a row not seen before).
  std::array<std::vector<std::int32_t>, layer_count> image_row;
  /// Per row: 1 when it is not what the image says (or there is no image).
  std::array<std::vector<std::uint8_t>, layer_count> changed;
  /// Per row: position in Night::areas, or -1.
  std::array<std::vector<std::int32_t>, layer_count> place;
  /// Ids of rulings on inserts that ended tonight: it says something else of the row.
  std::vector<std::int64_t> rulings_ended;
  /// Newest `as_of` of the sources read tonight per layer; null_integer when none says.
  std::array<std::int64_t, layer_count> as_of{};

  [[nodiscard]] Table& table(Layer layer) { return mapped.tables[index(layer)]; }
  [[nodiscard]] const Table& table(Layer layer) const { return mapped.tables[index(layer)]; }
};

struct Night {
  std::array<Side, register_count> sides;
  std::vector<OurArea> areas;
  std::vector<Finding> findings;
  Hold held;  ///< empty in the first walk, and on nights that hold nothing

  [[nodiscard]] Side& side(Register reg) { return sides[index(reg)]; }
  [[nodiscard]] const Side& side(Register reg) const { return sides[index(reg)]; }
};

/// True for a row that stands for something tonight: delivered and accepted, or as last seen.
[[nodiscard]] constexpr bool live(RowState state) {
  return state == RowState::valid || state == RowState::last_seen;
}

/// A finding about one row of a register's table.
[[nodiscard]] Finding finding_about(Rule rule, const Settings& settings, Register reg,
                                    const Table& table, std::size_t row);

/// A finding about several rows of which none comes first: they are listed by key, and the place is
/// the one furthest to the west, then south.
[[nodiscard]] Finding finding_about_all(Rule rule, const Settings& settings, Register reg,
                                        const Table& table, std::span<const std::size_t> rows);

/// The row's first own code that is not null, as text; empty when it has none.
[[nodiscard]] std::string code_text(const Table& table, std::size_t row);
/// Positions of the layer's own codes.
[[nodiscard]] const std::vector<std::size_t>& own_codes(Layer layer);
[[nodiscard]] bool has_code(const Table& table, std::size_t row);

}  // namespace uavt::sync
