// Delivered tables against models: each rule has a table that must be told and one that must not.
#include "sync/rules_model.hpp"
#include "sync/pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace uavt::sync {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

ModelAttribute attribute(std::string name, ModelValue value,
                         std::optional<Multiplicity> occurs = std::nullopt,
                         Certainty certainty = Certainty::official) {
  ModelAttribute result;
  result.name = std::move(name);
  result.value = value;
  result.multiplicity = occurs;
  result.certainty = result.value_certainty = result.multiplicity_certainty = certainty;
  result.source = "A";
  return result;
}

constexpr Multiplicity one{1, 1};
constexpr Multiplicity maybe{0, 1};

/// A bench: number, name, date, material out of a list, place.
Model bench() {
  Model model;
  model.name = "park";
  model.markers = {"bankNo", "kurulusZamani"};
  model.lists = {{"malzeme", {"ahsap", "beton"}, true, Certainty::official, "A"},
                 {"renk", {"ak", "kara"}, false, Certainty::seen, "A"}};
  FeatureType& type = model.types.emplace_back();
  type.name = "Bank";
  type.id = "bankNo";
  type.geometry = geo::Kind::point;
  type.attributes = {attribute("bankNo", ModelValue::integer, one),
                     attribute("adi", ModelValue::text, maybe),
                     attribute("kurulusZamani", ModelValue::date, maybe),
                     attribute("malzemeTipi", ModelValue::code, maybe),
                     attribute("renkTipi", ModelValue::code, maybe),
                     attribute("saglamMi", ModelValue::boolean, maybe),
                     attribute("konum", ModelValue::geometry, one)};
  type.attributes[1].longest = 8;
  type.attributes[1].pattern = "[A-ZÇĞİÖŞÜa-zçğıöşü ]+";
  type.attributes[3].list = "malzeme";
  type.attributes[4].list = "renk";
  return model;
}

using Cells = std::vector<std::string>;  ///< one a row; "" is null

/// A delivery as the reader hands it over. Every row lies at (row, 0).
Delivery delivery(std::size_t rows, const std::vector<std::pair<std::string, Cells>>& columns,
                  std::vector<std::string> unmapped = {}) {
  Delivery result;
  result.read = true;
  result.rows.layer = SourceLayer::flat;
  result.rows.has_geometry = true;
  for (std::size_t row = 0; row < rows; ++row) {
    result.rows.rows.push_back(static_cast<std::uint32_t>(row + 1));
    result.rows.geometry.append_point(static_cast<double>(row), 0);
  }
  for (const auto& [name, cells] : columns) {
    RawColumn& column = result.rows.columns.emplace_back();
    column.attribute = column.column = name;
    for (const std::string& cell : cells) {
      cell.empty() ? column.texts.append_null() : column.texts.append(cell);
    }
  }
  result.rows_read = rows;
  result.unmapped = std::move(unmapped);
  return result;
}

Settings settings() {
  Settings result;
  result.sources.emplace_back().name = "bank.gpkg";
  return result;
}

/// "MOD-03 adi 7": rule, attribute, key of the first row.
std::vector<std::string> told(const ModelJudgement& judgement) {
  std::vector<std::string> lines;
  for (const Finding& finding : judgement.findings) {
    std::string line(info(finding.rule).id);
    if (!finding.attribute.empty()) line += " " + finding.attribute;
    if (!finding.subjects[0].key.empty()) line += " " + finding.subjects[0].key;
    lines.push_back(std::move(line));
  }
  return lines;
}

ModelJudgement judged(const Model& model, const Delivery& table,
                      const std::vector<Model>& known = {}) {
  return judged(model, model.types[0], table, known, settings());
}

std::string argument(const Finding& finding, std::string_view name) {
  for (const auto& [key, value] : finding.arguments) {
    if (key == name) return std::get<std::string>(value);
  }
  return {};
}

