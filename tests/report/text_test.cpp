#include "report/report.hpp"
#include "report/typeset.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace uavt::report {
namespace {

using sync::Language;
using testing::HasSubstr;
using testing::Not;

std::string rendered(const sync::Result& result, Language language, std::size_t examples = 5) {
  return text(json(sample::run(), result, sample::settings()), language, examples);
}

TEST(report_text, says_the_night_in_turkish) {
  const std::string page = rendered(sample::result(), Language::tr);
  EXPECT_THAT(page, HasSubstr("Örnekkent (2039) · çalışma 42 (run) · 21.11.2026 02:14\n"
                              "Yayımlandı: 1.204 değişiklik. 2 yeni, 1 yeniden açılan, 1 giderilen "
                              "bulgu.\n"
                              "– UAVT bina katmanı için hiç konuşmadı.\n"));
  EXPECT_THAT(page, HasSubstr("HATA · KEY-04 Gösterilen kayıt yok\n"
                              "    1 açık bulgu: 1 yeni, 1 giderilen\n"
                              "    – numarataj, NUMARATAJ.shp, satır 12: Numarataj 77001:"));
  EXPECT_THAT(page, HasSubstr("1 açık bulgu: 1 süren (3 kayıt)"));
  EXPECT_THAT(page, HasSubstr("0 açık bulgu: 1 istisna tanınan\n"
                              "    – istisna: "));
  EXPECT_THAT(page, HasSubstr("Ayşe <Yılmaz>"));
  EXPECT_THAT(page, HasSubstr("31.01.2027"));
  EXPECT_THAT(page, HasSubstr("ED50 / TM30 (EPSG:2320) → TUREF / TM30 (EPSG:5254)"));
  EXPECT_THAT(page, HasSubstr("doğruluk 3 m;\n    eksik dosya: tr_yerel.gsb"));
}

TEST(report_text, says_the_night_in_english) {
  const std::string page = rendered(sample::result(), Language::en);
  EXPECT_THAT(page, HasSubstr("21 Nov 2026 02:14"));
  EXPECT_THAT(page, HasSubstr("Published: 1,204 changes."));
  EXPECT_THAT(page, HasSubstr("UAVT has not spoken for bina."));
  EXPECT_THAT(page, HasSubstr("ERROR · KEY-04 A reference points to nothing"));
  for (const char* turkish : {"bulgu", "satır", "katman ", "Yayım"}) {
    EXPECT_THAT(page, Not(HasSubstr(turkish)));
  }
}

TEST(report_text, the_row_account_is_aligned) {
  const std::string page = rendered(sample::result(), Language::tr);
  std::istringstream lines(page.substr(page.find("KAYIT HESABI")));
  std::string line;
  std::vector<std::size_t> widths;
  std::getline(lines, line);
  for (int i = 0; i < 3 && std::getline(lines, line); ++i) widths.push_back(columns(line));
  EXPECT_EQ(widths[0], widths[1]);
  EXPECT_EQ(widths[0], widths[2]);
  EXPECT_THAT(line, HasSubstr("uavt"));
}

TEST(report_text, no_line_passes_the_page_and_nothing_is_obeyed) {
  sync::Result result = sample::result();
  result.sources[0].name = std::string(300, 'n');
  result.sources[0].path = "/\x1b]0;başlık\x07/" + std::string(300, 'p');
  result.sources[0].read = false;
  result.sources[0].operation.operation = "a\nb\x1b[5m";
  for (const Language language : {Language::tr, Language::en}) {
    const std::string page = rendered(result, language);
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(columns(line), page_width) << line;
      for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        EXPECT_TRUE(byte >= 0x20 && byte != 0x7F) << line;
      }
    }
  }
}

TEST(report_text, what_to_do_is_at_most_three_things) {
  sync::Result result = sample::result();
  result.sources[1].read = false;
  sync::HeldBatch batch;
  batch.no = 3;
  batch.mahalle_name = "YENİ";
  result.held.push_back(batch);
  for (const sync::Rule rule : {sync::Rule::geo_05, sync::Rule::mod_02, sync::Rule::uav_03}) {
    sync::Finding finding = sample::dangling_door();
    finding.rule = rule;
    result.findings.push_back(finding);
  }
  const std::string page = rendered(result, Language::tr);
  const std::string actions =
      page.substr(page.find("NE YAPMALI"), page.find("KAYIT HESABI") - page.find("NE YAPMALI"));
  EXPECT_THAT(actions, HasSubstr("1. Kaynağı yeniden koyun: uavt (/veri/gelen/*.csv)"));
  EXPECT_THAT(actions, HasSubstr("2. Onay bekleyen mahalleye bakın (YENİ): uavt-sync held 3"));
  EXPECT_THAT(actions, HasSubstr("3. "));
  EXPECT_THAT(actions, Not(HasSubstr("4. ")));
}

TEST(report_text, examples_are_few_and_the_count_is_true) {
  sync::Result result = sample::result();
  result.findings.clear();
  for (int i = 0; i < 1204; ++i) {
    sync::Finding finding = sample::dangling_door();
    finding.state = sync::FindingState::persisting;
    finding.subjects.front().key = "eski" + std::to_string(i);
    result.findings.push_back(finding);
  }
  result.findings.back().state = sync::FindingState::fresh;
  result.findings.back().subjects.front().key = "yepyeni";
  const std::string page = rendered(result, Language::tr, 2);
  EXPECT_THAT(page, HasSubstr("1.204 açık bulgu: 1 yeni, 1.203 süren"));
  EXPECT_THAT(page, HasSubstr("… ve 1.202 bulgu daha; hepsi report.json dosyasında."));
  EXPECT_LT(page.find("yepyeni"), page.find("eski0"));
  EXPECT_THAT(page, HasSubstr("eski0:"));
  EXPECT_THAT(page, Not(HasSubstr("eski1:")));
}

TEST(report_text, an_empty_night_congratulates) {
  sync::Result result = sample::result();
  result.findings.clear();
  EXPECT_THAT(rendered(result, Language::tr), HasSubstr("0 açık bulgu: 1 giderilen"));
  result.kept.clear();
  const std::string page = rendered(result, Language::tr);
  EXPECT_THAT(page, HasSubstr("Elinize sağlık."));
  EXPECT_THAT(page, HasSubstr("Bulgu yok: kayıtlar kurallara uyuyor."));
}

TEST(report_text, what_is_no_report_is_refused) {
  EXPECT_THROW(static_cast<void>(text("{}", Language::tr)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(text("", Language::tr)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(text(R"({"run":1,"result":[]})", Language::tr)),
               std::invalid_argument);
}

}  // namespace
}  // namespace uavt::report
