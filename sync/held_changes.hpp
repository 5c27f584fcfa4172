// What would change in a mahalle that waits, row by row and value by value, as people are shown it;
// and the digest by which tomorrow's changes are the same or others. Private to the guard.
#pragma once

#include "sync/held_batch.hpp"
#include "sync/held_rows.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace uavt::sync {

/// Changes and their digests, of one mahalle.
struct HeldList {
  std::vector<HeldChange> changes;  ///< by layer, operation, key, content
  std::string digest;
};

/// One list for each mahalle over its budget; `names` says which mahalle it is, whatever number it
/// has. What a new row is called, and what refers to it, does not depend on numbers: they move when
/// other mahalle are published meanwhile.
[[nodiscard]] std::vector<HeldList> held_lists(const Stored& stored, const Plan& plan,
                                               const HeldRows& rows,
                                               const std::vector<std::string>& names);

}  // namespace uavt::sync
