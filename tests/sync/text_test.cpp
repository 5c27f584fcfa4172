#include "sync/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace uavt::sync {
namespace {

// Positions in the csbm tip list.
constexpr std::int64_t koy_sokagi = 0, meydan = 1, bulvar = 2, cadde = 3, sokak = 4, kume_evler = 5,
                       karayolu = 6;

TEST(Upper, FollowsTurkishCasing) {
  EXPECT_EQ(upper("ışık istanbul"), "IŞIK İSTANBUL");
  EXPECT_EQ(upper("çğıöşü âîû"), "ÇĞIÖŞÜ ÂÎÛ");
  EXPECT_EQ(upper("abc xyz 12/a"), "ABC XYZ 12/A");
}

TEST(Upper, MakesRunsOfBlanksOneAndTrims) {
  EXPECT_EQ(upper("  a\t\r\n b \v"), "A B");
  EXPECT_EQ(upper("\u00A0a\u00A0\u00A0b\u00A0"), "A B");
  EXPECT_EQ(upper("\u2003а\u2003\u2003б\u2003"), "А Б");  // another script: the way through ICU
  EXPECT_EQ(upper(" \t "), "");
}

TEST(Upper, ComposesDecomposedLetters) {
  EXPECT_EQ(upper("go\u0308l"), "GÖL");
  EXPECT_EQ(upper("S\u0327I\u0307"), "Şİ");
}

TEST(Upper, ADotLeftBehindAnIIsTheLetter) {
  EXPECT_EQ(upper("i\u0307slahi\u0307ye"), "İSLAHİYE");
  EXPECT_EQ(upper("İ\u0307"), "İ");
  EXPECT_EQ(upper("ı\u0307"), "İ");
  EXPECT_EQ(upper("i\u0307\u0307"), "İ");
}

TEST(Upper, ReplacesBrokenUtf8) {
  EXPECT_EQ(upper("a\xFF"
                  "b"),
            "A\uFFFDB");
  EXPECT_EQ(upper("\xC3"), "\uFFFD");
  EXPECT_EQ(upper("MAH\xDD"), "MAH\uFFFD");  // CP1254 read as UTF-8
}

// The direct way and ICU must agree: every text is also folded with a harmless Cyrillic letter in
// front, which the direct way does not know.
TEST(Upper, DirectWayEqualsIcu) {
  const std::vector<std::string> letters = {
      "a", "i", "I", "ı", "İ", "ğ", "Ğ",  "ş",      "Ş", "ç", "Ö", "ü", "â", "Î", "û", "ô",
      "é", "ÿ", "ß", "×", "÷", " ", "\t", "\u00A0", "1", "/", ".", "-", "(", "z", "ñ"};
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto length = random() % 12; length > 0; --length) {
      text += letters[random() % letters.size()];
    }
    const std::string through_icu = upper("Ж" + text);
    ASSERT_EQ(upper("Z" + text), "Z" + through_icu.substr(2)) << "seed " << seed << ": " << text;
    ASSERT_EQ(plain_form("Z" + text), "Z" + plain_form("Ж" + text).substr(2)) << text;
    ASSERT_EQ(upper(upper(text)), upper(text)) << text;
  }
}

TEST(Strict, TakesOneTypeWordOffTheEnd) {
  EXPECT_EQ(strict("Atatürk Mh.", TypeWords::neighbourhood), "ATATÜRK");
  EXPECT_EQ(strict("13001 NOLU (Sokak)", TypeWords::street), "13001 NOLU");
  EXPECT_EQ(strict("OSB 1 NOLU CADDE", TypeWords::street), "OSB 1 NOLU");
  EXPECT_EQ(strict("OSB 1 NOLU CADDE CADDE", TypeWords::street), "OSB 1 NOLU CADDE");
  EXPECT_EQ(strict("AĞABEY KÜME EVLER", TypeWords::street), "AĞABEY");
}

TEST(Strict, KnowsEverySpellingOfAType) {
  for (const char* word :
       {"SOKAK",      "Sokağı",     "SOKAĞI",     "Sk.",         "SK",       "Sok.",
        "sok",        "CADDE",      "Caddesi",    "CADDESI",     "Cd.",      "CD",
        "Cad.",       "cad",        "BULVAR",     "Bulvarı",     "Blv.",     "Bulv.",
        "MEYDAN",     "Meydanı",    "KÜME EVLER", "Küme Evleri", "K. Evler", "K.EVLERİ",
        "kume evler", "KÖY SOKAĞI", "Karayolu",   "(Sokak)",     "[Cadde]",  "( Küme  Evler )",
        "(SK.)",      "SOKAK.",     "CADDESİ,"}) {
    EXPECT_EQ(strict("Tülay Ersoy " + std::string(word), TypeWords::street), "TÜLAY ERSOY") << word;
  }
  for (const char* word : {"MAHALLE", "Mahallesi", "MAHALLESI", "Mah.", "mah", "Mh.", "MH", "Köyü",
                           "KÖY", "(Mahalle)"}) {
    EXPECT_EQ(strict("Beyler " + std::string(word), TypeWords::neighbourhood), "BEYLER") << word;
  }
}

