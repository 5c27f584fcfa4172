// KEY-07: a code column whose values are another id space's – MAKS kimlikNo under UAVT's bina
// kodu, a building's number under a door's. Codes are only numbers; which space they are of is
// measured by where they are found.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// One finding a column: its values are found (nearly) nowhere under their own name on the other
/// side, and for the most part in another code column of either side; or they have more digits
/// than a mahalle or csbm code has. Columns that KEY-09 took for no key have no values here.
void judge_id_spaces(const Night& night, const Settings& settings, std::vector<Finding>& findings);

}  // namespace uavt::sync
