// Files as somebody who looks for a secret reads them: what is packed is unpacked first. A workbook
// is a zip archive; nothing that it says stands in its bytes.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace uavt::night::test {

/// Members of a zip archive, unpacked, by name; none for a file that is no zip archive. Errors:
/// std::runtime_error for an archive that cannot be read whole.
[[nodiscard]] std::map<std::string, std::string> members_of(const std::filesystem::path& file);

/// The file's bytes, and after them those of its members.
[[nodiscard]] std::string unpacked(const std::filesystem::path& file);

}  // namespace uavt::night::test
