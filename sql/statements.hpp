// SQL as text: the fixed statements of sql/queries, and the pieces of statements that follow from a
// layer's attributes. Identifiers are quoted here, values never appear.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/layer.hpp"

namespace uavt::sql {

/// The text of sql/queries/<name>.sql. A name that does not exist is a bug (std::logic_error).
[[nodiscard]] std::string query(std::string_view name);

/// "bina" → "\"bina\"".
[[nodiscard]] std::string quoted_identifier(std::string_view name);

/// {"a", "b"} as one array parameter, whatever the texts hold; a null_integer is NULL.
[[nodiscard]] std::string array_parameter(std::span<const std::string> texts);
[[nodiscard]] std::string array_parameter(std::span<const std::int64_t> numbers);

/// The tucbs_no of uavtsync.goruntu's row that holds a register's usual image of a layer.
inline constexpr std::int64_t usual_image = 0;

/// What statements about one layer are made of.
struct LayerStatements {
  std::string table, history;        ///< adres."bina", adres."bina_gecmis"
  std::vector<std::string> content;  ///< quoted: the attributes in their order, then geometri
  std::vector<std::string> codes;    ///< quoted: columns under a unique index

  /// "ilce_kodu, tucbs_no, <content>, eslesme, kaynak, surum_no, surum_baslangic, calisma_no" with
  /// `prefix` before each ("t.").
  [[nodiscard]] std::string all_columns(std::string_view prefix = "") const;
  /// Only what a run decides: "tucbs_no, <content>, eslesme, kaynak".
  [[nodiscard]] std::string decided_columns() const;
};
[[nodiscard]] LayerStatements statements(sync::Layer layer);

}  // namespace uavt::sql
