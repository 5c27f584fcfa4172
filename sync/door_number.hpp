// A door number read as the numbering law writes it: what NUM rules compare, and what they refuse.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace uavt::sync {

struct DoorNumber {
  std::int64_t first = 0;  ///< 12 of "12A", "12/3", "12-16", "G2": its side of the street and order
  bool range = false;      ///< "12-16": several plots under one number
  bool letter = false;     ///< "12A", "12/A": a door added between two others
};

/// Reads a canonical door number (text.hpp). Grammar, over the canonical form:
/// `int[letters]{[/|-](int[letters]|letters)}` or `letter int`. Nothing for anything else, and for a
/// number of more than nine digits.
/// Source: Adres ve Numaralamaya İlişkin Yönetmelik; RULES NUM-04.
[[nodiscard]] std::optional<DoorNumber> door_number(std::string_view canonical);

}  // namespace uavt::sync
