// To refuse what a run wants to publish is to rule on it: rows that came stay out, rows that left
// stay, groups that changed keep what is published. The next walk of the same night with these
// rulings among `Stored::rulings` changes nothing in those rows, and neither does any later night
// until a register says something else.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/ruling.hpp"

namespace uavt::sync {

/// Who refuses, and why.
struct Refusal {
  RulingOrigin origin = RulingOrigin::reject;
  std::int64_t about = 0;  ///< the batch, or the run that is taken back
  std::string person, reason;
  std::int64_t day = 0;  ///< days since 1970-01-01, Türkiye
};

/// Is this entity (of `Matched::layers[layer]`) among what is refused?
using Refuses = std::function<bool(Layer, std::size_t entity)>;

/// The rulings (id 0) that refuse everything the plan would do to those entities. A row that would
/// only change its `eslesme` is not ruled on. To put them into force: append them to
/// `Stored::rulings`, walk the night again from `map` on, and hand them to the new plan as
/// `rulings_made`, which is what `apply` writes.
/// Order: by layer, then by entity.
[[nodiscard]] std::vector<Ruling> refusals(const Night& night, const Matched& matched,
                                           const Plan& plan, const Stored& stored,
                                           const Refusal& refusal, const Refuses& refuses);

}  // namespace uavt::sync
