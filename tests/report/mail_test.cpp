// The letter of a night as mail servers want it: ASCII, short lines, nothing from data in a header.
#include "report/mail.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace uavt::report {
namespace {

using testing::HasSubstr;
using testing::Not;

Letter letter() {
  Letter each;
  each.from_host = "cbs-sunucu";
  each.to = {"cbs@ornekkent.example", "bilgiislem@ornekkent.example"};
  each.subject = mail_subject("Örnekkent", "Yayımlandı: 1.204 değişiklik. 14 yeni bulgu.");
  each.body = "Yayımlandı: 1.204 değişiklik.\nİş listesi: ŞĞÜÖÇı\n";
  each.sent = 1795216445;  // 2026-11-20 23:14:05 UTC
  each.id = "2039.17";
  return each;
}

std::string decoded(std::string_view text) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t block = 0;
  int bits = 0;
  for (const char c : text) {
    const auto at = letters.find(c);
    if (at == std::string_view::npos) continue;
    block = block << 6U | static_cast<std::uint32_t>(at);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(block >> static_cast<unsigned>(bits) & 0xFFU);
    }
  }
  return bytes;
}

/// Header by header, unfolded; the body under "".
std::pair<std::vector<std::string>, std::string> parts(const std::string& message) {
  const auto blank = message.find("\r\n\r\n");
  std::vector<std::string> headers;
  std::istringstream lines(message.substr(0, blank + 2));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty() && line.front() == ' ') {
      headers.back() += line;
    } else {
      headers.push_back(line);
    }
  }
  return {headers, message.substr(blank + 4)};
}

/// What encoded words say.
std::string words(const std::string& header) {
  std::string text;
  for (std::size_t at = 0; (at = header.find("=?UTF-8?B?", at)) != std::string::npos;) {
    const auto end = header.find("?=", at);
    text += decoded(header.substr(at + 10, end - at - 10));
    at = end;
  }
  return text;
}

TEST(Mail, HasTheHeadersOfAMachineThatWritesTurkish) {
  const auto [headers, body] = parts(mail(letter()));
  EXPECT_EQ(headers[0], "From: uavt-sync <uavt-sync@cbs-sunucu>");
  EXPECT_EQ(headers[1], "To: cbs@ornekkent.example, bilgiislem@ornekkent.example");
  EXPECT_EQ(words(headers[2]), "Örnekkent: Yayımlandı: 1.204 değişiklik. 14 yeni bulgu.");
  EXPECT_EQ(headers[3], "Date: Sat, 21 Nov 2026 02:14:05 +0300");
  EXPECT_EQ(headers[4], "Message-ID: <1795216445.2039.17@cbs-sunucu>");
  EXPECT_EQ(headers[5], "MIME-Version: 1.0");
  EXPECT_EQ(headers[6], "Content-Type: text/plain; charset=UTF-8");
  EXPECT_EQ(headers[7], "Content-Transfer-Encoding: base64");
  EXPECT_EQ(headers[8], "Auto-Submitted: auto-generated");
  EXPECT_EQ(headers.size(), 9U);
  EXPECT_EQ(decoded(body), "Yayımlandı: 1.204 değişiklik.\r\nİş listesi: ŞĞÜÖÇı\r\n");
}

TEST(Mail, IsAsciiInShortLinesEndedByCrLf) {
  Letter long_one = letter();
  long_one.subject.clear();
  for (int i = 0; i < 90; ++i) long_one.subject += i % 2 == 0 ? "ğ" : "x";
  for (int i = 0; i < 2000; ++i) long_one.body += "değişiklik ";
  const std::string message = mail(long_one);
  std::size_t from = 0;
  for (std::size_t end = 0; (end = message.find("\r\n", from)) != std::string::npos; from = end + 2) {
    EXPECT_LE(end - from, 76U);
  }
  EXPECT_EQ(from, message.size());
  EXPECT_EQ(std::ranges::count(message, '\n'), std::ranges::count(message, '\r'));
  EXPECT_TRUE(std::ranges::all_of(message, [](char c) { return static_cast<signed char>(c) > 0; }));
  const auto [headers, body] = parts(message);
  EXPECT_EQ(words(headers[2]), long_one.subject) << "no letter is cut between two words";
}

TEST(Mail, TextFromDataIsNoHeader) {
  Letter hostile = letter();
  hostile.subject = mail_subject("Köy\r\nBcc: herkes@example.org", "=?UTF-8?B?x?= yayımlandı");
  hostile.from_host = "x>\r\nBcc: a@b";
  const auto [headers, body] = parts(mail(hostile));
  EXPECT_EQ(headers.size(), 9U);
  for (const std::string& header : headers) EXPECT_THAT(header, Not(HasSubstr("Bcc:")));
  EXPECT_EQ(headers[0], "From: uavt-sync <uavt-sync@xBccab>");
}

TEST(Mail, ASubjectIsAtMostTwoHundredLetters) {
  EXPECT_LE(mail_subject("Örnekkent", std::string(5000, 'x')).size(), 210U);
}

}  // namespace
}  // namespace uavt::report
