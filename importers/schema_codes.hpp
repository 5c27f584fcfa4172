// The values of code lists that a schema names by an address. Nothing is fetched: they are given by
// hand, or stand in a dictionary that somebody put beside the schema (GML dictionary, SKOS,
// INSPIRE's register). Where there is neither, the list stays unknown and refuses nothing.
#pragma once

#include "importers/schema.hpp"
#include "importers/schema_files.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::importers {

/// "http://inspire.ec.europa.eu/codelist/KatValue/" → "KatValue": what a list or a value is called.
[[nodiscard]] std::string_view last_part(std::string_view address);

struct FoundCodes {
  std::vector<std::string> values;
  bool complete = true;  ///< false: its register says that it may be extended
  std::string origin;    ///< the file's name
};

class SchemaCodes {
 public:
  /// `folder`: is looked through for dictionaries when the first list is asked for.
  SchemaCodes(const std::filesystem::path& folder, std::span<const GivenCodes> given)
      : folder_(folder), given_(given) {}

  /// The values of the list at an address; nullptr when nobody has them. Lifetime: this object's,
  /// until the next call.
  [[nodiscard]] const FoundCodes* of(const std::string& address);
  /// Which lists the schema has, what was wrong with files beside it, and what was given for
  /// nothing. To be called last.
  void finish(SchemaReading& reading) const;

 private:
  void look_around();
  void take(const pugi::xml_node& root, const std::string& file);

  std::filesystem::path folder_;
  std::span<const GivenCodes> given_;
  bool looked_ = false;
  std::map<std::string, FoundCodes, std::less<>> beside_;  ///< by address or name
  std::map<std::string, FoundCodes, std::less<>> asked_;   ///< by address; no values: unknown
  std::vector<std::string> troubles_;
};

}  // namespace uavt::importers
