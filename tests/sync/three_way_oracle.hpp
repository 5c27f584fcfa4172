// The oracle of the three-way decision: every state two registers and what is published can be in,
// and what DESIGN §4.7 says of it, told from its text and from nothing of the program.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sync/settings.hpp"
#include "sync/state.hpp"

namespace uavt::sync {

/// What may be said of a group. `a_again` is A in another spelling: the same. `bare` says nothing but
/// what every other word leaves out: it differs from none, and is none of them.
enum class Word : std::uint8_t { nothing, a, a_again, b, c, bare };
/// What became of a side's row tonight.
enum class Tonight : std::uint8_t { says, missing, set_apart, not_ours };

[[nodiscard]] inline Word meaning(Word word) {
  return word == Word::a_again ? Word::a : word;
}

/// Two sides differ when something both say is not the same.
[[nodiscard]] inline bool alike(Word one, Word other) {
  return one == Word::bare || other == Word::bare || meaning(one) == meaning(other);
}

/// One register's part of a combination.
struct SideState {
  std::optional<Word> image;    ///< what it said last; nothing: it did not have the row
  std::optional<Word> settled;  ///< kept apart, where it is not the image
  Tonight tonight{};
  Word said = Word::nothing;

  [[nodiscard]] bool stands() const {
    return tonight == Tonight::says || (tonight != Tonight::missing && image.has_value());
  }
  [[nodiscard]] Word now() const { return tonight == Tonight::says ? said : *image; }
  [[nodiscard]] bool speaks() const { return stands() && now() != Word::nothing; }
  [[nodiscard]] Word when_settled() const { return settled ? *settled : *image; }
  [[nodiscard]] bool was_settled() const { return image && when_settled() != Word::nothing; }
  [[nodiscard]] bool changed() const {
    return stands() && (!image || meaning(now()) != meaning(when_settled()));
  }
};

enum class Ruled : std::uint8_t { no, for_uavt, for_cbs, of_other_values };

struct Combination {
  std::optional<Word> published;  ///< nothing: the row is new tonight
  SideState national, municipal;  ///< of a street UAVT's, of a parcel TAKBİS's, and the municipality's
  Ruled ruled = Ruled::no;
};

/// Whose things they are: a street of UAVT and the municipality, or a parcel of TAKBİS and the
/// municipality, which is known by its own code and says at least that.
enum class Thing : std::uint8_t { street, parcel };

/// What one night is under.
struct Rules {
  Thing thing{};
  Authority authority{};
  bool municipal_newer = false;
  bool authority_moved = false;  ///< another one was in force last night
  Ruled ruled = Ruled::no;
};

struct Expected {
  bool there = true;
  Word word = Word::nothing;
  Presence presence{};
  bool uav_03 = false, uav_10 = false, asks = false;
  std::optional<Word> kept_national, kept_municipal;  ///< settled values that stay apart
};

/// DESIGN §4.7, a line at a time.
[[nodiscard]] Expected oracle(const Combination& c, const Rules& rules);

/// Everything that last night can have left and tonight can bring.
[[nodiscard]] std::vector<Combination> combinations(const Rules& rules);

}  // namespace uavt::sync
