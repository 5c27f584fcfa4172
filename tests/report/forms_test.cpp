// One content in all forms: what each form says of a finding is read back and compared with
// report.json.
#include "report/csv.hpp"
#include "report/flat_finding.hpp"
#include "report/junit.hpp"
#include "report/report.hpp"
#include "report/sarif.hpp"
#include "report/words.hpp"
#include "sample_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <stdexcept>

namespace uavt::report {
namespace {

using Json = nlohmann::json;
using sync::Language;

/// What a form says of one finding; severity and state in words, as three of the forms do.
struct Told {
  std::string rule, severity, state, message, correction, waiver;
  std::size_t rows = 0;
  bool operator==(const Told&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Told& told) {
  return out << told.rule << '|' << told.severity << '|' << told.state << '|' << told.message << '|'
             << told.correction << '|' << told.waiver << '|' << told.rows;
}
using Tale = std::map<std::string, Told>;  ///< by fingerprint

/// Adding the same finding twice is what no form may do.
void add(Tale& tale, const std::string& fingerprint, Told told) {
  if (!tale.emplace(fingerprint, std::move(told)).second) {
    throw std::logic_error(fingerprint + " is told twice");
  }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string severity_in_words(const Json& severity) {
  return severity_word(severity.get<std::string>(), Language::tr);
}

Tale told_by_json(const std::string& report) {
  Tale tale;
  const Json tree = Json::parse(report);
  for (const Json& finding : tree.at("result").at("findings")) {
    Told told;
    told.rule = finding.at("rule");
    told.severity = severity_in_words(finding.at("severity"));
    told.state = state_word(finding.at("state").get<std::string>(), Language::tr);
    told.message = visible(finding.at("message").at("tr").get<std::string>());
    told.correction = sync::info(sync::rule_named(told.rule).value()).correct_tr;
    if (finding.contains("waiver")) {
      const Json& waiver = finding.at("waiver");
      told.waiver = waiver_text({waiver.at("reason"), waiver.at("person"), waiver.at("until"),
                                 waiver.at("scope")},
                                Language::tr);
    }
    const bool grouped = finding.contains("rows");
    told.rows = finding.at("related").size() + (grouped ? finding.at("rows").size()
                                                : finding.at("register").is_null() ? 0
                                                                                   : 1);
    add(tale, finding.at("fingerprint"), told);
  }
  return tale;
}

Tale told_by_sarif(const std::string& report) {
  Tale tale;
  const Json log = Json::parse(sarif(report, Language::tr));
  for (const Json& result : log.at("runs").at(0).at("results")) {
    const Json& values = result.at("properties");
    Told told;
    told.rule = result.at("ruleId");
    told.severity = severity_in_words(values.at("severity"));
    told.state = state_word(values.at("state").get<std::string>(), Language::tr);
    told.message = replaced(result.at("message").at("text"), "\\](", "](");
    told.message = replaced(replaced(told.message, "{{", "{"), "}}", "}");
    told.correction = values.at("correction");
    for (const Json& suppression : result.at("suppressions")) {
      told.waiver = suppression.value("justification", "");
    }
    for (const char* list : {"locations", "relatedLocations"}) {
      if (result.contains(list)) told.rows += result.at(list).size();
    }
    add(tale, result.at("partialFingerprints").at("uavtFinding/v1"), told);
  }
  return tale;
}

std::string unescaped(std::string text) {
  using Pair = std::pair<const char*, const char*>;
  constexpr std::array pairs = {Pair{"&lt;", "<"}, Pair{"&gt;", ">"}, Pair{"&quot;", "\""},
                                Pair{"&apos;", "'"}, Pair{"&amp;", "&"}};
  for (const auto& [from, to] : pairs) text = replaced(std::move(text), from, to);
  return text;
}

/// The value of a line `name: value` in what a case tells.
std::string line_of(const std::string& text, const std::string& name) {
  const std::string start = "\n" + name + ": ";
  const auto at = text.find(start);
  if (at == text.npos) return "";
  const auto begin = at + start.size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

Tale told_by_junit(const std::string& report) {
  Tale tale;
  const std::string xml = junit(report, Language::tr);
  const std::string end = "</testcase>";
  for (auto at = xml.find(end), from = std::size_t{0}; at != xml.npos;
       from = at + end.size(), at = xml.find(end, from)) {
    // A passing case without content has no end tag: the last one opened is the finding's.
    const std::string whole = xml.substr(from, at - from);
    const std::string body = whole.substr(whole.rfind("<testcase "));
    const bool fails = body.find("<failure ") != body.npos;
    const auto tag = body.find(fails ? "<failure " : "<system-out>");
    const std::string text = unescaped(body.substr(body.find('>', tag) + 1));
    Told told;
    told.rule = line_of(text, "Kural");
    told.severity = line_of(text, "Önem");
    told.state = line_of(text, "Durum");
    told.message = text.substr(0, text.find('\n'));
    told.correction = line_of(text, "Düzeltme");
    for (const std::string name : {"\nKayıt: ", "\nİlgili kayıt: "}) {
      for (auto row = text.find(name); row != text.npos; row = text.find(name, row + 1)) {
        ++told.rows;
      }
    }
    told.waiver = line_of(text, "İstisna");
    add(tale, line_of(text, "Parmak izi"), told);
  }
  return tale;
}

/// Records of cells as RFC 4180 reads them, with semicolons.
std::vector<std::vector<std::string>> cells_of(const std::string& content) {
  std::vector<std::vector<std::string>> records(1, {""});
  bool quoted = false;
  for (std::size_t at = 3; at < content.size(); ++at) {  // after the byte order mark
    const char c = content[at];
    if (c == '"' && quoted && content.substr(at + 1, 1) == "\"") {
      records.back().back() += content[at++];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ';' && !quoted) {
      records.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      records.push_back({""});
    } else if (c != '\r' || quoted) {
      records.back().back() += c;
    }
  }
  records.pop_back();  // after the last line's end
  return records;
}

Tale told_by_csv(const std::string& report) {
  Tale tale;
  for (const CsvFile& list : csv(report, Language::tr)) {
    const auto records = cells_of(list.content);
    for (std::size_t i = 1; i < records.size(); ++i) {
      const auto& cells = records[i];
      if (cells.size() != records[0].size()) throw std::logic_error("cells of " + list.name);
      Told told;
      told.rule = cells[1];
      told.severity = cells[3];
      told.state = cells[4];
      told.message = cells[10];
      told.correction = cells[11];
      told.rows = cells[6].empty() ? 0 : 1;
      if (!cells[15].empty()) ++told.rows;
      for (auto at = cells[15].find(" | "); at != std::string::npos;
           at = cells[15].find(" | ", at + 1)) {
        ++told.rows;
      }
      told.waiver = cells[16].starts_with("'=") ? cells[16].substr(1) : cells[16];
      add(tale, cells[17], told);
    }
  }
  return tale;
}

sync::Result hostile_result() {
  sync::Result result = sample::result();
  int number = 0;
  for (const std::string text :
       {"\"quoted\";\"cell\"", "]]></failure><x/>", "=cmd|' /C calc'!A0", "\x1b[31m\x07",
        "\xE2\x80\xAE", "a\r\nb\tc", "{0} {{1}", "[a](http://kotu)", "\xEF\xBF\xBE\xEF\xBF\xBF",
        "&amp;&#27;", "\"findings\":[]"}) {
    sync::Finding finding = sample::dangling_door();
    finding.fingerprint = "h" + std::to_string(++number);
    finding.arguments[1].second = text;
    finding.subjects.front().key = text;
    finding.subjects.front().mahalle_kodu = 40120 + number % 3;
    result.findings.push_back(finding);
  }
  return result;
}

TEST(report_forms, every_form_tells_the_findings_of_the_report_once) {
  const std::string report = json(sample::run(), hostile_result(), sample::settings());
  const Tale expected = told_by_json(report);
  ASSERT_EQ(expected.size(), 6U + 11U);
  // U+FFFE and U+FFFF, alone, are what XML cannot say.
  Tale expected_of_xml = expected;
  for (auto& [fingerprint, told] : expected_of_xml) {
    told.message =
        replaced(replaced(told.message, "\xEF\xBF\xBE", "\uFFFD"), "\xEF\xBF\xBF", "\uFFFD");
  }
  EXPECT_EQ(told_by_sarif(report), expected);
  EXPECT_EQ(told_by_junit(report), expected_of_xml);
  EXPECT_EQ(told_by_csv(report), expected);
}

TEST(report_forms, a_past_run_has_the_same_forms) {
  const sync::Settings settings = sample::settings();
  const sync::Result result = sample::result();
  std::vector<std::string> findings;
  for (const sync::Finding& finding : result.findings) {
    findings.push_back(json(finding, settings));
  }
  sync::Result without_kept = result;
  without_kept.kept.clear();
  const std::string report = json(sample::run(), without_kept, settings);
  const std::string past = assemble(summary(sample::run(), without_kept, settings), findings);
  EXPECT_EQ(sarif(past, Language::tr), sarif(report, Language::tr));
  EXPECT_EQ(junit(past, Language::tr), junit(report, Language::tr));
  const auto lists = csv(report, Language::tr);
  const auto past_lists = csv(past, Language::tr);
  ASSERT_EQ(past_lists.size(), lists.size());
  for (std::size_t i = 0; i < lists.size(); ++i) {
    EXPECT_EQ(past_lists[i].name, lists[i].name);
    EXPECT_EQ(past_lists[i].content, lists[i].content);
  }
}

/// Members in another order, as a database or a person may have written them.
TEST(report_forms, the_order_of_the_report_does_not_show) {
  const std::string report = json(sample::run(), sample::result(), sample::settings());
  const std::string sorted = Json::parse(report).dump();  // findings before run, sources last
  ASSERT_NE(sorted, report);
  EXPECT_EQ(sarif(sorted, Language::tr), sarif(report, Language::tr));
  EXPECT_EQ(junit(sorted, Language::tr), junit(report, Language::tr));
}

}  // namespace
}  // namespace uavt::report
