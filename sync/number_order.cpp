#include "sync/number_order.hpp"

#include <algorithm>

namespace uavt::sync {

std::vector<std::size_t> longest_growing(std::span<const std::int64_t> numbers) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> last;  // by length: where the least last number stands
  std::vector<std::size_t> before(numbers.size(), none);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto place = std::upper_bound(
        last.begin(), last.end(), numbers[i],
        [&](std::int64_t number, std::size_t other) { return number < numbers[other]; });
    if (place != last.begin()) before[i] = *(place - 1);
    if (place == last.end()) {
      last.push_back(i);
    } else {
      *place = i;
    }
  }
  std::vector<std::size_t> growing;
  for (std::size_t i = last.empty() ? none : last.back(); i != none; i = before[i]) {
    growing.push_back(i);
  }
  std::ranges::reverse(growing);
  return growing;
}

}  // namespace uavt::sync
