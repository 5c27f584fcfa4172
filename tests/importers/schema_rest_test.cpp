// What a schema says beside its types: XML attributes, data types' parts, keys, code lists that lie
// elsewhere – and that nothing of it is dropped without a word.
#include "importers/schema.hpp"
#include "tests/importers/fixtures.hpp"
#include "tests/importers/schemas.hpp"

#include <gmock/gmock.h>

#include <random>

namespace uavt::importers {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using sync::ModelValue;
using sync::Multiplicity;

/// A feature "A" with these properties, and what stands beside it.
std::string feature(const std::string& properties, const std::string& beside = {},
                    const std::string& attributes = {}, const std::string& in_element = {}) {
  return schema_of(R"(<xs:element name="A" type="b:AType" substitutionGroup="gml:AbstractFeature">)" +
                   in_element + R"(</xs:element>
<xs:complexType name="AType"><xs:complexContent><xs:extension base="gml:AbstractFeatureType">
<xs:sequence>)" + properties + "</xs:sequence>" + attributes +
                   "</xs:extension></xs:complexContent></xs:complexType>\n" + beside);
}

std::string coded(const std::string& name, const std::string& address,
                  const std::string& type = "gml:ReferenceType") {
  return "<xs:element name=\"" + name + "\" type=\"" + type +
         "\"><xs:annotation><xs:appinfo><defaultCodeSpace xmlns=\"urn:x\">" + address +
         "</defaultCodeSpace></xs:appinfo></xs:annotation></xs:element>";
}

class SchemaRest : public Folder {
 protected:
  [[nodiscard]] SchemaReading model(const std::string& text,
                                    std::span<const GivenCodes> codes = {}) const {
    return model_of_schema(write("sema.xsd", text), {}, codes);
  }
};

TEST_F(SchemaRest, AssertionsAreToldWithFileAndLine) {
  const SchemaReading reading = model(feature(
      "<xs:element name=\"kat\" type=\"xs:int\"/>\n", {}, "\n<xs:assert test=\"kat ge 0\"/>"));
  EXPECT_THAT(reading.notes, ElementsAre(AllOf(HasSubstr("sema.xsd:11"), HasSubstr("AType"),
                                               HasSubstr("\"kat ge 0\""),
                                               HasSubstr("not checked"))));
  std::string many;
  for (int i = 0; i < 300; ++i) many += "<xs:assert test=\"kat ge 0\"/>";
  const SchemaReading told =
      model(feature("<xs:element name=\"kat\" type=\"xs:int\"/>", {}, many));
  EXPECT_EQ(told.notes.size(), 21U);
  EXPECT_THAT(told.notes.back(), HasSubstr("280 × xs:assert"));
}

TEST_F(SchemaRest, EveryKindOfRestIsCountedAndNamed) {
  const SchemaReading reading = model(feature(
      R"(<xs:element name="kat"><xs:simpleType><xs:restriction base="xs:int">
<xs:minInclusive value="0"/><xs:maxInclusive value="9"/><xs:totalDigits value="1"/>
<xs:assertion test="$value ne 5"/></xs:restriction></xs:simpleType></xs:element>
<xs:element name="ulke" type="xs:string" fixed="TR"/>
<xs:choice><xs:element name="p" type="xs:int"/><xs:element name="q" type="xs:int"/></xs:choice>
<xs:any minOccurs="0"/>)",
      "<xs:notation name=\"n\" public=\"x\"/><xs:baska/>",
      "<xs:anyAttribute/>",
      R"(<xs:annotation><xs:appinfo><s:rule xmlns:s="http://purl.oclc.org/dsdl/schematron"
context="A"><s:assert test="kat"/></s:rule></xs:appinfo></xs:annotation>)"));
  for (const char* kind : {"xs:assertion", "1 × xs:minInclusive", "1 × xs:maxInclusive",
                           "1 × xs:totalDigits", "1 × fixed", "1 × xs:choice", "1 × xs:any:",
                           "1 × xs:anyAttribute", "1 × xs:notation", "1 × xs:baska",
                           "1 × Schematron"}) {
    EXPECT_THAT(reading.notes, Contains(HasSubstr(kind)));
  }
  EXPECT_THAT(reading.notes, Each(HasSubstr("sema.xsd:")));
}

