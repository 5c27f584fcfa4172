// Cases are written as they are read and joined by rule at the end: a dialect of JUnit wants the
// counts in front of what they count.
#include "report/junit.hpp"

#include "report/flat_finding.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>

namespace uavt::report {

namespace {

using sync::Language;

/// Text for content and attributes alike. XML 1.0 has no way to write most control characters or
/// U+FFFE and U+FFFF, not even as references: they are replaced.
std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    const char32_t c = point.value;
    const bool forbidden =
        (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
    switch (forbidden ? U'\uFFFD' : c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        append_utf8(out, forbidden ? U'\uFFFD' : c);
    }
    at += point.bytes;
  }
  return out;
}

/// The cases of one rule.
struct Suite {
  std::string name, cases;
  std::size_t tests = 0, failures = 0, skipped = 0;
};

class Suites {
 public:
  explicit Suites(Language language) : language_(language) {
    for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
      Suite& suite = known_[rule.rule];
      suite.name = fmt::format("{} {}", rule.id, turkish() ? rule.title_tr : rule.title_en);
    }
  }

  void add(const FlatFinding& finding);
  /// The whole document; rules without a finding get their passing case here.
  [[nodiscard]] std::string document(const FlatRun& run);

 private:
  [[nodiscard]] bool turkish() const { return language_ == Language::tr; }
  [[nodiscard]] Suite& suite_of(const FlatFinding& finding);
  [[nodiscard]] std::string case_name(const FlatFinding& finding) const;
  [[nodiscard]] std::string told(const FlatFinding& finding) const;
  [[nodiscard]] std::string passing_case(std::string_view rule) const;

  Language language_;
  std::map<sync::Rule, Suite> known_;
  std::map<std::string, Suite> unknown_;
};

Suite& Suites::suite_of(const FlatFinding& finding) {
  if (finding.info != nullptr) return known_.at(finding.info->rule);
  Suite& suite = unknown_[finding.rule];
  suite.name = visible(finding.rule);
  return suite;
}

/// "Numarataj 77001 [f1]": without the sentence, whose measured values change from night to night.
std::string Suites::case_name(const FlatFinding& finding) const {
  std::string name;
  if (!finding.rows.empty()) {
    const FlatRow& row = finding.rows.front();
    name = layer_word(row.layer, language_) + " ";
    if (finding.rows.size() == 1 && !row.key.empty()) name += visible(row.key) + " ";
  }
  return fmt::format("{}[{}]", name, visible(finding.fingerprint));
}

/// All of a finding, one value a line.
std::string Suites::told(const FlatFinding& finding) const {
  std::string out = finding.message + "\n";
  const auto line = [&](const char* tr, const char* en, const std::string& value) {
    if (!value.empty()) out += fmt::format("{}: {}\n", turkish() ? tr : en, visible(value));
  };
  line("Düzeltme", "Correction", finding.correction);
  line("Kural", "Rule", finding.rule);
  line("Önem", "Severity", severity_word(sync::name(finding.severity), language_));
  line("Durum", "State", state_word(finding.state, language_));
  if (finding.waiver) line("İstisna", "Waiver", waiver_text(*finding.waiver, language_));
  line("Mahalle kodu", "Mahalle code", finding.mahalle);
  line("Öznitelik", "Attribute", finding.attribute);
  for (const FlatRow& row : finding.rows) line("Kayıt", "Record", row_text(row, language_));
  for (const FlatRow& row : finding.related) {
    line("İlgili kayıt", "Related record", row_text(row, language_));
  }
  line("Parmak izi", "Fingerprint", finding.fingerprint);
  return out;
}

void Suites::add(const FlatFinding& finding) {
  Suite& suite = suite_of(finding);
  const bool waived = finding.state == "waived";
  const bool fails =
      !waived && finding.state != "fixed" && finding.severity != sync::Severity::info;
  const std::string sentence = escaped(finding.message);
  suite.cases += fmt::format("    <testcase name=\"{}\" classname=\"uavt-sync.{}\" time=\"0\">\n",
                             escaped(case_name(finding)), escaped(visible(finding.rule)));
  ++suite.tests;
  if (waived) {
    ++suite.skipped;
    const std::string why =
        finding.waiver ? escaped(waiver_text(*finding.waiver, language_)) : sentence;
    suite.cases += fmt::format("      <skipped message=\"{}\"/>\n", why);
  }
  if (fails) {
    ++suite.failures;
    suite.cases += fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n", sentence,
                               sync::name(finding.severity), escaped(told(finding)));
  } else {
    suite.cases += fmt::format("      <system-out>{}</system-out>\n", escaped(told(finding)));
  }
  suite.cases += "    </testcase>\n";
}

std::string Suites::passing_case(std::string_view rule) const {
  return fmt::format("    <testcase name=\"{}\" classname=\"uavt-sync.{}\" time=\"0\"/>\n",
                     turkish() ? "Bulgu yok" : "Nothing found", rule);
}

std::string Suites::document(const FlatRun& run) {
  std::string suites;
  Suite all;
  const auto add_suite = [&](const Suite& suite) {
    suites += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" "
        "time=\"0\">\n{}  </testsuite>\n",
        escaped(suite.name), suite.tests, suite.failures, suite.skipped, suite.cases);
    all.tests += suite.tests;
    all.failures += suite.failures;
    all.skipped += suite.skipped;
  };
  for (auto& [rule, suite] : known_) {
    if (suite.tests == 0) {
      suite.tests = 1;
      suite.cases = passing_case(sync::info(rule).id);
    }
    add_suite(suite);
  }
  for (const auto& [id, suite] : unknown_) add_suite(suite);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" "
      "time=\"0\">\n{}</testsuites>\n",
      escaped(visible(fmt::format("uavt-sync {} {}", run.municipality, run.number))), all.tests,
      all.failures, all.skipped, suites);
}

}  // namespace

std::string junit(const std::string& report_json, sync::Language language) {
  const FlatRun run = flat_run(report_json, language);
  Suites suites(language);
  for_each_finding(report_json, language, [&](const FlatFinding& finding) { suites.add(finding); });
  return suites.document(run);
}

}  // namespace uavt::report
