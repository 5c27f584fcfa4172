// Whom a correction goes to (muhatap). Administrative units are entered by the population register;
// streets, doors and inner doors by the municipality; in the 30 metropolitan provinces the naming of
// streets and the numbering of doors are the büyükşehir's, in villages elsewhere the il özel
// idaresi's; parcels are the land registry's.
#pragma once

#include "sync/layer.hpp"

#include <cstdint>
#include <string_view>

namespace uavt::sync {

enum class Addressee : std::uint8_t {
  district_municipality,      ///< ilce_belediyesi; in other provinces simply the belediye
  metropolitan_municipality,  ///< buyuksehir_belediyesi
  special_administration,     ///< il_ozel_idaresi
  population_office,          ///< nufus_mudurlugu
  land_registry,              ///< tkgm
  gis_unit,                   ///< cbs_birimi: the municipality's own layers
};
inline constexpr std::size_t addressee_count = 6;
[[nodiscard]] std::string_view name(Addressee addressee);  ///< "ilce_belediyesi", …

/// Where a correction is to be made, as far as it decides about who makes it.
struct Jurisdiction {
  int plate = 0;         ///< of the province, 1–81
  bool village = false;  ///< a köy or what belongs to one
};

/// Who mends a group of a layer in UAVT (or, of parcels, in TAKBİS). `group`: empty for a whole row.
/// Source: law 5216 §7/g and the Adres ve Numaralamaya İlişkin Yönetmelik for naming and numbering
/// (certain; the büyükşehir may delegate them), 5490 and the AKS Yönetmeliği for administrative
/// units (certain). That buildings, owners and units are entered by the district municipality also in
/// a metropolitan province is inferred from practice.
[[nodiscard]] Addressee addressee_of(Layer layer, std::string_view group, Jurisdiction where);

}  // namespace uavt::sync
