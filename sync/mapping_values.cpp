#include "sync/mapping_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "sync/text.hpp"

namespace uavt::sync {

namespace {

bool digit(char letter) { return letter >= '0' && letter <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, digit);
}

std::optional<std::int64_t> whole(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// Whole numbers up to here are exact in a double.
constexpr double exact_limit = 9007199254740992.0;  // 2^53

CodeCell judged(std::int64_t value, CodeCell::Outcome outcome) {
  if (value == 0 || value == -1) return {CodeCell::Outcome::missing, null_integer};
  if (value < 0) return {CodeCell::Outcome::malformed, null_integer};
  return {outcome, value};
}

// "1 315 919 009" → "1315919009"; anything else with a blank inside is two things, not one.
std::optional<std::string> ungrouped(std::string_view text) {
  std::string digits;
  std::size_t group = 0;
  bool first = true;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && digit(text[at])) {
      digits += text[at];
      ++group;
    } else if (at == text.size() || text[at] == ' ') {
      if (first ? group == 0 || group > 3 : group != 3) return std::nullopt;
      first = false;
      group = 0;
    } else {
      return std::nullopt;
    }
  }
  return digits;
}

// 12[.,]340[E+nn]: the whole number it carries, if it carries every digit of one.
std::optional<std::int64_t> float_form(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto whole_end = std::ranges::find_if_not(text, digit);
  std::string digits(text.begin(), whole_end);
  text.remove_prefix(digits.size());
  if (digits.empty()) return std::nullopt;
  std::string fraction;
  if (text.starts_with('.') || text.starts_with(',')) {
    text.remove_prefix(1);
    fraction.assign(text.begin(), std::ranges::find_if_not(text, digit));
    text.remove_prefix(fraction.size());
  }
  std::size_t exponent = 0;
  if (text.starts_with('E') || text.starts_with('e')) {
    text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto power = all_digits(text) ? whole(text) : std::nullopt;
    if (!power || *power > 18) return std::nullopt;
    exponent = static_cast<std::size_t>(*power);
    text = {};
  }
  if (!text.empty() || fraction.size() < exponent) return std::nullopt;
  if (fraction.find_first_not_of('0', exponent) != std::string::npos) return std::nullopt;
  const auto value = whole(digits + fraction.substr(0, exponent));
  if (!value) return std::nullopt;
  return negative ? -*value : *value;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view no_break = "\xC2\xA0";
  const auto blank = [](char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n' || letter == '\v' ||
           letter == '\f' || letter == '\0';
  };
  for (;;) {
    if (!text.empty() && blank(text.front())) text.remove_prefix(1);
    else if (text.starts_with(no_break)) text.remove_prefix(no_break.size());
    else break;
  }
  for (;;) {
    if (!text.empty() && blank(text.back())) text.remove_suffix(1);
    else if (text.ends_with(no_break)) text.remove_suffix(no_break.size());
    else break;
  }
  return text;
}

bool says_nothing(std::string_view text) {
  text = trimmed(text);
  if (text.find_first_not_of('-') == std::string_view::npos) return true;
  if (text.size() != 4 && text.size() != 6) return false;
  const std::string folded = folded_identifier(text);
  return folded == "NULL" && (text.size() == 4 || (text.front() == '<' && text.back() == '>') ||
                              (text.front() == '(' && text.back() == ')'));
}

CodeCell code_cell(std::string_view text) {
  if (all_digits(text) && text.front() != '0') {
    const auto value = whole(text);
    return value ? CodeCell{CodeCell::Outcome::clean, *value}
                 : CodeCell{CodeCell::Outcome::malformed, null_integer};
  }
  text = trimmed(text);
  if (says_nothing(text)) return {};
  if ((text.front() == 'Y' || text.front() == 'y') &&
      folded_identifier(text).starts_with("YENI")) {
    return {};
  }
  auto value = float_form(text);
  if (!value && text.find(' ') != std::string_view::npos) {
    if (const auto digits = ungrouped(text)) value = whole(*digits);
  }
  if (!value) return {CodeCell::Outcome::malformed, null_integer};
  return judged(*value, CodeCell::Outcome::repaired);
}

CodeCell code_cell(std::int64_t number) {
  if (number == null_integer) return {};
  return judged(number, CodeCell::Outcome::clean);
}

CodeCell code_cell(double number) {
  if (std::isnan(number)) return {};
  const auto value = integer_of(number);
  if (!value) return {CodeCell::Outcome::malformed, null_integer};
  return judged(*value, CodeCell::Outcome::repaired);
}

