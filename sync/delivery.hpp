// What reading one source gives: rows with only the mapped columns, and an account of every record
// that was there. The importers fill it, `mapped` consumes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/finding.hpp"
#include "sync/table.hpp"

namespace uavt::sync {

/// A record that could not be read: it has no row, but it counts (law 1, SRC-02).
struct UnreadableRow {
  std::uint32_t row = 0;
  std::string reason;
};

struct Delivery {
  std::uint16_t source = 0;  ///< position in Settings::sources
  bool read = false;         ///< false: an optional source was missing or refused (SRC-01)
  bool reused = false;       ///< digest and settings are last night's: not parsed again
  RawTable rows;
  std::uint64_t rows_read = 0;  ///< rows.size() + unreadable.size()
  std::vector<UnreadableRow> unreadable;
  std::string crs;              ///< declared by the file: "EPSG:2320" or WKT; empty: none
  std::string encoding_declared, encoding_used;
  std::string driver;           ///< GDAL's short name
  std::vector<std::string> files;      ///< every file read, sorted
  std::string digest;                  ///< SHA-256 over the files, hex
  std::int64_t as_of = null_integer;   ///< days; newest file date unless configured
  std::string profile;                 ///< used or recognised
  /// A delta's rows of an older `versiyon` were applied on earlier nights (`judge_deltas`).
  std::int64_t versions_from = null_integer;
  std::vector<std::string> unmapped;   ///< columns nobody maps
  std::vector<Finding> findings;       ///< SRC-01, -04, -09, KVK-*: matters of the file
};

}  // namespace uavt::sync
