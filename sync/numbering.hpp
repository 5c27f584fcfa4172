// New entities get their own keys here, and every reference becomes a key: after this stage rows of
// all registers speak of each other in one language.
#pragma once

#include "sync/match.hpp"
#include "sync/night.hpp"

namespace uavt::sync {

/// Gives new entities their tucbs_no – in order of code, then canonical content, then place, so
/// that neither row order nor thread count shows – writes it to the rows, resolves every reference
/// column of every register's table (null where the parent is not there), and finds each entity's
/// mahalle. `next` is the first free number of each layer, advanced.
void number(Night& night, Matched& matched, const Stored& stored,
            std::array<std::int64_t, layer_count>& next);

}  // namespace uavt::sync
