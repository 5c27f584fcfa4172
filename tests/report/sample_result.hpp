// A small night to report on: two sources, two layers, findings of every state and shape, with data
// that tries to get out of the form it is written into.
#pragma once

#include "sync/result.hpp"
#include "sync/settings.hpp"

namespace uavt::report::sample {

[[nodiscard]] sync::Settings settings();
[[nodiscard]] sync::RunInfo run();
/// verdict() of itself is filled in.
[[nodiscard]] sync::Result result();
/// The waiver of "f6", whose reason tries everything.
[[nodiscard]] sync::Waiver waiver();
/// A new KEY-04 about one door.
[[nodiscard]] sync::Finding dangling_door();
/// A grouped KEY-03 over `rows` buildings.
[[nodiscard]] sync::Finding codeless_buildings(std::size_t rows);

}  // namespace uavt::report::sample
