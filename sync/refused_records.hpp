// What a register brought and a person refused stays out of what is published for as long as the
// register brings it: it has to take the record back. The mirror of an absence that was refused, where
// it has to record it again.
#pragma once

#include "sync/work_record.hpp"
#include "sync/worklist.hpp"

namespace uavt::sync {

/// An item for every refused record that is delivered tonight, on the list of the register that
/// delivers it. Where nothing was heard of it – no source of that layer, none that speaks for its
/// mahalle, a delta that does not name it, a row that is set apart – the item stands.
/// Into `found`, without fingerprints. Source: docs/worklist.md.
void take_back_refused(const Night& night, const Stored& stored, const Plan& plan,
                       const Settings& settings, const Coverages& coverages,
                       const WorkRecords& records, Corrections& found);

}  // namespace uavt::sync
