// The KEY rules that need more than one row: codes used twice, codes missing, references that point
// to nothing, paths that disagree. Codes that cannot be read are judged where they are read.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

namespace uavt::sync {

/// KEY-01 (group) and KEY-03 (row). Of rows with one code: identical ones become `duplicate` of the
/// first; of differing ones the row equal to the image or matching the other register stays, the
/// others are set apart; if none does, all are.
void judge_codes(Night& night, const Settings& settings);

/// KEY-04 and KEY-05, on tables with last-seen rows and links resolved. Scope: group.
void judge_references(Night& night, const Settings& settings);

}  // namespace uavt::sync