TEST_F(SchemaRest, XmlAttributesOfPropertiesAreColumns) {
  const SchemaReading reading = model(feature(
      R"(<xs:element name="boy"><xs:complexType><xs:simpleContent>
<xs:extension base="xs:double"><xs:attribute name="yontem" type="b:YontemType" use="required"/>
<xs:attribute name="eski" use="prohibited"/><xs:attribute name="nilReason"/>
<xs:attributeGroup ref="b:ek"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>)",
      R"(<xs:attributeGroup name="ek"><xs:attribute name="hassas" type="xs:int"/>
<xs:attributeGroup ref="b:ek"/></xs:attributeGroup>
<xs:simpleType name="YontemType"><xs:restriction base="xs:string">
<xs:enumeration value="gps"/></xs:restriction></xs:simpleType>)",
      "<xs:attribute name=\"surum\" type=\"xs:int\"/>"));
  const sync::FeatureType& type = reading.model.types.at(0);
  ASSERT_EQ(type.attributes.size(), 3U);
  EXPECT_EQ(type.attribute("boy")->value, ModelValue::real);
  ASSERT_NE(type.attribute("boy_yontem"), nullptr);
  EXPECT_EQ(type.attribute("boy_yontem")->list, "YontemType");
  EXPECT_EQ(type.attribute("boy_yontem")->multiplicity, (Multiplicity{1, 1}));
  EXPECT_EQ(type.attribute("boy_hassas")->multiplicity, (Multiplicity{0, 1}));
  EXPECT_THAT(reading.notes, ElementsAre(HasSubstr("XML attribute surum"),
                                         HasSubstr("1 × XML attribute nilReason")));
}

TEST_F(SchemaRest, PartsOfOneNameAreNobodys) {
  const SchemaReading reading = model(feature(
      R"(<xs:element name="bas" type="b:ZamanType"/><xs:element name="son" type="b:ZamanType"/>
<xs:element name="iz" type="b:IzType" minOccurs="0" maxOccurs="unbounded"/>)",
      R"(<xs:complexType name="ZamanType"><xs:sequence><xs:element name="an" type="xs:date"/>
</xs:sequence></xs:complexType>
<xs:complexType name="IzType"><xs:sequence><xs:element name="no" type="xs:int"/>
<xs:element name="ic" type="b:IzType"/></xs:sequence></xs:complexType>)"));
  const sync::FeatureType& type = reading.model.types.at(0);
  EXPECT_EQ(type.attribute("an")->value, ModelValue::text);
  EXPECT_EQ(type.attribute("an")->multiplicity, (Multiplicity{0, std::nullopt}));
  EXPECT_EQ(type.attribute("no")->value, ModelValue::text);  // of iz, and of the iz within
  EXPECT_THAT(reading.notes, Contains(HasSubstr("an of son")));
}

TEST_F(SchemaRest, AKeyOfOneFieldNamesTheRows) {
  const std::string properties =
      "<xs:element name=\"no\" type=\"xs:int\"/><xs:element name=\"ek\" type=\"xs:int\"/>";
  const auto constrained = [&](const std::string& constraint) {
    return model(feature(properties, {}, {}, constraint));
  };
  const SchemaReading plain = constrained(
      "<xs:key name=\"k\"><xs:selector xpath=\".//b:A\"/><xs:field xpath=\"b:no\"/></xs:key>");
  EXPECT_EQ(plain.model.types[0].id, "no");
  EXPECT_THAT(plain.notes, IsEmpty());
  for (const char* other :
       {"<xs:unique name=\"k\"><xs:selector xpath=\"b:A\"/><xs:field xpath=\"b:no\"/>"
        "<xs:field xpath=\"b:ek\"/></xs:unique>",
        "<xs:unique name=\"k\"><xs:selector xpath=\"b:A|b:C\"/><xs:field xpath=\"b:no\"/></xs:unique>",
        "<xs:unique name=\"k\"><xs:selector xpath=\"b:A\"/><xs:field xpath=\"@gml:id\"/></xs:unique>",
        "<xs:unique name=\"k\"><xs:selector xpath=\"b:A\"/><xs:field xpath=\"b:yok\"/></xs:unique>",
        "<xs:unique name=\"k\"/>",
        "<xs:keyref name=\"k\" refer=\"b:z\"><xs:selector xpath=\"b:A\"/><xs:field xpath=\"b:no\"/>"
        "</xs:keyref>"}) {
    const SchemaReading reading = constrained(other);
    EXPECT_EQ(reading.model.types[0].id, "") << other;
    EXPECT_THAT(reading.notes, ElementsAre(AllOf(HasSubstr("1 × xs:"), HasSubstr("sema.xsd:7"))))
        << other;
  }
}

