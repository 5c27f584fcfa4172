// How well two registers' drawings of one thing fit: by what pairs are made where codes and content
// fail, and told of them afterwards.
#pragma once

#include <cstddef>
#include <string_view>

#include "sync/table.hpp"

namespace uavt::sync {

/// What a municipal and a national row of one layer have in common by place and shape, 0 … 1; 0:
/// too little to be one thing. Doors: one number within five metres. Streets: one line. Mahalle,
/// buildings, parcels: one ground. Others always 0.
[[nodiscard]] double place_score(const Table& municipal, std::size_t ours, const Table& national,
                                 std::size_t theirs);
/// How far from a row its other drawing may begin. Units: metres.
[[nodiscard]] double place_reach_m(Layer layer);
/// The evidence's name: "place", for streets "line", for mahalle "polygon".
[[nodiscard]] std::string_view place_evidence(Layer layer);

}  // namespace uavt::sync
