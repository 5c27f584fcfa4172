// The rules as people read them: complete, in one language at a time, and the documentation pages
// are what the program makes.
#include "report/rules.hpp"
#include "report/rules_words.hpp"
#include "report/typeset.hpp"
#include "built_here.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace uavt::report {
namespace {

using sync::Language;
using sync::Rule;
using sync::RuleInfo;
using testing::HasSubstr;
using testing::Not;

constexpr std::array languages = {Language::tr, Language::en};

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// Without line ends, indents and the signs that keep markup from being markup.
std::string flat(const std::string& text) {
  const std::string unescaped = std::regex_replace(text, std::regex(R"(\\([\\`*<\[\]|]))"), "$1");
  return std::regex_replace(unescaped, std::regex(R"(\s+)"), " ");
}

/// The words people read: without code, configuration keys and argument names, which are the same
/// in every language.
std::string prose(const std::string& text) {
  static const std::regex fixed("```[^`]*```|`[^`]*`|\\{[a-z0-9_]+\\}|repair = false|"
                                "[a-z0-9_]+ = [0-9]|uavt-sync rules|rules\\.md|"
                                "\\[rules\\.[A-Z0-9-]+\\]: [a-z0-9_, \n]*");
  return std::regex_replace(text, fixed, "");
}

void expect_no_word(const std::string& text, std::initializer_list<const char*> words) {
  for (const char* word : words) {
    EXPECT_FALSE(std::regex_search(text, std::regex("\\b" + std::string(word) + "\\b"))) << word;
  }
}

std::vector<std::string_view> texts(const RuleInfo& rule, Language language) {
  if (language == Language::tr) {
    return {rule.title_tr, rule.message_tr, rule.why_tr, rule.correct_tr, rule.prevent_tr};
  }
  return {rule.title_en, rule.message_en, rule.why_en, rule.correct_en, rule.prevent_en};
}

sync::Settings changed_settings() {
  sync::Settings settings;
  settings.file = "/etc/uavt-sync/uavt-sync.toml";
  auto& paths = settings.rules[static_cast<std::size_t>(Rule::key_05)];
  paths.severity = sync::Severity::info;
  paths.parameters["distance_m"] = 32.5;
  settings.rules[static_cast<std::size_t>(Rule::geo_12)].off = true;
  settings.rules[static_cast<std::size_t>(Rule::geo_05)].repair = false;
  return settings;
}

void expect_page(const std::string& name, Language language, const std::string& command) {
  std::ifstream file(UAVT_SOURCE_DIR "/docs/" + name, std::ios::binary);
  const std::string written{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_TRUE(written == rules_markdown(language))
      << "docs/" << name << " is not what the program makes of its catalogue. From the root of "
      << "the sources:\n  uavt-sync " << command << " > docs/" << name;
}

TEST(rules_page, is_what_the_program_makes) {
  expect_page("rules.md", Language::en, "rules --markdown --lang en");
  expect_page("rules.tr.md", Language::tr, "rules --markdown --lang tr");
}

TEST(rules_page, has_every_rule_once_with_all_its_texts) {
  for (const Language language : languages) {
    const std::string page = rules_markdown(language);
    const std::string words = flat(page);
    for (const RuleInfo& rule : sync::rule_catalogue()) {
      SCOPED_TRACE(rule.id);
      const std::string id(rule.id);
      EXPECT_EQ(times(page, "\n### " + id + "\n"), 1u);
      EXPECT_EQ(times(page, "\n| [" + id + "](#"), 1u);
      for (const std::string_view text : texts(rule, language)) {
        EXPECT_FALSE(text.empty());
        EXPECT_THAT(words, HasSubstr(std::string(text)));
      }
    }
    EXPECT_EQ(times(page, "\n### "), sync::rule_catalogue().size());
    EXPECT_EQ(times(page, ":** \n"), 0u) << "a label without its text";
  }
}

TEST(rules_page, every_link_has_its_heading) {
  for (const Language language : languages) {
    const std::string page = rules_markdown(language);
    const std::regex link(R"(\[([A-Z]{3}-[0-9]{2})\]\(#([a-z0-9-]+)\))");
    std::size_t links = 0;
    for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at, ++links) {
      std::string heading = (*at)[2];
      for (char& c : heading) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      EXPECT_EQ(heading, (*at)[1].str());
      EXPECT_THAT(page, HasSubstr("\n### " + heading + "\n"));
    }
    EXPECT_EQ(links, sync::rule_catalogue().size());
  }
}

TEST(rules_page, every_group_has_a_name_in_both_languages) {
  for (const RuleInfo& rule : sync::rule_catalogue()) {
    const std::string_view group = rule_group(rule);
    EXPECT_NE(group_title(group, Language::tr), group) << "its name belongs in rules_words.cpp";
    EXPECT_NE(group_title(group, Language::tr), group_title(group, Language::en)) << group;
  }
}

/// Everything that is shown, without the documentation's introduction.
std::string shown(Language language) {
  std::string all = rules_text({}, language) + rules_markdown(language);
  for (const RuleInfo& rule : sync::rule_catalogue()) all += rule_text(rule, {}, language);
  return prose(all);
}

TEST(rules, turkish_has_no_english_labels) {
  expect_no_word(shown(Language::tr),
                 {"Why", "To correct", "To prevent", "In the report", "Grouped", "Severity",
                  "severity \\|", "Effect", "effect", "Looks at", "Source", "Parameter",
                  "parameter", "default", "unit", "rule", "rules", "ERROR", "WARNING", "INFO",
                  "on", "off", "share", "rows", "row", "days", "things", "Completeness",
                  "consistency", "accuracy", "Usability", "practice", "the", "set apart"});
}

TEST(rules, english_has_no_turkish_labels) {
  expect_no_word(shown(Language::en),
                 {"Neden", "Raporda", "Toplu", "Bakılan", "Dayanak", "Parametre", "parametre",
                  "varsayılan", "birim", "HATA", "UYARI", "oran", "kayıt", "kural", "uygulama",
                  "Tamlık", "doğruluk", "doğruluğu", "tutarlılık", "kuralları", "modelleri"});
}

/// The catalogue names these once, in Turkish: a new name needs its English beside it.
TEST(rules, elements_and_sources_have_their_english) {
  const std::regex turkish_letter("ç|ğ|ı|ö|ş|ü|Ç|Ğ|İ|Ö|Ş|Ü");
  for (const RuleInfo& rule : sync::rule_catalogue()) {
    SCOPED_TRACE(rule.id);
    EXPECT_NE(element(rule, Language::en), rule.iso19157)
        << "give it its English in report/rules_words.cpp";
    EXPECT_EQ(element(rule, Language::tr), rule.iso19157);
    std::istringstream parts{std::string(rule.source)};
    for (std::string part; std::getline(parts >> std::ws, part, ';');) {
      if (!std::regex_search(part, turkish_letter)) continue;
      RuleInfo alone = rule;
      alone.source = part;
      EXPECT_NE(source_of(alone, Language::en), part)
          << "give it its English in report/rules_words.cpp";
    }
  }
}

TEST(rules, parameters_show_value_and_unit) {
  for (const RuleInfo& rule : sync::rule_catalogue()) {
    for (const sync::RuleParameter& parameter : rule.parameters) {
      SCOPED_TRACE(rule.id);
      for (const Language language : languages) {
        const std::string unit(unit_word(parameter.unit, language));
        EXPECT_FALSE(unit.empty());
        EXPECT_NE(unit, "1");
        EXPECT_THAT(rules_markdown(language),
                    HasSubstr("| `" + std::string(parameter.name) + "` | " +
                              setting_number(parameter.value) + " | " + unit + " |"));
        EXPECT_THAT(flat(rule_text(rule, {}, language)),
                    HasSubstr(std::string(parameter.name) + " = " +
                              setting_number(parameter.value) + " (" + unit + ";"));
      }
    }
  }
}

TEST(rules, values_in_force_stand_beside_the_defaults) {
  const sync::Settings settings = changed_settings();
  const std::string list = rules_text(settings, Language::tr);
  EXPECT_THAT(list, HasSubstr("yapılandırma: /etc/uavt-sync/uavt-sync.toml"));
  EXPECT_THAT(list, HasSubstr("  KEY-05  BİLGİ*   açık   "));
  EXPECT_THAT(list, HasSubstr("  GEO-12  UYARI*   kapalı "));
  EXPECT_THAT(list, HasSubstr("  GEO-05  HATA*    açık   "));
  EXPECT_THAT(list, HasSubstr("* varsayılandan farklı ayarlanmış"));
  const std::string one = rule_text(sync::info(Rule::key_05), settings, Language::en);
  EXPECT_THAT(one, HasSubstr("  Severity       INFO (default: WARNING)\n"));
  EXPECT_THAT(one, HasSubstr("  Parameter      distance_m = 32.5 (m; default: 20)\n"));
  EXPECT_THAT(one, HasSubstr("  Setting        [rules.KEY-05]: severity, distance_m\n"));
  EXPECT_THAT(rule_text(sync::info(Rule::geo_12), settings, Language::en),
              HasSubstr("  State          off\n"));
  EXPECT_THAT(flat(rule_text(sync::info(Rule::geo_05), settings, Language::en)),
              HasSubstr("in force: repair = false"));
}

TEST(rules, defaults_are_marked_as_such) {
  const std::string list = rules_text({}, Language::en);
  EXPECT_THAT(list, HasSubstr("rules · default values\n"));
  EXPECT_THAT(list, HasSubstr("KEY · Codes and references\n  KEY-01  ERROR    on     A code"));
  EXPECT_THAT(list, Not(HasSubstr("*")));
}

TEST(rules, nothing_is_wider_than_the_page) {
  for (const Language language : languages) {
    std::string all = rules_text(changed_settings(), language);
    EXPECT_THAT(all, Not(HasSubstr("…"))) << "a title is shortened";
    for (const RuleInfo& rule : sync::rule_catalogue()) {
      all += rule_text(rule, changed_settings(), language);
    }
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), page_width) << line;
  }
}

