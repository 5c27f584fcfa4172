// In which order corrections are typed. Beside what sort_key_of says there is one thing a form
// refuses: a door number that another door of the street still has. Where numbers move up (5 → 7,
// 7 → 9) the one that makes room comes first.
#pragma once

#include "sync/work_item.hpp"

#include <span>

namespace uavt::sync {

/// Gives every item its sort key. Numbers that change places in a circle keep the order of their
/// numbers: somebody has to use a number in between.
void set_sort_keys(std::span<WorkItem> items);

}  // namespace uavt::sync
