// Zip archives byte by byte, so that a test can make one no program would write.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace uavt::importers {

struct ZipMember {
  std::string name, bytes;
  /// What the list of members claims instead of the true size.
  std::optional<std::uint32_t> claimed_size = {};
};

inline std::uint32_t crc32_of(const std::string& bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char letter : bytes) {
    crc ^= static_cast<unsigned char>(letter);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

/// Members stored without compression. Source: PKWARE APPNOTE 4.3.
inline std::string zipped(const std::vector<ZipMember>& members) {
  std::string local, central;
  const auto number = [](std::string& to, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) to += static_cast<char>(value >> (8 * i) & 0xFF);
  };
  for (const auto& member : members) {
    const auto offset = local.size();
    const auto size = member.claimed_size.value_or(static_cast<std::uint32_t>(member.bytes.size()));
    std::string shared;         // the fields both headers have
    number(shared, 0x0800, 2);  // names are UTF-8
    number(shared, 0, 2);
    number(shared, 0x5A215A21, 4);
    number(shared, crc32_of(member.bytes), 4);
    number(shared, member.bytes.size(), 4);
    number(shared, size, 4);
    number(shared, member.name.size(), 2);
    number(shared, 0, 2);
    local += std::string("PK\x03\x04\x14\x00", 6) + shared + member.name + member.bytes;
    central += std::string("PK\x01\x02\x14\x00\x14\x00", 8) + shared;
    central.append(10, '\0');  // comment, disk, attributes: none
    number(central, offset, 4);
    central += member.name;
  }
  std::string end("PK\x05\x06\x00\x00\x00\x00", 8);
  number(end, members.size(), 2);
  number(end, members.size(), 2);
  number(end, central.size(), 4);
  number(end, local.size(), 4);
  number(end, 0, 2);
  return local + central + end;
}

}  // namespace uavt::importers
