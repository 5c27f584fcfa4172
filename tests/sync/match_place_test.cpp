// Meeting by place and shape where several compete: the pairing that fits best as a whole, ties
// never, and never across another door number, iç kapı or blok.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

struct Door {
  std::string number;
  double x = 0, y = 0;
  std::string block;
};

Values values_of(const Door& door) {
  Values values = {{"kapi_no", door.number}};
  if (!door.block.empty()) values.emplace_back("blok_adi", door.block);
  return values;
}

/// UAVT's and the municipality's doors of one night: "number x/number x" of each pair, sorted.
std::vector<std::string> met(const std::vector<Door>& national,
                             const std::vector<Door>& municipal) {
  Town town;
  for (const Door& each : national) {
    town.row(uavt, Layer::door, values_of(each), point(each.x, each.y));
  }
  for (const Door& each : municipal) {
    town.row(cbs, Layer::door, values_of(each), point(each.x, each.y));
  }
  town.run();
  const Entities& entities = town.matched.layers[index(Layer::door)];
  const auto told = [](const Door& door) {
    return door.number + " " + std::to_string(static_cast<int>(door.x * 10));
  };
  std::vector<std::string> pairs;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    const std::int32_t theirs = entities.row[index(uavt)][e];
    const std::int32_t ours = entities.row[index(cbs)][e];
    if (theirs == no_row || ours == no_row) continue;
    pairs.push_back(told(national[static_cast<std::size_t>(theirs)]) + "/" +
                    told(municipal[static_cast<std::size_t>(ours)]));
  }
  std::ranges::sort(pairs);
  return pairs;
}

using Pairs = std::vector<std::string>;

// Greedy took 5 at 3.0 with 5 at 2.0, and the other two stayed alone or crossed each other.
TEST(MatchPlace, DoorsDrawnAStepFurtherMeetTheirOwn) {
  EXPECT_EQ(met({{"5", 0, 0, ""}, {"5", 3, 0, ""}}, {{"5", 2, 0, ""}, {"5", 5, 0, ""}}),
            (Pairs{"5 0/5 20", "5 30/5 50"}));
  EXPECT_EQ(met({{"5", 0, 0, ""}, {"5", 3, 0, ""}}, {{"5", 2, 0, ""}, {"5", 7.5, 0, ""}}),
            (Pairs{"5 0/5 20", "5 30/5 75"}));
}

TEST(MatchPlace, WhatIsCertainMeetsBesideATie) {
  // Two municipal doors as near as each other to one of UAVT's; a third stands apart.
  EXPECT_EQ(met({{"5", 0, 0, ""}, {"7", 20, 0, ""}},
                {{"5", -2, 0, ""}, {"5", 2, 0, ""}, {"7", 21, 0, ""}}),
            (Pairs{"7 200/7 210"}));
  // The tie is none when one of the two has a partner of its own.
  EXPECT_EQ(met({{"5", 0, 0, ""}, {"5", 6, 0, ""}}, {{"5", -2, 0, ""}, {"5", 2, 0, ""}}),
            (Pairs{"5 0/5 -20", "5 60/5 20"}));
}

TEST(MatchPlace, AFewCentimetresDoNotDecide) {
  EXPECT_EQ(met({{"5", 0, 0, ""}}, {{"5", 2, 0, ""}, {"5", -2.05, 0, ""}}), Pairs{});
  EXPECT_EQ(met({{"5", 0, 0, ""}}, {{"5", 2, 0, ""}, {"5", -2.5, 0, ""}}), (Pairs{"5 0/5 20"}));
}

