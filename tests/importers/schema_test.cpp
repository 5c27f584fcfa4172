// Models from GML application schemas: what is taken over, and what of a hostile schema is not.
#include "importers/schema.hpp"
#include "tests/importers/fixtures.hpp"
#include "tests/importers/schemas.hpp"

#include <gmock/gmock.h>

namespace uavt::importers {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using sync::ModelValue;
using sync::Multiplicity;

class Schema : public Folder {
 protected:
  [[nodiscard]] SchemaReading model(const std::string& text) const {
    return model_of_schema(write("sema.xsd", text));
  }
  /// What a schema is refused with; "" when it is taken.
  [[nodiscard]] std::string refusal(const std::string& text) const {
    try {
      (void)model(text);
    } catch (const SourceError& error) {
      return error.what();
    }
    return {};
  }
};

std::vector<std::string> names_of(const sync::FeatureType& type) {
  std::vector<std::string> names;
  for (const sync::ModelAttribute& attribute : type.attributes) names.push_back(attribute.name);
  return names;
}

TEST_F(Schema, SmallOneIsTakenOverWhole) {
  const SchemaReading reading = model(bench_schema());
  // All but this: either the park or the street.
  EXPECT_THAT(reading.notes, ElementsAre(HasSubstr("1 × xs:choice")));
  const sync::Model& model = reading.model;
  EXPECT_EQ(model.name, "sema");
  ASSERT_EQ(model.types.size(), 1U);
  const sync::FeatureType& bench = model.types[0];
  EXPECT_EQ(bench.name, "Bank");
  EXPECT_EQ(bench.title_tr, "Park bankı");
  EXPECT_EQ(bench.title_en, "Park bench");
  EXPECT_EQ(bench.geometry, geo::Kind::point);
  EXPECT_THAT(names_of(bench), ElementsAre("bankNo", "adi", "plaka", "malzeme", "renk", "yapim",
                                           "saglam", "boy", "park", "sokak", "konum"));
  EXPECT_EQ(bench.attribute("bankNo")->value, ModelValue::integer);
  EXPECT_EQ(bench.attribute("bankNo")->multiplicity, (Multiplicity{1, 1}));
  EXPECT_EQ(bench.attribute("bankNo")->multiplicity_certainty, sync::Certainty::official);
  EXPECT_EQ(bench.attribute("adi")->longest, 20U);
  EXPECT_EQ(bench.attribute("adi")->multiplicity, (Multiplicity{0, std::nullopt}));
  EXPECT_EQ(bench.attribute("plaka")->pattern, "(?:[0-9]{2}-[A-Z]+)");
  EXPECT_TRUE(bench.attribute("malzeme")->voidable);
  EXPECT_EQ(bench.attribute("yapim")->value, ModelValue::date);
  EXPECT_EQ(bench.attribute("saglam")->value, ModelValue::boolean);
  EXPECT_EQ(bench.attribute("boy")->value, ModelValue::real);
  EXPECT_EQ(bench.attribute("park")->value, ModelValue::reference);
  EXPECT_EQ(bench.attribute("sokak")->multiplicity, (Multiplicity{0, 1}));  // or the park
}

TEST_F(Schema, EnumerationsAreCompleteAndOpenUnionsAreNot) {
  const sync::Model model = this->model(bench_schema()).model;
  ASSERT_EQ(model.lists.size(), 2U);
  const sync::ModelCodeList* const material = model.list("MalzemeType");
  ASSERT_NE(material, nullptr);
  EXPECT_THAT(material->values, ElementsAre("ahsap", "beton"));
  EXPECT_TRUE(material->complete);
  const sync::ModelCodeList* const colour = model.list("RenkOrOther");
  ASSERT_NE(colour, nullptr);
  EXPECT_THAT(colour->values, ElementsAre("ak", "kara"));
  EXPECT_FALSE(colour->complete);
}

TEST_F(Schema, OneShapedLikeInspires) {
  (void)write("base.xsd", base_schema());
  const SchemaReading reading = model_of_schema(write("adres.xsd", address_schema()), "adres");
  const sync::Model& model = reading.model;
  ASSERT_EQ(model.types.size(), 2U);  // the abstract one is no layer, a data type is none
  const sync::FeatureType* const address = model.type("Adres");
  ASSERT_NE(address, nullptr);
  EXPECT_THAT(names_of(*address), ElementsAre("kimlik", "baslangic", "bitis", "yer", "durum",
                                              "bilesen", "gecerlilikBaslangici",
                                              "gecerlilikSonu", "yerelNo"));
  // A table has no column for a data type, but one for each of its parts.
  EXPECT_EQ(address->attribute("kimlik")->value, ModelValue::structure);
  EXPECT_EQ(address->attribute("kimlik")->multiplicity, (Multiplicity{0, 1}));
  EXPECT_EQ(address->attribute("yerelNo")->value, ModelValue::text);
  EXPECT_EQ(address->attribute("yerelNo")->multiplicity, (Multiplicity{1, 1}));
  EXPECT_EQ(address->attribute("baslangic")->value, ModelValue::date);
  EXPECT_TRUE(address->attribute("baslangic")->voidable);
  EXPECT_EQ(address->attribute("bilesen")->value, ModelValue::reference);
  EXPECT_EQ(address->attribute("durum")->value, ModelValue::code);
  EXPECT_TRUE(address->attribute("gecerlilikBaslangici")->voidable);
  // Its geometry is a part of a data type.
  ASSERT_NE(address->shape(), nullptr);
  EXPECT_EQ(address->shape()->name, "yer");
  EXPECT_EQ(address->geometry, geo::Kind::point);
  EXPECT_EQ(model.type("Sokak")->geometry, geo::Kind::line);
  EXPECT_THAT(reading.notes, Contains(HasSubstr("http://example.net/kod/durum")));
}

TEST_F(Schema, WhatIsNoSchemaIsRefused) {
  EXPECT_THAT(refusal("bu XML degil"), HasSubstr("no well-formed XML"));
  EXPECT_THAT(refusal(""), HasSubstr("no well-formed XML"));
  EXPECT_THAT(refusal("<a><b/></a>"), HasSubstr("no XML schema"));
  EXPECT_THAT(refusal("<schema/>"), HasSubstr("no XML schema"));
  EXPECT_THAT(refusal(schema_of("")), HasSubstr("gml:AbstractFeature"));
  EXPECT_THAT(refusal(bench_schema().substr(0, 700)), HasSubstr("no well-formed XML"));
  EXPECT_THROW((void)model_of_schema(path / "yok.xsd"), SourceError);
  EXPECT_THROW((void)model_of_schema(path), SourceError);
}

TEST_F(Schema, EntitiesAreNotExpanded) {
  std::string laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    laughs += "<!ENTITY lol" + std::to_string(i) + " \"";
    for (int j = 0; j < 10; ++j) laughs += "&lol" + std::to_string(i - 1) + ";";
    laughs += "\">";
  }
  EXPECT_THAT(refusal(laughs + "]>\n<lolz>&lol9;</lolz>"), HasSubstr("DOCTYPE"));
  EXPECT_THAT(refusal("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"), HasSubstr("DOCTYPE"));
}