TEST_F(SchemaRest, CodeListsThatLieElsewhereKeepTheirAddress) {
  const std::string address = "http://kod.example.net/codelist/KatValue";
  const SchemaReading unknown = model(feature(coded("kat", address)));
  EXPECT_EQ(unknown.model.types[0].attribute("kat")->value, ModelValue::code);
  EXPECT_EQ(unknown.model.types[0].attribute("kat")->source, "XSD K1");
  EXPECT_THAT(unknown.model.lists, IsEmpty());
  EXPECT_THAT(unknown.model.sources, Contains(testing::Pair("K1", "code list " + address)));
  EXPECT_THAT(unknown.notes,
              ElementsAre(AllOf(HasSubstr(address), HasSubstr("--codes KatValue=FILE.csv"))));

  const std::vector<GivenCodes> given = {{"KatValue", {"zemin", "bodrum"}, "kat.csv"},
                                         {"Yok", {"a"}, "yok.csv"}};
  const SchemaReading known = model(feature(coded("kat", address)), given);
  ASSERT_NE(known.model.list("KatValue"), nullptr);
  EXPECT_THAT(known.model.list("KatValue")->values, ElementsAre("zemin", "bodrum"));
  EXPECT_TRUE(known.model.list("KatValue")->complete);
  EXPECT_EQ(known.model.list("KatValue")->source, "K1");
  EXPECT_THAT(known.unknown_codes, ElementsAre("Yok"));
  EXPECT_THAT(known.code_lists, ElementsAre("KatValue"));
}

TEST_F(SchemaRest, DictionariesBesideTheSchemaAreRead) {
  const std::string at = "http://kod.example.net/codelist/";
  (void)write("sozluk.xml", R"(<gml:Dictionary xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="d">
<gml:identifier codeSpace="x">)" + at + R"(Tip</gml:identifier>
<gml:dictionaryEntry><gml:Definition gml:id="a"><gml:identifier codeSpace="x">t1</gml:identifier>
</gml:Definition></gml:dictionaryEntry>
<gml:dictionaryEntry><gml:Definition gml:id="b"><gml:name>t2</gml:name></gml:Definition>
</gml:dictionaryEntry></gml:Dictionary>)");
  (void)write("kavram.rdf", R"(<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns:k="http://www.w3.org/2004/02/skos/core#"><k:ConceptScheme r:about=")" + at + R"(Durum"/>
<k:Concept r:about=")" + at + R"(Durum/iyi"/><r:Description r:about=")" + at + R"(Durum/kotu">
<r:type r:resource="http://www.w3.org/2004/02/skos/core#Concept"/></r:Description></r:RDF>)");
  (void)write("kutuk.xml", R"(<codelist xmlns="urn:kutuk" id=")" + at + R"(Kat"><extensibility id="x/any"/>
<containeditems><value id=")" + at + R"(Kat/z"/></containeditems></codelist>)");
  (void)write("kotu.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><Dictionary>&b;</Dictionary>");
  (void)write("teslim.gml", "<FeatureCollection/>");
  const SchemaReading reading = model(
      feature(coded("tip", at + "Tip") + coded("durum", at + "Durum") + coded("kat", at + "Kat")));
  EXPECT_THAT(reading.model.list("Tip")->values, ElementsAre("t1", "t2"));
  EXPECT_THAT(reading.model.list("Durum")->values,
              ElementsAre(at + "Durum/iyi", at + "Durum/kotu"));
  EXPECT_FALSE(reading.model.list("Kat")->complete);
  EXPECT_THAT(reading.notes, Contains(AllOf(HasSubstr("kotu.xml"), HasSubstr("DOCTYPE"))));
  EXPECT_THAT(reading.notes, Contains(HasSubstr("2 values from kavram.rdf")));
}

TEST_F(SchemaRest, ACopyBesideTheSchemaStandsForAnAddress) {
  std::string text = feature("<xs:element name=\"x\" type=\"t:T\"/>");
  text.insert(text.find("<xs:element name=\"A\""),
              "<xs:import namespace=\"urn:t\" schemaLocation=\"https://example.net/a/T.xsd\"/>");
  text.insert(text.find("xmlns:b="), "xmlns:t=\"urn:t\" ");
  EXPECT_THAT(model(text).notes,
              Contains(AllOf(HasSubstr("sema.xsd:7"), HasSubstr("was not read"))));
  (void)write("T.xsd", R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
targetNamespace="urn:t"><xs:simpleType name="T"><xs:restriction base="xs:int"/></xs:simpleType>
</xs:schema>)");
  const SchemaReading reading = model(text);
  EXPECT_EQ(reading.model.types[0].attribute("x")->value, ModelValue::integer);
  EXPECT_THAT(reading.notes, ElementsAre(HasSubstr("T.xsd beside the schema was read for it")));
}

