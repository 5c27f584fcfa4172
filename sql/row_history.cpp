// Everything that is kept of one row: its versions, why each was written, what happened to it. For
// whoever asks why.
#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/loading_rows.hpp"
#include "sql/statements.hpp"

#include <pqxx/pqxx>

namespace uavt::sql {
namespace {

constexpr std::string_view reasons_table = "uavtsync.neden";

void add_versions(sync::Published& to, const sync::Published& from) {
  for (std::size_t row = 0; row < from.table.size(); ++row) {
    const std::size_t at = to.table.append(from.table, row);
    to.table.tucbs_no[at] = from.table.tucbs_no[row];
    to.eslesme.push_back(from.eslesme[row]);
    to.kaynak.push_back(from.kaynak[row]);
  }
}

sync::KeptReason::Operation operation_of(std::string_view word) {
  using Operation = sync::KeptReason::Operation;
  if (word == "ekleme") return Operation::insert;
  if (word == "degisiklik") return Operation::update;
  if (word == "silme") return Operation::remove;
  unknown_word(reasons_table, word);
}

/// "uzlasma:ulusal"; nothing when empty.
std::optional<std::pair<sync::Outcome, sync::Take>> reason_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::size_t colon = std::min(text.find(':'), text.size() - 1);
  return std::pair{known(sync::outcome_named(text.substr(0, colon)), reasons_table, text),
                   known(sync::take_named(text.substr(colon + 1)), reasons_table, text)};
}

std::vector<sync::KeptReason> reasons(pqxx::work& work, int ilce_kodu, sync::Layer layer,
                                      std::int64_t tucbs_no) {
  std::vector<sync::KeptReason> result;
  for (const auto& row : work.exec_params(query("row_reasons"), ilce_kodu,
                                          std::string(sync::name(layer)), tucbs_no)) {
    sync::KeptReason reason;
    reason.run = row[0].as<std::int64_t>();
    reason.operation = operation_of(row[1].c_str());
    pqxx::array_parser groups = row[2].as_array();
    for (auto next = groups.get_next(); next.first != pqxx::array_parser::juncture::done;
         next = groups.get_next()) {
      if (next.first == pqxx::array_parser::juncture::string_value) {
        reason.groups.push_back(reason_of(next.second));
      }
    }
    reason.national = {row[3].as<std::string>(), row[4].as<std::int64_t>()};
    reason.municipal = {row[5].as<std::string>(), row[6].as<std::int64_t>()};
    result.push_back(std::move(reason));
  }
  return result;
}

/// The layers' own words only; the key is a parameter.
std::string with_that_code(sync::Layer layer, const std::string& table) {
  std::string condition;
  const sync::LayerType& type = sync::layer_type(layer);
  for (const sync::Attribute& attribute : type.attributes) {
    if (attribute.role != sync::Role::own_code) continue;
    condition += (condition.empty() ? "" : " OR ") + quoted_identifier(attribute.name) + " = $2";
  }
  return "SELECT DISTINCT tucbs_no FROM " + table + " WHERE ilce_kodu = $1 AND (" + condition +
         ") ORDER BY tucbs_no";
}

}  // namespace

std::vector<std::int64_t> Database::rows_with_code(int ilce_kodu, sync::Layer layer,
                                                   std::int64_t code) {
  return described("looking for the row", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    const LayerStatements sql = statements(layer);
    std::vector<std::int64_t> numbers;
    for (const std::string& table : {sql.table, sql.history}) {
      for (const auto& row : work.exec_params(with_that_code(layer, table), ilce_kodu, code)) {
        numbers.push_back(row[0].as<std::int64_t>());
      }
      if (!numbers.empty()) break;  // who carries the code now goes before who once did
    }
    return numbers;
  });
}

sync::RowHistory Database::row_history(int ilce_kodu, sync::Layer layer, std::int64_t tucbs_no) {
  return described("reading what is kept of the row", [&] {
    Connection& connection = *implementation_->connection;
    pqxx::work work(connection);
    work.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const std::string condition = " AND tucbs_no = " + std::to_string(tucbs_no);
    sync::RowHistory history;
    history.versions = published(connection, layer, ilce_kodu, condition, Versions::closed);
    const sync::Published current = published(connection, layer, ilce_kodu, condition);
    add_versions(history.versions, current);
    const LayerStatements sql = statements(layer);
    for (const auto& row : work.exec_params(
             "SELECT calisma_no FROM (SELECT surum_no, calisma_no FROM " + sql.history +
                 " WHERE ilce_kodu = $1 AND tucbs_no = $2 UNION ALL SELECT surum_no, calisma_no "
                 "FROM " +
                 sql.table +
                 " WHERE ilce_kodu = $1 AND tucbs_no = $2) AS v "
                 "ORDER BY surum_no",
             ilce_kodu, tucbs_no)) {
      history.runs.push_back(row[0].as<std::int64_t>());
    }
    history.reasons = reasons(work, ilce_kodu, layer, tucbs_no);
    if (current.table.size() == 0 && !history.reasons.empty() &&
        history.reasons.back().operation == sync::KeptReason::Operation::remove) {
      history.removed = history.reasons.back().run;
    }
    history.there = current.table.size() != 0;
    return history;
  });
}

std::vector<RowEvent> Database::events_of_row(int ilce_kodu, sync::Layer layer,
                                              std::int64_t tucbs_no) {
  return described("asking what happened to the row", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<RowEvent> events;
    for (const auto& row : work.exec_params(query("row_events"), ilce_kodu,
                                            std::string(sync::name(layer)), tucbs_no)) {
      events.push_back({row[0].as<std::int64_t>(), row[1].as<std::string>(),
                        row[2].as<std::string>(), row[3].as<std::string>()});
    }
    return events;
  });
}

std::vector<std::string> Database::findings_about(int ilce_kodu, sync::Layer layer,
                                                  std::span<const std::string> keys) {
  return described("asking what is open about the row", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<std::string> findings;
    for (const auto& row :
         work.exec_params(query("row_findings"), ilce_kodu, std::string(sync::name(layer)),
                          array_parameter(keys))) {
      findings.push_back(row[0].as<std::string>());
    }
    return findings;
  });
}

}  // namespace uavt::sql
