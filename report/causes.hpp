// A cause in words and as JSON: the sentence a clerk reads first, and the numbers it stands on.
#pragma once

#include "sync/result.hpp"
#include "sync/settings.hpp"

#include <nlohmann/json.hpp>

#include <span>
#include <string>

namespace uavt::report {

/// "412 bulgunun nedeni: NUMARATAJ.shp ED50 koordinatlı, TUREF diye okunmuş (34 m doğu, 183 m
/// kuzey)." A source of one file is called by the file, else by its name. Text from data is quoted,
/// made visible and shortened.
[[nodiscard]] std::string sentence(const sync::Cause& cause,
                                   std::span<const sync::SourceResult> sources,
                                   sync::Language language);

/// One element of `causes[]`.
[[nodiscard]] nlohmann::ordered_json cause_json(const sync::Cause& cause,
                                                std::span<const sync::SourceResult> sources);

}  // namespace uavt::report
