#include "sync/content.hpp"

#include <algorithm>

#include "sync/night.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

constexpr char separator = '\x1f';

std::string_view text_at(const Table& table, std::string_view attribute, std::size_t row) {
  return table.columns[position(table.layer, attribute)].texts[row];
}

std::string integer_at(const Table& table, std::string_view attribute, std::size_t row) {
  const Column& column = table.columns[position(table.layer, attribute)];
  return column.null(row) ? std::string() : std::to_string(column.integers[row]);
}

std::string street_key(const Table& table, std::size_t row, std::int64_t parent) {
  const std::string name = strict(text_at(table, "ad", row), TypeWords::street);
  const std::string type = integer_at(table, "tip", row);
  if (parent == 0 || name.empty() || type.empty()) return {};
  return std::to_string(parent) + separator + name + separator + type;
}

std::string door_key(const Table& table, std::size_t row, std::int64_t parent, ContentKey key) {
  const std::string number = canonical_door_number(text_at(table, "kapi_no", row));
  if (parent == 0 || number.empty()) return {};
  std::string result = std::to_string(parent) + separator + number;
  if (key == ContentKey::full) {
    result += separator + plain_form(text_at(table, "blok_adi", row));
  }
  return result;
}

std::string parcel_key(const Table& table, std::size_t row) {
  const std::string ada = plain_form(text_at(table, "ada", row));
  const std::string parsel = plain_form(text_at(table, "parsel", row));
  std::string area = integer_at(table, "tapu_mahalle_kodu", row);
  if (area.empty()) {
    area = strict(text_at(table, "tapu_mahalle_adi", row), TypeWords::neighbourhood);
  }
  if (parsel.empty()) return {};
  return area + separator + ada + separator + parsel;
}

}  // namespace

std::string content_key(const Table& table, std::size_t row, std::int64_t parent, ContentKey key) {
  switch (table.layer) {
    case Layer::neighbourhood:
      return strict(text_at(table, "ad", row), TypeWords::neighbourhood);
    case Layer::street:
      return street_key(table, row, parent);
    case Layer::door:
      return door_key(table, row, parent, key);
    case Layer::unit:
      if (parent == 0) return {};
      return std::to_string(parent) + separator + plain_form(text_at(table, "ic_kapi_no", row));
    case Layer::parcel:
      return parcel_key(table, row);
    case Layer::centreline:
    case Layer::building:
      return {};
  }
  return {};
}

std::size_t parent_reference(Layer layer) {
  switch (layer) {
    case Layer::street:
      return position(layer, "mahalle_tucbs_no");
    case Layer::door:
      return position(layer, "csbm_tucbs_no");
    case Layer::unit:
      return position(layer, "numarataj_tucbs_no");
    default:
      return std::string::npos;
  }
}

std::string canonical_content(const Table& table, std::size_t row) {
  std::string text;
  const auto attributes = table.type().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].role == Role::reference || attributes[a].role == Role::shadow) continue;
    const std::string value = value_text(attributes[a], table.columns[a], row);
    switch (attributes[a].type) {
      case AttributeType::name:
        text += strict(value, table.layer == Layer::neighbourhood ? TypeWords::neighbourhood
                                                                  : TypeWords::street);
        break;
      case AttributeType::door_number:
        text += canonical_door_number(value);
        break;
      default:
        text += plain_form(value);
    }
    text += '\x1f';
  }
  return text;
}

bool codes_contradict(const Table& a, std::size_t row_a, const Table& b, std::size_t row_b) {
  bool equal = false;
  bool differ = false;
  for (const std::size_t code : own_codes(a.layer)) {
    const Column& left = a.columns[code];
    const Column& right = b.columns[code];
    if (left.null(row_a) || right.null(row_b)) continue;
    (left.integers[row_a] == right.integers[row_b] ? equal : differ) = true;
  }
  return differ && !equal;
}

bool vetoed(const Table& a, std::size_t row_a, const Table& b, std::size_t row_b) {
  const auto differ = [&](std::string_view attribute) {
    const std::size_t at = position(a.layer, attribute);
    if (a.columns[at].null(row_a) || b.columns[at].null(row_b)) return false;
    return !same_value(a.type().attributes[at], a.columns[at], row_a, b.columns[at], row_b);
  };
  if (a.layer == Layer::door) return differ("kapi_no") || differ("blok_adi");
  if (a.layer == Layer::unit) return differ("ic_kapi_no") || differ("blok_adi");
  if (a.layer == Layer::building) return differ("blok_adi");
  return false;
}

}  // namespace uavt::sync
