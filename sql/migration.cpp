#include "sql/migration.hpp"

#include "sql/database.hpp"
#include "sql/embedded.hpp"
#include "sql/exchange_views.hpp"
#include "sql/restrictions.hpp"

#include <openssl/evp.h>

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <string_view>
#include <thread>

namespace uavt::sql {
namespace {

// Key of the lock under which the schema is changed: districts share a database. "uavt" in ASCII.
constexpr int schema_lock = 0x75617674;
constexpr int lock_attempts = 6;
constexpr const char* views_setting = "gorunumler";

std::string sha256(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) {
    throw DatabaseError("SHA-256 is not available in this machine's OpenSSL");
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned i = 0; i < length; ++i) {
    hex += digits[digest[i] >> 4];
    hex += digits[digest[i] & 15];
  }
  return hex;
}

/// Embedded files of one folder: name without folder and ending → text.
std::map<std::string, std::string> files_of(std::string_view folder) {
  std::map<std::string, std::string> files;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(folder) || !file.path.ends_with(".sql")) continue;
    std::string_view name = file.path;
    name.remove_prefix(folder.size());
    name.remove_suffix(4);
    files.emplace(name, file.text);
  }
  return files;
}

std::map<std::string, std::string> migrations() {
  return files_of("sql/migrations/");
}

std::string with_srid(std::string text, int srid) {
  constexpr std::string_view mark = "${srid}";
  for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) {
    text.replace(at, mark.size(), std::to_string(srid));
  }
  return text;
}

/// name → sha256 of what was applied; empty before the first migration.
std::map<std::string, std::string> applied(pqxx::transaction_base& work) {
  std::map<std::string, std::string> result;
  if (work.exec("SELECT FROM pg_class WHERE oid = to_regclass('uavtsync.gocler')").empty()) {
    return result;
  }
  for (const auto& row : work.exec("SELECT ad, sha256 FROM uavtsync.gocler ORDER BY ad")) {
    result.emplace(row[0].as<std::string>(), row[1].as<std::string>());
  }
  return result;
}

std::vector<std::string> pending(const std::map<std::string, std::string>& known,
                                 const std::map<std::string, std::string>& done) {
  for (const auto& [name, digest] : done) {
    const auto found = known.find(name);
    if (found == known.end()) {
      throw DatabaseError(
          "the database's schema is newer than this program: it has the migration " + name +
          ". Install the newer uavt-sync that made it.");
    }
    if (sha256(found->second) != digest) {
      throw DatabaseError("the migration " + name +
                          " is not the one this database was made with: its text was altered. "
                          "Install an unaltered uavt-sync, or restore the database.");
    }
  }
  std::vector<std::string> names;
  for (const auto& [name, text] : known) {
    if (!done.contains(name)) names.push_back(name);
  }
  return names;
}

/// Runs `change` in its own transaction, one at a time in the whole database. It waits for others'
/// locks only briefly and then steps back: a queue behind a waiting DDL would stop every reader.
void change_schema(Connection& connection, const std::string& what,
                   const std::function<void(pqxx::work&)>& change) {
  for (int attempt = 1;; ++attempt) {
    try {
      pqxx::work work(connection);
      work.exec("SET LOCAL lock_timeout = '4s'");
      work.exec_params("SELECT pg_advisory_xact_lock($1, 0)", schema_lock);
      change(work);
      work.commit();
      return;
    } catch (const pqxx::failure& error) {
      const std::string state = sqlstate_of(error);
      const bool busy = state == "55P03" || state == "40P01";
      if (!busy || attempt == lock_attempts) rethrow_as_database_error(what);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500 * attempt));
  }
}

void apply_migration(pqxx::work& work, const std::string& name, const std::string& text, int srid) {
  // Another district's program may have done it while we waited for the lock.
  if (applied(work).contains(name)) return;
  work.exec(with_srid(text, srid));
  work.exec_params("INSERT INTO uavtsync.gocler (ad, sha256) VALUES ($1, $2)", name, sha256(text));
}

/// Digest of everything the views and rights follow from: their texts, and which roles there are.
std::string views_digest(pqxx::transaction_base& work,
                         const std::map<std::string, std::string>& views, int srid) {
  std::string everything;
  for (const auto& [name, text] : views) everything += name + '\n' + with_srid(text, srid) + '\n';
  for (const auto& row :
       work.exec("SELECT rolname FROM pg_roles WHERE rolname LIKE 'uavtsync\\_%' ORDER BY 1")) {
    everything += row[0].as<std::string>() + '\n';
  }
  for (const auto& [name, text] : migrations()) everything += name + '\n';
  return sha256(everything + all_restrictions(work));
}

