#include "sql/finding_text.hpp"

#include <gtest/gtest.h>

namespace uavt::sql {
namespace {

TEST(FindingText, FindsOnlyMembersOfTheOutermostObject) {
  const std::string json =
      R"({"a": {"state": "inner", "x": [1, {"state": 2}]}, "b": "\"state\": \"text\"", )"
      R"("state" : "new", "n": -1.5e3, "last": null})";
  EXPECT_EQ(member(json, "state"), "\"new\"");
  EXPECT_EQ(member(json, "n"), "-1.5e3");
  EXPECT_EQ(member(json, "last"), "null");
  EXPECT_EQ(member(json, "x"), "");
  EXPECT_EQ(member(json, "a"), R"({"state": "inner", "x": [1, {"state": 2}]})");
}

TEST(FindingText, ExchangesOneValueAndNothingElse) {
  EXPECT_EQ(with_member(R"({"k":"\\","state":"new","z":[]})", "state", "\"fixed\""),
            R"({"k":"\\","state":"fixed","z":[]})");
  EXPECT_EQ(with_member(R"({ "first_run" : 7 })", "first_run", "12"), R"({ "first_run" : 12 })");
  EXPECT_EQ(with_member(R"({"a":1})", "state", "\"new\""), R"({"a":1})");
}

TEST(FindingText, GivesUpOnWhatIsNoObject) {
  for (const char* text : {"", "[]", "\"state\"", "{", "{}", "{\"state", "{\"state\"",
                           "{\"state\":", "{\"a\\", "{1:2}", "{\"a\":1 \"state\":2}"}) {
    EXPECT_EQ(member(text, "state"), "") << text;
    EXPECT_EQ(with_member(text, "state", "0"), text);
  }
}

}  // namespace
}  // namespace uavt::sql
