// The lists of corrections as the database keeps them, read back: what is open, and which deliveries
// have come since.
#pragma once

#include "sql/connection.hpp"
#include "sync/state.hpp"

namespace uavt::sql {

/// Open items, the next number, deliveries: into what is loaded. Errors: DatabaseError.
void read_worklist(Connection& connection, pqxx::work& work, int ilce_kodu, sync::Stored& stored);

}  // namespace uavt::sql
