// Beside the rows: who has spoken for which layer and mahalle, which rows stand only as last seen,
// and what the mahalle are called in findings.
#pragma once

#include "sync/coverage.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"

#include <cstdint>
#include <map>

namespace uavt::sync {

/// UAVT codes of the mahalle by number, as the registers give them tonight, else as published.
[[nodiscard]] std::map<std::int64_t, std::int64_t> neighbourhood_codes(const Night& night,
                                                                       const Matched& matched,
                                                                       const Stored& stored);

/// Whoever delivered tonight has spoken, in the mahalle it covers and that are not held: into
/// `spoken` and, where that is new, into the plan.
void note_speakers(const Night& night, const Coverages& coverages, const Matched& matched,
                   const std::map<std::int64_t, std::int64_t>& codes, Spoken& spoken, Plan& plan);

/// Opens and closes the intervals of `kalite.bayat`. What a delta does not name is not stale.
void note_stale(const Night& night, const Coverages& coverages, const Stored& stored, Plan& plan);

}  // namespace uavt::sync
