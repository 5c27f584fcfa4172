// `waive` and `findings` through the built program: what is said, what is kept, what is refused.
#include "app/outcome.hpp"
#include "sync/text.hpp"
#include "sync/waiver.hpp"
#include "tests/night/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <set>

namespace uavt::night::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

city::Options faulty() {
  city::Options options = ProgramTown::small();
  options.faults = {{"KEY-01", 2}, {"KEY-04", 3}, {"MOD-02", 2}};
  return options;
}

std::string day_in(std::int64_t days) { return sync::iso_date(app::today() + days); }

json listed(const ProgramTown& town, std::vector<std::string> words) {
  words.insert(words.begin(), "findings");
  words.emplace_back("--json");
  const Ended end = town.run(words);
  EXPECT_EQ(end.code, 0) << end.said();
  return json::parse(end.out);
}

/// Where the commands keep what they are told: `--out` and a folder, or nothing and the database.
struct Place {
  std::string command;
  std::vector<std::string> out;
};

std::vector<Place> places(const ProgramTown& town) {
  return {{"run", {}}, {"validate", {"--out", town.file("gun")}}};
}

std::vector<std::string> joined(std::vector<std::string> words,
                                const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(WaiveCommand, AFindingIsWaivedUntilItIsTakenBack) {
  const ProgramTown town(faulty());
  for (const Place& place : places(town)) {
    SCOPED_TRACE(place.command);
    const auto run = [&](const std::vector<std::string>& words) {
      return town.run(joined(words, place.out));
    };
    ASSERT_EQ(run({place.command}).code, 1);
    const json open = listed(town, place.out);
    ASSERT_GE(open.size(), 5U);
    EXPECT_EQ(open, listed(town, joined({"--state", "new"}, place.out)));
    const std::string fingerprint = open.at(0).at("fingerprint");
    const std::string reason = "'); DROP TABLE kalite.muafiyet; -- \x1b[31m\n\"ç\" {0} %s";
    const Ended given = run({"waive", fingerprint.substr(0, 10), "--reason", reason, "--until",
                             day_in(30), "--by", "Ayşe Yılmaz"});
    EXPECT_EQ(given.code, 0) << given.said();
    EXPECT_THAT(given.out, HasSubstr("İstisna 1 tanındı: " + fingerprint));
    const Ended night = run({place.command});
    EXPECT_EQ(night.code, 0) << night.said();
    EXPECT_EQ(listed(town, place.out).size(), open.size() - 1);
    const json waived = listed(town, joined({"--state", "waived"}, place.out));
    ASSERT_EQ(waived.size(), 1U);
    EXPECT_EQ(waived.at(0).at("fingerprint"), fingerprint);
    EXPECT_EQ(waived.at(0).at("waiver").at("person"), "Ayşe Yılmaz");
    EXPECT_EQ(waived.at(0).at("waiver").at("until"), day_in(30));
    EXPECT_EQ(waived.at(0).at("waiver").at("reason"),
              "'); DROP TABLE kalite.muafiyet; -- ␛[31m␊\"ç\" {0} %s");
    const json list = json::parse(run({"waive", "--list", "--json"}).out);
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list.at(0).at("state"), "in_force");
    EXPECT_EQ(list.at(0).at("findings"), 1);
    EXPECT_THAT(run({"waive", "--list"}).out, HasSubstr("geçerli"));
    EXPECT_THAT(run({"--lang", "en", "waive", "--list"}).out, HasSubstr("in force"));

    EXPECT_EQ(run({"waive", "--withdraw", "1"}).code, 0);
    EXPECT_EQ(run({"waive", "--withdraw", "1"}).code, 2);
    const Ended after = run({place.command});
    EXPECT_EQ(after.code, 1);
    EXPECT_THAT(after.out, HasSubstr("1 yeniden açılan bulgu."));
    const json back = listed(town, joined({"--state", "reopened"}, place.out));
    ASSERT_EQ(back.size(), 1U);
    EXPECT_EQ(back.at(0).at("fingerprint"), fingerprint);
    EXPECT_FALSE(back.at(0).contains("waiver"));
    EXPECT_EQ(run({place.command}).code, 0) << "once";
    EXPECT_EQ(listed(town, joined({"--state", "reopened"}, place.out)).size(), 0U);
  }
}

