// Any past day out of the layers and their history.
#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/loading_rows.hpp"
#include "sql/statements.hpp"

namespace uavt::sql {

PastDay Database::as_of(int ilce_kodu, const std::string& moment) {
  return described("reading how it was on " + moment, [&] {
    pqxx::work work(*implementation_->connection);
    work.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    PastDay past;
    const auto run = work.exec_params(query("run_by"), ilce_kodu, moment);
    if (run.empty()) return past;
    past.run = run[0][0].as<std::int64_t>();
    past.started = run[0][1].as<std::string>();
    for (const sync::Layer layer : sync::all_layers) {
      past.layers[index(layer)] =
          published_at(*implementation_->connection, layer, ilce_kodu, moment);
    }
    return past;
  });
}

}  // namespace uavt::sql
