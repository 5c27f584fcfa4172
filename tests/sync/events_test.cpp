// What changed its name, number, code or shape keeps its number and is told once; who could be two
// is nobody.
#include "sync/events.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

using testing::ElementsAre;

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

class EventsOf : public testing::Test {
 protected:
  std::size_t area() { return town.row(cbs, Layer::neighbourhood, {{"ad", "KAYABAŞI"}}); }
  std::size_t street(const std::string& name, double y, std::size_t in, std::string code = {}) {
    const auto row = town.row(cbs, Layer::street,
                              {{"ad", name}, {"tip", "sokak"}, {"csbm_kodu", std::move(code)}},
                              line({0, y, 100, y}));
    town.link(cbs, Layer::street, row, "mahalle_tucbs_no", in);
    return row;
  }
  void door(std::size_t on, const std::string& number, double x, double y) {
    const auto row = town.row(cbs, Layer::door, {{"kapi_no", number}}, point(x, y));
    town.link(cbs, Layer::door, row, "csbm_tucbs_no", on);
  }
  /// "kind before → after (rows)" of the last run's events.
  std::vector<std::string> told() {
    town.run();
    std::vector<std::string> lines;
    for (const Event& each : events(town.last, town.matched, before_, town.plan)) {
      lines.push_back(std::string(name(each.kind)) + " " + each.before + " → " + each.after + " (" +
                      std::to_string(each.rows.size()) + ")");
    }
    before_ = town.stored;
    return lines;
  }
  void first_night() {
    town.run();
    before_ = town.stored;
  }

  Town town;
  Stored before_;  ///< as the last run found it
};

TEST_F(EventsOf, AStreetWithoutCodeKeepsItsNumberUnderAnotherName) {
  street("ATATÜRK", 0, area());
  first_night();
  const auto numbers = town.published(Layer::street).tucbs_no;
  street("CUMHURİYET", 0, area());
  EXPECT_THAT(told(), ElementsAre("yeniden_adlandirma ATATÜRK (sokak) → CUMHURİYET (sokak) (1)"));
  EXPECT_EQ(town.published(Layer::street).tucbs_no, numbers);
}

TEST_F(EventsOf, AStreetWithAnotherLineIsKnownByItsDoors) {
  for (const bool later : {false, true}) {
    const auto on = street(later ? "CUMHURİYET" : "ATATÜRK", later ? 3 : 0, area());
    for (const int number : {1, 3, 5}) door(on, std::to_string(number), 10.0 * number, 5);
    if (!later) first_night();
  }
  EXPECT_THAT(told(), ElementsAre("yeniden_adlandirma ATATÜRK (sokak) → CUMHURİYET (sokak) (1)"));
  EXPECT_EQ(town.plan.layers[index(Layer::door)].inserted, 0u);
}

TEST_F(EventsOf, DoorsThatMoveUpByOneNumberStayWhereTheyAre) {
  for (const int shift : {0, 2}) {
    const auto on = street("ATATÜRK", 0, area());
    for (const int number : {1, 3, 5, 7}) {
      door(on, std::to_string(number + shift), 10.0 * number, 5);
    }
    if (shift == 0) first_night();
  }
  const auto numbers = town.published(Layer::door).tucbs_no;
  EXPECT_THAT(told(), ElementsAre("yeniden_numaralama 1, 3, 5, 7 → 3, 5, 7, 9 (5)"));
  EXPECT_EQ(town.published(Layer::door).tucbs_no, numbers);
  EXPECT_EQ(town.plan.layers[index(Layer::door)].updated, 4u);
}

TEST_F(EventsOf, TwoDoorsAreACorrection) {
  for (const int shift : {0, 100}) {
    const auto on = street("ATATÜRK", 0, area());
    for (const int number : {1, 3, 5, 7}) {
      door(on, std::to_string(number < 5 ? number + shift : number), 10.0 * number, 5);
    }
    if (shift == 0) first_night();
  }
  EXPECT_THAT(told(), ElementsAre());
}

TEST_F(EventsOf, AParcelThatDividesIsItsLargestPiece) {
  town.row(cbs, Layer::parcel, {{"tapu_zemin_ref", "1"}, {"ada", "101"}, {"parsel", "7"}},
           ring({0, 0, 100, 0, 100, 10, 0, 10, 0, 0}));
  first_night();
  const std::int64_t number = town.published(Layer::parcel).tucbs_no.front();
  town.row(cbs, Layer::parcel, {{"tapu_zemin_ref", "3"}, {"ada", "101"}, {"parsel", "9"}},
           ring({60, 0, 100, 0, 100, 10, 60, 10, 60, 0}));
  town.row(cbs, Layer::parcel, {{"tapu_zemin_ref", "2"}, {"ada", "101"}, {"parsel", "8"}},
           ring({0, 0, 60, 0, 60, 10, 0, 10, 0, 0}));
  EXPECT_THAT(told(), ElementsAre("bolunme 101/7 → 101/8, 101/9 (2)"));
  const std::int32_t keeper = town.find(Layer::parcel, "tapu_zemin_ref", "2");
  ASSERT_GE(keeper, 0);
  EXPECT_EQ(town.published(Layer::parcel).tucbs_no[static_cast<std::size_t>(keeper)], number);
}

