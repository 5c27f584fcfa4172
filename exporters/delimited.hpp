// Rows → delimited text. Written here and not by GDAL: separators, byte order mark and CP1254 are
// one loop, and a value goes out exactly as it is.
#pragma once

#include <filesystem>
#include <fstream>

#include "exporters/survey.hpp"
#include "exporters/writer.hpp"

namespace uavt::exporters {

/// One file, its rows in as many batches as come.
class Delimited {
 public:
  /// Begins the file with its head. Errors: ExportError.
  Delimited(const LayerHead& head, const std::filesystem::path& file, const WriteOptions& options);
  /// Errors: ExportError.
  void add(const sync::RawTable& rows);
  /// Errors: ExportError where the file could not be written whole.
  void close();

 private:
  void require_written() const;

  std::filesystem::path file_;
  bool has_geometry_;
  WriteOptions options_;
  std::ofstream out_;
};

}  // namespace uavt::exporters
