// The words of the three-way oracle as rows: what a street's name and type, or a parcel with its
// ground, are when a register says A, the same otherwise spelt, B, C, or nothing more than its code.
#pragma once

#include <optional>
#include <string_view>

#include "sync/groups.hpp"
#include "tests/sync/tables.hpp"
#include "tests/sync/three_way_oracle.hpp"

namespace uavt::sync {

/// Where the combinations of a night stand, and how a word is written there and read back.
class Words {
 public:
  explicit Words(Thing thing) : thing_(thing) {}

  [[nodiscard]] Layer layer() const;
  [[nodiscard]] Register national() const { return sides(layer()).national; }
  [[nodiscard]] const Group& group() const;
  [[nodiscard]] std::string_view group_name() const { return parcels() ? "hepsi" : "ad"; }
  /// The own code by which the thing is known: `i` + 1.
  [[nodiscard]] std::string_view code() const {
    return parcels() ? "tapu_zemin_ref" : "csbm_kodu";
  }

  /// Is it ours? Streets are said to lie in a mahalle, parcels lie in it.
  enum class Where : std::uint8_t { ours, not_ours };
  [[nodiscard]] Values values(Word word, std::size_t i, Where where = Where::ours) const;
  [[nodiscard]] Shape shape(Word word, std::size_t i, Where where = Where::ours) const;
  /// A row of its own that says this, as it was remembered: what is said to lie, or lies, in our mahalle.
  [[nodiscard]] Table row(Word word, std::size_t i) const;
  /// The number of our mahalle.
  static constexpr std::int64_t our_mahalle = 1;
  /// What the row says, whole: nothing where it is stitched together.
  [[nodiscard]] std::optional<Word> read(const Table& table, std::size_t row, std::size_t i) const;
  /// The ground of a mahalle: 1 is ours, 2 beside it is not.
  [[nodiscard]] Shape ground(int mahalle) const;

 private:
  [[nodiscard]] bool parcels() const { return thing_ == Thing::parcel; }
  Thing thing_;
};

}  // namespace uavt::sync
