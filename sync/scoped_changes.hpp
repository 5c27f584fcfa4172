// What a night would do, counted where people look at it: by mahalle, layer, register and operation.
// Operations are those of a register, not of `adres`: a door that only the municipality's file lost
// is a removal, although its published row stays (docs/decisions/0008).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sync/held_batch.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/state.hpp"

namespace uavt::sync {

/// The mahalle (tucbs_no, 0: unknown) of every published row, through what it refers to.
[[nodiscard]] std::array<std::vector<std::int64_t>, layer_count> published_mahalle(
    const Stored& stored);

/// A row of a register that comes, changes or goes.
struct RowChange {
  Layer layer{};
  Register reg{};
  GuardOperation operation{};
  std::int64_t tucbs_no = 0;     ///< of the published row
  std::int64_t from = -1, to = -1;  ///< mahalle before and after; -1: none (it was or will not be)
  std::int32_t row = -1;         ///< in the register's table; -1: it went
  std::int32_t image = -1;       ///< in the register's images; -1: it came
};

/// Every change of tonight's plan as its registers' rows. An update is one whose published row
/// changes, too: what nobody would see needs no guard. A reference whose target comes or goes is that
/// one's change, not the row's.
[[nodiscard]] std::vector<RowChange> row_changes(
    const Night& night, const Matched& matched, const Stored& stored, const Plan& plan,
    const std::array<std::vector<std::int64_t>, layer_count>& mahalle);

/// The counts of every scope in which something changes, ascending. A move counts in both its
/// mahalle, the rows of one event as one. A scope whose register had never spoken there is a first
/// load and is not counted.
[[nodiscard]] std::vector<ScopeCount> scoped_changes(
    const Night& night, const Stored& stored, const Plan& plan, const std::vector<RowChange>& changes,
    const std::array<std::vector<std::int64_t>, layer_count>& mahalle);

/// Does what is published change in a row that was there, beside how it stands between registers?
[[nodiscard]] bool content_changes(const Stored& stored, const Plan& plan, Layer layer,
                                   std::size_t after_row);

}  // namespace uavt::sync
