// What the differences of a night ask somebody to type, whose task it is, in which order, and what
// becomes of it from night to night.
#include "sync/worklist.hpp"

#include "sync/groups.hpp"
#include "sync/province.hpp"
#include "sync/ruling.hpp"
#include "sync/worklist_memory.hpp"
#include "tests/sync/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace uavt::sync {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

class Worklist : public testing::Test {
 protected:
  /// One mahalle with two streets in both registers.
  void streets() {
    for (const Register reg : {uavt, cbs}) {
      town.row(reg, Layer::neighbourhood, {{"mahalle_kodu", "1"}, {"ad", "Merkez"}});
      for (const auto& [code, name] : {std::pair("10", "Gül"), std::pair("20", "Lale")}) {
        town.row(reg, Layer::street,
                 {{"csbm_kodu", code}, {"mahalle_kodu", "1"}, {"ad", name}, {"tip", "sokak"}});
      }
    }
  }
  void door(Register reg, const std::string& code, const std::string& number,
            const std::string& street = "10", const std::string& building = "") {
    town.row(reg, Layer::door,
             {{"bina_kodu", code}, {"csbm_kodu", street}, {"kapi_no", number},
              {"yapi_kimlik_no", building}});
  }
  void unit(Register reg, const std::string& code, const std::string& door) {
    town.row(reg, Layer::unit, {{"adres_no", code}, {"bina_kodu", door}, {"ic_kapi_no", "1"}});
  }
  void building(Register reg, const std::string& code, const std::string& floors,
                const std::string& state = "kullanimda") {
    town.row(reg, Layer::building,
             {{"yapi_kimlik_no", code}, {"kat_zemin_ustu", floors}, {"durum", state}},
             square(0, 0, 10));
  }
  Corrections listed() {
    town.run();
    return corrections(town.last, town.matched, town.stored, town.plan, town.settings,
                       town.spoken);
  }
  /// "uavt ekle numarataj 5" a line, in order of typing.
  static std::vector<std::string> lines(const Corrections& found) {
    std::vector<std::string> text;
    for (const WorkItem& item : found.items) {
      text.push_back(std::string(name(item.list)) + " " + std::string(name(item.operation)) + " " +
                     std::string(name(item.layer)) + " " + item.key +
                     (item.group.empty() ? "" : " " + item.group));
    }
    return text;
  }
  static const WorkItem& only(const Corrections& found) {
    EXPECT_EQ(found.items.size(), 1u);
    return found.items.at(0);
  }
  Town town;
};

TEST_F(Worklist, WhatOneSideLacksIsAddedAndWhatItHasTooMuchIsRetiredLastAndInReverse) {
  streets();
  door(cbs, "1", "7"), door(cbs, "3", "12/A"), door(cbs, "4", "12"), door(cbs, "5", "2", "20");
  door(uavt, "1", "7"), door(uavt, "2", "9");
  unit(cbs, "101", "1"), unit(uavt, "101", "1"), unit(uavt, "102", "2"), unit(cbs, "103", "3");
  EXPECT_THAT(lines(listed()),
              ElementsAre("uavt ekle numarataj 4", "uavt ekle numarataj 3", "uavt ekle numarataj 5",
                          "uavt ekle bagimsiz_bolum 103", "uavt pasife_al bagimsiz_bolum 102",
                          "uavt pasife_al numarataj 2"));
}

TEST_F(Worklist, WhereTheMunicipalityHasNotBeenNothingIsRetired) {
  streets();
  for (const Register reg : {uavt, cbs}) {
    town.row(reg, Layer::neighbourhood, {{"mahalle_kodu", "2"}, {"ad", "Yeni"}});
    town.row(reg, Layer::street,
             {{"csbm_kodu", "30"}, {"mahalle_kodu", "2"}, {"ad", "Nar"}, {"tip", "sokak"}});
  }
  door(cbs, "1", "7"), door(uavt, "1", "7");
  door(uavt, "2", "9"), door(uavt, "3", "9", "30");
  EXPECT_THAT(lines(listed()), ElementsAre("uavt pasife_al numarataj 2"));
}