TEST(RulesModel, AFittingTableIsSilent) {
  const ModelJudgement judgement = judged(
      bench(), delivery(2, {{"bankNo", {"1", "2"}},
                            {"adi", {"Çınar", ""}},
                            {"kurulusZamani", {"2020-05-01", "01.06.2021"}},
                            {"malzemeTipi", {"ahsap", "beton"}},
                            {"renkTipi", {"ak", ""}},
                            {"saglamMi", {"evet", "false"}}}));
  EXPECT_THAT(told(judgement), IsEmpty());
  EXPECT_THAT(judgement.set_apart, IsEmpty());
}

TEST(RulesModel, ACellMayHoldSeveralValues) {
  Model model = bench();
  for (ModelAttribute& each : model.types[0].attributes) {
    if (each.value != ModelValue::geometry) each.multiplicity = {0, std::nullopt};
  }
  const Delivery table = delivery(2, {{"bankNo", {"1, 2", "3, x"}},
                                      {"adi", {"Çınar, Meşe Ulu", "Karaağaç bankı, a"}},
                                      {"malzemeTipi", {"ahsap, beton", "ahsap, demir"}}});
  EXPECT_THAT(told(judged(model, table)),
              UnorderedElementsAre("MOD-03 bankNo 3, x", "MOD-05 adi 3, x",
                                   "MOD-04 malzemeTipi 3, x"));
}

TEST(RulesModel, ACodeMayBeTheAddressOfItsEntry) {
  const std::string at = "http://kod.example.net/malzeme/";
  const auto strangers = [&](Cells cells) {
    Model model = bench();
    model.lists[0].values = {at + "ahsap", "beton"};
    const std::size_t rows = cells.size();
    return told(judged(model, delivery(rows, {{"bankNo", {"1", "2", "3"}},
                                              {"malzemeTipi", std::move(cells)}})))
        .size();
  };
  EXPECT_EQ(strangers({at + "ahsap", "ahsap", "beton"}), 0U);
  EXPECT_EQ(strangers({at + "beton", "http://baska.example.net#beton", "beton"}), 0U);
  EXPECT_EQ(strangers({at + "demir", "demir", "http://baska.example.net/ahsap"}), 3U);
}

TEST(RulesModel, WhatReadersOfGmlShowBesideTheModelIsNoStranger) {
  Model model = bench();
  model.types[0].attributes.push_back(attribute("kimlik", ModelValue::structure, one));
  Delivery table = delivery(1, {{"bankNo", {"1"}}, {"malzemeTipi", {"ahsap"}}},
                            {"gml_id", "adi_nilReason", "identifier_codeSpace", "baska_href"});
  table.rows.columns[1].column = "malzemeTipi_href";
  EXPECT_THAT(told(judged(model, table)),
              UnorderedElementsAre("MOD-01 kimlik", "MOD-06 gml_id", "MOD-06 adi_nilReason",
                                   "MOD-06 identifier_codeSpace", "MOD-06 baska_href"));
  table.driver = "GML";
  EXPECT_THAT(told(judged(model, table)), ElementsAre("MOD-06 baska_href"));
}

TEST(RulesModel, FindingsAboutRowsSayWhereTheyLie) {
  const ModelJudgement judgement =
      judged(bench(), delivery(3, {{"bankNo", {"1", "x", "3"}}}));
  ASSERT_EQ(judgement.findings.size(), 1U);
  ASSERT_TRUE(judgement.findings[0].point);
  EXPECT_EQ(judgement.findings[0].point->x, 1);
}

