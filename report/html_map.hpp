// map.json as the page reads it: the same vectors, but flat – a hundred thousand small arrays take a
// browser longer than one long one – and by the findings' numbers instead of their fingerprints.
// Private to this room.
#pragma once

#include <span>
#include <string>

namespace uavt::report {

/// The object of the page's data block `map` (MapData in report/page/data.ts); "null" where the text
/// is empty or no map. `fingerprints`: of the findings in the page's order.
[[nodiscard]] std::string map_data(const std::string& map_json,
                                   std::span<const std::string> fingerprints);

}  // namespace uavt::report
