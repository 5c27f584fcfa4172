// The page's data say what report.json says: every sentence can be put together again, counts are the
// same, and nothing from the data can leave the block it is in.
#include "report/html.hpp"
#include "report/html_texts.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <stdexcept>

namespace uavt::report {
namespace {

using Json = nlohmann::json;
using sync::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Optional;

constexpr const char* no_map = "";

/// The text of the data block `id`.
std::string block(const std::string& page, const std::string& id) {
  const std::string open = "<script type=\"application/json\" id=\"" + id + "\">";
  const auto from = page.find(open);
  if (from == page.npos) throw std::logic_error("no block " + id);
  const auto begin = from + open.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

Json data_of(const std::string& page) { return Json::parse(block(page, "data")); }

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// The sentences the page puts together, by fingerprint, as its program does.
std::map<std::string, std::string> sentences(const Json& findings, Language language) {
  const std::size_t spoken = language == Language::tr ? 0 : 1;
  std::map<std::string, std::string> told;
  std::size_t at = 0;
  for (std::size_t i = 0; i < findings.at("count"); ++i) {
    const std::size_t pattern = findings.at("sentence").at(i);
    const Json& sentence = findings.at("sentences").at(pattern);
    std::string text;
    for (const Json& piece : sentence.at(spoken == 0 ? "tr" : "en")) {
      if (piece.is_string()) {
        text += piece.get<std::string>();
        continue;
      }
      const std::size_t which = findings.at("value").at(at + piece.get<std::size_t>());
      const Json& value = findings.at("texts").at(which);
      text += (value.is_string() ? value : value.at(spoken)).get<std::string>();
    }
    at += sentence.at("values").get<std::size_t>();
    told[findings.at("fingerprint").at(i)] = text;
  }
  return told;
}

std::string sample_report() {
  return json(sample::run(), sample::result(), sample::settings());
}

sync::Result with_name(const std::string& name) {
  sync::Result result = sample::result();
  for (int i = 0; i < 3; ++i) {
    sync::Finding finding = sample::dangling_door();
    finding.fingerprint = "h" + std::to_string(i);
    finding.arguments[1].second = name;
    finding.subjects.front().key = name;
    result.findings.push_back(finding);
  }
  return result;
}

TEST(report_html, every_sentence_is_the_one_of_the_report) {
  const std::string report = json(sample::run(), with_name("{value} \"12\" : csbm"),
                                  sample::settings());
  const Json findings = data_of(html(report, no_map, Language::tr)).at("findings");
  const Json list = Json::parse(report).at("result").at("findings");
  ASSERT_EQ(findings.at("count"), list.size());
  ASSERT_GT(list.size(), 5u);
  for (const Language language : {Language::tr, Language::en}) {
    const auto told = sentences(findings, language);
    for (const Json& finding : list) {
      const std::string spoken = language == Language::tr ? "tr" : "en";
      EXPECT_EQ(told.at(finding.at("fingerprint")),
                visible(finding.at("message").at(spoken).get<std::string>()));
    }
  }
}

TEST(report_html, counts_and_rows_are_the_report_s) {
  const std::string report = sample_report();
  const Json findings = data_of(html(report, no_map, Language::tr)).at("findings");
  std::map<std::string, int> expected, told;
  std::size_t rows = 0;
  const Json list = Json::parse(report).at("result").at("findings");
  for (const Json& finding : list) {
    ++expected[finding.at("rule").get<std::string>() + finding.at("state").get<std::string>() +
               finding.at("severity").get<std::string>()];
    rows += finding.at("related").size();
    const bool grouped = finding.contains("rows");
    rows += grouped ? finding.at("rows").size() : finding.at("register").is_null() ? 0 : 1;
  }
  const auto name = [&](const char* names, const char* column, std::size_t i) {
    return findings.at(names).at(findings.at(column).at(i).get<std::size_t>()).get<std::string>();
  };
  for (std::size_t i = 0; i < findings.at("count"); ++i) {
    ++told[name("rules", "rule", i) + name("states", "state", i) +
           name("severities", "severity", i)];
  }
  EXPECT_EQ(told, expected);
  EXPECT_EQ(findings.at("row_role").size(), rows);
  EXPECT_EQ(findings.at("x_mm").size(), findings.at("count"));
}

TEST(report_html, what_is_not_a_finding_stands_as_it_was) {
  const Json report = Json::parse(sample_report());
  const Json data = data_of(html(sample_report(), no_map, Language::en));
  EXPECT_EQ(data.at("language"), "en");
  EXPECT_EQ(data.at("run"), report.at("run"));
  Json result = report.at("result");
  result.erase("findings");
  EXPECT_EQ(data.at("result"), result);
  for (const Json& rule : data.at("rules")) {
    EXPECT_FALSE(rule.at("why").at("tr").get<std::string>().empty()) << rule;
  }
}

TEST(report_html, nothing_from_the_data_leaves_its_block) {
  const std::string plain = html(sample_report(), no_map, Language::tr);
  for (const std::string text :
       {"</script><script>alert(1)</script>", "<!--<script>", "\xE2\x80\xA8</SCRIPT >", "%DATA%",
        "]]>&lt;"}) {
    sync::RunInfo run = sample::run();
    run.municipality = text;
    sync::Result result = with_name(text);
    result.verdict = refusal(text, 3);
    const std::string page = html(json(run, result, sample::settings()), no_map, Language::tr);
    EXPECT_EQ(count_of(page, "<script"), count_of(plain, "<script")) << text;
    EXPECT_EQ(count_of(page, "</script"), count_of(plain, "</script")) << text;
    EXPECT_EQ(block(page, "data").find('<'), std::string::npos) << text;
    const auto told = sentences(data_of(page).at("findings"), Language::tr);
    EXPECT_THAT(told.at("h0"), HasSubstr(visible(text)));
  }
}

TEST(report_html, marks_that_turn_a_line_around_are_made_visible) {
  const std::string page =
      html(json(sample::run(), with_name("ad\xE2\x80\xAEters"), sample::settings()), no_map,
           Language::tr);
  EXPECT_THAT(block(page, "data"), Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(block(page, "data"), HasSubstr("ad\\u003cU+202E>ters"));
}

TEST(report_html, the_file_asks_no_network_and_is_the_same_each_time) {
  const std::string page = html(sample_report(), no_map, Language::tr);
  EXPECT_THAT(page, HasSubstr("content=\"default-src 'none';"));
  EXPECT_THAT(page, HasSubstr("<html lang=\"tr\">"));
  EXPECT_EQ(count_of(page, " src="), count_of(page, " src=\"data:"));
  EXPECT_THAT(page, Not(HasSubstr("url(http")));
  EXPECT_EQ(page, html(sample_report(), no_map, Language::tr));
  EXPECT_NE(page, html(sample_report(), no_map, Language::en));
  EXPECT_THROW((void)html("{}", no_map, Language::tr), std::invalid_argument);
}

TEST(report_html, the_map_finds_its_findings_by_number) {
  const std::string map = R"({"schema":1,"crs":"EPSG:5254","origin":[500000,4000000],"unit_m":0.01,
    "mahalle":[{"kod":10123,"ad":"Çarşı <b>","parts":[[0,0,100,0,0,100,-100,-100]]},
               {"kod":null,"ad":"Köy","parts":[]}],
    "yol":[{"ad":null,"parts":[[1,2,3,4],[5,6,7,8]]}],
    "bina":[[[0,0,9,0,0,9,-9,-9],[1,1,2,2]]],
    "shapes":[{"layer":"bina","key":"7","kind":"polygon","parts":[[0,0,9,0,0,9]]},
              {"layer":"csbm","key":"8","kind":"line","parts":[[0,0,9,0]]}],
    "of":{"f1":[1,0,99],"unknown":[0]}})";
  const std::string page = html(sample_report(), map, Language::tr);
  const Json flat = Json::parse(block(page, "map"));
  EXPECT_EQ(block(page, "map").find('<'), std::string::npos);
  EXPECT_EQ(flat.at("mahalle").at("kod"), Json({10123, -1}));
  EXPECT_EQ(flat.at("mahalle").at("ad"), Json({"Çarşı <b>", "Köy"}));
  EXPECT_EQ(flat.at("yol").at("parts").at("feature"), Json({2}));
  EXPECT_EQ(flat.at("yol").at("parts").at("size"), Json({4, 4}));
  EXPECT_EQ(flat.at("yol").at("parts").at("xy"), Json({1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(flat.at("bina").at("feature"), Json({2}));
  EXPECT_EQ(flat.at("shapes").at("kind"), Json({0, 1}));
  const Json fingerprints = data_of(page).at("findings").at("fingerprint");
  for (std::size_t i = 0; i < fingerprints.size(); ++i) {
    EXPECT_EQ(flat.at("of_count").at(i), fingerprints.at(i) == "f1" ? 2 : 0) << i;
  }
  EXPECT_EQ(flat.at("of"), Json({1, 0}));  // 99 is no shape
}

TEST(report_html, a_map_that_is_none_is_left_out) {
  for (const char* map : {"", "{", "[]", R"({"crs":"EPSG:5254"})"}) {
    EXPECT_EQ(block(html(sample_report(), map, Language::tr), "map"), "null") << map;
  }
}

TEST(report_html, ten_thousand_findings_stay_small) {
  sync::Result result = sample::result();
  const sync::Finding one = sample::dangling_door();
  for (int i = 0; i < 10000; ++i) {
    result.findings.push_back(one);
    sync::Finding& finding = result.findings.back();
    finding.fingerprint = "0123456789abcdef01234567" + std::to_string(10000000 + i);
    finding.arguments[1].second = std::to_string(700000 + i);
    finding.subjects.front().key = std::to_string(1000000 + i);
  }
  const std::string report = json(sample::run(), result, sample::settings());
  const std::string page = html(report, no_map, Language::tr);
  EXPECT_LT(page.size(), report.size() / 3);
  EXPECT_LT(page.size(), 2'200'000u);
}

TEST(report_html_texts, a_sentence_is_taken_apart_along_its_template) {
  const Pattern pattern = pattern_of("{layer} {key}: {value} yok.");
  EXPECT_THAT(pattern.names, ElementsAre("layer", "key", "value"));
  EXPECT_THAT(filled_with(pattern, "Bina 12: 7 yok."), Optional(ElementsAre("Bina", "12", "7")));
  EXPECT_THAT(filled_with(pattern, "Bina 12: yok. yok."),
              Optional(ElementsAre("Bina", "12", "yok.")));
  EXPECT_EQ(filled_with(pattern, "Bina 12: 7 var."), std::nullopt);
  EXPECT_EQ(filled_with(pattern_of("{a} ve {a}"), "1 ve 2"), std::nullopt);
  EXPECT_THAT(filled_with(pattern_of("{a} ve {a}"), "1 ve 1"), Optional(ElementsAre("1", "1")));
  EXPECT_THAT(filled_with(pattern_of("düz metin"), "düz metin"), Optional(ElementsAre()));
  EXPECT_EQ(filled_with(pattern_of("düz metin"), "düz metin ve ötesi"), std::nullopt);
}

TEST(report_html_texts, an_unknown_wording_stays_whole) {
  TextTable texts;
  SentenceTable table(texts);
  const auto told = table.add(&sync::info(sync::Rule::key_04), "Başka bir söz.", "Other words.");
  EXPECT_EQ(told.pattern, 0);
  std::string out;
  texts.write(out);
  EXPECT_EQ(out, R"([["Başka bir söz.","Other words."]])");
}

}  // namespace
}  // namespace uavt::report
