#include "report/mail.hpp"

#include "report/words.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace uavt::report {

namespace {

constexpr std::string_view line_end = "\r\n";
/// A line with an encoded word has at most 76 octets: "Subject: ", a frame of twelve, 52 letters of
/// base64. Source: RFC 2047, 2.
constexpr std::size_t word_bytes = 39;
/// 76 letters of base64. Source: RFC 2045, 6.8.
constexpr std::size_t line_bytes = 57;

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t block = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k) {
      block = block << 8U | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= count ? letters[block >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return text;
}

bool plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; }) &&
         text.find("=?") == std::string_view::npos;
}

/// Where a piece of at most `most` bytes ends without cutting a letter.
std::size_t piece_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return end == 0 ? most : end;
}

/// The value of a header: as it is where it is short ASCII, else encoded words on lines of their
/// own.
std::string header_text(std::string_view text) {
  constexpr std::size_t short_enough = 65;
  if (plain(text) && text.size() <= short_enough) return std::string(text);
  std::string folded;
  while (!text.empty()) {
    const std::size_t piece = piece_of(text, word_bytes);
    if (!folded.empty()) folded += "\r\n ";
    folded += fmt::format("=?UTF-8?B?{}?=", base64(text.substr(0, piece)));
    text.remove_prefix(piece);
  }
  return folded;
}

/// "Sun, 22 Nov 2026 02:14:05 +0300". (Names of days by strftime would be those of the locale.)
std::string date(std::int64_t seconds) {
  constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t offset = 3 * 3600;
  const std::tm time = fmt::gmtime(static_cast<std::time_t>(seconds + offset));
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0300",
                     days[static_cast<std::size_t>(time.tm_wday)], time.tm_mday,
                     months[static_cast<std::size_t>(time.tm_mon)], time.tm_year + 1900,
                     time.tm_hour, time.tm_min, time.tm_sec);
}

/// A host's name holds nothing else; whatever it was.
std::string host_name(std::string_view name) {
  std::string host;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == '-' || c == '.') host += c;
  }
  return host.empty() ? "localhost" : host;
}

/// Body lines end in CR LF before they are encoded, as the text they are.
std::string canonical(std::string_view body) {
  std::string text;
  for (const char c : body) {
    if (c == '\r') continue;
    if (c == '\n') text += '\r';
    text += c;
  }
  return text;
}

}  // namespace

std::string mail_subject(std::string_view municipality, std::string_view verdict) {
  return shortened(visible(fmt::format("{}: {}", municipality, verdict)), 200);
}

std::string mail(const Letter& letter) {
  const std::string host = host_name(letter.from_host);
  std::string text;
  const auto header = [&](std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append(line_end);
  };
  header("From", fmt::format("uavt-sync <uavt-sync@{}>", host));
  std::string to;
  for (const std::string& address : letter.to) to += (to.empty() ? "" : ",\r\n ") + address;
  if (!to.empty()) header("To", to);
  header("Subject", header_text(letter.subject));
  header("Date", date(letter.sent));
  header("Message-ID", fmt::format("<{}.{}@{}>", letter.sent, letter.id, host));
  header("MIME-Version", "1.0");
  header("Content-Type", "text/plain; charset=UTF-8");
  header("Content-Transfer-Encoding", "base64");
  // Nobody's holiday notice answers a machine.
  header("Auto-Submitted", "auto-generated");
  text += line_end;
  const std::string body = canonical(letter.body);
  for (std::size_t at = 0; at < body.size(); at += line_bytes) {
    text += base64(std::string_view(body).substr(at, line_bytes));
    text += line_end;
  }
  return text;
}

}  // namespace uavt::report