TEST(RulesModel, Mod01AsksForWhatMustBeThere) {
  Delivery table = delivery(1, {{"adi", {"Çınar"}}});
  table.rows.has_geometry = false;
  table.rows.geometry = {};
  const ModelJudgement judgement = judged(bench(), table);
  EXPECT_THAT(told(judgement), UnorderedElementsAre("MOD-01 bankNo", "MOD-01 konum"));
  EXPECT_EQ(judgement.findings[0].severity, Severity::error);
  Model unsure = bench();
  unsure.types[0].attributes[0].multiplicity_certainty = Certainty::inferred;
  EXPECT_EQ(judged(unsure, table).findings[0].severity, Severity::warning);
  unsure.types[0].attributes[0].multiplicity.reset();  // nobody knows
  EXPECT_THAT(told(judged(unsure, table)), ElementsAre("MOD-01 konum"));
}

TEST(RulesModel, Mod02AndVoidableAttributes) {
  Model model = bench();
  model.types[0].attributes[1].multiplicity = one;
  const Delivery table = delivery(2, {{"bankNo", {"1", "2"}}, {"adi", {"Çınar", " - "}}});
  EXPECT_THAT(told(judged(model, table)), ElementsAre("MOD-02 adi 2"));
  model.types[0].attributes[1].voidable = true;
  EXPECT_THAT(told(judged(model, table)), IsEmpty());
}

TEST(RulesModel, Mod03NamesWhatDoesNotParse) {
  const Delivery table = delivery(3, {{"bankNo", {"1", "iki", "3,0"}},
                                      {"kurulusZamani", {"31.02.2020", "", "2020-01-01T10:00:00"}},
                                      {"saglamMi", {"belki", "H", "1"}}});
  EXPECT_THAT(told(judged(bench(), table)),
              UnorderedElementsAre("MOD-03 bankNo iki", "MOD-03 kurulusZamani 1",
                                   "MOD-03 saglamMi 1"));
}

TEST(RulesModel, Mod04IsAsSureAsTheList) {
  const Delivery table = delivery(3, {{"bankNo", {"1", "2", "3"}},
                                      {"malzemeTipi", {"ahsp", "beton", "Beton"}},
                                      {"renkTipi", {"mavi", "mavi", "kara"}}});
  const ModelJudgement judgement = judged(bench(), table);
  EXPECT_THAT(told(judgement), UnorderedElementsAre("MOD-04 malzemeTipi 1", "MOD-04 malzemeTipi 3",
                                                    "MOD-04 renkTipi 1"));
  std::map<std::string, Severity> severities;
  std::map<std::string, std::size_t> rows;
  std::map<std::string, std::string> nearest;
  for (const Finding& finding : judgement.findings) {
    severities[argument(finding, "value")] = finding.severity;
    rows[argument(finding, "value")] = finding.subjects.size();
    nearest[argument(finding, "value")] = argument(finding, "nearest");
  }
  EXPECT_THAT(severities, ElementsAre(Pair("Beton", Severity::error),
                                      Pair("ahsp", Severity::error),
                                      Pair("mavi", Severity::info)));
  EXPECT_EQ(nearest.at("ahsp"), "ahsap");
  EXPECT_EQ(rows.at("mavi"), 2U);  // the list is not all: told once
}

TEST(RulesModel, Mod05LengthCountsCharactersAndPatternsTheWhole) {
  const Delivery table = delivery(
      3, {{"bankNo", {"1", "2", "3"}}, {"adi", {"ŞÇÖĞÜİış", "Çınaraltı", "Banka 1"}}});
  const ModelJudgement judgement = judged(bench(), table);
  EXPECT_THAT(told(judgement), ElementsAre("MOD-05 adi 2", "MOD-05 adi 3"));
  EXPECT_EQ(argument(judgement.findings[0], "limit"), "≤ 8");
}

