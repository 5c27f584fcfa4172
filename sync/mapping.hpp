// From what readers found to typed tables of one register: ids parsed, values translated into our
// lists, flat rows taken apart, MAKS' three road tables put together, references inside the
// register resolved to rows. Nothing here knows the other register or the last night.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sync/delivery.hpp"
#include "sync/finding.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"
#include "sync/table.hpp"

namespace uavt::sync {

/// The table row a delivered record ended in.
struct RowTarget {
  Layer layer{};
  std::uint32_t row = 0;
};

/// Where each record of one source went: record i (position in Delivery::rows) stands behind
/// targets[first[i]] … targets[first[i + 1] - 1]; an empty range was set apart before it became a
/// row. A flat record stands behind up to four rows, a YOL record behind all its csbm.
struct SourceAccount {
  std::uint16_t source = 0;
  std::uint64_t rows_read = 0;   ///< records in the file
  std::uint64_t unreadable = 0;  ///< of which could not be read
  std::vector<std::uint32_t> first{0};
  std::vector<RowTarget> targets;
};

/// One register's delivery of tonight.
struct Mapped {
  Register reg{};
  std::array<Table, layer_count> tables;
  /// A source feeding this layer was read tonight.
  std::array<bool, layer_count> delivered{};
  std::vector<SourceAccount> accounts;
  /// SRC-07, KEY-02/06/09, MOD-02/03/04/09, GEO-12 of doors, KEY-04 of yol, yol_orta_hat_yon.
  std::vector<Finding> findings;

  Mapped();
};

/// Maps all deliveries of one register (those of other registers are passed over). Geometry must
/// already be in the target CRS. `images`, when given, settles SRC-07: of a flat parent's
/// contents the one that is *same* as this register's last image is used, else the most frequent.
/// (What is published may be the other register's, and would move the choice every night.)
/// Order: rows of a layer in order of source, then record; independent of thread count.
[[nodiscard]] Mapped mapped(Register reg, std::span<const Delivery> deliveries,
                            const Settings& settings,
                            const std::array<Table, layer_count>* images = nullptr);

/// Resolves the references of every layer inside one register's tables by code, fills
/// `Table::links`; called again after last-seen rows have joined. A link to a row that still stands
/// (by code, or by the source's ids as `mapped` set it) stays; one whose row was set apart goes to
/// the row that stands for it, else becomes set_apart_row.
void link(std::array<Table, layer_count>& tables);

}  // namespace uavt::sync
