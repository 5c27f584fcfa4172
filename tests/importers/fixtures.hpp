// What the tests of this room share: a folder of their own, a small table with every Turkish
// letter, and settings for one source.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/writer.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

/// A folder that is there for one test.
class Folder : public ::testing::Test {
 protected:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "uavt-test-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() override { std::filesystem::remove_all(path); }

  std::string write(const std::string& name, std::string_view bytes) const {
    const auto file = path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      found.push_back(std::filesystem::relative(entry.path(), path).string());
    }
    std::ranges::sort(found);
    return found;
  }

  std::filesystem::path path;
};

/// Settings with one source; `columns` in the order attribute, column.
inline sync::Settings settings_for(const std::string& path, sync::SourceLayer layer,
                                   std::map<std::string, std::string> columns) {
  sync::Settings settings;
  auto& source = settings.sources.emplace_back();
  source.name = "deneme";
  source.layer = layer;
  source.path = path;
  source.columns = std::move(columns);
  return settings;
}

/// Neighbourhoods with names of every Turkish letter, codes, a polygon each; the last row is null
/// but for its code.
inline sync::RawTable neighbourhoods() {
  sync::RawTable table;
  table.layer = sync::SourceLayer::neighbourhood;
  table.has_geometry = true;
  table.columns.resize(3);
  auto& code = table.columns[0];
  code.attribute = "mahalle_kodu";
  code.column = "KIMLIKNO";
  code.kind = sync::RawColumn::Kind::integer;
  auto& name = table.columns[1];
  name.attribute = "ad";
  name.column = "AD";
  auto& date = table.columns[2];
  date.attribute = "olusturma_tarihi";
  date.column = "TARIH";
  date.kind = sync::RawColumn::Kind::date;
  const std::vector<std::string> names = {"İSTİKLÂL", "ığdır ŞEHİTLERİ", "ÇÖĞÜRCÜ", "güneş"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    code.integers.push_back(179'500 + static_cast<std::int64_t>(i));
    name.texts.append(names[i]);
    date.integers.push_back(20'000 + static_cast<std::int64_t>(i));
    const double x = 500'000 + 100 * static_cast<double>(i), y = 4'085'000.125;
    table.geometry.begin_row(geo::Kind::polygon);
    table.geometry.begin_part();
    table.geometry.begin_ring();
    for (const auto& [dx, dy] :
         std::vector<std::pair<double, double>>{{0, 0}, {50, 0}, {50, 50}, {0, 50}, {0, 0}}) {
      table.geometry.add_vertex(x + dx, y + dy);
    }
    table.geometry.end_row();
    table.rows.push_back(static_cast<std::uint32_t>(i + 1));
  }
  code.integers.push_back(179'599);
  name.texts.append_null();
  date.integers.push_back(sync::null_integer);
  table.geometry.append_null();
  table.rows.push_back(5);
  return table;
}

inline std::map<std::string, std::string> neighbourhood_columns() {
  return {{"mahalle_kodu", "KIMLIKNO"}, {"ad", "AD"}, {"olusturma_tarihi", "TARIH"}};
}

/// One attribute as texts, "∅" for null.
inline std::vector<std::string> texts(const sync::RawTable& table, std::string_view attribute) {
  std::vector<std::string> values;
  const auto* const column = table.column(attribute);
  if (column == nullptr) return {"no such column"};
  for (std::size_t row = 0; row < table.size(); ++row) {
    values.push_back(column->null(row) ? "∅" : column->text(row));
  }
  return values;
}

inline const sync::Finding* finding(const sync::Delivery& delivery, sync::Rule rule) {
  for (const auto& found : delivery.findings) {
    if (found.rule == rule) return &found;
  }
  return nullptr;
}

inline std::string argument(const sync::Finding& finding, std::string_view name) {
  for (const auto& [key, value] : finding.arguments) {
    if (key != name) continue;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    return std::to_string(std::get<double>(value));
  }
  return "no such argument";
}

/// What a refusal says; empty when there was none.
inline std::string refusal(const sync::Settings& settings) {
  try {
    (void)read(settings, 0);
  } catch (const SourceError& error) {
    return error.what();
  }
  return {};
}

}  // namespace uavt::importers
