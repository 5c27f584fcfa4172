// Column names as a DBF can hold them: ten bytes, told apart whatever the case.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace uavt::exporters {

/// One name a column, in their order, each at most ten bytes long and no two alike. A name that is
/// short enough stays; one that is cut and taken already ends in a number instead:
/// numarataj_kimlik_no → numarataj_, numarataj_tipi → numarataj1.
[[nodiscard]] std::vector<std::string> dbf_names(std::span<const std::string> columns);

}  // namespace uavt::exporters
