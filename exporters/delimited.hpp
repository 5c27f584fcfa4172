// Rows → delimited text. Written here and not by GDAL: separators, byte order mark and CP1254 are
// one loop, and a value goes out exactly as it is.
#pragma once

#include <filesystem>

#include "exporters/writer.hpp"

namespace uavt::exporters {

/// Errors: ExportError.
void write_delimited(const sync::RawTable& rows, const std::filesystem::path& file,
                     const WriteOptions& options);

}  // namespace uavt::exporters
