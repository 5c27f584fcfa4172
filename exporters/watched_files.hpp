// Files under whose drivers nobody looks whether a write came through: GML and FlatGeobuf print and
// go on, and a disk that was full for a moment leaves a file with a hole in it that looks whole. GDAL
// writes them through here, and a write that fails is complained of. Private to this room.
#pragma once

#include <filesystem>
#include <string>

namespace uavt::exporters {

/// The name under which GDAL finds `file`; a failed write under it is heard by Complaints. After
/// `register_drivers`.
[[nodiscard]] std::string watched(const std::filesystem::path& file);

/// Makes that name known to GDAL.
void watch_files();

}  // namespace uavt::exporters
