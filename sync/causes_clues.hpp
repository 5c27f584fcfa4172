// What the kinds of causes share: which rule is evidence of what, the findings still without a
// cause, and when so many in one place are no chance any more. Private to `causes*`.
#pragma once

#include "sync/causes.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace uavt::sync {

/// A cause explains at least so many rows: four alike are told apart by hand as fast.
inline constexpr std::uint64_t fewest_rows = 5;
/// … and so much of what it is about (a column's values, a street's doors, a day's rows): one
/// correction must be one. The rest is room for rows somebody has mended already.
inline constexpr double systematic_share = 0.8;
/// … and so many times what is usual elsewhere: where every second row is wrong, a place in which
/// all are is no other thing.
inline constexpr double times_elsewhere = 2;
/// The probability that noise looks like this anywhere on one night is at most this: one night in
/// three years.
inline constexpr double chance = 0.001;

/// What a finding of a rule is evidence of; a set.
enum Clue : std::uint8_t {
  of_place = 1,    ///< something lies where it should not: a constant shift
  of_letters = 2,  ///< damaged text: a wrong encoding
  of_value = 4,    ///< a value of one column: another type, list or form
  of_absence = 8,  ///< a value that is not there: an empty column
  of_list = 16,    ///< a value its code list lacks
  of_street = 32,  ///< doors and units that hang on a street
};
[[nodiscard]] std::uint8_t clues_of(Rule rule);

/// A row of a register's table, as one number: register, layer, row.
using RowKey = std::uint64_t;
[[nodiscard]] RowKey row_key(Register reg, Layer layer, std::size_t row);
[[nodiscard]] inline bool is_row(const Subject& subject) {
  return subject.layer.has_value() && subject.row >= 0;
}

/// The findings without a cause and what they stand on.
struct Clues {
  std::span<const Finding> findings;
  std::vector<std::uint32_t> open;  ///< positions in `findings`, ascending
  const Night& night;
  const Matched& matched;
  const Settings& settings;
  std::span<const SourceShift> shifts;

  [[nodiscard]] std::string source_name(std::uint16_t source) const;
};

/// A cause that is suspected, with the findings it would explain (positions, ascending).
struct Suspect {
  Cause cause;
  std::vector<std::uint32_t> findings;
};
using Suspects = std::vector<Suspect>;

/// "kind:a:b": parts that are no plain words are replaced by their hash.
[[nodiscard]] std::string cause_id(CauseKind kind, std::initializer_list<std::string_view> parts);

/// Rows a finding is about: all of a grouped one, else its own.
[[nodiscard]] std::span<const Subject> rows_of(const Finding& finding);

/// Rows with a finding among rows, in a place and everywhere else.
struct Rate {
  std::uint64_t wrong = 0, rows = 0;
  [[nodiscard]] double share() const {
    return rows == 0 ? 0 : static_cast<double>(wrong) / static_cast<double>(rows);
  }
};
/// Enough rows, most of the place, and no chance: by the binomial tail of the rate elsewhere, over
/// the number of places looked at.
[[nodiscard]] bool systematic(const Rate& here, const Rate& elsewhere, std::size_t places);

/// Probability of at least `wrong` of `rows` when each is wrong with probability `rate`.
[[nodiscard]] double binomial_tail(std::uint64_t wrong, std::uint64_t rows, double rate);

// One function a kind (two for the kinds that look at columns and at rows).
[[nodiscard]] Suspects suspected_shifts(const Clues& clues);
[[nodiscard]] Suspects suspected_encodings(const Clues& clues);
[[nodiscard]] Suspects suspected_columns(const Clues& clues);
[[nodiscard]] Suspects suspected_code_values(const Clues& clues);
[[nodiscard]] Suspects suspected_streets(const Clues& clues);
[[nodiscard]] Suspects suspected_loads(const Clues& clues);
[[nodiscard]] Suspects suspected_files(const Clues& clues);

}  // namespace uavt::sync
