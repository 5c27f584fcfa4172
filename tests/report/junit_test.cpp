#include "report/junit.hpp"

#include "report/report.hpp"
#include "sample_result.hpp"
#include "sync/rule.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace uavt::report {
namespace {

using sync::Language;
using testing::HasSubstr;
using testing::Not;

std::string rendered(const sync::Result& result, Language language = Language::tr) {
  return junit(json(sample::run(), result, sample::settings()), language);
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++found;
  return found;
}

/// The case whose name ends with the fingerprint, from its tag to its end.
std::string case_of(const std::string& xml, const std::string& fingerprint) {
  const auto name = xml.find("[" + fingerprint + "]\"");
  if (name == xml.npos) throw std::out_of_range("no case " + fingerprint);
  const auto begin = xml.rfind("<testcase", name);
  return xml.substr(begin, xml.find("</testcase>", name) - begin);
}

TEST(report_junit, each_rule_is_a_suite_and_silence_passes) {
  const std::string xml = rendered(sample::result());
  const std::size_t rules = sync::rule_catalogue().size();
  EXPECT_EQ(count(xml, "<testsuite "), rules);
  EXPECT_EQ(count(xml, "</testsuite>"), rules);
  // Six findings of five rules; the other rules have a case of their own.
  EXPECT_EQ(count(xml, "<testcase "), 6 + rules - 5);
  EXPECT_EQ(count(xml, "<testcase name=\"Bulgu yok\""), rules - 5);
  EXPECT_EQ(count(xml, "<failure "), 3U);
  EXPECT_EQ(count(xml, "<skipped "), 1U);
  EXPECT_THAT(xml, HasSubstr(fmt::format("<testsuites name=\"uavt-sync Örnekkent 42\" tests=\"{}\" "
                                         "failures=\"3\" errors=\"0\" skipped=\"1\"",
                                         6 + rules - 5)));
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"KEY-04 Gösterilen kayıt yok\" tests=\"2\" "
                             "failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\">"));
}

TEST(report_junit, an_open_error_fails_and_tells_everything) {
  const std::string told = case_of(rendered(sample::result()), "f1");
  EXPECT_THAT(told, HasSubstr("<testcase name=\"Numarataj 77001 [f1]\" "
                              "classname=\"uavt-sync.KEY-04\" time=\"0\">"));
  EXPECT_THAT(told, HasSubstr("<failure message=\"Numarataj 77001: csbm_kodu 999 yazıyor, böyle "
                              "bir CSBM kaydı yok.\" type=\"error\">"));
  EXPECT_THAT(
      told,
      HasSubstr("\nDüzeltme: " + std::string(sync::info(sync::Rule::key_04).correct_tr) + "\n"));
  EXPECT_THAT(told, HasSubstr("\nÖnem: HATA\nDurum: yeni\nMahalle kodu: 40123\n"
                              "Öznitelik: csbm_kodu\n"
                              "Kayıt: CBS · Numarataj · 77001 · numarataj · NUMARATAJ.shp · "
                              "satır 12\nParmak izi: f1\n"));
}

TEST(report_junit, only_what_is_open_and_urges_fails) {
  const std::string xml = rendered(sample::result());
  for (const char* calm : {"f2", "f4", "f6"}) {
    const std::string told = case_of(xml, calm);
    EXPECT_THAT(told, Not(HasSubstr("<failure"))) << calm;
    EXPECT_THAT(told, HasSubstr("<system-out>")) << calm;
  }
  EXPECT_THAT(case_of(xml, "f4"), HasSubstr("Durum: giderilen\n"));
  EXPECT_THAT(case_of(xml, "f6"), HasSubstr("<skipped message=\"=Yol &quot;iptal&quot; edilecek;"));
  EXPECT_EQ(count(case_of(xml, "f2"), "\nKayıt: CBS · Bina · ~"), 3U);
  EXPECT_EQ(count(case_of(xml, "f5"), "\nİlgili kayıt: CBS · Numarataj · 77001 · "), 2U);
}

TEST(report_junit, nothing_in_the_data_leaves_its_text) {
  sync::Result result = sample::result();
  sync::Finding hostile = sample::dangling_door();
  hostile.fingerprint = "f9\"<";
  hostile.subjects.front().key = "\xEF\xBF\xBE\xEF\xBF\xBF&'";
  hostile.arguments[1].second = std::string("]]></failure>\x1b\"\n\xE2\x80\xAE");
  result.findings.push_back(hostile);
  const std::string xml = rendered(result);
  EXPECT_THAT(xml, HasSubstr("]]&gt;&lt;/failure&gt;␛&quot;␊&lt;U+202E&gt;"));
  EXPECT_THAT(xml, HasSubstr("Numarataj \uFFFD\uFFFD&amp;&apos; [f9&quot;&lt;]"));
  EXPECT_EQ(count(xml, "<failure "), count(xml, "</failure>"));
  for (const char c : xml) {
    EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << static_cast<int>(c);
  }
  EXPECT_EQ(count(xml, "\xEF\xBF\xBE") + count(xml, "\xEF\xBF\xBF"), 0U);
  EXPECT_EQ(count(xml, "&"), count(xml, "&amp;") + count(xml, "&lt;") + count(xml, "&gt;") +
                                 count(xml, "&quot;") + count(xml, "&apos;"));
}

TEST(report_junit, a_rule_of_another_version_is_a_suite_of_its_own) {
  std::string report = json(sample::run(), sample::result(), sample::settings());
  report.replace(report.find("\"MOD-04\""), 8, "\"ZZZ-99\"");
  const std::string xml = junit(report, Language::tr);
  EXPECT_EQ(count(xml, "<testsuite "), sync::rule_catalogue().size() + 1);
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"ZZZ-99\" tests=\"1\" failures=\"1\""));
}

TEST(report_junit, english_says_english) {
  const std::string xml = rendered(sample::result(), Language::en);
  EXPECT_THAT(case_of(xml, "f1"), HasSubstr("there is no such street record."));
  EXPECT_THAT(case_of(xml, "f1"), HasSubstr("\nState: new\nMahalle code: 40123\n"));
  EXPECT_THAT(xml, HasSubstr("<testcase name=\"Nothing found\""));
}

TEST(report_junit, what_is_no_report_is_refused) {
  for (const char* text : {"", "{}", "[]", R"({"run":1,"result":[]})"}) {
    EXPECT_THROW(static_cast<void>(junit(text, Language::tr)), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace uavt::report
