// References that codes cannot express: MAKS' GUID columns, names in place of codes. They are
// resolved once, while the delivery is at hand; what they lead to is kept as row numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/mapping_columns.hpp"

namespace uavt::sync {

/// Row ids of one table (already normalised) → row; of a repeated id the first row.
class IdIndex {
 public:
  IdIndex() = default;
  /// Lifetime: `ids` must outlive the index and stay unchanged.
  explicit IdIndex(const TextColumn& ids);
  /// CodeIndex::none when no row has it.
  [[nodiscard]] std::uint32_t find(std::string_view id) const;
  [[nodiscard]] bool empty() const { return hashed_.empty(); }

 private:
  const TextColumn* ids_ = nullptr;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> hashed_;  ///< (hash, row), sorted
};

/// Sets the links that …_id columns give. An id that finds nothing is dangling_row, but only where
/// the target's rows brought ids at all.
void resolve_ids(MappingWork& work);

/// csbm.mahalle_adi → mahalle by strict name, with İ = I where that is unique.
void resolve_neighbourhood_names(MappingWork& work);

/// After `link`: numarataj.mahalle_adi (or its mahalle_kodu) + csbm_adi → csbm; units of a yapı
/// with one door → that door.
void resolve_street_names(MappingWork& work);
void resolve_units_by_building(MappingWork& work);

}  // namespace uavt::sync
