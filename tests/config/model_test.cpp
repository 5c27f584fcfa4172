// The shipped models hold what the research says and no more; a model file that claims something it
// does not source is refused.
#include "tests/config/folder.hpp"

#include "config/model.hpp"
#include "sync/restrictions.hpp"

#include <algorithm>
#include <set>

namespace uavt::config::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using sync::Certainty;

std::vector<std::string> names_of(const sync::FeatureType& type) {
  std::vector<std::string> names;
  for (const sync::ModelAttribute& attribute : type.attributes) names.push_back(attribute.name);
  return names;
}

/// What a model text is refused with; "" when it is taken.
std::string refusal(const std::string& text) {
  try {
    (void)model_of(text, "m.toml");
  } catch (const ConfigError& error) {
    return error.what();
  }
  return {};
}

/// A model of one type, with more lines put at its end.
std::string small(const std::string& more) {
  return R"([model]
name = "deneme"
title_tr = "Deneme"
title_en = "Trial"
[source]
A = "somewhere"
[list.renk]
values = ["ak", "kara"]
certainty = "seen"
source = "A"
[type.Taban]
title_tr = "Taban"
title_en = "Base"
abstract = true
certainty = "seen"
source = "A"
[type.Taban.attribute]
no = { type = "integer", occurs = "1" }
[type.Kap]
title_tr = "Kap"
title_en = "Vessel"
extends = "Taban"
geometry = "point"
certainty = "seen"
source = "A"
[type.Kap.attribute]
)" + more;
}

TEST(Models, EveryClaimIsSourced) {
  std::vector<std::string> names;
  for (const sync::Model& model : models()) {
    SCOPED_TRACE(model.name);
    names.push_back(model.name);
    EXPECT_FALSE(model.types.empty());
    std::set<std::string> sources;
    for (const auto& [key, what] : model.sources) EXPECT_TRUE(sources.insert(key).second) << key;
    std::set<std::string> lists;
    for (const sync::ModelCodeList& list : model.lists) {
      EXPECT_TRUE(lists.insert(list.name).second) << list.name;
      EXPECT_FALSE(list.source.empty()) << list.name;
      const std::set<std::string> values(list.values.begin(), list.values.end());
      EXPECT_EQ(values.size(), list.values.size()) << list.name;
    }
    std::set<std::string> types;
    for (const sync::FeatureType& type : model.types) {
      SCOPED_TRACE(type.name);
      EXPECT_TRUE(types.insert(type.name).second);
      EXPECT_FALSE(type.title_tr.empty());
      EXPECT_FALSE(type.title_en.empty());
      EXPECT_FALSE(type.source.empty());
      EXPECT_FALSE(type.attributes.empty());
      EXPECT_TRUE(type.id.empty() || type.attribute(type.id) != nullptr);
      std::set<std::string> attributes;
      for (const sync::ModelAttribute& attribute : type.attributes) {
        EXPECT_TRUE(attributes.insert(attribute.name).second) << attribute.name;
        EXPECT_FALSE(attribute.source.empty()) << attribute.name;
        EXPECT_TRUE(attribute.list.empty() || lists.contains(attribute.list)) << attribute.name;
        EXPECT_TRUE(attribute.list.empty() || attribute.value == sync::ModelValue::code)
            << attribute.name;
        // No multiplicity of a Turkish standard was ever read.
        EXPECT_EQ(attribute.multiplicity_certainty, Certainty::inferred) << attribute.name;
      }
    }
  }
  EXPECT_THAT(names, ElementsAre("maks", "tkgm", "trkbis-2012", "tucbs"));
}

TEST(Models, TodaysBuildingIsTheWholeView) {
  const sync::Model model = model_named("tucbs");
  const sync::FeatureType* const building = model.type("Bina");
  ASSERT_NE(building, nullptr);
  EXPECT_EQ(building, model.type("tucbs_bina"));  // as its table is called
  EXPECT_EQ(building->attributes.size(), 64U);
  EXPECT_EQ(building->attributes.front().name, "tucbsNo");
  EXPECT_EQ(building->geometry, geo::Kind::polygon);
  ASSERT_NE(building->shape(), nullptr);
  EXPECT_EQ(building->shape()->name, "geometri");
  const sync::ModelAttribute& group = *building->attribute("BO_yapiGrubuTipi");
  EXPECT_EQ(group.certainty, Certainty::seen);
  ASSERT_NE(model.list(group.list), nullptr);
  EXPECT_FALSE(model.list(group.list)->complete);
  const sync::ModelAttribute& since = *building->attribute("surumBaslangicZamani");
  EXPECT_TRUE(since.voidable);
  EXPECT_EQ(since.multiplicity, (sync::Multiplicity{1, 1}));
  // "?" in the research stays open.
  EXPECT_EQ(building->attribute("BO_isyeriSayisi")->multiplicity, std::nullopt);
}

