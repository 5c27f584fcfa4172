// Which rows wait when mahalle are held: all of theirs, old or new, of every register and layer; and
// what cannot be published without them. Private to the guard.
#pragma once

#include "sync/hold.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/state.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <vector>

namespace uavt::sync {

/// Why an entity waits: positions in the list of mahalle that are over their budget.
using Reasons = std::set<std::size_t>;

class HeldRows {
 public:
  /// `over`: the mahalle, ascending. `mahalle`: of the published rows.
  HeldRows(const Night& night, const Matched& matched, const Stored& stored, const Plan& plan,
           const std::vector<std::int64_t>& over,
           const std::array<std::vector<std::int64_t>, layer_count>& mahalle);

  /// For which mahalle the entity waits; nothing: it does not.
  [[nodiscard]] const Reasons* reasons(Layer layer, std::int64_t tucbs_no) const;
  /// The entities that wait for one mahalle, ascending.
  [[nodiscard]] std::array<std::vector<std::size_t>, layer_count> entities(std::size_t m) const;
  /// The hold when only some of the mahalle are held.
  [[nodiscard]] Hold hold(const std::vector<std::uint8_t>& held) const;

 private:
  struct LayerRows {
    std::unordered_map<std::int64_t, std::size_t> entity_of;  ///< by tucbs_no
    std::unordered_map<std::size_t, Reasons> waits;           ///< by entity
  };
  bool add(Layer layer, std::size_t entity, const Reasons& reasons);
  bool add_number(Layer layer, std::int64_t tucbs_no, const Reasons& reasons);
  void hold_mahalle(const std::array<std::vector<std::int64_t>, layer_count>& mahalle);
  bool hold_children();
  bool hold_leaving_parents();
  bool hold_moved_rows();

  const Night& night_;
  const Matched& matched_;
  const Stored& stored_;
  const Plan& plan_;
  const std::vector<std::int64_t>& over_;
  std::array<LayerRows, layer_count> layers_;
};

}  // namespace uavt::sync