TEST(RulesModel, Mod06NamesTheNearest) {
  Delivery table = delivery(1, {{"bankNo", {"1"}}, {"kurulusZamani", {"2020-01-01"}}},
                            {"malzeme", "zzz"});
  table.rows.columns[1].column = " kuruluszamani";
  const ModelJudgement judgement = judged(bench(), table);
  std::map<std::string, std::string> nearest;
  for (const Finding& finding : judgement.findings) {
    EXPECT_EQ(finding.rule, Rule::mod_06);
    nearest[argument(finding, "column")] = argument(finding, "nearest");
  }
  EXPECT_THAT(nearest, ElementsAre(Pair(" kuruluszamani", "kurulusZamani"),
                                   Pair("malzeme", "malzemeTipi"), Pair("zzz", "–")));
  Model loose = bench();
  loose.exact_names = false;
  table.unmapped.clear();
  EXPECT_THAT(told(judged(loose, table)), IsEmpty());
}

TEST(RulesModel, AColumnThatWasNotTakenIsNotMissing) {
  // Left unmapped because a person's name stands in it, or because two names were cut alike.
  Model model = bench();
  model.types[0].attributes[1].multiplicity = one;
  EXPECT_THAT(told(judged(model, delivery(1, {{"bankNo", {"1"}}}, {"adi"}))), IsEmpty());
  model.types[0].attributes[2].multiplicity = one;
  EXPECT_THAT(told(judged(model, delivery(1, {{"bankNo", {"1"}}, {"adi", {"Ak"}}},
                                          {"kurulusZam"}))),
              ElementsAre("MOD-06 kurulusZam"));
}

TEST(RulesModel, Mod07GenerationsDoNotMix) {
  Model before = bench();
  before.name = "park-2012";
  before.markers = {"bankaNumarasi"};
  const Delivery mixed = delivery(1, {{"bankNo", {"1"}}}, {"BANKANUMAR"});  // as a DBF cuts it
  const ModelJudgement judgement = judged(bench(), mixed, {before, bench()});
  EXPECT_THAT(told(judgement), testing::Contains("MOD-07"));
  const Delivery pure = delivery(1, {{"bankNo", {"1"}}});
  EXPECT_THAT(told(judged(bench(), pure, {before, bench()})), IsEmpty());
}

TEST(RulesModel, GeometryIsJudgedAsTheTypeSays) {
  Delivery table = delivery(2, {{"bankNo", {"1", "2"}}});
  table.rows.geometry = {};
  table.rows.geometry.append_point(0, 0);
  table.rows.geometry.append_null();
  const ModelJudgement missing = judged(bench(), table);
  EXPECT_THAT(told(missing), ElementsAre("GEO-01 2"));
  EXPECT_THAT(missing.set_apart, ElementsAre(1U));
  Model polygons = bench();
  polygons.types[0].geometry = geo::Kind::polygon;
  EXPECT_THAT(told(judged(polygons, delivery(1, {{"bankNo", {"1"}}}))), ElementsAre("GEO-02 1"));
  polygons.types[0].geometry = geo::Kind::other;
  EXPECT_THAT(told(judged(polygons, delivery(1, {{"bankNo", {"1"}}}))), IsEmpty());
}

TEST(RulesModel, AnIdentifierNamesOneRow) {
  const ModelJudgement judgement = judged(bench(), delivery(3, {{"bankNo", {"7", "8", "7"}}}));
  ASSERT_THAT(told(judgement), ElementsAre("KEY-01 bankNo 7"));
  EXPECT_EQ(judgement.findings[0].subjects.size(), 2U);
}

TEST(RulesModel, RowsWithoutACodeKeepTheirNameWhenShuffled) {
  Model model = bench();
  model.types[0].attributes[1].multiplicity = one;
  const auto keys = [&](const Cells& numbers, const Cells& places) {
    std::vector<std::string> result;
    for (const std::string& line :
         told(judged(model, delivery(3, {{"bankNo", numbers}, {"renkTipi", places}})))) {
      if (line.starts_with("MOD-02")) result.push_back(line);
    }
    std::ranges::sort(result);
    return result;
  };
  EXPECT_EQ(keys({"", "", ""}, {"ak", "kara", "ak"}).size(), 3U);
  EXPECT_EQ(keys({"", "", ""}, {"ak", "kara", "ak"}), keys({"", "", ""}, {"kara", "ak", "ak"}));
}

