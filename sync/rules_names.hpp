// NUM-07: one name and type on several roads of the municipality. Only what is drawn can be said to
// be apart.
#pragma once

#include "sync/doors_on_roads.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// One finding a name: roads within the limit of each other, straight or over others of the name,
/// are one. Küme evler and köy sokağı are not asked. Scope: run.
void judge_names(const DoorsOnRoads& all, const Settings& settings, std::vector<Finding>& findings);

}  // namespace uavt::sync
