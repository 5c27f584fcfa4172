// Why a mahalle is over its budget, as far as its rows tell: a file that was cut, a filter left on,
// codes given anew, a column in another's place, a shift. Private to the guard.
#pragma once

#include "sync/held_batch.hpp"
#include "sync/night.hpp"
#include "sync/scoped_changes.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace uavt::sync {

/// `others`: the counts of the same mahalle. `mahalle`: of the published rows.
[[nodiscard]] HeldCause held_cause(
    const Night& night, const Stored& stored, const std::vector<RowChange>& changes,
    const ScopeCount& trigger, const std::vector<ScopeCount>& counts,
    const std::array<std::vector<std::int64_t>, layer_count>& mahalle);

}  // namespace uavt::sync
