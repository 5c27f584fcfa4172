// What is a door number and what is not: the grammar of the numbering law.
#include <gtest/gtest.h>

#include <random>

#include "sync/door_number.hpp"
#include "sync/text.hpp"

namespace uavt::sync {
namespace {

std::optional<DoorNumber> read(std::string_view text) {
  return door_number(canonical_door_number(text));
}

TEST(DoorNumber, TheLawsFormsAreRead) {
  for (const char* text : {"12", "12A", "12/A", "12-A", "12/3", "13-15", "93-93/1", "1/4H", "2N",
                           "G-2", "12Ç", "Ş2", "012", "3/B/2"}) {
    EXPECT_TRUE(read(text)) << text;
  }
}

TEST(DoorNumber, WhatIsNoNumberIsRefused) {
  for (const char* text : {"NO 12", "ABC", "A", "12 3", "12//3", "/12", "12/", "?", "1234567890"}) {
    EXPECT_FALSE(read(text)) << text;
  }
}

TEST(DoorNumber, ItsPartsAreKnown) {
  EXPECT_EQ(read("12/A")->first, 12);
  EXPECT_TRUE(read("12/A")->letter);
  EXPECT_FALSE(read("12/3")->letter);
  EXPECT_FALSE(read("12/3")->range);
  EXPECT_TRUE(read("13-15")->range);
  EXPECT_EQ(read("G-2")->first, 2);
  EXPECT_FALSE(read("15-13")->range) << "it does not go backwards";
}

/// Any bytes are read or refused, and reading does not look beyond them.
TEST(DoorNumber, AnyBytesAreSurvived) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::size_t read_ones = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::uint32_t n = random() % 8; n > 0; --n) {
      text += "0123456789AZ/- \xC3\x87"[random() % 17];
    }
    const auto number = door_number(text);
    if (!number) continue;
    ++read_ones;
    EXPECT_GE(number->first, 0) << text;
  }
  EXPECT_GT(read_ones, 100u);
}

}  // namespace
}  // namespace uavt::sync
