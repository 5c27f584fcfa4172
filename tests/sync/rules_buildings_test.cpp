// TOP-01: when two buildings stand on the same ground, and how bad that is.
#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;

/// The lower left corner and the size of an upright building.
struct Plan2D {
  double x = 0, y = 0, width = 10, depth = 10;
};

void building(Town& town, std::string code, const Plan2D& at, Values more = {}) {
  more.emplace_back("yapi_kimlik_no", std::move(code));
  town.row(cbs, Layer::building, more,
           ring({at.x, at.y, at.x + at.width, at.y, at.x + at.width, at.y + at.depth, at.x,
                 at.y + at.depth, at.x, at.y}));
}

std::vector<const Finding*> found(const Town& town) {
  std::vector<const Finding*> all;
  for (const Finding& finding : town.last.findings) {
    if (finding.rule == Rule::top_01) all.push_back(&finding);
  }
  return all;
}

/// The severity of the one overlap of two buildings; nothing when there is none.
std::optional<Severity> severity_of(const Plan2D& one, const Plan2D& other,
                                    const Values& of_one = {}, const Values& of_other = {}) {
  Town town;
  building(town, "1", one, of_one);
  building(town, "2", other, of_other);
  town.run();
  const auto all = found(town);
  EXPECT_LE(all.size(), 1u);
  return all.empty() ? std::nullopt : std::optional(all.front()->severity);
}

TEST(Overlaps, AreErrorsByShareOrArea) {
  EXPECT_EQ(severity_of({}, {.x = 8.9}), Severity::error) << "11 m²";
  EXPECT_EQ(severity_of({}, {.x = 9.1}), Severity::warning) << "9 m², 9 %";
  EXPECT_EQ(severity_of({}, {.x = 8, .y = 1, .width = 4, .depth = 2}), Severity::error)
      << "4 m², but half of the smaller";
}

TEST(Overlaps, OfAWallAreNoise) {
  EXPECT_EQ(severity_of({}, {.x = 10}), std::nullopt) << "a party wall";
  EXPECT_EQ(severity_of({}, {.x = 9.6}), std::nullopt) << "4 m², 0.4 m wide";
  EXPECT_EQ(severity_of({}, {.x = 9.4}), Severity::warning) << "6 m², 0.6 m wide";
  EXPECT_EQ(severity_of({}, {.x = 9, .y = 8.1}), std::nullopt) << "1.9 m² at a corner";
  EXPECT_EQ(severity_of({}, {.x = 8.5, .y = 8.5}), Severity::warning) << "2.25 m² at a corner";
}

TEST(Overlaps, OfABlockOverItsPodiumAreOnlyMentioned) {
  const Plan2D podium{.width = 30, .depth = 30}, block{.x = 10, .y = 10};
  const Values here = {{"ada", "101"}, {"parsel", "5"}};
  EXPECT_EQ(severity_of(podium, block, here, {{"ada", " 101"}, {"parsel", "5"}}), Severity::info);
  EXPECT_EQ(severity_of(podium, block, here, {{"ada", "101"}, {"parsel", "6"}}), Severity::error);
  EXPECT_EQ(severity_of(podium, block), Severity::error) << "nobody says on which parcel";
  EXPECT_EQ(severity_of(podium, {.x = 22, .y = 22}, here, here), Severity::error)
      << "not one inside the other";
  EXPECT_EQ(severity_of(podium, {.x = 0.5, .y = 0.5, .width = 29, .depth = 29}, here, here),
            Severity::error)
      << "one building drawn twice";
}

TEST(Overlaps, OfABlockOverItsPodiumByWhatIsBeneath) {
  for (const bool one_parcel : {true, false}) {
    Town town;
    building(town, "1", {.width = 30, .depth = 30}, {{"ada", "-"}, {"parsel", "0"}});
    building(town, "2", {.x = 18, .y = 10});
    const auto parcel = [&](const char* number, const Shape& shape) {
      town.row(cbs, Layer::parcel,
               {{"tapu_zemin_ref", number}, {"ada", "101"}, {"parsel", number}, {"durum", "aktif"}},
               shape);
    };
    parcel("5", one_parcel ? square(-5, -5, 50) : ring({-5, -5, 18, -5, 18, 40, -5, 40, -5, -5}));
    if (!one_parcel) parcel("6", ring({18, -5, 40, -5, 40, 40, 18, 40, 18, -5}));
    town.run();
    ASSERT_EQ(found(town).size(), 1u);
    EXPECT_EQ(found(town)[0]->severity, one_parcel ? Severity::info : Severity::error);
  }
}

TEST(Overlaps, AreNotAskedOfTheDemolishedTheSameAndTheSetApart) {
  EXPECT_EQ(severity_of({}, {.x = 5}, {{"durum", "yikilmis"}}), std::nullopt);
  EXPECT_EQ(severity_of({}, {.x = 5}, {{"durum", "kullanim_disi"}}), Severity::error);
  EXPECT_EQ(severity_of({}, {}), std::nullopt) << "GEO-13 says it";
  Town town;
  building(town, "1", {});
  town.set_apart(cbs, Layer::building, 0);
  building(town, "2", {.x = 5});
  building(town, "3", {});
  town.settings.rules[static_cast<std::size_t>(Rule::geo_13)].off = true;
  town.run();
  EXPECT_EQ(found(town).size(), 1u);
}

TEST(Overlaps, OfOneShapeAreToldWhereGeo13IsOff) {
  Town town;
  town.settings.rules[static_cast<std::size_t>(Rule::geo_13)].off = true;
  building(town, "1", {});
  building(town, "2", {});
  town.run();
  EXPECT_EQ(found(town).size(), 1u);
}

TEST(Overlaps, KnowNoOrderAndNoOtherRegister) {
  for (const bool turned : {false, true}) {
    Town town;
    building(town, turned ? "2" : "1", {.x = turned ? 4.0 : 0.0});
    building(town, turned ? "1" : "2", {.x = turned ? 0.0 : 4.0});
    town.row(Register::uavt, Layer::building, {{"yapi_kimlik_no", "3"}}, square(0, 0, 10));
    town.run();
    ASSERT_EQ(found(town).size(), 1u);
    const Finding& finding = *found(town)[0];
    EXPECT_TRUE(finding.symmetric);
    EXPECT_TRUE(finding.attribute.empty());
    ASSERT_TRUE(finding.point);
    EXPECT_DOUBLE_EQ(finding.point->x, 5);
    EXPECT_EQ(finding.arguments,
              (Arguments{{"area_m2", 60.0}, {"share", 0.6}}));
  }
}

TEST(Overlaps, AreAsSevereAsTheUserSays) {
  const auto with = [](Severity severity, double x) {
    Town town;
    town.settings.rules[static_cast<std::size_t>(Rule::top_01)].severity = severity;
    building(town, "1", {});
    building(town, "2", {.x = x});
    town.run();
    return found(town).empty() ? std::nullopt : std::optional(found(town)[0]->severity);
  };
  EXPECT_EQ(with(Severity::warning, 5), Severity::warning);
  EXPECT_EQ(with(Severity::info, 9.1), Severity::info);
  Town town;
  town.settings.rules[static_cast<std::size_t>(Rule::top_01)].off = true;
  building(town, "1", {});
  building(town, "2", {.x = 5});
  town.run();
  EXPECT_TRUE(found(town).empty());
}

}  // namespace
}  // namespace uavt::sync
