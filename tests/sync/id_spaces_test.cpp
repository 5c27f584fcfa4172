// Numbers that are not what their column says: codes of another id space (KEY-07), row numbers in
// place of ids (MOD-11).
#include <gmock/gmock.h>

#include "sync/row_numbers.hpp"
#include "tests/sync/mapping_deliveries.hpp"
#include "tests/sync/tables.hpp"

namespace uavt::sync {
namespace {

constexpr Register cbs = Register::cbs;
constexpr Register uavt = Register::uavt;

std::string code(int base, int i) {
  return std::to_string(base + 7 * i);
}

/// UAVT's doors with both their codes: bina_kodu 5000…, numarataj_kimlik_no 900000….
void national_doors(Town& town, int count = 30) {
  for (int i = 0; i < count; ++i) {
    town.row(uavt, Layer::door, {{"bina_kodu", code(5000, i)},
                                 {"numarataj_kimlik_no", code(900'000, i)},
                                 {"kapi_no", std::to_string(i + 1)}});
  }
}

const Finding* found(const Town& town, Rule rule) {
  const auto at = std::ranges::find(town.last.findings, rule, &Finding::rule);
  return at == town.last.findings.end() ? nullptr : &*at;
}

TEST(IdSpaces, KimlikNoUnderBinaKoduIsNamed) {
  Town town;
  national_doors(town);
  for (int i = 0; i < 30; ++i) {
    town.row(cbs, Layer::door,
             {{"bina_kodu", code(900'000, i)}, {"kapi_no", std::to_string(i + 1)}},
             point(10.0 * i, 0));
  }
  town.run();
  ASSERT_EQ(town.count(Rule::key_07), 1u);
  const Finding& finding = *found(town, Rule::key_07);
  EXPECT_EQ(finding.attribute, "bina_kodu");
  EXPECT_EQ(finding.subjects.front().reg, cbs);
  EXPECT_EQ(argument(finding, "space"), "uavt numarataj.numarataj_kimlik_no");
  EXPECT_EQ(std::get<double>(finding.arguments[1].second), 0.0);
  EXPECT_EQ(std::get<double>(finding.arguments[3].second), 1.0);
  EXPECT_THAT(argument(finding, "spaces"),
              testing::HasSubstr("uavt numarataj.numarataj_kimlik_no 100/100"));
}

TEST(IdSpaces, ABuildingsNumberUnderItsDoorsIsFoundOnItsOwnSide) {
  Town town;
  national_doors(town);
  for (int i = 0; i < 30; ++i) {
    town.row(cbs, Layer::building, {{"yapi_kimlik_no", code(70'000, i)}},
             square(20.0 * i, 0, 8));
    town.row(cbs, Layer::door,
             {{"bina_kodu", code(70'000, i)}, {"kapi_no", std::to_string(i + 1)}},
             point(20.0 * i + 4, 0));
  }
  town.run();
  ASSERT_EQ(town.count(Rule::key_07), 1u);
  EXPECT_EQ(argument(*found(town, Rule::key_07), "space"), "cbs bina.yapi_kimlik_no");
}

TEST(IdSpaces, RightCodesNewCodesAndUnknownSpacesAreNotAccused) {
  Town right;
  national_doors(right);
  for (int i = 0; i < 30; ++i) {
    right.row(cbs, Layer::door,
              {{"bina_kodu", code(5000, i)}, {"kapi_no", std::to_string(i + 1)}},
              point(10.0 * i, 0));
  }
  right.run();
  EXPECT_EQ(right.count(Rule::key_07), 0u);
  Town unknown;  // KEY-08 says it: where they come from nobody here knows
  national_doors(unknown);
  for (int i = 0; i < 30; ++i) {
    unknown.row(cbs, Layer::door,
                {{"bina_kodu", code(3'000'000, i)}, {"kapi_no", std::to_string(i + 1)}},
                point(10.0 * i, 0));
  }
  unknown.run();
  EXPECT_EQ(unknown.count(Rule::key_07), 0u);
  EXPECT_EQ(unknown.count(Rule::key_08), 1u);
}

TEST(IdSpaces, AMahalleCodeOfNineDigitsIsNone) {
  Town town;
  for (int i = 0; i < 25; ++i) {
    const std::string name = "MAHALLE A" + std::to_string(i);
    town.row(uavt, Layer::neighbourhood, {{"mahalle_kodu", code(1000, i)}, {"ad", name}});
    town.row(cbs, Layer::neighbourhood, {{"mahalle_kodu", code(500'000'000, i)}, {"ad", name}});
  }
  town.run();
  ASSERT_EQ(town.count(Rule::key_07), 1u);
  EXPECT_EQ(argument(*found(town, Rule::key_07), "space"), "too_long");
}

TEST(IdSpaces, OffIsSilent) {
  Town town;
  town.settings.rules[static_cast<std::size_t>(Rule::key_07)].off = true;
  national_doors(town);
  for (int i = 0; i < 30; ++i) {
    town.row(cbs, Layer::door, {{"bina_kodu", code(900'000, i)}}, point(10.0 * i, 0));
  }
  town.run();
  EXPECT_EQ(town.count(Rule::key_07), 0u);
}

/// 30 buildings without a code, each at its own place; `leave_out` is torn down.
void buildings(Town& town, int leave_out, bool renumber) {
  int number = 0;
  for (int i = 0; i < 30; ++i) {
    if (i == leave_out) {
      number += renumber ? 0 : 1;
      continue;
    }
    town.row(cbs, Layer::building, {{"ad", "YAPI " + std::to_string(i)}},
             square(100.0 * i, 0, 10), std::to_string(++number));
  }
}

TEST(RowNumbers, RenumberedIdsLeadNobody) {
  Town town;
  buildings(town, -1, true);
  town.run();
  const std::int32_t before = town.find(Layer::building, "ad", "YAPI 20");
  const std::int64_t number = town.published(Layer::building).tucbs_no[
      static_cast<std::size_t>(before)];
  buildings(town, 3, true);
  town.run();
  ASSERT_EQ(town.count(Rule::mod_11), 1u);
  EXPECT_FALSE(found(town, Rule::mod_11)->only_while_open);
  EXPECT_EQ(town.rows_changed(), 1u) << "one building was torn down, the others are who they were";
  const std::int32_t after = town.find(Layer::building, "ad", "YAPI 20");
  EXPECT_EQ(town.published(Layer::building).tucbs_no[static_cast<std::size_t>(after)], number);
  // The next night nothing moves: the numbers are still not those the rows were known by.
  buildings(town, 3, true);
  town.run();
  EXPECT_EQ(town.count(Rule::mod_11), 1u);
  EXPECT_EQ(town.rows_changed() + town.images_changed(), 0u);
}

TEST(RowNumbers, AnIdThatStaysIsNoRowNumber) {
  Town town;
  buildings(town, -1, false);
  town.run();
  buildings(town, 3, false);  // its number goes with it: 1 2 3 5 6 …
  town.run();
  EXPECT_EQ(town.count(Rule::mod_11), 0u);
  EXPECT_EQ(town.rows_changed(), 1u);
}

TEST(RowNumbers, WhatIsEditedHasNotMoved) {
  Table before = table_of(Layer::building, {}), after = table_of(Layer::building, {});
  for (int i = 0; i < 30; ++i) {
    for (Table* table : {&before, &after}) {
      const std::size_t row = table->append_row({0, static_cast<std::uint32_t>(i + 1)});
      const char* const word = table == &after && i % 2 == 0 ? "YENİ " : "ESKİ ";
      set_values(*table, row, {{"ad", word + std::to_string(i)}});
      table->ids.set(row, std::to_string(i + 1));
    }
  }
  EXPECT_EQ(id_kind(after, before, 0.05), IdKind::counting);
  for (std::size_t row = 0; row < after.size(); ++row) {
    after.ids.set(row, "GUID-" + std::to_string(row));
  }
  EXPECT_EQ(id_kind(after, before, 0.05), IdKind::lasting);
}

}  // namespace
}  // namespace uavt::sync
