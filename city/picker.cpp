#include "city/picker.hpp"

#include <stdexcept>

namespace uavt::city {

namespace {

std::vector<std::uint32_t> old_holdings(const World& world) {
  std::vector<std::uint32_t> holdings;
  for (std::uint32_t h = 0; h < world.holdings.size(); ++h) {
    if (!world.holdings[h].later) holdings.push_back(h);
  }
  return holdings;
}

}  // namespace

Picker::Picker(const World& world)
    : world_(world),
      first_night_(old_holdings(world)),
      order_(world.seed, Use::pick, first_night_.size()),
      street_order_(world.seed + 1, Use::pick, world.streets.size()),
      used_(world.holdings.size(), false),
      street_used_(world.streets.size(), false),
      first_(world.streets.size() + 1, 0) {
  const auto each = [&](auto&& found) {
    for (std::uint32_t h = 0; h < world.holdings.size(); ++h) {
      const Holding& holding = world.holdings[h];
      found(holding.street, h);
      if (holding.side_door != nothing) found(world.doors[holding.side_door].street, h);
    }
  };
  each([this](std::uint32_t street, std::uint32_t) { ++first_[street + 1]; });
  for (std::size_t s = 1; s < first_.size(); ++s) first_[s] += first_[s - 1];
  of_street_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  each([&](std::uint32_t street, std::uint32_t h) { of_street_[next[street]++] = h; });
}

bool Picker::free(std::uint32_t street) const {
  if (street_used_[street]) return false;
  for (std::uint32_t i = first_[street]; i < first_[street + 1]; ++i) {
    if (used_[of_street_[i]]) return false;
  }
  return true;
}

void Picker::take(std::uint32_t street) {
  street_used_[street] = true;
  for (std::uint32_t i = first_[street]; i < first_[street + 1]; ++i) used_[of_street_[i]] = true;
}

void Picker::refuse(const std::string& what, std::uint64_t wanted, std::uint64_t found) {
  throw std::invalid_argument("the city is too small for " + std::to_string(wanted) + " of " +
                              what + ": only " + std::to_string(found) +
                              " things are left that could carry it; ask for more buildings or "
                              "fewer faults");
}

}  // namespace uavt::city
