// The other row of a finding: what a door is too near to, what a line misses. It is named in the
// sentence and stands among the finding's rows.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <string>

namespace uavt::sync {

/// What a sentence calls a row by: a mahalle, street or centreline its name with the code behind
/// it, any other row its code; empty when it has neither.
[[nodiscard]] std::string called(const Table& table, std::size_t row);

/// Adds the row to the finding's rows and as the argument `other`.
void add_counterpart(Finding& finding, const Settings& settings, Register reg, const Table& table,
                     std::size_t row);

}  // namespace uavt::sync
