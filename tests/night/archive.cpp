#include "tests/night/archive.hpp"

#include "tests/night/program.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace uavt::night::test {

std::map<std::string, std::string> members_of(const std::filesystem::path& file) {
  std::map<std::string, std::string> members;
  if (!bytes_of(file).starts_with("PK\x03\x04")) return members;
  // In braces: whatever the file is called, it is an archive.
  const std::string archive = "/vsizip/{" + file.string() + "}";
  const CPLStringList names(VSIReadDirRecursive(archive.c_str()));
  if (names.empty()) throw std::runtime_error(file.string() + ": an archive without members");
  for (int i = 0; i < names.size(); ++i) {
    const std::string name = names[i];
    if (name.ends_with('/')) continue;
    const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> member(
        VSIFOpenL((archive + "/" + name).c_str(), "rb"), &VSIFCloseL);
    if (!member) throw std::runtime_error(file.string() + ": cannot open " + name);
    std::string& bytes = members[name];
    std::array<char, 65536> block{};
    for (std::size_t count = 0;
         (count = VSIFReadL(block.data(), 1, block.size(), member.get())) > 0;) {
      bytes.append(block.data(), count);
    }
    if (VSIFEofL(member.get()) == 0) throw std::runtime_error(file.string() + ": " + name + " ends");
  }
  return members;
}

std::string unpacked(const std::filesystem::path& file) {
  std::string bytes = bytes_of(file);
  for (const auto& [name, content] : members_of(file)) bytes += "\n" + name + "\n" + content;
  return bytes;
}

}  // namespace uavt::night::test
