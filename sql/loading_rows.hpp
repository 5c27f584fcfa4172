// Rows of adres and images of registers out of the database and into columns, whole layers or some
// rows of one. Private to this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sql/connection.hpp"
#include "sync/state.hpp"

namespace uavt::sql {

/// What the database says is not a word of this program: somebody wrote into it by hand, or the
/// program is older than its data.
[[noreturn]] void unknown_word(std::string_view table, std::string_view word);

/// The value a stored word means. Errors: DatabaseError.
template <class Named>
Named known(std::optional<Named> value, std::string_view table, std::string_view word) {
  if (!value) unknown_word(table, word);
  return *value;
}

/// Rows of adres in the order of their numbers, or of their closed versions; `condition`: SQL after
/// AND, of this program.
enum class Versions : std::uint8_t { current, closed };
[[nodiscard]] sync::Published published(Connection& connection, sync::Layer layer, int ilce_kodu,
                                        const std::string& condition = {},
                                        Versions versions = Versions::current);
/// A register's images; the usual one is told whatever the condition on `tucbs_no`.
[[nodiscard]] sync::ImageRows images(Connection& connection, sync::Layer layer, sync::Register reg,
                                     int ilce_kodu, const std::string& condition = {});

}  // namespace uavt::sql
