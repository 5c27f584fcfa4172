// Noise is no change, drift is: what is *same* as the image becomes the image's value, byte for
// byte, and the image is never replaced by it. After this stage "changed" is plain inequality.
#pragma once

#include "sync/night.hpp"
#include "sync/settings.hpp"

namespace uavt::sync {

/// The grid every new geometry is laid on. Units: metres.
inline constexpr double grid_m = 0.001;

/// Values and geometries of followed rows that are *same* as their images become the images';
/// unmapped attributes keep their last seen value; the 1 mm grid is laid on all other geometry.
/// Fills Side::changed. Source: DESIGN §4.4, §4.7.
void settle(Side& side, const Settings& settings);

/// After repairs: a repaired geometry within tolerance of the image becomes the image's.
void settle_geometry(Side& side, Layer layer, std::size_t row, double tolerance);

}  // namespace uavt::sync