TEST(WaiveCommand, ARuleIsWaivedInAMahalle) {
  const ProgramTown town(faulty());
  for (const Place& place : places(town)) {
    SCOPED_TRACE(place.command);
    const auto run = [&](const std::vector<std::string>& words) {
      return town.run(joined(words, place.out));
    };
    ASSERT_EQ(run({place.command}).code, 1);
    const json open = listed(town, joined({"--rule", "key-04"}, place.out));
    ASSERT_EQ(open.size(), 3U);
    const std::string mahalle = open.at(0).at("mahalle_kodu").dump();
    const auto there = listed(town, joined({"--rule", "KEY-04", "--mahalle", mahalle}, place.out));
    const Ended given = run({"waive", "--rule", "key-04", "--mahalle", mahalle, "--reason",
                             "yeni imar planı", "--until", day_in(0)});
    EXPECT_EQ(given.code, 0) << given.said();
    EXPECT_THAT(given.out, HasSubstr("KEY-04, mahalle " + mahalle + " (şu anda " +
                                     std::to_string(there.size()) + " bulgu)"));
    EXPECT_NE(run({place.command}).code, 2);
    EXPECT_EQ(listed(town, joined({"--state", "waived"}, place.out)).size(), there.size());
    EXPECT_EQ(json::parse(run({"waive", "--list", "--json"}).out).at(0).at("scope"),
              "rule_mahalle");
  }
}

TEST(WaiveCommand, WhatCannotBeIsRefusedWithASentence) {
  const ProgramTown town(faulty());
  ASSERT_EQ(town.run({"run"}).code, 1);
  ASSERT_EQ(town.run({"validate", "--out", town.file("gun")}).code, 1);
  for (const Place& place : places(town)) {
    SCOPED_TRACE(place.command);
    const json open = listed(town, place.out);
    const std::string known = open.at(0).at("fingerprint");
    const auto refused = [&](const std::vector<std::string>& words, const std::string& sentence) {
      const Ended end = town.run(joined(joined({"waive"}, words), place.out));
      EXPECT_EQ(end.code, 2) << end.said();
      EXPECT_THAT(end.error, HasSubstr(sentence));
      EXPECT_EQ(end.out, "");
    };
    const std::vector<std::string> well = {"--reason", "neden", "--until", day_in(10)};
    refused(joined({"0123456789abcdef"}, well), "ile başlayan bulgu yok");
    refused(joined({known.substr(0, 5)}, well), "en az 6 karakter");
    refused(joined({"%' OR true --"}, well), "parmak izi başı değil");
    refused(joined({"\x1b[31mabcdef"}, well), "␛[31m");
    refused({known, "--until", day_in(10)}, "gerekçesiz olmaz");
    refused({known, "--reason", " \t\n", "--until", day_in(10)}, "gerekçesiz olmaz");
    refused({known, "--reason", std::string(2001, 'a'), "--until", day_in(10)}, "en çok 2000");
    refused({known, "--reason", "neden"}, "--until bir gün ister");
    refused({known, "--reason", "neden", "--until", "31.01.2027"}, "bir gün değil");
    refused({known, "--reason", "neden", "--until", "2027-02-30"}, "bir gün değil");
    refused({known, "--reason", "neden", "--until", day_in(-1)}, "bu gün geçti");
    refused({known, "--reason", "neden", "--until", day_in(5 * 366 + 2)}, "en çok 5 yıl");
    refused(joined({known, "--rule", "KEY-01", "--mahalle", "1"}, well), "ikisi birden olmaz");
    refused(joined({"--rule", "KEY-01"}, well), "birlikte verin");
    refused(joined({"--mahalle", "10123"}, well), "birlikte verin");
    refused(joined({"--rule", "KEY-77", "--mahalle", "10123"}, well), "'KEY-77' adlı bir kural yok");
    refused({"--withdraw", "99"}, "99 numaralı istisna yok");
    EXPECT_EQ(json::parse(town.run(joined({"waive", "--list", "--json"}, place.out)).out),
              json::array());
  }
  EXPECT_EQ(town.run({"waive", "--withdraw", "-1"}).code, 2);
  EXPECT_EQ(town.run({"waive", "--withdraw", "1", "--list"}).code, 2);
  EXPECT_EQ(town.run({"findings", "--rule", "XX-1"}).code, 2);
  EXPECT_EQ(town.run({"findings", "--severity", "kotu"}).code, 2);
  EXPECT_THAT(town.run({"--lang", "en", "waive"}).error, HasSubstr("this needs its reason"));
}