TEST_F(Worklist, AnAdministrativeUnitThatOnlyUavtHasIsTheMunicipalitysToAdd) {
  streets();
  town.row(uavt, Layer::neighbourhood, {{"mahalle_kodu", "2"}, {"ad", "Yeni"}});
  const Corrections found = listed();
  EXPECT_THAT(lines(found), ElementsAre("cbs ekle mahalle 2"));
  EXPECT_EQ(only(found).addressee, Addressee::gis_unit);
}

TEST_F(Worklist, WhoeverIsNotRightHasToMend) {
  town.authority(Layer::building, "kat", Authority::cbs);
  streets();
  building(cbs, "7", "4");
  building(uavt, "7", "5");
  const Corrections found = listed();
  EXPECT_THAT(lines(found), ElementsAre("uavt duzelt bina 7 kat"));
  EXPECT_EQ(only(found).current, "kat_zemin_ustu: 5");
  EXPECT_EQ(only(found).proposed, "kat_zemin_ustu: 4");
  EXPECT_FALSE(only(found).waits);

  streets();
  building(cbs, "7", "4");
  building(uavt, "7", "5");
  town.authority(Layer::building, "kat", Authority::uavt);
  const Corrections other = listed();
  EXPECT_THAT(lines(other), ElementsAre("cbs duzelt bina 7 kat"));
  EXPECT_EQ(only(other).current, "kat_zemin_ustu: 4");
}

TEST_F(Worklist, UnderNeverUavtIsToMendUntilSomebodyDecides) {
  town.authority(Layer::street, "ad", Authority::never);
  streets();
  town.row(cbs, Layer::street,
           {{"csbm_kodu", "30"}, {"mahalle_kodu", "1"}, {"ad", "Kırmızı"}, {"tip", "sokak"}});
  town.row(uavt, Layer::street,
           {{"csbm_kodu", "30"}, {"mahalle_kodu", "1"}, {"ad", "Mavi"}, {"tip", "sokak"}});
  const Corrections found = listed();
  EXPECT_THAT(lines(found), ElementsAre("uavt duzelt csbm 30 ad"));
  EXPECT_TRUE(only(found).waits);
}

TEST_F(Worklist, ADecisionMovesTheItemToWhomeverItIsAgainst) {
  town.authority(Layer::street, "ad", Authority::never);
  const auto night = [&] {
    for (const Register reg : {uavt, cbs}) {
      town.row(reg, Layer::street,
               {{"csbm_kodu", "30"}, {"ad", reg == uavt ? "Mavi" : "Kırmızı"}, {"tip", "sokak"}});
    }
    return listed();
  };
  EXPECT_TRUE(only(night()).waits);
  const Group& group = groups(Layer::street)[*group_position(Layer::street, "ad")];
  Ruling ruling;
  ruling.id = 1;
  ruling.form = RulingForm::group;
  ruling.layer = Layer::street;
  ruling.tucbs_no = town.published(Layer::street).tucbs_no[0];
  ruling.group = group.position;
  ruling.national = said(group, town.last.side(uavt).table(Layer::street), 0);
  ruling.municipal = said(group, town.last.side(cbs).table(Layer::street), 0);
  for (const auto& [take, expected] :
       {std::pair(RulingTake::municipal, "uavt duzelt csbm 30 ad"),
        std::pair(RulingTake::national, "cbs duzelt csbm 30 ad"),
        std::pair(RulingTake::published, "cbs duzelt csbm 30 ad")}) {  // UAVT's, by now
    ruling.take = take;
    town.stored.rulings = {ruling};
    const Corrections found = night();
    EXPECT_THAT(lines(found), ElementsAre(expected));
    EXPECT_FALSE(only(found).waits);
  }
}

