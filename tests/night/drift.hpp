// What happens to two registers over the nights, without anybody's plan: values change on one side,
// on the other, on both alike or on both differently, rows come and go, codes get lost. What must
// hold afterwards is only what always holds (laws 1, 3, 4 and 11).
#pragma once

#include "city/city.hpp"

#include <cstdint>

namespace uavt::night::test {

/// Changes about `permille` of the rows of every file. The same row of the world meets the same fate
/// in both registers about half of the time: then both change alike.
void drift(city::City& city, std::uint64_t seed, std::uint32_t permille);

}  // namespace uavt::night::test
