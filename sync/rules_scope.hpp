// What is ours: the envelope (CRS-05) and the mahalle a row lies in. A row beyond the envelope is set
// apart; a row that touches none of our mahalle is out of scope – not wrong, not missing, not ours.
#pragma once

#include "geo/geometry_column.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"

namespace uavt::sync {

/// Finds our mahalle polygons (delivered tonight, else published), places every row with geometry
/// among them (Side::place) and marks rows beyond the envelope or out of scope; rows without geometry
/// follow their parents. Scope: run.
/// CRS: everything in the target CRS. `extent`: the configured shape, or nullptr for our polygons
/// buffered by CRS-05's `distance_m`; `country`: no coordinate may lie off it, and the envelope
/// when there is no polygon.
void judge_scope(Night& night, const Stored& stored, const Settings& settings,
                 const geo::GeometryColumn* extent, const geo::Box& country);

}  // namespace uavt::sync
