// What a map shows of a night: every finding its rows, around it what stands there, and nothing of a
// row but its layer and key.
#include "sync/picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "sync/findings.hpp"
#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

/// A finding about rows of the last night, first the one it is about.
Finding about(const Town& town, const std::vector<std::tuple<Register, Layer, std::size_t>>& rows,
              Rule rule = Rule::geo_12) {
  Finding finding;
  for (const auto& [reg, layer, row] : rows) {
    Finding one = finding_about(rule, town.settings, reg, town.last.side(reg).table(layer), row);
    if (finding.subjects.empty()) {
      finding = std::move(one);
    } else {
      finding.subjects.push_back(one.subjects.front());
    }
  }
  return finding;
}

/// The picture of the last night with these findings alone; they are told apart by the order given:
/// their fingerprints are "0", "1", ….
Picture pictured(Town& town, std::vector<Finding> findings) {
  for (std::size_t f = 0; f < findings.size(); ++f) findings[f].arguments = {{"n", std::to_string(f)}};
  identify(findings, town.last, town.matched, town.settings, Keys::numbers);
  for (Finding& finding : findings) {
    finding.fingerprint = std::get<std::string>(finding.arguments.front().second);
  }
  town.plan.findings = std::move(findings);
  return picture(town.last, town.matched, town.plan, town.stored);
}

/// "bina 5" of every shape of a finding, in order.
std::vector<std::string> shown(const Picture& picture, const std::string& fingerprint) {
  std::vector<std::string> texts;
  for (const auto& [name, shapes] : picture.of) {
    if (name != fingerprint) continue;
    for (const std::uint32_t shape : shapes) {
      const Picture::Row& row = picture.rows[shape];
      texts.push_back(std::string(sync::name(row.layer)) + " " + row.key);
    }
  }
  return texts;
}
using Texts = std::vector<std::string>;

Values building(const std::string& code) { return {{"yapi_kimlik_no", code}}; }

TEST(Picture, AFindingIsShownByItsRowsFirstSubjectFirst) {
  Town town;
  for (int i = 0; i < 6; ++i) {
    town.row(cbs, Layer::building, building(std::to_string(6 - i)), square(20 * i, 0, 10));
  }
  town.run();
  const auto row = [](std::size_t i) { return std::tuple(cbs, Layer::building, i); };
  const Picture picture = pictured(
      town, {about(town, {row(3), row(0)}), about(town, {row(5), row(4), row(3), row(2), row(1)}),
             about(town, {row(2), row(2)})});
  EXPECT_EQ(shown(picture, "0"), (Texts{"bina 3", "bina 6"}));
  EXPECT_EQ(shown(picture, "1"), (Texts{"bina 1", "bina 2", "bina 3", "bina 4"}));
  EXPECT_EQ(shown(picture, "2"), (Texts{"bina 4"}));
  ASSERT_EQ(picture.rows.size(), 5u) << "a row is drawn once";
  ASSERT_EQ(picture.shapes.size(), 5u);
  const auto third = std::ranges::find(picture.rows, "3", &Picture::Row::key);
  EXPECT_EQ(picture.shapes.wkt(static_cast<std::size_t>(third - picture.rows.begin())),
            "POLYGON ((60 0, 70 0, 70 10, 60 10, 60 0))");
}

TEST(Picture, WhatWasSetApartIsShownAndWhatIsNotFiniteIsNot) {
  Town town;
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  town.row(cbs, Layer::building, building("1"), ring({0, 0, 10, 10, 10, 0, 0, 11, 0, 0}));
  town.row(cbs, Layer::building, building("2"), ring({0, 0, nothing, 10, 10, 0, 0, 0}));
  town.row(cbs, Layer::building, building("3"), ring({0, 0, 1e300, 10, 10, 0, 0, 0}));
  town.row(cbs, Layer::building, building("4"), line({0, 0, 5, 5}));
  town.run();
  std::vector<Finding> findings;
  for (std::size_t row = 0; row < 4; ++row) {
    findings.push_back(about(town, {{cbs, Layer::building, row}}));
  }
  const Picture picture = pictured(town, findings);
  EXPECT_EQ(shown(picture, "0"), Texts{"bina 1"});
  EXPECT_EQ(shown(picture, "1"), Texts{});
  EXPECT_EQ(shown(picture, "2"), Texts{});
  EXPECT_EQ(shown(picture, "3"), Texts{"bina 4"});
  EXPECT_EQ(picture.shapes.kind(1), geo::Kind::line) << "as delivered, whatever the layer wants";
}

