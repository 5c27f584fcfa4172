// Rows on their way out of a query: the binary form of COPY, one message of the server a row,
// decoded field by field straight into columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sql/connection.hpp"

namespace uavt::sql {

class CopyReader {
 public:
  /// Begins `COPY (<select>) TO STDOUT (FORMAT binary)`. The connection can do nothing else until
  /// `next` has answered false. Errors: pqxx::sql_error, pqxx::broken_connection.
  CopyReader(Connection& connection, const std::string& select);
  /// Reads the rest away, so that the connection can go on.
  ~CopyReader();
  CopyReader(const CopyReader&) = delete;
  CopyReader& operator=(const CopyReader&) = delete;

  /// Moves to the next row; false after the last. Then its fields, in order of the select.
  bool next();

  // Each takes the next field of the row; nothing for NULL. The type must be the column's.
  std::optional<std::string_view> text();  ///< also bytea. Lifetime: until the next `next`.
  std::optional<std::int64_t> integer();   ///< int2, int4 or int8
  std::optional<double> float8();
  std::optional<std::int64_t> date();  ///< days since 1970-01-01
  /// Calls `element(optional<string_view>)` for each text of a one-dimensional text[]; false for
  /// NULL.
  template <class Element>
  bool texts(Element element);

 private:
  std::optional<std::string_view> field();
  [[noreturn]] void broken() const;
  void release();
  void drain();
  std::string_view taken(std::size_t length);
  std::uint32_t uint32();

  Connection& connection_;
  std::string select_;
  char* message_ = nullptr;
  std::string_view rest_;  ///< of the current row's message
  bool open_ = true;
};

template <class Element>
bool CopyReader::texts(Element element) {
  const std::optional<std::string_view> array = field();
  if (!array) return false;
  const std::string_view after = rest_;
  rest_ = *array;
  const std::uint32_t dimensions = uint32();
  uint32();  // whether there are nulls
  uint32();  // the element type
  if (dimensions > 1) broken();
  if (dimensions == 1) {
    const std::uint32_t count = uint32();
    uint32();  // lower bound
    for (std::uint32_t i = 0; i < count; ++i) element(field());
  }
  rest_ = after;
  return true;
}

}  // namespace uavt::sql
