// The ledger of exports: written before the files get their names.
#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

namespace uavt::sql {

std::int64_t Database::record_export(int ilce_kodu, const ExportRecord& record) {
  return described("writing the export into the ledger", [&] {
    pqxx::work work(*implementation_->connection);
    const auto number =
        work.exec_params(query("insert_export"), ilce_kodu, record.profile, record.recipient,
                         record.purpose, record.protocol, record.person, record.run, record.format,
                         record.crs, array_parameter(record.mahalle), record.masked)[0][0]
            .as<std::int64_t>();
    for (const ExportRecord::Layer& layer : record.layers) {
      work.exec_params(query("insert_export_layer"), number, layer.layer, layer.rows,
                       array_parameter(layer.columns));
    }
    for (const ExportRecord::File& file : record.files) {
      work.exec_params(query("insert_export_file"), number, file.name, file.bytes, file.sha256);
    }
    work.commit();
    return number;
  });
}

void Database::export_failed(std::int64_t number) {
  described("taking the export back in the ledger", [&] {
    pqxx::work work(*implementation_->connection);
    work.exec_params(query("export_failed"), number);
    work.commit();
  });
}

}  // namespace uavt::sql
