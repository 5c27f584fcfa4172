#include "sql/database.hpp"

#include "sql/connection.hpp"
#include "sql/finding_text.hpp"
#include "sql/implementation.hpp"
#include "sql/loading.hpp"
#include "sql/migration.hpp"
#include "sql/statements.hpp"

#include <utility>

namespace uavt::sql {
namespace {

/// The state a stored finding had in a run. A version the run itself wrote knows whether the
/// finding had been closed before.
std::string state_in(std::int64_t run, const pqxx::row& row, std::string_view json) {
  const std::string_view written = member(json, "state");
  const bool fixed = row[1].as<bool>(), written_then = row[2].as<bool>();
  if (fixed) return "\"fixed\"";
  if (written == "\"waived\"" || (written == "\"reopened\"" && written_then)) {
    return std::string(written);
  }
  return row[0].as<std::int64_t>() == run ? "\"new\"" : "\"persisting\"";
}

}  // namespace

Database::Implementation::Implementation(const std::string& info)
    : conninfo(info), connection(std::make_unique<Connection>(info)) {
  find_postgis(*connection);
}

void Database::Implementation::lock(int ilce_kodu) {
  pqxx::nontransaction work(*connection);
  const bool taken =
      work.exec_params("SELECT pg_try_advisory_lock($1, $2)", district_lock, ilce_kodu)[0][0]
          .as<bool>();
  if (taken) {
    locked = ilce_kodu;
    return;
  }
  std::string message =
      "another run of the district " + std::to_string(ilce_kodu) + " is at work in this database";
  if (const auto who = work.exec_params(query("lock_holder"), district_lock, ilce_kodu);
      !who.empty()) {
    message += ": server process " + who[0][0].as<std::string>() + " (" +
               who[0][1].as<std::string>() + ", from " + who[0][2].as<std::string>() + ", since " +
               who[0][3].as<std::string>() + ")";
  }
  throw LockedError(message + ". Wait for it to end.");
}

void Database::Implementation::show_stage() {
  pqxx::nontransaction work(*connection);
  work.exec_params("SELECT set_config('application_name', $1, false)", "uavt-sync/" + stage);
}

void Database::Implementation::reconnect() {
  connection = std::make_unique<Connection>(conninfo);
  find_postgis(*connection);
  show_stage();
  if (locked) lock(*locked);
}

Database::Database(const std::string& conninfo)
    : implementation_(
          described("connecting", [&] { return std::make_unique<Implementation>(conninfo); })) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

void Database::lock(int ilce_kodu) {
  described("taking the lock", [&] { implementation_->lock(ilce_kodu); });
}

std::vector<std::string> Database::pending_migrations() {
  return described("reading the schema's migrations",
                   [&] { return sql::pending_migrations(*implementation_->connection); });
}

void Database::migrate(int srid, const sync::Model& exchange, std::optional<int> ilce_kodu) {
  described("migrating the schema",
            [&] { sql::migrate(*implementation_->connection, srid, exchange, ilce_kodu); });
}

void Database::name_district(int ilce_kodu, const std::string& name, int il) {
  described("naming the district", [&] {
    pqxx::work work(*implementation_->connection);
    // Asked first: an unchanged night writes nothing, and a role that may only read comes as far as it
    // may.
    if (work.exec_params(query("district_named"), ilce_kodu, name, il)[0][0].as<bool>()) return;
    work.exec_params(query("name_district"), ilce_kodu, name, il);
    work.commit();
  });
}

sync::Stored Database::load(int ilce_kodu) {
  return described("loading what is published",
                   [&] { return loaded(*implementation_->connection, ilce_kodu); });
}

std::int64_t Database::begin_run(int ilce_kodu, const std::string& command,
                                 const std::string& started) {
  return described("writing the run into the ledger", [&] {
    pqxx::work work(*implementation_->connection);
    // Whoever wrote "calisiyor" and is not us is gone – if we hold the lock.
    if (implementation_->locked == ilce_kodu) work.exec_params(query("interrupt_runs"), ilce_kodu);
    const auto number =
        work.exec_params(query("insert_run"), ilce_kodu, command, started)[0][0].as<std::int64_t>();
    work.commit();
    return number;
  });
}

void Database::end_run(std::int64_t run, const std::string& state, int exit_code,
                       const std::string& summary_json) {
  described("ending the run in the ledger", [&] {
    // The run may have ended because the connection did.
    if (!implementation_->connection->is_open()) implementation_->reconnect();
    pqxx::work work(*implementation_->connection);
    const auto closed =
        work.exec_params(query("close_run"), run, state, exit_code, summary_json, std::string(),
                         std::string());
    if (closed.affected_rows() != 1) {
      throw DatabaseError("run " + std::to_string(run) + " is not open in uavtsync.calisma");
    }
    work.commit();
  });
}

std::vector<RunEntry> Database::runs(int ilce_kodu, std::size_t at_most) {
  return described("listing the runs", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<RunEntry> entries;
    for (const auto& row : work.exec_params(query("runs"), ilce_kodu, at_most)) {
      entries.push_back({row[0].as<std::int64_t>(), row[1].as<std::string>(),
                         row[2].as<std::string>(), row[3].as<std::string>(), row[4].as<int>(),
                         row[5].as<std::string>()});
    }
    return entries;
  });
}

std::vector<std::string> Database::findings_of(std::int64_t run) {
  return described("reading the findings of run " + std::to_string(run), [&] {
    pqxx::nontransaction work(*implementation_->connection);
    const auto district = work.exec_params(query("run_district"), run);
    if (district.empty()) {
      throw DatabaseError("there is no run " + std::to_string(run) +
                          "; `uavt-sync runs` lists them.");
    }
    std::vector<std::string> findings;
    for (const auto& row : work.exec_params(query("findings_of"), district[0][0].as<int>(), run)) {
      const std::string json = row[3].as<std::string>();
      const std::string with_state = with_member(json, "state", state_in(run, row, json));
      // What is fixed has no cause any more.
      const bool fixed = row[1].as<bool>();
      const std::string with_cause = fixed ? with_member(with_state, "cause", "null") : with_state;
      findings.push_back(with_member(with_cause, "first_run", row[0].as<std::string>()));
    }
    return findings;
  });
}

std::pair<std::string, std::string> Database::versions() {
  return described("asking for versions", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    const auto postgresql = work.exec("SHOW server_version")[0][0].as<std::string>();
    const bool postgis =
        !work.exec("SELECT FROM pg_proc WHERE proname = 'postgis_lib_version'").empty();
    return std::pair(postgresql.substr(0, postgresql.find(' ')),
                     postgis ? work.exec("SELECT postgis_lib_version()")[0][0].as<std::string>()
                             : std::string());
  });
}

void Database::stage(const std::string& name) {
  implementation_->stage = name;
  described("naming the stage", [&] { implementation_->show_stage(); });
}

void Database::on_step(std::function<void(const std::string&)> called) {
  implementation_->step = std::move(called);
}

}  // namespace uavt::sql
