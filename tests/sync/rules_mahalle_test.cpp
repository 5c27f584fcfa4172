// TOP-04, TOP-05, TOP-06: the mahalle as ground.
#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

Shape upright(double left, double bottom, double right, double top) {
  return ring({left, bottom, right, bottom, right, top, left, top, left, bottom});
}

void mahalle(Town& town, Register reg, const char* code, const Shape& shape, Values more = {}) {
  more.insert(more.end(), {{"mahalle_kodu", code}, {"ad", std::string("M") + code}});
  town.row(reg, Layer::neighbourhood, more, shape);
}

/// Two mahalle, 1 km squares side by side: 10 in the west, 20 in the east.
void two(Town& town, Register reg) {
  mahalle(town, reg, "10", upright(0, 0, 1000, 1000));
  mahalle(town, reg, "20", upright(1000, 0, 2000, 1000));
}

std::vector<Finding> found(const Town& town, Rule rule) {
  std::vector<Finding> all;
  std::ranges::copy_if(town.last.findings, std::back_inserter(all),
                       [&](const Finding& finding) { return finding.rule == rule; });
  return all;
}

/// A building of mahalle 10 whose west wall stands at x.
std::optional<Severity> of_building_at(double x, Register polygons = cbs,
                                       std::optional<Severity> configured = {}) {
  Town town;
  town.settings.rules[static_cast<std::size_t>(Rule::top_04)].severity = configured;
  two(town, polygons);
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}, {"mahalle_kodu", "10"}},
           upright(x, 500, x + 10, 510));
  town.run();
  const auto all = found(town, Rule::top_04);
  EXPECT_LE(all.size(), 1u);
  return all.empty() ? std::nullopt : std::optional(all[0].severity);
}

TEST(DeclaredMahalle, IsMeasuredToItsPolygon) {
  EXPECT_EQ(of_building_at(900), std::nullopt);
  EXPECT_EQ(of_building_at(995), std::nullopt) << "on the border";
  EXPECT_EQ(of_building_at(1009), std::nullopt);
  EXPECT_EQ(of_building_at(1011), Severity::warning);
  EXPECT_EQ(of_building_at(1049), Severity::warning);
  EXPECT_EQ(of_building_at(1051), Severity::error);
  EXPECT_EQ(of_building_at(1051, cbs, Severity::info), Severity::info);
  EXPECT_EQ(of_building_at(1051, uavt), Severity::error) << "by UAVT's polygons";
}

TEST(DeclaredMahalle, IsNamedBesideTheOneFound) {
  Town town;
  two(town, cbs);
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}, {"mahalle_kodu", "10"}},
           square(1500, 500, 10));
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "2"}, {"mahalle_kodu", "99"}},
           square(1500, 600, 10));
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "3"}}, square(1500, 700, 10));
  town.run();
  const auto all = found(town, Rule::top_04);
  ASSERT_EQ(all.size(), 1u) << "a mahalle without a polygon, and none at all, are not asked";
  EXPECT_EQ(all[0].arguments, (Arguments{{"declared", std::string("10")},
                                         {"found", std::string("20")},
                                         {"distance_m", 500.0}}));
}

TEST(DeclaredMahalle, OfADoorIsItsStreets) {
  Town town;
  two(town, cbs);
  town.row(cbs, Layer::street, {{"csbm_kodu", "1"}, {"ad", "Gül"}, {"mahalle_kodu", "10"}});
  town.row(cbs, Layer::street, {{"csbm_kodu", "2"}, {"ad", "Gül"}, {"mahalle_kodu", "20"}});
  const auto door = [&](const char* code, const char* street, const char* own, double x) {
    town.row(cbs, Layer::door,
             {{"bina_kodu", code}, {"csbm_kodu", street}, {"kapi_no", code}, {"mahalle_kodu", own}},
             point(x, 500));
  };
  door("1", "1", "", 1300);    // by its street
  door("2", "1", "10", 1008);  // across a border street
  door("3", "2", "10", 1300);  // two paths: KEY-05
  door("4", "", "10", 1300);   // by what it says itself
  door("5", "2", "", 1300);
  door("6", "", "", 1300);
  town.run();
  const auto all = found(town, Rule::top_04);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(code_text(town.last.side(cbs).table(Layer::door),
                      static_cast<std::size_t>(all[0].subjects[0].row)),
            "1");
  EXPECT_EQ(code_text(town.last.side(cbs).table(Layer::door),
                      static_cast<std::size_t>(all[1].subjects[0].row)),
            "4");
  EXPECT_EQ(town.count(Rule::key_05), 1u);
}

