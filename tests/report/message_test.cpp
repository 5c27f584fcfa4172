#include "report/report.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace uavt::report {
namespace {

using sync::Language;
using testing::HasSubstr;
using testing::Not;

sync::Finding with(sync::Rule rule, sync::Arguments arguments) {
  sync::Finding finding = sample::dangling_door();
  finding.rule = rule;
  finding.attribute.clear();
  finding.arguments = std::move(arguments);
  return finding;
}

TEST(message, fills_in_arguments_in_both_languages) {
  const sync::Finding finding = sample::dangling_door();
  EXPECT_EQ(message(finding, Language::tr),
            "Numarataj 77001: csbm_kodu 999 yazıyor, böyle bir CSBM kaydı yok.");
  EXPECT_EQ(message(finding, Language::en),
            "Door 77001: csbm_kodu says 999, there is no such street record.");
}

TEST(message, writes_measures_shares_and_words_for_people) {
  const auto share = with(sync::Rule::key_08, {{"attribute", std::string("csbm_kodu")},
                                               {"share", 0.034}});
  EXPECT_THAT(message(share, Language::tr), HasSubstr("%3,4"));
  EXPECT_THAT(message(share, Language::en), HasSubstr("3.4%"));
  const auto area = with(sync::Rule::geo_14, {{"even_odd_m2", 1234.5}, {"non_zero_m2", 1300.0}});
  EXPECT_THAT(message(area, Language::tr), HasSubstr("1.234,5 m²"));
  EXPECT_THAT(message(area, Language::en), HasSubstr("1,234.5 m²"));
  const auto kind = with(sync::Rule::geo_02, {{"found", std::string("çizgi")},
                                              {"expected", std::string("alan")}});
  EXPECT_THAT(message(kind, Language::en), HasSubstr("kind line, expected polygon"));
  const auto way = with(sync::Rule::crs_06, {{"operation", std::string("X")},
                                             {"accuracy_m", -1.0},
                                             {"limit_m", 3.0},
                                             {"ballpark", std::int64_t{1}},
                                             {"before", std::string()}});
  EXPECT_EQ(message(way, Language::tr),
            "Dönüşüm: X. Doğruluk: bilinmiyor, sınır: 3 m. Kaba dönüşüm: evet. Önceki dönüşüm: –.");
  const auto side = with(sync::Rule::num_02, {{"value", std::string("12")},
                                              {"street", std::string("Gül (10)")},
                                              {"side", std::string("sol")},
                                              {"parity", std::string("tek")}});
  EXPECT_EQ(message(side, Language::tr),
            "Numarataj 77001: 12 numarası Gül (10) üzerinde sol yanda; bu yanda tek sayılar "
            "kullanılıyor.");
  EXPECT_EQ(message(side, Language::en),
            "Door 77001: number 12 is on the left side of Gül (10), where the numbers are odd.");
  const auto across = with(sync::Rule::top_08, {{"measure", std::string("crosses_building")},
                                                {"other", std::string("5001")}});
  EXPECT_THAT(message(across, Language::tr), HasSubstr(": bir binanın içinden geçiyor (5001)."));
  EXPECT_THAT(message(across, Language::en), HasSubstr(": runs through a building (5001)."));
  const auto place = with(sync::Rule::geo_05, {{"x", 512345.5}, {"y", 4081234.0}});
  EXPECT_THAT(message(place, Language::tr), HasSubstr("512345.500 4081234.000"));
  const auto code = with(sync::Rule::key_01, {{"value", std::int64_t{1315919009}},
                                              {"count", std::int64_t{1204}}});
  EXPECT_THAT(message(code, Language::tr), HasSubstr("1315919009, 1.204 kayıtta"));
}

TEST(message, never_leaves_a_placeholder) {
  for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
    for (const bool grouped : {false, true}) {
      sync::Finding finding;
      finding.rule = rule.rule;
      finding.grouped = grouped;
      for (const Language language : {Language::tr, Language::en}) {
        const std::string text = message(finding, language);
        EXPECT_EQ(text.find_first_of("{}"), text.npos) << rule.id << ": " << text;
        EXPECT_FALSE(text.empty());
      }
    }
  }
}

TEST(message, a_grouped_finding_says_what_its_rows_share) {
  sync::Finding finding = sample::codeless_buildings(2);
  finding.rule = sync::Rule::geo_11;
  finding.attribute = "curve";
  finding.arguments.clear();
  EXPECT_EQ(message(finding, Language::tr), "Bina: 2 kayıtta eğri bilgisi alınmadı.");
  EXPECT_EQ(message(finding, Language::en), "Building: curve was dropped in 2 records.");
}

