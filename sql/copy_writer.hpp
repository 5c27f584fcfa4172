// Rows on their way into a table: the binary form of COPY, written into one large buffer that goes
// out in pieces of a megabyte. No text is made of a number and nothing is allocated per row.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/geometry_column.hpp"
#include "sql/connection.hpp"

namespace uavt::sql {

class CopyWriter {
 public:
  /// Begins `COPY <target> FROM STDIN (FORMAT binary)`; `target` is quoted SQL: a table and its
  /// columns. The connection can do nothing else until `finish`.
  /// Errors: pqxx::sql_error, pqxx::broken_connection; so do all functions that may send.
  CopyWriter(Connection& connection, const std::string& target);
  /// Without `finish` the COPY is cancelled.
  ~CopyWriter();
  CopyWriter(const CopyWriter&) = delete;
  CopyWriter& operator=(const CopyWriter&) = delete;

  /// Begins a row; then exactly that many fields, in the order of the target's columns.
  void row(std::int16_t fields);
  void null();
  void boolean(bool value);
  void int4(std::int32_t value);
  void int8(std::int64_t value);
  void float8(double value);
  void text(std::string_view value);
  void bytes(std::string_view value) { text(value); }
  /// Units: days since 1970-01-01.
  void date(std::int64_t days);
  /// Units: microseconds since 2000-01-01 UTC.
  void timestamp(std::int64_t microseconds) { int8(microseconds); }
  /// EWKB; a row without coordinates is a null field. `srid` 0: none written.
  void geometry(const geo::GeometryColumn& column, std::size_t row, bool as_multi, int srid);
  void int8s(std::span<const std::int64_t> values);
  void texts(std::span<const std::optional<std::string_view>> values);

  /// Ends the COPY and returns the number of rows the server took.
  std::uint64_t finish();

 private:
  void send();
  void field(std::size_t length);

  Connection& connection_;
  std::string target_;
  std::string buffer_;
  bool open_ = true;
};

}  // namespace uavt::sql
