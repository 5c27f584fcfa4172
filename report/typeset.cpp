#include "report/typeset.hpp"

#include <algorithm>

namespace uavt::report {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool combining(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F);
}

/// Bytes of the first `count` columns.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  std::size_t taken = 0;
  while (at < text.size()) {
    const CodePoint point = code_point(text, at);
    if (!combining(point.value) && taken++ == count) break;
    at += point.bytes;
  }
  return at;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (columns(text) <= width) return std::string(text);
  return std::string(text.substr(0, bytes_of(text, width - 1))) + "…";
}

}  // namespace

CodePoint code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {replacement, 1};
  char32_t value = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {replacement, 1};
    value = (value << 6) | (byte(at + i) & 0x3Fu);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    return {replacement, 1};
  }
  return {value, length};
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    if (!combining(point.value)) ++count;
    at += point.bytes;
  }
  return count;
}

std::string wrapped(std::string_view text, Indent indent) {
  std::string out(indent.first, ' ');
  std::size_t used = indent.first;
  bool empty_line = true;
  const auto new_line = [&] {
    out += '\n';
    out.append(indent.rest, ' ');
    used = indent.rest;
    empty_line = true;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    std::size_t width = columns(word);
    if (!empty_line && used + 1 + width > page_width) new_line();
    while (used + width > page_width) {  // only ever at the start of a line
      const std::size_t bytes = bytes_of(word, page_width - used);
      out += word.substr(0, bytes);
      word.remove_prefix(bytes);
      width = columns(word);
      new_line();
    }
    if (!empty_line) {
      out += ' ';
      ++used;
    }
    out += word;
    used += width;
    empty_line = false;
  }
  out += '\n';
  return out;
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  constexpr std::size_t margin = 2;
  constexpr std::size_t gap = 2;
  constexpr std::size_t narrowest_first = 8;
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
  }
  if (widths.empty()) return "";
  std::size_t others = margin;
  for (std::size_t i = 1; i < widths.size(); ++i) others += gap + widths[i];
  const std::size_t room = page_width > others ? page_width - others : 0;
  widths[0] = std::min(widths[0], std::max(room, narrowest_first));
  std::string out;
  for (const auto& row : rows) {
    out.append(margin, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = i == 0 ? fitted(row[i], widths[0]) : row[i];
      const std::size_t padding = widths[i] - columns(cell);
      if (i > 0) out.append(gap + padding, ' ');
      out += cell;
      if (i == 0 && row.size() > 1) out.append(padding, ' ');
    }
    out += '\n';
  }
  return out;
}

}  // namespace uavt::report
