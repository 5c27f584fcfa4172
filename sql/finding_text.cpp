#include "sql/finding_text.hpp"

#include <cstddef>

namespace uavt::sql {
namespace {

bool blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// The position after the string that begins at `at` (a quote).
std::size_t after_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return at + 1;
}

std::size_t after_blanks(std::string_view json, std::size_t at) {
  while (at < json.size() && blank(json[at])) ++at;
  return at;
}

/// The position after the value that begins at `at`: a string, a number or word, or a whole object
/// or array.
std::size_t after_value(std::string_view json, std::size_t at) {
  int depth = 0;
  while (at < json.size()) {
    const char c = json[at];
    if (c == '"') {
      at = after_string(json, at);
      if (depth == 0) return at;
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}' || c == ']' || blank(c))) return at;
    if (c == '{' || c == '[') ++depth;
    ++at;
    if ((c == '}' || c == ']') && --depth == 0) return at;
  }
  return at;
}

}  // namespace

std::string_view member(std::string_view json, std::string_view name) {
  std::size_t at = after_blanks(json, 0);
  if (at >= json.size() || json[at] != '{') return {};
  at = after_blanks(json, at + 1);
  while (at < json.size() && json[at] == '"') {
    const std::size_t key_end = after_string(json, at);
    if (key_end > json.size()) return {};
    const std::string_view key = json.substr(at + 1, key_end - at - 2);
    at = after_blanks(json, key_end);
    if (at >= json.size() || json[at] != ':') return {};
    at = after_blanks(json, at + 1);
    const std::size_t end = after_value(json, at);
    if (key == name) return json.substr(at, end - at);
    at = after_blanks(json, end);
    if (at >= json.size() || json[at] != ',') return {};
    at = after_blanks(json, at + 1);
  }
  return {};
}

std::string with_member(std::string_view json, std::string_view name, std::string_view value) {
  const std::string_view old = member(json, name);
  if (old.empty()) return std::string(json);
  const auto at = static_cast<std::size_t>(old.data() - json.data());
  std::string text(json.substr(0, at));
  text += value;
  text += json.substr(at + old.size());
  return text;
}

}  // namespace uavt::sql
