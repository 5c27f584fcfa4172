// Three-way, per attribute group taken whole: what is published, what each side says now, what each
// side said when the group was last settled. The first line that fits decides (DESIGN §4.7).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "sync/coverage.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/settings.hpp"

namespace uavt::sync {

struct Decision {
  Outcome outcome{};
  Take take{};
  bool differ = false;  ///< both deliver and differ: UAV-03
  bool settles = true;  ///< settled values advance to what the sides say now
};

/// What one side brings to the decision about one group.
struct SideOfGroup {
  bool delivers = false;
  bool changed = false;    ///< its value now ≠ its value when settled
  bool delivered_before = false;  ///< it delivered the group when last settled
};

/// The decision itself, free of tables. `together`: the pair existed before tonight and the
/// authority has not changed. `newer_municipal`: under `newest`, which side's source is newer.
[[nodiscard]] Decision decided(const SideOfGroup& national, const SideOfGroup& municipal,
                               bool both_differ, bool together, bool published, Authority authority,
                               Register national_register, bool newer_municipal);

/// A group that differs, with whose word stands: a person's, else the authority's, under `newest` what
/// is published. `municipal_published`: is what is published what the municipality says?
[[nodiscard]] Difference difference_of(Layer layer, std::size_t entity, std::uint8_t group,
                                       const Decision& decision, Authority authority,
                                       const std::function<bool()>& municipal_published);

/// Decides every group of every entity and writes down what follows: rows, images, settled values,
/// the UAV findings. Guard, apply and report take the plan from here.
[[nodiscard]] Plan reconciled(Night& night, const Matched& matched, const Stored& stored,
                              const Settings& settings, const Coverages& coverages);

}  // namespace uavt::sync
