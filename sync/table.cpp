#include "sync/table.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "sync/text.hpp"

namespace uavt::sync {
namespace {

constexpr double null_real = std::numeric_limits<double>::quiet_NaN();

std::string decimal(std::int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), end.ptr};
}

/// The shortest digits that read back as the same double; whole numbers without an exponent, since
/// people (and ids delivered as numbers) do not write 1e+06.
std::string shortest(double value) {
  constexpr double whole_below = 9007199254740992.0;  // 2^53: every whole double under it is exact
  std::array<char, 32> digits{};
  const bool whole = std::abs(value) < whole_below && value == std::trunc(value);
  const auto end = whole ? std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                         std::chars_format::fixed)
                         : std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), end.ptr};
}

/// The whole text as a number; nothing when anything is left over.
template <typename Number>
std::optional<Number> parsed(std::string_view text) {
  Number value{};
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "2026-11-22", exactly.
std::optional<std::int64_t> parsed_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parsed<unsigned>(text.substr(0, 4)),
             month = parsed<unsigned>(text.substr(5, 2)), day = parsed<unsigned>(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return days_of(static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day));
}

std::optional<std::int64_t> parsed_integer(const Attribute& attribute, std::string_view text) {
  if (attribute.type == AttributeType::coded) return attribute.list->position(text);
  if (attribute.type == AttributeType::date) return parsed_date(text);
  const auto value = parsed<std::int64_t>(text);
  return value == null_integer ? std::nullopt : value;
}

bool same_text(const Attribute& attribute, std::string_view a, std::string_view b) {
  if (a == b) return true;
  switch (attribute.type) {
    case AttributeType::name:
      return strict(a, attribute.type_words) == strict(b, attribute.type_words);
    case AttributeType::door_number:
      return canonical_door_number(a) == canonical_door_number(b);
    default:
      return plain_form(a) == plain_form(b);
  }
}

}  // namespace

void TextColumn::reserve(std::size_t rows, std::size_t bytes) {
  slots_.reserve(rows);
  bytes_.reserve(bytes);
}

void TextColumn::append(std::string_view text) {
  append_null();
  set(size() - 1, text);
}

void TextColumn::append_null() {
  slots_.emplace_back();
}

void TextColumn::set(std::size_t row, std::string_view text) {
  assert(text.size() < null_length);
  slots_[row] = {bytes_.size(), static_cast<std::uint32_t>(text.size())};
  bytes_.append(text);
}

void TextColumn::set_null(std::size_t row) {
  slots_[row] = {};
}

std::size_t Column::size() const {
  if (is_text()) return texts.size();
  return is_real() ? reals.size() : integers.size();
}

void Column::append_null() {
  if (is_text()) {
    texts.append_null();
  } else if (is_real()) {
    reals.push_back(null_real);
  } else {
    integers.push_back(null_integer);
  }
}

void Column::append(const Column& other, std::size_t row) {
  append_null();
  assign(size() - 1, other, row);
}

void Column::assign(std::size_t row, const Column& other, std::size_t other_row) {
  assert(other.type == type);
  if (!is_text()) {
    if (is_real()) {
      reals[row] = other.reals[other_row];
    } else {
      integers[row] = other.integers[other_row];
    }
  } else if (other.texts.null(other_row)) {
    texts.set_null(row);
  } else {
    texts.set(row, other.texts[other_row]);
  }
}

void Column::assign_null(std::size_t row) {
  if (is_text()) {
    texts.set_null(row);
  } else if (is_real()) {
    reals[row] = null_real;
  } else {
    integers[row] = null_integer;
  }
}

void Column::resize(std::size_t rows) {
  if (is_real()) {
    reals.resize(rows, null_real);
  } else if (!is_text()) {
    integers.resize(rows, null_integer);
  } else {
    texts.resize(rows);
  }
}

Table::Table(Layer which) : layer(which) {
  const auto attributes = layer_type(which).attributes;
  columns.resize(attributes.size());
  links.resize(attributes.size());
  for (std::size_t a = 0; a < attributes.size(); ++a) columns[a].type = attributes[a].type;
}

std::size_t Table::append_row(Origin origin) {
  for (Column& column : columns) column.append_null();
  geometry.append_null();
  origins.push_back(origin);
  states.push_back(RowState::valid);
  tucbs_no.push_back(0);
  ids.append_null();
  const auto attributes = type().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role == Role::reference) links[a].push_back(no_row);
  }
  return size() - 1;
}

std::size_t Table::append(const Table& other, std::size_t row) {
  assert(other.layer == layer);
  for (std::size_t a = 0; a < columns.size(); ++a) columns[a].append(other.columns[a], row);
  geometry.append(other.geometry[row]);
  const Origin origin = other.origins[row];  // copies: `other` may be this table
  const RowState state = other.states[row];
  const std::int64_t key = other.tucbs_no[row];
  origins.push_back(origin);
  states.push_back(state);
  tucbs_no.push_back(key);
  ids.append_null();
  if (!other.ids.null(row)) ids.set(ids.size() - 1, other.ids[row]);
  const auto attributes = type().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role == Role::reference) links[a].push_back(no_row);
  }
  return size() - 1;
}

std::string value_text(const Attribute& attribute, const Column& column, std::size_t row) {
  if (column.null(row)) return {};
  if (column.is_text()) return std::string(column.texts[row]);
  if (column.is_real()) return shortest(column.reals[row]);
  const std::int64_t value = column.integers[row];
  if (column.type == AttributeType::date) return iso_date(value);
  if (column.type != AttributeType::coded) return decimal(value);
  const auto values = attribute.list->values;
  assert(value >= 0 && static_cast<std::size_t>(value) < values.size());
  return std::string(values[static_cast<std::size_t>(value)]);
}

bool assign_text(const Attribute& attribute, Column& column, std::size_t row,
                 std::string_view text) {
  if (column.is_text()) {
    column.texts.set(row, text);
    return true;
  }
  if (column.is_real()) {
    column.reals[row] = parsed<double>(text).value_or(null_real);
  } else {
    column.integers[row] = parsed_integer(attribute, text).value_or(null_integer);
  }
  return !column.null(row);
}

bool same_value(const Attribute& attribute, const Column& a, std::size_t row_a, const Column& b,
                std::size_t row_b) {
  const bool null_a = a.null(row_a), null_b = b.null(row_b);
  if (null_a || null_b) return null_a && null_b;
  if (a.is_text()) return same_text(attribute, a.texts[row_a], b.texts[row_b]);
  if (a.is_real()) return a.reals[row_a] == b.reals[row_b];
  return a.integers[row_a] == b.integers[row_b];
}

bool RawColumn::null(std::size_t row) const {
  switch (kind) {
    case Kind::text:
      return texts.null(row);
    case Kind::real:
      return std::isnan(reals[row]);
    case Kind::integer:
    case Kind::date:
      break;
  }
  return integers[row] == null_integer;
}

std::string RawColumn::text(std::size_t row) const {
  if (null(row)) return {};
  switch (kind) {
    case Kind::text:
      return std::string(texts[row]);
    case Kind::real:
      return shortest(reals[row]);
    case Kind::date:
      return iso_date(integers[row]);
    case Kind::integer:
      break;
  }
  return decimal(integers[row]);
}

const RawColumn* RawTable::column(std::string_view attribute) const {
  const auto found = std::ranges::find(columns, attribute, &RawColumn::attribute);
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace uavt::sync