TEST_F(Schema, IncludesStayInTheFolder) {
  const auto including = [](const std::string& location) {
    return schema_of("<xs:include schemaLocation=\"" + location + "\"/>");
  };
  EXPECT_THAT(refusal(including("yok.xsd")), AllOf(HasSubstr("yok.xsd"), HasSubstr("not there")));
  (void)write("disari/baska.xsd", base_schema());
  std::filesystem::create_directory(path / "iceri");
  std::ofstream(path / "iceri" / "a.xsd") << including("../disari/baska.xsd");
  EXPECT_THROW((void)model_of_schema(path / "iceri" / "a.xsd"), SourceError);
  std::filesystem::create_symlink(path / "disari" / "baska.xsd", path / "iceri" / "bag.xsd");
  std::ofstream(path / "iceri" / "b.xsd") << including("bag.xsd");
  EXPECT_THROW((void)model_of_schema(path / "iceri" / "b.xsd"), SourceError);
  std::ofstream(path / "iceri" / "c.xsd") << including("/etc/hostname");
  EXPECT_THROW((void)model_of_schema(path / "iceri" / "c.xsd"), SourceError);
}

TEST_F(Schema, FilesMayIncludeEachOther) {
  (void)write("b.xsd", schema_of("<xs:include schemaLocation=\"sema.xsd\"/>"));
  std::string text = bench_schema();
  text.insert(text.find("<xs:element name=\"Bank\""), "<xs:include schemaLocation=\"b.xsd\"/>");
  EXPECT_EQ(model(text).model.types.size(), 1U);
}

