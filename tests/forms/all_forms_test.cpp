// Law 10: every form of a report has the same findings – the files themselves, made by the program
// and read back each in its own way.
#include "tests/forms/forms_town.hpp"
#include "tests/forms/layers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <regex>

namespace uavt::forms::test {
namespace {

using nlohmann::json;
/// Fingerprint → severity and state as the form says them.
using Told = std::map<std::string, std::string>;

void add(Told& told, const std::string& fingerprint, const std::string& what) {
  EXPECT_TRUE(told.emplace(fingerprint, what).second) << fingerprint << " is told twice";
}

std::string word(const std::string& code) {
  static const std::map<std::string, std::string> words = {
      {"error", "HATA"}, {"warning", "UYARI"}, {"info", "BİLGİ"},      {"new", "yeni"},
      {"persisting", "süren"}, {"fixed", "giderilen"}, {"reopened", "yeniden açılan"},
      {"waived", "istisna tanınan"}};
  return words.at(code);
}

Told told_by_json(const std::filesystem::path& out) {
  Told told;
  const json report = json_of(out / "report.json");
  for (const json& finding : report.at("result").at("findings")) {
    add(told, finding.at("fingerprint"),
        word(finding.at("severity")) + " " + word(finding.at("state")));
  }
  return told;
}

Told told_by_sarif(const std::filesystem::path& out) {
  Told told;
  const json log = json_of(out / "report.sarif");
  for (const json& result : log.at("runs").at(0).at("results")) {
    add(told, result.at("partialFingerprints").at("uavtFinding/v1"),
        word(result.at("properties").at("severity")) + " " +
            word(result.at("properties").at("state")));
  }
  return told;
}

Told told_by_junit(const std::filesystem::path& out) {
  static const std::regex pattern(
      "\nÖnem: ([^\n]+)\nDurum: ([^\n]+)\n[^]*?\nParmak izi: ([0-9a-f]+)\n");
  Told told;
  const std::string xml = night::test::bytes_of(out / "junit.xml");
  const std::string end = "</testcase>";
  for (std::size_t from = 0, at = xml.find(end); at != xml.npos;
       from = at + end.size(), at = xml.find(end, from)) {
    const std::string part = xml.substr(from, at - from);
    std::smatch match;
    if (std::regex_search(part, match, pattern)) {
      add(told, match[3], match[1].str() + " " + match[2].str());
    }
  }
  return told;
}

Told told_by_table(const std::filesystem::path& file, const std::string& layer,
                   const std::array<std::string, 3>& columns) {
  Told told;
  const Texts fingerprints = column(file, layer, columns[0]);
  const Texts severities = column(file, layer, columns[1]);
  const Texts states = column(file, layer, columns[2]);
  for (std::size_t i = 0; i < fingerprints.size(); ++i) {
    // A row that goes on with the finding's other rows has nothing but those.
    if (!fingerprints[i].empty()) add(told, fingerprints[i], severities[i] + " " + states[i]);
  }
  return told;
}
const std::array<std::string, 3> worklist_columns = {"Parmak izi", "Önem", "Durum"};

/// The worklists of all mahalle together. GDAL names a CSV's layer after its file.
Told told_by_worklists(const std::filesystem::path& out, const std::string& ending) {
  Told told;
  for (const auto& entry : std::filesystem::directory_iterator(out / "worklists")) {
    const auto& file = entry.path();
    if (file.extension() != ending) continue;
    const std::string layer = ending == ".csv" ? file.stem().string() : "Bulgular";
    for (const auto& [fingerprint, what] : told_by_table(file, layer, worklist_columns)) {
      add(told, fingerprint, what);
    }
  }
  return told;
}

/// The plain text names no fingerprint; it counts: "3 açık bulgu: 1 yeni, 2 süren", "1 giderilen".
std::map<std::string, std::size_t> counted_by_text(const std::filesystem::path& out) {
  const std::string text = night::test::bytes_of(out / "report.txt");
  static const std::regex rule("\n  (HATA|UYARI|BİLGİ) · [A-Z]+-[0-9]+ [^\n]*\n    ([^\n]*)");
  static const std::regex count("([0-9.]+) (yeni|süren|giderilen)");
  std::map<std::string, std::size_t> counts;
  for (std::sregex_iterator at(text.begin(), text.end(), rule); at != std::sregex_iterator(); ++at) {
    const std::string line = (*at)[2];
    for (std::sregex_iterator each(line.begin(), line.end(), count); each != std::sregex_iterator();
         ++each) {
      std::string digits = (*each)[1];
      std::erase(digits, '.');
      counts[(*at)[1].str() + " " + (*each)[2].str()] += std::stoul(digits);
    }
  }
  return counts;
}

TEST(AllForms, every_form_of_a_run_has_the_same_findings) {
  const FormsTown town;
  std::set<std::string> seen;
  for (const std::string run : {"1", "2"}) {
    SCOPED_TRACE("run " + run);
    const auto out = town.told(run, "json,text,csv,xlsx,gpkg,sarif,junit");
    const Told expected = told_by_json(out);
    ASSERT_GT(expected.size(), 50U);
    std::map<std::string, std::size_t> counts;
    for (const auto& [fingerprint, what] : expected) {
      ++counts[what];
      seen.insert(what.substr(what.find(' ') + 1));
    }
    EXPECT_EQ(counted_by_text(out), counts);
    EXPECT_EQ(told_by_sarif(out), expected);
    EXPECT_EQ(told_by_junit(out), expected);
    EXPECT_EQ(told_by_worklists(out, ".csv"), expected);
    EXPECT_EQ(told_by_worklists(out, ".xlsx"), expected);
    EXPECT_EQ(told_by_table(out / "worklist.xlsx", "Bulgular", worklist_columns), expected);
    EXPECT_EQ(told_by_table(out / "findings.gpkg", "bulgular", {"parmak_izi", "onem", "durum"}),
              expected);
  }
  EXPECT_NE(night::test::bytes_of(town.told("2", "json") / "report.json").find("/C calc"),
            std::string::npos)
      << "nothing hostile was told";
  EXPECT_EQ(seen, (std::set<std::string>{"yeni", "süren", "giderilen"}));
}

}  // namespace
}  // namespace uavt::forms::test
