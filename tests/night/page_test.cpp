// report.html of whole nights: it lies beside every report, holds the same findings and the map of
// that night, and a past run gives it again.
#include "tests/night/program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>

namespace uavt::night::test {
namespace {

using nlohmann::json;

/// What stands in a data block of a page.
json block(const std::string& page, const std::string& id) {
  const std::string open = "<script type=\"application/json\" id=\"" + id + "\">";
  const auto from = page.find(open);
  if (from == page.npos) throw std::logic_error("no page: " + page.substr(0, 80));
  const auto begin = from + open.size();
  return json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

std::set<std::string> fingerprints(const json& report) {
  std::set<std::string> all;
  for (const json& finding : report.at("result").at("findings")) {
    all.insert(finding.at("fingerprint").get<std::string>());
  }
  return all;
}

void expect_page_of(const std::filesystem::path& folder) {
  const json report = json::parse(bytes_of(folder / "report.json"));
  const std::string page = bytes_of(folder / "report.html");
  const json data = block(page, "data");
  const json told = data.at("findings").at("fingerprint");
  EXPECT_EQ(std::set<std::string>(told.begin(), told.end()), fingerprints(report));
  EXPECT_EQ(told.size(), report.at("result").at("findings").size());
  EXPECT_EQ(data.at("run"), report.at("run"));
  EXPECT_EQ(data.at("result").at("verdict"), report.at("result").at("verdict"));
  const bool has_map = std::filesystem::exists(folder / "map.json");
  EXPECT_EQ(block(page, "map").is_null(), !has_map);
}

TEST(Page, every_report_has_its_page_beside_it) {
  city::Options options = ProgramTown::small();
  options.faults = {{"GEO-05", 2}, {"KEY-04", 3}};
  const ProgramTown town(options);
  (void)town.run({"run"});
  expect_page_of(town.file("reports/1"));
  const json map = block(bytes_of(town.file("reports/1/report.html")), "map");
  EXPECT_FALSE(map.at("mahalle").at("ad").empty());
  EXPECT_FALSE(map.at("of").empty());
  (void)town.run({"validate", "--out", town.file("denetim")});
  expect_page_of(town.file("denetim"));

  // A refused night tells of itself, without a map, and is no reason to fail once more.
  std::filesystem::remove(town.file("uavt/csbm.csv"));
  EXPECT_EQ(town.run({"run"}).code, 3);
  expect_page_of(town.file("reports/2"));
  EXPECT_EQ(town.run({"validate", "--out", town.file("denetim")}).code, 3);
  expect_page_of(town.file("denetim"));
}

TEST(Page, a_past_run_gives_its_page_again) {
  city::Options options = ProgramTown::small();
  options.faults = {{"GEO-05", 2}};
  const ProgramTown town(options);
  (void)town.run({"run"});
  const auto out = town.file("kopya");
  const Ended end = town.run({"report", "1", "--format", "html,json", "--out", out});
  ASSERT_EQ(end.code, 0) << end.said();
  const std::string copy = bytes_of(out / "report.html");
  const std::string file = bytes_of(town.file("reports/1/report.html"));
  EXPECT_EQ(block(copy, "map").at("mahalle"), block(file, "map").at("mahalle"));
  EXPECT_EQ(block(copy, "data").at("findings").at("count"),
            block(file, "data").at("findings").at("count"));
  EXPECT_EQ(town.run({"report", "1", "--format", "html"}).out, copy);

  // Without the map of that night there is still a page.
  write_bytes(town.file("reports/1/map.json"), "{half");
  const Ended without = town.run({"--lang", "en", "report", "1", "--format", "html"});
  ASSERT_EQ(without.code, 0) << without.said();
  EXPECT_TRUE(block(without.out, "map").is_null());
  EXPECT_EQ(block(without.out, "data").at("language"), "en");
}

}  // namespace
}  // namespace uavt::night::test
