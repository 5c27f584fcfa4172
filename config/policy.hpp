// What a municipality decides about findings and about who is right: [rules.…] and [authority.…].
// The defaults of the first are the rule catalogue's, of the second config/authority.toml.
#pragma once

#include "config/section.hpp"

namespace uavt::config {

/// Reads [rules.ID]: severity (or "off"), repair, the rule's own parameters. A rule of the
/// published catalogue that this version does not check yet may be configured and has no effect
/// (config/rules.toml lists them), so that one file serves two versions.
void read_rules(const Section& root, sync::Settings& settings);

/// Every group of every layer gets its default: config/authority.toml, else cbs.
void set_default_authority(sync::Settings& settings);

/// Reads [authority.LAYER] over what is there.
void read_authority(const Section& root, sync::Settings& settings);

}  // namespace uavt::config
