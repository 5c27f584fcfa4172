// Where values become words a restricted one is a mark, in whatever dress the finding brings it.
#include "sync/concealing.hpp"
#include "sync/groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace uavt::sync {
namespace {


Restrictions of_buildings() {
  Restrictions restrictions;
  restrictions.columns[index(Layer::building)] = {"ad", "kat_toplam"};
  restrictions.types["benim.Durak"] = {"sorumlu"};
  return restrictions;
}

struct Concealing : testing::Test {
  Concealing() {
    Table& table = night.side(Register::cbs).table(Layer::building);
    table = Table(Layer::building);
    table.append_row({});
    set("ad", "GİZLİ KONAK");
    set("kat_toplam", "5");
    set("site_adi", "Işık");
  }
  void set(std::string_view attribute, const std::string& text) {
    Table& table = night.side(Register::cbs).table(Layer::building);
    const std::size_t at = position(Layer::building, attribute);
    assign_text(table.type().attributes[at], table.columns[at], 0, text);
  }
  Finding about(std::string attribute, Arguments arguments) const {
    Finding finding;
    finding.attribute = std::move(attribute);
    Subject subject;
    subject.layer = Layer::building;
    subject.row = 0;
    finding.subjects.push_back(subject);
    finding.arguments = std::move(arguments);
    finding.evidence = finding.arguments;
    return finding;
  }
  Finding concealed(Finding finding) const {
    std::vector<Finding> findings = {std::move(finding)};
    conceal(findings, night, of_buildings());
    return findings.front();
  }
  static std::string text(const Arguments& arguments, std::string_view name) {
    for (const auto& [each, value] : arguments) {
      if (each != name) continue;
      if (const auto* word = std::get_if<std::string>(&value)) return *word;
      return "a number";
    }
    return "nothing";
  }
  Night night;
};

TEST_F(Concealing, AFindingAboutARestrictedAttributeKeepsCountsAndNames) {
  const Finding finding = concealed(about(
      "kat_toplam", {{"value", std::int64_t{5}}, {"count", std::int64_t{7}}, {"column", "KATLAR"}}));
  for (const Arguments* arguments : {&finding.arguments, &finding.evidence}) {
    EXPECT_EQ(text(*arguments, "value"), concealed_value);
    EXPECT_EQ(text(*arguments, "count"), "a number");
    EXPECT_EQ(text(*arguments, "column"), "KATLAR");
  }
}

TEST_F(Concealing, AValueIsFoundUnderItsNameAndInsideOtherTexts) {
  const Finding finding = concealed(about(
      "durum", {{"kat_toplam", 5.0}, {"value", "yıkılmış: GİZLİ KONAK"}, {"other", "Işık"}}));
  EXPECT_EQ(text(finding.arguments, "kat_toplam"), concealed_value);
  EXPECT_EQ(text(finding.arguments, "value"), concealed_value);
  EXPECT_EQ(text(finding.arguments, "other"), "Işık");
}

TEST_F(Concealing, OfAModelsTypeItsOwnAttributesCount) {
  Finding finding = about("sorumlu", {{"value", "Ayşe"}});
  finding.subjects.front().layer.reset();
  finding.subjects.front().model_type = "benim.Durak";
  EXPECT_EQ(text(concealed(finding).arguments, "value"), concealed_value);
  finding.subjects.front().model_type = "benim.Bank";
  EXPECT_EQ(text(concealed(finding).arguments, "value"), "Ayşe");
}

TEST_F(Concealing, NothingRestrictedChangesNothing) {
  const Finding finding = about("ad", {{"value", "GİZLİ KONAK"}});
  std::vector<Finding> findings = {finding};
  conceal(findings, night, {});
  EXPECT_EQ(findings.front().arguments, finding.arguments);
}

TEST_F(Concealing, GroupsAndWhatWaitsSayThatThereIsSomething) {
  const Table& table = night.side(Register::cbs).table(Layer::building);
  const Group& names = groups(Layer::building)[*group_position(Layer::building, "ad")];
  EXPECT_EQ(described(names, table, 0, of_buildings()), "ad: (kısıtlı), site_adi: Işık");
  EXPECT_EQ(described(names, table, 0, {}), "ad: GİZLİ KONAK, site_adi: Işık");
  HeldBatch batch;
  batch.cause.kind = HeldCauseKind::filter;
  batch.cause.attribute = "ad";
  batch.cause.value = "GİZLİ KONAK";
  batch.trigger.scope.layer = Layer::building;
  batch.changes.push_back({Layer::building, GuardOperation::update, 1, "", {}});
  batch.changes.back().values = {{"ad", "GİZLİ KONAK", std::nullopt}, {"site_adi", "a", "b"}};
  conceal(batch, of_buildings());
  EXPECT_EQ(batch.cause.value, concealed_value);
  EXPECT_EQ(batch.changes[0].values[0].before, std::string(concealed_value));
  EXPECT_EQ(batch.changes[0].values[0].after, std::nullopt);
  EXPECT_EQ(batch.changes[0].values[1].after, "b");
}

TEST(Restrictions, TheMunicipalitysOwnValueGoesAlong) {
  Model model;
  model.name = "m";
  FeatureType type;
  type.name = "T";
  type.layer = Layer::door;
  ModelAttribute attribute;
  attribute.name = "a";
  attribute.from = "kapi_no";
  attribute.restricted = true;
  type.attributes.push_back(attribute);
  model.types.push_back(type);
  EXPECT_THAT(restrictions_of(model).columns[index(Layer::door)],
              testing::ElementsAre("kapi_no", "kapi_no_belediye"));
}

TEST(Restrictions, WhatNamesOrAddressesARowMayNotBe) {
  for (const Layer layer : all_layers) {
    for (const Attribute& each : layer_type(layer).attributes) {
      if (each.role == Role::value && !each.mandatory) continue;
      EXPECT_FALSE(may_be_restricted(layer, each.name)) << name(layer) << "." << each.name;
    }
  }
  EXPECT_TRUE(may_be_restricted(Layer::building, "ad"));
  EXPECT_FALSE(may_be_restricted(Layer::unit, "ic_kapi_no"));
  EXPECT_FALSE(may_be_restricted(Layer::building, "geometri"));
  EXPECT_TRUE(may_restrict_rows(Layer::building, "yapi_kodu"));
  EXPECT_FALSE(may_restrict_rows(Layer::building, "yikim_tarihi"));
  EXPECT_FALSE(may_restrict_rows(Layer::building, "mahalle_tucbs_no"));
}

}  // namespace
}  // namespace uavt::sync
