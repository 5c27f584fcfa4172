#include "tests/night/clerk.hpp"

#include "city/sheet.hpp"
#include "sync/layer.hpp"
#include "tests/night/disguise.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <regex>
#include <stdexcept>
#include <vector>

namespace uavt::night::test {

namespace {

std::string_view code_of(const sync::RawTable& rows) {
  switch (rows.layer) {
    case sync::SourceLayer::street:
      return "csbm_kodu";
    case sync::SourceLayer::door:
      return "bina_kodu";
    case sync::SourceLayer::unit:
      return "adres_no";
    default:
      throw std::invalid_argument("no clerk types this layer");
  }
}

/// "kapi_no: 12/A, csbm_kodu: 953285" as it stands on the list.
std::map<std::string, std::string> said(const std::string& text) {
  std::map<std::string, std::string> words;
  static const std::regex name(R"((?:^|, )([a-z_]+): )");
  std::string attribute;
  std::size_t from = 0;
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
    const auto begin = static_cast<std::size_t>(at->position());
    if (!attribute.empty()) words[attribute] = text.substr(from, begin - from);
    attribute = (*at)[1];
    from = begin + static_cast<std::size_t>(at->length());
  }
  if (!attribute.empty()) words[attribute] = text.substr(from);
  return words;
}

std::string street_type_number(const std::string& type) {
  static constexpr std::array names = {"koy_sokagi", "meydan", "bulvar",
                                       "cadde",      "sokak",  "kume_evler"};
  const auto found = std::ranges::find(names, type);
  return std::to_string(found - names.begin());
}

std::string text_of(const Clerk::Item& item, const char* member) {
  const auto& value = item.at(member);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::string cell(const sync::RawColumn& column, std::size_t row) {
  return column.null(row) ? std::string() : column.text(row);
}

}  // namespace

sync::RawTable& Clerk::rows(std::string_view reg, std::string_view layer) {
  const auto wanted = sync::source_layer_named(layer);
  for (city::File& file : city_.files) {
    if (file.name.starts_with(reg) && file.rows.layer == wanted) return file.rows;
  }
  throw std::invalid_argument("no such file");
}

std::optional<std::size_t> Clerk::found(sync::RawTable& rows, const std::string& key) const {
  const sync::RawColumn& codes = city::column_of(rows, code_of(rows));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (cell(codes, row) == key) return row;
  }
  return std::nullopt;
}

void Clerk::write(sync::RawTable& rows, std::size_t row, const Words& words) const {
  for (const auto& [attribute, value] : words) {
    if (rows.column(attribute) != nullptr) city::write_cell(rows, attribute, row, value);
    if (attribute == "tip" && rows.column("tur_kodu") != nullptr) {
      city::write_cell(rows, "tur_kodu", row, street_type_number(value));
    }
  }
}

void Clerk::append(sync::RawTable& rows, const Words& words) const {
  const std::size_t row = city::copy_row(rows, 0);
  std::vector<std::string> attributes;
  for (const sync::RawColumn& column : rows.columns) attributes.push_back(column.attribute);
  for (const std::string& attribute : attributes) city::write_cell(rows, attribute, row, "");
  write(rows, row, words);
}

void Clerk::remove(sync::RawTable& rows, std::size_t row) const {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(row));
  rearrange(rows, order);
}

bool Clerk::type(const Item& item, Care care) {
  const std::string reg = text_of(item, "list"), layer = text_of(item, "layer");
  const std::string operation = text_of(item, "operation"), key = text_of(item, "key");
  const auto id = item.at("id").get<std::int64_t>();
  // A unit cannot be recorded before its door, nor a door before its street.
  const bool no_door = layer == "bagimsiz_bolum" && !item.at("record").contains("bina_kodu");
  const bool no_street = layer == "numarataj" && item.at("csbm_kodu").is_null();
  if (operation == "ekle" && (no_door || no_street)) return false;
  sync::RawTable& table = rows(reg, layer);
  const auto row = found(table, key);
  Before before{reg, layer, key, std::nullopt};
  if (row) {
    before.row.emplace();
    for (const sync::RawColumn& column : table.columns) {
      (*before.row)[column.attribute] = cell(column, *row);
    }
  }
  Words words = said(text_of(item, "proposed"));
  if (care == Care::wrongly) {
    bool spoilt = false;
    for (const char* attribute : {"kapi_no", "ic_kapi_no", "ad"}) {
      if (!words.contains(attribute)) continue;
      words[attribute] = std::to_string(70'000 + id);
      spoilt = true;
    }
    if (!spoilt) return false;  // he found nothing to mistype, and forgot it
  }
  if (operation == "pasife_al") {
    remove(table, row.value());
  } else if (operation == "birlestir") {
    if (item.at("reason").at("kind") == "cift_kayit") {
      remove(table, row.value());
    } else {
      // Another code, there and wherever the old one is named.
      const std::string code = text_of(item, "proposed");
      city::write_cell(table, code_of(table), row.value(), code);
      if (layer == "numarataj") {
        sync::RawTable& units = rows(reg, "bagimsiz_bolum");
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
          if (cell(city::column_of(units, "bina_kodu"), unit) == key) {
            city::write_cell(units, "bina_kodu", unit, code);
          }
        }
      }
      return true;  // not one to take back
    }
  } else if (operation == "ekle") {
    const auto& record = item.at("record");
    // The municipality's row may name its street or door by another id: the item says the code.
    if (layer == "csbm" && item.at("mahalle_kodu").is_number()) {
      words["mahalle_kodu"] = std::to_string(item.at("mahalle_kodu").get<std::int64_t>());
    }
    if (layer == "numarataj" && item.at("csbm_kodu").is_number()) {
      words["csbm_kodu"] = std::to_string(item.at("csbm_kodu").get<std::int64_t>());
    }
    if (layer == "bagimsiz_bolum" && record.contains("bina_kodu")) {
      words["bina_kodu"] = record.at("bina_kodu").get<std::string>();
    }
    if (layer == "numarataj" && record.contains("blok")) {
      words["blok_adi"] = record.at("blok").get<std::string>();
    }
    // Where the municipality has no code UAVT gives one.
    const std::string code(code_of(table));
    if (!words.contains(code)) words[code] = std::to_string(9'000'000'000 + id);
    append(table, words);
  } else {
    write(table, row.value(), words);
  }
  // A row that had no code cannot be found again by what the list said.
  if (care == Care::rightly && !key.starts_with('#')) before_.insert_or_assign(id, before);
  return true;
}

void Clerk::undo(std::int64_t id) {
  const Before before = before_.at(id);
  before_.erase(id);
  sync::RawTable& table = rows(before.reg, before.layer);
  const auto row = found(table, before.key);
  if (row && before.row) {
    write(table, *row, *before.row);
  } else if (row) {
    remove(table, *row);
  } else if (before.row) {
    append(table, *before.row);
  }
}

std::string Clerk::bytes(std::string_view reg, std::string_view layer) {
  const sync::RawTable& table = rows(reg, layer);
  std::string text;
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (const sync::RawColumn& column : table.columns) text += cell(column, row) + ';';
    text += '\n';
  }
  return text;
}

void Clerk::record_again(std::string_view reg, std::string_view layer, std::size_t row,
                         std::int64_t code) {
  sync::RawTable& table = rows(reg, layer);
  const std::size_t again = city::copy_row(table, row);
  city::write_cell(table, code_of(table), again, std::to_string(code));
}

}  // namespace uavt::night::test
