#include "tests/night/letters.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace uavt::night::test {

namespace {

struct Letter {
  std::string_view upper, lower, base_upper, base_lower, mark;  ///< no mark: not decomposed
};

constexpr std::array<Letter, 10> letters = {{{"Ç", "ç", "C", "c", "\u0327"},
                                             {"Ğ", "ğ", "G", "g", "\u0306"},
                                             {"İ", "i", "I", "", "\u0307"},
                                             {"I", "ı", "", "", ""},
                                             {"Ö", "ö", "O", "o", "\u0308"},
                                             {"Ş", "ş", "S", "s", "\u0327"},
                                             {"Ü", "ü", "U", "u", "\u0308"},
                                             {"Â", "â", "A", "a", "\u0302"},
                                             {"Î", "î", "I", "i", "\u0302"},
                                             {"Û", "û", "U", "u", "\u0302"}}};

std::size_t length_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

bool is_letter(std::string_view letter) {
  const char c = letter[0];
  return letter.size() > 1 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string cased(std::string_view letter, bool upper) {
  for (const Letter& each : letters) {
    if (letter == each.upper || letter == each.lower) {
      return std::string(upper ? each.upper : each.lower);
    }
  }
  if (letter.size() > 1) return std::string(letter);
  const char c = letter[0];
  if (upper && c >= 'a' && c <= 'z') return std::string(1, static_cast<char>(c - 'a' + 'A'));
  if (!upper && c >= 'A' && c <= 'Z') return std::string(1, static_cast<char>(c - 'A' + 'a'));
  return std::string(letter);
}

template <typename Change>
std::string changed(std::string_view text, Change change) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(text, at);
    result += change(text.substr(at, length));
    at += length;
  }
  return result;
}

using Words = std::vector<std::string_view>;

const Words& words_of(std::string_view type) {
  static const Words street = {"SOKAK", "Sokağı", "Sok.", "SK.", "sk", "(Sokak)"};
  static const Words avenue = {"CADDE", "Caddesi", "Cad.", "CD.", "cd", "(CADDE)"};
  static const Words boulevard = {"BULVAR", "Bulvarı", "Bulv.", "BLV."};
  static const Words square = {"MEYDAN", "Meydanı"};
  static const Words hamlet = {"KÜME EVLER", "Küme Evleri", "K.Evler"};
  static const Words village = {"KÖY SOKAĞI", "Köy Sokağı", "(köy sokağı)"};
  static const Words none;
  if (type == "sokak") return street;
  if (type == "cadde") return avenue;
  if (type == "bulvar") return boulevard;
  if (type == "meydan") return square;
  if (type == "kume_evler") return hamlet;
  if (type == "koy_sokagi") return village;
  return none;
}

std::string one_of(const Words& words, std::mt19937_64& random) {
  return " " + std::string(words[random() % words.size()]);
}

}  // namespace

std::string upper_case(std::string_view text) {
  return changed(text, [](std::string_view letter) { return cased(letter, true); });
}

std::string lower_case(std::string_view text) {
  return changed(text, [](std::string_view letter) { return cased(letter, false); });
}

std::string title_case(std::string_view text) {
  bool begins = true;
  return changed(text, [&](std::string_view letter) {
    const std::string result = cased(letter, begins);
    begins = !is_letter(letter);
    return result;
  });
}

std::string decomposed(std::string_view text) {
  return changed(text, [](std::string_view letter) {
    for (const Letter& each : letters) {
      const std::string mark(each.mark);
      if (letter == each.upper && !each.base_upper.empty()) {
        return std::string(each.base_upper) + mark;
      }
      if (letter == each.lower && !each.base_lower.empty()) {
        return std::string(each.base_lower) + mark;
      }
    }
    return std::string(letter);
  });
}

std::string street_word(std::string_view type, std::mt19937_64& random) {
  const Words& words = words_of(type);
  return words.empty() ? std::string() : one_of(words, random);
}

std::string neighbourhood_word(std::mt19937_64& random) {
  static const Words words = {"Mah.", "MAHALLESİ", "Mh.", "mahallesi", "(Mahalle)"};
  return one_of(words, random);
}

std::string with_other_type_word(const std::string& name, std::mt19937_64& random) {
  struct Ending {
    std::string_view word, type;
  };
  constexpr std::array<Ending, 11> endings = {{{" KÖY SOKAĞI", "koy_sokagi"},  // before " SOKAĞI"
                                               {" SOKAK", "sokak"},
                                               {" SOKAĞI", "sokak"},
                                               {" CADDE", "cadde"},
                                               {" CADDESİ", "cadde"},
                                               {" BULVAR", "bulvar"},
                                               {" BULVARI", "bulvar"},
                                               {" MEYDAN", "meydan"},
                                               {" MEYDANI", "meydan"},
                                               {" KÜME EVLER", "kume_evler"},
                                               {" KÜME EVLERİ", "kume_evler"}}};
  const std::string upper = upper_case(name);
  for (const Ending& ending : endings) {
    if (!upper.ends_with(ending.word)) continue;
    // Letters may change their length with their case: count blanks, not bytes.
    std::size_t blanks = 0;
    for (const char c : ending.word) blanks += c == ' ' ? 1 : 0;
    std::size_t at = name.size();
    for (; blanks > 0; --blanks) at = name.rfind(' ', at - 1);
    return name.substr(0, at) + one_of(words_of(ending.type), random);
  }
  return name;
}

}  // namespace uavt::night::test
