// Is a column a key at all? Judged before anybody looks codes up in it (KEY-09).
#pragma once

#include "sync/mapping_columns.hpp"

namespace uavt::sync {

/// A source's column of which more than the rule's share repeats (rows beyond the first of each
/// value among those that have one) is no key: one finding, its values in this register's table
/// become null, and the column is unknown unless another source brings it too. No KEY-02 stands
/// about it. Columns with fewer than 50 values are not judged: there a repetition is KEY-01's.
void judge_code_columns(MappingWork& work);
/// The same for the source's row ids.
void judge_id_columns(MappingWork& work);

}  // namespace uavt::sync
