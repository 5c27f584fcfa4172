// How good the layers are, in the words of ISO 19157: of so many things so many are faulty, a layer
// and mahalle at a time, counted from the open findings of the night. Every rule says in the
// catalogue which element of quality it measures.
#pragma once

#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/quality_measure.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// What a rule measures: by its ISO 19157 element; excess inside one register is a duplicate.
[[nodiscard]] Measure measure_of(Rule rule);

/// Measures of every layer that has rows: each that can be measured there for the whole layer, and
/// those of a mahalle where something is faulty (a mahalle that is not listed has none). A thing is
/// what the registers say of it together; a row set apart is a thing too. Findings that stand were
/// not judged tonight: measures of their layers stay as they were.
/// Order: layer, mahalle (the whole layer first), measure.
[[nodiscard]] std::vector<QualityMeasure> quality(const Plan& plan, const Night& night,
                                                  const Matched& matched, const Stored& stored);

}  // namespace uavt::sync
