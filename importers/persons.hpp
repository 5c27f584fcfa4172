// Personal data at the door (KVKK 6698): T.C. kimlik numbers by their checksum, column names that
// say person. What is found here is counted and named by its column, never kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace uavt::importers {

/// True for eleven digits whose last two are the checksum of the others; numbers of foreigners
/// (99…) included.
/// Source: the published construction of the T.C. kimlik number: d10 = (7·(d1+d3+d5+d7+d9) −
/// (d2+d4+d6+d8)) mod 10, d11 = (d1+…+d10) mod 10.
[[nodiscard]] bool citizen_number(std::int64_t number);

/// The eleven-digit number a value is, however a spreadsheet has dressed it: "12345678901",
/// padded, "12345678901.0", "1.2345678901E+10", with blanks inside. Nothing otherwise.
[[nodiscard]] std::optional<std::int64_t> eleven_digits(std::string_view value);
[[nodiscard]] std::optional<std::int64_t> eleven_digits(double value);

/// What the values of one unmapped column look like.
struct CitizenTally {
  std::uint64_t eleven = 0;  ///< values that are eleven-digit numbers
  std::uint64_t valid = 0;   ///< of which pass the checksum
  void add(std::string_view value);
  void add(std::int64_t value);
  void add(double value);
  void add(const CitizenTally& other);
  /// KVK-01: at least 5 valid ones and at least 5 % of the eleven-digit values. One in a hundred
  /// numbers of another kind passes the checksum, hence the share.
  [[nodiscard]] bool personal() const { return valid >= 5 && valid * 20 >= eleven; }
};

/// Replaces every T.C. kimlik number in a text by eleven asterisks: the whole value when it is
/// one, else each run of exactly eleven digits that passes. False when there is none.
[[nodiscard]] bool mask_citizens(std::string_view text, std::string& masked);

/// The word in a column's name that says person (KVK-02), as whole words of the name:
/// "ANNE_ADI" → "ANNEADI", "TcKimlikNo" → "TC", "TELEFERIK" → nothing, "IL_PLAKA_KODU" → nothing
/// (the il's plate code). Empty when there is none.
[[nodiscard]] std::string person_word(std::string_view column);

}  // namespace uavt::importers
