// A GML application schema → a model. The schema is somebody else's file: no entity, no network, no
// include outside its own folder, and bounds on size, files and depth. What it says is kept as
// `official` – the schema is the model's own text; what it leaves open is noted, never guessed.
#pragma once

#include "sync/model.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace uavt::importers {

/// The values of a code list that the schema names by an address, given by hand.
struct GivenCodes {
  std::string list;  ///< the address, or its last part: "KatValue"
  std::vector<std::string> values;
  std::string origin;  ///< the file's name
};

struct SchemaReading {
  sync::Model model;
  std::vector<std::string> notes;  ///< what could not be taken over, a sentence each
  std::vector<std::string> code_lists;     ///< last parts of the addresses the schema names
  std::vector<std::string> unknown_codes;  ///< given ones that are none of them
};

/// Every concrete element that stands for a gml:AbstractFeature becomes a type: inherited attributes
/// first, then the simple parts of data types and XML attributes as `element_attribute`, the way a
/// table shows them; enumerations and code lists as lists, GML property types as geometry. `name`:
/// of the model; the file's when empty. Local includes and imports are followed; GML, xlink and
/// other schemas named by an address on the network are known by their names alone, unless a copy
/// lies beside the schema. What is dropped is a note: assertions each, the rest by kind.
/// Errors: SourceError for what is no XML schema, has a DOCTYPE, includes what is not there or lies
/// outside its folder, extends itself, is too large, or has no feature type.
[[nodiscard]] SchemaReading model_of_schema(const std::filesystem::path& file,
                                            const std::string& name = {},
                                            std::span<const GivenCodes> codes = {});

}  // namespace uavt::importers
