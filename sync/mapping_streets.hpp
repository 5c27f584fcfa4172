// A street's name and type arrive in several dresses: apart, with UAVT's or MAKS' numbers for the
// type, or as one text with the type word behind the name. They become `ad` and `tip` here.
#pragma once

#include "sync/mapping_columns.hpp"

namespace uavt::sync {

/// Columns of one delivery; each may be absent.
struct StreetNameColumns {
  const RawColumn* name = nullptr;        ///< without type word
  const RawColumn* type = nullptr;        ///< our list, or the municipality's by its dictionary
  const RawColumn* uavt_type = nullptr;   ///< turKod 0–5
  const RawColumn* maks_type = nullptr;   ///< YOL.TIP 1–6
  const RawColumn* typed_name = nullptr;  ///< "13001 NOLU (Sokak)"
};
/// The columns of that meaning in a csbm, yol, yol_orta_hat or flat source.
[[nodiscard]] StreetNameColumns street_name_columns(const RawTable& rows);

/// Fills `ad` and `tip` of the placed rows of `layer` (csbm or yol_orta_hat). A separate name or
/// type wins over the one inside a typed name. MOD-02 is judged on the result, for csbm only, where
/// any column could have given it; a cell that is already MOD-03/04 is not reported twice.
void read_street_names(MappingWork& work, std::size_t delivery, const StreetNameColumns& columns,
                       std::span<const Placement> placements, Layer layer);

}  // namespace uavt::sync
