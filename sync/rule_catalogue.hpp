// The parts of the rule catalogue, a file a group, so that each can be read and corrected on its
// own. Private to this room: everybody else asks `rule_catalogue()` and `info()`.
#pragma once

#include "sync/rule.hpp"

#include <span>

namespace uavt::sync {

// Order: that of the enumerators of Rule.
[[nodiscard]] std::span<const RuleInfo> source_rules();     ///< SRC
[[nodiscard]] std::span<const RuleInfo> crs_rules();        ///< CRS
[[nodiscard]] std::span<const RuleInfo> geometry_rules();   ///< GEO
[[nodiscard]] std::span<const RuleInfo> key_rules();        ///< KEY
[[nodiscard]] std::span<const RuleInfo> model_rules();      ///< MOD
[[nodiscard]] std::span<const RuleInfo> topology_rules();       ///< TOP-01 to TOP-07
[[nodiscard]] std::span<const RuleInfo> topology_line_rules();  ///< TOP-08 to TOP-14
[[nodiscard]] std::span<const RuleInfo> parcel_rules();     ///< PAR
[[nodiscard]] std::span<const RuleInfo> numbering_rules();  ///< NUM
[[nodiscard]] std::span<const RuleInfo> uavt_rules();       ///< UAV
[[nodiscard]] std::span<const RuleInfo> personal_rules();   ///< KVK

}  // namespace uavt::sync
