#include "geo/validity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "tests/geo/shapes.hpp"

namespace uavt::geo {
namespace {

using test::all_rows;
using test::shapes;
using testing::ElementsAre;
using testing::HasSubstr;

ValidityReport report_of(const std::vector<std::string>& wkt, Kind expected = Kind::polygon) {
  const auto column = shapes(wkt);
  const auto rows = all_rows(column);
  return examined(column, expected, rows);
}

std::vector<Flaw> flaws(const ValidityReport& report) {
  std::vector<Flaw> found;
  for (const auto& issue : report.issues) found.push_back(issue.flaw);
  return found;
}

std::vector<Flaw> flaws(const std::string& wkt, Kind expected = Kind::polygon) {
  return flaws(report_of({wkt}, expected));
}

// The area of the one repaired row; -1 when there is none.
double repaired_area(const std::string& wkt) {
  const auto report = report_of({wkt});
  if (report.repaired_rows.empty()) return -1;
  EXPECT_EQ(report.geometries.size(), 1U);
  EXPECT_TRUE(report_of({report.geometries.wkt(0)}).issues.empty()) << report.geometries.wkt(0);
  return report.geometries.area(0);
}

constexpr const char* bow_tie = "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))";

TEST(Validity, ValidGeometriesAreLeftAlone) {
  const auto report =
      report_of({"POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))", "EMPTY",
                 "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
                 "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
                 "POLYGON ((0 0, 2 0, 4 0, 4 4, 0 4, 0 2, 0 0))",              // on-line vertices
                 "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 4, 4 3, 4 5, 0 4))",  // hole touches shell
                 "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((1 1, 2 1, 2 2, 1 1)))"});  // parts touch
  EXPECT_TRUE(report.issues.empty());
  EXPECT_TRUE(report.repaired_rows.empty());
  EXPECT_TRUE(
      report_of({"LINESTRING (0 0, 1 1)", "MULTILINESTRING ((0 0, 1 1), (0 0, 1 1))"}, Kind::line)
          .issues.empty());
  EXPECT_TRUE(report_of({"POINT (1 1)", "MULTIPOINT (1 1, 1 1)"}, Kind::point).issues.empty());
}

TEST(Validity, WrongKindIsSaidFirst) {
  GeometryColumn column = shapes({"LINESTRING (0 0, 0 0)", "POINT (1 1)"});
  column.append_marker(Kind::other, was_curve);
  const auto report = examined(column, Kind::polygon, all_rows(column));
  EXPECT_THAT(flaws(report), ElementsAre(Flaw::wrong_kind, Flaw::wrong_kind, Flaw::wrong_kind));
  EXPECT_EQ(report.issues[0].reason, "line");
  EXPECT_EQ(report.issues[2].reason, "other");
  EXPECT_FALSE(report.issues[0].repaired);
}

TEST(Validity, NotFinite) {
  EXPECT_THAT(flaws("POLYGON ((0 0, 4 0, nan 4, 0 4, 0 0))"), ElementsAre(Flaw::not_finite));
  EXPECT_THAT(flaws("POINT (1 inf)", Kind::point), ElementsAre(Flaw::not_finite));
  const auto report = report_of({"POLYGON ((0 0, 4 0, inf 4, 0 4, 0 0))"});
  EXPECT_TRUE(std::isfinite(report.issues.at(0).at.x));
}

TEST(Validity, ShortRingsAndLinesAreNotRepaired) {
  for (const char* wkt : {"POLYGON ((0 0, 4 0, 0 0))", "POLYGON ((0 0, 0 0, 0 0, 0 0))",
                          "POLYGON ((0 0, 4 0, 4 0, 4 0, 0 0))", "POLYGON ((1 1))",
                          "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 2, 1 1))"}) {
    const auto report = report_of({wkt});
    EXPECT_THAT(flaws(report), ElementsAre(Flaw::ring_too_short)) << wkt;
    EXPECT_TRUE(report.repaired_rows.empty());
  }
  EXPECT_THAT(flaws("LINESTRING (0 0)", Kind::line), ElementsAre(Flaw::line_too_short));
  EXPECT_THAT(flaws("LINESTRING (5 5, 5 5)", Kind::line), ElementsAre(Flaw::line_too_short));
  EXPECT_EQ(report_of({"POLYGON ((0 0, 4 0, 0 0))"}).issues[0].reason, "3");
  // Three different corners, unclosed, are a triangle.
  EXPECT_THAT(flaws("POLYGON ((0 0, 4 0, 4 4))"), ElementsAre(Flaw::ring_open));
}

TEST(Validity, OpenRingsAreClosed) {
  const auto report = report_of({"POLYGON ((0 0, 4 0, 4 4, 0 4), (1 1, 2 1, 2 2))"});
  ASSERT_THAT(flaws(report), ElementsAre(Flaw::ring_open));
  EXPECT_TRUE(report.issues[0].repaired);
  EXPECT_EQ(report.issues[0].reason, "2");
  EXPECT_EQ(report.geometries.wkt(0), "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 1))");
  EXPECT_EQ(report.issues[0].after_wkt, report.geometries.wkt(0));
  EXPECT_EQ(report.issues[0].before_wkt, "POLYGON ((0 0, 4 0, 4 4, 0 4), (1 1, 2 1, 2 2))");
}

TEST(Validity, RepeatedVerticesAreCountedAndDropped) {
  const auto report = report_of({"POLYGON ((0 0, 4 0, 4 0, 4 0, 4 4, 0 4, 0 4, 0 0))"});
  ASSERT_THAT(flaws(report), ElementsAre(Flaw::repeated_vertices));
  EXPECT_EQ(report.issues[0].reason, "3");
  EXPECT_EQ(report.issues[0].at.x, 4);
  EXPECT_EQ(report.geometries.wkt(0), "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))");
  EXPECT_EQ(report.issues[0].area_before, report.issues[0].area_after);
  const auto line = report_of({"LINESTRING (0 0, 0 0, 1 1)"}, Kind::line);
  EXPECT_EQ(line.geometries.wkt(0), "LINESTRING (0 0, 1 1)");
}

TEST(Validity, ABowTieIsRepairedIntoItsWings) {
  const auto report = report_of({bow_tie});
  ASSERT_THAT(flaws(report), ElementsAre(Flaw::self_crossing));
  const GeometryIssue& issue = report.issues[0];
  EXPECT_TRUE(issue.repaired);
  EXPECT_DOUBLE_EQ(issue.at.x, 5);
  EXPECT_DOUBLE_EQ(issue.at.y, 5);
  EXPECT_THAT(issue.reason, HasSubstr("Self-intersection"));
  EXPECT_DOUBLE_EQ(report.geometries.area(0), 50);
  EXPECT_EQ(report.geometries[0].part_count(), 2U);
}

TEST(Validity, ACrossingInACornerIsACrossingATouchIsNot) {
  // The same vertices: run straight through each other, or bounce off.
  EXPECT_THAT(flaws("POLYGON ((0 0, 1 1, 2 2, 2 0, 1 1, 0 2, 0 0))"),
              ElementsAre(Flaw::self_crossing));
  EXPECT_THAT(flaws("POLYGON ((0 0, 1 1, 0 2, 2 2, 1 1, 2 0, 0 0))"), ElementsAre(Flaw::invalid));
}

TEST(Validity, ASpikeTouchesAndIsCutOff) {
  for (const char* spike : {"POLYGON ((0 0, 4 0, 4 4, 4 9, 4 4, 0 4, 0 0))",
                            "POLYGON ((0 0, 4 0, 4 4, 2 4, 2 9, 2 4, 0 4, 0 0))",
                            "POLYGON ((0 0, 4 0, 4 6, 4 4, 0 4, 0 0))"}) {
    EXPECT_THAT(flaws(spike), ElementsAre(Flaw::invalid)) << spike;
    EXPECT_DOUBLE_EQ(repaired_area(spike), 16) << spike;
  }
}

TEST(Validity, OtherInvalidity) {
  const std::map<std::string, double> expected = {
      // hole at the edge, along a stretch
      {"POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 2, 3 2, 3 5, 0 5, 0 2))", 72},
      // hole in a hole: 81 - 49 + 1 by even-odd, 81 - 49 by non-zero: 3 % apart
      {"POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1), (2 2, 3 2, 3 3, 2 3, 2 2))",
       -1},
      // interior cut in two by a hole that touches twice
      {"POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 2, 2 1, 4 2, 2 3, 0 2))", 12},
      // ring touching itself, as CAD exports draw a courtyard
      {"POLYGON ((0 0, 8 0, 8 8, 0 8, 0 0, 4 2, 3 3, 5 3, 4 2, 0 0))", 63},
      // two parts that share a wall
      {"MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((10 2, 20 2, 20 6, 10 6, 10 2)))", 140},
      // two parts overlapping by less than a hundredth
      {"MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((9.99 0, 20 0, 20 10, 9.99 10, 9.99 0)))",
       199.9},
      // … and by more: nobody knows whether the overlap is drawn twice or cut out
      {"MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((8 0, 20 0, 20 10, 8 10, 8 0)))", -1},
      // hole outside
      {"POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (20 20, 25 20, 25 25, 20 20))", -1},
      // the same part twice
      {"MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((0 0, 9 0, 9 9, 0 9, 0 0)))", -1},
  };
  for (const auto& [wkt, area] : expected) {
    const auto report = report_of({wkt});
    ASSERT_FALSE(report.issues.empty()) << wkt;
    EXPECT_EQ(report.issues[0].flaw, Flaw::invalid) << wkt;
    EXPECT_NE(report.issues[0].reason, "") << wkt;
    EXPECT_EQ(report.issues.back().flaw == Flaw::ambiguous_repair, area < 0) << wkt;
    EXPECT_NEAR(repaired_area(wkt), area, 0.011) << wkt;
  }
}

TEST(Validity, AnAmbiguousRepairIsNotMade) {
  // A curl: the loop is drawn twice round.
  const auto report = report_of({"POLYGON ((0 0, 10 0, 10 10, 4 10, 4 4, 6 4, 6 12, 0 12, 0 0))"});
  ASSERT_THAT(flaws(report), ElementsAre(Flaw::self_crossing, Flaw::ambiguous_repair));
  EXPECT_FALSE(report.issues[0].repaired);
  EXPECT_TRUE(report.repaired_rows.empty());
  const GeometryIssue& issue = report.issues[1];
  EXPECT_GT(std::abs(issue.area_before - issue.area_after),
            0.01 * std::max(issue.area_before, issue.area_after));
  EXPECT_EQ(issue.after_wkt, "");
}

TEST(Validity, NoAreaIsNoRepair) {
  const auto report = report_of({"POLYGON ((0 0, 5 0, 10 0, 0 0))"});
  EXPECT_EQ(report.issues.back().flaw, Flaw::ambiguous_repair);
  EXPECT_TRUE(report.repaired_rows.empty());
}

TEST(Validity, SeveralFaultsOfOneRowAreAllRepairedTogether) {
  const auto report = report_of({"POLYGON ((0 0, 10 10, 10 10, 10 0, 0 10))"});
  EXPECT_THAT(flaws(report),
              ElementsAre(Flaw::ring_open, Flaw::self_crossing, Flaw::repeated_vertices));
  for (const auto& issue : report.issues) EXPECT_TRUE(issue.repaired);
  ASSERT_EQ(report.geometries.size(), 1U);
  EXPECT_DOUBLE_EQ(report.geometries.area(0), 50);
}

TEST(Validity, OnlyAskedRowsInTheirOrderWhateverTheThreads) {
  GeometryColumn column;
  std::vector<std::uint32_t> odd;
  for (std::uint32_t row = 0; row < 5'000; ++row) {
    test::add(column, row % 7 == 0 ? bow_tie : "POLYGON ((0 0, 4 0, 4 0, 4 4, 0 0))");
    if (row % 2 == 1) odd.push_back(row);
  }
  const auto report = examined(column, Kind::polygon, odd);
  ASSERT_EQ(report.issues.size(), odd.size());
  ASSERT_EQ(report.repaired_rows, odd);
  for (std::size_t i = 0; i < odd.size(); ++i) {
    ASSERT_EQ(report.issues[i].row, odd[i]);
    const bool tie = odd[i] % 7 == 0;
    ASSERT_EQ(report.issues[i].flaw, tie ? Flaw::self_crossing : Flaw::repeated_vertices);
    ASSERT_DOUBLE_EQ(report.geometries.area(i), tie ? 50 : 8);
  }
}

TEST(Validity, LongGeometriesAreCutInTheEvidence) {
  GeometryColumn column;
  column.begin_row(Kind::polygon);
  column.begin_part();
  column.begin_ring();
  for (int i = 0; i < 1'000; ++i) {
    column.add_vertex(100 * std::cos(i * 0.00628), 100 * std::sin(i * 0.00628));
  }
  column.end_row();
  const auto report = examined(column, Kind::polygon, all_rows(column));
  ASSERT_FALSE(report.issues.empty());
  EXPECT_THAT(report.issues[0].before_wkt, HasSubstr("…"));
  EXPECT_LT(report.issues[0].before_wkt.size(), 200U * 44);
}

TEST(Validity, ARandomScribbleIsEitherRepairedValidOrRefused) {
  const std::uint64_t seed = 99;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  GeometryColumn column;
  for (int row = 0; row < 1'000; ++row) {
    const auto parts = 1 + random() % 2;
    column.begin_row(Kind::polygon);
    for (std::size_t p = 0; p < parts; ++p) {
      column.begin_part();
      const auto rings = 1 + random() % 2;
      for (std::size_t r = 0; r < rings; ++r) {
        column.begin_ring();
        const auto count = 3 + random() % 8;
        // A coarse lattice: corners on sides, shared sides, repeated vertices are common.
        for (std::size_t i = 0; i < count; ++i) {
          column.add_vertex(static_cast<double>(random() % 8), static_cast<double>(random() % 8));
        }
      }
    }
    column.end_row();
  }
  const auto report = examined(column, Kind::polygon, all_rows(column));
  std::size_t crossings = 0;
  for (const auto& issue : report.issues) {
    crossings += issue.flaw == Flaw::self_crossing ? 1 : 0;
    const bool after = !issue.after_wkt.empty();
    ASSERT_EQ(after, issue.repaired) << issue.before_wkt;
  }
  EXPECT_GT(crossings, 50U);
  EXPECT_GT(report.repaired_rows.size(), 50U);
  // A repair is valid, has no repeats, and repairing it again changes nothing.
  const auto again = examined(report.geometries, Kind::polygon, all_rows(report.geometries));
  for (const auto& issue : again.issues) ADD_FAILURE() << issue.before_wkt << issue.reason;
}

TEST(Grid, RoundsToTheMillimetreOnceAndForAll) {
  auto column = shapes({"POINT (500000.12345678 4083215.9876543)",
                        "POLYGON ((0.0004 0, 4.0006 0, 4 4, 0 4, 0.0004 0))", "EMPTY"});
  snap_to_grid(column, all_rows(column), 0.001);
  EXPECT_EQ(column.wkt(0), "POINT (500000.123 4083215.988)");
  EXPECT_EQ(column.wkt(1), "POLYGON ((0 0, 4.001 0, 4 4, 0 4, 0 0))");
  auto again = column;
  snap_to_grid(again, all_rows(again), 0.001);
  EXPECT_EQ(again.wkt(0), column.wkt(0));
}

TEST(Grid, OnlyTheRowsAskedFor) {
  auto column = shapes({"POINT (0.1234567 0)", "POINT (0.1234567 0)"});
  snap_to_grid(column, std::vector<std::uint32_t>{1}, 0.001);
  EXPECT_EQ(column.wkt(0), "POINT (0.1234567 0)");
  EXPECT_EQ(column.wkt(1), "POINT (0.123 0)");
}

TEST(Grid, AFeatureItWouldBreakKeepsItsOwnCoordinates) {
  const std::vector<std::string> fragile = {
      // The notch's tip would come to lie on the opposite side.
      "POLYGON ((0 0, 4 0, 4 4, 2 0.0004, 0 4, 0 0))",
      // Two neighbours would become one.
      "POLYGON ((0 0, 4 0, 4.0001 0.0001, 4 4, 0 4, 0 0))",
      "LINESTRING (0 0, 1 1, 1.0002 1.0002, 5 5.0004)",
      // A hole would touch the shell along a side.
      "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 0.0003, 2 0.0003, 2 2, 1 2, 1 0.0003))"};
  auto column = shapes(fragile);
  snap_to_grid(column, all_rows(column), 0.001);
  const auto before = shapes(fragile);
  for (std::size_t row = 0; row < fragile.size(); ++row) {
    EXPECT_EQ(column.wkt(row), before.wkt(row));
  }
}

TEST(Grid, ValidStaysValidForRandomSlivers) {
  const std::uint64_t seed = 7;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(0, 0.02);
  GeometryColumn column;
  for (int row = 0; row < 5'000; ++row) {
    column.begin_row(Kind::polygon);
    column.begin_part();
    column.begin_ring();
    const double x0 = place(random), y0 = place(random);
    column.add_vertex(x0, y0);
    for (int i = 0; i < 4; ++i) column.add_vertex(place(random), place(random));
    column.add_vertex(x0, y0);
    column.end_row();
  }
  const auto broken_rows = [](const GeometryColumn& of) {
    std::vector<std::uint32_t> rows;
    for (const auto& issue : examined(of, Kind::polygon, all_rows(of)).issues) {
      if (rows.empty() || rows.back() != issue.row) rows.push_back(issue.row);
    }
    return rows;
  };
  const auto before = broken_rows(column);
  snap_to_grid(column, all_rows(column), 0.001);
  const auto after = broken_rows(column);
  EXPECT_GT(before.size(), 500U);
  EXPECT_LT(before.size(), 4'500U);
  for (const std::uint32_t row : after) {
    ASSERT_TRUE(std::ranges::binary_search(before, row)) << column.wkt(row);
  }
}

}  // namespace
}  // namespace uavt::geo
