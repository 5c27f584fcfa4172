// A GML application schema → a model. The schema is somebody else's file: no entity, no network, no
// include outside its own folder, and bounds on size, files and depth. What it says is kept as
// `official` – the schema is the model's own text; what it leaves open is noted, never guessed.
#pragma once

#include "sync/model.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace uavt::importers {

struct SchemaReading {
  sync::Model model;
  std::vector<std::string> notes;  ///< what could not be taken over, a sentence each
};

/// Every concrete element that stands for a gml:AbstractFeature becomes a type: inherited attributes
/// first, enumerations and code lists as lists, GML property types as geometry. `name`: of the
/// model; the file's when empty. Local includes and imports are followed; GML, xlink and other
/// schemas named by an address on the network are known by their names alone.
/// Errors: SourceError for what is no XML schema, has a DOCTYPE, includes what is not there or lies
/// outside its folder, extends itself, is too large, or has no feature type.
[[nodiscard]] SchemaReading model_of_schema(const std::filesystem::path& file,
                                            const std::string& name = {});

}  // namespace uavt::importers
