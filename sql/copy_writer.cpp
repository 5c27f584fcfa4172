#include "sql/copy_writer.hpp"

#include <libpq-fe.h>

#include <bit>
#include <cstring>
#include <limits>
#include <memory>

namespace uavt::sql {
namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr std::size_t piece = std::size_t{1} << 20;
// Signature, flags and an empty header extension. Source: PostgreSQL manual, COPY, binary format.
constexpr std::string_view file_header("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::int32_t text_oid = 25;         // pg_type.oid of text, fixed in every server
constexpr std::int32_t int8_oid = 20;
constexpr std::int64_t days_to_2000 = 10957;  // 1970-01-01 … 2000-01-01, PostgreSQL's epoch

template <class Unsigned>
void append_big_endian(Unsigned value, std::string& out) {
  char raw[sizeof(Unsigned)];
  for (std::size_t i = 0; i < sizeof raw; ++i) {
    raw[i] = static_cast<char>(value >> (8 * (sizeof raw - 1 - i)));
  }
  out.append(raw, sizeof raw);
}

/// The text of the server's refusal, as libpqxx would throw it.
[[noreturn]] void refuse(PGconn* connection, const PGresult* result, const std::string& target) {
  if (PQstatus(connection) != CONNECTION_OK) {
    throw pqxx::broken_connection(PQerrorMessage(connection));
  }
  const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const std::string message = result ? PQresultErrorMessage(result) : PQerrorMessage(connection);
  throw pqxx::sql_error(message, "COPY " + target, state);
}

}  // namespace

CopyWriter::CopyWriter(Connection& connection, const std::string& target)
    : connection_(connection), target_(target) {
  PGconn* handle = connection_.handle();
  const Result result(PQexec(handle, ("COPY " + target + " FROM STDIN (FORMAT binary)").c_str()),
                      &PQclear);
  if (PQresultStatus(result.get()) != PGRES_COPY_IN) refuse(handle, result.get(), target);
  buffer_.reserve(piece + piece / 8);
  buffer_ = file_header;
}

CopyWriter::~CopyWriter() {
  if (!open_) return;
  PGconn* handle = connection_.handle();
  PQputCopyEnd(handle, "abandoned by uavt-sync");
  while (PGresult* result = PQgetResult(handle)) PQclear(result);
}

void CopyWriter::row(std::int16_t fields) {
  if (buffer_.size() >= piece) send();
  append_big_endian(static_cast<std::uint16_t>(fields), buffer_);
}

void CopyWriter::field(std::size_t length) {
  // A field's length is an int32 in the protocol; the server's own limit is 1 GB.
  if (length > std::size_t{1} << 30) {
    throw pqxx::sql_error(
        "a value of " + std::to_string(length) + " bytes is larger than PostgreSQL can hold (1 GB)",
        "COPY " + target_);
  }
  append_big_endian(static_cast<std::uint32_t>(length), buffer_);
}

void CopyWriter::null() {
  append_big_endian(std::numeric_limits<std::uint32_t>::max(), buffer_);
}

void CopyWriter::boolean(bool value) {
  field(1);
  buffer_ += value ? '\1' : '\0';
}

void CopyWriter::int4(std::int32_t value) {
  field(4);
  append_big_endian(static_cast<std::uint32_t>(value), buffer_);
}

void CopyWriter::int8(std::int64_t value) {
  field(8);
  append_big_endian(static_cast<std::uint64_t>(value), buffer_);
}

void CopyWriter::float8(double value) {
  field(8);
  append_big_endian(std::bit_cast<std::uint64_t>(value), buffer_);
}

void CopyWriter::text(std::string_view value) {
  field(value.size());
  buffer_.append(value);
}

void CopyWriter::date(std::int64_t days) {
  int4(static_cast<std::int32_t>(days - days_to_2000));
}

void CopyWriter::geometry(const geo::GeometryColumn& column, std::size_t row, bool as_multi,
                          int srid) {
  const geo::Kind kind = column.kind(row);
  if (kind == geo::Kind::null || kind == geo::Kind::other) return null();
  const std::size_t length_at = buffer_.size();
  append_big_endian(std::uint32_t{0}, buffer_);
  column.write_ewkb(row, as_multi, srid, buffer_);
  const std::size_t length = buffer_.size() - length_at - 4;
  // The length is known only now: write it like any field's, then move it to its place.
  field(length);
  std::memcpy(buffer_.data() + length_at, buffer_.data() + buffer_.size() - 4, 4);
  buffer_.resize(buffer_.size() - 4);
}

void CopyWriter::texts(std::span<const std::optional<std::string_view>> values) {
  std::size_t length = values.empty() ? 12 : 20;
  bool has_null = false;
  for (const auto& value : values) {
    length += 4 + (value ? value->size() : 0);
    has_null = has_null || !value;
  }
  field(length);
  append_big_endian(static_cast<std::uint32_t>(values.empty() ? 0 : 1), buffer_);  // dimensions
  append_big_endian(static_cast<std::uint32_t>(has_null), buffer_);
  append_big_endian(static_cast<std::uint32_t>(text_oid), buffer_);
  if (values.empty()) return;
  append_big_endian(static_cast<std::uint32_t>(values.size()), buffer_);
  append_big_endian(std::uint32_t{1}, buffer_);  // lower bound
  for (const auto& value : values) value ? text(*value) : null();
}

void CopyWriter::int8s(std::span<const std::int64_t> values) {
  field(values.empty() ? 12 : 20 + values.size() * 12);
  append_big_endian(static_cast<std::uint32_t>(values.empty() ? 0 : 1), buffer_);  // dimensions
  append_big_endian(std::uint32_t{0}, buffer_);                                    // no nulls
  append_big_endian(static_cast<std::uint32_t>(int8_oid), buffer_);
  if (values.empty()) return;
  append_big_endian(static_cast<std::uint32_t>(values.size()), buffer_);
  append_big_endian(std::uint32_t{1}, buffer_);  // lower bound
  for (const std::int64_t value : values) int8(value);
}

void CopyWriter::send() {
  PGconn* handle = connection_.handle();
  // One call may take at most INT_MAX bytes; a row of one huge geometry can exceed a piece.
  for (std::size_t from = 0; from < buffer_.size(); from += std::size_t{1} << 28) {
    const std::size_t length = std::min(buffer_.size() - from, std::size_t{1} << 28);
    if (PQputCopyData(handle, buffer_.data() + from, static_cast<int>(length)) != 1) {
      open_ = false;
      const Result result(PQgetResult(handle), &PQclear);
      while (PGresult* more = PQgetResult(handle)) PQclear(more);
      refuse(handle, result.get(), target_);
    }
  }
  buffer_.clear();
}

std::uint64_t CopyWriter::finish() {
  append_big_endian(std::numeric_limits<std::uint16_t>::max(),
                    buffer_);  // the trailer: a row of -1 fields
  send();
  open_ = false;
  PGconn* handle = connection_.handle();
  if (PQputCopyEnd(handle, nullptr) != 1) refuse(handle, nullptr, target_);
  Result result(PQgetResult(handle), &PQclear);
  // Everything must be read before the connection can go on, also after an error.
  while (PGresult* more = PQgetResult(handle)) PQclear(more);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) refuse(handle, result.get(), target_);
  return std::stoull(PQcmdTuples(result.get()));
}

}  // namespace uavt::sql
