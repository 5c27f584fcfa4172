// Profiles are data: which column names a dialect (MAKS, AKS, NVİ …) uses for which attribute. A
// municipality whose columns are named otherwise writes one file and names it in its [[source]].
#pragma once

#include "sync/settings.hpp"

#include <string>
#include <string_view>

namespace uavt::config {

/// Reads
///   [layer.csbm]            tables = ["CSBM", …]
///   [layer.csbm.columns]    ad = ["AD", …]      best name first; attributes in order of preference
///   [layer.csbm.codes.tip]  "1" = "sokak"
/// Errors: ConfigError with `file` and line: unknown layer, attribute or value.
[[nodiscard]] sync::Profile profile_of(std::string_view text, std::string name,
                                       const std::string& file);

}  // namespace uavt::config
