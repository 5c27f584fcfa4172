// The UAV rules: municipality against UAVT, said where the comparison is made. Only where both
// registers have ever spoken for a layer and mahalle; elsewhere there is nothing to compare.
#pragma once

#include "sync/code_claims.hpp"
#include "sync/groups.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/reconcile.hpp"
#include "sync/settings.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace uavt::sync {

/// UAV-01 to -08 and -10 of one layer, and KEY-01 where it takes two registers. Scope: run.
class UavtRules {
 public:
  /// `spoken`: who has ever spoken for which layer and mahalle. `mahalle_codes`: UAVT codes by
  /// mahalle number. `findings`: where they are written down.
  UavtRules(const Night& night, const Matched& matched, const Settings& settings, Layer layer,
            const Spoken& spoken, const std::map<std::int64_t, std::int64_t>& mahalle_codes,
            std::vector<Finding>& findings);

  /// UAV-08, one thing under two codes. UAV-03 is not said of the code then.
  void judge_recoded();

  /// UAV-01 and UAV-02. A row whose counterpart was set apart tonight under the same code is not
  /// missing (docs/decisions/0001).
  void judge_presence(std::size_t entity, Presence presence);

  /// UAV-06 of a door, UAV-07 of a building, a door or a unit that both sides have (of a demolished
  /// building: when UAVT still has its doors).
  void judge_pair(std::size_t entity);

  /// UAV-03, in its place UAV-04 for the position of a door or building, UAV-05 for the door of a
  /// unit; a status is UAV-07's. And UAV-10 where both sides changed (it stays until one moves
  /// again). `base` is the row of `published`, or no_row.
  void judge_difference(std::size_t entity, const Group& group, const Decision& decision,
                        Authority authority, const Table& published, std::int32_t base);

  /// KEY-01: two things carry one code, each in its register. The first keeps it; the others are
  /// published without, nobody is set apart.
  void judge_contest(const CodeClaims::Contest& contest);

 private:
  [[nodiscard]] const Table& table(Register reg) const { return night_.side(reg).table(layer_); }
  [[nodiscard]] std::int32_t row(Register reg, std::size_t entity) const {
    return entities_.row[index(reg)][entity];
  }
  [[nodiscard]] bool both_have_spoken(Layer layer, std::int64_t mahalle) const;
  void count_units();
  void count_doors();
  [[nodiscard]] Arguments doors_of_unit(std::size_t entity) const;
  void judge_units(std::size_t entity);
  void judge_status(std::size_t entity);
  void judge_demolished(std::size_t building_row, std::size_t entity);
  [[nodiscard]] Rule rule_of_difference(std::size_t entity, const Group& group) const;
  [[nodiscard]] bool on_different_doors(std::size_t entity) const;
  [[nodiscard]] double metres_apart(std::size_t entity) const;
  [[nodiscard]] bool set_apart_in(Register reg, const Table& other, std::size_t other_row) const;
  [[nodiscard]] Finding about(Rule rule, std::size_t entity) const;

  const Night& night_;
  const Matched& matched_;
  const Settings& settings_;
  Layer layer_;
  Sides both_;
  const Entities& entities_;
  const Spoken& spoken_;
  const std::map<std::int64_t, std::int64_t>& mahalle_codes_;
  std::vector<Finding>& findings_;
  /// Own codes (position, value) of rows set apart tonight, by register.
  std::array<std::set<std::pair<std::size_t, std::int64_t>>, register_count> set_apart_;
  /// Of the building layer, per municipal row: its doors that UAVT has as well.
  std::vector<std::int32_t> doors_in_uavt_;
  /// Of the door layer, per register and row: its live units; -1 where one was set apart tonight.
  std::array<std::vector<std::int32_t>, register_count> units_;
};

}  // namespace uavt::sync