// Two findings whose fingerprints begin alike are made by hand: nature makes one in millions.
TEST(WaiveCommand, AnAmbiguousBeginningNamesBoth) {
  const ProgramTown town(faulty());
  ASSERT_EQ(town.run({"run"}).code, 1);
  town.town().database().run(
      "UPDATE kalite.bulgu AS b SET parmak_izi = 'abcdef' || s.n || substr(b.parmak_izi, 8) "
      "FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM kalite.bulgu LIMIT 2) AS s "
      "WHERE s.id = b.id");
  const Ended refused =
      town.run({"waive", "ABCDEF", "--reason", "neden", "--until", day_in(10)});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.error, HasSubstr("birden çok bulgunun parmak izi: abcdef1"));
  EXPECT_THAT(refused.error, HasSubstr(", abcdef2"));
  EXPECT_EQ(town.run({"waive", "abcdef2", "--reason", "neden", "--until", day_in(10)}).code, 0);
}

TEST(WaiveCommand, ADamagedMemoryIsASentence) {
  const ProgramTown town(faulty());
  const std::string folder = town.file("gun");
  ASSERT_EQ(town.run({"validate", "--out", folder}).code, 1);
  const std::string text = bytes_of(town.file("gun/findings.state"));
  for (const std::string& damaged :
       {std::string(), text.substr(0, text.size() / 2), "\xff\xfe" + text,
        std::string("5f3a KEY-01 cbs bina 3\n")}) {
    write_bytes(town.file("gun/findings.state"), damaged);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"validate"}, {"findings"}, {"waive", "--list"}}) {
      const Ended end = town.run(joined(words, {"--out", folder}));
      EXPECT_EQ(end.code, 2) << end.said();
      EXPECT_THAT(end.error, HasSubstr("findings.state is damaged"));
    }
    EXPECT_EQ(bytes_of(town.file("gun/findings.state")), damaged) << "left for whoever looks at it";
  }
  std::filesystem::remove(town.file("gun/findings.state"));
  EXPECT_EQ(town.run({"validate", "--out", folder}).code, 1) << "all is new";
}

TEST(WaiveCommand, AValidationRemembersWhatItFixed) {
  ProgramTown town(faulty());
  const std::string folder = town.file("gun");
  ASSERT_EQ(town.run({"validate", "--out", folder}).code, 1);
  const json first = json::parse(bytes_of(town.file("gun/report.json"))).at("result");
  const ProgramTown clean;
  for (const char* part : {"cbs", "uavt"}) {
    std::filesystem::remove_all(town.file(part));
    std::filesystem::copy(clean.file(part), town.file(part),
                          std::filesystem::copy_options::recursive);
  }
  EXPECT_EQ(town.run({"validate", "--out", folder}).code, 0);
  const json second = json::parse(bytes_of(town.file("gun/report.json"))).at("result");
  std::set<std::string> fixed;
  for (const json& finding : second.at("findings")) {
    if (finding.at("state") == "fixed") fixed.insert(finding.at("fingerprint"));
  }
  EXPECT_GE(fixed.size(), 5U);
  town.restore();
  const Ended back = town.run({"validate", "--out", folder});
  EXPECT_EQ(back.code, 1);
  EXPECT_THAT(back.out, HasSubstr("yeniden açılan"));
  const json reopened = listed(town, {"--state", "reopened", "--out", folder});
  std::set<std::string> again;
  for (const json& finding : reopened) again.insert(finding.at("fingerprint"));
  EXPECT_EQ(again, fixed);
}

}  // namespace
}  // namespace uavt::night::test
