#include "exporters/metadata.hpp"

#include "exporters/writer.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

namespace uavt::exporters {

namespace {

constexpr const char* code_lists =
    "http://www.isotc211.org/2005/resources/Codelist/gmxCodelists.xml#";
constexpr const char* languages = "http://www.loc.gov/standards/iso639-2/";

using Node = pugi::xml_node;

Node add(Node parent, const char* name) {
  return parent.append_child(name);
}

/// <name><gco:CharacterString>text</…></name>; said to be missing where there is no text.
void text(Node parent, const char* name, const std::string& value) {
  Node node = add(parent, name);
  if (value.empty()) {
    node.append_attribute("gco:nilReason") = "unknown";
    return;
  }
  add(node, "gco:CharacterString").text().set(value.c_str());
}

/// One of a list's codes: <gmd:MD_ScopeCode codeList="…" codeListValue="dataset">dataset</…>.
void code(Node parent, const char* name, const char* list, const char* value) {
  Node node = add(add(parent, name), fmt::format("gmd:{}", list).c_str());
  node.append_attribute("codeList") = (std::string(code_lists) + list).c_str();
  node.append_attribute("codeListValue") = value;
  node.text().set(value);
}

void language(Node parent) {
  Node node = add(add(parent, "gmd:language"), "gmd:LanguageCode");
  node.append_attribute("codeList") = languages;
  node.append_attribute("codeListValue") = "tur";
  node.text().set("tur");
}

/// A day or a moment, by its form.
void moment(Node parent, const char* name, const std::string& iso) {
  Node node = add(parent, name);
  if (iso.empty()) {
    node.append_attribute("gco:nilReason") = "unknown";
    return;
  }
  add(node, iso.size() > 10 ? "gco:DateTime" : "gco:Date").text().set(iso.c_str());
}

void decimal(Node parent, const char* name, double value) {
  add(add(parent, name), "gco:Decimal").text().set(fmt::format("{:.7f}", value).c_str());
}

void responsible(Node parent, const char* name, const std::string& organisation, const char* role) {
  Node party = add(add(parent, name), "gmd:CI_ResponsibleParty");
  text(party, "gmd:organisationName", organisation);
  code(party, "gmd:role", "CI_RoleCode", role);
}

void citation(Node parent, const char* name, const std::string& title, const std::string& iso,
              const char* kind) {
  Node node = add(add(parent, name), "gmd:CI_Citation");
  text(node, "gmd:title", title);
  Node date = add(add(node, "gmd:date"), "gmd:CI_Date");
  moment(date, "gmd:date", iso);
  code(date, "gmd:dateType", "CI_DateTypeCode", kind);
}

void reference_system(Node parent, const char* name, const std::string& title, int epsg) {
  Node identifier =
      add(add(add(add(parent, name), "gmd:MD_ReferenceSystem"), "gmd:referenceSystemIdentifier"),
          "gmd:RS_Identifier");
  text(identifier, "gmd:code", epsg != 0 ? std::to_string(epsg) : title);
  if (epsg != 0) text(identifier, "gmd:codeSpace", "EPSG");
}

const char* object_type(geo::Kind kind) {
  switch (kind) {
    case geo::Kind::point:
      return "point";
    case geo::Kind::line:
      return "curve";
    case geo::Kind::polygon:
      return "surface";
    default:
      return "complex";
  }
}

void representation(Node root, const Metadata& metadata) {
  if (metadata.kind == geo::Kind::null) return;
  Node vector =
      add(add(root, "gmd:spatialRepresentationInfo"), "gmd:MD_VectorSpatialRepresentation");
  code(vector, "gmd:topologyLevel", "MD_TopologyLevelCode", "geometryOnly");
  Node objects = add(add(vector, "gmd:geometricObjects"), "gmd:MD_GeometricObjects");
  code(objects, "gmd:geometricObjectType", "MD_GeometricObjectTypeCode",
       object_type(metadata.kind));
  if (metadata.rows != 0) {
    add(add(objects, "gmd:geometricObjectCount"), "gco:Integer")
        .text()
        .set(std::to_string(metadata.rows).c_str());
  }
}

void constraints(Node identification, const std::string& limitation) {
  Node legal = add(add(identification, "gmd:resourceConstraints"), "gmd:MD_LegalConstraints");
  text(legal, "gmd:useLimitation", limitation);
  code(legal, "gmd:accessConstraints", "MD_RestrictionCode", "otherRestrictions");
  text(legal, "gmd:otherConstraints", limitation);
}

void extent(Node identification, const geo::Box& box) {
  Node bounds =
      add(add(add(add(identification, "gmd:extent"), "gmd:EX_Extent"), "gmd:geographicElement"),
          "gmd:EX_GeographicBoundingBox");
  decimal(bounds, "gmd:westBoundLongitude", box.min_x);
  decimal(bounds, "gmd:eastBoundLongitude", box.max_x);
  decimal(bounds, "gmd:southBoundLatitude", box.min_y);
  decimal(bounds, "gmd:northBoundLatitude", box.max_y);
}

void identification(Node root, const Metadata& metadata) {
  Node node = add(add(root, "gmd:identificationInfo"), "gmd:MD_DataIdentification");
  citation(node, "gmd:citation", metadata.title, metadata.revised, "revision");
  text(node, "gmd:abstract", metadata.abstract);
  if (!metadata.purpose.empty()) text(node, "gmd:purpose", metadata.purpose);
  code(node, "gmd:status", "MD_ProgressCode", "onGoing");
  responsible(node, "gmd:pointOfContact", metadata.organisation, "custodian");
  if (!metadata.keywords.empty()) {
    Node keywords = add(add(node, "gmd:descriptiveKeywords"), "gmd:MD_Keywords");
    for (const std::string& keyword : metadata.keywords) text(keywords, "gmd:keyword", keyword);
  }
  if (!metadata.use_limitation.empty()) constraints(node, metadata.use_limitation);
  code(node, "gmd:spatialRepresentationType", "MD_SpatialRepresentationTypeCode",
       metadata.kind == geo::Kind::null ? "textTable" : "vector");
  language(node);
  code(node, "gmd:characterSet", "MD_CharacterSetCode", "utf8");
  add(add(node, "gmd:topicCategory"), "gmd:MD_TopicCategoryCode").text().set("location");
  if (metadata.lonlat && !metadata.lonlat->empty()) extent(node, *metadata.lonlat);
}

void quality(Node parent, const MetadataQuality& result, const std::string& when) {
  Node node = add(add(parent, "gmd:report"), ("gmd:" + result.element).c_str());
  text(node, "gmd:nameOfMeasure", result.name);
  text(node, "gmd:measureDescription",
       fmt::format("{} / {} (ISO 19157)", result.faulty, result.of));
  code(node, "gmd:evaluationMethodType", "DQ_EvaluationMethodTypeCode", "directInternal");
  moment(node, "gmd:dateTime", when);
  Node value = add(add(node, "gmd:result"), "gmd:DQ_QuantitativeResult");
  add(value, "gmd:valueUnit").append_attribute("xlink:href") =
      "http://www.opengis.net/def/uom/UCUM/0/%25";
  const double share =
      result.of == 0 ? 0.0
                     : 100.0 * static_cast<double>(result.faulty) / static_cast<double>(result.of);
  add(add(value, "gmd:value"), "gco:Record").text().set(fmt::format("{:.4f}", share).c_str());
}

void lineage(Node parent, const Metadata& metadata) {
  Node node = add(add(parent, "gmd:lineage"), "gmd:LI_Lineage");
  text(node, "gmd:statement", metadata.lineage);
  if (!metadata.process.empty()) {
    Node step = add(add(node, "gmd:processStep"), "gmd:LI_ProcessStep");
    text(step, "gmd:description", metadata.process);
    moment(step, "gmd:dateTime", metadata.revised);
  }
  for (const MetadataSource& source : metadata.sources) {
    Node one = add(add(node, "gmd:source"), "gmd:LI_Source");
    text(one, "gmd:description", source.description);
    if (!source.crs.empty()) reference_system(one, "gmd:sourceReferenceSystem", source.crs, 0);
    citation(one, "gmd:sourceCitation", source.name, source.day, "revision");
  }
}

}  // namespace

void write_metadata(const Metadata& metadata, const std::filesystem::path& file) {
  pugi::xml_document document;
  Node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  Node root = document.append_child("gmd:MD_Metadata");
  root.append_attribute("xmlns:gmd") = "http://www.isotc211.org/2005/gmd";
  root.append_attribute("xmlns:gco") = "http://www.isotc211.org/2005/gco";
  root.append_attribute("xmlns:xlink") = "http://www.w3.org/1999/xlink";
  text(root, "gmd:fileIdentifier", metadata.identifier);
  language(root);
  code(root, "gmd:characterSet", "MD_CharacterSetCode", "utf8");
  code(root, "gmd:hierarchyLevel", "MD_ScopeCode", "dataset");
  responsible(root, "gmd:contact", metadata.organisation, "pointOfContact");
  moment(root, "gmd:dateStamp", metadata.stamped);
  text(root, "gmd:metadataStandardName", "ISO19115");
  text(root, "gmd:metadataStandardVersion", "2003/Cor.1:2006");
  representation(root, metadata);
  if (metadata.kind != geo::Kind::null) {
    reference_system(root, "gmd:referenceSystemInfo", metadata.crs, metadata.epsg);
  }
  identification(root, metadata);
  if (!metadata.format.empty()) {
    Node format = add(add(add(add(root, "gmd:distributionInfo"), "gmd:MD_Distribution"),
                          "gmd:distributionFormat"),
                      "gmd:MD_Format");
    text(format, "gmd:name", metadata.format);
    text(format, "gmd:version", {});
  }
  Node data_quality = add(add(root, "gmd:dataQualityInfo"), "gmd:DQ_DataQuality");
  code(add(add(data_quality, "gmd:scope"), "gmd:DQ_Scope"), "gmd:level", "MD_ScopeCode", "dataset");
  for (const MetadataQuality& each : metadata.quality) {
    quality(data_quality, each, metadata.revised);
  }
  lineage(data_quality, metadata);
  if (!document.save_file(file.c_str(), "  ", pugi::format_default, pugi::encoding_utf8)) {
    throw ExportError(fmt::format(
        "{} cannot be written: check the folder, its rights and its space.", file.string()));
  }
}

}  // namespace uavt::exporters
