#include "sql/readiness.hpp"

#include "sql/implementation.hpp"
#include "sql/migration.hpp"
#include "sql/statements.hpp"

namespace uavt::sql {

namespace {

std::vector<std::string> texts(const pqxx::result& rows) {
  std::vector<std::string> all;
  for (const auto& row : rows) all.push_back(row[0].as<std::string>());
  return all;
}

}  // namespace

Readiness Database::readiness(int ilce_kodu) {
  Readiness ready;
  std::tie(ready.postgresql, ready.postgis) = versions();
  described("asking what this session may do", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    const auto session = work.exec(query("readiness"))[0];
    ready.role = session[0].as<std::string>();
    ready.superuser = session[1].as<bool>();
    ready.may_create = session[2].as<bool>();
    ready.may_use_temporary = session[3].as<bool>();
    ready.postgis_offered = session[4].as<bool>();
    ready.schema_made = session[5].as<bool>();
    const bool has_batches = session[6].as<bool>();
    ready.missing_roles = texts(work.exec(query("missing_roles")));
    if (!ready.schema_made) return;
    ready.not_writable = texts(work.exec(query("not_writable")));
    // A table one may not even read tells nothing; `not_writable` names it.
    if (!ready.not_writable.empty()) return;
    const auto srid =
        work.exec("SELECT deger FROM uavtsync.ayar WHERE ilce_kodu = 0 AND anahtar = 'srid'");
    if (!srid.empty()) ready.srid = std::stoi(srid[0][0].as<std::string>());
    const auto holder = work.exec_params(query("lock_holder"), district_lock, ilce_kodu);
    if (!holder.empty()) {
      ready.lock_holder = holder[0][1].as<std::string>() + ", " + holder[0][2].as<std::string>() +
                          ", " + holder[0][3].as<std::string>();
    }
    if (has_batches) {
      ready.held = work.exec_params(
                           "SELECT count(*) FROM uavtsync.tutulan "
                           "WHERE ilce_kodu = $1 AND durum = 'acik'",
                           ilce_kodu)[0][0]
                       .as<std::uint64_t>();
    }
  });
  if (ready.not_writable.empty()) ready.pending = pending_migrations();
  return ready;
}

}  // namespace uavt::sql