TEST_F(EventsOf, OfTwoHalvesNeitherIsTheWhole) {
  town.row(cbs, Layer::parcel, {{"tapu_zemin_ref", "1"}, {"ada", "101"}, {"parsel", "7"}},
           ring({0, 0, 100, 0, 100, 10, 0, 10, 0, 0}));
  first_night();
  for (const int half : {0, 1}) {
    const double x = half * 50.0;
    town.row(cbs, Layer::parcel,
             {{"tapu_zemin_ref", std::to_string(2 + half)},
              {"ada", "101"},
              {"parsel", std::to_string(8 + half)}},
             ring({x, 0, x + 50, 0, x + 50, 10, x, 10, x, 0}));
  }
  EXPECT_THAT(told(), ElementsAre("bolunme 101/7 → 101/8, 101/9 (3)"));
  EXPECT_EQ(town.plan.layers[index(Layer::parcel)].inserted, 2u);
}

TEST_F(EventsOf, TwoParcelsBecomeOne) {
  town.row(cbs, Layer::parcel, {{"tapu_zemin_ref", "1"}, {"ada", "101"}, {"parsel", "7"}},
           ring({0, 0, 60, 0, 60, 10, 0, 10, 0, 0}));
  town.row(cbs, Layer::parcel, {{"tapu_zemin_ref", "2"}, {"ada", "101"}, {"parsel", "8"}},
           ring({60, 0, 100, 0, 100, 10, 60, 10, 60, 0}));
  first_night();
  town.row(cbs, Layer::parcel, {{"tapu_zemin_ref", "3"}, {"ada", "101"}, {"parsel", "9"}},
           ring({0, 0, 100, 0, 100, 10, 0, 10, 0, 0}));
  EXPECT_THAT(told(), ElementsAre("birlesme 101/7, 101/8 → 101/9 (2)"));
  EXPECT_EQ(town.plan.layers[index(Layer::parcel)].updated, 1u);
  EXPECT_EQ(town.plan.layers[index(Layer::parcel)].deleted.size(), 1u);
}

TEST_F(EventsOf, AHouseThatIsBuiltAnewIsAnother) {
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}}, square(0, 0, 10));
  first_night();
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "2"}}, square(1, 1, 6));
  EXPECT_THAT(told(), ElementsAre("yeniden_yapim 1 → 2 (2)"));
  EXPECT_EQ(town.plan.layers[index(Layer::building)].inserted, 1u);
}

TEST_F(EventsOf, TheSameThingUnderAnotherCodeKeepsItsNumber) {
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}, {"ad", "A"}}, square(0, 0, 10));
  first_night();
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "2"}, {"ad", "A"}}, square(0, 0, 10));
  EXPECT_THAT(told(), ElementsAre("kod_degisikligi 1 → 2 (1)"));
  EXPECT_EQ(town.plan.layers[index(Layer::building)].updated, 1u);
}

TEST_F(EventsOf, TwoThatSayTheSameAreNobodyUnderAnotherCode) {
  const auto in = area();
  street("ATATÜRK", 0, in, "1");
  first_night();
  const auto again = area();
  street("ATATÜRK", 0, again, "2");
  street("ATATÜRK", 50, again, "3");
  EXPECT_THAT(told(), ElementsAre());
  EXPECT_EQ(town.plan.layers[index(Layer::street)].inserted, 2u);
}

// A pair stays although UAVT gave its half another code: published once, UAV-08.
TEST_F(EventsOf, APairOutlivesANewCodeOfOneSide) {
  std::int64_t number = 0;
  for (const std::string code : {"10", "77", "77"}) {
    for (const Register reg : {cbs, uavt}) {
      const auto in = town.row(reg, Layer::neighbourhood, {{"ad", "KAYABAŞI"}});
      const auto row =
          town.row(reg, Layer::street,
                   {{"ad", "ATATÜRK"}, {"tip", "sokak"}, {"csbm_kodu", reg == uavt ? code : "10"}});
      town.link(reg, Layer::street, row, "mahalle_tucbs_no", in);
    }
    town.run();
    ASSERT_EQ(town.published(Layer::street).size(), 1u);
    if (number == 0) number = town.published(Layer::street).tucbs_no.front();
    EXPECT_EQ(town.published(Layer::street).tucbs_no.front(), number);
    EXPECT_EQ(text_of(town.published(Layer::street), 0, "csbm_kodu"), code);
    EXPECT_EQ(town.count(Rule::uav_08), code == "10" ? 0u : 1u);
    EXPECT_EQ(town.count(Rule::uav_03), 0u);
  }
  EXPECT_EQ(town.rows_changed(), 0u);
  EXPECT_EQ(town.images_changed(), 0u);
}

}  // namespace
}  // namespace uavt::sync
