// What a broken polygon may mean. Its rings are cut where they meet; every face between them is in
// or out by two readings, and only where both agree may a repair speak for the drawer. Private to
// this room.
#pragma once

#include "geo/geos_context.hpp"

namespace uavt::geo {

/// The two readings of one polygon row, all its parts together.
///   bow-tie      even-odd: both wings · non-zero: both wings           → the same
///   curl         even-odd: without the loop · non-zero: with the loop  → ambiguous
struct PolygonFilling {
  GeosGeometry even_odd;  ///< union of the even-odd faces; nothing when there are none
  double even_odd_area = 0, non_zero_area = 0;
  /// A ring truly crosses itself (its winding numbers span more than one step), not only touches.
  bool crosses_itself = false;

  /// The readings differ by more than 1 % of the larger, or there is no area at all.
  [[nodiscard]] bool ambiguous() const;
};

/// The rings must be closed and have four positions. A filling without area when GEOS cannot
/// node the rings.
[[nodiscard]] PolygonFilling filling(const GeosContext& context, const GeometryView& polygon);

}  // namespace uavt::geo