TEST_F(SchemaRest, AnIncludeWithoutANamespaceHasItsIncluders) {
  (void)write("t.xsd", R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:complexType name="IcType"><xs:sequence><xs:element name="no" type="NoType"/></xs:sequence>
</xs:complexType><xs:simpleType name="NoType"><xs:restriction base="xs:int"/></xs:simpleType>
</xs:schema>)");
  std::string text = feature("<xs:element name=\"x\" type=\"b:IcType\"/>");
  text.insert(text.find("<xs:element name=\"A\""), "<xs:include schemaLocation=\"t.xsd\"/>");
  const SchemaReading reading = model(text);
  EXPECT_EQ(reading.model.types[0].attribute("no")->value, ModelValue::integer);
}

TEST_F(SchemaRest, EncodingsAreReadAsDeclared) {
  const std::string text = feature("<xs:element name=\"şerit\" type=\"xs:int\"/>");
  std::string wide = "\xFF\xFE";
  for (const char c : feature("<xs:element name=\"serit\" type=\"xs:int\"/>")) {
    wide += c;
    wide += '\0';
  }
  EXPECT_EQ(model(wide).model.types[0].attributes[0].name, "serit");
  EXPECT_EQ(model(wide.substr(2)).model.types[0].attributes[0].name, "serit");
  std::string turkish = text;
  turkish.replace(turkish.find("UTF-8"), 5, "windows-1254");
  turkish.replace(turkish.find("ş"), 2, "\xFE");
  EXPECT_EQ(model(turkish).model.types[0].attributes[0].name, "şerit");
  std::string wrong = turkish;
  wrong.replace(wrong.find("windows-1254"), 12, "UTF-8");
  EXPECT_THROW((void)model(wrong), SourceError);
  wrong.replace(wrong.find("UTF-8"), 5, "uzayli-1");
  EXPECT_THROW((void)model(wrong), SourceError);
  std::string entity = "\xFE\xFF";
  for (const char c : std::string("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")) entity += {'\0', c};
  EXPECT_THROW((void)model(entity), SourceError);
}

TEST_F(SchemaRest, NamesThatGrowAreRefused) {
  EXPECT_THROW((void)model(feature("<xs:element name=\"" + std::string(1000, 'a') +
                                   "\" type=\"xs:int\"/>")),
               SourceError);
  const std::string pattern(100'000, 'a');
  const SchemaReading reading = model(feature(
      "<xs:element name=\"a\"><xs:simpleType><xs:restriction base=\"xs:string\"><xs:pattern value=\"" +
      pattern + "\"/></xs:restriction></xs:simpleType></xs:element>"));
  EXPECT_EQ(reading.model.types[0].attribute("a")->pattern, "");
  EXPECT_THAT(reading.notes, ElementsAre(HasSubstr("its pattern has")));
}

/// Law: whatever becomes of a schema's bytes, it is a model or a sentence.
TEST_F(SchemaRest, MutatedSchemasEndWithAModelOrASentence) {
  const std::uint64_t seed = 20261122;
  RecordProperty("seed", std::to_string(seed));
  std::mt19937_64 random(seed);
  (void)write("base.xsd", base_schema());
  const std::string texts[] = {bench_schema(), address_schema()};
  int models = 0, sentences = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string text = texts[round % 2];
    const std::string& other = texts[random() % 2];
    for (auto edits = 1 + random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % text.size();
      const std::size_t length = std::min(text.size() - at, std::size_t{1} + random() % 60);
      switch (random() % 4) {
        case 0:
          text[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          text.erase(at, length);
          break;
        case 2:
          text.insert(at, text.substr(random() % text.size(), length));
          break;
        default:
          text.replace(at, length, other.substr(random() % other.size(), length));
      }
      if (text.empty()) text = " ";
    }
    try {
      const SchemaReading reading = model(text);
      EXPECT_THAT(reading.model.types, Not(IsEmpty()));
      ++models;
    } catch (const SourceError& error) {
      EXPECT_STRNE(error.what(), "");
      ++sentences;
    }
  }
  EXPECT_GT(models, 50) << "seed " << seed;
  EXPECT_GT(sentences, 50) << "seed " << seed;
}

}  // namespace
}  // namespace uavt::importers
