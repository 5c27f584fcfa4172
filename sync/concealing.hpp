// What is restricted stays with its row: where values become words – findings, lists of corrections,
// what waits, why a value is what it is – a mark stands in its place. Concealed before anything is
// stored, so that no form of a report, no listing and no mail has to think of it.
#pragma once

#include "sync/held_batch.hpp"
#include "sync/night.hpp"
#include "sync/restrictions.hpp"
#include "sync/work_item.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace uavt::sync {

/// In place of a value that is restricted; `report` says it in the reader's language.
inline constexpr std::string_view concealed_value = "(kısıtlı)";

/// A value for people: `value_text`, or the mark where the attribute is restricted and the value not
/// null.
[[nodiscard]] std::string shown_value(const Restrictions& restrictions, const Table& table,
                                      std::size_t attribute, std::size_t row);

/// Takes restricted values out of findings' arguments and evidence: all that a finding about a
/// restricted attribute brings but counts and names, what is called like a restricted attribute of
/// its rows, and any text in which a restricted value of its rows stands. Fingerprints stay.
/// After `identify`.
void conceal(std::vector<Finding>& findings, const Night& night, const Restrictions& restrictions);

/// Days of documents that are restricted. What else an item says is concealed where it is made.
void conceal(std::vector<WorkItem>& items, const Restrictions& restrictions);

/// The same of what a batch that waits would change; its digest stays.
void conceal(HeldBatch& batch, const Restrictions& restrictions);

}  // namespace uavt::sync
