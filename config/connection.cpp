#include "config/connection.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace uavt::config {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool names_password(std::string_view key) {
  static constexpr std::array<std::string_view, 4> words = {"password", "sslpassword", "passwd",
                                                            "pwd"};
  std::string lower(key);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::ranges::find(words, lower) != words.end();
}

/// Undoes "%70assword": a key may be written so, and libpq would understand it.
std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
        digit(text[i + 2]) >= 0) {
      result += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

/// scheme://[user[:password]@]host[/path][?key=value&…]
bool uri_carries_password(std::string_view after_scheme) {
  const std::string_view authority = after_scheme.substr(0, after_scheme.find_first_of("/?"));
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) {
    const std::size_t colon = authority.substr(0, at).find(':');
    if (colon != std::string_view::npos && colon + 1 < at) return true;
  }
  const std::size_t question = after_scheme.find('?');
  if (question == std::string_view::npos) return false;
  std::string_view query = after_scheme.substr(question + 1);
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    if (names_password(percent_decoded(pair.substr(0, pair.find('='))))) return true;
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
  }
  return false;
}

/// key = value pairs as libpq reads them: blanks around "=", values in single quotes with
/// backslashes. Semicolons and commas part pairs too, as GDAL's database drivers write them.
bool pairs_carry_password(std::string_view text) {
  static constexpr std::string_view ends = " \t\r\n;,";
  std::size_t i = 0;
  while (i < text.size()) {
    i = text.find_first_not_of(ends, i);
    if (i == std::string_view::npos) return false;
    const std::size_t key_end = std::min(text.find_first_of(" \t\r\n;,=", i), text.size());
    const std::string_view key = text.substr(i, key_end - i);
    i = std::min(text.find_first_not_of(blanks, key_end), text.size());
    if (i == text.size() || text[i] != '=') continue;  // a word without a value
    i = std::min(text.find_first_not_of(blanks, i + 1), text.size());
    if (names_password(key)) return true;
    if (i < text.size() && text[i] == '\'') {
      for (++i; i < text.size() && text[i] != '\''; ++i) {
        if (text[i] == '\\') ++i;
      }
      i = std::min(i + 1, text.size());
    } else {
      i = std::min(text.find_first_of(ends, i), text.size());
    }
  }
  return false;
}

}  // namespace

bool carries_password(std::string_view connection) {
  const std::size_t scheme = connection.find("://");
  if (scheme != std::string_view::npos &&
      connection.substr(0, scheme).find_first_of(" =") == std::string_view::npos) {
    return uri_carries_password(connection.substr(scheme + 3));
  }
  // "PG:host=…": the driver's prefix is no key.
  const std::size_t colon = connection.find(':');
  if (colon != std::string_view::npos &&
      connection.substr(0, colon).find_first_of(" ='") == std::string_view::npos) {
    connection.remove_prefix(colon + 1);
  }
  return pairs_carry_password(connection);
}

}  // namespace uavt::config
