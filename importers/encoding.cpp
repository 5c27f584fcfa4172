#include "importers/encoding.hpp"

#include <cpl_string.h>

#include <fmt/format.h>

#include <memory>

#include "importers/gdal.hpp"
#include "importers/reader.hpp"
#include "sync/text.hpp"

namespace uavt::importers {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

enum class Utf8 : std::uint8_t { valid, invalid, cut };

/// Length of the UTF-8 letter at the start of `bytes`: 0 when there is none, -1 when it is cut off
/// by the end.
int letter_length(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (int i = 1; i < length; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (at >= bytes.size()) return -1;
    unsigned char low = 0x80, high = 0xBF;
    if (i == 1) {
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;  // surrogates
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (byte(at) < low || byte(at) > high) return 0;
  }
  return length;
}

Utf8 utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const int length = letter_length(bytes);
    if (length == 0) return Utf8::invalid;
    if (length < 0) return Utf8::cut;
    bytes.remove_prefix(static_cast<std::size_t>(length));
  }
  return Utf8::valid;
}

void append_letter(std::uint32_t code, std::string& text) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

bool undefined_in_1254(unsigned char byte) {
  switch (byte) {
    case 0x81:
    case 0x8D:
    case 0x8E:
    case 0x8F:
    case 0x90:
    case 0x9D:
    case 0x9E:
      return true;
    default:
      return false;
  }
}

/// Ğ İ Ş ğ ı ş, which are Ð Ý Þ ð ý þ in CP1252 and ISO-8859-1.
bool turkish_in_1254(unsigned char byte) {
  switch (byte) {
    case 0xD0:
    case 0xDD:
    case 0xDE:
    case 0xF0:
    case 0xFD:
    case 0xFE:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string encoding_of_language_driver(std::uint8_t id) {
  switch (id) {
    case 0x01:
      return "CP437";
    case 0x02:
      return "CP850";
    case 0x03:
      return "CP1252";
    case 0x64:
      return "CP852";
    case 0x65:
      return "CP866";
    case 0x6B:
    case 0x88:
      return "CP857";
    case 0xC8:
      return "CP1250";
    case 0xC9:
      return "CP1251";
    case 0xCA:
      return "CP1254";
    case 0xCB:
      return "CP1253";
    default:
      return {};
  }
}

void EncodingEvidence::add(std::string_view bytes, std::uint32_t record) {
  switch (utf8(bytes)) {
    case Utf8::valid:
      if (utf8_++ == 0) first_utf8_ = record;
      break;
    case Utf8::invalid:
      if (not_utf8_++ == 0) first_not_utf8_ = record;
      break;
    case Utf8::cut:
      ++cut_;
      break;
  }
  if (undefined_1254_ && turkish_1254_) return;
  for (const char letter : bytes) {
    const auto byte = static_cast<unsigned char>(letter);
    if (!undefined_1254_ && undefined_in_1254(byte)) {
      undefined_1254_ = true;
      first_undefined_ = record;
    }
    if (!turkish_1254_ && turkish_in_1254(byte)) {
      turkish_1254_ = true;
      first_turkish_ = record;
    }
  }
}

std::optional<std::uint32_t> EncodingEvidence::contradiction(std::string_view encoding) const {
  if (all_ascii()) return std::nullopt;
  if (encoding == "UTF-8") {
    if (not_utf8_ > 0) return first_not_utf8_;
    if (cut_ > utf8_) return first_turkish_;
    return std::nullopt;
  }
  // Text in a single-byte encoding is not valid UTF-8 from end to end.
  if (utf8_ > 0 && not_utf8_ == 0 && cut_ <= utf8_) return first_utf8_;
  if (encoding == "CP1254" && undefined_1254_) return first_undefined_;
  if ((encoding == "CP1252" || encoding == "ISO-8859-1") && turkish_1254_) return first_turkish_;
  return std::nullopt;
}

std::string EncodingEvidence::guess() const {
  if (all_ascii()) return "UTF-8";
  // A few damaged values do not make a UTF-8 file a CP1254 one; a cut last letter (a two-byte
  // lead, which CP1254 also ends words with: "ALİ") counts only beside whole ones.
  if (utf8_ > 0 && not_utf8_ * 10 <= utf8_ && cut_ <= utf8_) return "UTF-8";
  return "CP1254";
}

EncodingDecision decided(const EncodingEvidence& evidence, const std::string& explicit_encoding,
                         const std::string& declared) {
  EncodingDecision decision;
  auto& choice = decision.choice;
  if (!explicit_encoding.empty()) {
    choice.declared = choice.used = sync::encoding_name(explicit_encoding);
    decision.contradicted = evidence.contradiction(choice.used);
    return decision;
  }
  choice.declared = sync::encoding_name(declared);
  if (choice.declared.empty()) {
    choice.used = evidence.guess();
    choice.doubtful = !evidence.all_ascii();
    return decision;
  }
  const auto contradiction = evidence.contradiction(choice.declared);
  if (!contradiction) {
    choice.used = choice.declared;
    return decision;
  }
  choice.used = evidence.guess();
  if (choice.used == choice.declared) return decision;  // the damage is in single values
  choice.doubtful = true;
  choice.contradicted_at = contradiction;
  return decision;
}

Recoder::Recoder(const std::string& encoding) : utf8_(encoding == "UTF-8") {
  if (utf8_) return;
  Chatter chatter;
  for (std::size_t i = 0; i < upper_.size(); ++i) {
    const char byte[2] = {static_cast<char>(0x80 + i), '\0'};
    if (encoding == "CP1254" && undefined_in_1254(static_cast<unsigned char>(byte[0]))) {
      upper_[i] = replacement;
      continue;
    }
    chatter.clear();
    const std::unique_ptr<char, decltype(&VSIFree)> letter(
        CPLRecode(byte, encoding.c_str(), CPL_ENC_UTF8), &VSIFree);
    if (i == 0x61 && !chatter.text().empty()) {  // 0xE1 is a letter everywhere
      throw SourceError(fmt::format(
          "The text encoding \"{}\" is unknown; use UTF-8, CP1254 or CP857.", encoding));
    }
    upper_[i] = letter && utf8(letter.get()) == Utf8::valid && *letter != '\0'
                    ? std::string(letter.get())
                    : std::string(replacement);
  }
}

void Recoder::append(std::string_view bytes, std::string& text) const {
  if (!utf8_) {
    for (const char letter : bytes) {
      const auto byte = static_cast<unsigned char>(letter);
      if (byte >= 0x80) {
        text += upper_[byte - 0x80U];
      } else if (byte == 0) {
        text += replacement;
      } else {
        text += letter;
      }
    }
    return;
  }
  while (!bytes.empty()) {
    const int length = letter_length(bytes);
    if (length > 0 && bytes.front() != '\0') {
      text += bytes.substr(0, static_cast<std::size_t>(length));
      bytes.remove_prefix(static_cast<std::size_t>(length));
    } else {
      text += replacement;
      bytes.remove_prefix(length < 0 ? bytes.size() : 1);
    }
  }
}

bool clean_utf8(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return false;
  return ascii(text) || utf8(text) == Utf8::valid;
}

std::string utf8_of_utf16(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  const bool big = bytes.starts_with("\xFE\xFF");
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(big ? (first << 8 | second) : (second << 8 | first));
  };
  for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
    std::uint32_t code = unit(at);
    if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
      const auto low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
    append_letter(code, text);
  }
  return text;
}

}  // namespace uavt::importers