TEST(MatchPlace, ADoorOfTheSameStreetComesFirst) {
  Town town;
  for (const Register reg : {uavt, cbs}) {
    town.row(reg, Layer::neighbourhood, {{"mahalle_kodu", "1"}, {"ad", "Merkez"}});
    for (const auto* name : {"Gül", "Lale"}) {
      const auto street = town.row(reg, Layer::street, {{"ad", name}, {"tip", "sokak"}});
      town.link(reg, Layer::street, street, "mahalle_tucbs_no", 0);
    }
  }
  // Two doors 5 of Gül in each register: content cannot tell them apart. Lale's 5 is nearer to one.
  const auto door = [&](Register reg, std::size_t street, double x) {
    const auto row = town.row(reg, Layer::door, {{"kapi_no", "5"}}, point(x, 0));
    town.link(reg, Layer::door, row, "csbm_tucbs_no", street);
    return row;
  };
  door(uavt, 0, 0);
  door(uavt, 0, 50);
  door(cbs, 0, 3);
  door(cbs, 0, 51);
  const auto lale = door(cbs, 1, 1);
  town.run();
  const Entities& entities = town.matched.layers[index(Layer::door)];
  EXPECT_EQ(town.published(Layer::door).size(), 3u);
  const std::int32_t e = entities.of_row[index(cbs)][lale];
  EXPECT_EQ(entities.row[index(uavt)][static_cast<std::size_t>(e)], no_row);
}

TEST(MatchPlace, BeyondTheFirstNightARowWithoutACodeMeets) {
  Town town;
  town.row(uavt, Layer::door, {{"bina_kodu", "71"}, {"kapi_no", "5"}}, point(0, 0));
  town.row(cbs, Layer::door, {{"kapi_no", "9"}}, point(100, 0), "a");
  town.run();
  ASSERT_EQ(town.published(Layer::door).size(), 2u);
  town.row(uavt, Layer::door, {{"bina_kodu", "71"}, {"kapi_no", "5"}}, point(0, 0));
  town.row(cbs, Layer::door, {{"kapi_no", "9"}}, point(100, 0), "a");
  town.row(cbs, Layer::door, {{"kapi_no", "5"}}, point(1, 1), "b");
  town.run();
  EXPECT_EQ(town.published(Layer::door).size(), 2u);
  EXPECT_EQ(town.matched.pairs.at("numarataj.place"), 1u);
}

TEST(MatchPlace, UavtsNewRowWithoutACodeMeetsTheMunicipalOneThatHasOne) {
  Town town;
  town.row(uavt, Layer::door, {{"bina_kodu", "71"}, {"kapi_no", "9"}}, point(90, 0));
  town.row(uavt, Layer::door, {{"kapi_no", "5"}}, point(0, 0), "u");
  town.row(cbs, Layer::door, {{"bina_kodu", "71"}, {"kapi_no", "9"}}, point(90, 0));
  town.row(cbs, Layer::door, {{"bina_kodu", "72"}, {"kapi_no", "5"}}, point(1, 0));
  town.run();
  EXPECT_EQ(town.published(Layer::door).size(), 2u);
}

/// Two streets of one mahalle: in UAVT under codes, in the municipality's layer under other names.
std::size_t streets_after(bool lines, bool doors, std::size_t doors_each = 4) {
  Town town;
  for (const Register reg : {uavt, cbs}) {
    town.row(reg, Layer::neighbourhood, {{"mahalle_kodu", "1"}, {"ad", "Merkez"}});
    for (int s = 0; s < 2; ++s) {
      const bool national = reg == uavt;
      const double shift = national ? 0 : 2;
      const double y = 60.0 * s;
      Values values = {
          {"ad", (national ? "Eski " : "Yeni ") + std::string(s == 0 ? "Gül" : "Lale")},
          {"tip", "sokak"}};
      if (national) values.emplace_back("csbm_kodu", std::to_string(100 + s));
      const auto street = town.row(reg, Layer::street, values,
                                   lines ? line({0, y + shift, 100, y + shift}) : Shape{});
      town.link(reg, Layer::street, street, "mahalle_tucbs_no", 0);
      for (std::size_t d = 0; doors && d < doors_each; ++d) {
        const auto row = town.row(reg, Layer::door, {{"kapi_no", std::to_string(2 * d + 1)}},
                                  point(20.0 * static_cast<double>(d) + shift, y + 8));
        town.link(reg, Layer::door, row, "csbm_tucbs_no", street);
      }
    }
  }
  town.run();
  return town.published(Layer::street).size();
}

TEST(MatchPlace, StreetsOfOtherNamesMeetByTheirLine) {
  EXPECT_EQ(streets_after(true, false), 2u);
}
TEST(MatchPlace, StreetsOfOtherNamesMeetByTheirDoors) {
  EXPECT_EQ(streets_after(false, true), 2u);
}
TEST(MatchPlace, TwoDoorsAreNoStreet) {
  EXPECT_EQ(streets_after(false, true, 2), 4u);
}
TEST(MatchPlace, StreetsOfOtherNamesAloneDoNotMeet) {
  EXPECT_EQ(streets_after(false, false), 4u);
}

