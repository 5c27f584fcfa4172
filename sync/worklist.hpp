// The lists of corrections (UAVT düzeltme listesi and the municipality's own): what tonight's
// differences ask somebody to type, derived anew every night and never written by hand. A thing whose
// row stands as last seen or was set apart asks for nothing new, and settles nothing.
#pragma once

#include "sync/coverage.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/settings.hpp"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace uavt::sync {

/// What a night says of the lists.
struct Corrections {
  /// By list and in order of typing; without what the comparison with the past adds.
  std::vector<WorkItem> items;
  /// Things (layer, tucbs_no) nobody could judge tonight: their items stand.
  std::set<std::pair<Layer, std::int64_t>> unjudged;
  /// Fingerprints of refused records of which nothing was heard tonight: their items stand.
  std::set<std::string> unheard;
};

/// Only what UAVT has: to be retired there, where both registers have spoken (an administrative unit:
/// to be added by the municipality). Only what the municipality has: to be added to UAVT. A group
/// that differs: to be corrected by the side whose word does not stand; under `never`, until somebody
/// decides, by UAVT, marked as waiting. What hangs on a building the municipality calls demolished is
/// to be retired and never to be added. What a person refused is taken back by whoever recorded it.
/// Thread: rows must have their numbers. Source: DESIGN §4.7, docs/worklist.md.
[[nodiscard]] Corrections corrections(const Night& night, const Matched& matched,
                                      const Stored& stored, const Plan& plan,
                                      const Settings& settings, const Coverages& coverages);

/// Two records of UAVT for one thing: an entity only UAVT has, and the one that says the same under
/// the same parent and that both sides have.
struct RecordedTwice {
  Layer layer{};
  std::size_t spare = 0, kept = 0;  ///< entities
};
/// Of the entities that only UAVT has (`alone`, of one layer), those that are recorded twice.
[[nodiscard]] std::vector<RecordedTwice> recorded_twice(const Night& night, const Matched& matched,
                                                        Layer layer,
                                                        std::span<const std::size_t> alone);

}  // namespace uavt::sync
