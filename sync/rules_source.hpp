// SRC-05 and SRC-06: a delivery beside the one before it, and beside tonight's date. Both stay as
// long as the delivery lies there unchanged, so that a night without news writes nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sync/delivery.hpp"
#include "sync/settings.hpp"
#include "sync/state.hpp"

namespace uavt::sync {

/// Appends what is found about tonight's deliveries. `today`: days since 1970-01-01; the domain has
/// no clock.
void judge_sources(std::span<const Delivery> deliveries, const Settings& settings,
                   const Stored& stored, std::int64_t today, std::vector<Finding>& findings);

/// What is remembered of a delivery beside what was (nullptr: nothing): `seen`, `before` and
/// `versiyon` of its SourceMemory.
void remember_sight(SourceMemory& memory, const Delivery& delivery, const SourceMemory* known);

}  // namespace uavt::sync