TEST(message, a_hash_is_no_name) {
  sync::Finding finding = sample::dangling_door();
  finding.subjects.front().key = "~0123456789abcdef.0";
  EXPECT_THAT(message(finding, Language::tr), HasSubstr("Numarataj (kodsuz):"));
  finding.subjects.front().key = "#17";
  EXPECT_THAT(message(finding, Language::en), HasSubstr("Door #17:"));
}

TEST(message, data_cannot_pretend_to_be_a_template) {
  const auto finding = with(sync::Rule::mod_04, {{"attribute", std::string("tip")},
                                                 {"value", std::string("{nearest}")},
                                                 {"nearest", std::string("x")}});
  EXPECT_THAT(message(finding, Language::tr), HasSubstr("“{nearest}”"));
}

TEST(message, shows_control_characters_and_shortens) {
  const std::string value = "\x1b[2J\r\n\xc2\x9b" + std::string(500, 'x');
  const auto finding = with(sync::Rule::mod_04, {{"value", value}});
  const std::string text = message(finding, Language::tr);
  EXPECT_THAT(text, HasSubstr("␛[2J␍␊<U+009B>xxx"));
  EXPECT_THAT(text, HasSubstr("x…”"));
  EXPECT_LT(columns(text), 300u);
}

TEST(words, text_from_data_is_visible) {
  EXPECT_EQ(visible("İstiklâl Cd. ş"), "İstiklâl Cd. ş");
  EXPECT_EQ(visible(std::string_view("a\0b\x7f", 4)), "a␀b␡");
  EXPECT_EQ(visible("a\u202Eb\u200Fc\uFEFF"), "a<U+202E>b<U+200F>c<U+FEFF>");
  EXPECT_EQ(visible("\xff\xc3"), "\uFFFD\uFFFD");
  EXPECT_EQ(visible("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
  EXPECT_EQ(visible("\xc0\x9b"), "\uFFFD\uFFFD");            // an overlong ESC
}

TEST(words, numbers_and_dates) {
  EXPECT_EQ(number(1204, Language::tr), "1.204");
  EXPECT_EQ(number(1234567, Language::en), "1,234,567");
  EXPECT_EQ(number(999, Language::tr), "999");
  EXPECT_EQ(decimal(-1234.50, 2, Language::tr), "-1.234,5");
  EXPECT_EQ(decimal(-0.001, 2, Language::tr), "0");
  EXPECT_EQ(decimal(std::numeric_limits<double>::quiet_NaN(), 2, Language::tr), "–");
  EXPECT_EQ(percent(0.62, Language::tr), "%62");
  EXPECT_EQ(moment("2026-11-20T23:14:05Z", Language::tr), "21.11.2026 02:14");
  EXPECT_EQ(moment("2026-12-31T22:00:00Z", Language::en), "1 Jan 2027 01:00");
  EXPECT_EQ(moment("\x1b[1m", Language::tr), "␛[1m");
  EXPECT_EQ(moment("2026-13-20T23:14:05Z", Language::tr), "2026-13-20T23:14:05Z");
  EXPECT_EQ(day("2026-11-01", Language::tr), "01.11.2026");
  EXPECT_EQ(day("2026-11-01", Language::en), "1 Nov 2026");
}

TEST(typeset, columns_are_code_points) {
  EXPECT_EQ(columns("Şıkğİ"), 5u);
  EXPECT_EQ(columns("S\u0327"), 1u);
  EXPECT_EQ(table({{"ad", "sayı"}, {"Ölçü", "7"}}), "  ad    sayı\n  Ölçü     7\n");
}

TEST(typeset, nothing_is_wider_than_the_page) {
  const std::string word(350, 'x');
  const std::string text = wrapped("Şişli " + word + " son", {.first = 4, .rest = 6});
  std::size_t start = 0;
  std::string joined;
  while (start < text.size()) {
    const std::size_t end = text.find('\n', start);
    const std::string line = text.substr(start, end - start);
    EXPECT_LE(columns(line), page_width);
    for (const char c : line) {
      if (c == 'x') joined += c;
    }
    start = end + 1;
  }
  EXPECT_EQ(joined, word);
  EXPECT_EQ(columns(table({{word, "1"}, {"a", "2"}})), 2 * page_width + 2);
}

}  // namespace
}  // namespace uavt::report
