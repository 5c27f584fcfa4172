// NUM: odd numbers on one side, even ones on the other, growing along the road. What a street's
// doors agree on is its rule; a door is accused only where nearly all others agree against it.
#pragma once

#include "sync/doors_on_roads.hpp"
#include "sync/night.hpp"
#include "sync/settings.hpp"

#include <vector>

namespace uavt::sync {

/// NUM-02 (a number on the wrong side; a whole street the other way round is one finding), NUM-03
/// (a number out of order), NUM-05 (a jump between neighbours). Meydan, küme evler and köy sokağı
/// are not asked, nor are doors inside a site and numbers with a letter or a range. Source: Adres
/// ve Numaralamaya İlişkin Yönetmelik; RULES NUM-02, NUM-03, NUM-05.
void judge_sides(const DoorsOnRoads& all, const Settings& settings, std::vector<Finding>& findings);

}  // namespace uavt::sync