TEST(Picture, ARowWithoutAShapeIsShownByTheSameThingElsewhereOrWhatItHangsOn) {
  Town town;
  town.row(cbs, Layer::street, {{"csbm_kodu", "7"}, {"ad", "Gül"}}, line({0, 0, 90, 0}));
  town.row(uavt, Layer::street, {{"csbm_kodu", "7"}, {"ad", "Gül"}});
  town.row(cbs, Layer::door, {{"bina_kodu", "50"}, {"csbm_kodu", "7"}, {"kapi_no", "1"}},
           point(5, 5));
  const auto matched_door = town.row(
      uavt, Layer::door, {{"bina_kodu", "50"}, {"csbm_kodu", "7"}, {"kapi_no", "1"}});
  const auto lonely_door = town.row(
      uavt, Layer::door, {{"bina_kodu", "51"}, {"csbm_kodu", "7"}, {"kapi_no", "3"}});
  const auto unit = town.row(uavt, Layer::unit, {{"adres_no", "1000000001"}, {"bina_kodu", "50"},
                                                 {"ic_kapi_no", "1"}});
  const auto lonely_unit = town.row(uavt, Layer::unit, {{"adres_no", "1000000002"},
                                                        {"bina_kodu", "51"}, {"ic_kapi_no", "1"}});
  const auto lost_unit = town.row(uavt, Layer::unit, {{"adres_no", "1000000003"},
                                                      {"ic_kapi_no", "1"}});
  town.run();
  const Picture picture =
      pictured(town, {about(town, {{uavt, Layer::door, matched_door}}),
                      about(town, {{uavt, Layer::unit, unit}}),
                      about(town, {{uavt, Layer::door, lonely_door}}),
                      about(town, {{uavt, Layer::unit, lonely_unit}}),
                      about(town, {{uavt, Layer::unit, lost_unit}}),
                      about(town, {{uavt, Layer::door, matched_door}, {cbs, Layer::door, 0}})});
  EXPECT_EQ(shown(picture, "0"), Texts{"numarataj 50"});
  EXPECT_EQ(shown(picture, "1"), Texts{"numarataj 50"});
  EXPECT_EQ(shown(picture, "2"), Texts{"csbm 7"});
  EXPECT_EQ(shown(picture, "3"), Texts{"csbm 7"});
  EXPECT_EQ(shown(picture, "4"), Texts{});
  EXPECT_EQ(shown(picture, "5"), Texts{"numarataj 50"}) << "both sides, one shape";
}

TEST(Picture, BuildingsStandAroundOpenFindingsOnly) {
  Town town;
  for (const double x : {0.0, 69.0, 71.0, 500.0, 900.0, 1300.0}) {
    town.row(cbs, Layer::building, building(std::to_string(1 + static_cast<int>(x))),
             square(x, 0, 10));
  }
  town.set_apart(cbs, Layer::building, 3);
  town.run();
  // At x = 20: one reaches to 10, one begins at 69, one beyond 70.
  Finding open = about(town, {{cbs, Layer::building, 0}});
  open.point = geo::Point{20, 5};
  Finding waived = about(town, {{cbs, Layer::building, 4}});
  waived.state = FindingState::waived;
  Finding apart = about(town, {{cbs, Layer::building, 3}});
  Finding nowhere = about(town, {{cbs, Layer::building, 5}});
  nowhere.point.reset();
  const Picture picture = pictured(town, {open, waived, apart, nowhere});
  ASSERT_EQ(picture.buildings.size(), 2u) << "what was set apart does not stand";
  EXPECT_EQ(picture.buildings.centre(0).x, 5);
  EXPECT_EQ(picture.buildings.centre(1).x, 74);
}

