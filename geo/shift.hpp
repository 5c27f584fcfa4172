// A layer that lies beside its reference by one and the same vector everywhere was not measured
// badly, it was transformed wrongly: in Turkey most often ED50 coordinates read as TUREF. A shift
// that is found and named is one correction; not found, it is a finding on every row (CRS-04).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// One feature in both sets. CRS: both in the target. Units: metres.
struct PointPair {
  Point layer;
  Point reference;
};

/// How far the layer lies from where it belongs: layer minus reference, so that a layer too far
/// east and north has a positive vector, and taking the vector away from it corrects it.
struct Vector {
  double east_m = 0, north_m = 0;
  [[nodiscard]] double length_m() const;
};

struct ConstantShift {
  Vector vector;              ///< the median of the pairs that agree, per axis
  double spread_m = 0;        ///< median distance of all pairs' vectors from `vector`
  std::size_t count = 0;      ///< pairs looked at (finite ones)
  std::size_t agreeing = 0;   ///< pairs within the tolerance of `vector`
  double agreeing_share = 0;  ///< of `count`, 0 … 1
};

struct ShiftOptions {
  /// Fewer agreeing pairs are chance.
  std::size_t fewest_pairs = 10;
  /// Less of the pairs agreeing is no constant shift; leaves room for 30 % wrong matches.
  double agreeing_share = 0.6;
  /// A pair agrees within this many spreads: 3 medians of a plane's distance hold 99.8 % of
  /// normally distributed vectors.
  double agreeing_spreads = 3;
  /// … or within this, for sets without noise: digits rounded to the decimetre agree. Units:
  /// metres.
  double rounding_m = 0.1;
  /// The vector must be this many spreads long.
  double significant_spreads = 3;
  /// Shorter ones are within what large-scale mapping allows a point. Units: metres.
  double shortest_m = 0.5;
};

/// The constant shift of the layer, or nothing when there is none: too few pairs, pairs that
/// disagree, or a vector not longer than their spread. Wrong matches up to 40 % do not disturb it.
/// CRS and units: the target's, metres. Pairs that are not finite are left out.
[[nodiscard]] std::optional<ConstantShift> constant_shift(std::span<const PointPair> pairs,
                                                          const ShiftOptions& options = {});

/// The shift of a layer whose ED50 coordinates are taken for those of `target_crs`, at this place:
/// the place's ED50 coordinates in the same projection minus its target coordinates, by PROJ.
/// Worked: 41 m east and 186 m north at 27° E in TM27; 21/181 in İslahiye in TM36; at 43° E 8/180
/// in TM42 but 0/180 in TM45, because the ellipsoids' eastings part by 4 m in 100 km.
/// Nothing when the target has no ED50 sister (it is ED50 itself, geographic, or no known Turkish
/// system). CRS: `place_lonlat` in TUREF or WGS 84 degrees.
/// Errors: CrsError for a text PROJ does not know.
[[nodiscard]] std::optional<Vector> ed50_read_as_turef(Point place_lonlat,
                                                       const std::string& target_crs);

/// What a shift comes from. `turef_read_as_ed50`: the opposite vector, TUREF coordinates declared
/// as ED50 and so transformed once too often.
enum class ShiftCause : std::uint8_t { unknown, ed50_read_as_turef, turef_read_as_ed50 };

[[nodiscard]] std::string_view name(ShiftCause cause);  ///< "unknown", "ed50_read_as_turef", …

/// Names a shift that is within 5 m of the expected vector (PROJ's parameters are good to 2–3 m,
/// a municipality's own differ by as much) and whose spread is at most 0.5 m: one transformation
/// for the whole layer. `expected`: of `ed50_read_as_turef` at the municipality's centre.
/// Source: RULES, CRS-04.
[[nodiscard]] ShiftCause shift_cause(const ConstantShift& shift, const Vector& expected);

}  // namespace uavt::geo