std::string setting(pqxx::transaction_base& work, const std::string& name) {
  const auto rows = work.exec_params(
      "SELECT deger FROM uavtsync.ayar WHERE ilce_kodu = 0 AND anahtar = $1", name);
  return rows.empty() ? std::string() : rows[0][0].as<std::string>();
}

void make_views(Connection& connection, int srid, const sync::Model& exchange,
                std::optional<int> ilce_kodu) {
  const sync::Restrictions restrictions = sync::restrictions_of(exchange);
  auto views = files_of("sql/views/");
  // Before the rights, which are granted on what there is.
  if (std::string text = exchange_views(exchange); !text.empty()) {
    views.emplace("5000_tucbs", std::move(text));
  }
  {
    pqxx::nontransaction look(connection);
    if ((!ilce_kodu || restricted_as(look, *ilce_kodu, restrictions)) &&
        setting(look, views_setting) == views_digest(look, views, srid)) {
      return;
    }
    // Only the owner can: the nightly role may be another.
    const auto owner = look.exec(
        "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'uavtsync'");
    if (!owner[0][0].as<bool>()) {
      throw DatabaseError(
          "the schema's views have to be made again – another version, other roles, another model or "
          "other restrictions – and this role does not own them: run `uavt-sync migrate` once as the "
          "schema's owner.");
    }
  }
  change_schema(connection, "making the views", [&](pqxx::work& work) {
    const bool other = ilce_kodu && !restricted_as(work, *ilce_kodu, restrictions);
    if (other) restrict(work, *ilce_kodu, restrictions);
    const std::string digest = views_digest(work, views, srid);
    if (setting(work, views_setting) == digest) return;
    for (const auto& [name, text] : views) work.exec(with_srid(text, srid));
    if (other) begin_feed_anew(work, *ilce_kodu);
    work.exec_params(
        "INSERT INTO uavtsync.ayar (ilce_kodu, anahtar, deger) VALUES (0, $1, $2) "
        "ON CONFLICT (ilce_kodu, anahtar) DO UPDATE SET deger = excluded.deger",
        views_setting, digest);
  });
}

}  // namespace

std::vector<std::string> pending_migrations(Connection& connection) {
  pqxx::nontransaction work(connection);
  return pending(migrations(), applied(work));
}

void find_postgis(Connection& connection) {
  pqxx::nontransaction work(connection);
  work.exec(
      "SELECT set_config('search_path', quote_ident(n.nspname) || ', pg_catalog', false) "
      "FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace "
      "WHERE e.extname = 'postgis'");
}

void require_postgis(Connection& connection) {
  {
    pqxx::nontransaction work(connection);
    if (work.exec("SELECT FROM pg_extension WHERE extname = 'postgis'").empty()) {
      const std::string database = work.exec("SELECT current_database()")[0][0].as<std::string>();
      if (work.exec("SELECT FROM pg_available_extensions WHERE name = 'postgis'").empty()) {
        throw DatabaseError("the server of the database " + database +
                            " has no PostGIS: install the PostGIS package of its PostgreSQL "
                            "version there (postgresql-postgis).");
      }
      try {
        work.exec("CREATE EXTENSION IF NOT EXISTS postgis");
      } catch (const pqxx::sql_error& error) {
        if (sqlstate_of(error) != "42501") rethrow_as_database_error("creating PostGIS");
        throw DatabaseError("the database " + database +
                            " has no PostGIS and this role may not create it: a superuser runs "
                            "once, in that database, CREATE EXTENSION postgis;");
      }
    }
  }
  find_postgis(connection);
}

int schema_srid(Connection& connection) {
  pqxx::nontransaction work(connection);
  if (applied(work).empty()) {
    throw DatabaseError("the database has no schema of uavt-sync yet: run `uavt-sync migrate`.");
  }
  return std::stoi(setting(work, "srid"));
}

void migrate(Connection& connection, int srid, const sync::Model& exchange,
             std::optional<int> ilce_kodu) {
  const auto known = migrations();
  const bool fresh = [&] {
    pqxx::nontransaction work(connection);
    return applied(work).empty();
  }();
  if (fresh) {
    require_postgis(connection);
  } else if (const int made_with = schema_srid(connection); made_with != srid) {
    throw DatabaseError("the database holds geometries in EPSG:" + std::to_string(made_with) +
                        ", the configuration's target_crs is EPSG:" + std::to_string(srid) +
                        ". Keep target_crs, or use a new database.");
  }
  for (const std::string& name : pending_migrations(connection)) {
    change_schema(connection, "the migration " + name,
                  [&](pqxx::work& work) { apply_migration(work, name, known.at(name), srid); });
  }
  make_views(connection, srid, exchange, ilce_kodu);
}

}  // namespace uavt::sql