TEST(DeclaredMahalle, IsByTheRegistersOwnPolygonsWhereItHasSome) {
  Town town;
  two(town, uavt);
  // The municipality draws the border 100 m further to the east.
  mahalle(town, cbs, "10", upright(0, 0, 1100, 1000));
  mahalle(town, cbs, "20", upright(1100, 0, 2000, 1000));
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}, {"mahalle_kodu", "10"}},
           square(1080, 500, 10));
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "2"}, {"mahalle_kodu", "20"}},
           square(1020, 500, 10));
  town.run();
  const auto all = found(town, Rule::top_04);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].subjects[0].row, 1);
}

TEST(Mahalle, OnTheSameGround) {
  const auto shared = [](double left, const char* kind = "") {
    Town town;
    mahalle(town, cbs, "10", upright(0, 0, 1000, 1000));
    mahalle(town, cbs, "20", upright(left, 0, 2000, 1000), {{"tur", kind}});
    town.run();
    return found(town, Rule::top_05);
  };
  EXPECT_TRUE(shared(1000).empty());
  EXPECT_TRUE(shared(999.1).empty()) << "900 m², 0.9 m wide";
  ASSERT_EQ(shared(998).size(), 1u);
  EXPECT_EQ(shared(998)[0].arguments, (Arguments{{"area_m2", 2000.0}}));
  EXPECT_TRUE(shared(998)[0].symmetric);
  EXPECT_EQ(shared(998, "mahalle").size(), 1u);
  EXPECT_TRUE(shared(500, "mezra").empty()) << "a köy bağlısı lies inside its köy";
}

/// Four mahalle round a hole of 20 × 20.
void windmill(Town& town, const Shape& fourth) {
  mahalle(town, cbs, "10", ring({0, 0, 60, 0, 60, 40, 40, 40, 40, 20, 0, 20, 0, 0}));
  mahalle(town, cbs, "20", upright(40, 40, 60, 100));
  mahalle(town, cbs, "30", upright(0, 40, 40, 100));
  mahalle(town, cbs, "40", fourth);
}

TEST(Mahalle, RoundGroundThatIsNobodys) {
  Town town;
  windmill(town, upright(0, 20, 20, 40));
  town.run();
  const auto all = found(town, Rule::top_06);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].subjects.size(), 4u) << "one of them by a corner";
  EXPECT_TRUE(all[0].symmetric);
  EXPECT_EQ(all[0].arguments, (Arguments{{"area_m2", 400.0}}));
  windmill(town, upright(0, 20, 40, 40));
  town.run();
  EXPECT_EQ(town.count(Rule::top_06), 0u);
}

TEST(Mahalle, WithoutADrawingAreNoGapAmongTheOthers) {
  Town town;
  windmill(town, upright(0, 20, 20, 40));
  town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", "50"}, {"ad", "M50"}});
  town.run();
  EXPECT_EQ(town.count(Rule::geo_01), 1u);
  EXPECT_EQ(town.count(Rule::top_06), 0u);
}

TEST(Mahalle, OfAnotherAuthorityAreNoGapAmongOurs) {
  Town town;
  town.settings.municipality.yetkili_idare = {1};
  windmill(town, upright(0, 20, 20, 40));
  mahalle(town, cbs, "50", upright(20, 20, 40, 40), {{"yetkili_idare_kodu", "2"}});
  town.run();
  EXPECT_EQ(town.count(Rule::top_06), 0u);
}

}  // namespace
}  // namespace uavt::sync