TEST(MatchPlace, AStreetDoesNotMeetOneOfAnotherMahalle) {
  Town town;
  for (const Register reg : {uavt, cbs}) {
    town.row(reg, Layer::neighbourhood, {{"mahalle_kodu", "1"}, {"ad", "Merkez"}});
    town.row(reg, Layer::neighbourhood, {{"mahalle_kodu", "2"}, {"ad", "Yeni"}});
    const auto street =
        town.row(reg, Layer::street, {{"ad", reg == uavt ? "Gül" : "Lale"}, {"tip", "sokak"}},
                 line({0, 0, 100, 0}));
    town.link(reg, Layer::street, street, "mahalle_tucbs_no", reg == uavt ? 0 : 1);
  }
  town.run();
  EXPECT_EQ(town.published(Layer::street).size(), 2u);
}

/// What each pair says of itself: no pair made by content or place has two numbers or two blok.
TEST(MatchPlace, NoVetoIsEverCrossed) {
  const std::uint32_t seed = 4461;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  std::size_t pairs = 0;
  for (int round = 0; round < 60; ++round) {
    Town town;
    std::vector<std::pair<Register, Values>> doors;
    for (int d = 0; d < 40; ++d) {
      const Register reg = pick(2) == 0 ? uavt : cbs;
      Values values = {{"kapi_no", std::string(1, static_cast<char>('1' + pick(3)))}};
      if (pick(3) != 0)
        values.emplace_back("blok_adi", std::string(1, static_cast<char>('A' + pick(2))));
      const double x = static_cast<double>(pick(40)) / 2;
      const double y = static_cast<double>(pick(8)) / 2;
      const auto door = town.row(reg, Layer::door, values, point(x, y));
      for (std::size_t u = 0; u < pick(3); ++u) {
        const auto unit = town.row(reg, Layer::unit, {{"ic_kapi_no", std::to_string(1 + pick(3))}});
        town.link(reg, Layer::unit, unit, "numarataj_tucbs_no", door);
      }
    }
    town.run();
    for (const Layer layer : {Layer::door, Layer::unit}) {
      const Entities& entities = town.matched.layers[index(layer)];
      const Table& national = town.last.side(uavt).table(layer);
      const Table& municipal = town.last.side(cbs).table(layer);
      for (std::size_t e = 0; e < entities.size(); ++e) {
        const std::int32_t theirs = entities.row[index(uavt)][e];
        const std::int32_t ours = entities.row[index(cbs)][e];
        if (theirs == no_row || ours == no_row) continue;
        ++pairs;
        for (const auto* attribute : {"kapi_no", "blok_adi", "ic_kapi_no"}) {
          if (layer == Layer::unit && std::string_view(attribute) == "kapi_no") continue;
          if (layer == Layer::door && std::string_view(attribute) == "ic_kapi_no") continue;
          const auto a = text_of(national, static_cast<std::size_t>(theirs), attribute);
          const auto b = text_of(municipal, static_cast<std::size_t>(ours), attribute);
          EXPECT_TRUE(a.empty() || b.empty() || a == b) << attribute << " " << a << " " << b;
        }
      }
    }
  }
  EXPECT_GT(pairs, 200u);
}

TEST(MatchPlace, TheOrderOfRowsDoesNotShow) {
  const std::uint32_t seed = 77;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 40; ++round) {
    std::vector<Door> national;
    std::vector<Door> municipal;
    for (int d = 0; d < 12; ++d) {
      const auto door = [&] {
        return Door{std::string(1, static_cast<char>('1' + random() % 2)),
                    static_cast<double>(random() % 160) / 10, static_cast<double>(random() % 3),
                    ""};
      };
      national.push_back(door());
      municipal.push_back(door());
    }
    const Pairs expected = met(national, municipal);
    std::ranges::shuffle(national, random);
    std::ranges::shuffle(municipal, random);
    EXPECT_EQ(met(national, municipal), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace uavt::sync
