// Who gets a fault or a difference: each holding at most one, so that what follows from a fault is
// never mixed with what follows from another.
#pragma once

#include <string>
#include <vector>

#include "city/random.hpp"
#include "city/world.hpp"

namespace uavt::city {

class Picker {
 public:
  explicit Picker(const World& world);

  /// `count` unused holdings for which `fits` holds, in random order, then marked used.
  /// Errors: std::invalid_argument naming `what` when the city has too few.
  template <class Fits>
  std::vector<std::uint32_t> holdings(const std::string& what, std::uint32_t count, Fits fits) {
    std::vector<std::uint32_t> chosen;
    for (std::uint64_t i = 0; i < order_.size() && chosen.size() < count; ++i) {
      const std::uint32_t candidate = first_night_[order_[i]];
      if (used_[candidate]) continue;
      if (!fits(world_.holdings[candidate])) continue;
      used_[candidate] = true;
      chosen.push_back(candidate);
    }
    if (chosen.size() < count) refuse(what, count, chosen.size());
    return chosen;
  }

  /// `count` streets of which no holding is used, the least inhabited first; all their holdings
  /// are then used. `fits` as above.
  template <class Fits>
  std::vector<std::uint32_t> streets(const std::string& what, std::uint32_t count, Fits fits) {
    std::vector<std::uint32_t> chosen;
    for (const std::uint32_t limit : {6u, 12u, nothing}) {
      for (std::uint64_t i = 0; i < street_order_.size() && chosen.size() < count; ++i) {
        const auto candidate = static_cast<std::uint32_t>(street_order_[i]);
        const Street& street = world_.streets[candidate];
        if (street.doors == 0 || street.doors > limit || !free(candidate) || !fits(street))
          continue;
        take(candidate);
        chosen.push_back(candidate);
      }
    }
    if (chosen.size() < count) refuse(what, count, chosen.size());
    return chosen;
  }

  [[nodiscard]] bool used(std::uint32_t holding) const { return used_[holding]; }
  [[nodiscard]] bool street_used(std::uint32_t street) const { return street_used_[street]; }

 private:
  [[nodiscard]] bool free(std::uint32_t street) const;
  void take(std::uint32_t street);
  [[noreturn]] static void refuse(const std::string& what, std::uint64_t wanted,
                                  std::uint64_t found);

  const World& world_;
  std::vector<std::uint32_t> first_night_;  ///< holdings of the first night: the same every night
  Permutation order_, street_order_;
  std::vector<bool> used_, street_used_;
  /// Holdings by street (front and side doors): of_street_[first_[s]] … of_street_[first_[s + 1]].
  std::vector<std::uint32_t> first_, of_street_;
};

}  // namespace uavt::city