TEST(rules, json_has_the_whole_table) {
  const auto json = nlohmann::json::parse(rules_json(sync::rule_catalogue(), changed_settings()));
  EXPECT_EQ(json["configuration"], "/etc/uavt-sync/uavt-sync.toml");
  ASSERT_EQ(json["rules"].size(), sync::rule_catalogue().size());
  for (const auto& rule : json["rules"]) {
    for (const char* key : {"title", "why", "correct", "prevent", "iso19157", "source"}) {
      for (const char* language : {"tr", "en"}) {
        EXPECT_FALSE(rule.at(key).at(language).get<std::string>().empty()) << rule["id"] << key;
      }
    }
  }
  const auto& paths = json["rules"][static_cast<std::size_t>(Rule::key_05)];
  EXPECT_EQ(paths["id"], "KEY-05");
  EXPECT_EQ(paths["severity"], "info");
  EXPECT_EQ(paths["default_severity"], "warning");
  EXPECT_EQ(paths["parameters"][0]["value"], 32.5);
  EXPECT_EQ(paths["parameters"][0]["default"], 20);
  EXPECT_EQ(json["rules"][static_cast<std::size_t>(Rule::geo_12)]["enabled"], false);
  EXPECT_TRUE(nlohmann::json::parse(rules_json({}, {}))["configuration"].is_null());
}

TEST(rules, the_nearest_id_is_named) {
  EXPECT_EQ(nearest_rule("KEY-01"), "KEY-01");
  EXPECT_EQ(nearest_rule("key 04"), "KEY-04");
  EXPECT_EQ(nearest_rule("KEX-05"), "KEY-05");
  EXPECT_EQ(nearest_rule("KVKK-01"), "KVK-01");
  EXPECT_FALSE(nearest_rule("").empty());
}

}  // namespace
}  // namespace uavt::report