TEST(Strict, ATypeWordMayFollowADotWithoutABlank) {
  EXPECT_EQ(strict("1.CADDE", TypeWords::street), "1");
  EXPECT_EQ(strict("1. CADDE", TypeWords::street), "1");
  EXPECT_EQ(strict("Atatürk\u00A0Mah.", TypeWords::neighbourhood), "ATATÜRK");
}

TEST(Strict, NeverTakesTheWholeNameOrPartOfAWord) {
  EXPECT_EQ(strict("SOKAK", TypeWords::street), "SOKAK");
  EXPECT_EQ(strict("KÖY SOKAĞI", TypeWords::street), "KÖY SOKAĞI");
  EXPECT_EQ(strict("- SOKAK", TypeWords::street), "- SOKAK");
  EXPECT_EQ(strict("(SOKAK)", TypeWords::street), "(SOKAK)");
  EXPECT_EQ(strict("KARASOKAK", TypeWords::street), "KARASOKAK");
  EXPECT_EQ(strict("AKKÖY", TypeWords::neighbourhood), "AKKÖY");
  EXPECT_EQ(strict("ATATÜRK MEYDANI MAH.", TypeWords::neighbourhood), "ATATÜRK MEYDANI");
  EXPECT_EQ(strict("ATATÜRK (SULUMAĞARA)", TypeWords::street), "ATATÜRK (SULUMAĞARA)");
  EXPECT_EQ(strict("Beyler Mah.", TypeWords::none), "BEYLER MAH");
}

TEST(Strict, DropsCircumflexAndTrailingMarks) {
  EXPECT_EQ(strict("Kâzım Îmân Sükûn Rôle", TypeWords::none), "KAZIM İMAN SÜKUN ROLE");
  EXPECT_EQ(strict("a\u0302li", TypeWords::none), "ALİ");  // decomposed â
  EXPECT_EQ(strict("19 MAYIS. -,", TypeWords::none), "19 MAYIS");
  EXPECT_EQ(strict("-", TypeWords::street), "");
  EXPECT_EQ(strict("", TypeWords::street), "");
}

TEST(Strict, RealDamage) {
  EXPECT_EQ(strict("Cüneyne CAMİ", TypeWords::street), strict("CÜNEYNE CAMİ", TypeWords::street));
  EXPECT_EQ(strict("3. KAVŞAK (Bulvar)", TypeWords::street),
            strict("3. kavşak  bulvarı", TypeWords::street));
  EXPECT_NE(strict("IRMAK", TypeWords::street), strict("İRMAK", TypeWords::street));
  EXPECT_EQ(dotless(strict("Hacı Ali Öztürk", TypeWords::none)),
            dotless(strict("HACİ ALİ ÖZTÜRK", TypeWords::none)));
  EXPECT_NE(strict("2/1", TypeWords::street), strict("21", TypeWords::street));
}

TEST(SplitType, KeepsTheDeliveredSpellingOfTheRest) {
  const auto expect = [](std::string_view text, std::string_view name,
                         std::optional<std::int64_t> type) {
    const TypedName split = split_type(text);
    EXPECT_EQ(split.name, name) << text;
    EXPECT_EQ(split.type, type) << text;
  };
  expect("3. KAVŞAK BULVARI", "3. KAVŞAK", bulvar);
  expect("13001 NOLU (Sokak)", "13001 NOLU", sokak);
  expect("AĞABEY KÜME EVLER", "AĞABEY", kume_evler);
  expect("AĞABEY Küme  Evleri", "AĞABEY", kume_evler);
  expect("OSB 1 NOLU CADDE CADDE", "OSB 1 NOLU CADDE", cadde);
  expect("Büyük Köy Sokağı", "Büyük", koy_sokagi);
  expect(" Cumhuriyet  Meydanı ", "Cumhuriyet", meydan);
  expect("D400 KARAYOLU", "D400", karayolu);
  expect("Go\u0308l Sokag\u0306ı", "Go\u0308l", sokak);  // NFD stays NFD
  expect("ATATÜRK ( ALTINÜZÜM  ) (Bulvar)", "ATATÜRK ( ALTINÜZÜM  )", bulvar);
  expect("1.CADDE", "1.", cadde);
  expect("- SOKAK", "-", sokak);
  expect("Ata\xFF Cad.", "Ata\xFF", cadde);
}

TEST(SplitType, WithoutATypeWordTheNameIsWhole) {
  for (const char* name :
       {"ATATÜRK", "SOKAK", "KÖY SOKAĞI", "ATATÜRK (HALTANLI)", "(", ")", "x)"}) {
    EXPECT_EQ(split_type(name).name, name);
    EXPECT_EQ(split_type(name).type, std::nullopt) << name;
  }
  EXPECT_EQ(split_type("").name, "");
}

