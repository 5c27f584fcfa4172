#include "config/embedded.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace uavt::config {

std::string_view embedded_text(std::string_view path) {
  const std::span<const EmbeddedFile> files = embedded_files();
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  if (found == files.end()) {
    throw std::logic_error("the program was built without " + std::string(path));
  }
  return found->text;
}

}  // namespace uavt::config
