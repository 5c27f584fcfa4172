// TOP: where doors stand among the buildings: far from their own, at another one, several at one
// point. Each register by itself, live rows that have a shape.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// TOP-02 (a main or side door far from its building), TOP-14 (in or nearer to another building).
/// Scope: neighbourhood.
void judge_doors_at_buildings(const Night& night, const Settings& settings,
                              std::vector<Finding>& findings);

/// TOP-12 (several doors at one point; one finding a point). Scope: group.
void judge_doors_at_one_point(const Night& night, const Settings& settings,
                              std::vector<Finding>& findings);

}  // namespace uavt::sync
