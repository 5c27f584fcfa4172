// Things both registers have, but nobody can tell which of one side is which of the other: they say
// the same under the same parent, more than one on some side, and no code joins them. Ties stay ties
// (DESIGN §4.6) – but such a thing is neither missing here nor too much there.
#pragma once

#include "sync/match.hpp"
#include "sync/night.hpp"

#include <cstddef>
#include <vector>

namespace uavt::sync {

struct Tie {
  std::vector<std::size_t> national, municipal;  ///< entities; of the national by ascending code
};

/// The ties of one layer among entities that only one side has. Order: by content.
[[nodiscard]] std::vector<Tie> ties(const Night& night, const Matched& matched, Layer layer);

}  // namespace uavt::sync
