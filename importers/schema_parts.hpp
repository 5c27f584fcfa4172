// What lies below a property in the document: the simple parts of a data type, and the XML
// attributes of an element. A table shows both as columns of their own. Private to this room.
#pragma once

#include "importers/schema_values.hpp"

#include <string>
#include <vector>

namespace uavt::importers {

/// A simple element inside a data type: "yerelNo" of kimlik/Kimlik/yerelNo.
struct SchemaPart {
  pugi::xml_node element;  ///< its declaration, local or by `ref`
  std::string name;
  bool optional = false, many = false;  ///< on the whole way from the property
};
/// The simple parts of a property whose value is a structure, through the types within it; what is
/// a feature, a geometry or nested deeper than anybody models is none.
[[nodiscard]] std::vector<SchemaPart> parts_of(const SchemaFiles& files, const SchemaValues& values,
                                               const pugi::xml_node& property);

struct SchemaAttribute {
  QualifiedName name;
  pugi::xml_node declared;  ///< empty where it is declared in a schema that was not read
  bool required = false;
};
/// Attributes of a complex type, inherited ones and those of attribute groups included; GML's own
/// are none of them where GML was not read.
[[nodiscard]] std::vector<SchemaAttribute> xml_attributes(const SchemaFiles& files,
                                                          pugi::xml_node complex);

/// One that goes with a property in every GML document: nilReason, uom, codeSpace, xlink:href.
[[nodiscard]] bool is_companion(const QualifiedName& attribute);

}  // namespace uavt::importers
