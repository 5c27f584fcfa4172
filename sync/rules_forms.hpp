// MOD-05 of the register's layers: texts that have a form of their own. Codes do not come here, a
// malformed one is KEY-02.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// MOD-05: a posta kodu is five digits; what stands for none (0, -) is none. Scope: row.
/// Source: PTT posta kodu.
void judge_forms(const Night& night, const Settings& settings, std::vector<Finding>& findings);

}  // namespace uavt::sync
