// MAKS' three road tables → csbm and yol_orta_hat. The town: MEHTAP CADDESİ runs along the border
// of two mahalle (its sides carry two codes) and on into the second; GÜL SOKAK has no code yet.
//
//        LALE      (M1)     code 101 ┐
//   ───────────────────────────────── L1 ──── L2 ────
//        NERGİS    (M2)     code 102 ┘        102/102
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "mapping_deliveries.hpp"

namespace uavt::sync {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

void add_line(geo::GeometryColumn& lines, double from_x, double to_x) {
  lines.begin_row(geo::Kind::line);
  lines.begin_part();
  lines.begin_ring();
  lines.add_vertex(from_x, 0);
  lines.add_vertex(to_x, 0);
  lines.end_row();
}

Deliveries town() {
  Deliveries town;
  town.add(SourceLayer::neighbourhood, {"id", "ad"}, {{"{M1}", "LALE"}, {"{M2}", "NERGİS"}});
  town.add(SourceLayer::road, {"id", "yol_kimlik_no", "ad", "maks_tip"},
           {{"{Y1}", "9001", "MEHTAP", "2"}, {"{Y2}", "9002", "GÜL", "1"}});
  Delivery& lines =
      town.add(SourceLayer::centreline, {"id", "kimlik_no", "yol_id"},
               {{"{L1}", "1", "{y1}"}, {"{L2}", "2", "Y1"}, {"{L3}", "3", "{Y2}"}});
  lines.rows.has_geometry = true;
  add_line(lines.rows.geometry, 0, 100);
  add_line(lines.rows.geometry, 100, 200);
  add_line(lines.rows.geometry, 500, 600);
  town.add(SourceLayer::road_side,
           {"id", "yol_orta_hat_id", "mahalle_id", "csbm_kodu", "baslangic_no", "bitis_no", "yon"},
           {{"{S1}", "{l1}", "{m1}", "101", "2", "20", "Çift"},
            {"{S2}", "{L1}", "{M2}", "102", "1", "19", "Tek"},
            {"{S3}", "{L2}", "{M2}", "102", "21", "39", "TEK"},
            {"{S4}", "{L2}", "{M2}", "102", "22", "40", "ÇİFT"},
            {"{S5}", "{L3}", "{M1}", nullptr, "1", "9", "tek"},
            {"{S6}", "{L3}", "{M1}", "0", "2", "8", "cift"}});
  town.add(SourceLayer::door, {"kapi_no", "yol_orta_hat_yon_id"},
           {{"4", "{s1}"}, {"23", "S3"}, {"3", "{S5}"}, {"1", "{S9}"}});
  return town;
}

TEST(MappedRoads, ABorderStreetIsOneStreetAMahalle) {
  const Mapped result = town().mapped();
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_THAT(values(result, Layer::street, "csbm_kodu"), ElementsAre("101", "102", "·"));
  EXPECT_THAT(values(result, Layer::street, "ad"), ElementsAre("MEHTAP", "MEHTAP", "GÜL"));
  EXPECT_THAT(values(result, Layer::street, "tip"), ElementsAre("cadde", "cadde", "sokak"));
  EXPECT_THAT(values(result, Layer::street, "yol_kimlik_no"), ElementsAre("9001", "9001", "9002"));
  EXPECT_THAT(links(result, Layer::street, "mahalle_tucbs_no"), ElementsAre(0, 1, 0));
  EXPECT_FALSE(
      table(result, Layer::street).columns[position(Layer::street, "mahalle_kodu")].known);
  const geo::GeometryColumn& lines = table(result, Layer::street).geometry;
  EXPECT_EQ(lines[0].part_count(), 1u);  // the border line belongs to both …
  EXPECT_EQ(lines[1].part_count(), 2u);  // … and is there once, though L2 has two sides of 102
  EXPECT_EQ(lines[2].box().min_x, 500);
  EXPECT_TRUE(result.delivered[index(Layer::street)]);
  EXPECT_TRUE(table(result, Layer::street).geometry_known);
}

TEST(MappedRoads, AStreetWithoutCodeIsFollowedByItsRoadAndMahalle) {
  const Mapped result = town().mapped();
  const TextColumn& ids = table(result, Layer::street).ids;
  EXPECT_TRUE(ids.null(0));
  EXPECT_EQ(ids[2], "Y2/M1");
}

TEST(MappedRoads, OddNumbersStandOnTheLeft) {
  const Mapped result = town().mapped();
  const auto line = [&](std::string_view attribute) {
    return values(result, Layer::centreline, attribute);
  };
  EXPECT_THAT(line("sol_csbm_kodu"), ElementsAre("102", "102", "·"));
  EXPECT_THAT(line("sag_csbm_kodu"), ElementsAre("101", "102", "·"));
  EXPECT_THAT(line("sol_baslangic_no"), ElementsAre("1", "21", "1"));
  EXPECT_THAT(line("sag_bitis_no"), ElementsAre("20", "40", "8"));
  EXPECT_THAT(line("sol_yon"), ElementsAre("tek", "tek", "tek"));
  EXPECT_THAT(line("ad"), ElementsAre("MEHTAP", "MEHTAP", "GÜL"));
  EXPECT_THAT(line("tip"), ElementsAre("cadde", "cadde", "sokak"));
  EXPECT_THAT(line("yol_kimlik_no"), ElementsAre("9001", "9001", "9002"));
  EXPECT_THAT(links(result, Layer::centreline, "sol_csbm_tucbs_no"), ElementsAre(1, 1, 2));
  EXPECT_THAT(links(result, Layer::centreline, "sag_csbm_tucbs_no"), ElementsAre(0, 1, 2));
}

TEST(MappedRoads, WithoutParityTheDrawingDirectionOrTheIdDecides) {
  Deliveries roads;
  roads.add(SourceLayer::centreline, {"id", "kimlik_no"}, {{"L1", "1"}, {"L2", "2"}});
  roads.add(SourceLayer::road_side, {"id", "yol_orta_hat_id", "csbm_kodu", "sayisallastirma_yon"},
            {{"S1", "L1", "11", "2"}, {"S2", "L1", "12", "1"}, {"S4", "L2", "14", nullptr},
             {"S3", "L2", "13", nullptr}});
  const Mapped result = roads.mapped();
  EXPECT_THAT(values(result, Layer::centreline, "sol_csbm_kodu"), ElementsAre("12", "13"));
  EXPECT_THAT(values(result, Layer::centreline, "sag_csbm_kodu"), ElementsAre("11", "14"));
}

TEST(MappedRoads, DoorsReachTheirStreetOverTheSide) {
  EXPECT_THAT(links(town().mapped(), Layer::door, "csbm_tucbs_no"),
              ElementsAre(0, 1, 2, dangling_row));
}

TEST(MappedRoads, EveryRecordStandsBehindARow) {
  const Mapped result = town().mapped();
  EXPECT_EQ(targets(result.accounts[1], 0), "csbm:0 csbm:1");
  EXPECT_EQ(targets(result.accounts[1], 1), "csbm:2");
  EXPECT_EQ(targets(result.accounts[2], 2), "yol_orta_hat:2");
  EXPECT_EQ(targets(result.accounts[3], 0), "csbm:0");
  EXPECT_EQ(targets(result.accounts[3], 5), "csbm:2");
}

TEST(MappedRoads, RecordsThatLeadNowhereSayWhy) {
  Deliveries roads;
  roads.add(SourceLayer::road, {"id", "ad"}, {{"Y1", "A"}, {"Y9", "KOPUK"}, {nullptr, "ADSIZ"}});
  roads.add(SourceLayer::centreline, {"id", "yol_id"}, {{"L1", "Y1"}, {"L2", "Y7"}});
  roads.add(SourceLayer::road_side, {"id", "yol_orta_hat_id", "mahalle_id", "csbm_kodu"},
            {{"S1", "L1", "M1", nullptr},
             {"S2", "L9", "M1", nullptr},
             {"S3", nullptr, "M1", nullptr},
             {"S4", "L9", "M1", "55"},
             {"S5", "L1", nullptr, "1.2E+09"},
             {"S6", "L1", nullptr, "1.2E+09"}});
  const Mapped result = roads.mapped();
  EXPECT_THAT(values(result, Layer::street, "csbm_kodu"), ElementsAre("·", "55", "·"));
  EXPECT_THAT(summary(result),
              ElementsAre("KEY-02 csbm_kodu 2", "KEY-04 id -1", "KEY-04 yol_id 1",
                          "KEY-04 yol_orta_hat_id -1", "MOD-02 id -1", "MOD-02 mahalle_id 2",
                          "MOD-02 yol_orta_hat_id -1"));
  EXPECT_EQ(targets(result.accounts[2], 1), "");
  EXPECT_EQ(targets(result.accounts[2], 3), "csbm:1");
  EXPECT_EQ(targets(result.accounts[0], 1), "");
}

TEST(MappedRoads, TheOrderOfRecordsDoesNotDecide) {
  const std::vector<std::vector<const char*>> sides = {{"S1", "L1", "M1", "5"},
                                                       {"S2", "L2", "M2", "5"},
                                                       {"S3", "L3", "M2", "5"}};
  std::array<std::size_t, 3> order = {0, 1, 2};
  std::vector<std::string> seen;
  do {
    Deliveries roads;
    roads.add(SourceLayer::neighbourhood, {"id"}, {{"M1"}, {"M2"}});
    roads.add(SourceLayer::road, {"id", "ad"}, {{"Y1", "A"}, {"Y2", "B"}});
    Delivery& lines = roads.add(SourceLayer::centreline, {"id", "yol_id"},
                                {{"L1", "Y1"}, {"L2", "Y2"}, {"L3", "Y2"}});
    lines.rows.has_geometry = true;
    for (const double x : {0.0, 10.0, 20.0}) add_line(lines.rows.geometry, x, x + 10);
    roads.add(SourceLayer::road_side, {"id", "yol_orta_hat_id", "mahalle_id", "csbm_kodu"},
              {sides[order[0]], sides[order[1]], sides[order[2]]});
    const Mapped result = roads.mapped();
    seen.push_back(values(result, Layer::street, "ad").at(0) + ' ' +
                   std::to_string(links(result, Layer::street, "mahalle_tucbs_no").at(0)) + ' ' +
                   table(result, Layer::street).geometry.wkt(0));
  } while (std::ranges::next_permutation(order).found);
  EXPECT_EQ(seen.size(), 6u);
  EXPECT_THAT(seen, testing::Each("B 1 MULTILINESTRING ((0 0, 10 0), (10 0, 20 0), (20 0, 30 0))"));
}

TEST(MappedRoads, PlainStreetsTakeTheNameOfTheirRoad) {
  Deliveries roads;
  roads.add(SourceLayer::road, {"id", "ad", "tip"}, {{"{Y1}", "MEHTAP", "Cadde"}});
  roads.add(SourceLayer::street, {"csbm_kodu", "yol_id"}, {{"7", "y1"}});
  const Mapped result = roads.mapped();
  EXPECT_THAT(values(result, Layer::street, "ad"), ElementsAre("MEHTAP"));
  EXPECT_THAT(values(result, Layer::street, "tip"), ElementsAre("cadde"));
  EXPECT_EQ(targets(result.accounts[0], 0), "csbm:0");
}

}  // namespace
}  // namespace uavt::sync
