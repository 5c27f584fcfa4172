// `decide` through the built program: what waits says how to answer, the answer is published by the
// next run, remembered, listed and withdrawn.
#include "tests/night/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace uavt::night::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

city::Options disagreeing() {
  city::Options options = ProgramTown::small();
  options.disagreements = true;
  return options;
}

/// Open findings that wait for a decision.
std::vector<json> waiting(const ProgramTown& town) {
  const Ended end = town.run({"findings", "--json"});
  EXPECT_EQ(end.code, 0) << end.said();
  std::vector<json> found;
  for (const json& finding : json::parse(end.out)) {
    if (finding.contains("decision")) found.push_back(finding);
  }
  return found;
}

std::string street_name(const ProgramTown& town, const json& finding) {
  return town.town().database().value("SELECT ad FROM adres.csbm WHERE tucbs_no = " +
                                      finding.at("decision").at("tucbs_no").dump());
}

const json* of_street_name(const std::vector<json>& findings) {
  for (const json& finding : findings) {
    if (finding.at("layer") == "csbm" && finding.at("attribute") == "ad") return &finding;
  }
  return nullptr;
}

TEST(DecideCommand, WhatIsDecidedIsPublishedAndRemembered) {
  const ProgramTown town(disagreeing());
  ASSERT_LE(town.run({"run"}).code, 1);
  const std::vector<json> questions = waiting(town);
  const json* const asked = of_street_name(questions);
  ASSERT_NE(asked, nullptr) << "no street has two names";
  const std::string fingerprint = asked->at("fingerprint");
  const std::string before = street_name(town, *asked);
  EXPECT_THAT(asked->at("decision").at("published").get<std::string>(), HasSubstr(before));
  const Ended text = town.run({"report"});
  EXPECT_THAT(text.out, HasSubstr("--take")) << text.said();

  const Ended given = town.run({"decide", fingerprint.substr(0, 12), "--take", "cbs", "--because",
                                "tabelada '); -- böyle", "--by", "Ayşe"});
  ASSERT_EQ(given.code, 0) << given.said();
  EXPECT_THAT(given.out, HasSubstr("Karar 1 verildi"));
  EXPECT_EQ(street_name(town, *asked), before) << "the next run publishes it";
  ASSERT_LE(town.run({"run"}).code, 1);
  const std::string after = street_name(town, *asked);
  EXPECT_NE(after, before);
  EXPECT_THAT(asked->at("decision").at("cbs").get<std::string>(), HasSubstr(after));
  EXPECT_EQ(waiting(town).size(), questions.size() - 1) << "not asked again";
  const json list = json::parse(town.run({"decide", "--list", "--json"}).out);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].at("state"), "in_force");
  EXPECT_EQ(list[0].at("take"), "cbs");
  EXPECT_EQ(list[0].at("person"), "Ayşe");
  EXPECT_EQ(list[0].at("reason"), "tabelada '); -- böyle");

  const std::string memory = town.town().memory();
  ASSERT_LE(town.run({"run"}).code, 1);
  EXPECT_EQ(town.town().memory(), memory) << "a decision in force writes nothing";

  EXPECT_EQ(town.run({"decide", "--withdraw", "1"}).code, 0);
  EXPECT_EQ(town.run({"decide", "--withdraw", "1"}).code, 2);
  ASSERT_LE(town.run({"run"}).code, 1);
  EXPECT_EQ(waiting(town).size(), questions.size());
  EXPECT_EQ(street_name(town, *asked), after) << "what is published stays until somebody decides";
  EXPECT_THAT(town.run({"decide", "--list"}).out, HasSubstr("geri çekildi"));
}

TEST(DecideCommand, SaysWhatItCannotDo) {
  const ProgramTown town(disagreeing());
  ASSERT_LE(town.run({"run"}).code, 1);
  const std::vector<json> questions = waiting(town);
  ASSERT_FALSE(questions.empty());
  const std::string known = questions[0].at("fingerprint");
  const auto refused = [&](std::vector<std::string> words, const std::string& sentence) {
    words.insert(words.begin(), "decide");
    const Ended end = town.run(words);
    EXPECT_EQ(end.code, 2) << end.said();
    EXPECT_THAT(end.error, HasSubstr(sentence));
  };
  refused({known, "--take", "cbs"}, "gerekçesiz olmaz");
  refused({known, "--because", "a"}, "--take ile");
  refused({known, "--take", "herkes", "--because", "a"}, "cbs veya uavt");
  refused({"abcdef0123456789", "--take", "cbs", "--because", "a"}, "bulgu yok");
  refused({"xyz", "--take", "cbs", "--because", "a"}, "parmak izi başı değil");
  const json open = json::parse(town.run({"findings", "--json"}).out);
  for (const json& finding : open) {
    if (finding.contains("decision")) continue;
    refused({finding.at("fingerprint"), "--take", "cbs", "--because", "a"}, "karar beklemiyor");
    break;
  }
  EXPECT_EQ(town.run({"decide", "--list"}).out, "");
}

}  // namespace
}  // namespace uavt::night::test
