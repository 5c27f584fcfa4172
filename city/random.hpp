// Chance without state: every draw depends only on the city's seed, what it is for and whose it is,
// so that a lot keeps its house whatever is built before it, on every machine. The standard
// distributions are left alone because their results differ between libraries.
#pragma once

#include <cstdint>

namespace uavt::city {

/// What a draw is for: two uses never see the same numbers.
enum class Use : std::uint64_t {
  neighbourhood_code = 1,
  village_code,
  street_code,
  road_code,
  centreline_code,
  building_code,
  door_code,
  unit_code,
  parcel_code,
  road_break,
  road_name,
  road_direction,
  lot_kind,
  lot_content,
  corner_door,
  row_houses,
  later_lot,
  later_holding,
  later_road,
  pick,
  guid,
  fault,
};

/// A bijective scramble of 64 bits.
/// Source: the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

/// A short sequence of draws that belongs to one thing.
class Dice {
 public:
  Dice(std::uint64_t seed, Use use, std::uint64_t id)
      : state_(mixed(mixed(seed ^ mixed(static_cast<std::uint64_t>(use))) ^ id)) {}
  std::uint64_t next() { return mixed(state_++); }
  /// 0 … n − 1.
  std::uint32_t below(std::uint32_t n) {
    return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32);
  }
  bool permille(std::uint32_t share) { return below(1000) < share; }
  double between(double low, double high) {
    return low + (high - low) * (static_cast<double>(next() >> 11) * 0x1p-53);
  }

 private:
  std::uint64_t state_;
};

/// A bijection of 0 … size − 1: numbers that look random and never repeat.
/// Source: a four-round Feistel network, walked until the result is in range.
class Permutation {
 public:
  Permutation(std::uint64_t seed, Use use, std::uint64_t size)
      : key_(mixed(seed ^ mixed(static_cast<std::uint64_t>(use) + 1000))), size_(size) {
    while ((1ull << (2 * half_bits_)) < size) ++half_bits_;
  }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] std::uint64_t operator[](std::uint64_t index) const {
    const std::uint64_t mask = (1ull << half_bits_) - 1;
    do {
      std::uint64_t left = index >> half_bits_, right = index & mask;
      for (std::uint64_t round = 0; round < 4; ++round) {
        const std::uint64_t next = left ^ (mixed(right ^ key_ ^ (round << 60)) & mask);
        left = right;
        right = next;
      }
      index = (left << half_bits_) | right;
    } while (index >= size_);
    return index;
  }

 private:
  std::uint64_t key_, size_;
  unsigned half_bits_ = 1;
};

/// Codes of one kind: unique, random-looking, between `low` and `high`.
class Codes {
 public:
  Codes(std::uint64_t seed, Use use, std::int64_t low, std::int64_t high)
      : low_(low), order_(seed, use, static_cast<std::uint64_t>(high - low) + 1) {}
  /// `index` must be below the number of codes; equal indices give equal codes in every night.
  [[nodiscard]] std::int64_t operator[](std::uint64_t index) const {
    return low_ + static_cast<std::int64_t>(order_[index]);
  }

 private:
  std::int64_t low_;
  Permutation order_;
};

}  // namespace uavt::city