TEST_F(Schema, CyclesAreNamed) {
  EXPECT_THAT(refusal(schema_of(R"(
<xs:element name="A" type="b:AType" substitutionGroup="gml:AbstractFeature"/>
<xs:complexType name="AType"><xs:complexContent><xs:extension base="b:BType"><xs:sequence/>
</xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="BType"><xs:complexContent><xs:extension base="b:AType"><xs:sequence/>
</xs:extension></xs:complexContent></xs:complexType>)")),
              HasSubstr("extends itself"));
  EXPECT_THAT(refusal(schema_of(R"(
<xs:element name="A" substitutionGroup="b:C"/><xs:element name="C" substitutionGroup="b:A"/>)")),
              HasSubstr("gml:AbstractFeature"));
  const std::string feature = R"(
<xs:element name="A" substitutionGroup="gml:AbstractFeature"><xs:complexType><xs:sequence>)";
  const std::string end = "</xs:sequence></xs:complexType></xs:element>";
  EXPECT_THAT(refusal(schema_of(feature + "<xs:group ref=\"b:g\"/>" + end + R"(
<xs:group name="g"><xs:sequence><xs:group ref="b:g"/></xs:sequence></xs:group>)")),
              HasSubstr("contains itself"));
  EXPECT_THAT(refusal(schema_of(feature + "<xs:element name=\"x\" type=\"b:S\"/>" + end + R"(
<xs:simpleType name="S"><xs:restriction base="b:S"/></xs:simpleType>)")),
              HasSubstr("made of itself"));
}

TEST_F(Schema, WhatGrowsByItselfIsCutShort) {
  // Each group twice in the one before, each data type twenty times in itself.
  std::string groups = R"(<xs:element name="A" substitutionGroup="gml:AbstractFeature">
<xs:complexType><xs:sequence><xs:group ref="b:g0"/></xs:sequence></xs:complexType></xs:element>)";
  for (int i = 0; i < 14; ++i) {
    const std::string next = "<xs:group ref=\"b:g" + std::to_string(i + 1) + "\"/>";
    groups += "<xs:group name=\"g" + std::to_string(i) + "\"><xs:sequence>" + next + next +
              "</xs:sequence></xs:group>";
  }
  EXPECT_THAT(refusal(schema_of(groups)), HasSubstr("parts"));
  std::string parts = R"(<xs:element name="A" substitutionGroup="gml:AbstractFeature">
<xs:complexType><xs:sequence><xs:element name="x" type="b:T0"/></xs:sequence></xs:complexType>
</xs:element>)";
  for (int i = 0; i < 20; ++i) {
    const std::string name = "T" + std::to_string(i);
    parts += "<xs:element name=\"E" + name + "\" type=\"b:" + name + "\"/>" +
             "<xs:complexType name=\"" + name + "\"><xs:sequence>";
    for (int j = 0; j < 20; ++j) parts += "<xs:element ref=\"b:ET" + std::to_string(j) + "\"/>";
    parts += "</xs:sequence></xs:complexType>";
  }
  EXPECT_EQ(model(schema_of(parts)).model.types[0].attribute("x")->value, ModelValue::structure);
}

TEST_F(Schema, ElementsNestedWithoutEndAreRefused) {
  std::string deep = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">";
  std::string closing;
  for (int i = 0; i < 200'000; ++i) {
    deep += "<a>";
    closing += "</a>";
  }
  EXPECT_THAT(refusal(deep + closing + "</xs:schema>"), HasSubstr("nested"));
}

TEST_F(Schema, APatternNobodyUnderstandsIsNoted) {
  std::string text = bench_schema();
  text.replace(text.find("[0-9]{2}-[A-Z]+"), 15, "([0-9]{2}-[A-Z]");
  const SchemaReading reading = model(text);
  EXPECT_THAT(reading.notes, Contains(HasSubstr("Bank.plaka")));
  EXPECT_EQ(reading.model.types[0].attribute("plaka")->pattern, "");
}

}  // namespace
}  // namespace uavt::importers
