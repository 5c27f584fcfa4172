// The lists of corrections from night to night: which items are new, stay, come back or are settled,
// and how many deliveries each has seen go by. Age is counted from the record of deliveries, so that
// a night without news writes nothing.
#pragma once

#include "sync/coverage.hpp"
#include "sync/delivery.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/settings.hpp"
#include "sync/worklist.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace uavt::sync {

/// What is known of an item that an earlier run closed.
struct ClosedItem {
  std::int64_t number = 0, first_run = 0;
};
using ClosedItems = std::unordered_map<std::string, ClosedItem>;  ///< by fingerprint

/// Fingerprints of items that were not open after the last run: `ClosedItems` is asked about these.
[[nodiscard]] std::vector<std::string> not_remembered(std::span<const WorkItem> items,
                                                      const Stored& stored);

/// Layers that a register delivered anew tonight: another file than before, and of a later day than
/// any before. `run`: tonight's number.
[[nodiscard]] std::vector<LayerDelivered> delivered_anew(std::span<const Delivery> deliveries,
                                                         const Stored& stored,
                                                         const Settings& settings,
                                                         std::int64_t run);

/// Numbers and states of tonight's items; what is settled; what stands because nobody could judge it.
/// Into the plan. `run`: tonight's number.
void compare(Plan& plan, Corrections corrections, const Stored& stored, const ClosedItems& closed,
             std::int64_t run);

/// Deliveries of the register that has to mend it, of its layer, since an item has been there.
class ItemAges {
 public:
  ItemAges(const Stored& stored, const Plan& plan);
  [[nodiscard]] std::int64_t deliveries(WorkList list, Layer layer, std::int64_t mahalle_kodu,
                                        std::int64_t since_run) const;

 private:
  std::vector<LayerDelivered> all_;
};

/// UAV-11: items of the list "uavt" that two newer deliveries did not settle. Into the night's
/// findings. Scope: run.
void judge_ages(Night& night, const Plan& plan, const Stored& stored, const Settings& settings);

/// Gives every item the fingerprint of the finding that says the same. `plan.findings` must be known.
void link_findings(Plan& plan);

}  // namespace uavt::sync
