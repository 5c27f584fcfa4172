// The trend over the last runs: each run's counts are written once, beside its ledger row, and put
// together as text.
#pragma once

#include "sync/result.hpp"

#include <span>
#include <string>

namespace uavt::report {

/// The elements of `run.trend`, without the brackets. A run that was not counted is left out.
void append_trend(std::string& out, std::span<const sync::TrendRun> runs);

}  // namespace uavt::report