TEST_F(Worklist, WhatMustStayIsRecordedAgainByWhoeverLeftItOut) {
  streets();
  door(cbs, "1", "7"), door(uavt, "1", "7");
  EXPECT_THAT(listed().items, IsEmpty());
  Ruling ruling;
  ruling.id = 1;
  ruling.form = RulingForm::absence;
  ruling.layer = Layer::door;
  ruling.tucbs_no = town.published(Layer::door).tucbs_no[0];
  ruling.reg = uavt;
  town.stored.rulings = {ruling};
  streets();
  town.speaks(uavt, Layer::door);
  door(cbs, "1", "7");
  EXPECT_THAT(lines(listed()), ElementsAre("uavt ekle numarataj 1"));
  streets();
  door(cbs, "1", "7"), door(uavt, "1", "7");
  EXPECT_THAT(listed().items, IsEmpty());
}

TEST_F(Worklist, WhatWasNotLetInIsTakenBackByWhoeverRecordedIt) {
  // A door of UAVT and one of the municipality, each refused as it was said.
  const auto refuse = [&](Register reg, const std::string& code, const std::string& number) {
    Ruling ruling;
    ruling.id = static_cast<std::int64_t>(town.stored.rulings.size()) + 1;
    ruling.form = RulingForm::insert;
    ruling.layer = Layer::door;
    ruling.reg = reg;
    (reg == uavt ? ruling.national : ruling.municipal) =
        said(table_of(Layer::door, {{{"bina_kodu", code}, {"csbm_kodu", "10"},
                                     {"kapi_no", number}}}), 0);
    town.stored.rulings.push_back(ruling);
  };
  const auto night = [&](auto... more) {
    streets();
    door(cbs, "1", "7"), door(uavt, "1", "7");
    (more(), ...);
    return listed();
  };
  EXPECT_THAT(night().items, IsEmpty());
  refuse(uavt, "5", "9"), refuse(cbs, "6", "11"), refuse(cbs, "", "13"), refuse(cbs, "", "13");
  const auto theirs = [&] { door(uavt, "5", "9"); };
  const auto ours = [&] { door(cbs, "6", "11"); };
  const auto unknown = [&] { door(cbs, "", "13"); };
  Corrections found = night(theirs, ours, unknown, unknown);
  EXPECT_THAT(lines(found),
              ElementsAre("uavt pasife_al numarataj 5", "cbs pasife_al numarataj 6",
                          testing::MatchesRegex("cbs pasife_al numarataj ~[0-9a-f]{16}\\.1"),
                          testing::MatchesRegex("cbs pasife_al numarataj ~[0-9a-f]{16}\\.2")));
  const WorkItem& item = found.items.at(0);
  EXPECT_EQ(item.reason, WorkReason::refused);
  EXPECT_EQ(item.current, "bina_kodu: 5, csbm_kodu: 10, kapi_no: 9");
  EXPECT_EQ(item.record.csbm, "Gül");
  EXPECT_EQ(item.record.mahalle_kodu, 1);
  EXPECT_EQ(item.record.dis_kapi, "9");
  EXPECT_EQ(item.record.bina_kodu, "5");
  EXPECT_EQ(item.addressee, Addressee::district_municipality);
  EXPECT_EQ(found.items.at(1).addressee, Addressee::gis_unit);
  const auto remember = [&] {
    town.stored.work_items.clear();
    for (const WorkItem& each : found.items) {
      OpenItem open;
      open.fingerprint = each.fingerprint, open.list = each.list, open.layer = each.layer;
      open.mahalle_kodu = each.record.mahalle_kodu;
      town.stored.work_items.push_back(open);
    }
  };
  remember();
  // In another spelling it is the same; one of two alike is taken back.
  found = night([&] { door(cbs, "6", " 11"); }, theirs, unknown);
  EXPECT_EQ(found.items.size(), 3u);
  EXPECT_THAT(found.unheard, IsEmpty());
  // UAVT has taken its door back; the municipality is not heard tonight.
  streets();
  door(uavt, "1", "7");
  found = listed();
  EXPECT_THAT(found.items, IsEmpty());
  EXPECT_EQ(found.unheard.size(), 3u) << "those of the municipality stand";
  // It speaks for another mahalle only, then for this one, in which it has taken back what it had.
  for (const auto& [mahalle, standing] : {std::pair(2, 3u), std::pair(1, 0u)}) {
    streets();
    door(uavt, "1", "7");
    town.speaks_for(cbs, Layer::door, {mahalle});
    found = listed();
    EXPECT_THAT(found.items, IsEmpty());
    EXPECT_EQ(found.unheard.size(), standing);
  }
  // Somebody lets it in: the ruling is withdrawn. Said otherwise, it ends by itself.
  std::erase_if(town.stored.rulings, [](const Ruling& ruling) { return ruling.id == 1; });
  EXPECT_THAT(lines(night(theirs, [&] { door(cbs, "6", "15"); })),
              ElementsAre("uavt ekle numarataj 6", "uavt pasife_al numarataj 5"));
}

