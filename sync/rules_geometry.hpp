// The GEO rules: what is wrong with a geometry on its own. Repairs are for validity only and are
// findings with before and after; what cannot be repaired is set apart.
#pragma once

#include "geo/validity.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"

namespace uavt::sync {

/// GEO-11, GEO-12: matters of the delivered form, judged before settling puts the image's geometry
/// in place of it. Scope: row.
void judge_delivered_form(Night& night, const Settings& settings);

/// GEO-01 … GEO-07, GEO-14 on every geometry that is not last night's; repairs in place. Scope: row.
void judge_geometry(Night& night, const Settings& settings);

/// The rule that a flaw breaks.
[[nodiscard]] Rule rule_of(geo::Flaw flaw);
/// An issue's arguments and evidence for a finding of that rule.
void describe(Finding& finding, const geo::GeometryIssue& issue, geo::Kind found,
              geo::Kind expected);

}  // namespace uavt::sync
