// Is a source's own row id an id, or the row's number in the export? A number counts 1, 2, 3 … and
// is another object's tomorrow: whoever follows it hands one object's history to another (MOD-11).
#pragma once

#include <cstdint>

#include "sync/table.hpp"

namespace uavt::sync {

enum class IdKind : std::uint8_t {
  lasting,     ///< not 1 … n, or too few to tell
  counting,    ///< 1 … n (or from 0); nothing has moved since the last night
  renumbered,  ///< 1 … n, and what stood under a number stands under another now
};

/// Of one register's rows without a code and their last images. A row has moved when its number was
/// another content's or place's, and its own content and place stood under another number; a share
/// of at least `moved_share` of the numbers that occur in both makes it a renumbering.
/// Order: independent of the order of rows.
[[nodiscard]] IdKind id_kind(const Table& rows, const Table& images, double moved_share);

}  // namespace uavt::sync