TEST_F(Worklist, ARefusedUnitStandsInTheListBehindItsRefusedDoor) {
  streets();
  listed();
  Ruling ruling;
  ruling.form = RulingForm::insert;
  ruling.reg = uavt;
  ruling.id = 1, ruling.layer = Layer::door;
  ruling.national = said(table_of(Layer::door, {{{"bina_kodu", "5"}, {"csbm_kodu", "20"},
                                                 {"kapi_no", "9"}}}), 0);
  town.stored.rulings.push_back(ruling);
  ruling.id = 2, ruling.layer = Layer::unit;
  ruling.national = said(table_of(Layer::unit, {{{"adres_no", "101"}, {"bina_kodu", "5"},
                                                 {"ic_kapi_no", "1"}}}), 0);
  town.stored.rulings.push_back(ruling);
  streets();
  door(uavt, "5", "9", "20");
  unit(uavt, "101", "5");
  const Corrections found = listed();
  EXPECT_THAT(lines(found), ElementsAre("uavt pasife_al bagimsiz_bolum 101",
                                        "uavt pasife_al numarataj 5"));
  EXPECT_EQ(found.items.at(0).record.csbm, "Lale");
  EXPECT_EQ(found.items.at(0).record.dis_kapi, "9");
  EXPECT_EQ(found.items.at(0).record.mahalle, "Merkez");
}

TEST_F(Worklist, AnotherStreetIsAMove) {
  streets();
  door(cbs, "1", "7", "10");
  door(uavt, "1", "7", "20");
  const Corrections found = listed();
  EXPECT_THAT(lines(found), ElementsAre("cbs tasi numarataj 1 adres"));
  EXPECT_EQ(only(found).reason, WorkReason::other_parent);
  EXPECT_EQ(only(found).proposed, "csbm_kodu: 20");
}

TEST_F(Worklist, WhatHangsOnADemolishedBuildingIsRetiredAndNeverAdded) {
  town.authority(Layer::building, "durum", Authority::never);
  streets();
  building(cbs, "7", "4", "yikilmis");
  building(uavt, "7", "4");
  door(cbs, "1", "7", "10", "7"), door(uavt, "1", "7", "10", "7");
  door(cbs, "2", "9", "10", "7");
  unit(uavt, "101", "1");
  EXPECT_THAT(lines(listed()),
              ElementsAre("uavt pasife_al bagimsiz_bolum 101", "uavt pasife_al numarataj 1",
                          "uavt pasife_al bina 7"));
}

TEST_F(Worklist, OneThingUnderTwoCodesIsMergedByWhoeverHasTheWrongOne) {
  streets();
  door(cbs, "1", "7"), door(uavt, "2", "7");
  const Corrections found = listed();  // adres: uavt, so its code stands
  EXPECT_THAT(lines(found), ElementsAre("cbs birlestir numarataj 1"));
  EXPECT_EQ(only(found).proposed, "2");
  EXPECT_NE(only(found).other_no, 0);
}

TEST_F(Worklist, TwoRecordsOfUavtForOneThingAreMerged) {
  streets();
  door(cbs, "1", "7"), door(uavt, "1", "7"), door(uavt, "2", "7");
  const Corrections found = listed();
  EXPECT_THAT(lines(found), ElementsAre("uavt birlestir numarataj 2"));
  EXPECT_EQ(only(found).reason, WorkReason::recorded_twice);
  EXPECT_EQ(only(found).proposed, "1");
}

