// The letter a night sends: an RFC 5322 message whose subject is the verdict and whose body is the
// text report. Everything that is not plain ASCII is encoded, so that no mail server on the way can
// spoil it and no text from data can become a header.
#pragma once

#include "sync/settings.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::report {

struct Letter {
  std::string from_host;        ///< "cbs-sunucu": the sender is uavt-sync@ it
  std::vector<std::string> to;  ///< ASCII addresses
  std::string subject, body;    ///< UTF-8
  std::int64_t sent = 0;        ///< seconds since 1970-01-01 UTC
  std::string id;               ///< what makes the Message-ID unique: "2039.17"
};

/// The message, lines ended by CR LF: From, To, Subject, Date (Türkiye's time), Message-ID, MIME
/// headers, Auto-Submitted, and the body in base64. No line has more than 78 octets but for
/// addresses that long. Source: RFC 5322, 2045, 2047, 3834.
[[nodiscard]] std::string mail(const Letter& letter);

/// What the letter of a run says in one line: "Örnekkent: Yayımlandı: 85 değişiklik." At most 200
/// letters, no control characters.
[[nodiscard]] std::string mail_subject(std::string_view municipality, std::string_view verdict);

}  // namespace uavt::report
