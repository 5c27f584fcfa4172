// The same delivery in another dress: what a municipality's next export looks like although nothing
// changed – other row order, other vertices, other bytes, other letters. Law 3 says that none of it
// is a change. The transformations know files and text, nothing of how the program compares.
#pragma once

#include "city/city.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::night::test {

struct Disguise {
  std::string_view name;
  void (*put_on)(city::City&, std::uint64_t seed);
};

/// All of them; the last one puts on all the others at once.
[[nodiscard]] std::span<const Disguise> disguises();
/// One of them by name. Errors: std::out_of_range.
[[nodiscard]] const Disguise& disguise(std::string_view name);

/// Keeps the rows of `order`, in that order: a permutation, or fewer rows.
void rearrange(sync::RawTable& rows, const std::vector<std::size_t>& order);

}  // namespace uavt::night::test
