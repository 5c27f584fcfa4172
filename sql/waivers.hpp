// Waivers as the database keeps them. Private to this room: `Database` hands them out, loading puts
// those that nobody took back beside the findings.
#pragma once

#include <vector>

#include "sql/connection.hpp"
#include "sync/waiver.hpp"

namespace uavt::sql {

/// Every waiver ever given, oldest first, with the number of findings it covered after the last run.
/// One of a rule that this version does not know has no rule, and covers nothing.
[[nodiscard]] std::vector<sync::GivenWaiver> waivers(pqxx::transaction_base& work, int ilce_kodu);

}  // namespace uavt::sql
