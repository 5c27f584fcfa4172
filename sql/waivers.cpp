#include "sql/waivers.hpp"

#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

#include <optional>

namespace uavt::sql {

std::vector<sync::GivenWaiver> waivers(pqxx::transaction_base& work, int ilce_kodu) {
  std::vector<sync::GivenWaiver> all;
  for (const auto& row : work.exec_params(query("waivers"), ilce_kodu)) {
    sync::Waiver waiver;
    waiver.id = row[0].as<std::int64_t>();
    waiver.fingerprint = row[1].as<std::string>();
    waiver.rule = sync::rule_named(row[2].as<std::string>());
    waiver.mahalle_kodu = row[3].as<std::int64_t>(sync::null_integer);
    waiver.reason = row[4].as<std::string>();
    waiver.person = row[5].as<std::string>();
    waiver.created = row[6].as<std::int64_t>();
    waiver.until = row[7].as<std::int64_t>();
    if (!row[8].is_null()) waiver.withdrawn = row[8].as<std::int64_t>();
    all.push_back({std::move(waiver), row[9].as<std::uint64_t>()});
  }
  return all;
}

std::unordered_map<std::string, std::int64_t> Database::closed_findings(
    int ilce_kodu, std::span<const std::string> fingerprints) {
  std::unordered_map<std::string, std::int64_t> closed;
  if (fingerprints.empty()) return closed;
  return described("asking which findings were closed before", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    for (const auto& row : work.exec_params(query("closed_findings"), ilce_kodu,
                                            array_parameter(fingerprints))) {
      closed.emplace(row[0].as<std::string>(), row[1].as<std::int64_t>());
    }
    return closed;
  });
}

std::vector<std::string> Database::findings_beginning(int ilce_kodu,
                                                      const std::string& fingerprint,
                                                      std::size_t at_most) {
  return described("looking for the finding", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<std::string> found;
    for (const auto& row :
         work.exec_params(query("findings_beginning"), ilce_kodu, fingerprint, at_most)) {
      found.push_back(row[0].as<std::string>());
    }
    return found;
  });
}

std::uint64_t Database::findings_in(int ilce_kodu, sync::Rule rule, std::int64_t mahalle_kodu) {
  return described("counting findings", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    return work
        .exec_params(query("findings_in"), ilce_kodu, std::string(sync::info(rule).id),
                     mahalle_kodu)[0][0]
        .as<std::uint64_t>();
  });
}

std::int64_t Database::last_published(int ilce_kodu) {
  return described("asking for the last run", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    return work.exec_params(query("last_published"), ilce_kodu)[0][0].as<std::int64_t>();
  });
}

std::vector<sync::GivenWaiver> Database::waivers(int ilce_kodu) {
  return described("listing the waivers", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    return sql::waivers(work, ilce_kodu);
  });
}

std::int64_t Database::add_waiver(int ilce_kodu, const sync::Waiver& waiver) {
  return described("writing the waiver", [&] {
    pqxx::work work(*implementation_->connection);
    std::optional<std::int64_t> mahalle;
    if (waiver.fingerprint.empty()) mahalle = waiver.mahalle_kodu;
    const std::string rule = waiver.rule ? std::string(sync::info(*waiver.rule).id) : std::string();
    const auto id = work.exec_params(query("insert_waiver"), ilce_kodu, waiver.fingerprint, rule,
                                     mahalle, waiver.reason, waiver.person, waiver.until)[0][0]
                        .as<std::int64_t>();
    work.commit();
    return id;
  });
}

bool Database::withdraw_waiver(int ilce_kodu, std::int64_t id, const std::string& person) {
  return described("taking the waiver back", [&] {
    pqxx::work work(*implementation_->connection);
    const auto withdrawn = work.exec_params(query("withdraw_waiver"), ilce_kodu, id, person);
    work.commit();
    return withdrawn.affected_rows() == 1;
  });
}

}  // namespace uavt::sql
