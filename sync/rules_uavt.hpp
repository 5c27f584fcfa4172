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

/// UAV-01, -02, -03 and -10 of one layer, and KEY-01 where it takes two registers. Scope: run.
class UavtRules {
 public:
  /// `mahalle_codes`: UAVT codes by mahalle number. `findings`: where they are written down.
  UavtRules(const Night& night, const Settings& settings, Layer layer, const Entities& entities,
            const std::map<std::int64_t, std::int64_t>& mahalle_codes,
            std::vector<Finding>& findings);

  /// UAV-01 and UAV-02. A row whose counterpart was set apart tonight under the same code is not
  /// missing (docs/decisions/0001).
  void judge_presence(std::size_t entity, Presence presence);

  /// UAV-03, and UAV-10 where both sides changed (it stays until one moves again). `base` is the row of `published`, or no_row.
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
  [[nodiscard]] bool set_apart_in(Register reg, const Table& other, std::size_t other_row) const;
  [[nodiscard]] Finding about(Rule rule, std::size_t entity) const;

  const Night& night_;
  const Settings& settings_;
  Layer layer_;
  Sides both_;
  const Entities& entities_;
  const std::map<std::int64_t, std::int64_t>& mahalle_codes_;
  std::vector<Finding>& findings_;
  /// Own codes (position, value) of rows set apart tonight, by register.
  std::array<std::set<std::pair<std::size_t, std::int64_t>>, register_count> set_apart_;
};

}  // namespace uavt::sync