TEST(Models, GenerationsShareNoMarker) {
  const sync::Model today = model_named("tucbs");
  const sync::Model before = model_named("trkbis-2012");
  EXPECT_THAT(before.markers, ::testing::Contains("kbsNo"));
  for (const std::string& marker : today.markers) {
    EXPECT_THAT(before.markers, ::testing::Not(::testing::Contains(marker)));
  }
  const sync::Model maks = model_named("maks");
  ASSERT_NE(maks.type("NUMARATAJ"), nullptr);
  EXPECT_THAT(names_of(*maks.type("NUMARATAJ")),
              IsSupersetOf({"kimlikno", "kapino", "binakodu", "yolortahatyonid", "yapiid"}));
  EXPECT_EQ(maks.type("BAGIMSIZBOLUM")->geometry, geo::Kind::null);
}

TEST(Models, InheritedAttributesComeFirst) {
  const sync::Model model = model_of(small("renk = { type = \"code\", list = \"renk\" }\n"), "m");
  ASSERT_EQ(model.types.size(), 1U);
  EXPECT_THAT(names_of(model.types[0]), ElementsAre("no", "renk"));
}

TEST(Models, AreReadBackAsWritten) {
  std::vector<sync::Model> all = models();
  all.push_back(model_of(small("\"a b\\\"\\n\" = { type = \"text\", pattern = \"[0-9]{5}\", "
                               "longest = 5, occurs = \"0..*\", occurs_certainty = \"official\" }\n"),
                         "m"));
  for (const sync::Model& model : all) {
    const std::string text = toml_of(model);
    EXPECT_EQ(toml_of(model_of(text, model.name)), text);
  }
}

TEST(Models, MistakesAreNamedWithFileLineAndTheNearestWord) {
  EXPECT_EQ(refusal(small("")), "");
  EXPECT_THAT(refusal(small("x = { typ = \"text\" }\n")),
              AllOf(HasSubstr("m.toml:27"), HasSubstr("'typ'"), HasSubstr("'type'")));
  EXPECT_THAT(refusal(small("x = { type = \"metin\" }\n")), HasSubstr("allowed: text, integer"));
  EXPECT_THAT(refusal(small("x = { type = \"code\", list = \"renkk\" }\n")),
              HasSubstr("did you mean 'renk'"));
  EXPECT_THAT(refusal(small("x = { type = \"text\", source = \"B\" }\n")),
              HasSubstr("did you mean 'A'"));
  EXPECT_THAT(refusal(small("x = { type = \"text\", certainty = \"sure\" }\n")),
              HasSubstr("official, seen, inferred"));
  EXPECT_THAT(refusal(small("x = { type = \"text\", occurs = \"some\" }\n")),
              HasSubstr("no multiplicity"));
  EXPECT_THAT(refusal(small("no = { type = \"text\" }\n")), HasSubstr("'no' twice"));
}

std::string with_rows_but_no_layer() {
  std::string text = small("renk = { type = \"text\" }\n");
  const std::string mark = "extends = \"Taban\"\n";
  return text.insert(text.find(mark) + mark.size(), "restricted_rows = { renk = [\"ak\"] }\n");
}

/// A model of one type that shows our buildings, with more lines of the type and more attributes.
std::string buildings(const std::string& of_type, const std::string& attributes) {
  return R"([model]
name = "deneme"
title_tr = "Deneme"
title_en = "Trial"
[source]
A = "somewhere"
[type.Bina]
title_tr = "Bina"
title_en = "Building"
id = "no"
certainty = "seen"
source = "A"
layer = "bina"
)" + of_type + R"(
[type.Bina.attribute]
no = { type = "integer", from = "tucbs_no" }
adi = { type = "text", occurs = "0..1", voidable = true, from = "ad" }
kullanimi = { type = "text", from = "kullanim" }
durumu = { type = "code", from = "durum" }
yeri = { type = "geometry", from = "geometri" }
bos = { type = "text" }
)" + attributes;
}

