// Flat UAVT rows: four layers out of one row, contradictions, ties.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "mapping_deliveries.hpp"

namespace uavt::sync {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<std::string> header = {"mahalle_kodu", "mahalle_adi", "csbm_kodu", "csbm_adi",
                                         "bina_kodu",    "kapi_no",     "site_adi",  "blok_adi",
                                         "adres_no",     "ic_kapi_no"};

Deliveries flat(std::vector<std::vector<const char*>> rows) {
  Deliveries town;
  town.reg = Register::uavt;
  town.add(SourceLayer::flat, header, std::move(rows));
  return town;
}

TEST(MappedFlat, OneRowFeedsFourLayers) {
  const Mapped result =
      flat({{"10", "LALE", "100", "PAPATYA SOKAK", "1000", "1", nullptr, "A", "1000000001", "1"},
            {"10", "LALE", "100", "PAPATYA SOKAK", "1000", "1", nullptr, "A", "1000000002", "2"},
            {"10", "LALE", "100", "Papatya Sk.", "1001", "3", "GÜL SİTESİ", nullptr, nullptr,
             nullptr},
            {"10", "lale mah.", "200", "NERGİS CADDESİ", "1002", "5", nullptr, nullptr,
             "1000000003", nullptr}})
          .mapped();
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_THAT(values(result, Layer::neighbourhood, "mahalle_kodu"), ElementsAre("10"));
  EXPECT_THAT(values(result, Layer::neighbourhood, "ad"), ElementsAre("LALE"));
  EXPECT_THAT(values(result, Layer::street, "csbm_kodu"), ElementsAre("100", "200"));
  EXPECT_THAT(values(result, Layer::street, "tip"), ElementsAre("sokak", "cadde"));
  EXPECT_THAT(values(result, Layer::street, "mahalle_kodu"), ElementsAre("10", "10"));
  EXPECT_THAT(values(result, Layer::door, "bina_kodu"), ElementsAre("1000", "1001", "1002"));
  EXPECT_THAT(values(result, Layer::door, "site_adi"), ElementsAre("·", "GÜL SİTESİ", "·"));
  EXPECT_THAT(values(result, Layer::door, "blok_adi"), ElementsAre("A", "·", "·"));
  EXPECT_THAT(values(result, Layer::unit, "adres_no"),
              ElementsAre("1000000001", "1000000002", "1000000003"));
  EXPECT_THAT(values(result, Layer::unit, "bina_kodu"), ElementsAre("1000", "1000", "1002"));
  EXPECT_THAT(links(result, Layer::street, "mahalle_tucbs_no"), ElementsAre(0, 0));
  EXPECT_THAT(links(result, Layer::door, "csbm_tucbs_no"), ElementsAre(0, 0, 1));
  EXPECT_THAT(links(result, Layer::unit, "numarataj_tucbs_no"), ElementsAre(0, 0, 2));
  EXPECT_EQ(targets(result.accounts[0], 1), "mahalle:0 csbm:0 numarataj:0 bagimsiz_bolum:1");
  EXPECT_EQ(targets(result.accounts[0], 2), "mahalle:0 csbm:0 numarataj:1");
  EXPECT_EQ(table(result, Layer::door).origins[2], (Origin{0, 4}));
  EXPECT_FALSE(result.delivered[index(Layer::building)]);
  EXPECT_TRUE(result.delivered[index(Layer::unit)]);
}

TEST(MappedFlat, TheFrequentContentWins) {
  const Mapped result =
      flat({{"10", "LALE", "100", "GÜL SOKAK", "1", "1", nullptr, nullptr, nullptr, nullptr},
            {"10", "LALE", "100", "NERGİS SOKAK", "2", "3", nullptr, nullptr, nullptr, nullptr},
            {"10", "LALE", "100", "Nergis Sokağı", "3", "5", nullptr, nullptr, nullptr, nullptr}})
          .mapped();
  EXPECT_THAT(values(result, Layer::street, "ad"), ElementsAre("NERGİS"));
  EXPECT_EQ(table(result, Layer::street).states[0], RowState::valid);
  ASSERT_THAT(summary(result), ElementsAre("SRC-07 ad 0"));
  const Finding finding = result.findings.front();
  EXPECT_EQ(argument(finding, "parent"), "csbm");
  EXPECT_EQ(argument(finding, "code"), "100");
  EXPECT_EQ(argument(finding, "kept"), "NERGİS");
  EXPECT_EQ(argument(finding, "others"), "GÜL");
  EXPECT_EQ(finding.subjects.front().origin, (Origin{0, 2}));
}

TEST(MappedFlat, ATieIsSetApartAndItsChildrenAreNot) {
  const std::vector<std::vector<const char*>> rows = {
      {"10", "LALE", "100", "GÜL SOKAK", "1", "1", nullptr, nullptr, "1000000001", nullptr},
      {"20", "NERGİS", "100", "GÜL SOKAK", "2", "3", nullptr, nullptr, "1000000002", nullptr}};
  Deliveries town = flat(rows);
  const Mapped result = town.mapped();
  EXPECT_EQ(table(result, Layer::street).states[0], RowState::quarantined);
  EXPECT_THAT(links(result, Layer::door, "csbm_tucbs_no"),
              ElementsAre(set_apart_row, set_apart_row));
  EXPECT_THAT(links(result, Layer::unit, "numarataj_tucbs_no"), ElementsAre(0, 1));
  ASSERT_THAT(summary(result), ElementsAre("SRC-07 mahalle_kodu 0"));
  EXPECT_EQ(argument(result.findings.front(), "kept"), "–");
  EXPECT_EQ(argument(result.findings.front(), "others"), "10 · 20");

  // Last seen with mahalle 20: that content wins.
  std::array<Table, layer_count> images;
  Table& streets = images[index(Layer::street)] = Table(Layer::street);
  streets.append_row({});
  streets.columns[position(Layer::street, "csbm_kodu")].integers[0] = 100;
  streets.columns[position(Layer::street, "mahalle_kodu")].integers[0] = 20;
  streets.columns[position(Layer::street, "ad")].texts.set(0, "Gül");
  streets.columns[position(Layer::street, "tip")].integers[0] =
      *layer_type(Layer::street).attributes[position(Layer::street, "tip")].list->position("sokak");
  const Mapped settled = mapped(town.reg, town.all, town.settings, &images);
  EXPECT_EQ(table(settled, Layer::street).states[0], RowState::valid);
  EXPECT_THAT(values(settled, Layer::street, "mahalle_kodu"), ElementsAre("20"));
  EXPECT_THAT(links(settled, Layer::street, "mahalle_tucbs_no"), ElementsAre(1));
  EXPECT_EQ(argument(settled.findings.front(), "kept"), "20");
}

TEST(MappedFlat, OrderOfRowsDoesNotDecide) {
  const std::vector<std::vector<const char*>> rows = {
      {"10", "LALE", "100", "Gül Sokak", "1", "1", nullptr, nullptr, "1000000001", nullptr},
      {"10", "Lale Mah.", "100", "GÜL SOKAK", "1", "1", nullptr, nullptr, "1000000002", nullptr},
      {"10", "LALE", "100", "GUL SOKAK", "1", "1A", nullptr, nullptr, "1000000003", nullptr}};
  std::vector<std::vector<std::string>> seen;
  std::array<std::size_t, 3> order = {0, 1, 2};
  do {
    const Mapped result = flat({rows[order[0]], rows[order[1]], rows[order[2]]}).mapped();
    std::vector<std::string> content = summary(result);
    for (const auto& [layer, attribute] :
         {std::pair{Layer::neighbourhood, "ad"}, {Layer::street, "ad"}, {Layer::door, "kapi_no"}}) {
      content.push_back(values(result, layer, attribute).at(0));
    }
    seen.push_back(content);
  } while (std::ranges::next_permutation(order).found);
  EXPECT_EQ(seen.size(), 6u);
  EXPECT_THAT(seen, testing::Each(seen.front()));
}

TEST(MappedFlat, RowsFeedWhatTheyCan) {
  const Mapped result =
      flat({{"10", "LALE", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr},
            {"10", "LALE", nullptr, "GÜL SOKAK", nullptr, "5", nullptr, nullptr, nullptr, "1"},
            {"10", "LALE", "YENI-1", "gül sk.", "0", "5", nullptr, nullptr, nullptr, "2"},
            {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
             nullptr}})
          .mapped();
  EXPECT_EQ(table(result, Layer::neighbourhood).size(), 1u);
  EXPECT_EQ(table(result, Layer::street).size(), 1u);
  EXPECT_EQ(table(result, Layer::door).size(), 1u);
  EXPECT_THAT(values(result, Layer::unit, "ic_kapi_no"), ElementsAre("1", "2"));
  EXPECT_THAT(links(result, Layer::unit, "numarataj_tucbs_no"), ElementsAre(0, 0));
  EXPECT_EQ(targets(result.accounts[0], 0), "mahalle:0");
  EXPECT_EQ(targets(result.accounts[0], 3), "");
  EXPECT_THAT(summary(result), ElementsAre("MOD-02 csbm_kodu 0", "MOD-02 mahalle_kodu -1"));
}

TEST(MappedFlat, ACodeIsJudgedOnceWhereItIsOwn) {
  const Mapped result =
      flat({{"10.0", "LALE", "100.0", "GÜL SOKAK", "1", "1", nullptr, nullptr, "1000000001", "1"},
            {"10.0", "LALE", "100.0", "GÜL SOKAK", "1", "1", nullptr, nullptr, "1000000002", "2"},
            {"10.0", "LALE", "100.0", "GÜL SOKAK", "2.0", "3", nullptr, nullptr, "55", "1"}})
          .mapped();
  EXPECT_THAT(summary(result), ElementsAre("KEY-02 adres_no 2", "KEY-06 bina_kodu 1",
                                           "KEY-06 csbm_kodu 0", "KEY-06 mahalle_kodu 0"));
}

TEST(MappedFlat, SeveralFilesAreOneRegister) {
  Deliveries town = flat({{"10", "LALE", "100", "GÜL SOKAK", "1", "1", nullptr, nullptr,
                           "1000000001", nullptr}});
  town.add(SourceLayer::flat, header,
           {{"10", "LALE", "101", "NERGİS SOKAK", "2", "1", nullptr, nullptr, "1000000002",
             nullptr}});
  const Mapped result = town.mapped();
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_EQ(table(result, Layer::neighbourhood).size(), 1u);
  EXPECT_THAT(links(result, Layer::street, "mahalle_tucbs_no"), ElementsAre(0, 0));
  EXPECT_EQ(targets(result.accounts[1], 0), "mahalle:0 csbm:1 numarataj:1 bagimsiz_bolum:1");
}

TEST(MappedFlat, ColumnsNobodyMapsFeedNoLayer) {
  Deliveries town;
  town.reg = Register::uavt;
  town.add(SourceLayer::flat, {"mahalle_kodu", "csbm_kodu", "csbm_adi"},
           {{"10", "100", "GÜL SOKAK"}});
  const Mapped result = town.mapped();
  EXPECT_TRUE(result.delivered[index(Layer::street)]);
  EXPECT_FALSE(result.delivered[index(Layer::door)]);
  EXPECT_FALSE(result.delivered[index(Layer::unit)]);
  EXPECT_EQ(targets(result.accounts[0], 0), "mahalle:0 csbm:0");
}

}  // namespace
}  // namespace uavt::sync
