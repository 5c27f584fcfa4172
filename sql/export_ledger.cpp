// The ledger of exports: written before the files get their names, and read for whoever asks.
#include "sql/database.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

#include <sstream>

namespace uavt::sql {

namespace {

std::vector<std::int64_t> numbers_in(const std::string& list) {
  std::vector<std::int64_t> numbers;
  std::istringstream stream(list);
  for (std::string number; std::getline(stream, number, ',');) numbers.push_back(std::stoll(number));
  return numbers;
}

sync::GivenExport given(const pqxx::row& row) {
  sync::GivenExport entry;
  entry.number = row[0].as<std::int64_t>();
  entry.time = row[1].as<std::string>();
  entry.state = row[2].as<std::string>();
  sync::ExportRecord& record = entry.record;
  record.profile = row[3].as<std::string>();
  record.recipient = row[4].as<std::string>();
  record.purpose = row[5].as<std::string>();
  record.protocol = row[6].as<std::string>();
  record.person = row[7].as<std::string>();
  record.format = row[8].as<std::string>();
  record.crs = row[9].as<std::string>();
  record.run = row[10].as<std::int64_t>();
  record.masked = row[11].as<std::uint64_t>();
  record.mahalle = numbers_in(row[12].as<std::string>());
  return entry;
}

void add_parts(pqxx::work& work, sync::GivenExport& entry) {
  for (const auto& row : work.exec_params(query("export_layers"), entry.number)) {
    const auto layer = row[0].as<std::string>();
    auto& layers = entry.record.layers;
    if (layers.empty() || layers.back().layer != layer) {
      layers.push_back({layer, row[1].as<std::uint64_t>(), {}});
    }
    if (!row[2].is_null()) layers.back().columns.push_back(row[2].as<std::string>());
  }
  for (const auto& row : work.exec_params(query("export_files"), entry.number)) {
    entry.record.files.push_back({row[0].as<std::string>(), row[1].as<std::uint64_t>(),
                                  row[2].as<std::string>()});
  }
}

}  // namespace

std::int64_t Database::record_export(int ilce_kodu, const sync::ExportRecord& record) {
  return described("writing the export into the ledger", [&] {
    pqxx::work work(*implementation_->connection);
    const auto number =
        work.exec_params(query("insert_export"), ilce_kodu, record.profile, record.recipient,
                         record.purpose, record.protocol, record.person, record.run, record.format,
                         record.crs, array_parameter(record.mahalle), record.masked)[0][0]
            .as<std::int64_t>();
    for (const sync::ExportRecord::Layer& layer : record.layers) {
      work.exec_params(query("insert_export_layer"), number, layer.layer, layer.rows,
                       array_parameter(layer.columns));
    }
    for (const sync::ExportRecord::File& file : record.files) {
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

void Database::export_abandoned(int ilce_kodu,
                                std::span<const sync::ExportRecord::File> files) {
  described("taking an export back in the ledger", [&] {
    std::vector<std::string> seen;
    for (const sync::ExportRecord::File& file : files) seen.push_back(file.name + " " + file.sha256);
    pqxx::work work(*implementation_->connection);
    work.exec_params(query("export_abandoned"), ilce_kodu, array_parameter(seen));
    work.commit();
  });
}

std::vector<sync::GivenExport> Database::exports(int ilce_kodu, const sync::ExportFilter& filter) {
  return described("reading the ledger of exports", [&] {
    pqxx::work work(*implementation_->connection);
    work.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    std::vector<sync::GivenExport> entries;
    for (const auto& row : work.exec_params(
             query("exports"), ilce_kodu, filter.number, array_parameter(filter.profiles),
             array_parameter(filter.formats), array_parameter(filter.layers),
             array_parameter(filter.states), filter.since, filter.at_most)) {
      entries.push_back(given(row));
    }
    for (sync::GivenExport& entry : entries) add_parts(work, entry);
    return entries;
  });
}

std::vector<sync::SharedInMonth> Database::shared(int ilce_kodu,
                                                  const sync::ExportFilter& filter) {
  return described("reading what was shared", [&] {
    pqxx::nontransaction work(*implementation_->connection);
    std::vector<sync::SharedInMonth> months;
    for (const auto& row : work.exec_params(
             query("shared"), ilce_kodu, array_parameter(filter.profiles),
             array_parameter(filter.formats), array_parameter(filter.layers), filter.since)) {
      months.push_back({row[0].as<std::string>(), row[1].as<std::string>(),
                        row[2].as<std::string>(), row[3].as<std::string>(),
                        row[4].as<std::string>(), row[5].as<std::uint64_t>(),
                        row[6].as<std::uint64_t>(), row[7].as<std::string>()});
    }
    return months;
  });
}

}  // namespace uavt::sql
