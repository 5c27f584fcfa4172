// Shapes that are valid and look wrong, values that cannot be true together.
#include <gtest/gtest.h>

#include "sync/text.hpp"
#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;

void building(Town& town, std::string code, const Shape& shape) {
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", std::move(code)}}, shape);
}

TEST(Shapes, ANeedleIsNamedAtItsTip) {
  Town town;
  building(town, "1", ring({0, 0, 5, 0, 5.01, -4, 5.02, 0, 10, 0, 10, 10, 0, 10, 0, 0}));
  building(town, "2", square(100, 0, 10));
  // A sharp corner with a short leg is a drawing's detail.
  building(town, "3", ring({200, 0, 205, 0, 205.005, -0.5, 205.01, 0, 210, 10, 200, 10, 200, 0}));
  town.run();
  ASSERT_EQ(town.count(Rule::geo_08), 1u);
  const auto found = std::ranges::find(town.last.findings, Rule::geo_08, &Finding::rule);
  ASSERT_TRUE(found->point);
  EXPECT_DOUBLE_EQ(found->point->x, 5.01);
  EXPECT_DOUBLE_EQ(found->point->y, -4);
}

TEST(Shapes, CrumbsAndGiants) {
  Town town;
  building(town, "1", square(0, 0, 0.9));
  building(town, "2", square(100, 0, 1.1));
  building(town, "3", square(1000, 0, 320));
  building(town, "4", square(2000, 0, 310));
  town.row(cbs, Layer::street, {{"csbm_kodu", "10"}, {"ad", "Gül"}}, line({0, 0, 0.05, 0}));
  town.run();
  EXPECT_EQ(town.count(Rule::geo_09), 2u);
  EXPECT_EQ(town.count(Rule::geo_10), 1u);
}

TEST(Shapes, OneShapeTwiceInWhateverOrderItIsDrawn) {
  Town town;
  building(town, "1", square(0, 0, 10));
  building(town, "2", ring({10, 10, 0, 10, 0, 0, 10, 0, 10, 10}));
  building(town, "3", square(0, 0, 10.01));
  building(town, "4", square(50, 0, 10));
  town.run();
  ASSERT_EQ(town.count(Rule::geo_13), 1u);
  const auto found = std::ranges::find(town.last.findings, Rule::geo_13, &Finding::rule);
  EXPECT_EQ(found->subjects.size(), 2u);
}

TEST(Shapes, AStreetOnTheBorderOfTwoMahalleIsOneLineUnderTwoCodes) {
  Town town;
  const auto street = [&](const char* code, const char* mahalle) {
    town.row(cbs, Layer::street, {{"csbm_kodu", code}, {"ad", "Gül"}, {"mahalle_kodu", mahalle}},
             line({0, 0, 100, 0}));
  };
  street("10", "1");
  street("11", "2");
  town.run();
  EXPECT_EQ(town.count(Rule::geo_13), 0u);
  street("10", "1");
  street("11", "1");
  town.run();
  EXPECT_EQ(town.count(Rule::geo_13), 1u);
}

TEST(Dates, InTheWrongOrderOrAfterTheDelivery) {
  Town town;
  const auto dated = [&](const char* code, const char* made, const char* changed,
                         const char* finished, const char* demolished) {
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", code},
                                    {"olusturma_tarihi", made},
                                    {"degistirme_tarihi", changed},
                                    {"tamamlanma_tarihi", finished},
                                    {"yikim_tarihi", demolished}});
  };
  town.night.side(cbs).as_of[index(Layer::building)] = *days_of(2026, 1, 1);
  dated("1", "2020-05-01", "2020-04-30", "", "");
  dated("2", "2020-05-01", "2020-05-01", "2010-01-01", "2020-01-01");
  dated("3", "2020-05-01", "", "2010-01-01", "2009-12-31");
  dated("4", "2026-01-01", "2026-01-02", "", "");
  town.run();
  EXPECT_EQ(town.count(Rule::mod_08), 3u);
}

TEST(Sums, AreOfOneReference) {
  Town town;
  const auto floors = [&](const char* code, const char* total, const char* above_ground,
                          const char* below_ground, const char* above_road,
                          const char* below_road) {
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", code},
                                    {"kat_toplam", total},
                                    {"kat_zemin_ustu", above_ground},
                                    {"kat_zemin_alti", below_ground},
                                    {"kat_yol_ustu", above_road},
                                    {"kat_yol_alti", below_road}});
  };
  floors("1", "5", "4", "1", "3", "1");
  floors("2", "5", "3", "1", "4", "1");
  floors("3", "5", "3", "1", "3", "3");
  floors("4", "5", "3", "", "", "2");
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "5"},
                                  {"bagimsiz_bolum_sayisi", "10"},
                                  {"konut_sayisi", "8"},
                                  {"isyeri_sayisi", "1"}});
  town.run();
  EXPECT_EQ(town.count(Rule::mod_10), 2u);
}

TEST(Forms, APostcodeIsFiveDigits) {
  Town town;
  const auto postcode = [&](const char* code, const char* value) {
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", code}, {"posta_kodu", value}},
             square(std::stod(code) * 100, 0, 10));
  };
  postcode("1", "27800");
  postcode("2", "2780");
  postcode("3", "27-800");
  postcode("4", "0");  // stands for none
  postcode("5", "");
  town.run();
  EXPECT_EQ(town.count(Rule::mod_05), 2u);
}

}  // namespace
}  // namespace uavt::sync
