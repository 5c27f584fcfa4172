// Tables people get to read or to fill in: their columns said once, a row filled by the names of
// its columns, in any order. Private to this room.
#pragma once

#include "sync/table.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace uavt::report {

struct FormColumn {
  std::string_view member;  ///< for programs
  std::string_view title;   ///< for people
  sync::RawColumn::Kind kind = sync::RawColumn::Kind::text;
  bool by_hand = false;  ///< stays empty: a person writes into it
};

/// A table with these columns and no row.
[[nodiscard]] sync::RawTable form(std::span<const FormColumn> columns);

/// A new last row of a form; what nobody fills is null.
class FormRow {
 public:
  /// Lifetime: `table` longer than this.
  explicit FormRow(sync::RawTable& table);
  /// Made visible; an empty text is null.
  FormRow& text(std::string_view member, std::string_view value);
  FormRow& integer(std::string_view member, std::optional<std::int64_t> value);
  FormRow& real(std::string_view member, std::optional<double> value);

 private:
  sync::RawColumn& column(std::string_view member);
  sync::RawTable& table_;
};

}  // namespace uavt::report
