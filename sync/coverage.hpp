// For which mahalle tonight's deliveries speak. Outside of that a missing row is not absent: it
// stands as last seen.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <span>

#include "sync/delivery.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"

namespace uavt::sync {

/// One layer of one register.
struct LayerCoverage {
  bool delivered = false;
  bool everything = false;        ///< some source speaks for all of ours
  bool absence_counts = true;     ///< false: only a delta came, which removes nothing by silence
  /// Nothing but deltas, all of them read: a row they do not name stands by right and is not stale.
  bool only_deltas = false;
  std::set<std::int64_t> codes;   ///< else these mahalle codes
};
/// By layer, of one register.
using SideCoverage = std::array<LayerCoverage, layer_count>;
using Coverages = std::array<SideCoverage, register_count>;

/// True when a source of this kind puts rows into the layer.
[[nodiscard]] bool feeds(SourceLayer source, Layer layer);

[[nodiscard]] Coverages coverages(std::span<const Delivery> deliveries, const Settings& settings);

/// Is whatever the register does not name tonight gone? Not where only a delta came, a source was not
/// read, or all of them speak for some mahalle only.
[[nodiscard]] inline bool silence_is_absence(const LayerCoverage& coverage) {
  return coverage.delivered && coverage.absence_counts && coverage.everything;
}

/// Does a full delivery of tonight speak for rows of this layer in this mahalle (tucbs_no; 0:
/// unknown, which only a delivery for everything covers)?
[[nodiscard]] bool covers(const LayerCoverage& coverage, std::int64_t mahalle_tucbs_no,
                          const Published& neighbourhoods);

}  // namespace uavt::sync
