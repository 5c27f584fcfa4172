#include "report/csv.hpp"

#include "report/report.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace uavt::report {
namespace {

using sync::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::vector<CsvFile> lists_of(const sync::Result& result, Language language = Language::tr) {
  return csv(json(sample::run(), result, sample::settings()), language);
}

std::string content(const std::vector<CsvFile>& lists, const std::string& file) {
  const auto found = std::ranges::find(lists, file, &CsvFile::name);
  if (found == lists.end()) throw std::out_of_range("no worklist " + file);
  return found->content;
}

/// Lines end with CR LF; a line end in the data is never one.
std::vector<std::string> lines_of(const std::string& content) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < content.size();) {
    const auto end = content.find("\r\n", at);
    if (end == content.npos) throw std::out_of_range("a line without an end");
    lines.push_back(content.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

sync::Result only(sync::Finding finding) {
  sync::Result result = sample::result();
  result.kept.clear();
  result.findings = {std::move(finding)};
  return result;
}

TEST(report_csv, each_mahalle_has_its_list) {
  const auto lists = lists_of(sample::result());
  ASSERT_EQ(lists.size(), 2U);
  EXPECT_EQ(lists[0].name, "40123.csv");
  EXPECT_EQ(lists[1].name, "mahallesiz.csv");
  for (const CsvFile& list : lists) {
    EXPECT_THAT(list.content, StartsWith("\xEF\xBB\xBF\"No\";\"Kural\";\"Kural adı\";\"Önem\";"));
  }
  EXPECT_EQ(lines_of(lists[0].content).size(), 1U + 4U);
  EXPECT_EQ(lines_of(lists[1].content).size(), 1U + 2U);
}

TEST(report_csv, a_line_says_all_of_its_finding) {
  const auto lines = lines_of(content(lists_of(only(sample::dangling_door())), "40123.csv"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1],
            "\"1\";\"KEY-04\";\"Gösterilen kayıt yok\";\"HATA\";\"yeni\";\"40123\";\"CBS\";"
            "\"Numarataj\";\"77001\";\"csbm_kodu\";\"Numarataj 77001: csbm_kodu 999 yazıyor, böyle "
            "bir CSBM kaydı yok.\";\"" +
                std::string(sync::info(sync::Rule::key_04).correct_tr) +
                "\";\"numarataj\";\"NUMARATAJ.shp\";\"12\";\"\";\"\";\"f1\"");
}

TEST(report_csv, a_waived_finding_says_who_lets_it_stand) {
  const auto lists = lists_of(sample::result());
  EXPECT_THAT(content(lists, "mahallesiz.csv"),
              HasSubstr("\"istisna tanınan\""));
  EXPECT_THAT(content(lists, "mahallesiz.csv"),
              HasSubstr(";\"'=Yol \"\"iptal\"\" edilecek; {0} [x](y)␛[1m · Ayşe <Yılmaz> · 31.01.2027 "
                        "tarihine kadar\";\"f6\"\r\n"));
}

TEST(report_csv, other_rows_stand_in_one_cell) {
  const std::string mahalle = content(lists_of(sample::result()), "40123.csv");
  EXPECT_THAT(mahalle, HasSubstr("\"CBS · Numarataj · 77001 · numarataj · NUMARATAJ.shp · satır 14 "
                                 "| CBS · Numarataj · 77001 · numarataj · NUMARATAJ.shp · satır "
                                 "90\";\"\";\"f5\"\r\n"));
}

TEST(report_csv, many_rows_go_on_in_lines_of_the_same_number) {
  const std::size_t rows = 2000;
  const std::string list =
      content(lists_of(only(sample::codeless_buildings(rows))), "mahallesiz.csv");
  const auto lines = lines_of(list);
  ASSERT_GT(lines.size(), 3U);
  EXPECT_THAT(lines[1], StartsWith("\"1\";\"KEY-03\";"));
  std::size_t told = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    EXPECT_LT(lines[i].size(), 33000U);
    if (i > 1) {
      EXPECT_THAT(lines[i], StartsWith("\"1\";\"\";\"\";"));
    }
    for (auto at = lines[i].find("satır "); at != std::string::npos;
         at = lines[i].find("satır ", at + 1)) {
      ++told;
    }
  }
  EXPECT_EQ(told, rows - 1);  // the first has columns of its own
  EXPECT_EQ(list.find("\"f2\"\r\n"), list.rfind("\"f2\"\r\n"));
}

TEST(report_csv, what_begins_like_a_formula_is_no_formula) {
  for (const std::string start : {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"}) {
    sync::Finding hostile = sample::dangling_door();
    hostile.subjects.front().key = start;
    hostile.attribute = start;
    const std::string list = content(lists_of(only(hostile)), "40123.csv");
    EXPECT_THAT(list, Not(HasSubstr(";\"" + start.substr(0, 1)))) << start;
    EXPECT_THAT(list, HasSubstr(";\"'")) << start;
  }
  sync::Finding calm = sample::dangling_door();
  calm.subjects.front().key = "12-A";
  EXPECT_THAT(content(lists_of(only(calm)), "40123.csv"), HasSubstr(";\"12-A\";"));
}

TEST(report_csv, nothing_in_the_data_leaves_its_cell) {
  sync::Finding hostile = sample::dangling_door();
  hostile.subjects.front().key = "a\";\"b\r\n\x1b[1m\xE2\x80\xAE";
  const auto lists = lists_of(only(hostile));
  const auto lines = lines_of(content(lists, "40123.csv"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[1], HasSubstr(";\"a\"\";\"\"b␍␊␛[1m<U+202E>\";"));
}

TEST(report_csv, a_calm_night_has_an_empty_list) {
  sync::Result result = sample::result();
  result.findings.clear();
  result.kept.clear();
  const auto lists = lists_of(result);
  ASSERT_EQ(lists.size(), 1U);
  EXPECT_EQ(lists[0].name, "mahallesiz.csv");
  EXPECT_EQ(lines_of(lists[0].content).size(), 1U);
}

TEST(report_csv, english_says_english_under_turkish_columns) {
  const std::string list =
      content(lists_of(only(sample::dangling_door()), Language::en), "40123.csv");
  EXPECT_THAT(list, HasSubstr("\"Kural\""));
  EXPECT_THAT(list, HasSubstr("\"ERROR\";\"new\";"));
  EXPECT_THAT(list, HasSubstr("there is no such street record."));
}

TEST(report_csv, what_is_no_report_is_refused) {
  for (const char* text : {"", "{}", "[]", R"({"run":1,"result":[]})"}) {
    EXPECT_THROW(static_cast<void>(csv(text, Language::tr)), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace uavt::report
