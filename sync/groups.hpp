// Attribute groups: what reconciles as one. An address is never stitched together from a street of
// one side and a number of the other, so every question here is asked of a whole group.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/restrictions.hpp"
#include "sync/state.hpp"
#include "sync/table.hpp"

namespace uavt::sync {

/// One group of one layer: its attributes and the references that go with them.
struct Group {
  std::uint8_t position = 0;
  std::vector<std::size_t> attributes;  ///< positions, without references and shadows
  std::vector<std::size_t> references;  ///< positions of references resolved by this group
  bool geometry = false;
};

/// The groups of a layer, in order of LayerType::groups.
[[nodiscard]] const std::vector<Group>& groups(Layer layer);

/// Does this shadow show the municipality's own value of one of the group's attributes?
[[nodiscard]] bool shows(Layer layer, const Group& group, const Attribute& shadow);

/// A side delivers a group when not all its attributes are null or unknown.
[[nodiscard]] bool delivers(const Group& group, const Table& table, std::size_t row);

/// Two sides differ when an attribute both deliver is not *same*; a missing code never differs.
/// A foreign code that both have resolved is compared by what it points to. References must be
/// filled. Units: `tolerance` metres, for the geometry.
[[nodiscard]] bool differ(const Group& group, const Table& a, std::size_t row_a, const Table& b,
                          std::size_t row_b, double tolerance);

/// *Same* of a group of one register on two nights: null equals only null, references count.
[[nodiscard]] bool unchanged(const Group& group, const Table& a, std::size_t row_a, const Table& b,
                             std::size_t row_b, double tolerance);
/// The same against values kept apart (`mutabakat`).
[[nodiscard]] bool unchanged(const Group& group, const Table& table, std::size_t row,
                             const Unsettled& settled, double tolerance);

/// The group's values as they are kept in `mutabakat`.
[[nodiscard]] Unsettled settled_values(const Group& group, const Table& table, std::size_t row);

/// "kapi_no: 12/A, csbm_kodu: 953285" for messages; geometry as "geometri", a restricted value as
/// `concealed_value`.
[[nodiscard]] std::string described(const Group& group, const Table& table, std::size_t row,
                                    const Restrictions& restrictions);

}  // namespace uavt::sync