TEST(Picture, BordersAndStreetsAreDrawnOnceWithTheirNames) {
  Town town;
  town.row(uavt, Layer::neighbourhood, {{"mahalle_kodu", "100"}, {"ad", "GÜL"}});
  town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", "100"}, {"ad", "Gül Mah."}},
           ring({0, 0, 500, 0.2, 1000, 0, 1000, 1000, 0, 1000, 0, 0}));
  town.row(cbs, Layer::neighbourhood, {{"ad", "Adsız"}}, square(1000, 0, 1000));
  const auto street = town.row(cbs, Layer::street,
                               {{"csbm_kodu", "7"}, {"mahalle_kodu", "100"}, {"ad", "Lale"},
                                {"tip", "cadde"}},
                               line({10, 10, 90, 10}));
  const auto known = town.row(cbs, Layer::centreline, {{"kimlik_no", "1"}, {"ad", "Lale"}},
                              line({10, 10, 90, 10}));
  town.link(cbs, Layer::centreline, known, "sol_csbm_tucbs_no", street);
  town.row(cbs, Layer::centreline, {{"kimlik_no", "2"}}, line({10, 50, 90, 50}));
  town.run();
  const Picture picture = pictured(town, {});
  ASSERT_EQ(picture.mahalle.size(), 2u);
  EXPECT_EQ(picture.mahalle[0].code, 100);
  EXPECT_EQ(picture.mahalle[0].name, "GÜL") << "the name is UAVT's, the outline the municipality's";
  EXPECT_EQ(picture.outlines[0].vertex_count(), 5u) << "20 cm off the line do not show";
  EXPECT_EQ(picture.mahalle[1].code, null_integer);
  EXPECT_EQ(picture.mahalle[1].name, "Adsız");
  ASSERT_EQ(picture.streets.size(), 2u);
  EXPECT_EQ(picture.streets[0].name, "Lale");
  EXPECT_EQ(picture.streets[1].name, "");
  EXPECT_EQ(picture.lines.wkt(1), "LINESTRING (10 50, 90 50)");
  EXPECT_TRUE(picture.buildings.empty() && picture.rows.empty() && picture.of.empty());
}

TEST(Picture, WhatIsKeptFromLastNightIsShownByTheRowsThatBearItsKey) {
  Town town;
  town.row(cbs, Layer::building, building("5"), square(0, 0, 10));
  town.row(cbs, Layer::building, {{"ad", "B"}}, square(50, 0, 10));
  town.run();
  const std::string number =
      std::to_string(town.last.side(cbs).table(Layer::building).tucbs_no[1]);
  OpenFinding fixed;
  fixed.fingerprint = "f";
  fixed.rule = Rule::geo_12;
  fixed.reg = cbs;
  fixed.layer = Layer::building;
  fixed.key = "5";
  OpenFinding standing = fixed;
  standing.fingerprint = "s";
  standing.key = "#" + number;
  OpenFinding gone = fixed;
  gone.fingerprint = "g";
  gone.key = "6";
  OpenFinding other = fixed;  // stored, but neither fixed nor standing: found tonight
  other.fingerprint = "o";
  town.stored.findings = {fixed, standing, gone, other};
  town.plan.findings_fixed = {"f", "g"};
  town.plan.findings_standing = {"s"};
  const Picture picture = pictured(town, {});
  EXPECT_EQ(shown(picture, "f"), Texts{"bina 5"});
  EXPECT_EQ(shown(picture, "s"), Texts{"bina #" + number});
  EXPECT_EQ(picture.of.size(), 2u);
}

TEST(Picture, TheOrderOfRowsDoesNotShow) {
  const auto of_town = [](bool reversed) {
    Town town;
    std::vector<std::pair<std::string, Shape>> rows;
    for (int i = 0; i < 12; ++i) {
      rows.emplace_back(std::to_string(i % 5 + 1), square(15 * i, 0, 10));  // codes repeat
    }
    if (reversed) std::ranges::reverse(rows);
    for (const auto& [code, shape] : rows) town.row(cbs, Layer::building, building(code), shape);
    town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", "1"}, {"ad", "A"}}, square(0, 0, 900));
    town.run();
    std::vector<std::size_t> all(rows.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    std::vector<Finding> findings = {finding_about_all(
        Rule::geo_13, town.settings, cbs, town.last.side(cbs).table(Layer::building), all)};
    const Picture picture = pictured(town, findings);
    Texts texts = shown(picture, "0");
    for (const geo::GeometryColumn* column :
         {&picture.outlines, &picture.buildings, &picture.shapes}) {
      for (std::size_t row = 0; row < column->size(); ++row) texts.push_back(column->wkt(row));
    }
    return texts;
  };
  EXPECT_EQ(of_town(false), of_town(true));
  EXPECT_GE(of_town(false).size(), 4u + 1u + 4u);
}

TEST(Picture, AnEmptyNightIsAnEmptyPicture) {
  Town town;
  town.run();
  EXPECT_TRUE(pictured(town, {}).empty());
}

}  // namespace
}  // namespace uavt::sync
