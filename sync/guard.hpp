// The guard decides which mahalle are held back. Its place is here, between the plan and the
// database; budgets and held batches come with the next rooms of the service (docs/decisions/0001).
#pragma once

#include "sync/plan.hpp"

namespace uavt::sync {

/// The plan that may be applied tonight. Everything passes: no mahalle is held yet.
[[nodiscard]] inline Plan guarded(Plan plan) { return plan; }

}  // namespace uavt::sync
