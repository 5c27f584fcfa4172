// What happened tonight, told once: found after reconciling, from what each register says now beside
// what it said last. Nothing here moves a row or gives a number – following has done that – so that
// a night without events costs a look at the rows that changed.
#pragma once

#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// The events of tonight with the published rows each explains. What two registers say in one night
/// is one event. None on a register's first night.
/// Order: by kind, layer, key; independent of the order of rows.
[[nodiscard]] std::vector<Event> events(const Night& night, const Matched& matched,
                                        const Stored& stored, const Plan& plan);

/// Names of published streets that change tonight, ascending by street.
[[nodiscard]] std::vector<FormerName> former_names(const Plan& plan, const Stored& stored);

/// UAV-09: one finding an event, with all its rows, into the night's findings.
void judge_events(const std::vector<Event>& events, Night& night, const Matched& matched,
                  const Stored& stored, const Settings& settings);

}  // namespace uavt::sync