std::optional<double> real_of(std::string_view text) {
  text = trimmed(text);
  const auto dots = std::ranges::count(text, '.');
  const auto commas = std::ranges::count(text, ',');
  char decimal = '\0', thousands = '\0';
  if (dots > 0 && commas > 0) {
    decimal = text.rfind('.') > text.rfind(',') ? '.' : ',';
    thousands = decimal == '.' ? ',' : '.';
    if ((decimal == '.' ? dots : commas) > 1) return std::nullopt;
  } else if (dots > 1 || commas > 1) {
    thousands = dots > 1 ? '.' : ',';
  } else if (dots + commas == 1) {
    decimal = dots == 1 ? '.' : ',';
  }
  std::string plain;
  plain.reserve(text.size());
  std::size_t group = 0;  // digits since the start or the last thousands separator
  bool grouped = false, in_fraction = false;
  const auto group_ends_well = [&] { return !grouped || group == 3; };
  for (const char letter : text.starts_with('+') ? text.substr(1) : text) {
    if (thousands != '\0' && letter == thousands) {
      if (in_fraction || (grouped ? group != 3 : group == 0 || group > 3)) return std::nullopt;
      grouped = true;
      group = 0;
    } else if (decimal != '\0' && letter == decimal) {
      if (!group_ends_well()) return std::nullopt;
      in_fraction = true;
      plain += '.';
    } else {
      if (!in_fraction && digit(letter)) ++group;
      plain += letter;
    }
  }
  if (!in_fraction && !group_ends_well()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc{} || end != plain.data() + plain.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<std::int64_t> integer_of(std::string_view text) {
  text = trimmed(text);
  if (const auto value = whole(text)) return value;
  const auto value = real_of(text);
  return value ? integer_of(*value) : std::nullopt;
}

std::optional<std::int64_t> integer_of(double number) {
  if (!(std::abs(number) <= exact_limit) || number != std::floor(number)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<std::int64_t> date_of(std::int64_t number) {
  if (number >= 1000'01'01 && number <= 9999'12'31) {
    const auto day = days_of(static_cast<int>(number / 10000), static_cast<int>(number / 100 % 100),
                             static_cast<int>(number % 100));
    if (day) return day;
  }
  // Seconds since 1970 reach this in 2096: a smaller number may be one, a greater one is not.
  constexpr std::int64_t least_milliseconds = 4'000'000'000, greatest = 253'402'300'800'000;
  constexpr std::int64_t day_ms = 86'400'000;
  if (std::abs(number) < least_milliseconds || std::abs(number) > greatest) return std::nullopt;
  return number >= 0 ? number / day_ms : -((-number + day_ms - 1) / day_ms);
}

std::optional<std::int64_t> date_of(std::string_view text) {
  text = trimmed(text);
  if (const auto number = whole(text)) return date_of(*number);
  std::string_view parts[3];
  char separator = '\0';
  for (int part = 0; part < 3; ++part) {
    const auto end = std::ranges::find_if_not(text, digit);
    parts[part] = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(parts[part].size());
    if (parts[part].empty() || parts[part].size() > 4) return std::nullopt;
    if (part == 2) break;
    if (text.empty() || (separator != '\0' && text.front() != separator)) return std::nullopt;
    separator = text.front();
    if (separator != '-' && separator != '.' && separator != '/') return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty() && ((text.front() != ' ' && text.front() != 'T') ||
                        text.find_first_not_of("0123456789:.,+-TZ ") != std::string_view::npos)) {
    return std::nullopt;
  }
  const bool year_first = parts[0].size() == 4;
  if (!year_first && parts[2].size() != 4) return std::nullopt;
  const auto number = [&](int part) { return static_cast<int>(*whole(parts[part])); };
  return year_first ? days_of(number(0), number(1), number(2))
                    : days_of(number(2), number(1), number(0));
}

std::string normalised_id(std::string_view text) {
  text = trimmed(text);
  if (text.ends_with(".0") && all_digits(text.substr(0, text.size() - 2))) text.remove_suffix(2);
  std::string id;
  id.reserve(text.size());
  for (const char letter : text) {
    if (letter == '{' || letter == '}' || letter == ' ' || letter == '\t') continue;
    id += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  if (id == "0" || id == "-1" || says_nothing(id)) id.clear();
  return id;
}

}  // namespace uavt::sync
