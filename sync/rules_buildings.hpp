// TOP: what buildings are to each other.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// TOP-01: two buildings on the same ground; the milder cases are a warning, a block over its
/// podium a mention. One shape drawn twice is GEO-13, not this. Scope: neighbourhood.
void judge_overlaps(const Night& night, const Settings& settings, std::vector<Finding>& findings);

}  // namespace uavt::sync
