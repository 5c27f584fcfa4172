// The part of mapping_values that mends text: letters that went through the wrong code page.
#include <array>
#include <cstddef>

#include "sync/mapping_values.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t combining_dot = 0x0307;

// The byte at 0x80 … 0x9F that CP1252 (and CP1254, where it defines it) shows as this letter.
constexpr std::array<char32_t, 32> upper_controls = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// The byte a letter was before it was read as CP1252/CP1254; 0 when it was none of 0x80 … 0xFF.
unsigned byte_of(char32_t letter) {
  if (letter >= 0x80 && letter <= 0xFF) return static_cast<unsigned>(letter);
  for (std::size_t at = 0; at < upper_controls.size(); ++at) {
    if (upper_controls[at] == letter) return 0x80u + static_cast<unsigned>(at);
  }
  return 0;
}

bool continues(unsigned byte) { return byte >= 0x80 && byte <= 0xBF; }

// Length of the UTF-8 sequence at `at` and its letter; a byte that starts none is a replacement.
struct Decoded {
  char32_t letter = replacement;
  std::size_t length = 1;
};

Decoded decoded(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0u;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {};
  char32_t letter = lead & (0x7Fu >> length);
  for (std::size_t next = 1; next < length; ++next) {
    if (!continues(byte(next))) return {};
    letter = (letter << 6) | (byte(next) & 0x3Fu);
  }
  const bool overlong = (length == 3 && letter < 0x800) || (length == 4 && letter < 0x10000);
  if (overlong || letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF)) return {};
  return {letter, length};
}

void encode(char32_t letter, std::string& out) {
  const auto put = [&](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (letter < 0x80) {
    put(letter);
  } else if (letter < 0x800) {
    put(0xC0 | (letter >> 6));
    put(0x80 | (letter & 0x3F));
  } else if (letter < 0x10000) {
    put(0xE0 | (letter >> 12));
    put(0x80 | ((letter >> 6) & 0x3F));
    put(0x80 | (letter & 0x3F));
  } else {
    put(0xF0 | (letter >> 18));
    put(0x80 | ((letter >> 12) & 0x3F));
    put(0x80 | ((letter >> 6) & 0x3F));
    put(0x80 | (letter & 0x3F));
  }
}

// "Ä°" → "İ": UTF-8 that was read as CP1252/CP1254. Leads are those of Latin letters (C2 … C5) and
// of typographic signs (E2): Ã, Ä, Å stand in no Turkish word, and Â, â never before such a sign.
bool undo_wrong_code_page(std::u32string& letters) {
  std::u32string out;
  out.reserve(letters.size());
  bool changed = false;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    const char32_t lead = letters[at];
    const auto next = [&](std::size_t offset) {
      return at + offset < letters.size() ? byte_of(letters[at + offset]) : 0u;
    };
    if (lead >= 0xC2 && lead <= 0xC5 && continues(next(1))) {
      out += ((lead & 0x1F) << 6) | (next(1) & 0x3Fu);
      at += 1;
      changed = true;
    } else if (lead == 0xE2 && next(1) == 0x80 && continues(next(2))) {
      out += 0x2000 | (next(2) & 0x3Fu);
      at += 2;
      changed = true;
    } else {
      out += lead;
    }
  }
  letters = std::move(out);
  return changed;
}

// CP1254 read as ISO 8859-1 shows the six Turkish letters of 0xD0 … 0xFE as the Icelandic ones.
char32_t turkish_for(char32_t letter) {
  switch (letter) {
    case U'Ý': return U'İ';
    case U'Þ': return U'Ş';
    case U'Ð': return U'Ğ';
    case U'ý': return U'ı';
    case U'þ': return U'ş';
    case U'ð': return U'ğ';
    default: return letter;
  }
}

}  // namespace

bool maybe_damaged(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (byte < 0x20 || byte == 0x7F) return true;
      ++at;
      continue;
    }
    const Decoded letter = decoded(text, at);
    if (letter.letter == replacement || letter.letter == combining_dot) return true;
    if (turkish_for(letter.letter) != letter.letter) return true;
    if ((letter.letter >= 0xC2 && letter.letter <= 0xC5) || letter.letter == 0xE2) {
      const std::size_t after = at + letter.length;
      if (after < text.size() && static_cast<unsigned char>(text[after]) >= 0x80) return true;
    }
    at += letter.length;
  }
  return false;
}

MendedText mended(std::string_view text) {
  MendedText result;
  std::u32string letters;
  letters.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded letter = decoded(text, at);
    letters += letter.letter;
    at += letter.length;
  }
  // Twice: a file can go through the wrong door twice.
  for (int round = 0; round < 2 && undo_wrong_code_page(letters); ++round) result.changed = true;
  std::u32string out;
  out.reserve(letters.size());
  for (const char32_t letter : letters) {
    if (letter == replacement) result.damaged = true;
    if (letter == combining_dot && !out.empty()) {
      // I + dot is a decomposed İ; i + dot is what lower-casing İ outside Turkish leaves.
      const char32_t before = out.back();
      const char32_t joined = before == U'I' || before == U'İ'   ? U'İ'
                              : before == U'i' || before == U'ı' ? U'i'
                                                                 : U'\0';
      if (joined != U'\0') {
        out.back() = joined;
        result.changed = true;
        continue;
      }
    }
    if (letter < 0x20 || letter == 0x7F) {
      if (out.empty() || out.back() != U' ') out += U' ';
      result.changed = true;
      continue;
    }
    out += turkish_for(letter);
    if (out.back() != letter) result.changed = true;
  }
  result.damaged = result.damaged || result.changed;
  for (const char32_t letter : out) encode(letter, result.text);
  return result;
}

}  // namespace uavt::sync
