// What a person decided holds on the very values it was about, outlives noise, and is over when a
// register says something else.
#include "sync/refusal.hpp"

#include "sync/groups.hpp"

#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

/// A street that both registers have under one code, its name under `never`.
class StreetName : public ::testing::Test {
 protected:
  StreetName() { town_.authority(Layer::street, "ad", Authority::never); }

  void night(const std::string& national, const std::string& municipal) {
    town_.row(uavt, Layer::street, {{"csbm_kodu", "10"}, {"ad", national}, {"tip", "sokak"}});
    town_.row(cbs, Layer::street, {{"csbm_kodu", "10"}, {"ad", municipal}, {"tip", "sokak"}});
    town_.run();
  }
  [[nodiscard]] std::string published() const { return town_.value(Layer::street, 0, "ad"); }

  /// A decision on what both sides said last.
  void decide(RulingTake take) {
    const Group& group = groups(Layer::street)[*group_position(Layer::street, "ad")];
    Ruling ruling;
    ruling.id = ++last_id_;
    ruling.form = RulingForm::group;
    ruling.layer = Layer::street;
    ruling.tucbs_no = 1;
    ruling.group = group.position;
    ruling.take = take;
    ruling.national = said(group, town_.last.side(uavt).table(Layer::street), 0);
    ruling.municipal = said(group, town_.last.side(cbs).table(Layer::street), 0);
    town_.stored.rulings.push_back(ruling);
  }

  Town town_;
  std::int64_t last_id_ = 0;
};

TEST_F(StreetName, IsWhatWasDecidedFromTheNextNightOn) {
  night("Gül", "Gül");
  night("Gül", "Lale");
  ASSERT_EQ(published(), "Gül");
  decide(RulingTake::municipal);
  night("Gül", "Lale");
  EXPECT_EQ(published(), "Lale");
  EXPECT_EQ(town_.count(Rule::uav_03), 1u) << "the registers do differ";
  EXPECT_TRUE(town_.stored.unsettled.empty()) << "what is decided is settled";
  night("Gül", "Lale");
  EXPECT_EQ(town_.rows_changed() + town_.images_changed(), 0u);
  EXPECT_EQ(town_.stored.rulings.size(), 1u);
}

TEST_F(StreetName, EndsAConflict) {
  night("Gül", "Gül");
  night("Menekşe", "Lale");
  ASSERT_EQ(town_.count(Rule::uav_10), 1u);
  decide(RulingTake::national);
  night("Menekşe", "Lale");
  EXPECT_EQ(published(), "Menekşe");
  EXPECT_EQ(town_.count(Rule::uav_10), 0u);
  EXPECT_EQ(town_.count(Rule::uav_03), 1u);
}

TEST_F(StreetName, OutlivesNoiseAndEndsWithAChange) {
  night("Gül", "Gül");
  night("Gül", "Lale");
  decide(RulingTake::municipal);
  night("GÜL SOKAĞI", "LALE SK.");
  EXPECT_EQ(published(), "Lale");
  EXPECT_EQ(town_.stored.rulings.size(), 1u) << "another spelling is no other name";
  night("Gül", "Papatya");
  EXPECT_TRUE(town_.stored.rulings.empty());
  EXPECT_EQ(town_.plan.rulings_ended, std::vector<std::int64_t>{1});
  EXPECT_EQ(published(), "Lale") << "under never the base stays: somebody is asked anew";
  EXPECT_EQ(town_.stored.unsettled.size(), 1u);
}

TEST_F(StreetName, WaitsWhileASideIsSilent) {
  night("Gül", "Gül");
  night("Gül", "Lale");
  decide(RulingTake::municipal);
  town_.row(uavt, Layer::street, {{"csbm_kodu", "10"}, {"ad", "Gül"}, {"tip", "sokak"}});
  town_.run();
  EXPECT_EQ(published(), "Lale") << "the municipality stands as last seen";
  EXPECT_EQ(town_.stored.rulings.size(), 1u);
}

TEST_F(StreetName, OfTwoDecisionsTheLaterHolds) {
  night("Gül", "Gül");
  night("Gül", "Lale");
  decide(RulingTake::municipal);
  night("Gül", "Lale");
  decide(RulingTake::national);
  night("Gül", "Lale");
  EXPECT_EQ(published(), "Gül");
  EXPECT_EQ(town_.plan.rulings_ended, std::vector<std::int64_t>{1});
}

TEST_F(StreetName, ARulingEndsWhenItsRowLeaves) {
  night("Gül", "Gül");
  night("Gül", "Lale");
  decide(RulingTake::municipal);
  town_.speaks(uavt, Layer::street);
  town_.speaks(cbs, Layer::street);
  town_.run();
  EXPECT_TRUE(town_.stored.rulings.empty());
}

