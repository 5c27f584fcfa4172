// TOP and NUM: doors and the streets they are numbered from. Each register by itself; a door or a
// street without a shape is not asked.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// TOP-07 (a door far from its street), NUM-08 (a door that faces another street), NUM-02, NUM-03,
/// NUM-05 (rules_sides.hpp), NUM-07 (rules_names.hpp). Scope: neighbourhood.
void judge_doors_on_roads(const Night& night, const Settings& settings,
                          std::vector<Finding>& findings);

}  // namespace uavt::sync
