// Where the registers say different things of one entity, and whose word stands: what the comparison
// leaves behind for the lists of corrections. Found where the decision is made, so that nothing is
// compared twice. It lives for one night; entities are those of that night.
#pragma once

#include "sync/state.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace uavt::sync {

struct Difference {
  Layer layer{};
  std::size_t entity = 0;             ///< in Matched::layers[layer]
  std::optional<std::uint8_t> group;  ///< nothing: only one register has the thing at all
  Presence presence = Presence::ortak;
  Register right = Register::cbs;     ///< of a group: whose value stands; the other has to mend
  bool waits = false;                 ///< of a group under `never` that nobody has decided yet
};

}  // namespace uavt::sync
