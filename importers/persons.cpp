#include "importers/persons.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sync/text.hpp"

namespace uavt::importers {

namespace {

constexpr std::int64_t smallest = 10'000'000'000, largest = 99'999'999'999;
constexpr std::string_view mask = "***********";

bool digit(char letter) {
  return letter >= '0' && letter <= '9';
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Words of a column name: cut at anything but letters and digits, and where lower case becomes
/// upper case.
std::vector<std::string> words_of(std::string_view column) {
  std::vector<std::string> words;
  std::string piece;
  const auto end_word = [&] {
    if (auto word = sync::folded_identifier(piece); !word.empty()) words.push_back(std::move(word));
    piece.clear();
  };
  bool after_lower = false;
  for (const char letter : column) {
    const bool upper = letter >= 'A' && letter <= 'Z';
    const bool ascii = static_cast<unsigned char>(letter) < 0x80;
    const bool word_letter = !ascii || upper || digit(letter) || (letter >= 'a' && letter <= 'z');
    if (!word_letter || (upper && after_lower)) end_word();
    if (word_letter) piece += letter;
    after_lower = letter >= 'a' && letter <= 'z';
  }
  end_word();
  return words;
}

constexpr std::array<std::string_view, 13> person_words = {
    "TCKIMLIK", "TC",      "MALIK", "HISSEDAR", "ANNEADI", "BABAADI", "MUKELLEF",
    "ABONEADI", "TELEFON", "TEL",   "EPOSTA",   "EMAIL",   "PLAKA"};

/// What may follow the word without a separator: TCNO, MALIKADI, TELEFONNO, TEL1.
constexpr std::array<std::string_view, 18> endings = {
    "",   "NO",  "NUMARASI", "NUMARA",  "KIMLIK",    "KIMLIKNO", "KIMLIKNUMARASI",
    "AD", "ADI", "SOYADI",   "ADSOYAD", "ADISOYADI", "LER",      "LERI",
    "I",  "SI",  "UNVAN",    "UNVANI"};

bool says(std::string_view word, std::string_view person) {
  if (!word.starts_with(person)) return false;
  const auto rest = word.substr(person.size());
  if (std::ranges::all_of(rest, digit)) return true;
  const bool cut = word.size() == 10;  // a DBF keeps ten letters of TCKIMLIKNUMARASI
  return std::ranges::any_of(endings, [&](std::string_view ending) {
    return rest == ending || (cut && ending.starts_with(rest));
  });
}

}  // namespace

bool citizen_number(std::int64_t number) {
  if (number < smallest || number > largest) return false;
  std::array<int, 11> digits{};
  for (std::size_t i = digits.size(); i-- > 0; number /= 10) {
    digits[i] = static_cast<int>(number % 10);
  }
  const int odd = digits[0] + digits[2] + digits[4] + digits[6] + digits[8];
  const int even = digits[1] + digits[3] + digits[5] + digits[7];
  const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
  return digits[9] == tenth && digits[10] == (odd + even + tenth) % 10;
}

std::optional<std::int64_t> eleven_digits(std::string_view value) {
  // A longer value cannot be one: 11 digits, padding and a float's tail.
  if (value.size() < 11 || value.size() > 64) return std::nullopt;
  value = trimmed(value);
  std::string digits;
  std::size_t point = std::string::npos;  // digits before the decimal separator
  int exponent = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char letter = value[i];
    if (digit(letter)) {
      digits += letter;
    } else if ((letter == '.' || letter == ',') && point == std::string::npos) {
      point = digits.size();
    } else if ((letter == 'e' || letter == 'E') && point != 0 && !digits.empty()) {
      auto tail = value.substr(i + 1);
      if (tail.starts_with('+')) tail.remove_prefix(1);
      if (tail.empty() || tail.size() > 2 || !std::ranges::all_of(tail, digit)) return std::nullopt;
      for (const char number : tail) exponent = exponent * 10 + (number - '0');
      break;
    } else if (letter != ' ') {
      return std::nullopt;
    }
  }
  const std::size_t whole = std::min(point, digits.size()) + static_cast<std::size_t>(exponent);
  if (digits.size() > whole) {
    if (!std::ranges::all_of(digits.substr(whole), [](char c) { return c == '0'; })) {
      return std::nullopt;
    }
  } else if (exponent > 0) {
    digits.append(whole - digits.size(), '0');
  }
  digits.resize(whole, '0');
  const auto first = digits.find_first_not_of('0');
  if (first == std::string::npos || digits.size() - first != 11) return std::nullopt;
  std::int64_t number = 0;
  for (const char letter : std::string_view(digits).substr(first)) {
    number = number * 10 + (letter - '0');
  }
  return number;
}

std::optional<std::int64_t> eleven_digits(double value) {
  if (!(value >= static_cast<double>(smallest) && value <= static_cast<double>(largest)) ||
      value != std::floor(value)) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}

void CitizenTally::add(std::string_view value) {
  if (const auto number = eleven_digits(value)) add(*number);
}

void CitizenTally::add(std::int64_t value) {
  if (value < smallest || value > largest) return;
  ++eleven;
  valid += citizen_number(value) ? 1 : 0;
}

void CitizenTally::add(double value) {
  if (const auto number = eleven_digits(value)) add(*number);
}

void CitizenTally::add(const CitizenTally& other) {
  eleven += other.eleven;
  valid += other.valid;
}

bool mask_citizens(std::string_view text, std::string& masked) {
  if (text.size() < 11) return false;
  if (const auto number = eleven_digits(text); number && citizen_number(*number)) {
    masked = mask;
    return true;
  }
  bool found = false;
  for (std::size_t i = 0; i < text.size();) {
    if (!digit(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && digit(text[end])) ++end;
    if (end - i == mask.size()) {
      const auto number = eleven_digits(text.substr(i, mask.size()));
      if (number && citizen_number(*number)) {
        if (!found) masked.assign(text);
        masked.replace(i, mask.size(), mask);
        found = true;
      }
    }
    i = end;
  }
  return found;
}

std::string person_word(std::string_view column) {
  const auto words = words_of(column);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string pair = i + 1 < words.size() ? words[i] + words[i + 1] : std::string();
    for (const auto person : person_words) {
      if (!says(words[i], person) && pair != person) continue;
      // An il's plate code is no person's number plate.
      const bool plate_code =
          person == "PLAKA" && ((i > 0 && words[i - 1] == "IL") ||
                                (i + 1 < words.size() && words[i + 1].starts_with("KOD")));
      if (!plate_code) return std::string(person);
    }
  }
  return {};
}

}  // namespace uavt::importers
