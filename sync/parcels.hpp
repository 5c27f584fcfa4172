// The parcels a night judges by, and what the others call them: buildings and doors name an ada and
// a parsel, which are unique in a tapu mahalle only and are written by hand.
#pragma once

#include "sync/code_index.hpp"
#include "sync/night.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace uavt::sync {

/// "101/5", parcel alone "/5"; empty where no parcel is named (`-` and `0` name none). The layer has
/// the attributes ada and parsel.
[[nodiscard]] std::string parcel_key(const Table& table, std::size_t row);

/// The parcels of `takbis` if it has any, else those the municipality gives
/// (docs/decisions/0002).
class Parcels {
 public:
  explicit Parcels(const Night& night);

  [[nodiscard]] Register reg() const { return reg_; }
  [[nodiscard]] const Table& table() const { return *table_; }
  [[nodiscard]] bool empty() const { return by_key_.size() == 0; }
  /// Live, not passive, and drawn: what things can stand on. One entry a row.
  [[nodiscard]] const std::vector<std::uint8_t>& drawn() const { return drawn_; }
  [[nodiscard]] bool passive(std::size_t row) const { return passive_[row] != 0; }
  /// The key of a row, as in `keys_of`.
  [[nodiscard]] std::uint64_t key(std::size_t row) const { return keys_[row]; }
  /// Live rows of this key, ascending.
  [[nodiscard]] std::span<const std::uint32_t> named(std::uint64_t key) const;
  /// Which of them a row of some layer names; 0: none. Equal for equal keys.
  [[nodiscard]] static std::vector<std::uint64_t> keys_of(const Table& table);

 private:
  Register reg_;
  const Table* table_;
  std::vector<std::uint8_t> drawn_, passive_;
  std::vector<std::uint64_t> keys_;   ///< by row
  CodeIndex by_key_;                  ///< number of a key
  std::vector<std::uint32_t> first_;  ///< by number: where its rows begin in `rows_`
  std::vector<std::uint32_t> rows_;
};

}  // namespace uavt::sync
