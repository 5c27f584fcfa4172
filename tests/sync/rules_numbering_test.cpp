// The numbering law: each rule on a row that must be named and one that must not.
#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

void street(Town& town, std::string code, std::string name, std::string type = "sokak",
            std::string mahalle = "1") {
  town.row(cbs, Layer::street, {{"csbm_kodu", std::move(code)},
                                {"ad", std::move(name)},
                                {"tip", std::move(type)},
                                {"mahalle_kodu", std::move(mahalle)}});
}

std::size_t door(Town& town, std::string code, std::string number, std::string building = "",
                 std::string block = "") {
  return town.row(cbs, Layer::door,
                  {{"bina_kodu", std::move(code)},
                   {"csbm_kodu", "10"},
                   {"kapi_no", std::move(number)},
                   {"yapi_kimlik_no", std::move(building)},
                   {"blok_adi", std::move(block)}},
                  point(0, 0));
}

void building(Town& town, std::string code, double x, double side = 10) {
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", std::move(code)}}, square(x, 0, side));
}

const Finding& only(const Town& town, Rule rule) {
  const auto found = std::ranges::find(town.last.findings, rule, &Finding::rule);
  EXPECT_NE(found, town.last.findings.end());
  return *found;
}

TEST(Numbering, ANumberOnTwoBuildingsOfAStreetIsAnError) {
  Town town;
  street(town, "10", "Gül");
  building(town, "1", 0);
  building(town, "2", 50);
  door(town, "100", "12/A", "1");
  door(town, "101", "12-a", "2");
  door(town, "102", "12", "2");
  town.run();
  ASSERT_EQ(town.count(Rule::num_01), 1u);
  EXPECT_EQ(only(town, Rule::num_01).severity, Severity::error);
  EXPECT_EQ(only(town, Rule::num_01).subjects.size(), 2u);
}

TEST(Numbering, BlocksAndEntrancesOfOneNumberAreOnlyMentioned) {
  Town town;
  street(town, "10", "Gül");
  building(town, "1", 0);
  building(town, "2", 50);
  door(town, "100", "5", "1", "A");
  door(town, "101", "5", "2", "B");
  door(town, "102", "7", "1");
  door(town, "103", "7", "1");
  town.run();
  EXPECT_EQ(town.count(Rule::num_01), 2u);
  EXPECT_EQ(only(town, Rule::num_01).severity, Severity::info);
}

TEST(Numbering, OneRoadInTwoMahalleHasANumberOnce) {
  Town town;
  for (const char* code : {"10", "20"}) {
    town.row(cbs, Layer::street, {{"csbm_kodu", code},
                                  {"ad", "Gül"},
                                  {"tip", "cadde"},
                                  {"mahalle_kodu", code},
                                  {"yol_kimlik_no", "77"}});
  }
  building(town, "1", 0);
  building(town, "2", 50);
  door(town, "100", "5", "1");
  town.row(cbs, Layer::door, {{"bina_kodu", "101"},
                              {"csbm_kodu", "20"},
                              {"kapi_no", "5"},
                              {"yapi_kimlik_no", "2"}},
           point(1, 0));
  town.run();
  ASSERT_EQ(town.count(Rule::num_01), 1u);
  EXPECT_EQ(only(town, Rule::num_01).severity, Severity::warning);
}

TEST(Numbering, WhatIsNoNumberAndWhatIsNone) {
  Town town;
  street(town, "10", "Gül");
  door(town, "100", "NO 12");
  door(town, "101", "-");
  door(town, "102", "13-15");
  town.run();
  EXPECT_EQ(town.count(Rule::num_04), 1u);
  EXPECT_EQ(town.count(Rule::num_06), 1u);
}

TEST(Numbering, ABuildingWithoutADoorIsNamedOnlyWhereDoorsNameBuildings) {
  Town town;
  street(town, "10", "Gül");
  building(town, "1", 0);
  building(town, "2", 50);
  building(town, "3", 100, 4);  // 16 m²: a shed
  door(town, "100", "1");
  town.run();
  EXPECT_EQ(town.count(Rule::num_06), 0u);
  street(town, "10", "Gül");
  building(town, "1", 0);
  building(town, "2", 50);
  building(town, "3", 100, 4);
  door(town, "100", "1", "1");
  town.run();
  ASSERT_EQ(town.count(Rule::num_06), 1u);
  EXPECT_EQ(only(town, Rule::num_06).subjects.size(), 1u);
}

TEST(Numbering, UnitsBehindOneDoor) {
  Town town;
  street(town, "10", "Gül");
  const auto first = door(town, "100", "1");
  const auto second = door(town, "101", "3");
  const auto unit = [&](std::string code, std::string number, std::size_t behind,
                        std::string block = "") {
    const auto row = town.row(cbs, Layer::unit, {{"adres_no", std::move(code)},
                                                 {"ic_kapi_no", std::move(number)},
                                                 {"blok_adi", std::move(block)}});
    town.link(cbs, Layer::unit, row, "numarataj_tucbs_no", behind);
  };
  unit("1000000001", "1", first);
  unit("1000000002", "1", first);
  unit("1000000003", "2", first, "A");
  unit("1000000004", "2", first, "B");
  unit("1000000005", "", first);
  unit("1000000006", "", second);
  town.run();
  EXPECT_EQ(town.count(Rule::num_09), 1u);
  ASSERT_EQ(town.count(Rule::num_10), 1u);
  EXPECT_EQ(only(town, Rule::num_10).subjects.size(), 2u) << "the door and the unit";
}

TEST(Numbering, OneStreetUnderTwoCodes) {
  Town town;
  street(town, "10", "Gül");
  street(town, "11", "GÜL SOKAK");
  street(town, "12", "Gül", "cadde");
  street(town, "13", "Gül", "sokak", "2");
  town.run();
  ASSERT_EQ(town.count(Rule::num_11), 1u);
  EXPECT_EQ(only(town, Rule::num_11).subjects.size(), 2u);
}

TEST(Numbering, ANameThatIsNoneOrAnotherTypes) {
  Town town;
  street(town, "10", "-");
  street(town, "11", "Lale Caddesi", "sokak");
  street(town, "12", "Lale Sokağı", "sokak");
  street(town, "13", "Lale", "cadde");
  town.run();
  EXPECT_EQ(town.count(Rule::num_12), 2u);
}

TEST(Numbering, EachRegisterIsJudgedByItself) {
  Town town;
  street(town, "10", "Gül");
  town.row(uavt, Layer::street,
           {{"csbm_kodu", "11"}, {"ad", "Gül"}, {"tip", "sokak"}, {"mahalle_kodu", "1"}});
  town.run();
  EXPECT_EQ(town.count(Rule::num_11), 0u);
}

}  // namespace
}  // namespace uavt::sync
