// One session with the server: libpqxx for statements and transactions, and the PGconn under it,
// because libpqxx 6 has no binary COPY. Both speak on the same connection, so that COPY runs inside
// a pqxx::work and there is one transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <pqxx/pqxx>

struct pg_conn;

namespace uavt::sql {

class Connection final : public pqxx::connection_base {
 public:
  /// Connects and puts the session into the one state all our SQL counts on (UTF-8, UTC, no JIT,
  /// notices silent). Errors: DatabaseError with the cure.
  explicit Connection(const std::string& conninfo);
  ~Connection() noexcept;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Lifetime: the connection's. Only for COPY and for what libpqxx does not offer.
  [[nodiscard]] pg_conn* handle() const { return policy_.kept; }

 private:
  /// Keeps the handle, and refuses a second start: a session that was lost took its lock and its
  /// temporary tables with it, so libpqxx must not silently replace it.
  struct Policy final : pqxx::connect_direct {
    using pqxx::connect_direct::connect_direct;
    handle do_startconnect(handle original) override;
    pg_conn* kept = nullptr;
  };
  Policy policy_;
};

/// "host=/run/x port=5432 dbname=uavt user=cbs": what may be shown of a conninfo (never a
/// password).
[[nodiscard]] std::string shown(const std::string& conninfo);

/// Throws what is being handled as a DatabaseError: what was being done, PostgreSQL's own words,
/// and the cure where the SQLSTATE tells one. To be called in a catch block; a DatabaseError or
/// LockedError passes unchanged.
[[noreturn]] void rethrow_as_database_error(const std::string& doing);

/// SQLSTATE of an exception of libpqxx; empty when it has none.
[[nodiscard]] std::string sqlstate_of(const std::exception& error);

}  // namespace uavt::sql
