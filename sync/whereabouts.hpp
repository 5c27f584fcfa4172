// In which mahalle a row lies, also one that was set apart and belongs to no entity.
#pragma once

#include "sync/match.hpp"
#include "sync/night.hpp"

#include <cstdint>

namespace uavt::sync {

/// Number (tucbs_no) of the mahalle a row lies in; 0: unknown.
[[nodiscard]] std::int64_t mahalle_of(const Night& night, const Matched& matched, Register reg,
                                      Layer layer, std::size_t row);

}  // namespace uavt::sync
