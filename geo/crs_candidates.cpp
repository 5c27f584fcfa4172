#include "geo/crs_candidates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace uavt::geo {
namespace {

using enum CrsForm;
using enum Datum;

constexpr std::array<CrsCandidate, 40> candidates{{
    {5253, "TUREF / TM27", turef, tm, 27},
    {5254, "TUREF / TM30", turef, tm, 30},
    {5255, "TUREF / TM33", turef, tm, 33},
    {5256, "TUREF / TM36", turef, tm, 36},
    {5257, "TUREF / TM39", turef, tm, 39},
    {5258, "TUREF / TM42", turef, tm, 42},
    {5259, "TUREF / TM45", turef, tm, 45},
    {5269, "TUREF / 3-degree Gauss-Kruger zone 9", turef, prefixed_tm, 27},
    {5270, "TUREF / 3-degree Gauss-Kruger zone 10", turef, prefixed_tm, 30},
    {5271, "TUREF / 3-degree Gauss-Kruger zone 11", turef, prefixed_tm, 33},
    {5272, "TUREF / 3-degree Gauss-Kruger zone 12", turef, prefixed_tm, 36},
    {5273, "TUREF / 3-degree Gauss-Kruger zone 13", turef, prefixed_tm, 39},
    {5274, "TUREF / 3-degree Gauss-Kruger zone 14", turef, prefixed_tm, 42},
    {5275, "TUREF / 3-degree Gauss-Kruger zone 15", turef, prefixed_tm, 45},
    {2319, "ED50 / TM27", ed50, tm, 27},
    {2320, "ED50 / TM30", ed50, tm, 30},
    {2321, "ED50 / TM33", ed50, tm, 33},
    {2322, "ED50 / TM36", ed50, tm, 36},
    {2323, "ED50 / TM39", ed50, tm, 39},
    {2324, "ED50 / TM42", ed50, tm, 42},
    {2325, "ED50 / TM45", ed50, tm, 45},
    {2206, "ED50 / 3-degree Gauss-Kruger zone 9", ed50, prefixed_tm, 27},
    {2207, "ED50 / 3-degree Gauss-Kruger zone 10", ed50, prefixed_tm, 30},
    {2208, "ED50 / 3-degree Gauss-Kruger zone 11", ed50, prefixed_tm, 33},
    {2209, "ED50 / 3-degree Gauss-Kruger zone 12", ed50, prefixed_tm, 36},
    {2210, "ED50 / 3-degree Gauss-Kruger zone 13", ed50, prefixed_tm, 39},
    {2211, "ED50 / 3-degree Gauss-Kruger zone 14", ed50, prefixed_tm, 42},
    {2212, "ED50 / 3-degree Gauss-Kruger zone 15", ed50, prefixed_tm, 45},
    {23035, "ED50 / UTM zone 35N", ed50, utm, 27},
    {23036, "ED50 / UTM zone 36N", ed50, utm, 33},
    {23037, "ED50 / UTM zone 37N", ed50, utm, 39},
    {23038, "ED50 / UTM zone 38N", ed50, utm, 45},
    {32635, "WGS 84 / UTM zone 35N", wgs84, utm, 27},
    {32636, "WGS 84 / UTM zone 36N", wgs84, utm, 33},
    {32637, "WGS 84 / UTM zone 37N", wgs84, utm, 39},
    {32638, "WGS 84 / UTM zone 38N", wgs84, utm, 45},
    {5252, "TUREF", turef, geographic, 0},
    {4230, "ED50", ed50, geographic, 0},
    {4326, "WGS 84", wgs84, geographic, 0},
    {3857, "WGS 84 / Pseudo-Mercator", wgs84, web_mercator, 0},
}};

// The sphere stands for three ellipsoids: at most 0.34 % of a northing of 4 700 km (16 km), a
// scale of 0.9996 (2 km) and a datum shift (0.2 km). Neighbouring zones are about 250 km apart.
constexpr double metres_slack = 40'000;
// Datum shifts are below 0.01°.
constexpr double degrees_slack = 0.05;
constexpr double sphere_m = 6'371'000;
constexpr double web_mercator_sphere_m = 6'378'137;
constexpr double false_easting_m = 500'000;
constexpr double prefix_m = 1'000'000;
constexpr double degree = std::numbers::pi / 180;

Point rough_place(const CrsCandidate& candidate, Point lonlat) {
  const double latitude = lonlat.y * degree;
  if (candidate.form == geographic) return lonlat;
  if (candidate.form == web_mercator) {
    return {web_mercator_sphere_m * lonlat.x * degree,
            web_mercator_sphere_m * std::asinh(std::tan(latitude))};
  }
  const double east = (lonlat.x - candidate.meridian_deg) * degree;
  // Zone 9 is the one of 27°.
  const double prefix = candidate.form == prefixed_tm ? candidate.meridian_deg / 3 * prefix_m : 0;
  return {prefix + false_easting_m + sphere_m * std::atanh(std::cos(latitude) * std::sin(east)),
          sphere_m * std::atan2(std::tan(latitude), std::cos(east))};
}

}  // namespace

std::span<const CrsCandidate> crs_candidates() {
  return candidates;
}

const CrsCandidate* crs_candidate(int code) {
  const auto found = std::ranges::find(candidates, code, &CrsCandidate::code);
  return found == candidates.end() ? nullptr : &*found;
}

const CrsCandidate* crs_candidate(Datum datum, CrsForm form, int meridian_deg) {
  const auto found = std::ranges::find_if(candidates, [&](const CrsCandidate& one) {
    return one.datum == datum && one.form == form && one.meridian_deg == meridian_deg;
  });
  return found == candidates.end() ? nullptr : &*found;
}

bool differ_by_prefix(const CrsCandidate& a, const CrsCandidate& b) {
  const bool forms =
      (a.form == tm && b.form == prefixed_tm) || (a.form == prefixed_tm && b.form == tm);
  return forms && a.datum == b.datum && a.meridian_deg == b.meridian_deg;
}

bool in_zone(const CrsCandidate& candidate, const Box& lonlat) {
  if (candidate.meridian_deg == 0) return true;
  constexpr double edge_deg = 0.25;
  const double half_deg = candidate.form == utm ? 3 : 1.5;
  const double middle_deg = (lonlat.min_x + lonlat.max_x) / 2;
  return std::abs(middle_deg - candidate.meridian_deg) <= half_deg + edge_deg;
}

Box rough_window(const CrsCandidate& candidate, const Box& lonlat) {
  // A parallel is bent in a projection: corners alone would miss its middle.
  constexpr int steps = 8;
  Box window;
  if (lonlat.empty()) return window;
  for (int i = 0; i <= steps; ++i) {
    const double lon = lonlat.min_x + (lonlat.max_x - lonlat.min_x) * i / steps;
    for (const double lat : {lonlat.min_y, lonlat.max_y}) {
      const Point at = rough_place(candidate, {lon, lat});
      window.add(at.x, at.y);
    }
  }
  return window.grown(candidate.form == geographic ? degrees_slack : metres_slack);
}

}  // namespace uavt::geo
