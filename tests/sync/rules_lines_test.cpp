// Centrelines among buildings, mahalle and each other; names on roads that lie apart.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
using Codes = std::vector<std::string>;

Codes named(const Town& town, Rule rule) {
  Codes codes;
  for (const Finding& finding : town.last.findings) {
    if (finding.rule != rule) continue;
    const Subject& first = finding.subjects.front();
    codes.push_back(code_text(town.last.side(first.reg).table(*first.layer),
                              static_cast<std::size_t>(first.row)));
  }
  std::ranges::sort(codes);
  return codes;
}

void street(Town& town, const std::string& code, const std::vector<double>& xy,
            const Values& more = {}) {
  Values values = {{"csbm_kodu", code}, {"tip", "sokak"}};
  if (std::ranges::find(more, "ad", &Values::value_type::first) == more.end()) {
    values.emplace_back("ad", "Gül " + code);
  }
  values.insert(values.end(), more.begin(), more.end());
  town.row(cbs, Layer::street, values, line(xy));
}

void mahalle(Town& town, const std::string& code, double x, double y, double side) {
  town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", code}, {"ad", "M" + code}},
           square(x, y, side));
}

TEST(Lines, ThroughABuilding) {
  Town town;
  street(town, "10", {0, 0, 100, 0});
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "1"}}, square(20, -5, 10));
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "2"}}, square(40, 0, 10));    // along its wall
  town.row(cbs, Layer::building, {{"yapi_kimlik_no", "3"}}, square(99.6, -1, 5));  // 40 cm into it
  town.run();
  EXPECT_EQ(named(town, Rule::top_08), Codes{"10"});
  const auto found = std::ranges::find(town.last.findings, Rule::top_08, &Finding::rule);
  ASSERT_EQ(found->subjects.size(), 2u);
  EXPECT_EQ(found->subjects[1].layer, Layer::building);
}

TEST(Lines, AcrossThemselves) {
  Town town;
  street(town, "10", {0, 0, 100, 0, 100, 50, 50, -50});
  street(town, "11", {500, 0, 600, 0, 600, 50, 500, 0});  // a ring
  town.run();
  EXPECT_EQ(named(town, Rule::top_08), Codes{"10"});
}

TEST(Lines, SeveralPartsThatCrossThemselvesAreOneFinding) {
  Town town;
  street(town, "10", {});
  geo::GeometryColumn made;
  made.begin_row(geo::Kind::line);
  for (const double x : {0.0, 500.0}) {
    made.begin_part();
    made.begin_ring();
    made.add_vertices(std::vector<double>{x, 0, x + 10, 10, x + 10, 0, x, 10});
  }
  made.end_row();
  town.night.side(cbs).table(Layer::street).geometry.assign(0, made[0]);
  town.night.side(cbs).table(Layer::street).geometry_known = true;
  town.run();
  EXPECT_EQ(named(town, Rule::top_08), Codes{"10"});
}

TEST(Lines, CentrelinesAreAskedWhereTheyAre) {
  Town town;
  street(town, "10", {0, 0, 100, 0, 100, 50, 50, -50});
  town.row(cbs, Layer::centreline, {{"kimlik_no", "900"}, {"sol_csbm_kodu", "10"}},
           line({0, 0, 100, 0}));
  town.run();
  EXPECT_EQ(named(town, Rule::top_08), Codes{});
}

TEST(Lines, LeavingTheMahalle) {
  Town town;
  mahalle(town, "1", 0, 0, 1000);
  mahalle(town, "2", 1000, 0, 1000);
  const Values of_first = {{"mahalle_kodu", "1"}};
  street(town, "10", {900, 100, 1020, 100}, of_first);  // twenty metres
  street(town, "11", {900, 200, 1020.5, 200}, of_first);
  street(town, "12", {900, 300, 950, 300}, of_first);
  street(town, "13", {1100, 300, 1200, 300});            // nobody says whose it is
  street(town, "14", {900, -400, 900, 1400}, of_first);  // beyond both ends
  town.run();
  EXPECT_EQ(named(town, Rule::top_09), (Codes{"11", "14"}));
}

TEST(Lines, ABorderRoadBelongsToBoth) {
  Town town;
  mahalle(town, "1", 0, 0, 1000);
  mahalle(town, "2", 1000, 0, 1000);
  street(town, "10", {}, {{"mahalle_kodu", "1"}});
  street(town, "20", {}, {{"mahalle_kodu", "2"}});
  town.row(cbs, Layer::centreline,
           {{"kimlik_no", "900"}, {"sol_csbm_kodu", "10"}, {"sag_csbm_kodu", "20"}},
           line({950, 100, 1050, 100}));
  town.row(cbs, Layer::centreline,
           {{"kimlik_no", "901"}, {"sol_csbm_kodu", "10"}, {"sag_csbm_kodu", "10"}},
           line({950, 200, 1050, 200}));
  town.run();
  EXPECT_EQ(named(town, Rule::top_09), Codes{"901"});
}

