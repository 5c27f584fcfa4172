#include "sync/text.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace uavt::sync {
namespace {

/// What happens to blanks inside a text; at its ends they always go.
enum class Blanks : std::uint8_t { keep, collapse };

constexpr bool ascii_blank(unsigned char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/// Appends folded characters to a text while trimming it, so that no second pass is needed.
class Trimmer {
 public:
  Trimmer(std::string& out, Blanks blanks) : out_(out), blanks_(blanks) {}
  void blank(std::string_view as_delivered) {
    if (out_.empty()) return;
    if (blanks_ == Blanks::keep) {
      out_ += as_delivered;
    } else if (out_.size() == end_) {
      out_ += ' ';
    }
  }
  void text(char byte) {
    out_ += byte;
    end_ = out_.size();
  }
  void text(char lead, char trail) {
    out_ += lead;
    text(trail);
  }
  void finish() { out_.resize(end_); }

 private:
  std::string& out_;
  Blanks blanks_;
  std::size_t end_ = 0;  ///< behind the last byte that is no blank
};

/// Turkish upper case of two UTF-8 bytes that stand for one Latin letter whose NFC form is itself:
/// Latin-1 letters and the Turkish ones of Latin Extended-A. False for everything else.
bool fold_two_bytes(unsigned char lead, unsigned char trail, Trimmer& out) {
  const auto emit = [&out](unsigned char a, unsigned char b) {
    out.text(static_cast<char>(a), static_cast<char>(b));
    return true;
  };
  if (lead == 0xC3) {
    const bool letter = trail >= 0x80 && trail <= 0xBE && trail != 0x97 && trail != 0xB7;
    if (!letter || trail == 0x9F) return false;  // ß grows when upper-cased
    return emit(lead, trail >= 0xA0 ? static_cast<unsigned char>(trail - 0x20) : trail);
  }
  if (lead == 0xC4) {
    if (trail == 0x9E || trail == 0x9F) return emit(0xC4, 0x9E);  // Ğ ğ
    if (trail == 0xB0) return emit(lead, trail);                  // İ
    if (trail == 0xB1) {                                          // ı
      out.text('I');
      return true;
    }
    return false;
  }
  if (lead == 0xC5 && (trail == 0x9E || trail == 0x9F)) return emit(0xC5, 0x9E);  // Ş ş
  if (lead == 0xC2 && trail == 0xA0) {                                            // no-break space
    out.blank("\xC2\xA0");
    return true;
  }
  return false;
}

/// The way of nearly every Turkish text: no ICU, one pass. False when the text holds anything but
/// ASCII and the letters above (a combining mark, another script, broken UTF-8); `out` is then
/// junk.
bool folded_directly(std::string_view text, Blanks blanks, std::string& out) {
  out.reserve(text.size() + 8);
  Trimmer trimmer(out, blanks);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (ascii_blank(byte)) {
        trimmer.blank(text.substr(i, 1));
      } else if (byte == 'i') {
        trimmer.text('\xC4', '\xB0');
      } else {
        trimmer.text(static_cast<char>(byte >= 'a' && byte <= 'z' ? byte - 0x20 : byte));
      }
      continue;
    }
    if (i + 1 == text.size() ||
        !fold_two_bytes(byte, static_cast<unsigned char>(text[i + 1]), trimmer)) {
      return false;
    }
    ++i;
  }
  trimmer.finish();
  return true;
}

/// A dot that bad case folding left behind an i belongs to it: "i̇" and "İ̇" are İ, and so is "ı̇".
void absorb_combining_dots(icu::UnicodeString& text) {
  constexpr char16_t combining_dot = 0x0307, dotless_i = 0x0131, dotted_i = 0x0130;
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < text.length(); ++i) {
    const char16_t unit = text[i];
    const char16_t before = kept.isEmpty() ? u'\0' : kept[kept.length() - 1];
    const bool on_an_i =
        before == u'i' || before == u'I' || before == dotless_i || before == dotted_i;
    if (unit != combining_dot || !on_an_i) {
      kept.append(unit);
    } else {
      kept.setCharAt(kept.length() - 1, dotted_i);
    }
  }
  text = std::move(kept);
}

std::string folded_by_icu(std::string_view text, Blanks blanks) {
  static const icu::Locale turkish("tr");
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece bytes(text.data(), static_cast<std::int32_t>(text.size()));
  icu::UnicodeString folded = nfc->normalize(icu::UnicodeString::fromUTF8(bytes), status);
  absorb_combining_dots(folded);
  folded.toUpper(turkish);
  folded = nfc->normalize(folded, status);

  std::int32_t first = 0, last = folded.length();
  while (first < last && u_isUWhiteSpace(folded.char32At(first))) ++first;
  while (last > first && u_isUWhiteSpace(folded.char32At(last - 1))) --last;
  icu::UnicodeString kept;
  for (std::int32_t i = first; i < last; ++i) {
    const bool blank = blanks == Blanks::collapse && u_isUWhiteSpace(folded.char32At(i));
    if (!blank) {
      kept.append(folded[i]);
    } else if (!kept.endsWith(u' ')) {
      kept.append(u' ');
    }
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

std::string folded(std::string_view text, Blanks blanks) {
  std::string out;
  if (folded_directly(text, blanks, out)) return out;
  return folded_by_icu(text, blanks);
}

/// Length of the well-formed UTF-8 sequence at the start of `bytes`, 0 when there is none.
/// Source: Unicode 15, table 3-7.
std::size_t sequence_length(std::string_view bytes) {
  const auto at = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xF0 && at(1) < 0x90);
  const bool surrogate = lead == 0xED && at(1) > 0x9F;
  const bool beyond_unicode = lead == 0xF4 && at(1) > 0x8F;
  return overlong || surrogate || beyond_unicode ? 0 : length;
}

}  // namespace

std::string upper(std::string_view text) {
  return folded(text, Blanks::collapse);
}

std::string plain_form(std::string_view text) {
  return folded(text, Blanks::keep);
}

std::string dotless(std::string_view strict_form) {
  std::string out;
  out.reserve(strict_form.size());
  for (std::size_t i = 0; i < strict_form.size(); ++i) {
    if (strict_form.substr(i, 2) == "\xC4\xB0") {
      out += 'I';
      ++i;
    } else {
      out += strict_form[i];
    }
  }
  return out;
}

bool valid_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

}  // namespace uavt::sync
