#include "sql/connection.hpp"

#include "sql/database.hpp"

#include <libpq-fe.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

namespace uavt::sql {
namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

Options parsed(const std::string& conninfo) {
  char* message = nullptr;
  Options options(PQconninfoParse(conninfo.c_str(), &message), &PQconninfoFree);
  if (!options) {
    std::string reason = message ? message : "out of memory";
    PQfreemem(message);
    while (!reason.empty() && reason.back() == '\n') reason.pop_back();
    throw DatabaseError("[database] dsn is not a PostgreSQL connection string: " + reason +
                        ". Expected e.g. \"service=uavt_sync\" or \"host=… dbname=… user=…\".");
  }
  return options;
}

std::string quoted(std::string_view value) {
  std::string text = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

/// The given conninfo with a limit on waiting for a host that does not answer: a night must not
/// hang. A service file or PGCONNECT_TIMEOUT may say otherwise.
std::string with_timeout(const std::string& conninfo) {
  const Options options = parsed(conninfo);
  std::string text;
  bool timeout = std::getenv("PGCONNECT_TIMEOUT") != nullptr;
  for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
    if (!option->val) continue;
    const std::string_view keyword = option->keyword;
    if (keyword == "connect_timeout" || keyword == "service") timeout = true;
    text += std::string(keyword) + "=" + quoted(option->val) + " ";
  }
  return timeout ? text : text + "connect_timeout=15";
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

std::string cure_of_connecting(const std::string& reason) {
  const auto says = [&](std::string_view words) { return reason.find(words) != std::string::npos; };
  // libpq gives no SQLSTATE for a failed connection, and its own words may be translated: these are
  // hints only, the last line is right for all of them.
  if (says("does not exist") && says("database")) {
    return "Create the database (createdb) or correct dbname in [database] dsn.";
  }
  if (says("password")) {
    return "Put the password into ~/.pgpass, PGPASSFILE or a service file (never into dsn).";
  }
  if (says("definition of service")) {
    return "Write the service into ~/.pg_service.conf or the server-wide pg_service.conf.";
  }
  if (says("starting up") || says("shutting down")) {
    return "The server is changing state: try again in a minute.";
  }
  return "Is PostgreSQL running there, and may this user connect (pg_hba.conf)? "
         "Check [database] dsn.";
}

std::string cure_of(const std::string& sqlstate) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> cures = {{
      {"53100", "The server's disk is full: free space, then run again."},
      {"53300", "The server has no free connection: raise max_connections or close others."},
      {"42501", "The role lacks this right: the owner of the database grants it (GRANT)."},
      {"3F000", "The schema is missing: run `uavt-sync migrate`."},
      {"42P01", "A table is missing: run `uavt-sync migrate`."},
      {"42703", "A column is missing: run `uavt-sync migrate`."},
      {"55P03", "Somebody holds a lock on the tables; see pg_stat_activity, then run again."},
      {"57014", "The statement was cancelled on the server."},
      {"57P01", "The server is being stopped: run again when it is up."},
      {"57P02", "The server crashed: run again when it is up."},
      {"57P03", "The server is not ready: run again in a minute."},
      {"25006", "The server is read-only (a standby?): connect to the primary."},
  }};
  for (const auto& [state, cure] : cures) {
    if (sqlstate == state) return std::string(cure);
  }
  return {};
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

pqxx::connectionpolicy::handle Connection::Policy::do_startconnect(handle original) {
  if (original != nullptr) return original;
  if (kept != nullptr) throw pqxx::broken_connection("the connection to the server was lost");
  kept = pqxx::connect_direct::do_startconnect(nullptr);
  return kept;
}

Connection::Connection(const std::string& conninfo)
    : pqxx::connection_base(policy_), policy_(with_timeout(conninfo)) {
  try {
    init();
    PQsetNoticeReceiver(policy_.kept, &ignore_notice, nullptr);
    pqxx::nontransaction session(*this);
    session.exec(
        "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; "
        "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET bytea_output = 'hex'; SET jit = off; "
        "SET client_min_messages = warning; SET idle_in_transaction_session_timeout = 0; "
        "SET statement_timeout = 0; SET application_name = 'uavt-sync/start'");
  } catch (const std::exception& error) {
    const std::string reason = trimmed(error.what());
    close();
    throw DatabaseError("cannot connect to PostgreSQL (" + shown(conninfo) + "): " + reason + ". " +
                        cure_of_connecting(reason));
  }
}

Connection::~Connection() noexcept {
  close();
}

std::string shown(const std::string& conninfo) {
  const Options options = parsed(conninfo);
  std::string text;
  for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
    const std::string_view keyword = option->keyword;
    if (!option->val || (keyword != "host" && keyword != "hostaddr" && keyword != "port" &&
                         keyword != "dbname" && keyword != "user" && keyword != "service")) {
      continue;
    }
    text += (text.empty() ? "" : " ") + std::string(keyword) + "=" + option->val;
  }
  return text.empty() ? "libpq's defaults" : text;
}

std::string sqlstate_of(const std::exception& error) {
  // libpqxx gives the code only to the errors it has no class for.
  if (dynamic_cast<const pqxx::serialization_failure*>(&error)) return "40001";
  if (dynamic_cast<const pqxx::deadlock_detected*>(&error)) return "40P01";
  if (dynamic_cast<const pqxx::insufficient_privilege*>(&error)) return "42501";
  if (dynamic_cast<const pqxx::disk_full*>(&error)) return "53100";
  if (dynamic_cast<const pqxx::too_many_connections*>(&error)) return "53300";
  if (dynamic_cast<const pqxx::undefined_table*>(&error)) return "42P01";
  if (dynamic_cast<const pqxx::undefined_column*>(&error)) return "42703";
  if (dynamic_cast<const pqxx::feature_not_supported*>(&error)) return "0A000";
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&error);
  return sql ? sql->sqlstate() : std::string();
}

void rethrow_as_database_error(const std::string& doing) {
  try {
    throw;
  } catch (const DatabaseError&) {
    throw;
  } catch (const LockedError&) {
    throw;
  } catch (const pqxx::broken_connection& error) {
    throw DatabaseError(doing + ": the connection to the server was lost (" +
                        trimmed(error.what()) + "). Nothing of it was published; run again.");
  } catch (const std::exception& error) {
    const std::string cure = cure_of(sqlstate_of(error));
    throw DatabaseError(doing + ": " + trimmed(error.what()) + (cure.empty() ? "" : ". " + cure));
  }
}

}  // namespace uavt::sql
