#include "sync/door_number.hpp"

namespace uavt::sync {

namespace {

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

/// Letters of the canonical form: A–Z, and every byte of a Turkish one.
bool is_letter(char letter) {
  return (letter >= 'A' && letter <= 'Z') || static_cast<unsigned char>(letter) >= 0x80;
}

/// How many bytes the first letter takes in UTF-8.
std::size_t letter_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
    ++length;
  }
  return length;
}

/// Reads a number off the front; nothing when there is none or it is too long to be one.
std::optional<std::int64_t> taken_number(std::string_view& rest) {
  constexpr std::size_t most_digits = 9;
  std::int64_t value = 0;
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) {
    if (digits == most_digits) return std::nullopt;
    value = value * 10 + (rest[digits] - '0');
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  rest.remove_prefix(digits);
  return value;
}

bool taken_letters(std::string_view& rest) {
  std::size_t letters = 0;
  while (letters < rest.size() && is_letter(rest[letters])) ++letters;
  rest.remove_prefix(letters);
  return letters > 0;
}

}  // namespace

std::optional<DoorNumber> door_number(std::string_view canonical) {
  DoorNumber number;
  std::string_view rest = canonical;
  if (!rest.empty() && is_letter(rest[0])) {
    rest.remove_prefix(letter_length(rest));
    const auto value = taken_number(rest);
    if (!value || !rest.empty()) return std::nullopt;
    number.first = *value;
    number.letter = true;
    return number;
  }
  const auto value = taken_number(rest);
  if (!value) return std::nullopt;
  number.first = *value;
  number.letter = taken_letters(rest);
  while (!rest.empty()) {
    // Between a letter and a digit the canonical form has dropped the separator: "12A/3" is "12A3".
    const char separator = is_digit(rest[0]) ? '/' : rest[0];
    if (separator != '/' && separator != '-') return std::nullopt;
    if (!is_digit(rest[0])) rest.remove_prefix(1);
    const auto further = taken_number(rest);
    const bool letters = taken_letters(rest);
    if (!further && !letters) return std::nullopt;
    number.range = number.range || (separator == '-' && further && *further > number.first);
    number.letter = number.letter || letters;
  }
  return number;
}

}  // namespace uavt::sync
