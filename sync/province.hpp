// The 81 provinces by plate code: their names, and which of them are metropolitan. Who names streets
// and numbers doors depends on it (sync/addressee.hpp).
#pragma once

#include <string_view>

namespace uavt::sync {

/// "Antalya" of 7; empty for a code that is none.
[[nodiscard]] std::string_view province_name(int plate);

/// One of the 30 büyükşehir, whose borders are the province's.
/// Source: laws 5216, 6360 (2012) and 6447 (2013, Ordu).
[[nodiscard]] bool metropolitan(int plate);

}  // namespace uavt::sync
