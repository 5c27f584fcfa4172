#include "report/json_text.hpp"

#include "report/typeset.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace uavt::report {

void append_json(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;  // start of what can be copied as it is
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
      ++at;
      continue;
    }
    const CodePoint point = code_point(text, at);
    if (point.bytes > 1) {
      at += point.bytes;
      continue;
    }
    out += text.substr(plain, at - plain);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += static_cast<char>(byte);
    } else if (byte >= '\b' && byte <= '\r' && byte != '\v') {
      constexpr std::string_view letters = "btn-fr";
      out += '\\';
      out += letters[byte - '\b'];
    } else if (byte < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    } else {
      append_utf8(out, point.value);
    }
    plain = ++at;
  }
  out += text.substr(plain);
  out += '"';
}

void append_json(std::string& out, std::int64_t value) {
  fmt::format_to(std::back_inserter(out), "{}", value);
}

void append_json(std::string& out, double value, int digits) {
  if (!std::isfinite(value)) {
    out += "null";
  } else {
    fmt::format_to(std::back_inserter(out), "{}", rounded(value, digits));
  }
}

void append_json_or_null(std::string& out, std::string_view text) {
  if (text.empty()) {
    out += "null";
  } else {
    append_json(out, text);
  }
}

double rounded(double value, int digits) {
  const double scale = std::pow(10.0, digits);
  const double scaled = value * scale;
  // Beyond 2^53 a double has no decimals left to round.
  const double result = std::abs(scaled) < 9007199254740992.0 ? std::round(scaled) / scale : value;
  return result == 0 ? 0.0 : result;
}

}  // namespace uavt::report
