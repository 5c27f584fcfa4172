// Metadata of every published layer: the elements ISO 19139 demands, in the order its schema
// demands, with what the last run knows. Where the schemas are at hand – they may not be given out
// with this program – UAVT_GMD_XSD names gmd.xsd (XML_CATALOG_FILES what it imports) and libxml2's
// xmllint validates every file.
#include "tests/night/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace uavt::exports::test {
namespace {

namespace fs = std::filesystem;
using night::test::bytes_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;

/// The order of a type's elements in the schema; some may be absent, some may repeat.
const std::map<std::string, std::vector<std::string>> orders = {
    {"gmd:MD_Metadata",
     {"gmd:fileIdentifier", "gmd:language", "gmd:characterSet", "gmd:hierarchyLevel", "gmd:contact",
      "gmd:dateStamp", "gmd:metadataStandardName", "gmd:metadataStandardVersion",
      "gmd:spatialRepresentationInfo", "gmd:referenceSystemInfo", "gmd:identificationInfo",
      "gmd:distributionInfo", "gmd:dataQualityInfo"}},
    {"gmd:MD_DataIdentification",
     {"gmd:citation", "gmd:abstract", "gmd:purpose", "gmd:status", "gmd:pointOfContact",
      "gmd:descriptiveKeywords", "gmd:resourceConstraints", "gmd:spatialRepresentationType",
      "gmd:language", "gmd:characterSet", "gmd:topicCategory", "gmd:extent"}},
    {"gmd:CI_Citation", {"gmd:title", "gmd:date"}},
    {"gmd:CI_ResponsibleParty", {"gmd:organisationName", "gmd:role"}},
    {"gmd:EX_GeographicBoundingBox",
     {"gmd:westBoundLongitude", "gmd:eastBoundLongitude", "gmd:southBoundLatitude",
      "gmd:northBoundLatitude"}},
    {"gmd:DQ_DataQuality", {"gmd:scope", "gmd:report", "gmd:lineage"}},
    {"gmd:LI_Lineage", {"gmd:statement", "gmd:processStep", "gmd:source"}},
    {"gmd:LI_Source", {"gmd:description", "gmd:sourceReferenceSystem", "gmd:sourceCitation"}},
    {"gmd:DQ_QuantitativeResult", {"gmd:valueUnit", "gmd:value"}},
    {"gmd:MD_LegalConstraints",
     {"gmd:useLimitation", "gmd:accessConstraints", "gmd:otherConstraints"}},
};

/// Elements out of their order, or that the order does not know; "" for none.
std::string disorder(const pugi::xml_node& node) {
  std::string wrong;
  if (const auto order = orders.find(node.name()); order != orders.end()) {
    std::size_t reached = 0;
    for (const pugi::xml_node& child : node.children()) {
      const auto at = static_cast<std::size_t>(std::ranges::find(order->second, child.name()) -
                                               order->second.begin());
      if (at == order->second.size() || at < reached) {
        wrong += fmt::format("{} in {}; ", child.name(), node.name());
      }
      reached = std::max(reached, at);
    }
  }
  for (const pugi::xml_node& child : node.children()) wrong += disorder(child);
  return wrong;
}

std::string text_at(const pugi::xml_document& document, const std::string& path) {
  return document.select_node(path.c_str()).node().text().get();
}

void validate_where_the_schemas_are(const fs::path& file) {
  const char* const schema = std::getenv("UAVT_GMD_XSD");
  if (schema == nullptr) return;
  const night::test::Ended ended = night::test::ended(
      "/usr/bin/xmllint", {"--nonet", "--noout", "--schema", schema, file.string()});
  EXPECT_EQ(ended.code, 0) << ended.said();
  EXPECT_THAT(ended.said(), HasSubstr("validates"));
}

class MetadataOfLayers : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(town_.run({"run"}).code, 0); }
  [[nodiscard]] std::string value(const std::string& query) const {
    return town_.town().database().value(query);
  }
  night::test::ProgramTown town_;
};

