// What the program remembers, out of the database and into columns: one COPY a layer and register,
// all in one snapshot.
#pragma once

#include "sql/connection.hpp"
#include "sync/state.hpp"

namespace uavt::sql {

[[nodiscard]] sync::Stored loaded(Connection& connection, int ilce_kodu);

}  // namespace uavt::sql
