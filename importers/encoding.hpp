// The text encoding of files that do not know their own: DBF tables and delimited text. Bytes are
// read as they are, watched, and recoded once the whole file has been seen, so that a guess is
// made of all the evidence and not of the first lines.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace uavt::importers {

/// The encoding a DBF's language driver id names; empty for none, unknown ones, and "whatever
/// this machine uses" (0x57).
/// Source: the dBASE language driver ids as ESRI writes them.
[[nodiscard]] std::string encoding_of_language_driver(std::uint8_t id);

[[nodiscard]] inline bool ascii(std::string_view bytes) {
  for (const char letter : bytes) {
    if (static_cast<unsigned char>(letter) >= 0x80) return false;
  }
  return true;
}

/// What the bytes of a file's texts say about their encoding.
class EncodingEvidence {
 public:
  /// Looks at one value that is not ASCII, of record `record`.
  void add(std::string_view bytes, std::uint32_t record);

  /// Nothing when the bytes can be `encoding`; else the record that contradicts it.
  [[nodiscard]] std::optional<std::uint32_t> contradiction(std::string_view encoding) const;
  /// UTF-8 when the bytes are, else CP1254: two values in a million are valid UTF-8 by chance.
  [[nodiscard]] std::string guess() const;
  [[nodiscard]] bool all_ascii() const { return utf8_ + not_utf8_ + cut_ == 0; }

 private:
  std::uint64_t utf8_ = 0;      ///< values that are UTF-8 beyond ASCII
  std::uint64_t not_utf8_ = 0;  ///< values that are not
  std::uint64_t cut_ = 0;  ///< values that would be but for a last letter cut in two by a DBF field
  std::uint32_t first_utf8_ = 0, first_not_utf8_ = 0, first_undefined_ = 0, first_turkish_ = 0;
  bool undefined_1254_ = false;  ///< a byte CP1254 does not define
  bool turkish_1254_ = false;    ///< a byte that is a Turkish letter in CP1254, Icelandic in CP1252
};

/// What was decided about one file.
struct EncodingChoice {
  std::string declared;  ///< by the configuration or the file; empty: nobody
  std::string used;
  bool doubtful = false;  ///< guessed, or not what is declared: SRC-04 is due
  std::optional<std::uint32_t> contradicted_at;  ///< the record that is not in the declared one
};

/// Explicit setting > what the file declares > content. `explicit_encoding` wins unless the bytes
/// contradict it: `contradicted` is then that record and the reading must be refused.
struct EncodingDecision {
  EncodingChoice choice;
  std::optional<std::uint32_t> contradicted;
};
[[nodiscard]] EncodingDecision decided(const EncodingEvidence& evidence,
                                       const std::string& explicit_encoding,
                                       const std::string& declared);

/// Bytes of one encoding → valid UTF-8.
class Recoder {
 public:
  /// Errors: SourceError for an encoding nobody here knows.
  explicit Recoder(const std::string& encoding);
  /// Appends the text; what is no letter of the encoding, and NUL, becomes U+FFFD.
  void append(std::string_view bytes, std::string& text) const;

 private:
  bool utf8_ = false;
  std::array<std::string, 128> upper_;  ///< UTF-8 of the bytes 0x80 … 0xFF
};

/// True when the text is valid UTF-8 without NUL.
[[nodiscard]] bool clean_utf8(std::string_view text);
/// UTF-16 with its byte order mark → UTF-8.
[[nodiscard]] std::string utf8_of_utf16(std::string_view bytes);

}  // namespace uavt::importers
