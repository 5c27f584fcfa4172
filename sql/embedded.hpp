// The data files of this room, put into the binary when it is built (cmake/uavt_embed.cmake), so
// that one executable runs from any folder. Paths are relative to the source tree.
#pragma once

#include <span>
#include <string_view>

namespace uavt::sql {

/// One data file: `path` from the root of the source tree, `text` its bytes.
struct EmbeddedFile {
  std::string_view path;
  std::string_view text;
};

/// All embedded files of this room, ordered by path. Lifetime: the whole program.
std::span<const EmbeddedFile> embedded_files();

}  // namespace uavt::sql
