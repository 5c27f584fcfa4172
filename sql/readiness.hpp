// What `check` asks the database: whether a night could be written into it. Questions only, no
// lock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace uavt::sql {

struct Readiness {
  std::string postgresql, postgis;  ///< versions; postgis empty: not in this database
  bool postgis_offered = false;     ///< the server has it
  bool schema_made = false;
  std::optional<int> srid;           ///< EPSG code the schema was made with
  std::vector<std::string> pending;  ///< migrations
  std::string role;                  ///< the session's
  bool superuser = false;
  bool may_create = false;  ///< schemas, which the first migration makes
  bool may_use_temporary = false;
  std::vector<std::string> not_writable;   ///< our tables this role may not write
  std::vector<std::string> missing_roles;  ///< of uavtsync_yazar, _cbs, _okur
  std::string lock_holder;                 ///< who holds the district's lock; empty: nobody
  std::uint64_t held = 0;                  ///< batches that wait for somebody
};

}  // namespace uavt::sql
