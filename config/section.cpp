#include "config/section.hpp"

#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace uavt::config {

namespace {

/// "[run]" + "x" → "[run.x]": how a table inside a table is titled.
std::string inner_title(const std::string& outer, std::string_view key) {
  if (outer.empty()) return fmt::format("[{}]", key);
  if (outer.starts_with("[[")) return fmt::format("{}, {}", outer, key);
  return fmt::format("[{}.{}]", std::string_view(outer).substr(1, outer.size() - 2), key);
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  std::string_view best;
  std::size_t least = std::string_view::npos;
  const std::string folded = sync::folded_identifier(word);
  for (const std::string_view candidate : known) {
    const std::size_t distance = sync::edit_distance(folded, sync::folded_identifier(candidate));
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

std::string listed(std::span<const std::string_view> words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::error_code ignored;
  if (!stream || std::filesystem::is_directory(file, ignored)) {
    throw ConfigError(fmt::format(
        "{}: cannot be read; is the path right and may this user read it?", file.string()));
  }
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

toml::table parsed(std::string_view text, const std::string& file) {
  try {
    return toml::parse(text, std::string_view(file));
  } catch (const toml::parse_error& error) {
    throw ConfigError(
        fmt::format("{}:{}: {}", file, error.source().begin.line, error.description()));
  }
}

Section::Section(const toml::table& table, std::string title, std::string file)
    : table_(&table), title_(std::move(title)), file_(std::move(file)) {}

Section Section::titled(std::string title) const {
  return Section(*table_, std::move(title), file_);
}

std::vector<std::string> Section::keys() const {
  // The parser keeps keys sorted by name; the file's order is in their positions.
  std::vector<const toml::key*> found;
  for (const auto& [key, value] : *table_) found.push_back(&key);
  std::ranges::stable_sort(found, [](const toml::key* a, const toml::key* b) {
    const auto& left = a->source().begin;
    const auto& right = b->source().begin;
    return left.line != right.line ? left.line < right.line : left.column < right.column;
  });
  std::vector<std::string> result;
  for (const toml::key* key : found) result.emplace_back(key->str());
  return result;
}

void Section::only(std::span<const std::string_view> known) const {
  for (const std::string& key : keys()) {
    if (std::ranges::find(known, std::string_view(key)) != known.end()) continue;
    const std::string_view meant = nearest(key, known);
    refuse(key, fmt::format("unknown key '{}'{}{}{}", key, title_.empty() ? "" : " in ", title_,
                            meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant)));
  }
}

void Section::only(std::initializer_list<std::string_view> known) const {
  only(std::span<const std::string_view>(known.begin(), known.size()));
}

std::optional<std::string> Section::text(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (!node) return std::nullopt;
  if (!node->is_string()) refuse_type(key, "a text in quotes");
  const std::string& value = node->as_string()->get();
  if (value.find('\0') != std::string::npos) refuse(key, fmt::format("'{}' holds a NUL", key));
  return value;
}

std::string Section::required_text(std::string_view key) const {
  const std::optional<std::string> value = text(key);
  if (!value) refuse_missing(key);
  if (blank(*value)) refuse(key, fmt::format("'{}' in {} is empty", key, title_));
  return *value;
}

std::optional<bool> Section::flag(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (!node) return std::nullopt;
  if (!node->is_boolean()) refuse_type(key, "true or false");
  return node->as_boolean()->get();
}

std::optional<std::int64_t> Section::integer(std::string_view key,
                                             Bounds<std::int64_t> bounds) const {
  const toml::node* node = table_->get(key);
  if (!node) return std::nullopt;
  if (!node->is_integer()) refuse_type(key, "a whole number without quotes");
  const std::int64_t value = node->as_integer()->get();
  if (value < bounds.lowest || value > bounds.highest) {
    refuse(key, fmt::format("'{}' in {} is {}; it must lie between {} and {}", key, title_, value,
                            bounds.lowest, bounds.highest));
  }
  return value;
}

std::int64_t Section::required_integer(std::string_view key, Bounds<std::int64_t> bounds) const {
  const std::optional<std::int64_t> value = integer(key, bounds);
  if (!value) refuse_missing(key);
  return *value;
}

std::optional<double> Section::number(std::string_view key, Bounds<double> bounds) const {
  const toml::node* node = table_->get(key);
  if (!node) return std::nullopt;
  if (!node->is_number()) refuse_type(key, "a number without quotes");
  const double value = node->value<double>().value_or(std::nan(""));
  // TOML knows nan and inf; neither is a measure. Written so that nan fails.
  if (!(value >= bounds.lowest && value <= bounds.highest && std::isfinite(value))) {
    refuse(key, fmt::format("'{}' in {} is {}; it must lie between {} and {}", key, title_, value,
                            bounds.lowest, bounds.highest));
  }
  return value;
}

std::optional<std::int64_t> Section::date(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (!node) return std::nullopt;
  if (!node->is_date()) refuse_type(key, "a date without quotes and time, such as 2026-11-01");
  const toml::date& value = node->as_date()->get();
  const std::optional<std::int64_t> days = sync::days_of(value.year, value.month, value.day);
  if (!days) refuse(key, fmt::format("'{}' in {} is no day of the calendar", key, title_));
  return days;
}

std::vector<std::string> Section::texts(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (!node) return {};
  if (!node->is_array()) refuse_type(key, "a list of texts, [\"…\", \"…\"]");
  std::vector<std::string> result;
  for (const toml::node& element : *node->as_array()) {
    if (!element.is_string()) refuse_type(key, "a list of texts, [\"…\", \"…\"]");
    result.push_back(element.as_string()->get());
  }
  return result;
}

std::vector<std::int64_t> Section::codes(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (!node) return {};
  if (!node->is_array()) refuse_type(key, "a list of codes, [10123, 10124]");
  std::vector<std::int64_t> result;
  for (const toml::node& element : *node->as_array()) {
    if (!element.is_integer()) refuse_type(key, "a list of codes, [10123, 10124]");
    const std::int64_t code = element.as_integer()->get();
    if (code <= 0) {
      refuse(key, fmt::format("'{}' in {} holds {}; codes are positive", key, title_, code));
    }
    if (std::ranges::find(result, code) != result.end()) {
      refuse(key, fmt::format("'{}' in {} holds {} twice", key, title_, code));
    }
    result.push_back(code);
  }
  return result;
}

std::optional<Section> Section::section(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (!node) return std::nullopt;
  const std::string title = inner_title(title_, key);
  if (!node->is_table()) {
    refuse(key, fmt::format("'{}' must be a table, {}{}", key, title,
                            node->is_array_of_tables() ? " in single brackets" : ""));
  }
  return Section(*node->as_table(), title, file_);
}

Section Section::required_section(std::string_view key) const {
  std::optional<Section> inner = section(key);
  if (!inner) {
    throw ConfigError(fmt::format("{}: the table {} is missing", file_, inner_title(title_, key)));
  }
  return *std::move(inner);
}

std::vector<Section> Section::sections(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (!node) return {};
  const toml::array* array = node->as_array();
  if (!array || !std::ranges::all_of(*array, [](const toml::node& n) { return n.is_table(); })) {
    refuse(key,
           fmt::format("'{}' may occur several times: write [[{}]] in double brackets", key, key));
  }
  std::vector<Section> result;
  for (const toml::node& element : *array) {
    result.emplace_back(*element.as_table(), fmt::format("[[{}]]", key), file_);
  }
  return result;
}

std::string Section::place(std::string_view key) const {
  // A key's own line, not its value's: a table's value begins at its header, a text's where it
  // opens, which in a multi-line text is the next line.
  for (const auto& [name, value] : *table_) {
    if (name == key && name.source().begin.line != 0) {
      return fmt::format("{}:{}", file_, name.source().begin.line);
    }
  }
  const auto line = table_->source().begin.line;
  return line == 0 ? file_ : fmt::format("{}:{}", file_, line);
}

void Section::refuse(std::string_view key, const std::string& complaint) const {
  throw ConfigError(fmt::format("{}: {}", place(key), complaint));
}

void Section::refuse_word(std::string_view key, std::string_view word,
                          std::span<const std::string_view> allowed) const {
  refuse(key, fmt::format("'{}' in {} is '{}'; allowed: {}; did you mean '{}'?", key, title_, word,
                          listed(allowed), nearest(word, allowed)));
}

void Section::refuse_type(std::string_view key, std::string_view wanted) const {
  refuse(key, fmt::format("'{}' in {} must be {}", key, title_, wanted));
}

void Section::refuse_missing(std::string_view key) const {
  refuse(key, fmt::format("{} has no '{}'", title_, key));
}

}  // namespace uavt::config
