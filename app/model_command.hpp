// `model`: which data models this program knows, what one asks of a layer and how sure that is, and
// a new one made from a GML application schema. Needs neither data nor a database.
#pragma once

#include "sync/settings.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace uavt::app {

int model_list_command(sync::Language language);

/// One model, or one of its types with every attribute.
/// Errors: config::ConfigError for a model there is none of.
int model_show_command(const std::string& name, const std::string& type, sync::Language language);

/// The same as a model file: what a municipality begins its own with.
int model_print_command(const std::string& name);

struct ModelImport {
  std::string schema;          ///< FILE.xsd
  std::string name;            ///< of the model; empty: the file's
  std::filesystem::path out;   ///< empty: standard output
  std::vector<std::string> codes;  ///< "KatValue=kat.csv": values of a list named by an address
};
/// Writes the model as a file for `validate --model`, and says what the schema left open.
/// Errors: importers::SourceError for a schema that cannot be used,
/// std::filesystem::filesystem_error, config::ConfigError for names that no model file takes and for
/// codes of a list that the schema does not name.
int model_import_command(const ModelImport& what);

}  // namespace uavt::app
