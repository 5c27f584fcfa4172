#include "importers/file_reading.hpp"

#include <fmt/format.h>

#include <limits>

#include "importers/delimited.hpp"
#include "importers/gdal.hpp"
#include "importers/layer_reading.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

using Kind = sync::RawColumn::Kind;

void append_nulls(sync::RawColumn& column, std::size_t count) {
  switch (column.kind) {
    case Kind::text:
      for (std::size_t i = 0; i < count; ++i) column.texts.append_null();
      break;
    case Kind::real:
      column.reals.resize(column.reals.size() + count, std::numeric_limits<double>::quiet_NaN());
      break;
    case Kind::integer:
    case Kind::date:
      column.integers.resize(column.integers.size() + count, sync::null_integer);
      break;
  }
}

void become_text(sync::RawColumn& column, std::size_t rows) {
  if (column.kind == Kind::text) return;
  sync::TextColumn texts;
  for (std::size_t row = 0; row < rows; ++row) {
    column.null(row) ? texts.append_null() : texts.append(column.text(row));
  }
  column.kind = Kind::text;
  column.texts = std::move(texts);
  column.integers.clear();
  column.reals.clear();
}

sync::RawColumn* find(sync::RawTable& table, const std::string& attribute) {
  for (auto& column : table.columns) {
    if (column.attribute == attribute) return &column;
  }
  return nullptr;
}

}  // namespace

FileReading read_file(const std::string& file, const sync::SourceSettings& source,
                      std::span<const sync::Profile> profiles) {
  initialise();
  if (!names_foreign_driver(source) && is_delimited(file, source.format)) {
    return read_delimited(file, source, profiles);
  }
  const auto open = opened(file, source);
  auto& layer = layer_for(*open.dataset, file, source, profiles);
  return read_layer(layer, open.driver, file, source, profiles);
}

void append(sync::RawTable& rows, sync::RawTable&& more) {
  const auto before = rows.size(), added = more.size();
  for (auto& column : more.columns) {
    if (find(rows, column.attribute) != nullptr) continue;
    auto& fresh = rows.columns.emplace_back();
    fresh.attribute = column.attribute;
    fresh.column = column.column;
    fresh.kind = column.kind;
    append_nulls(fresh, before);
  }
  for (auto& column : rows.columns) {
    auto* const other = find(more, column.attribute);
    if (other == nullptr) {
      append_nulls(column, added);
      continue;
    }
    if (column.kind != other->kind) {
      become_text(column, before);
      become_text(*other, added);
    }
    for (std::size_t row = 0; row < other->texts.size(); ++row) {
      other->texts.null(row) ? column.texts.append_null() : column.texts.append(other->texts[row]);
    }
    column.integers.insert(column.integers.end(), other->integers.begin(), other->integers.end());
    column.reals.insert(column.reals.end(), other->reals.begin(), other->reals.end());
  }
  if (more.has_geometry && !rows.has_geometry) {
    for (std::size_t row = 0; row < before; ++row) rows.geometry.append_null();
    rows.has_geometry = true;
  }
  if (rows.has_geometry) {
    for (std::size_t row = 0; row < added; ++row) {
      more.has_geometry ? rows.geometry.append(more.geometry[row]) : rows.geometry.append_null();
    }
  }
  rows.rows.insert(rows.rows.end(), more.rows.begin(), more.rows.end());
}

}  // namespace uavt::importers
