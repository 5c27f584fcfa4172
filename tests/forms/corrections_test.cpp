// The lists of corrections written by the program and read back by GDAL: every form has the same
// items, in the order of typing, and a list that is not true any more is not left lying.
#include "tests/forms/layers.hpp"
#include "tests/night/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace uavt::forms::test {
namespace {

using night::test::Ended;
using night::test::ProgramTown;
using nlohmann::json;

city::Options differing() {
  city::Options options = ProgramTown::small();
  options.disagreements = true;
  options.faults = {{"UAV-01", 4}, {"UAV-02", 4}, {"UAV-03", 4}};
  return options;
}

json listed(const ProgramTown& town, const std::vector<std::string>& more) {
  std::vector<std::string> words = {"worklist", "--json"};
  words.insert(words.end(), more.begin(), more.end());
  const Ended end = town.run(words);
  EXPECT_EQ(end.code, 0) << end.said();
  return json::parse(end.out);
}

/// File → numbers of its items, in order.
std::map<std::string, Texts> expected(const json& items) {
  std::map<std::string, Texts> files;
  for (const json& item : items) {
    const json& mahalle = item.at("mahalle_kodu");
    const std::string name =
        item.at("list").get<std::string>() + "-" +
        (mahalle.is_null() ? "mahallesiz" : std::to_string(mahalle.get<std::int64_t>()));
    files[name].push_back(std::to_string(item.at("id").get<std::int64_t>()));
  }
  return files;
}

TEST(Corrections, EveryFormHasTheSameItems) {
  const ProgramTown town(differing());
  ASSERT_LE(town.run({"run"}).code, 1);
  const json items = listed(town, {});
  ASSERT_GT(items.size(), 10u);
  const auto files = expected(items);
  const auto out = town.file("listeler");
  for (const char* format : {"csv", "xlsx", "gml"}) {
    SCOPED_TRACE(format);
    std::filesystem::create_directories(out);
    std::ofstream(out / (std::string("uavt-1.") + format)) << "eski";
    const Ended end = town.run({"worklist", "--format", format, "--out", out.string()});
    ASSERT_EQ(end.code, 0) << end.said();
    EXPECT_FALSE(std::filesystem::exists(out / (std::string("uavt-1.") + format)));
    for (const auto& [name, numbers] : files) {
      const auto file = out / (name + "." + format);
      const bool gml = std::string_view(format) == "gml";
      const std::string layer = layers_of(file).at(0);
      EXPECT_EQ(column(file, layer, gml ? "madde_no" : "Madde no"), numbers) << file;
      if (gml) {
        EXPECT_GT(places(file, layer), 0u) << file;
      }
    }
  }
  const auto past = town.file("gecmis");
  ASSERT_EQ(town.run({"report", "--format", "csv,xlsx", "--out", past.string()}).code, 0);
  for (const auto& [name, numbers] : files) {
    const auto file = past / "corrections" / (name + ".xlsx");
    EXPECT_EQ(column(file, layers_of(file).at(0), "Madde no"), numbers) << file;
    EXPECT_TRUE(std::filesystem::exists(past / "corrections" / (name + ".csv")));
  }
}

TEST(Corrections, ListsAreFilteredAndClosedOnesAreRemembered) {
  const ProgramTown town(differing());
  EXPECT_EQ(town.run({"worklist", "--format", "csv"}).code, 2);
  ASSERT_LE(town.run({"run"}).code, 1);
  const json all = listed(town, {});
  const json uavt = listed(town, {"--list", "uavt"});
  EXPECT_LT(uavt.size(), all.size());
  for (const json& item : uavt) EXPECT_EQ(item.at("list"), "uavt");
  const std::int64_t mahalle = uavt.at(0).at("mahalle_kodu").get<std::int64_t>();
  for (const json& item : listed(town, {"--mahalle", std::to_string(mahalle)})) {
    EXPECT_EQ(item.at("mahalle_kodu"), mahalle);
  }
  EXPECT_EQ(listed(town, {"--state", "closed"}).size(), 0u);
  // Another spelling of one street in UAVT settles what the list asked of it.
  for (const json& item : uavt) {
    if (item.at("layer") != "csbm" || item.at("group") != "ad") continue;
    const auto value = [&](const char* member) {
      return item.at(member).get<std::string>().substr(std::string_view("ad: ").size());
    };
    town.edit("uavt/csbm.csv", value("current"), value("proposed"));
    break;
  }
  const Ended end = town.run({"run"});
  ASSERT_LE(end.code, 1) << end.said();
  EXPECT_EQ(listed(town, {"--state", "closed"}).size(), 1u);
  EXPECT_EQ(listed(town, {"--state", "all"}).size(), all.size());
  EXPECT_EQ(listed(town, {}).size(), all.size() - 1);
}

}  // namespace
}  // namespace uavt::forms::test
