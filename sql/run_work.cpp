// What a run did, as the reasons, the layers and their history tell it: for whoever takes it back.
#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/loading_rows.hpp"
#include "sql/statements.hpp"

#include <algorithm>
#include <iterator>

namespace uavt::sql {
namespace {

std::vector<std::int64_t> numbers(pqxx::work& work, const std::string& select, int ilce_kodu,
                                  std::int64_t run, std::string_view layer) {
  std::vector<std::int64_t> result;
  for (const auto& row : work.exec_params(select, ilce_kodu, run, std::string(layer))) {
    result.push_back(row[0].as<std::int64_t>());
  }
  std::ranges::sort(result);
  return result;
}

std::string touched(std::string_view operation) {
  return "SELECT unnest(tucbs_no) FROM uavtsync.neden WHERE ilce_kodu = $1 AND calisma_no = $2 "
         "AND katman = $3 AND islem = '" +
         std::string(operation) + "'";
}

sync::LayerWork work_of(Connection& connection, pqxx::work& work, int ilce_kodu, std::int64_t run,
                        sync::Layer layer) {
  const std::string_view name = sync::name(layer);
  const LayerStatements sql = statements(layer);
  const std::string district = std::to_string(ilce_kodu), number = std::to_string(run);
  sync::LayerWork result;
  result.before.table = sync::Table(layer);
  result.inserted = numbers(work, touched("ekleme"), ilce_kodu, run, name);
  result.updated = numbers(work, touched("degisiklik"), ilce_kodu, run, name);
  result.deleted = numbers(work, touched("silme"), ilce_kodu, run, name);
  if (result.inserted.empty() && result.updated.empty() && result.deleted.empty()) return result;
  // What it wrote and is its own no more; what it removed and somebody restored.
  result.changed_since =
      numbers(work,
              "SELECT DISTINCT n.no FROM (SELECT unnest(tucbs_no) AS no, islem FROM uavtsync.neden "
              "WHERE ilce_kodu = $1 AND calisma_no = $2 AND katman = $3) AS n LEFT JOIN " +
                  sql.table +
                  " AS t ON t.ilce_kodu = $1 AND t.tucbs_no = n.no "
                  "WHERE CASE WHEN n.islem = 'silme' THEN t.tucbs_no IS NOT NULL "
                  "ELSE t.calisma_no IS DISTINCT FROM $2 END",
              ilce_kodu, run, name);
  // The version before: of a row that is there still the one before its last, of one that left the
  // last of all.
  result.before = published(
      connection, layer, ilce_kodu,
      " AND (tucbs_no, surum_no) IN (SELECT h.tucbs_no, max(h.surum_no) FROM " + sql.history +
          " AS h LEFT JOIN " + sql.table +
          " AS t ON t.ilce_kodu = h.ilce_kodu AND t.tucbs_no = h.tucbs_no WHERE h.ilce_kodu = " +
          district +
          " AND h.tucbs_no IN (SELECT unnest(tucbs_no) FROM uavtsync.neden WHERE "
          "ilce_kodu = " +
          district + " AND calisma_no = " + number + " AND katman = '" + std::string(name) +
          "' AND islem <> 'ekleme') AND (t.tucbs_no IS NULL OR (t.calisma_no = " + number +
          " AND h.surum_no < t.surum_no)) GROUP BY h.tucbs_no)",
      Versions::closed);
  return result;
}

}  // namespace

sync::RunWork Database::work_of(int ilce_kodu, std::int64_t run) {
  return described("reading what run " + std::to_string(run) + " did", [&] {
    pqxx::work work(*implementation_->connection);
    work.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    sync::RunWork result;
    for (const sync::Layer layer : sync::all_layers) {
      result[index(layer)] =
          sql::work_of(*implementation_->connection, work, ilce_kodu, run, layer);
    }
    return result;
  });
}

std::optional<std::int64_t> Database::open_batch_on(int ilce_kodu, std::int64_t run) {
  return described("asking what waits", [&]() -> std::optional<std::int64_t> {
    pqxx::nontransaction work(*implementation_->connection);
    const auto row = work.exec_params(query("open_batch_on"), ilce_kodu, run);
    if (row[0][0].is_null()) return std::nullopt;
    return row[0][0].as<std::int64_t>();
  });
}

}  // namespace uavt::sql
