// Texts as keys: identifiers folded to ASCII, nearest words, dates, hashes.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <utility>
#include <vector>

#include "sync/text.hpp"

namespace uavt::sync {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr Wide wide(std::uint64_t high, std::uint64_t low) {
  return (static_cast<Wide>(high) << 64) | low;
}

/// ASCII capital for the letters of Turkish that UTF-8 writes in two bytes; 0 for all others.
char folded_letter(unsigned char lead, unsigned char trail) {
  if (lead == 0xC3) {
    switch (trail & ~0x20u) {  // upper and lower case differ in this bit
      case 0x82:
        return 'A';  // Â
      case 0x87:
        return 'C';  // Ç
      case 0x8E:
        return 'I';  // Î
      case 0x94:     // Ô
      case 0x96:
        return 'O';  // Ö
      case 0x9B:     // Û
      case 0x9C:
        return 'U';  // Ü
      default:
        return 0;
    }
  }
  if (lead == 0xC4 && (trail == 0x9E || trail == 0x9F)) return 'G';  // Ğ ğ
  if (lead == 0xC4 && (trail == 0xB0 || trail == 0xB1)) return 'I';  // İ ı
  if (lead == 0xC5 && (trail == 0x9E || trail == 0x9F)) return 'S';  // Ş ş
  return 0;
}

}  // namespace

std::string folded_identifier(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c >= 'a' && c <= 'z') {
      out += static_cast<char>(c - 0x20);
    } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (i + 1 < name.size()) {
      const char letter =
          folded_letter(static_cast<unsigned char>(c), static_cast<unsigned char>(name[i + 1]));
      if (letter == 0) continue;  // a decomposed letter's mark goes here, its base stayed
      out += letter;
      ++i;
    }
  }
  return out;
}

std::string encoding_name(std::string_view spelling) {
  auto folded = folded_identifier(spelling);
  for (const std::string_view prefix : {"ANSI", "WINDOWS", "CP", "IBM", "OEM", "WIN", "LDID"}) {
    if (folded.starts_with(prefix) && folded.size() > prefix.size()) {
      folded.erase(0, prefix.size());
      break;
    }
  }
  if (folded.empty()) return {};
  if (folded == "UTF8" || folded == "65001" || folded == "UTF8BOM") return "UTF-8";
  if (folded == "88599" || folded == "ISO88599" || folded == "LATIN5") return "ISO-8859-9";
  if (folded == "28599" || folded == "920") return "ISO-8859-9";
  if (folded == "88591" || folded == "ISO88591" || folded == "LATIN1") return "ISO-8859-1";
  if (folded.find_first_not_of("0123456789") == std::string::npos && folded.size() <= 5) {
    return "CP" + folded;
  }
  return std::string(spelling);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::string iso_date(std::int64_t days) {
  using namespace std::chrono;
  const auto last = days_of(9999, 12, 31), first = days_of(1, 1, 1);
  if (days < first || days > last) return {};
  const year_month_day date{sys_days{std::chrono::days{static_cast<int>(days)}}};
  std::array<char, 16> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<std::int64_t> days_of(int year, int month, int day) {
  using namespace std::chrono;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const year_month_day date{std::chrono::year{year}, std::chrono::month{unsigned(month)},
                            std::chrono::day{unsigned(day)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date}.time_since_epoch().count();
}

std::string hash_hex(std::string_view bytes) {
  // Offset basis and prime of FNV-1a 128 (draft-eastlake-fnv).
  Wide hash = wide(0x6c62272e07bb0142, 0x62b821756295c58d);
  const Wide prime = wide(0x0000000001000000, 0x000000000000013B);
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= prime;
  }
  std::string text(32, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit) {
    *digit = "0123456789abcdef"[static_cast<unsigned>(hash & 0xF)];
    hash >>= 4;
  }
  return text;
}

std::uint64_t hash64(std::string_view bytes) {
  // Eight bytes at a time, each step a bijection of the state: texts of one length that differ in
  // one word never collide. The constants are those of splitmix64's finaliser.
  constexpr std::uint64_t first = 0xBF58476D1CE4E5B9, second = 0x94D049BB133111EB;
  std::uint64_t hash = (bytes.size() + 1) * 0x9E3779B97F4A7C15;  // the golden ratio
  while (!bytes.empty()) {
    const std::size_t length = std::min<std::size_t>(bytes.size(), 8);
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), length);
    hash = (hash ^ word) * first;
    hash ^= hash >> 29;
    bytes.remove_prefix(length);
  }
  hash = (hash ^ (hash >> 30)) * first;
  hash = (hash ^ (hash >> 27)) * second;
  return hash ^ (hash >> 31);
}

}  // namespace uavt::sync
