// A town whose municipality delivers one thing wrongly as a whole: the report says that one thing,
// with as many findings as carry it; a town that delivers rightly has no cause.
#include "tests/night/town.hpp"

#include "city/sheet.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace uavt::night::test {
namespace {

using Json = nlohmann::json;

city::Options form() {
  city::Options options;
  options.seed = 23;
  options.buildings = 300;
  options.disagreements = false;
  return options;
}

sync::RawTable& rows_of(city::City& city, std::string_view folder, sync::SourceLayer layer) {
  const auto file = std::ranges::find_if(city.files, [&](const city::File& each) {
    return each.name.starts_with(folder) && each.rows.layer == layer;
  });
  EXPECT_NE(file, city.files.end());
  return file->rows;
}

/// Turkish letters of CP1254 read as Latin-1: Ş is Þ, ı is ý.
std::string as_latin1(std::string text) {
  constexpr std::pair<std::string_view, std::string_view> letters[] = {
      {"Ş", "Þ"}, {"ş", "þ"}, {"İ", "Ý"}, {"ı", "ý"}, {"Ğ", "Ð"}, {"ğ", "ð"}};
  for (const auto& [right, wrong] : letters) {
    for (std::size_t at = 0; (at = text.find(right, at)) != std::string::npos;) {
      text.replace(at, right.size(), wrong);
    }
  }
  return text;
}

/// Findings of report.json by the cause they name; "" for those without.
std::map<std::string, std::size_t> by_cause(const Json& report) {
  std::map<std::string, std::size_t> counts;
  for (const Json& finding : report["result"]["findings"]) {
    ++counts[finding["cause"].is_null() ? "" : finding["cause"].get<std::string>()];
  }
  return counts;
}

void expect_only(const app::RunReport& night, const std::string& id, std::size_t at_least) {
  const Json report = Json::parse(night.json);
  const Json& causes = report["result"]["causes"];
  ASSERT_EQ(causes.size(), 1U) << causes.dump(1);
  EXPECT_EQ(causes[0]["id"], id);
  const std::size_t carry = by_cause(report)[id];
  EXPECT_EQ(causes[0]["count"], carry);
  EXPECT_GE(carry, at_least);
}

void expect_silent(const Town& town, const app::RunReport& night) {
  EXPECT_EQ(town.rows_of_run(night.info.number), 0) << "a cause made a stored finding another one";
  EXPECT_EQ(town.database().number("SELECT count(*) FROM kalite.olcu WHERE " +
                                   std::to_string(night.info.number) +
                                   " IN (baslangic_calisma, bitis_calisma)"),
            0);
}

TEST(CausesOfANight, ATownThatDeliversRightlyHasNone) {
  Town town;
  town.write(city::generated(form()));
  const Json report = Json::parse(town.run().json);
  EXPECT_TRUE(report["result"]["causes"].empty()) << report["result"]["causes"].dump(1);
  EXPECT_FALSE(report["result"]["quality"].empty());
  EXPECT_EQ(report["run"]["trend"].size(), 1U);
}

TEST(CausesOfANight, AWrongEncodingIsOne) {
  city::City city = city::generated(form());
  sync::RawTable& streets = rows_of(city, "uavt", sync::SourceLayer::street);
  const std::string attribute = streets.column("ad") != nullptr ? "ad" : "ad_tip";
  for (std::size_t row = 0; row < streets.size(); ++row) {
    city::write_cell(streets, attribute, row, as_latin1(streets.column(attribute)->text(row)));
  }
  Town town;
  town.write(city);
  const app::RunReport first = town.run();
  expect_only(first, "encoding:uavt_csbm", 1);
  const app::RunReport second = town.run();
  expect_only(second, "encoding:uavt_csbm", 1);
  expect_silent(town, second);
  EXPECT_EQ(Json::parse(second.json)["run"]["trend"].size(), 2U);
}

TEST(CausesOfANight, AValueTheCodeListLacksIsOne) {
  city::City city = city::generated(form());
  sync::RawTable& buildings = rows_of(city, "cbs", sync::SourceLayer::building);
  std::size_t planted = 0;
  for (std::size_t row = 0; row < buildings.size(); row += 10, ++planted) {
    city::write_cell(buildings, "durum", row, "17");
  }
  Town town;
  town.write(city);
  const app::RunReport first = town.run();
  expect_only(first, "missing_code_value:cbs_bina:bina:durum:17", planted);
  const Json report = Json::parse(first.json);
  EXPECT_EQ(report["result"]["causes"][0]["evidence"]["rows"], planted);
  const auto domain = std::ranges::find_if(report["result"]["quality"], [](const Json& each) {
    return each["layer"] == "bina" && each["measure"] == "domain" && each["mahalle_kodu"].is_null();
  });
  ASSERT_NE(domain, report["result"]["quality"].end());
  EXPECT_EQ((*domain)["faulty"], planted);
  expect_silent(town, town.run());
  // Mended at the source: the cause is gone with its findings, and who is fixed names none.
  town.write(city::generated(form()));
  const Json mended = Json::parse(town.run().json);
  EXPECT_TRUE(mended["result"]["causes"].empty());
  EXPECT_EQ(by_cause(mended).size(), 1U);
}

TEST(CausesOfANight, AStandingFindingKeepsItsCauseWhenNothingCame) {
  city::City city = city::generated(form());
  sync::RawTable& buildings = rows_of(city, "cbs", sync::SourceLayer::building);
  for (std::size_t row = 0; row < buildings.size(); row += 10) {
    city::write_cell(buildings, "durum", row, "17");
  }
  Town town;
  town.write(city);
  const app::RunReport first = town.run();
  const std::string name = "cbs_bina";
  const app::RunReport second = town.run({}, [&](sync::Settings& settings) {
    for (sync::SourceSettings& source : settings.sources) {
      if (source.name != name) continue;
      source.required = false;
      source.path = (town.folder() / "yok.gpkg").string();
    }
  });
  const Json before = Json::parse(first.json)["result"]["causes"];
  const Json after = Json::parse(second.json)["result"]["causes"];
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0]["id"], before[0]["id"]);
  EXPECT_EQ(after[0]["count"], before[0]["count"]);
}

}  // namespace
}  // namespace uavt::night::test
