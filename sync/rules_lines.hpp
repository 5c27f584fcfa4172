// TOP: how centrelines lie: through buildings, across themselves, out of their mahalle, ending
// beside each other. Of a register without centrelines the lines of its csbm are asked.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// TOP-08 (a line crosses a building or itself), TOP-11 (an end misses another line).
/// Scope: neighbourhood.
void judge_crossings_and_ends(const Night& night, const Settings& settings,
                              std::vector<Finding>& findings);

/// TOP-09 (a line leaves its mahalle). Scope: neighbourhood.
void judge_lines_in_mahalle(const Night& night, const Settings& settings,
                            std::vector<Finding>& findings);

}  // namespace uavt::sync
