// Names and numbers of addresses: type words off the end, door numbers in one form.
#include <algorithm>
#include <array>
#include <span>

#include "sync/text.hpp"

namespace uavt::sync {
namespace {

/// Positions in the csbm tip list (docs: ATTRIBUTES); `no_type` for the words of a mahalle.
enum StreetType : std::int8_t {
  no_type = -1,
  koy_sokagi,
  meydan,
  bulvar,
  cadde,
  sokak,
  kume_evler,
  karayolu,
};

struct TypeWord {
  std::string_view word;  ///< upper case, İ written I: casing by a foreign locale does not matter
  StreetType type{};
};

constexpr std::array street_words = {
    TypeWord{"SOKAK", sokak},
    TypeWord{"SOKAĞI", sokak},
    TypeWord{"SOKAGI", sokak},
    TypeWord{"SOK", sokak},
    TypeWord{"SK", sokak},
    TypeWord{"CADDE", cadde},
    TypeWord{"CADDESI", cadde},
    TypeWord{"CAD", cadde},
    TypeWord{"CD", cadde},
    TypeWord{"BULVAR", bulvar},
    TypeWord{"BULVARI", bulvar},
    TypeWord{"BULV", bulvar},
    TypeWord{"BLV", bulvar},
    TypeWord{"MEYDAN", meydan},
    TypeWord{"MEYDANI", meydan},
    TypeWord{"KÜME EVLER", kume_evler},
    TypeWord{"KÜME EVLERI", kume_evler},
    TypeWord{"KUME EVLER", kume_evler},
    TypeWord{"KUME EVLERI", kume_evler},
    TypeWord{"KÜMEEVLER", kume_evler},
    TypeWord{"KÜMEEVLERI", kume_evler},
    TypeWord{"K. EVLER", kume_evler},
    TypeWord{"K. EVLERI", kume_evler},
    TypeWord{"K.EVLER", kume_evler},
    TypeWord{"K.EVLERI", kume_evler},
    TypeWord{"KÖY SOKAĞI", koy_sokagi},
    TypeWord{"KÖY SOKAGI", koy_sokagi},
    TypeWord{"KOY SOKAGI", koy_sokagi},
    TypeWord{"KARAYOLU", karayolu},
};

constexpr std::array neighbourhood_words = {
    TypeWord{"MAHALLE", no_type}, TypeWord{"MAHALLESI", no_type}, TypeWord{"MAH", no_type},
    TypeWord{"MH", no_type},      TypeWord{"KÖYÜ", no_type},      TypeWord{"KÖY", no_type},
};

/// The longest type word has 13 bytes; as delivered it may be decomposed and widely spaced.
constexpr std::size_t longest_upper_case = 16, longest_delivered = 40;

std::span<const TypeWord> words_of(TypeWords words) {
  switch (words) {
    case TypeWords::street:
      return street_words;
    case TypeWords::neighbourhood:
      return neighbourhood_words;
    case TypeWords::none:
      break;
  }
  return {};
}

constexpr bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr bool is_trailing(char c) {
  return is_blank(c) || c == '.' || c == '-' || c == ',';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

template <typename Predicate>
std::string_view without_end(std::string_view text, Predicate drop) {
  while (!text.empty() && drop(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view trimmed(std::string_view text) {
  text = without_end(text, is_blank);
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

enum class Spelling : std::uint8_t { upper_case, delivered };

/// What stands before a type word at the end of a name, and which type the word is.
struct Split {
  std::string_view rest;
  StreetType type = no_type;
};

const TypeWord* looked_up(std::string_view word, std::span<const TypeWord> words,
                          Spelling spelling) {
  const std::string key =
      dotless(spelling == Spelling::upper_case ? std::string(word) : upper(word));
  const auto found = std::ranges::find(words, key, &TypeWord::word);
  return found == words.end() ? nullptr : &*found;
}

/// A type word may begin behind a blank, and behind a dot or dash without one: "1.CADDE".
bool may_begin(std::string_view text, std::size_t at) {
  if (is_trailing(text[at])) return false;
  return at == 0 || is_trailing(text[at - 1]) ||
         (at >= 2 && text.substr(at - 2, 2) == "\xC2\xA0");  // no-break space
}

/// Finds the longest type word that ends the name; nothing when there is none, or when it is the
/// whole name ("SOKAK", "KÖY SOKAĞI").
std::optional<Split> split_off(std::string_view name, std::span<const TypeWord> words,
                               Spelling spelling) {
  const std::string_view text = without_end(name, is_trailing);
  if (words.empty() || text.empty()) return std::nullopt;

  if (text.back() == ')' || text.back() == ']') {  // "13001 NOLU (Sokak)"
    const std::size_t open = text.rfind(text.back() == ')' ? '(' : '[');
    if (open == std::string_view::npos) return std::nullopt;
    const std::string_view inner =
        without_end(trimmed(text.substr(open + 1, text.size() - open - 2)), is_trailing);
    const TypeWord* found = looked_up(inner, words, spelling);
    const std::string_view rest = trimmed(text.substr(0, open));
    if (found == nullptr || rest.empty()) return std::nullopt;
    return Split{rest, found->type};
  }

  const std::size_t longest =
      spelling == Spelling::upper_case ? longest_upper_case : longest_delivered;
  const TypeWord* found = nullptr;
  std::size_t begin = 0;
  for (std::size_t at = text.size(); at-- > 0 && text.size() - at <= longest;) {
    if (!may_begin(text, at)) continue;
    if (const TypeWord* word = looked_up(text.substr(at), words, spelling)) {
      found = word;
      begin = at;
    }
  }
  const std::string_view rest = trimmed(text.substr(0, begin));
  if (found == nullptr || rest.empty()) return std::nullopt;
  return Split{rest, found->type};
}

/// Â Î Û Ô of upper case text → A İ U O, in place: no form grows.
void drop_circumflex(std::string& text) {
  std::size_t write = 0;
  for (std::size_t read = 0; read < text.size(); ++read) {
    if (text[read] != '\xC3' || read + 1 == text.size()) {
      text[write++] = text[read];
      continue;
    }
    const char trail = text[++read];
    switch (trail) {
      case '\x82':
        text[write++] = 'A';
        break;
      case '\x9B':
        text[write++] = 'U';
        break;
      case '\x94':
        text[write++] = 'O';
        break;
      case '\x8E':
        text[write++] = '\xC4';
        text[write++] = '\xB0';
        break;
      default:
        text[write++] = '\xC3';
        text[write++] = trail;
    }
  }
  text.resize(write);
}

/// Dashes that typists and spreadsheets put for "-", U+2010 … U+2014 and U+2212, become it.
void plain_dashes(std::string& text) {
  for (std::size_t at = 0; (at = text.find('\xE2', at)) != std::string::npos; ++at) {
    const std::string_view tail = std::string_view(text).substr(at + 1, 2);
    const bool dash =
        (tail.size() == 2 && tail[0] == '\x80' && tail[1] >= '\x90' && tail[1] <= '\x94') ||
        tail == "\x88\x92";
    if (dash) text.replace(at, 3, "-");
  }
}

/// Whether a blank or separator between two characters of a door number says nothing.
bool idle(char separator, char before, char after) {
  if (separator == ' ') return !(is_digit(before) && is_digit(after));
  const auto letter = [](char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  return (is_digit(before) && letter(after)) || (letter(before) && is_digit(after));
}

/// Drops what `idle` finds among the given separators.
void drop_idle(std::string& text, std::string_view separators) {
  std::size_t write = 0;
  for (std::size_t read = 0; read < text.size(); ++read) {
    const bool separator = separators.find(text[read]) != std::string_view::npos;
    const bool inside = write > 0 && read + 1 < text.size();
    if (separator && inside && idle(text[read], text[write - 1], text[read + 1])) continue;
    text[write++] = text[read];
  }
  text.resize(write);
}

}  // namespace

std::string strict(std::string_view name, TypeWords words) {
  std::string form = upper(name);
  drop_circumflex(form);
  if (const auto split = split_off(form, words_of(words), Spelling::upper_case)) {
    const std::string_view rest = without_end(split->rest, is_trailing);
    if (!rest.empty()) {
      form.resize(static_cast<std::size_t>(rest.data() - form.data()) + rest.size());
      return form;
    }
  }
  form.resize(without_end(form, is_trailing).size());
  return form;
}

TypedName split_type(std::string_view name_with_type) {
  const auto split = split_off(name_with_type, street_words, Spelling::delivered);
  if (!split) return {std::string(trimmed(name_with_type)), std::nullopt};
  return {std::string(split->rest), split->type};
}

std::string canonical_door_number(std::string_view number) {
  // As most are: nothing but a number.
  if (!number.empty() && number.front() != '0' && std::ranges::all_of(number, is_digit)) {
    return std::string(number);
  }
  std::string text = upper(number);
  plain_dashes(text);
  if (text.find_first_not_of("-0/. ") == std::string::npos) return {};
  drop_idle(text, " ");
  drop_idle(text, "/-");

  std::size_t write = 0;  // leading zeros of every number: "012" → "12", "12/01" → "12/1"
  for (std::size_t read = 0; read < text.size(); ++read) {
    const bool leads = write == 0 || !is_digit(text[write - 1]);
    const bool followed = read + 1 < text.size() && is_digit(text[read + 1]);
    if (text[read] == '0' && leads && followed) continue;
    text[write++] = text[read];
  }
  text.resize(write);
  return text;
}

}  // namespace uavt::sync
