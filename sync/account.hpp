// Law 1: every record read has one fate, that of the published row behind which it stands; a record
// that stands behind several takes the worst. The sums are asserted in every run.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sync/match.hpp"
#include "sync/plan.hpp"
#include "sync/result.hpp"

namespace uavt::sync {

/// Fates of one source's records, by position of Fate.
using Fates = std::array<std::uint64_t, fate_count>;

/// Fates of every account of one register. Errors: std::logic_error when a record has none or the
/// sum is not the number of records read – a bug of ours, never of the input.
[[nodiscard]] std::vector<Fates> fates(const Night& night, Register reg, const Matched& matched,
                                       const Plan& plan);

/// Published rows by eslesme after the plan, and what the plan does to each layer.
[[nodiscard]] std::vector<LayerResult> layer_results(const Stored& stored, const Plan& plan);

}  // namespace uavt::sync
