// Whose codes are to be loaded, and what the pair has in common today.
#include "sync/code_table.hpp"

#include <gtest/gtest.h>

#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

struct Names {
  std::string ours = "Gül", theirs = "Gül";
};

/// One mahalle, one street, a door with a unit; the municipality has ids and no codes.
void deliver(Town& town, const Names& street, double metres, bool coded = false) {
  for (const Register reg : {uavt, cbs}) {
    const bool codes = reg == uavt || coded;
    const auto with = [&](std::string_view code, std::string value, Values values) {
      if (codes) values.emplace_back(code, std::move(value));
      return values;
    };
    const auto id = [&](std::string_view own) { return reg == cbs ? own : std::string_view(); };
    town.row(reg, Layer::neighbourhood, with("mahalle_kodu", "1", {{"ad", "Merkez"}}), {},
             id("m1"));
    const auto s =
        town.row(reg, Layer::street,
                 with("csbm_kodu", "10",
                      {{"ad", reg == uavt ? street.theirs : street.ours}, {"tip", "sokak"}}),
                 {}, id("s1"));
    town.link(reg, Layer::street, s, "mahalle_tucbs_no", 0);
    const auto d = town.row(reg, Layer::door, with("bina_kodu", "100", {{"kapi_no", "5"}}),
                            point(reg == uavt ? 0 : metres, 0), id("d1"));
    town.link(reg, Layer::door, d, "csbm_tucbs_no", s);
    const auto u =
        town.row(reg, Layer::unit, with("adres_no", "1000", {{"ic_kapi_no", "3"}}), {}, id("u1"));
    town.link(reg, Layer::unit, u, "numarataj_tucbs_no", d);
  }
  town.run();
}

std::string told(const Town& town, CodePairs which = CodePairs::to_load) {
  std::string text;
  for (const CodePair& pair : code_table(town.stored, which)) {
    text += std::string(name(pair.layer)) + " " + pair.municipal_id + pair.municipal_code;
    for (const auto& [code, value] : pair.codes) {
      text += " " + std::string(code) + "=" + std::to_string(value);
    }
    text += " " + std::string(pair.evidence);
    if (pair.score) text += " " + std::to_string(static_cast<int>(*pair.score * 100));
    text += " [" + pair.neighbourhood + "/" + pair.street + "/" + pair.door_number + "/" +
            pair.inner_number + "]\n";
  }
  return text;
}

TEST(CodeTable, NamesEveryPairThatLacksUavtsCodes) {
  Town town;
  deliver(town, {}, 0);
  EXPECT_EQ(told(town),
            "mahalle m1 mahalle_kodu=1 name 100 [Merkez///]\n"
            "csbm s1 csbm_kodu=10 mahalle_kodu=1 name 100 [Merkez/Gül (sokak)//]\n"
            "numarataj d1 bina_kodu=100 csbm_kodu=10 mahalle_kodu=1 content 100 "
            "[Merkez/Gül (sokak)/5/]\n"
            "bagimsiz_bolum u1 adres_no=1000 bina_kodu=100 csbm_kodu=10 mahalle_kodu=1 content 100 "
            "[Merkez/Gül (sokak)/5/3]\n");
}

TEST(CodeTable, SaysPlaceWhereTheStreetsDidNotMeet) {
  Town town;
  deliver(town, {"Lale", "Gül"}, 2);
  const std::string text = told(town);
  EXPECT_NE(text.find("numarataj d1 bina_kodu=100 csbm_kodu=10 mahalle_kodu=1 place 80"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("csbm s1"), std::string::npos) << "one door is no street";
}

TEST(CodeTable, APairThatHasNothingInCommonAnyMoreIsAnEarlierOne) {
  Town town;
  deliver(town, {}, 0);
  deliver(town, {"Lale", "Gül"}, 0);
  const std::string text = told(town);
  EXPECT_NE(text.find("csbm s1 csbm_kodu=10 mahalle_kodu=1 doors 100"), std::string::npos) << text;
  town.row(uavt, Layer::neighbourhood, {{"mahalle_kodu", "1"}, {"ad", "Merkez"}});
  town.row(cbs, Layer::neighbourhood, {{"ad", "Çarşı"}}, {}, "m1");
  town.run();
  EXPECT_NE(told(town).find("mahalle m1 mahalle_kodu=1 earlier ["), std::string::npos)
      << told(town);
}

TEST(CodeTable, IsEmptyOnceTheCodesAreLoaded) {
  Town town;
  deliver(town, {}, 0);
  deliver(town, {}, 0, true);
  EXPECT_EQ(told(town), "");
  const std::string all = told(town, CodePairs::all);
  EXPECT_NE(all.find("numarataj 100 bina_kodu=100 csbm_kodu=10 mahalle_kodu=1 code 100"),
            std::string::npos)
      << all;
}

}  // namespace
}  // namespace uavt::sync
