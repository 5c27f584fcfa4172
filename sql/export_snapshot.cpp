// Reading what is exported: one transaction, one COPY a layer, cut into batches.
#include "sql/copy_reader.hpp"
#include "sql/database.hpp"
#include "sql/export_select.hpp"
#include "sql/implementation.hpp"
#include "sql/statements.hpp"

#include <cmath>
#include <span>

namespace uavt::sql {

namespace {

using RawKind = sync::RawColumn::Kind;

/// Reads one value and says how many bytes of text it was.
std::size_t read_value(CopyReader& copy, sync::RawColumn& column) {
  switch (column.kind) {
    case RawKind::integer:
      column.integers.push_back(copy.integer().value_or(sync::null_integer));
      return 0;
    case RawKind::date:
      column.integers.push_back(copy.date().value_or(sync::null_integer));
      return 0;
    case RawKind::real:
      column.reals.push_back(copy.float8().value_or(std::nan("")));
      return 0;
    case RawKind::text:
      break;
  }
  const auto text = copy.text();
  if (!text) {
    column.texts.append_null();
    return 0;
  }
  column.texts.append(*text);
  return text->size();
}

sync::RawTable empty_table(const ExportedLayer& layer) {
  sync::RawTable table;
  for (const ExportShape::Column& column : layer.columns) {
    sync::RawColumn& raw = table.columns.emplace_back();
    raw.attribute = raw.column = column.name;
    raw.kind = column.kind;
  }
  table.has_geometry = layer.has_geometry;
  return table;
}

/// Rows until the batch is full; false after the last of the layer.
bool fill(CopyReader& copy, const std::string& relation, sync::RawTable& table,
          const ExportBatch& size, std::uint32_t& read) {
  std::size_t bytes = 0;
  while (table.size() < size.rows && bytes < size.bytes) {
    if (!copy.next()) return false;
    for (sync::RawColumn& column : table.columns) bytes += read_value(copy, column);
    if (table.has_geometry) {
      const auto ewkb = copy.text();
      if (!ewkb) {
        table.geometry.append_null();
      } else if (!table.geometry.append_wkb(
                     std::as_bytes(std::span(ewkb->data(), ewkb->size())))) {
        throw DatabaseError(relation + " holds a geometry that cannot be read");
      }
      bytes += ewkb ? ewkb->size() : 0;
    }
    table.rows.push_back(++read);
  }
  return true;
}

constexpr const char* reading = "reading what is exported";

}  // namespace

struct ExportSnapshot::Implementation {
  Implementation(Connection& session, int ilce) : connection(session), ilce_kodu(ilce), work(session) {
    work.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    run = work.exec_params(query("last_published"), ilce_kodu)[0][0].as<std::int64_t>();
  }
  Connection& connection;
  int ilce_kodu;
  pqxx::work work;  ///< never committed: there is nothing to
  std::int64_t run = 0;
};

ExportSnapshot::ExportSnapshot(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
ExportSnapshot::ExportSnapshot(ExportSnapshot&&) noexcept = default;
ExportSnapshot::~ExportSnapshot() = default;

std::int64_t ExportSnapshot::run() const { return implementation_->run; }

std::optional<PastRun> ExportSnapshot::run_by(const std::string& moment) const {
  return described("reading how it was on " + moment, [&]() -> std::optional<PastRun> {
    const auto rows =
        implementation_->work.exec_params(query("run_by"), implementation_->ilce_kodu, moment);
    if (rows.empty()) return std::nullopt;
    return PastRun{rows[0][0].as<std::int64_t>(), rows[0][1].as<std::string>()};
  });
}

void ExportSnapshot::rows(const ExportRequest& request,
                          const std::function<void(sync::RawTable&)>& batch,
                          ExportBatch size) const {
  const ExportedLayer layer = exported_layer(request);
  const std::string& relation = request.shape.relation;
  const auto copy = described(reading, [&] {
    return std::make_unique<CopyReader>(
        implementation_->connection, export_select(request, implementation_->ilce_kodu));
  });
  std::uint32_t read = 0;
  for (bool more = true; more;) {
    sync::RawTable table = empty_table(layer);
    more = described(reading, [&] { return fill(*copy, relation, table, size, read); });
    if (table.size() != 0) batch(table);
  }
}

ExportSnapshot Database::export_snapshot(int ilce_kodu) {
  return described(reading, [&] {
    return ExportSnapshot(std::make_unique<ExportSnapshot::Implementation>(
        *implementation_->connection, ilce_kodu));
  });
}

}  // namespace uavt::sql
