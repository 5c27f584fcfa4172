#include "tests/config/folder.hpp"

#include "config/embedded.hpp"

#include <regex>
#include <sstream>

namespace uavt::config::test {
namespace {

using ::testing::HasSubstr;

using Policy = Folder;

sync::Authority authority(const sync::Settings& settings, sync::Layer layer,
                          std::string_view group) {
  return settings.authority[sync::index(layer)].at(sync::group_position(layer, group).value());
}

/// The table of the design, group by group; every group of every layer stands in it.
TEST(Authority, defaults_are_those_of_the_design) {
  using enum sync::Authority;
  using enum sync::Layer;
  struct Row {
    sync::Layer layer;
    std::string_view group;
    sync::Authority authority;
  };
  const std::vector<Row> table = {{neighbourhood, "kimlik", uavt},
                                  {neighbourhood, "geometri", uavt},
                                  {neighbourhood, "diger", cbs},
                                  {street, "kod", uavt},
                                  {street, "ad", never},
                                  {street, "geometri", cbs},
                                  {street, "diger", cbs},
                                  {centreline, "hepsi", cbs},
                                  {centreline, "diger", cbs},
                                  {parcel, "hepsi", takbis},
                                  {parcel, "diger", cbs},
                                  {building, "kod", uavt},
                                  {building, "durum", never},
                                  {building, "kat", cbs},
                                  {building, "ad", cbs},
                                  {building, "parsel", cbs},
                                  {building, "geometri", cbs},
                                  {building, "diger", cbs},
                                  {door, "adres", uavt},
                                  {door, "sahip", cbs},
                                  {door, "tip", cbs},
                                  {door, "geometri", cbs},
                                  {door, "diger", cbs},
                                  {unit, "adres", uavt},
                                  {unit, "kat", cbs},
                                  {unit, "durum", uavt},
                                  {unit, "tapu", cbs},
                                  {unit, "diger", cbs}};
  const sync::Settings settings = defaults();
  std::size_t groups = 0;
  for (const sync::Layer layer : sync::all_layers) {
    EXPECT_EQ(settings.authority[sync::index(layer)].size(), sync::layer_type(layer).groups.size());
    groups += sync::layer_type(layer).groups.size();
  }
  EXPECT_EQ(groups, table.size());
  for (const Row& row : table) {
    EXPECT_EQ(authority(settings, row.layer, row.group), row.authority)
        << sync::name(row.layer) << "." << row.group;
  }
}

TEST_F(Policy, authority_of_one_group_changes_that_group_alone) {
  const sync::Settings settings = loaded_after("[authority.csbm]\nad = \"newest\"\n");
  EXPECT_EQ(authority(settings, sync::Layer::street, "ad"), sync::Authority::newest);
  sync::Settings same = defaults();
  same.authority[sync::index(sync::Layer::street)] =
      settings.authority[sync::index(sync::Layer::street)];
  EXPECT_EQ(settings.authority, same.authority);
}

TEST_F(Policy, authority_mistakes_are_refused) {
  EXPECT_THAT(complaint_after("[authority.cbsm]\nad = \"cbs\"\n"),
              HasSubstr(":5: unknown key 'cbsm' in [authority]; did you mean 'csbm'?"));
  EXPECT_THAT(
      complaint_after("[authority.numarataj]\nadress = \"uavt\"\n"),
      HasSubstr(":6: unknown key 'adress' in [authority.numarataj]; did you mean 'adres'?"));
  EXPECT_THAT(complaint_after("[authority.numarataj]\nadres = \"takbis\"\n"),
              HasSubstr("allowed: uavt, cbs, newest, never"));
  EXPECT_THAT(complaint_after("[authority.parsel]\nhepsi = \"uavt\"\n"),
              HasSubstr("allowed: takbis, cbs, newest, never"));
  EXPECT_THAT(complaint_after("[authority.numarataj]\nadres = true\n"),
              HasSubstr("must be a text in quotes"));
}

TEST_F(Policy, rules_are_configured_by_id) {
  const sync::Settings settings = loaded_after(
      "[rules.KEY-06]\nseverity = \"off\"\n[rules.GEO-05]\nrepair = false\nseverity = \"warning\"\n"
      "[rules.CRS-06]\nlimit_m = 5\n");
  EXPECT_FALSE(settings.enabled(sync::Rule::key_06));
  EXPECT_TRUE(settings.enabled(sync::Rule::geo_05));
  EXPECT_FALSE(settings.repairs(sync::Rule::geo_05));
  EXPECT_TRUE(settings.repairs(sync::Rule::geo_06));
  EXPECT_EQ(settings.severity(sync::Rule::geo_05), sync::Severity::warning);
  EXPECT_EQ(settings.parameter(sync::Rule::crs_06, "limit_m"), 5);
}

TEST_F(Policy, rule_mistakes_are_refused) {
  EXPECT_THAT(complaint_after("[rules.KEY-99]\nseverity = \"off\"\n"),
              HasSubstr(":5: unknown rule 'KEY-99'; did you mean 'KEY-09'?"));
  EXPECT_THAT(complaint_after("[rules.CRS-06]\nlimit = 5\n"),
              HasSubstr(":6: unknown key 'limit' in [rules.CRS-06]; did you mean 'limit_m'?"));
  EXPECT_THAT(complaint_after("[rules.CRS-06]\nlimit_m = -1\n"), HasSubstr("must lie between 0"));
  EXPECT_THAT(complaint_after("[rules.CRS-06]\nseverity = \"none\"\n"),
              HasSubstr("allowed: info, warning, error, off"));
  EXPECT_THAT(complaint_after("[rules]\nCRS-06 = \"off\"\n"), HasSubstr("must be a table"));
}

TEST_F(Policy, rules_of_later_versions_may_be_configured) {
  const std::string_view table =
      "[rules.TOP-02]\nseverity = \"warning\"\nrepair = true\ntolerance_m = 10.0\n";
  EXPECT_EQ(complaint_after(table), "accepted");
  EXPECT_EQ(loaded_after(table).digest, loaded(municipality).digest);
  EXPECT_THAT(complaint_after("[rules.TOP-02]\nseverity = \"high\"\n"), HasSubstr("allowed: info"));
  EXPECT_THAT(complaint_after("[rules.TOP-02]\ntolerance_m = \"10\"\n"),
              HasSubstr("must be a number"));
}

/// config/rules.toml is what people copy from: taken as a configuration it must say exactly what
/// the catalogue says, for every rule, parameter and repair.
TEST_F(Policy, rules_file_says_what_the_catalogue_says) {
  std::istringstream lines{std::string(embedded_text("config/rules.toml"))};
  const std::regex table(R"(# (\[rules\.[A-Z]+-\d+\]))"), setting(R"(# ([a-z_0-9]+ = .+))");
  std::string live, line;
  std::smatch found;
  while (std::getline(lines, line)) {
    if (std::regex_match(line, found, table) || std::regex_match(line, found, setting)) {
      live += found[1].str() + "\n";
    }
  }
  const sync::Settings settings = loaded_after(live);
  for (const sync::RuleInfo& rule : sync::rule_catalogue()) {
    const sync::RuleSetting& written = settings.rules[static_cast<std::size_t>(rule.rule)];
    EXPECT_EQ(written.severity, rule.severity) << rule.id;
    EXPECT_EQ(written.parameters.size(), rule.parameters.size()) << rule.id;
    for (const sync::RuleParameter& parameter : rule.parameters) {
      const auto value = written.parameters.find(std::string(parameter.name));
      ASSERT_NE(value, written.parameters.end()) << rule.id << " " << parameter.name;
      EXPECT_EQ(value->second, parameter.value) << rule.id << " " << parameter.name;
    }
    const std::string head = "[rules." + std::string(rule.id) + "]\n";
    const std::size_t from = live.find(head);
    ASSERT_NE(from, std::string::npos) << rule.id;
    const std::string own = live.substr(from, live.find("\n[", from) - from);
    EXPECT_EQ(own.find("repair = true") != std::string::npos, rule.repairs) << rule.id;
  }
  EXPECT_EQ(settings.digest, loaded(municipality).digest);
}

TEST_F(Policy, unchecked_rules_are_not_rules) {
  const std::string text(embedded_text("config/rules.toml"));
  const std::regex quoted("\"([A-Z]+-\\d+)\"");
  std::size_t count = 0;
  for (auto id = std::sregex_iterator(text.begin(), text.end(), quoted);
       id != std::sregex_iterator(); ++id, ++count) {
    EXPECT_FALSE(sync::rule_named((*id)[1].str()).has_value()) << (*id)[1];
  }
  // An id is for ever: checked or not, each of the published catalogue is known.
  constexpr std::size_t published = 91;
  EXPECT_EQ(sync::rule_count + count, published);
}

}  // namespace
}  // namespace uavt::config::test
