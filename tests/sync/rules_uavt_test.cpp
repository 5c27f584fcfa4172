// The municipality against UAVT where both have a thing: positions, doors of units, numbers of
// units, status, and one thing under two codes.
#include "tests/sync/tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

/// One street with one door in both registers.
class Pairs : public testing::Test {
 protected:
  void street(const std::string& national = "10", const std::string& municipal = "10") {
    for (const Register reg : {uavt, cbs}) {
      town.row(reg, Layer::neighbourhood, {{"mahalle_kodu", "1"}, {"ad", "Merkez"}});
      town.row(reg, Layer::street,
               {{"csbm_kodu", reg == uavt ? national : municipal},
                {"mahalle_kodu", "1"},
                {"ad", "Gül"},
                {"tip", "sokak"}});
    }
  }
  void door(Register reg, const std::string& code, const std::string& number,
            const Shape& at = {}) {
    town.row(reg, Layer::door, {{"bina_kodu", code}, {"csbm_kodu", "10"}, {"kapi_no", number}}, at);
  }
  void unit(Register reg, const std::string& code, const std::string& door,
            const std::string& number) {
    town.row(reg, Layer::unit, {{"adres_no", code}, {"bina_kodu", door}, {"ic_kapi_no", number}});
  }
  [[nodiscard]] const Finding& only(Rule rule) const {
    const auto found = std::ranges::find(town.last.findings, rule, &Finding::rule);
    EXPECT_NE(found, town.last.findings.end());
    return *found;
  }
  /// The code of the row a finding is about.
  [[nodiscard]] std::string about(Rule rule) const {
    const Subject& subject = only(rule).subjects[0];
    return code_text(town.last.side(subject.reg).table(*subject.layer),
                     static_cast<std::size_t>(subject.row));
  }
  [[nodiscard]] std::string said(Rule rule, std::string_view argument) const {
    for (const auto& [name, value] : only(rule).arguments) {
      if (name != argument) continue;
      if (const auto* text = std::get_if<std::string>(&value)) return *text;
      if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    }
    return "–";
  }
  Town town;
};

TEST_F(Pairs, PositionsMoreThanTenMetresApart) {
  street();
  door(uavt, "1", "5", point(100, 100));
  door(cbs, "1", "5", point(106, 108.5));
  door(uavt, "2", "7", point(200, 100));
  door(cbs, "2", "7", point(206, 107));
  town.run();
  EXPECT_EQ(town.count(Rule::uav_04), 1u);
  EXPECT_EQ(about(Rule::uav_04), "1");
  EXPECT_EQ(town.count(Rule::uav_03), 0u);
}

TEST_F(Pairs, AUnitOnDifferentDoors) {
  street();
  for (const Register reg : {uavt, cbs}) {
    door(reg, "1", "5");
    door(reg, "2", "7");
  }
  unit(uavt, "1000000001", "1", "1");
  unit(cbs, "1000000001", "2", "1");
  unit(uavt, "1000000002", "2", "2");
  unit(cbs, "1000000002", "2", "3");
  town.run();
  EXPECT_EQ(town.count(Rule::uav_05), 1u);
  EXPECT_EQ(only(Rule::uav_05).severity, Severity::error);
  EXPECT_EQ(said(Rule::uav_05, "uavt"), "1 (5)");
  EXPECT_EQ(said(Rule::uav_05, "cbs"), "2 (7)");
  EXPECT_EQ(town.count(Rule::uav_03), 1u) << "another iç kapı behind the same door";
}

TEST_F(Pairs, TheNumberOfUnits) {
  street();
  for (const Register reg : {uavt, cbs}) {
    door(reg, "1", "5");
    door(reg, "2", "7");
    unit(reg, "1000000001", "1", "1");
    unit(reg, "1000000003", "2", "1");
  }
  unit(uavt, "1000000002", "1", "2");
  town.run();
  EXPECT_EQ(town.count(Rule::uav_06), 1u);
  EXPECT_EQ(about(Rule::uav_06), "1");
  EXPECT_EQ(said(Rule::uav_06, "uavt"), "2");
  EXPECT_EQ(said(Rule::uav_06, "cbs"), "1");
}

