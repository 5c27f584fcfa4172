// TOP: the mahalle as ground. What lies outside the one it is recorded in, and borders that do not
// fit together.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// TOP-04: a door or building outside its declared mahalle, measured to that mahalle's polygon. A
/// door is asked only where neither the mahalle it names nor its street's is near: where those two
/// disagree it is KEY-05's. Scope: neighbourhood.
void judge_declared_mahalle(const Night& night, const Settings& settings,
                            std::vector<Finding>& findings);

/// TOP-05 (two mahalle on the same ground), TOP-06 (ground between mahalle that none holds).
/// Köy bağlısı lie inside their köy and may overlap it. Scope: neighbourhood.
void judge_mahalle_borders(const Night& night, const Settings& settings,
                           std::vector<Finding>& findings);

}  // namespace uavt::sync
