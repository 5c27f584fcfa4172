// One flat UAVT row says mahalle, street, door and unit at once. Here the rows are taken apart:
// every parent once, its contents compared where rows disagree (SRC-07), every unit under its door.
#pragma once

#include "sync/mapping_columns.hpp"

namespace uavt::sync {

/// Maps all flat sources of the register together: mahalle, csbm, numarataj, bagimsiz_bolum with
/// their links and accounts. A parent is known by its code, without one by its content under its
/// own parent. Where its rows differ (same_value), the content that is *same* as the last image is
/// used, else the most frequent one; a tie is set apart.
/// Order: parents in order of their first row; what they contain does not depend on the order.
void take_flat_rows_apart(MappingWork& work);

}  // namespace uavt::sync
