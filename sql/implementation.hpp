// What stands behind `Database`: the session, the district it holds, and how to open it again after
// a commit in doubt.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sql/connection.hpp"
#include "sql/database.hpp"

namespace uavt::sql {

/// First half of the key of a district's lock, the second is its code. "uavs" in ASCII: the schema's
/// lock (migration.cpp) is another.
inline constexpr int district_lock = 0x75617673;

/// Runs `work`; whatever libpqxx throws becomes a DatabaseError that says what was being done.
template <class Work>
auto described(const std::string& doing, Work work) {
  try {
    return work();
  } catch (const std::exception&) {
    rethrow_as_database_error(doing);
  }
}

struct Database::Implementation {
  explicit Implementation(const std::string& info);

  std::string conninfo;
  std::unique_ptr<Connection> connection;
  std::optional<int> locked;  ///< the district whose lock this session holds
  std::string stage = "start";
  std::function<void(const std::string&)> step = [](const std::string&) {};

  /// Takes the district's lock in this session. Errors: LockedError, saying who holds it.
  void lock(int ilce_kodu);
  /// Shows the stage in pg_stat_activity.
  void show_stage();
  /// A new session with the same lock and stage. Errors: DatabaseError, LockedError.
  void reconnect();
  /// One transaction of `apply`, committed or rolled back.
  Applied apply_once(int ilce_kodu, std::int64_t run, const sync::Plan& plan,
                     const RunOutcome& outcome, Ending ending);
  /// After a commit whose answer was lost: returns when the server committed it, else throws.
  void resolve_doubt(const std::string& transaction, std::int64_t run);
};

}  // namespace uavt::sql
