// References inside a register: MAKS' GUIDs, names, codes, and AKS' bina_no.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapping_deliveries.hpp"

namespace uavt::sync {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MappedReferences, GuidsMeetWhateverTheirDress) {
  Deliveries town;
  town.add(SourceLayer::building, {"id", "yapi_kimlik_no"},
           {{"{AAAA-1}", "11"}, {"{aaaa-2}", "12"}, {"3.0", "13"}});
  town.add(SourceLayer::door, {"id", "kapi_no", "yapi_id", "ana_numarataj_id"},
           {{"D1", "1", "aaaa-1", nullptr},
            {"D2", "2", " {AAAA-2} ", "{d1}"},
            {"D3", "3", "3", nullptr},
            {"D4", "4", "{ffff}", "d9"},
            {"D5", "5", nullptr, nullptr},
            {"D6", "6", "0", nullptr}});
  town.add(SourceLayer::unit, {"numarataj_id", "yapi_id"},
           {{"{D2}", nullptr}, {nullptr, "{AAAA-1}"}, {nullptr, nullptr}});
  const Mapped result = town.mapped();
  EXPECT_THAT(links(result, Layer::door, "bina_tucbs_no"),
              ElementsAre(0, 1, 2, dangling_row, no_row, no_row));
  EXPECT_THAT(links(result, Layer::door, "ana_numarataj_tucbs_no"),
              ElementsAre(no_row, 0, no_row, dangling_row, no_row, no_row));
  EXPECT_THAT(links(result, Layer::unit, "numarataj_tucbs_no"), ElementsAre(1, 0, no_row));
  // What was not delivered stays unknown.
  EXPECT_FALSE(
      table(result, Layer::door).columns[position(Layer::door, "yapi_kimlik_no")].known);
  EXPECT_EQ(table(result, Layer::building).ids[1], "AAAA-2");
}

TEST(MappedReferences, WithoutTargetsNothingDangles) {
  Deliveries town;
  town.add(SourceLayer::door, {"kapi_no", "yapi_id", "csbm_kodu", "yapi_kodu"},
           {{"1", "{A}", "55", "66"}});
  const Mapped result = town.mapped();
  EXPECT_THAT(links(result, Layer::door, "bina_tucbs_no"), ElementsAre(no_row));
  EXPECT_THAT(links(result, Layer::door, "csbm_tucbs_no"), ElementsAre(no_row));
}

TEST(MappedReferences, CodesLeadToTheirRows) {
  Deliveries town;
  town.add(SourceLayer::neighbourhood, {"mahalle_kodu", "ad"}, {{"10", "LALE"}, {"20", "GÜL"}});
  town.add(SourceLayer::street, {"csbm_kodu", "mahalle_kodu"}, {{"100", "20"}, {"200", "99"}});
  town.add(SourceLayer::building, {"yapi_kodu", "yapi_kimlik_no", "mahalle_kodu"},
           {{"1", "1001", "10"}, {"2", "1002", nullptr}});
  town.add(SourceLayer::door, {"bina_kodu", "csbm_kodu", "kapi_no", "sahip_turu", "yapi_kodu",
                               "yapi_kimlik_no", "ana_numarataj_kodu"},
           {{"501", "100", "1", "yapi", "2", nullptr, nullptr},
            {"502", "100", "2", nullptr, "2", "1001", "501"},
            {"503", "777", "3", "diger_yapi", "9", nullptr, nullptr},
            {"504", nullptr, "4", "yapi", "9", nullptr, "999"}});
  const Mapped result = town.mapped();
  EXPECT_THAT(links(result, Layer::street, "mahalle_tucbs_no"), ElementsAre(1, dangling_row));
  EXPECT_THAT(links(result, Layer::building, "mahalle_tucbs_no"), ElementsAre(0, no_row));
  EXPECT_THAT(links(result, Layer::door, "csbm_tucbs_no"),
              ElementsAre(0, 0, dangling_row, no_row));
  EXPECT_THAT(links(result, Layer::door, "bina_tucbs_no"),
              ElementsAre(1, 0, no_row, dangling_row));
  EXPECT_THAT(links(result, Layer::door, "ana_numarataj_tucbs_no"),
              ElementsAre(no_row, 0, no_row, dangling_row));
}

TEST(MappedReferences, DoorsOnParcels) {
  Deliveries town;
  town.add(SourceLayer::parcel, {"ada", "parsel"},
           {{"101", "1"}, {"101", "2"}, {"102", "1"}, {"102", "1"}, {"-", "5"}});
  town.add(SourceLayer::door, {"kapi_no", "sahip_turu", "ada", "parsel"},
           {{"1", "parsel", "101", "2"},
            {"2", "parsel", "102", "1"},
            {"3", "parsel", "0", "5"},
            {"4", "parsel", "103", "1"},
            {"5", "yapi", "101", "1"},
            {"6", "parsel", "101", nullptr}});
  EXPECT_THAT(links(town.mapped(), Layer::door, "parsel_tucbs_no"),
              ElementsAre(1, no_row, 4, dangling_row, no_row, no_row));
}

TEST(MappedReferences, StreetsByNameOfTheirNeighbourhood) {
  Deliveries town;
  town.add(SourceLayer::neighbourhood, {"mahalle_kodu", "ad"},
           {{"10", "Atatürk Mh."}, {"20", "HACİ ALİ"}, {"30", "ÇINAR"}, {"40", "Çınar Mah."}});
  town.add(SourceLayer::street, {"ad", "mahalle_adi"},
           {{"A", "ATATÜRK MAHALLESİ"}, {"B", "Hacı Ali"}, {"C", "ÇINAR"}, {"D", "YOK"},
            {"E", nullptr}});
  EXPECT_THAT(links(town.mapped(), Layer::street, "mahalle_tucbs_no"),
              ElementsAre(0, 1, no_row, dangling_row, no_row));
}

