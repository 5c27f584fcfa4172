// Why a published value is what it is: which line of the three-way decision wrote it, whose value
// was taken, and which rows of which sources stood behind it. Kept of rows that are written, so
// that a person can ask for it later.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "sync/table.hpp"

namespace uavt::sync {

/// Why a group holds what it holds: the six outcomes, and nobody delivering.
enum class Outcome : std::uint8_t {
  nobody,          ///< no side delivers: null
  one_side,        ///< (1) its value, whatever the authority
  agreed,          ///< (2) alike
  base_stays,      ///< (3) neither changed since settled
  first_meeting,   ///< (4) never settled together and they differ: the authority's, else national
  one_changed,     ///< (5) the side that changed may: its value
  may_not,         ///< (5) it may not: the base stays, UAV-03
  conflict,        ///< (6) both changed: the authority's value, UAV-10
  conflict_stays,  ///< (6) under `never`: the base stays, UAV-10
  ruled,           ///< a person decided on these very values (sync/ruling.hpp)
  restored,        ///< a run was taken back: as it was before it
};
inline constexpr std::size_t outcome_count = 11;
/// "kimse", "tek_taraf", "uzlasma", "degismedi", "ilk_karsilasma", "tek_degisiklik", "yetkisiz",
/// "cakisma", "cakisma_bekliyor", "karar", "geri_alma".
[[nodiscard]] std::string_view name(Outcome outcome);
[[nodiscard]] std::optional<Outcome> outcome_named(std::string_view name);

/// Where a group's value comes from.
enum class Take : std::uint8_t { nothing, national, municipal, published };
/// "bos", "ulusal", "belediye", "yayimlanan".
[[nodiscard]] std::string_view name(Take take);
[[nodiscard]] std::optional<Take> take_named(std::string_view name);

/// Why one written row is what it is.
struct Written {
  static constexpr std::size_t most_groups = 8;
  /// Per group by position: 0 when it stays as it was published, else what `mark` made.
  std::array<std::uint8_t, most_groups> groups{};
  Origin national, municipal;  ///< of the rows behind it; no source: none, or as last seen
  auto operator<=>(const Written&) const = default;
};

/// Where a row of a register's table came from; nowhere for no_row.
[[nodiscard]] inline Origin origin_of(const Table& table, std::int32_t row) {
  return row == no_row ? Origin{} : table.origins[static_cast<std::size_t>(row)];
}

[[nodiscard]] constexpr std::uint8_t mark(Outcome outcome, Take take) {
  return static_cast<std::uint8_t>(1 + static_cast<int>(take) + 4 * static_cast<int>(outcome));
}
/// The mark taken apart; it is not 0.
[[nodiscard]] constexpr std::pair<Outcome, Take> unmarked(std::uint8_t mark) {
  return {static_cast<Outcome>((mark - 1) / 4), static_cast<Take>((mark - 1) % 4)};
}

}  // namespace uavt::sync
