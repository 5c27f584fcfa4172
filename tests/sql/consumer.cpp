#include "consumer.hpp"

#include "built_here.hpp"
#include "sql/connection.hpp"
#include "sync/layer.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace uavt::sql::test {
namespace {

std::string example() {
  std::ifstream file(std::filesystem::path(UAVT_SOURCE_DIR) / "packaging/examples/tuketici.sql");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string member_of(const TestDatabase& database, const std::string& group) {
  return group + "_" + database.name();
}

}  // namespace

void make_roles(const TestDatabase& database) {
  for (const char* role : {"uavtsync_yazar", "uavtsync_cbs", "uavtsync_okur"}) {
    database.run(std::string("DO $$ BEGIN CREATE ROLE ") + role +
                 "; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
  }
}

std::string as_member(const TestDatabase& database, const std::string& group) {
  const std::string role = member_of(database, group);
  database.run("DO $$ BEGIN CREATE ROLE " + role + " LOGIN IN ROLE " + group +
               "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
  std::string conninfo = database.conninfo();
  return conninfo.replace(conninfo.find("user="), std::string::npos, "user=" + role);
}

void drop_member(const TestDatabase& database, const std::string& group) {
  const std::string role = member_of(database, group);
  database.run("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
}

Consumer::Consumer(const TestDatabase& database, std::string name)
    : database_(database), name_(std::move(name)),
      conninfo_(as_member(database, "uavtsync_okur")) {
  const std::string role = member_of(database, "uavtsync_okur");
  database.run("CREATE SCHEMA " + name_ + " AUTHORIZATION " + role);
  std::string tables, references;
  for (const sync::Layer layer : sync::all_layers) {
    const std::string table = name_ + "." + std::string(sync::name(layer));
    tables += "CREATE TABLE " + table + " (LIKE adres." + std::string(sync::name(layer)) +
              ", PRIMARY KEY (ilce_kodu, tucbs_no)); ALTER TABLE " + table + " OWNER TO " + role +
              ";";
    for (const sync::Attribute& attribute : sync::layer_type(layer).attributes) {
      if (attribute.type != sync::AttributeType::reference) continue;
      references += "ALTER TABLE " + table + " ADD FOREIGN KEY (ilce_kodu, " +
                    std::string(attribute.name) + ") REFERENCES " + name_ + "." +
                    std::string(sync::name(*attribute.target)) + " (ilce_kodu, tucbs_no);";
    }
  }
  database.run(tables + references);
  Connection connection(conninfo_);
  pqxx::nontransaction(connection)
      .exec(replaced(replaced(example(), "uavt_kopya", name_),
                     "CREATE SCHEMA IF NOT EXISTS " + name_ + ";", ""));
}

long Consumer::follow(long at_most) const {
  return std::stol(value_of(conninfo_, "SELECT " + name_ + ".izle(" + std::to_string(at_most) +
                                           ")"));
}

void Consumer::follow_and_die(long at_most) const {
  Connection connection(conninfo_);
  pqxx::work work(connection);
  work.exec("SELECT " + name_ + ".izle(" + std::to_string(at_most) + ")");
}

void Consumer::follow_all(std::mt19937_64& random, long largest) const {
  Connection connection(conninfo_);
  for (long taken = 1; taken > 0;) {
    pqxx::work work(connection);
    const long most = std::uniform_int_distribution<long>(1, largest)(random);
    taken = work.exec_params("SELECT " + name_ + ".izle($1)", most)[0][0].as<long>();
    work.commit();
  }
}

long Consumer::catch_up() const {
  return std::stol(value_of(conninfo_, "SELECT " + name_ + ".yetis()"));
}

std::string Consumer::difference() const {
  std::string query;
  for (const sync::Layer layer : sync::all_layers) {
    const std::string table(sync::name(layer));
    const auto digest = [&](const std::string& schema) {
      return "(SELECT md5(string_agg(t::text, E'\\n' ORDER BY ilce_kodu, tucbs_no)) FROM " +
             schema + " AS t)";
    };
    // What others may see of the layer; where nothing is restricted, the layer.
    query += (query.empty() ? "" : " || ") + ("CASE WHEN " + digest("uavtsync." + table + "_acik")) +
             " IS DISTINCT FROM " + digest(name_ + "." + table) + " THEN '" + table + " ' ELSE '' END";
  }
  return database_.value("SELECT " + query);
}

}  // namespace uavt::sql::test
