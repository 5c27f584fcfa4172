// Metadata of one layer: ISO 19115 in the XML of ISO 19139, quality results in the elements that
// ISO 19157 names. What is said is given as plain values; only the tree is made here.
#pragma once

#include "geo/geometry_column.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace uavt::exporters {

struct MetadataSource {
  std::string name;
  std::string description;  ///< register, layer, rows, digest
  std::string day;          ///< ISO day its content speaks for; empty: not known
  std::string crs;          ///< empty: no geometry
};

/// One result: how many of how many things have a fault of an element of ISO 19157.
struct MetadataQuality {
  std::string element;  ///< of ISO 19139: "DQ_CompletenessOmission"
  std::string name;     ///< in words
  std::uint64_t faulty = 0, of = 0;
};

struct Metadata {
  std::string identifier;  ///< of this record
  std::string title, abstract, purpose;
  std::string organisation;  ///< who is responsible
  std::string stamped;       ///< ISO 8601: when this was written
  std::string revised;       ///< ISO 8601: the end of the run whose state it is
  std::vector<std::string> keywords;
  std::string use_limitation;
  int epsg = 0;                    ///< 0: no code
  std::string crs;                 ///< its name
  std::optional<geo::Box> lonlat;  ///< CRS: lon/lat degrees
  geo::Kind kind = geo::Kind::null;
  std::uint64_t rows = 0;
  std::string format;   ///< of the file; empty: no file
  std::string lineage;  ///< in words
  std::string process;  ///< the run, in words
  std::vector<MetadataSource> sources;
  std::vector<MetadataQuality> quality;
};

/// Writes one gmd:MD_Metadata. Overwrites. Errors: ExportError.
/// Source: ISO/TS 19139:2007, schemas of 2005/2007 (namespace http://www.isotc211.org/2005/gmd).
void write_metadata(const Metadata& metadata, const std::filesystem::path& file);

}  // namespace uavt::exporters
