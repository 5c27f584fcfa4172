#include "sync/mapping_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "sync/text.hpp"

namespace uavt::sync {
namespace {

using Outcome = CodeCell::Outcome;

void expect_code(std::string_view text, Outcome outcome, std::int64_t value = null_integer) {
  const CodeCell cell = code_cell(text);
  EXPECT_EQ(cell.outcome, outcome) << text;
  EXPECT_EQ(cell.value, value) << text;
}

TEST(CodeCell, CleanCodesHaveAnyWidth) {
  expect_code("7", Outcome::clean, 7);
  expect_code("1315919009", Outcome::clean, 1315919009);
  expect_code("123456789012345678", Outcome::clean, 123456789012345678);
}

TEST(CodeCell, FormsThatCarryEveryDigitAreRepaired) {
  expect_code("123.0", Outcome::repaired, 123);
  expect_code("123,00", Outcome::repaired, 123);
  expect_code(" 123\t", Outcome::repaired, 123);
  expect_code("\xC2\xA0" "123", Outcome::repaired, 123);
  expect_code("000123", Outcome::repaired, 123);
  expect_code("1 315 919 009", Outcome::repaired, 1315919009);
  expect_code("1.315919009E+09", Outcome::repaired, 1315919009);
  expect_code("1,315919009e9", Outcome::repaired, 1315919009);
  expect_code("1.31591900900E+09", Outcome::repaired, 1315919009);
}

TEST(CodeCell, LostDigitsAreNeverCompleted) {
  expect_code("1.23E+09", Outcome::malformed);
  expect_code("1.315919E+09", Outcome::malformed);
  expect_code("1E+300", Outcome::malformed);
  expect_code("1.23456E+02", Outcome::malformed);
}

TEST(CodeCell, WhatIsNoCodeIsMalformed) {
  for (const char* text : {"A12", "12A", "-7", "12.5", "12-13", "12 34", "1.315.919.009", "0x10",
                           "99999999999999999999", "+5", "1e"}) {
    expect_code(text, Outcome::malformed);
  }
}

TEST(CodeCell, PlaceholdersAreNoCode) {
  for (const char* text : {"", "  ", "0", "000", "0.0", "-1", "-1.0", "-", "--", "YENI-12",
                           "Yeni 3", "YENİ", "yeni", "NULL", "<Null>"}) {
    expect_code(text, Outcome::missing);
  }
}

TEST(CodeCell, TypedCells) {
  EXPECT_EQ(code_cell(std::int64_t{42}).outcome, Outcome::clean);
  EXPECT_EQ(code_cell(std::int64_t{0}).outcome, Outcome::missing);
  EXPECT_EQ(code_cell(std::int64_t{-1}).outcome, Outcome::missing);
  EXPECT_EQ(code_cell(std::int64_t{-5}).outcome, Outcome::malformed);
  EXPECT_EQ(code_cell(1315919009.0).value, 1315919009);
  EXPECT_EQ(code_cell(1315919009.0).outcome, Outcome::repaired);
  EXPECT_EQ(code_cell(12.5).outcome, Outcome::malformed);
  EXPECT_EQ(code_cell(1e18).outcome, Outcome::malformed);
}

TEST(RealOf, TurkishAndEnglishSeparators) {
  EXPECT_EQ(real_of("30.107,17"), 30107.17);
  EXPECT_EQ(real_of("1,295.00"), 1295.0);
  EXPECT_EQ(real_of("1295,5"), 1295.5);
  EXPECT_EQ(real_of(" 1295.5 "), 1295.5);
  EXPECT_EQ(real_of("1.234.567"), 1234567.0);
  EXPECT_EQ(real_of("1.234.567,89"), 1234567.89);
  EXPECT_EQ(real_of("-12,5"), -12.5);
  EXPECT_EQ(real_of("1e3"), 1000.0);
}

TEST(RealOf, WhatIsNoNumber) {
  for (const char* text : {"", "abc", "12,34.56.7", "1.23.4", "12.345,6,7", "1,2,3", "12 m2",
                           "nan", "inf", "1..2"}) {
    EXPECT_EQ(real_of(text), std::nullopt) << text;
  }
}

TEST(IntegerOf, WholeNumbersOnly) {
  EXPECT_EQ(integer_of("12"), 12);
  EXPECT_EQ(integer_of("-3"), -3);
  EXPECT_EQ(integer_of("3.0"), 3);
  EXPECT_EQ(integer_of("3,00"), 3);
  EXPECT_EQ(integer_of("3.5"), std::nullopt);
  EXPECT_EQ(integer_of("Z"), std::nullopt);
}

TEST(DateOf, EveryDress) {
  const auto day = days_of(2026, 11, 22);
  ASSERT_TRUE(day);
  for (const char* text : {"2026-11-22", "22.11.2026", "2026/11/22", "22/11/2026",
                           "2026-11-22T13:45:00Z", "2026-11-22 13:45:00.000", "22.11.2026 13:45",
                           "20261122", "1795305600000"}) {
    EXPECT_EQ(date_of(text), day) << text;
  }
  EXPECT_EQ(date_of(std::int64_t{-86'400'000} * 100), -100);
  EXPECT_EQ(date_of("1.1.1950"), days_of(1950, 1, 1));
}

TEST(DateOf, WhatIsNoDate) {
  for (const char* text : {"", "31.02.2026", "2026-13-01", "22.11.26", "dün", "2026-11", "12345",
                           "2026-11.22", "2026-11-22x", "00.00.0000"}) {
    EXPECT_EQ(date_of(text), std::nullopt) << text;
  }
}

TEST(Mended, WrongCodePages) {
  const auto expect = [](std::string_view damaged, std::string_view right) {
    EXPECT_TRUE(maybe_damaged(damaged)) << damaged;
    const MendedText result = mended(damaged);
    EXPECT_EQ(result.text, right);
    EXPECT_TRUE(result.damaged && result.changed) << damaged;
  };
  expect("ÞEHÝTLER", "ŞEHİTLER");
  expect("Ðýþ ðÝÞ", "Ğış ğİŞ");
  expect("Ä°NÃ–NÃœ", "İNÖNÜ");
  expect("ÅŸehit Ã¼Ã§", "şehit üç");
  expect("Ã‡Ä±nar DaÄŸÄ±", "Çınar Dağı");
  expect("Åž", "Ş");
  expect("Cumhuriyetâ€™in", "Cumhuriyet’in");
}

TEST(Mended, WhatLowerCasingAndDecomposingLeave) {
  EXPECT_EQ(mended("i\xCC\x87nönü").text, "inönü");
  EXPECT_EQ(mended("I\xCC\x87NÖNÜ").text, "İNÖNÜ");
}

TEST(Mended, LineEndsInsideACell) {
  EXPECT_EQ(mended("ATATÜRK\r\nCADDESİ").text, "ATATÜRK CADDESİ");
  EXPECT_EQ(mended("A\tB").text, "A B");
  EXPECT_EQ(mended(std::string_view("A\0B", 3)).text, "A B");
}

TEST(Mended, LostLettersStayLost) {
  const MendedText lost = mended("�EH�TLER");
  EXPECT_TRUE(lost.damaged);
  EXPECT_FALSE(lost.changed);
  EXPECT_EQ(lost.text, "�EH�TLER");
  const MendedText broken = mended("A\xC5Z\xFF");
  EXPECT_TRUE(broken.damaged);
  EXPECT_TRUE(valid_utf8(broken.text));
  const MendedText truncated = mended("\xC5");
  EXPECT_TRUE(truncated.damaged);
}

TEST(Mended, SoundTextIsLeftAlone) {
  for (const char* text : {"ŞEHİT ÜÇ ÇINAR ĞĞ ıI", "KÂĞITHANE HÂKİM", "A?B", "Ömer’in", "ÂÇ", "",
                           "500 m² – §3"}) {
    const MendedText result = mended(text);
    EXPECT_FALSE(result.damaged) << text;
    EXPECT_EQ(result.text, text);
  }
  EXPECT_FALSE(maybe_damaged("ŞEHİT ÜÇ ÇINAR ĞĞ ıI"));
}

TEST(NormalisedId, GuidsMeetWhateverTheirDress) {
  const std::string id = normalised_id("{a1b2C3d4-0000-4000-8000-00000000000f}");
  EXPECT_EQ(id, "A1B2C3D4-0000-4000-8000-00000000000F");
  EXPECT_EQ(normalised_id(" A1B2C3D4-0000-4000-8000-00000000000F "), id);
  EXPECT_EQ(normalised_id("123.0"), "123");
  EXPECT_EQ(normalised_id("a.0"), "A.0");
  for (const char* text : {"", "0", "-1", "-", "<Null>", "0.0"}) {
    EXPECT_EQ(normalised_id(text), "") << text;
  }
}

}  // namespace
}  // namespace uavt::sync
