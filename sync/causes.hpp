// Which findings have one and the same reason. Asked once a night, when all rules have spoken and
// every finding has its name: it reads the findings, the rows around them and the geometry, and
// invents nothing – in faults that have nothing to do with each other there is no cause.
#pragma once

#include "sync/cause.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"
#include "sync/shifts.hpp"

#include <vector>

namespace uavt::sync {

/// The causes of tonight's open findings (new, persisting, reopened); writes each one's id into
/// `Finding::cause`. A finding has at most one cause.
/// Order: of the causes by count, largest first, then id; the same for any order of rows.
[[nodiscard]] std::vector<Cause> assign_causes(std::vector<Finding>& findings, const Night& night,
                                               const Matched& matched,
                                               const std::vector<SourceShift>& shifts,
                                               const Settings& settings);

/// Findings nobody judged tonight stand with the cause they had: it is told on, as it was measured
/// then. `before`: the causes of the last published run.
void carry_causes(std::vector<Cause>& causes, const std::vector<Cause>& before,
                  const std::vector<OpenFinding>& open,
                  const std::vector<std::string>& standing);

}  // namespace uavt::sync
