// The rulings on rows of one layer while it is reconciled: which of them hold tonight, and which
// have come to an end because a register says something else now, or the row is gone.
#pragma once

#include "sync/groups.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/provenance.hpp"
#include "sync/ruling.hpp"
#include "sync/state.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace uavt::sync {

/// Whose value a ruling takes, as the decision says it.
[[nodiscard]] constexpr Take taken(RulingTake take) {
  return take == RulingTake::national    ? Take::national
         : take == RulingTake::municipal ? Take::municipal
                                         : Take::published;
}

class LayerRulings {
 public:
  /// Of two rulings on the same group or absence the newer holds; the older has ended.
  /// Units: `tolerance` metres. Lifetime: `stored`, `night`.
  LayerRulings(const Stored& stored, const Night& night, Layer layer, double tolerance);

  /// Is there a ruling on some group of this row? Such a row is never calm.
  [[nodiscard]] bool on(std::int64_t tucbs_no) const;
  /// The ruling on this group, while both sides (rows of tonight's tables, or no_row) say what they
  /// said then; else nullptr, and it has ended.
  const Ruling* on(std::int64_t tucbs_no, const Group& group, std::int32_t national,
                   std::int32_t municipal);

  /// Ids of those that ended. Call at the end: what was never asked for is about a row that left.
  [[nodiscard]] std::vector<std::int64_t> ended(const Entities& entities);

 private:
  struct Held {
    const Ruling* ruling = nullptr;
    bool holds = false;
  };
  [[nodiscard]] bool still(const std::optional<Said>& then, Register reg, const Group& group,
                           std::int32_t row) const;
  void end(const Ruling& ruling);

  const Night& night_;
  Layer layer_;
  double tolerance_;
  std::map<std::pair<std::int64_t, std::uint8_t>, Held> groups_;  ///< by tucbs_no, group
  std::map<std::pair<std::int64_t, Register>, const Ruling*> absences_;
  std::vector<std::int64_t> ended_;
};

/// The refused rows of one layer and register as a table, found by their codes.
struct RefusedInserts {
  explicit RefusedInserts(Layer layer) : rows(layer) {}
  void add(const Ruling& ruling, const Said& then);
  /// Those a delivered row may be: by code, or all without one.
  [[nodiscard]] std::vector<std::size_t> like(const Table& table, std::size_t row) const;

  Table rows;
  std::vector<const Ruling*> rulings;  ///< by row
  std::map<std::pair<std::size_t, std::int64_t>, std::vector<std::size_t>> by_code;
  std::vector<std::size_t> without_code;
};
/// What this register may not bring, by layer. Lifetime: `stored`.
[[nodiscard]] std::map<Layer, RefusedInserts> refused_inserts(const Stored& stored, Register reg);

/// Rows that a person refused and that are delivered as they were become `rejected`; a row that
/// carries such a row's code and says something else ends the ruling (into `side.rulings_ended`).
/// Between the rules on codes and `stand`. Units: `tolerance` metres.
void refuse_inserts(Side& side, const Stored& stored, double tolerance);

/// The rulings on absences of one register: by layer and tucbs_no, newest wins.
using RuledAbsences = std::map<std::pair<Layer, std::int64_t>, std::int64_t>;
[[nodiscard]] RuledAbsences ruled_absences(const Stored& stored, Register reg);

}  // namespace uavt::sync
