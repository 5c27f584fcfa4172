// The schema's way forward: migrations are immutable texts, each applied once in its own
// transaction and remembered with its sha256; views and rights are made again when they changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/connection.hpp"
#include "sync/model.hpp"

namespace uavt::sql {

/// Names of embedded migrations the database does not have, in order.
/// Errors: DatabaseError when an applied one was altered or is not known to this program.
[[nodiscard]] std::vector<std::string> pending_migrations(Connection& connection);

/// DatabaseError with the cure unless PostGIS is there or can be made; puts its schema on the
/// session's search path.
void require_postgis(Connection& connection);
/// Puts PostGIS' schema on the search path where there is one.
void find_postgis(Connection& connection);

/// Applies what is pending, then views and rights. A no-op when nothing changed. `exchange`: the model
/// whose names the views of `tucbs` have; one without layers leaves that schema as it is. `ilce_kodu`:
/// the district whose columns and rows it keeps back; none: what is kept back stays as it is. Where
/// that changes, the feed begins anew (sql/restrictions.hpp).
void migrate(Connection& connection, int srid, const sync::Model& exchange,
             std::optional<int> ilce_kodu);

/// The EPSG code the schema was made with. Errors: DatabaseError when there is no schema.
[[nodiscard]] int schema_srid(Connection& connection);

}  // namespace uavt::sql
