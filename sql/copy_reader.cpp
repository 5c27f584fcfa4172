#include "sql/copy_reader.hpp"

#include <libpq-fe.h>

#include <bit>
#include <memory>

namespace uavt::sql {
namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr std::int64_t days_to_2000 = 10957;  // 1970-01-01 … 2000-01-01, PostgreSQL's epoch
constexpr std::size_t header_size = 19;       // signature, flags, length of the header extension
constexpr std::uint32_t null_length = 0xFFFFFFFFu;

std::uint64_t unsigned_of(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

[[noreturn]] void refuse(PGconn* connection, const PGresult* result, const std::string& select) {
  if (PQstatus(connection) != CONNECTION_OK) {
    throw pqxx::broken_connection(PQerrorMessage(connection));
  }
  const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const std::string message = result ? PQresultErrorMessage(result) : PQerrorMessage(connection);
  throw pqxx::sql_error(message, select, state);
}

}  // namespace

CopyReader::CopyReader(Connection& connection, const std::string& select)
    : connection_(connection), select_(select) {
  PGconn* handle = connection_.handle();
  const std::string copy = "COPY (" + select + ") TO STDOUT (FORMAT binary)";
  const Result result(PQexec(handle, copy.c_str()), &PQclear);
  if (PQresultStatus(result.get()) != PGRES_COPY_OUT) refuse(handle, result.get(), select_);
  const int length = PQgetCopyData(handle, &message_, 0);
  if (length < static_cast<int>(header_size)) {
    drain();
    broken();
  }
  // The header comes with the first row or alone; both happen.
  rest_ = std::string_view(message_, static_cast<std::size_t>(length)).substr(header_size);
}

CopyReader::~CopyReader() {
  drain();
}

void CopyReader::release() {
  if (message_) PQfreemem(message_);
  message_ = nullptr;
}

void CopyReader::drain() {
  release();
  if (!open_) return;
  open_ = false;
  PGconn* handle = connection_.handle();
  while (PQgetCopyData(handle, &message_, 0) > 0) release();
  while (PGresult* result = PQgetResult(handle)) PQclear(result);
}

bool CopyReader::next() {
  if (!open_) return false;
  PGconn* handle = connection_.handle();
  if (rest_.empty()) {
    release();
    const int length = PQgetCopyData(handle, &message_, 0);
    if (length > 0) {
      rest_ = std::string_view(message_, static_cast<std::size_t>(length));
    } else {
      open_ = false;
      const Result result(length == -1 ? PQgetResult(handle) : nullptr, &PQclear);
      while (PGresult* more = PQgetResult(handle)) PQclear(more);
      if (!result || PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        refuse(handle, result.get(), select_);
      }
      return false;
    }
  }
  if (taken(2) != std::string_view("\377\377", 2)) return true;
  // The trailer; what follows is the end of the COPY.
  rest_ = {};
  return next();
}

std::string_view CopyReader::taken(std::size_t length) {
  if (rest_.size() < length) broken();
  const std::string_view bytes = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return bytes;
}

std::uint32_t CopyReader::uint32() {
  return static_cast<std::uint32_t>(unsigned_of(taken(4)));
}

std::optional<std::string_view> CopyReader::field() {
  const std::uint32_t length = uint32();
  if (length == null_length) return std::nullopt;
  return taken(length);
}

void CopyReader::broken() const {
  throw pqxx::failure("the server's binary COPY is not what was asked for: " + select_);
}

std::optional<std::string_view> CopyReader::text() {
  return field();
}

std::optional<std::int64_t> CopyReader::integer() {
  const auto bytes = field();
  if (!bytes) return std::nullopt;
  switch (bytes->size()) {
    case 2:
      return static_cast<std::int16_t>(unsigned_of(*bytes));
    case 4:
      return static_cast<std::int32_t>(unsigned_of(*bytes));
    case 8:
      return static_cast<std::int64_t>(unsigned_of(*bytes));
    default:
      broken();
  }
}

std::optional<double> CopyReader::float8() {
  const auto bytes = field();
  if (!bytes) return std::nullopt;
  if (bytes->size() != 8) broken();
  return std::bit_cast<double>(unsigned_of(*bytes));
}

std::optional<std::int64_t> CopyReader::date() {
  const auto bytes = field();
  if (!bytes) return std::nullopt;
  if (bytes->size() != 4) broken();
  return static_cast<std::int32_t>(unsigned_of(*bytes)) + days_to_2000;
}

}  // namespace uavt::sql
