// GEO rules about shapes that are valid and still look wrong: needles, crumbs, giants, and one shape
// drawn twice.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// GEO-08, GEO-09, GEO-10. Scope: row.
void judge_shapes(const Night& night, const Settings& settings, std::vector<Finding>& findings);

/// GEO-13: the same geometry twice in a layer. Points are not asked: doors of one entrance share a
/// place (TOP-12 says when it is too many). Scope: group.
void judge_same_shapes(const Night& night, const Settings& settings,
                       std::vector<Finding>& findings);

}  // namespace uavt::sync