/// A small register of doors: what is refused of a night is as it was, and stays so.
class Refused : public ::testing::Test {
 protected:
  void door(Register reg, const std::string& code, const std::string& number, double x = 0) {
    town_.row(reg, Layer::door, {{"bina_kodu", code}, {"kapi_no", number}},
              reg == cbs ? point(x, 0) : Shape());
  }
  /// The night before, and the night that is refused.
  void first() {
    door(uavt, "1", "5");
    door(cbs, "1", "5");
    door(cbs, "2", "6", 10);
    door(uavt, "3", "7");
    door(cbs, "3", "7", 20);
    town_.run();
  }
  void second() {
    door(uavt, "1", "50");   // another number
    door(cbs, "1", "5", 3);  // another place
    door(uavt, "2", "6");    // UAVT has it now
    door(cbs, "2", "6", 10);
    door(cbs, "4", "8", 30);  // new; 3 is gone from both
    town_.run();
  }
  /// What is published, as text.
  [[nodiscard]] std::vector<std::string> doors() const {
    std::vector<std::string> lines;
    const Table& table = town_.published(Layer::door);
    for (std::size_t row = 0; row < table.size(); ++row) {
      std::string line = text_of(table, row, "bina_kodu") + " " + text_of(table, row, "kapi_no");
      if (table.geometry.kind(row) != geo::Kind::null) {
        line += " " + std::to_string(static_cast<int>(table.geometry.centre(row).x));
      }
      const Presence presence = town_.stored.published[index(Layer::door)].eslesme[row];
      lines.push_back(line + " " + std::string(name(presence)));
    }
    return lines;
  }

  Town town_;
};

TEST_F(Refused, EverythingStaysAsItWas) {
  first();
  const auto before = doors();
  const Stored stored = town_.stored;
  second();
  ASSERT_NE(doors(), before);
  const std::vector<Ruling> rulings =
      refusals(town_.last, town_.matched, town_.plan, stored,
               {RulingOrigin::reject, 7, "a", "b", 0}, [](Layer, std::size_t) { return true; });
  std::array<int, 3> forms{};
  for (const Ruling& ruling : rulings) ++forms[static_cast<std::size_t>(ruling.form)];
  EXPECT_EQ(forms[static_cast<std::size_t>(RulingForm::insert)], 2) << "door 4, and 2 of UAVT";
  EXPECT_EQ(forms[static_cast<std::size_t>(RulingForm::absence)], 2) << "door 3, of both";
  town_.stored = stored;
  town_.stored.rulings = rulings;
  second();
  EXPECT_EQ(doors(), before);
  for (int night = 0; night < 2; ++night) {
    second();
    EXPECT_EQ(town_.rows_changed() + town_.images_changed(), 0u);
    EXPECT_TRUE(town_.plan.rulings_ended.empty());
  }
  EXPECT_EQ(doors(), before);
}

TEST_F(Refused, WhatSaysSomethingElseIsANewProposal) {
  first();
  const Stored stored = town_.stored;
  second();
  town_.stored.rulings =
      refusals(town_.last, town_.matched, town_.plan, stored,
               {RulingOrigin::reject, 7, "a", "b", 0}, [](Layer, std::size_t) { return true; });
  const std::vector<Ruling> rulings = town_.stored.rulings;
  town_.stored = stored;
  town_.stored.rulings = rulings;
  second();
  door(uavt, "1", "51");  // UAVT changed its mind
  door(cbs, "1", "5", 3);
  door(uavt, "2", "6A");  // so it did here
  door(cbs, "2", "6", 10);
  door(uavt, "3", "7");  // came back
  door(cbs, "3", "7", 20);
  door(cbs, "4", "8", 35);  // moved
  town_.run();
  EXPECT_EQ(town_.value(Layer::door, town_.find(Layer::door, "bina_kodu", "1"), "kapi_no"), "51");
  EXPECT_EQ(town_.value(Layer::door, town_.find(Layer::door, "bina_kodu", "2"), "kapi_no"), "6A");
  EXPECT_GE(town_.find(Layer::door, "bina_kodu", "4"), 0);
  ASSERT_EQ(town_.stored.rulings.size(), 1u) << "the place of door 1 has not been said anew";
  EXPECT_EQ(town_.stored.rulings[0].form, RulingForm::group);
}

TEST_F(Refused, NumbersOfRowsThatCameAreNotLeftBehind) {
  first();
  const Stored stored = town_.stored;
  const auto third = [&] {
    door(uavt, "1", "5");
    door(cbs, "1", "5");
    door(cbs, "2", "6", 10);
    door(uavt, "3", "7");
    door(cbs, "3", "7", 20);
    town_.row(cbs, Layer::street, {{"csbm_kodu", "10"}, {"ad", "Gül"}, {"tip", "sokak"}});
    town_.row(cbs, Layer::door, {{"bina_kodu", "9"}, {"kapi_no", "9"}, {"csbm_kodu", "10"}},
              point(40, 0));
    town_.run();
  };
  third();
  town_.stored.rulings = refusals(town_.last, town_.matched, town_.plan, stored,
                                  {RulingOrigin::reject, 7, "a", "b", 0},
                                  [](Layer layer, std::size_t) { return layer == Layer::street; });
  const std::vector<Ruling> rulings = town_.stored.rulings;
  town_.stored = stored;
  town_.stored.rulings = rulings;
  third();
  EXPECT_EQ(town_.published(Layer::street).size(), 0u);
  EXPECT_EQ(town_.value(Layer::door, town_.find(Layer::door, "bina_kodu", "9"), "csbm_tucbs_no"),
            "");
  EXPECT_EQ(town_.count(Rule::key_04), 0u) << "its street was refused, not missing";
}

}  // namespace
}  // namespace uavt::sync
