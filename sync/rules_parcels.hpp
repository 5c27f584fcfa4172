// PAR and TOP: buildings and doors on the parcels beneath them, and the parcels' own areas. Parcels
// are those of sync/parcels; where none is delivered for a mahalle nothing in it is asked.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// TOP-03 (outside the parcels), TOP-10 (on several), TOP-13 (the deed's area is another), PAR-01
/// (names a passive or unknown one), PAR-02 (names another than the one beneath). One fault, one
/// finding: an unknown name is not also another one, and what stands on another parcel is not also
/// outside its own. Scope: neighbourhood; TOP-13 row.
void judge_parcels(const Night& night, const Settings& settings, std::vector<Finding>& findings);

}  // namespace uavt::sync