TEST(RulesModel, AProfileNamesTheShapeGeometri) {
  const Model model = bench();
  const Profile profile = profile_of(model, model.types[0]);
  EXPECT_EQ(profile.name, "park.Bank");
  ASSERT_EQ(profile.layers.size(), 1U);
  EXPECT_EQ(profile.layers[0].columns[6].attribute, "geometri");
  EXPECT_THAT(profile.layers[0].columns[6].names, testing::Contains("konum"));
}

/// A source of the register, read by a profile that knows code, name, type and postcode.
std::vector<std::string> of_register(const std::vector<std::string>& attributes,
                                     std::vector<std::string> unmapped) {
  Settings known;
  SourceSettings& source = known.sources.emplace_back();
  source.layer = SourceLayer::street;
  known.profiles = {{"p",
                     {{SourceLayer::street,
                       {},
                       {{"csbm_kodu", {"CSBMKODU"}},
                        {"mahalle_kodu", {"MAHALLEKODU"}},
                        {"ad", {"AD"}},
                        {"ad_tip", {"CSBM_ADI"}},
                        {"tip", {"TIP"}},
                        {"gelismislik_durumu", {"GELISMISLIK_DURUM"}}},
                       {}}}}};
  std::vector<std::pair<std::string, Cells>> columns;
  for (const std::string& each : attributes) columns.emplace_back(each, Cells{"1"});
  Delivery table = delivery(1, columns, std::move(unmapped));
  table.profile = "p";
  std::vector<std::string> lines;
  const std::vector<Delivery> tables = {std::move(table)};
  Model before = bench();
  before.markers = {"kbsNo"};
  Model today = bench();
  today.markers = {"tucbsNo"};
  const std::vector<Model> models = {before, today};
  for (const Finding& finding : judged_columns(tables, models, known)) {
    lines.push_back(std::string(info(finding.rule).id) + " " + finding.attribute);
  }
  return lines;
}

TEST(RulesModel, RegisterSourcesAreAskedForTheirMandatoryColumns) {
  EXPECT_THAT(of_register({"csbm_kodu", "mahalle_kodu", "ad", "tip"}, {}), IsEmpty());
  EXPECT_THAT(of_register({"csbm_kodu", "mahalle_kodu", "ad_tip"}, {}), IsEmpty());
  EXPECT_THAT(of_register({"csbm_kodu", "ad", "tip"}, {}), ElementsAre("MOD-01 mahalle_kodu"));
}

TEST(RulesModel, RegisterSourcesMayHaveColumnsOfTheirOwn) {
  EXPECT_THAT(of_register({"mahalle_kodu", "ad_tip"}, {"OBJECTID", "Shape_Leng", "ACIKLAMA"}),
              IsEmpty());
  EXPECT_THAT(of_register({"mahalle_kodu", "ad_tip"}, {"CSMBKODU"}),
              ElementsAre("MOD-06 CSMBKODU"));
  EXPECT_THAT(of_register({"mahalle_kodu", "ad_tip"}, {"kbsNo", "tucbsNo"}),
              ElementsAre("MOD-07 "));
}

TEST(Pattern, DecidesWholeValuesAndGivesUpInTime) {
  EXPECT_TRUE(Pattern("[0-9]{5}").matches("27800"));
  EXPECT_FALSE(Pattern("[0-9]{5}").matches("278001"));
  EXPECT_TRUE(Pattern("\\p{Lu}+").matches("İĞÜ"));
  EXPECT_THROW(Pattern("([0-9]"), std::invalid_argument);
  EXPECT_THROW(Pattern(std::string(5000, 'a')), std::invalid_argument);
  // Exponential backtracking: undecided is no complaint.
  EXPECT_TRUE(Pattern("(a|aa)+$b").matches(std::string(60, 'a') + "c"));
}

}  // namespace
}  // namespace uavt::sync