TEST_F(Worklist, WhatCannotBeToldApartIsNeitherMissingNorTooMuch) {
  streets();
  door(cbs, "", "7"), door(uavt, "1", "7"), door(uavt, "2", "7");
  door(cbs, "", "9"), door(cbs, "", "9"), door(uavt, "3", "9");
  EXPECT_THAT(lines(listed()), ElementsAre("uavt birlestir numarataj 2"));
}

TEST_F(Worklist, WhatWasSetApartOrNotDeliveredAsksForNothing) {
  streets();
  building(cbs, "7", "4");
  town.speaks(uavt, Layer::building);
  building(uavt, "7", "5");
  town.set_apart(uavt, Layer::building, 0);
  Corrections found = listed();
  EXPECT_THAT(found.items, IsEmpty());
  EXPECT_THAT(found.unjudged, testing::SizeIs(1));

  streets();
  building(cbs, "7", "4");
  building(uavt, "7", "4");
  EXPECT_THAT(listed().items, IsEmpty());
  streets();
  building(cbs, "7", "9");  // UAVT is silent tonight
  found = listed();
  EXPECT_THAT(found.items, IsEmpty());
  EXPECT_THAT(found.unjudged, testing::Not(IsEmpty()));
}

TEST_F(Worklist, ANumberIsGivenAwayBeforeAnotherDoorTakesIt) {
  town.authority(Layer::door, "adres", Authority::cbs);
  streets();
  // 5 → 7 → 9 → 11, and two that change places.
  const std::vector<std::array<std::string, 3>> doors = {
      {"1", "5", "7"}, {"2", "7", "9"}, {"3", "9", "11"}, {"4", "21", "23"}, {"5", "23", "21"}};
  for (const auto& [code, theirs, ours] : doors) door(uavt, code, theirs), door(cbs, code, ours);
  door(cbs, "6", "5");
  EXPECT_THAT(lines(listed()),
              ElementsAre("uavt duzelt numarataj 3 adres", "uavt duzelt numarataj 4 adres",
                          "uavt duzelt numarataj 5 adres", "uavt duzelt numarataj 2 adres",
                          "uavt duzelt numarataj 1 adres", "uavt ekle numarataj 6"));
}

TEST_F(Worklist, AFingerprintHoldsNoValue) {
  streets();
  building(cbs, "7", "4");
  building(uavt, "7", "5");
  const std::string before = only(listed()).fingerprint;
  streets();
  building(cbs, "7", "4");
  building(uavt, "7", "6");
  EXPECT_EQ(only(listed()).fingerprint, before);
}

TEST(Addressee, FollowsWhoNamesAndNumbers) {
  const Jurisdiction antalya{.plate = 7}, bolu{.plate = 14}, village{.plate = 14, .village = true};
  using enum Addressee;
  EXPECT_EQ(addressee_of(Layer::neighbourhood, "", antalya), population_office);
  EXPECT_EQ(addressee_of(Layer::street, "ad", antalya), metropolitan_municipality);
  EXPECT_EQ(addressee_of(Layer::door, "adres", antalya), metropolitan_municipality);
  EXPECT_EQ(addressee_of(Layer::door, "tip", antalya), district_municipality);
  EXPECT_EQ(addressee_of(Layer::unit, "", antalya), district_municipality);
  EXPECT_EQ(addressee_of(Layer::street, "ad", bolu), district_municipality);
  EXPECT_EQ(addressee_of(Layer::door, "", village), special_administration);
  EXPECT_EQ(addressee_of(Layer::parcel, "hepsi", bolu), land_registry);
  int count = 0;
  for (int plate = 1; plate <= 81; ++plate) {
    EXPECT_FALSE(province_name(plate).empty());
    count += metropolitan(plate) ? 1 : 0;
  }
  EXPECT_EQ(count, 30);
  EXPECT_EQ(province_name(34), "İstanbul");
  EXPECT_TRUE(province_name(82).empty());
}

