// Delta deliveries: which `versiyon` follows which. A register numbers its deltas; a layer in which
// a delta changed nothing has no row of it, so that the numbers are counted over all of a
// register's delta sources together. A hole in them means that a delta is missing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sync/delivery.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"

namespace uavt::sync {

/// The `versiyon` of every record; null_integer where it says none. Empty without such a column.
[[nodiscard]] std::vector<std::int64_t> versions_of(const Delivery& delivery);

/// The greatest `versiyon` of a delivery and of what is remembered of its source.
[[nodiscard]] std::int64_t last_version(const Delivery& delivery, const SourceMemory* memory);

/// A delta that must not be applied: `last` is the number before the hole, `next` the one after it.
struct VersionGap {
  std::size_t delivery = 0;  ///< position among the deliveries
  std::int64_t last = 0, next = 0;
};

/// SRC-08's question, and what of each delta was applied before (`Delivery::versions_from`):
///   remembered 6, delivered 7 8   → both apply      remembered 6, delivered 8      → a gap
///   remembered 6, delivered 5 6 7 → all, for the latest row of an id is what it is
///   remembered 6, delivered 4 5   → nothing is applied
/// The last one may come again: applied twice it changes nothing.
[[nodiscard]] std::vector<VersionGap> judge_deltas(std::span<Delivery> deliveries,
                                                   const Settings& settings, const Stored& stored);

}  // namespace uavt::sync
