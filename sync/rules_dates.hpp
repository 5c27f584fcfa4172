// MOD rules about values that cannot be true together: dates in the wrong order, sums that do not
// add up.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// MOD-08 (begin after end, in the future, demolished before completed) and MOD-10 (floors, units).
/// "The future" is what lies after the day of the delivery. Scope: row.
void judge_dates_and_sums(const Night& night, const Settings& settings,
                          std::vector<Finding>& findings);

}  // namespace uavt::sync
