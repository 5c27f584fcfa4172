#include "sync/number_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>

namespace uavt::sync {
namespace {

using Positions = std::vector<std::size_t>;

Positions of(const std::vector<std::int64_t>& numbers) {
  return longest_growing(numbers);
}

TEST(NumberOrder, WhatCanStay) {
  EXPECT_EQ(of({}), Positions{});
  EXPECT_EQ(of({5}), Positions{0});
  EXPECT_EQ(of({1, 3, 17, 5, 7}), (Positions{0, 1, 3, 4}));
  EXPECT_EQ(of({2, 2, 2}), (Positions{0, 1, 2})) << "equal numbers do not fall";
  EXPECT_EQ(of({9, 7, 5}).size(), 1u);
}

TEST(NumberOrder, IsAsLongAsAnyOther) {
  const std::uint64_t seed = 3;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> numbers(1 + random() % 12);
    for (auto& number : numbers) number = static_cast<std::int64_t>(random() % 9);
    int longest = 0;
    for (std::uint32_t chosen = 0; chosen < 1u << numbers.size(); ++chosen) {
      std::int64_t before = -1;
      bool grows = true;
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        if ((chosen >> i & 1u) == 0) continue;
        grows = grows && numbers[i] >= before;
        before = numbers[i];
      }
      if (grows) longest = std::max(longest, std::popcount(chosen));
    }
    const Positions found = of(numbers);
    EXPECT_EQ(found.size(), static_cast<std::size_t>(longest));
    EXPECT_TRUE(std::ranges::is_sorted(found));
    EXPECT_TRUE(std::ranges::is_sorted(found, {}, [&](std::size_t i) { return numbers[i]; }));
  }
}

}  // namespace
}  // namespace uavt::sync
