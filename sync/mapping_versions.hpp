// `versiyon` and `aktif` of the registers' own tables: rows their register no longer has, and rows
// of a delta that a later one of the same id overtakes. Private to `mapped`.
#pragma once

#include "sync/mapping_columns.hpp"

namespace uavt::sync {

/// Rows with aktif = 0 become `passive`, in whatever delivery. Of a delta's rows of one id – its
/// code, else its `id` – the one of the greatest versiyon stays, the others are its duplicates; so
/// are rows applied on earlier nights (`Delivery::versions_from`). What was found in their cells
/// is nobody's work and is forgotten.
void judge_versions(MappingWork& work);

}  // namespace uavt::sync
