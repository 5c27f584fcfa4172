// What a model file keeps back: read as strictly as the rest, because a restriction that does nothing
// is believed to do something. Private to this room.
#pragma once

#include "config/section.hpp"
#include "sync/model.hpp"

#include <string>
#include <utility>
#include <vector>

namespace uavt::config {

/// Errors: ConfigError at the key of an attribute that says `restricted = true` and is a geometry, the
/// type's id, filled from nothing of the type's layer, or names or addresses a row.
void require_restrictable(const Section& section, const sync::ModelAttribute& attribute,
                          const sync::FeatureType& type);

/// `restricted_rows = { kullanim = ["askeri"] }` of a type with all its attributes.
/// Errors: ConfigError for a type without a layer, an attribute it does not have or that no word or
/// whole number of ours fills, no value, a value outside our list.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<std::string>>> restricted_rows(
    const Section& section, const sync::FeatureType& type);

/// What one type keeps back no type of the same layer may demand: its view would be empty.
/// Errors: ConfigError at the type, also for what it inherited and may not restrict.
void require_consistent(const Section& types, const sync::Model& model);

}  // namespace uavt::config
