// [export.<profile>]: what each unit is given as a file – layers, columns, mahalle, CRS – and the
// words that stand in the ledger of exports. Private to this room.
#pragma once

#include "config/section.hpp"
#include "sync/settings.hpp"

namespace uavt::config {

/// Errors: ConfigError for a layer that cannot be exported, columns of a layer that is not listed,
/// a profile that is called like the one that is always there.
void read_exports(const Section& root, sync::Settings& settings);

}  // namespace uavt::config