TEST(Models, WhatIsKeptBackIsOurColumnsAndRows) {
  const sync::Model model = model_of(
      buildings("restricted_rows = { kullanimi = [\"askeri\", \"cezaevi\"], durumu = [\"yikilmis\"] }",
                "kapisi = { type = \"text\", from = \"posta_kodu\", restricted = true }\n"),
      "m.toml");
  const sync::Restrictions kept_back = sync::restrictions_of(model);
  EXPECT_THAT(kept_back.columns[index(sync::Layer::building)], ElementsAre("posta_kodu"));
  EXPECT_TRUE(kept_back.restricted(sync::Layer::building, "posta_kodu"));
  EXPECT_FALSE(kept_back.restricted(sync::Layer::door, "posta_kodu"));
  EXPECT_TRUE(kept_back.restricted("deneme.Bina", "kapisi"));
  EXPECT_EQ(kept_back.rows[index(sync::Layer::building)],
            (std::vector<sync::RowRestriction>{{"durum", {"yikilmis"}},
                                               {"kullanim", {"askeri", "cezaevi"}}}));
  EXPECT_EQ(sync::restrictions_of(model_of(toml_of(model), "m.toml")), kept_back);
  EXPECT_EQ(toml_of(model_of(toml_of(model), "m.toml")), toml_of(model));
  for (const sync::Model& shipped : models()) {
    EXPECT_EQ(sync::restrictions_of(shipped), sync::Restrictions()) << shipped.name;
  }
  // A type that shows no layer restricts an attribute of its own tables.
  const sync::Model table = model_of(small("renk = { type = \"text\", restricted = true }\n"), "m");
  EXPECT_TRUE(sync::restrictions_of(table).restricted("deneme.Kap", "renk"));
  EXPECT_FALSE(sync::restrictions_of(table).restricted("deneme.Kap", "no"));
}

TEST(Models, WhatCannotBeKeptBackIsRefused) {
  EXPECT_EQ(refusal(buildings("", "")), "");
  const auto attribute = [](const std::string& line) { return refusal(buildings("", line + "\n")); };
  EXPECT_THAT(attribute("x = { type = \"text\", restricted = true }"),
              AllOf(HasSubstr("m.toml:22"), HasSubstr("filled from nothing of ours")));
  EXPECT_THAT(attribute("x = { type = \"integer\", from = \"surum_no\", restricted = true }"),
              HasSubstr("bina.surum_no names or addresses a row"));
  EXPECT_THAT(attribute("x = { type = \"text\", from = \"yapi_kodu\", restricted = true }"),
              HasSubstr("cannot be restricted"));
  EXPECT_THAT(attribute("x = { type = \"geometry\", from = \"geometri\", restricted = true }"),
              AllOf(HasSubstr("m.toml:22"), HasSubstr("geometry")));
  EXPECT_THAT(attribute("x = { type = \"text\", from = \"ad\", restricted = 1 }"),
              HasSubstr("restricted"));
  // Demanded of one and kept back of another: the view would be empty.
  EXPECT_THAT(attribute("x = { type = \"text\", occurs = \"1\", from = \"ad\" }\n"
                        "y = { type = \"text\", from = \"ad\", restricted = true }"),
              AllOf(HasSubstr("Bina.x"), HasSubstr("voidable = true")));
  const auto rows = [](const std::string& inside) {
    return refusal(buildings("restricted_rows = { " + inside + " }", ""));
  };
  EXPECT_THAT(rows("kullanim = [\"askeri\"]"),
              AllOf(HasSubstr("m.toml:14"), HasSubstr("did you mean 'kullanimi'")));
  EXPECT_THAT(rows("bos = [\"x\"]"), HasSubstr("filled `from` no word"));
  EXPECT_THAT(rows("yeri = [\"x\"]"), HasSubstr("filled `from` no word"));
  EXPECT_THAT(rows("kullanimi = []"), HasSubstr("names no value"));
  EXPECT_THAT(rows("kullanimi = [\" \"]"), HasSubstr("an empty value"));
  EXPECT_THAT(rows("durumu = [\"yikik\"]"), HasSubstr("yikilmis"));
  EXPECT_THAT(refusal(with_rows_but_no_layer()), HasSubstr("shows no layer"));
}

TEST(Models, CyclesAndMissingBasesAreRefused) {
  std::string cyclic = small("");
  cyclic.replace(cyclic.find("abstract = true"), 15, "extends = \"Kap\" ");
  EXPECT_THAT(refusal(cyclic), HasSubstr("extends itself"));
  std::string orphan = small("");
  orphan.replace(orphan.find("extends = \"Taban\""), 17, "extends = \"Tabam\"");
  EXPECT_THAT(refusal(orphan), HasSubstr("did you mean 'Taban'"));
  EXPECT_THROW((void)model_named("tucb"), ConfigError);
}

TEST(Models, MultiplicitiesAreText) {
  for (const char* text : {"1", "0..1", "0..*", "2..5", "1..*"}) {
    const auto read = sync::multiplicity_of(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(sync::text_of(*read), text);
  }
  for (const char* text : {"", "*", "-1", "2..1", "1..", "1..n", "1 ..2"}) {
    EXPECT_EQ(sync::multiplicity_of(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace uavt::config::test