TEST_F(Pairs, UnitsAreNotCountedWhereOnlyOneRegisterHasEverNamedAny) {
  street();
  for (const Register reg : {uavt, cbs}) door(reg, "1", "5");
  unit(uavt, "1000000001", "1", "1");
  town.run();
  EXPECT_EQ(town.count(Rule::uav_06), 0u);
}

TEST_F(Pairs, AUnitSetApartTonightIsNoMissingUnit) {
  street();
  for (const Register reg : {uavt, cbs}) {
    door(reg, "1", "5");
    unit(reg, "1000000001", "1", "1");
    unit(reg, "1000000002", "1", "2");
  }
  town.set_apart(cbs, Layer::unit, 1);
  town.run();
  EXPECT_EQ(town.count(Rule::uav_06), 0u);
}

TEST_F(Pairs, ADemolishedBuildingWhoseDoorIsInUavt) {
  street();
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "50"}, {"yikim_tarihi", "2024-05-01"}},
           square(0, 0, 10));
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "51"}, {"durum", "yikilmis"}},
           square(50, 0, 10));
  door(uavt, "1", "5");
  town.row(cbs, Layer::door,
           {{"bina_kodu", "1"}, {"csbm_kodu", "10"}, {"kapi_no", "5"}, {"yapi_kimlik_no", "50"}},
           point(1, 1));
  town.run();
  EXPECT_EQ(town.count(Rule::uav_07), 1u) << "nobody has an address at the second";
  EXPECT_EQ(only(Rule::uav_07).severity, Severity::error);
  EXPECT_EQ(about(Rule::uav_07), "50");
  EXPECT_EQ(said(Rule::uav_07, "uavt"), "numarataj: 1");
  EXPECT_EQ(said(Rule::uav_07, "cbs"), "yikim_tarihi: 2024-05-01");
}

TEST_F(Pairs, AnotherStatusIsOnlyMentioned) {
  street();
  town.row(uavt, Layer::building, {{"yapi_kodu", "50"}, {"durum", "kullanimda"}});
  town.row(cbs, Layer::building, {{"yapi_kodu", "50"}, {"durum", "yapim_asamasi"}},
           square(0, 0, 10));
  town.row(uavt, Layer::building, {{"yapi_kodu", "51"}, {"durum", "kullanimda"}});
  town.row(cbs, Layer::building, {{"yapi_kodu", "51"}, {"durum", "kullanimda"}},
           square(50, 0, 10));
  town.run();
  EXPECT_EQ(town.count(Rule::uav_07), 1u);
  EXPECT_EQ(only(Rule::uav_07).severity, Severity::info);
  EXPECT_EQ(town.count(Rule::uav_03), 0u);
}

TEST_F(Pairs, OneDoorUnderTwoCodes) {
  street();
  door(uavt, "1", "5");
  door(cbs, "9", "5");
  door(uavt, "2", "7");
  door(cbs, "3", "11");
  town.run();
  EXPECT_EQ(town.count(Rule::uav_08), 1u);
  EXPECT_EQ(said(Rule::uav_08, "uavt"), "1");
  EXPECT_EQ(said(Rule::uav_08, "cbs"), "9");
  EXPECT_EQ(town.count(Rule::uav_01), 1u) << "of 7";
  EXPECT_EQ(town.count(Rule::uav_02), 1u) << "of 11";
}

TEST_F(Pairs, TwoDoorsThatSayTheSameAreNobodysOtherHalf) {
  street();
  door(uavt, "1", "5");
  door(cbs, "8", "5");
  door(cbs, "9", "5");
  town.run();
  EXPECT_EQ(town.count(Rule::uav_08), 0u);
  EXPECT_EQ(town.count(Rule::uav_01), 1u);
  EXPECT_EQ(town.count(Rule::uav_02), 2u);
}

TEST_F(Pairs, AStreetUnderTwoCodes) {
  street("10", "77");
  town.run();
  EXPECT_EQ(town.count(Rule::uav_08), 1u);
  EXPECT_EQ(town.count(Rule::uav_01) + town.count(Rule::uav_02), 0u);
}

}  // namespace
}  // namespace uavt::sync