TEST_F(MetadataOfLayers, have_what_the_standard_demands_in_its_order) {
  const fs::path out = town_.file("ustveri");
  const auto done = town_.run({"metadata", "--out", out.string()});
  ASSERT_EQ(done.code, 0) << done.said();
  std::set<std::string> layers;
  for (const auto& entry : fs::directory_iterator(out)) {
    layers.insert(entry.path().stem().string());
    pugi::xml_document document;
    ASSERT_TRUE(document.load_file(entry.path().c_str())) << entry.path();
    EXPECT_EQ(disorder(document), "") << entry.path();
    for (const char* demanded :
         {"//gmd:language/gmd:LanguageCode", "//gmd:contact//gmd:organisationName/*",
          "//gmd:dateStamp/gco:DateTime", "//gmd:citation//gmd:title/*", "//gmd:abstract/*",
          "//gmd:lineage//gmd:statement/*", "//gmd:processStep//gmd:description/*",
          "//gmd:topicCategory/gmd:MD_TopicCategoryCode"}) {
      EXPECT_NE(text_at(document, demanded), "") << demanded << " in " << entry.path();
    }
    validate_where_the_schemas_are(entry.path());
  }
  EXPECT_THAT(layers, ElementsAre("bagimsiz_bolum", "bina", "csbm", "mahalle", "numarataj",
                                  "parsel", "yol_orta_hat"));
}

TEST_F(MetadataOfLayers, say_what_the_last_run_knows) {
  ASSERT_EQ(town_.run({"metadata", "--out", town_.file("ustveri")}).code, 0);
  pugi::xml_document document;
  ASSERT_TRUE(document.load_file((town_.file("ustveri") / "bina.xml").c_str()));
  EXPECT_EQ(text_at(document, "/gmd:MD_Metadata/gmd:referenceSystemInfo//gmd:code/*"), "5254");
  EXPECT_EQ(text_at(document, "//gmd:geometricObjectCount/*"),
            value("SELECT count(*) FROM adres.bina"));
  const double west = std::stod(text_at(document, "//gmd:westBoundLongitude/*"));
  const double expected =
      std::stod(value("SELECT ST_XMin(ST_Extent(ST_Transform(geometri, 4326))) FROM adres.bina"));
  EXPECT_NEAR(west, expected, 1e-3);
  const std::string quality = value(
      "SELECT count(*) FROM kalite.olcu WHERE katman = 'bina' AND mahalle_kodu IS NULL AND "
      "bitis_calisma IS NULL AND olcu <> 'usability'");
  EXPECT_EQ(std::to_string(document.select_nodes("//gmd:DQ_DataQuality/gmd:report").size()),
            quality);
  EXPECT_GT(document.select_nodes("//gmd:LI_Source").size(), 0U);
  EXPECT_THAT(text_at(document, "//gmd:LI_Source/gmd:description/*"), HasSubstr("SHA-256"));
  EXPECT_THAT(bytes_of(town_.file("ustveri") / "bina.xml"),
              testing::Not(HasSubstr(town_.town().folder().string())));
}

TEST_F(MetadataOfLayers, lie_beside_an_export_and_say_for_whom_it_is) {
  night::test::write_bytes(
      town_.configuration(),
      bytes_of(town_.configuration()) +
          "\n[export.su]\nrecipient = \"Su & <İşleri>\"\npurpose = \"abone\"\n"
          "protocol = \"2026/14\"\nlayers = [\"bina\", \"tucbs.Numarataj\"]\n");
  const auto done = town_.run({"export", "--for", "su", "--out", town_.file("verilen")});
  ASSERT_EQ(done.code, 0) << done.said();
  for (const char* layer : {"bina", "Numarataj"}) {
    const fs::path file = town_.file("verilen") / "su-000001" / (std::string(layer) + ".xml");
    pugi::xml_document document;
    ASSERT_TRUE(document.load_file(file.c_str())) << file;
    EXPECT_EQ(disorder(document), "");
    const std::string limitation = text_at(document, "//gmd:useLimitation/*");
    EXPECT_THAT(limitation, HasSubstr("Su & <İşleri>"));
    EXPECT_THAT(limitation, HasSubstr("2026/14"));
    EXPECT_EQ(text_at(document, "//gmd:distributionFormat//gmd:name/*"), "gpkg");
    EXPECT_GT(document.select_nodes("//gmd:LI_Source").size(), 0U) << layer;
    validate_where_the_schemas_are(file);
  }
}

TEST(MetadataBeforeAnyRun, say_what_to_do) {
  const night::test::ProgramTown town;
  const auto ended = town.run({"metadata", "--out", town.file("ustveri")});
  EXPECT_EQ(ended.code, 2) << ended.said();
  EXPECT_THAT(ended.error, HasSubstr("uavt-sync run"));
}

}  // namespace
}  // namespace uavt::exports::test
