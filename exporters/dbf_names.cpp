#include "exporters/dbf_names.hpp"

#include <algorithm>
#include <set>

namespace uavt::exporters {

namespace {

/// Source: the format's field descriptor, eleven bytes with the closing zero.
constexpr std::size_t longest = 10;

/// At most `bytes` of a text, no letter cut in half.
std::string cut(const std::string& text, std::size_t bytes) {
  std::size_t end = std::min(bytes, text.size());
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
}

std::string folded(std::string text) {
  for (char& letter : text) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::vector<std::string> dbf_names(std::span<const std::string> columns) {
  std::set<std::string> taken;
  std::vector<std::string> names(columns.size());
  // Whoever needs no cutting keeps its name, wherever it stands.
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].size() <= longest && taken.insert(folded(columns[i])).second) {
      names[i] = columns[i];
    }
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!names[i].empty()) continue;
    std::string name = cut(columns[i], longest);
    for (std::size_t number = 1; !taken.insert(folded(name)).second; ++number) {
      const std::string digits = std::to_string(number);
      name = cut(columns[i], longest - digits.size()) + digits;
    }
    names[i] = std::move(name);
  }
  return names;
}

}  // namespace uavt::exporters
