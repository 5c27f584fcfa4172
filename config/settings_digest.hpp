// Tonight's settings in one word, so that a run can say whether a result differs because the data
// or because the configuration changed.
#pragma once

#include "sync/settings.hpp"

#include <string>

namespace uavt::config {

/// Hex digest of everything that can change a result: municipality, tolerance, sources, profiles,
/// rules, authority, guard, generation. Comments, the order of keys, settings written out at their
/// default, folders of files, and where state and reports go do not show.
[[nodiscard]] std::string digest_of(const sync::Settings& settings);

}  // namespace uavt::config
