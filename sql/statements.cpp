#include "sql/statements.hpp"

#include "sql/embedded.hpp"
#include "sync/table.hpp"

#include <stdexcept>

namespace uavt::sql {
namespace {

std::string joined(const std::vector<std::string>& columns, std::string_view prefix) {
  std::string text;
  for (const std::string& column : columns) {
    if (!text.empty()) text += ", ";
    text += prefix;
    text += column;
  }
  return text;
}

}  // namespace

std::string query(std::string_view name) {
  const std::string path = "sql/queries/" + std::string(name) + ".sql";
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path == path) return std::string(file.text);
  }
  throw std::logic_error("no embedded file " + path);
}

std::string quoted_identifier(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + "\"";
}

std::string array_parameter(std::span<const std::string> texts) {
  std::string array = "{";
  for (const std::string& text : texts) {
    if (array.size() > 1) array += ',';
    array += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') array += '\\';
      array += c;
    }
    array += '"';
  }
  return array + "}";
}

std::string array_parameter(std::span<const std::int64_t> numbers) {
  std::string array = "{";
  for (const std::int64_t number : numbers) {
    if (array.size() > 1) array += ',';
    array += number == sync::null_integer ? "NULL" : std::to_string(number);
  }
  return array + "}";
}

std::string LayerStatements::all_columns(std::string_view prefix) const {
  std::vector<std::string> columns = {"ilce_kodu", "tucbs_no"};
  columns.insert(columns.end(), content.begin(), content.end());
  for (const char* column : {"eslesme", "kaynak", "surum_no", "surum_baslangic", "calisma_no"}) {
    columns.emplace_back(column);
  }
  return joined(columns, prefix);
}

std::string LayerStatements::decided_columns() const {
  return "tucbs_no, " + joined(content, "") + ", eslesme, kaynak";
}

LayerStatements statements(sync::Layer layer) {
  const sync::LayerType& type = sync::layer_type(layer);
  LayerStatements result;
  result.table = "adres." + quoted_identifier(type.name);
  result.history = "adres." + quoted_identifier(std::string(type.name) + "_gecmis");
  for (const sync::Attribute& attribute : type.attributes) {
    result.content.push_back(quoted_identifier(attribute.name));
    if (attribute.role == sync::Role::own_code) result.codes.push_back(result.content.back());
  }
  if (type.geometry != geo::Kind::null) result.content.emplace_back("geometri");
  return result;
}

}  // namespace uavt::sql