WorkItem item(std::string fingerprint) {
  WorkItem one;
  one.layer = Layer::door;
  one.fingerprint = std::move(fingerprint);
  return one;
}

TEST(WorklistMemory, ItemsKeepTheirNumbersCloseAndComeBack) {
  Stored stored;
  stored.next_item = 8;
  OpenItem known;
  known.number = 3, known.fingerprint = "stays";
  known.layer = Layer::door, known.tucbs_no = 1;
  known.state = ItemState::reopened, known.first_run = 2, known.since_run = 5;
  stored.work_items = {known};
  known.fingerprint = "done", known.number = 4, known.tucbs_no = 2;
  stored.work_items.push_back(known);
  known.fingerprint = "unseen", known.number = 5, known.tucbs_no = 3;
  stored.work_items.push_back(known);
  Corrections found;
  found.items = {item("stays"), item("back"), item("new")};
  found.unjudged = {{Layer::door, 3}};
  EXPECT_THAT(not_remembered(found.items, stored), ElementsAre("back", "new"));
  Plan plan;
  compare(plan, found, stored, {{"back", {2, 1}}}, 9);
  ASSERT_EQ(plan.work_items.size(), 3u);
  EXPECT_EQ(plan.work_items[0].number, 3);
  EXPECT_EQ(plan.work_items[0].state, ItemState::reopened);
  EXPECT_EQ(plan.work_items[0].since_run, 5);
  EXPECT_EQ(plan.work_items[1].number, 2);
  EXPECT_EQ(plan.work_items[1].state, ItemState::reopened);
  EXPECT_EQ(plan.work_items[1].first_run, 1);
  EXPECT_EQ(plan.work_items[1].since_run, 9);
  EXPECT_EQ(plan.work_items[2].number, 8);
  EXPECT_EQ(plan.work_items[2].state, ItemState::open);
  EXPECT_THAT(plan.work_closed, ElementsAre("done"));
  EXPECT_THAT(plan.work_standing, ElementsAre("unseen"));
}

TEST(WorklistMemory, ADeliveryIsAnotherFileOfALaterDay) {
  Settings settings;
  SourceSettings source;
  source.name = "kapi";
  source.reg = uavt;
  source.layer = SourceLayer::door;
  settings.sources = {source};
  std::vector<Delivery> deliveries(1);
  deliveries[0].read = true;
  deliveries[0].digest = "b";
  deliveries[0].as_of = 20;
  Stored stored;
  stored.sources["kapi"].digest = "a";
  stored.deliveries = {{uavt, Layer::door, 0, 1, 10}};
  EXPECT_THAT(delivered_anew(deliveries, stored, settings, 2),
              ElementsAre(LayerDelivered{uavt, Layer::door, 0, 2, 20}));
  deliveries[0].as_of = 10;
  EXPECT_THAT(delivered_anew(deliveries, stored, settings, 2), IsEmpty()) << "the same day";
  deliveries[0].as_of = 20;
  deliveries[0].digest = "a";
  EXPECT_THAT(delivered_anew(deliveries, stored, settings, 2), IsEmpty()) << "the same file";
  deliveries[0].digest = "b";
  settings.sources[0].coverage = {40123};
  EXPECT_THAT(delivered_anew(deliveries, stored, settings, 2),
              ElementsAre(LayerDelivered{uavt, Layer::door, 40123, 2, 20}));
  Plan plan;
  plan.deliveries_added = {{uavt, Layer::door, 40123, 2, 20}};
  const ItemAges ages(stored, plan);
  EXPECT_EQ(ages.deliveries(WorkList::uavt, Layer::door, 40123, 1), 1);
  EXPECT_EQ(ages.deliveries(WorkList::uavt, Layer::door, 40124, 1), 0);
  EXPECT_EQ(ages.deliveries(WorkList::uavt, Layer::door, 40124, 0), 1);
  EXPECT_EQ(ages.deliveries(WorkList::cbs, Layer::door, 40123, 0), 0);
}

}  // namespace
}  // namespace uavt::sync
