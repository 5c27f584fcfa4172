// NUM: the numbering law, and what a list of doors, units and streets owes to itself. Each register
// by itself: whoever keeps the rows corrects them.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// NUM-01 (a number twice on one street), NUM-04 (no number by the law's grammar), NUM-06 (a
/// building without a door, a door without a number). Scope: group.
void judge_doors(const Night& night, const Settings& settings, std::vector<Finding>& findings);

/// NUM-09 (an iç kapı twice behind one door), NUM-10 (several units, one without iç kapı).
/// Scope: group.
void judge_units(const Night& night, const Settings& settings, std::vector<Finding>& findings);

/// NUM-11 (one street under two codes), NUM-12 (a name that is none, or another type's).
/// Scope: group.
void judge_street_names(const Night& night, const Settings& settings,
                        std::vector<Finding>& findings);

}  // namespace uavt::sync