TEST(MappedReferences, GivenByNameTheCodeMayBeMissing) {
  Deliveries town;
  town.add(SourceLayer::neighbourhood, {"mahalle_kodu", "ad"}, {{"10", "LALE"}});
  town.add(SourceLayer::street, {"csbm_kodu", "ad", "mahalle_kodu", "mahalle_adi"},
           {{"1", "A", nullptr, "Lale"}, {"2", "B", nullptr, nullptr}, {"3", "C", "10", nullptr}});
  const Mapped result = town.mapped();
  EXPECT_THAT(links(result, Layer::street, "mahalle_tucbs_no"), ElementsAre(0, no_row, 0));
  EXPECT_THAT(summary(result), ElementsAre("MOD-02 mahalle_kodu 1"));
}

TEST(MappedReferences, DoorsByNameOfTheirStreet) {
  Deliveries town;
  town.add(SourceLayer::neighbourhood, {"mahalle_kodu", "ad"}, {{"10", "LALE"}, {"20", "GÜL"}});
  town.add(SourceLayer::street, {"csbm_kodu", "mahalle_kodu", "ad_tip"},
           {{"1", "10", "PAPATYA SOKAK"},
            {"2", "20", "PAPATYA SOKAK"},
            {"3", "10", "PAPATYA CADDESİ"},
            {"4", "20", "NERGİS SOKAK"},
            {"5", "20", "NERGİS SOKAK"}});
  town.add(SourceLayer::door, {"kapi_no", "mahalle_adi", "csbm_adi"},
           {{"1", "Gül Mah.", "Papatya Sk."},
            {"2", "LALE", "PAPATYA CAD."},
            {"3", "LALE", "PAPATYA"},
            {"4", "GÜL", "NERGİS SOKAĞI"},
            {"5", "LALE", "ZAMBAK SOKAK"},
            {"6", "YOK", "PAPATYA SOKAK"},
            {"7", nullptr, "PAPATYA CADDESİ"},
            {"8", "GÜL", "PAPATYA"}});
  EXPECT_THAT(links(town.mapped(), Layer::door, "csbm_tucbs_no"),
              ElementsAre(1, 2, no_row, no_row, dangling_row, dangling_row, 2, 1));
}

TEST(MappedReferences, AksUnitsNameTheirDoorByTheBetterColumn) {
  const auto units = [](std::vector<std::vector<const char*>> rows) {
    Deliveries town;
    town.reg = Register::uavt;
    town.add(SourceLayer::door, {"bina_kodu", "numarataj_kimlik_no", "yapi_kodu", "kapi_no"},
             {{"1", "901", "71", "1"}, {"2", "902", "72", "3"}, {"3", "903", "72", "5"}});
    town.add(SourceLayer::unit, {"adres_no", "bina_no", "yapi_kodu"}, std::move(rows));
    return links(town.mapped(), Layer::unit, "numarataj_tucbs_no");
  };
  // Two of three are door ids, one is a door code.
  EXPECT_THAT(units({{"1000000001", "902", "71"}, {"1000000002", "903", "71"},
                     {"1000000003", "1", "71"}}),
              ElementsAre(1, 2, dangling_row));
  EXPECT_THAT(units({{"1000000001", "1", "72"}, {"1000000002", "2", "72"}}), ElementsAre(0, 1));
  // Neither: the yapı's only door; yapı 72 has two.
  EXPECT_THAT(units({{"1000000001", "55", "71"}, {"1000000002", "56", "72"}}),
              ElementsAre(0, no_row));
}

TEST(Link, LastSeenRowsAnswerForRowsSetApart) {
  Deliveries town;
  town.add(SourceLayer::street, {"csbm_kodu", "ad"}, {{"100", "A"}, {"200", "B"}});
  town.add(SourceLayer::door, {"kapi_no", "csbm_kodu"},
           {{"1", "100"}, {"2", "200"}, {"3", "300"}});
  Mapped result = town.mapped();
  EXPECT_THAT(links(result, Layer::door, "csbm_tucbs_no"), ElementsAre(0, 1, dangling_row));
  Table& streets = result.tables[index(Layer::street)];
  streets.states[0] = RowState::quarantined;
  streets.states[1] = RowState::quarantined;
  link(result.tables);
  EXPECT_THAT(links(result, Layer::door, "csbm_tucbs_no"),
              ElementsAre(set_apart_row, set_apart_row, dangling_row));
  for (const std::int64_t code : {200, 300}) {
    const std::size_t row = streets.append_row({});
    streets.states[row] = RowState::last_seen;
    streets.columns[position(Layer::street, "csbm_kodu")].integers[row] = code;
  }
  link(result.tables);
  EXPECT_THAT(links(result, Layer::door, "csbm_tucbs_no"), ElementsAre(set_apart_row, 2, 3));
}

TEST(Link, LinksByIdFollowTheRowsNumber) {
  Deliveries town;
  town.add(SourceLayer::building, {"id", "ad"}, {{"A", "x"}, {"B", "y"}});
  town.add(SourceLayer::door, {"kapi_no", "yapi_id"}, {{"1", "a"}, {"2", "b"}});
  Mapped result = town.mapped();
  Table& buildings = result.tables[index(Layer::building)];
  buildings.tucbs_no = {41, 42};
  buildings.states = {RowState::quarantined, RowState::valid};
  const std::size_t stands = buildings.append_row({});
  buildings.states[stands] = RowState::last_seen;
  buildings.tucbs_no[stands] = 41;
  link(result.tables);
  EXPECT_THAT(links(result, Layer::door, "bina_tucbs_no"), ElementsAre(2, 1));
}

}  // namespace
}  // namespace uavt::sync
