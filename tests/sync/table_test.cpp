#include "sync/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "sync/settings.hpp"
#include "sync/state.hpp"

namespace uavt::sync {
namespace {

const Attribute& attribute(Layer layer, std::string_view name) {
  return layer_type(layer).attributes[position(layer, name)];
}

Column empty_column(const Attribute& of) {
  Column column;
  column.type = of.type;
  return column;
}

RawColumn raw_column(RawColumn::Kind kind) {
  RawColumn column;
  column.kind = kind;
  return column;
}

/// A column of one attribute with one row per text.
Column column_of(const Attribute& attribute, std::initializer_list<std::string_view> texts) {
  Column column = empty_column(attribute);
  for (const std::string_view text : texts) {
    column.append_null();
    assign_text(attribute, column, column.size() - 1, text);
  }
  return column;
}

bool same(const Attribute& attribute, std::string_view a, std::string_view b) {
  const Column column = column_of(attribute, {a, b});
  return same_value(attribute, column, 0, column, 1);
}

TEST(TextColumn, NullIsNotEmpty) {
  TextColumn column;
  column.append("");
  column.append_null();
  column.append("Ağaç");
  EXPECT_FALSE(column.null(0));
  EXPECT_TRUE(column.null(1));
  EXPECT_EQ(column[1], "");
  EXPECT_EQ(column[2], "Ağaç");
  EXPECT_EQ(column.size(), 3u);
}

TEST(TextColumn, ReplacingLeavesTheOthers) {
  TextColumn column;
  column.append("a");
  column.append("b");
  column.set(0, std::string(1000, 'x'));
  column.set_null(1);
  EXPECT_EQ(column[0], std::string(1000, 'x'));
  EXPECT_TRUE(column.null(1));
  column.set(1, column[0]);  // out of its own arena, which may move
  EXPECT_EQ(column[1], std::string(1000, 'x'));
}

TEST(Table, HasAColumnForEveryAttribute) {
  for (const Layer layer : all_layers) {
    Table table(layer);
    ASSERT_EQ(table.columns.size(), layer_type(layer).attributes.size());
    EXPECT_EQ(table.append_row({3, 7}), 0u);
    EXPECT_EQ(table.size(), 1u);
    EXPECT_EQ(table.geometry.size(), 1u);
    EXPECT_EQ(table.ids.size(), 1u);
    EXPECT_EQ(table.tucbs_no[0], 0);
    EXPECT_EQ(table.origins[0].row, 7u);
    EXPECT_EQ(table.states[0], RowState::valid);
    for (std::size_t a = 0; a < table.columns.size(); ++a) {
      EXPECT_EQ(table.columns[a].type, table.type().attributes[a].type);
      EXPECT_EQ(table.columns[a].size(), 1u);
      EXPECT_TRUE(table.columns[a].null(0));
      EXPECT_FALSE(table.columns[a].known);
      const bool refers = table.type().attributes[a].role == Role::reference;
      EXPECT_EQ(table.links[a].size(), refers ? 1u : 0u);
    }
  }
}

TEST(Table, AppendsACopyOfARow) {
  Table from(Layer::door);
  from.append_row({1, 5});
  from.columns[position(Layer::door, "bina_kodu")].integers[0] = 987654321;
  from.columns[position(Layer::door, "kapi_no")].texts.set(0, "12/A");
  from.geometry.assign_null(0);
  from.ids.set(0, "{GUID}");
  from.tucbs_no[0] = 44;
  from.states[0] = RowState::last_seen;
  from.links[position(Layer::door, "csbm_tucbs_no")][0] = 9;

  from.append(from, 0);  // from itself: the arenas grow while they are read
  Table to(Layer::door);
  to.append(from, 1);
  EXPECT_EQ(to.columns[position(Layer::door, "bina_kodu")].integers[0], 987654321);
  EXPECT_EQ(to.columns[position(Layer::door, "kapi_no")].texts[0], "12/A");
  EXPECT_EQ(to.ids[0], "{GUID}");
  EXPECT_EQ(to.tucbs_no[0], 44);
  EXPECT_EQ(to.states[0], RowState::last_seen);
  EXPECT_EQ(to.origins[0], (Origin{1, 5}));
  EXPECT_EQ(to.links[position(Layer::door, "csbm_tucbs_no")][0], no_row);
  EXPECT_TRUE(to.columns[position(Layer::door, "tip")].null(0));
}

TEST(Column, ResizeAddsNulls) {
  for (const char* name : {"ad", "tapu_alan_m2", "ada", "tapu_zemin_ref"}) {
    const Layer layer = std::string_view(name) == "ad" ? Layer::street : Layer::parcel;
    Column column = empty_column(attribute(layer, name));
    column.resize(3);
    EXPECT_EQ(column.size(), 3u) << name;
    EXPECT_TRUE(column.null(2)) << name;
  }
}

TEST(ValueText, RoundTripsForEveryType) {
  struct Case {
    Layer layer;
    std::string_view attribute, text;
  };
  for (const auto& [layer, name, text] :
       {Case{Layer::street, "csbm_kodu", "131591900"}, Case{Layer::unit, "adres_no", "1234567890"},
        Case{Layer::street, "csbm_kodu", "-9223372036854775807"},
        Case{Layer::street, "tip", "kume_evler"}, Case{Layer::street, "ad", "Atatürk "},
        Case{Layer::street, "ad", ""}, Case{Layer::door, "kapi_no", "12/A"},
        Case{Layer::building, "yikim_tarihi", "2026-02-28"},
        Case{Layer::parcel, "tapu_alan_m2", "1234.56"}, Case{Layer::parcel, "tapu_alan_m2", "0.1"},
        Case{Layer::parcel, "tapu_alan_m2", "1000000"},
        Case{Layer::parcel, "tapu_alan_m2", "5e-324"},
        Case{Layer::street, "mahalle_tucbs_no", "17"}}) {
    const Attribute& of = attribute(layer, name);
    const Column column = column_of(of, {text});
    EXPECT_FALSE(column.null(0)) << name << " " << text;
    EXPECT_EQ(value_text(of, column, 0), text);
  }
}

TEST(ValueText, EveryDoubleSurvives) {
  const Attribute& area = attribute(Layer::parcel, "tapu_alan_m2");
  const unsigned seed = 7;
  std::mt19937_64 random(seed);
  Column column = empty_column(area);
  column.resize(2);
  for (int round = 0; round < 20000; ++round) {
    const auto value = std::bit_cast<double>(random());
    if (std::isnan(value)) continue;
    column.reals[0] = value;
    ASSERT_TRUE(assign_text(area, column, 1, value_text(area, column, 0)));
    ASSERT_EQ(column.reals[1], value) << "seed " << seed;
  }
}

TEST(AssignText, RefusesWhatDoesNotParseAndLeavesNull) {
  struct Case {
    Layer layer;
    std::string_view attribute, text;
  };
  for (const auto& [layer, name, text] :
       {Case{Layer::street, "csbm_kodu", "12a"}, Case{Layer::street, "csbm_kodu", ""},
        Case{Layer::street, "csbm_kodu", " 12"}, Case{Layer::street, "csbm_kodu", "12.0"},
        Case{Layer::street, "csbm_kodu", "9223372036854775808"},
        Case{Layer::street, "csbm_kodu", "-9223372036854775808"},
        Case{Layer::street, "tip", "SOKAK"}, Case{Layer::parcel, "tapu_alan_m2", "1,5"},
        Case{Layer::parcel, "tapu_alan_m2", "nan"}, Case{Layer::building, "yikim_tarihi", "2026"},
        Case{Layer::building, "yikim_tarihi", "2026-02-30"},
        Case{Layer::building, "yikim_tarihi", "2026-2-3x4"}}) {
    const Attribute& of = attribute(layer, name);
    Column column = empty_column(of);
    column.resize(1);
    EXPECT_FALSE(assign_text(of, column, 0, text)) << name << " " << text;
    EXPECT_TRUE(column.null(0)) << name << " " << text;
  }
}

TEST(SameValue, NamesMeetInStrictForm) {
  const Attribute& street = attribute(Layer::street, "ad");
  EXPECT_TRUE(same(street, "ATATÜRK", "Atatürk Cad."));
  EXPECT_TRUE(same(street, "Kâzım  Paşa.", "KAZIM PAŞA"));
  EXPECT_FALSE(same(street, "IRMAK", "İRMAK"));
  EXPECT_FALSE(same(street, "BEYLER", "BEYLER MAH."));
  EXPECT_TRUE(same(attribute(Layer::street, "ad_belediye"), "1. SOKAK", "1 sk."));
  EXPECT_TRUE(same(attribute(Layer::neighbourhood, "ad"), "BEYLER", "Beyler Mah."));
  EXPECT_TRUE(same(attribute(Layer::neighbourhood, "koy_adi"), "YELLİBURUN KÖYÜ", "yelliburun"));
}

TEST(SameValue, OtherTextOnlyInCaseAndForm) {
  const Attribute& site = attribute(Layer::building, "site_adi");
  EXPECT_TRUE(same(site, " Güneş Sitesi", "GÜNEŞ SİTESİ"));
  EXPECT_TRUE(same(site, "go\u0308l", "GÖL"));
  EXPECT_FALSE(same(site, "kâr", "kar"));
  EXPECT_FALSE(same(site, "", "a"));
}

TEST(SameValue, NumbersOfDoorsInCanonicalForm) {
  const Attribute& door = attribute(Layer::door, "kapi_no");
  EXPECT_TRUE(same(door, "12A", "12/a"));
  EXPECT_FALSE(same(door, "2/1", "21"));
  EXPECT_FALSE(same(attribute(Layer::unit, "ic_kapi_no"), "12A", "12/A"));
}

TEST(SameValue, NullIsSameAsNullOnly) {
  for (const char* name : {"ad", "csbm_kodu", "tip"}) {
    const Attribute& of = attribute(Layer::street, name);
    Column column = column_of(of, {"", "sokak"});
    if (column.is_text()) column.texts.set_null(0);
    if (std::string_view(name) == "csbm_kodu") column.integers[1] = 5;
    EXPECT_TRUE(same_value(of, column, 0, column, 0)) << name;
    EXPECT_FALSE(same_value(of, column, 0, column, 1)) << name;
    EXPECT_FALSE(same_value(of, column, 1, column, 0)) << name;
  }
  const Attribute& area = attribute(Layer::parcel, "tapu_alan_m2");
  Column column = empty_column(area);
  column.resize(2);
  EXPECT_TRUE(same_value(area, column, 0, column, 1));
}

TEST(RawColumn, TextOfEveryKind) {
  RawColumn column = raw_column(RawColumn::Kind::real);
  column.reals = {131591900.0, 1e6, 0.5, std::nan(""), -3.0};
  EXPECT_EQ(column.text(0), "131591900");
  EXPECT_EQ(column.text(1), "1000000");
  EXPECT_EQ(column.text(2), "0.5");
  EXPECT_TRUE(column.null(3));
  EXPECT_EQ(column.text(3), "");
  EXPECT_EQ(column.text(4), "-3");
  RawColumn date = raw_column(RawColumn::Kind::date);
  date.integers = {20779, null_integer};
  EXPECT_EQ(date.text(0), "2026-11-22");
  EXPECT_TRUE(date.null(1));
  RawColumn whole = raw_column(RawColumn::Kind::integer);
  whole.integers = {42};
  EXPECT_EQ(whole.text(0), "42");
}

TEST(RawTable, FindsAColumnByItsAttribute) {
  RawTable table;
  table.columns.emplace_back();
  table.columns[0].attribute = "ad";
  table.columns[0].column = "ADI";
  EXPECT_EQ(table.column("ad"), &table.columns[0]);
  EXPECT_EQ(table.column("ADI"), nullptr);
}

TEST(State, RegistersAndPresenceAsText) {
  EXPECT_EQ(text_of(0), "");
  const auto both = static_cast<RegisterSet>(bit(Register::uavt) | bit(Register::cbs));
  EXPECT_EQ(text_of(both), "cbs,uavt");
  EXPECT_EQ(registers_of("cbs,uavt"), both);
  for (unsigned set = 0; set < 8; ++set) {
    EXPECT_EQ(registers_of(text_of(static_cast<RegisterSet>(set))), set);
  }
  EXPECT_EQ(registers_of(",takbis,"), bit(Register::takbis));
  for (const Presence presence :
       {Presence::ortak, Presence::yalniz_cbs, Presence::yalniz_uavt, Presence::tek_kayit}) {
    EXPECT_EQ(presence_named(name(presence)), presence);
  }
  EXPECT_EQ(presence_named("yok"), std::nullopt);
  const Stored stored;
  for (const Layer layer : all_layers) {
    EXPECT_EQ(stored.published[index(layer)].table.layer, layer);
    EXPECT_EQ(stored.next_tucbs_no[index(layer)], 1);
  }
}

TEST(Settings, FallBackToTheCatalogue) {
  Settings settings;
  EXPECT_TRUE(settings.enabled(Rule::key_01));
  EXPECT_EQ(settings.severity(Rule::key_01), info(Rule::key_01).severity);
  EXPECT_TRUE(settings.repairs(Rule::geo_05));
  auto& changed = settings.rules[static_cast<std::size_t>(Rule::geo_05)];
  changed.off = true;
  changed.repair = false;
  changed.severity = Severity::info;
  changed.parameters["own"] = 4.5;
  EXPECT_FALSE(settings.enabled(Rule::geo_05));
  EXPECT_FALSE(settings.repairs(Rule::geo_05));
  EXPECT_EQ(settings.severity(Rule::geo_05), Severity::info);
  EXPECT_EQ(settings.parameter(Rule::geo_05, "own"), 4.5);
  for (const RuleInfo& rule : rule_catalogue()) {
    for (const RuleParameter& parameter : rule.parameters) {
      EXPECT_EQ(settings.parameter(rule.rule, std::string(parameter.name)), parameter.value);
    }
  }
  for (const Authority authority :
       {Authority::uavt, Authority::cbs, Authority::takbis, Authority::newest, Authority::never}) {
    EXPECT_EQ(authority_named(name(authority)), authority);
  }
  EXPECT_EQ(authority_named("belediye"), std::nullopt);
}

}  // namespace
}  // namespace uavt::sync