TEST(DoorNumber, SpellingsOfOneNumberAreOne) {
  for (const char* text : {"12A", "12/A", "12-A", "12 A", "12 / a", " 012a ", "12–A"}) {
    EXPECT_EQ(canonical_door_number(text), "12A") << text;
  }
  EXPECT_EQ(canonical_door_number("G-2"), "G2");
  EXPECT_EQ(canonical_door_number("13 - 15"), "13-15");
  EXPECT_EQ(canonical_door_number("12/01"), "12/1");
  EXPECT_EQ(canonical_door_number("1/4h"), "1/4H");
  EXPECT_EQ(canonical_door_number("100"), "100");
  EXPECT_EQ(canonical_door_number("12/i"), "12İ");
}

TEST(DoorNumber, DifferentNumbersStayDifferent) {
  EXPECT_NE(canonical_door_number("2/1"), canonical_door_number("21"));
  EXPECT_NE(canonical_door_number("2 1"), canonical_door_number("21"));
  EXPECT_NE(canonical_door_number("2/1"), canonical_door_number("2-1"));
  EXPECT_NE(canonical_door_number("93-93/1"), canonical_door_number("93-931"));
  EXPECT_NE(canonical_door_number("10"), canonical_door_number("1"));
  EXPECT_NE(canonical_door_number("12I"), canonical_door_number("12İ"));
}

TEST(DoorNumber, PlaceholdersAreNoNumber) {
  for (const char* text : {"", " ", "-", "--", "0", "00", " - ", ".", "–", "0/0"}) {
    EXPECT_EQ(canonical_door_number(text), "") << text;
  }
  EXPECT_EQ(canonical_door_number("0/1"), "0/1");
}

TEST(PlainForm, KeepsWhatIsInside) {
  EXPECT_EQ(plain_form("  Güneş  Sitesi\t"), "GÜNEŞ  SİTESİ");
  EXPECT_EQ(plain_form("kâ\tr"), "KÂ\tR");
}

TEST(FoldedIdentifier, IsAsciiLettersAndDigits) {
  EXPECT_EQ(folded_identifier("Zemin Üstü Kat_Sayısı "), "ZEMINUSTUKATSAYISI");
  EXPECT_EQ(folded_identifier(" adi"), "ADI");
  EXPECT_EQ(folded_identifier("İlçeKodu"), "ILCEKODU");
  EXPECT_EQ(folded_identifier("ğĞşŞçÇöÖüÜâîûôÂÎÛÔ"), "GGSSCCOOUUAIUOAIUO");
  EXPECT_EQ(folded_identifier("I\u0307lc\u0327e"), "ILCE");
  EXPECT_EQ(folded_identifier("\xFF\xC3"), "");
}

TEST(EditDistance, CountsBytes) {
  EXPECT_EQ(edit_distance("", "ABC"), 3u);
  EXPECT_EQ(edit_distance("KIMLIKNO", "KIMLIKNO"), 0u);
  EXPECT_EQ(edit_distance("KIMLKNO", "KIMLIKNO"), 1u);
  EXPECT_EQ(edit_distance("KITTEN", "SITTING"), 3u);
}

TEST(Utf8, KnowsBrokenSequences) {
  EXPECT_TRUE(valid_utf8("Ağaç \U0001F600"));
  for (const char* text : {"\xC3", "\xFF", "a\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80",
                           "\xF4\x90\x80\x80", "\xF0\x80\x80\x80", "\xE2\x82"}) {
    EXPECT_FALSE(valid_utf8(text)) << testing::PrintToString(text);
  }
}

TEST(Dates, RoundTripAndAreValidated) {
  EXPECT_EQ(days_of(1970, 1, 1), 0);
  EXPECT_EQ(days_of(2026, 11, 22), 20779);
  EXPECT_EQ(iso_date(20779), "2026-11-22");
  EXPECT_EQ(iso_date(-1), "1969-12-31");
  EXPECT_EQ(days_of(2024, 2, 29), 19782);
  for (const auto& [year, month, day] : std::vector<std::array<int, 3>>{{2023, 2, 29},
                                                                        {2026, 13, 1},
                                                                        {2026, 0, 1},
                                                                        {2026, 1, 0},
                                                                        {2026, 4, 31},
                                                                        {0, 1, 1},
                                                                        {10000, 1, 1},
                                                                        {2026, 257, 1}}) {
    EXPECT_EQ(days_of(year, month, day), std::nullopt) << year << '-' << month << '-' << day;
  }
  EXPECT_EQ(iso_date(std::int64_t{1} << 60), "");
}

TEST(Hashes, AreFnv1a128) {
  EXPECT_EQ(hash_hex(""), "6c62272e07bb014262b821756295c58d");
  EXPECT_EQ(hash_hex("a"), "d228cb696f1a8caf78912b704e4a8964");
  EXPECT_EQ(hash_hex("foobar"), "343e1662793c64bf6f0d3597ba446f18");
}

TEST(Hashes, InMemoryTellApartWhatIsClose) {
  std::vector<std::uint64_t> hashes;
  for (int i = 0; i < 100000; ++i) hashes.push_back(hash64(std::to_string(i)));
  hashes.push_back(hash64(std::string_view("1\0", 2)));  // not the same as "1"
  hashes.push_back(hash64(""));
  std::ranges::sort(hashes);
  EXPECT_EQ(std::ranges::adjacent_find(hashes), hashes.end());
}

}  // namespace
}  // namespace uavt::sync
