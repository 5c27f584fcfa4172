// What is gone with a building that the municipality calls demolished: its doors and their units. In
// UAVT they are addresses where people can still register.
#pragma once

#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"
#include "sync/work_record.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

namespace uavt::sync {

/// A layer and an entity of it.
using Thing = std::pair<Layer, std::size_t>;

inline constexpr std::string_view demolished_state = "yikilmis";

/// Buildings the municipality calls demolished, their doors and units, each with the day where a row
/// tells it, else null_integer. None where UAVT has the authority over a building's status.
[[nodiscard]] std::map<Thing, std::int64_t> demolished_things(const Night& night,
                                                              const Matched& matched,
                                                              const WorkRecords& records,
                                                              const Settings& settings);

}  // namespace uavt::sync
