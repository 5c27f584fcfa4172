// The coordinate systems a Turkish municipality's layers come in, and roughly where a place lies in
// each. The rough place is arithmetic on a sphere: it lets the diagnosis drop a system before PROJ
// is asked, which saves time and keeps PROJ away from coordinates it answers with finite nonsense.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

enum class Datum : std::uint8_t { turef, ed50, wgs84 };

/// How a system writes a place. `tm`: 3° Transverse Mercator, easting about 500 000 m.
/// `prefixed_tm`: the same with the zone number before the easting (zone 10: 10 500 000 m).
/// `utm`: 6°, scale 0.9996. `geographic`: degrees. `web_mercator`: metres on the sphere.
enum class CrsForm : std::uint8_t { tm, prefixed_tm, utm, geographic, web_mercator };

/// One system. Source: EPSG dataset; a test compares codes and names with PROJ's.
struct CrsCandidate {
  int code = 0;  ///< EPSG
  std::string_view name;
  Datum datum = Datum::turef;
  CrsForm form = CrsForm::tm;
  int meridian_deg = 0;  ///< central meridian of tm, prefixed_tm and utm; else 0
};

/// All of them: TUREF, ED50 and WGS 84, in the order of their codes' families.
/// ITRF96 or TUREF UTM has no EPSG code; WGS 84 UTM is the same to a metre.
[[nodiscard]] std::span<const CrsCandidate> crs_candidates();
/// The candidate with this EPSG code; null when it is none.
[[nodiscard]] const CrsCandidate* crs_candidate(int code);
/// The candidate of this datum, form and meridian; null when there is none.
[[nodiscard]] const CrsCandidate* crs_candidate(Datum datum, CrsForm form, int meridian_deg);
/// True when the two differ by the zone prefix of the easting only (CRS-07).
[[nodiscard]] bool differ_by_prefix(const CrsCandidate& a, const CrsCandidate& b);

/// True when the middle of `lonlat` lies in the candidate's zone, 1.5° or 3° either side of its
/// meridian and a quarter more for towns on its edge; always for one without zones.
/// CRS: degrees of any of the three datums.
[[nodiscard]] bool in_zone(const CrsCandidate& candidate, const Box& lonlat);

/// A box that surely holds every coordinate the candidate gives to a place within `lonlat`: too
/// large by tens of kilometres, too small never. Units: metres or degrees, the candidate's.
/// CRS: `lonlat` in degrees of any of the three datums; the result east/north in the candidate.
[[nodiscard]] Box rough_window(const CrsCandidate& candidate, const Box& lonlat);

}  // namespace uavt::geo