TEST(Lines, AnEndThatMissesAnotherLine) {
  Town town;
  street(town, "10", {0, 0, 100, 0});
  street(town, "11", {50, 1, 50, 80});     // a metre short
  street(town, "12", {20, -1.5, 20, 80});  // past it
  street(town, "13", {30, 0.05, 30, 80});  // as good as on it
  street(town, "14", {40, 2.1, 40, 80});   // somebody meant it
  street(town, "15", {60, 0, 60, 80});
  street(town, "16", {70, -50, 70, 80});  // crosses
  town.run();
  EXPECT_EQ(named(town, Rule::top_11), (Codes{"11", "12"}));
}

TEST(Lines, TwoEndsThatMissEachOtherAreOneFinding) {
  Town town;
  street(town, "10", {0, 0, 100, 0});
  street(town, "11", {101, 0, 200, 0});
  town.run();
  EXPECT_EQ(named(town, Rule::top_11), Codes{"10"});
}

// Bug: which of two streets that meet there was missed was a matter of a millimetre, and the finding
// of one night another one's of the next.
TEST(Lines, OfStreetsThatMeetTheFirstIsMissed) {
  for (const double drawn_off_m : {0.0, 0.002, -0.002}) {
    Town town;
    street(town, "11", {-100, 0, -1, 0});
    street(town, "20", {drawn_off_m, 0, drawn_off_m, 80});
    street(town, "30", {0, 0, 0, -80});
    town.run();
    for (const Finding& finding : town.last.findings) {
      if (finding.rule != Rule::top_11) continue;
      ASSERT_EQ(finding.subjects.size(), 2u);
      EXPECT_EQ(finding.subjects[0].row, 0);
      EXPECT_EQ(finding.subjects[1].row, 1) << "street 20, " << drawn_off_m;
    }
    EXPECT_EQ(named(town, Rule::top_11), Codes{"11"});
  }
}

TEST(Lines, TheTwinOfABorderStreetHidesNothing) {
  Town town;
  street(town, "10", {0, 0, 100, 0});
  street(town, "21", {50, 1, 50, 80});
  street(town, "20", {50, 80, 50, 1});
  town.run();
  EXPECT_EQ(named(town, Rule::top_11), Codes{"20"});
}

TEST(Names, OnRoadsThatLieApart) {
  Town town;
  const auto called = [](const char* name, const char* road = "") {
    return Values{{"ad", name}, {"yol_kimlik_no", road}};
  };
  street(town, "10", {0, 0, 100, 0}, called("Lale"));
  street(town, "11", {601, 0, 700, 0}, called("LALE SOKAK"));
  street(town, "20", {0, 50, 100, 50}, called("Gül"));
  street(town, "21", {600, 50, 700, 50}, called("Gül"));  // 500 m
  street(town, "30", {0, 90, 100, 90}, called("Menekşe"));
  street(town, "31", {500, 90, 600, 90}, called("Menekşe"));
  street(town, "32", {1000, 90, 1100, 90}, called("Menekşe"));  // near to 31, which is to 30
  street(town, "40", {0, 130, 100, 130}, called("Nergis", "7"));
  street(town, "41", {9000, 130, 9100, 130}, called("Nergis", "7"));
  street(town, "50", {}, called("Zambak"));
  street(town, "51", {}, called("Zambak"));
  town.run();
  EXPECT_EQ(named(town, Rule::num_07), Codes{"10"});
  const auto found = std::ranges::find(town.last.findings, Rule::num_07, &Finding::rule);
  EXPECT_EQ(found->subjects.size(), 2u);
  EXPECT_EQ(found->severity, Severity::info);
}

TEST(Lines, OrderOfRowsAndDirectionChangeNothing) {
  const std::uint64_t seed = 13;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(0, 60);
  std::vector<std::vector<double>> lines(40);
  for (auto& each : lines) {
    for (int v = 0; v < 8; ++v) each.push_back(std::round(place(random)));
  }
  std::vector<std::size_t> order(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  Codes crossing, missing;
  for (int turn = 0; turn < 5; ++turn) {
    Town town;
    for (const std::size_t i : order) {
      std::vector<double> xy = lines[i];
      if (turn > 0 && random() % 2 == 0) {
        xy.clear();
        for (std::size_t v = lines[i].size(); v >= 2; v -= 2) {
          xy.insert(xy.end(), {lines[i][v - 2], lines[i][v - 1]});
        }
      }
      street(town, std::to_string(100 + i), xy);
    }
    for (int b = 0; b < 6; ++b) {
      town.row(cbs, Layer::building, {{"yapi_kimlik_no", std::to_string(b + 1)}},
               square(b * 10.0, 20, 5));
    }
    town.run();
    if (turn == 0) {
      crossing = named(town, Rule::top_08);
      missing = named(town, Rule::top_11);
      EXPECT_FALSE(crossing.empty());
      EXPECT_FALSE(missing.empty());
    }
    EXPECT_EQ(named(town, Rule::top_08), crossing);
    EXPECT_EQ(named(town, Rule::top_11), missing);
    std::shuffle(order.begin(), order.end(), random);
  }
}

}  // namespace
}  // namespace uavt::sync
