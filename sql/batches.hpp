// What the guard remembers, as the database keeps it: batches that wait, and how much each scope has
// changed in the last runs. Private to this room.
#pragma once

#include "sql/connection.hpp"
#include "sync/held_batch.hpp"

namespace uavt::sql {

/// What the next run's guard has to know.
[[nodiscard]] sync::GuardMemory guard_memory(pqxx::transaction_base& work, int ilce_kodu);

}  // namespace uavt::sql
