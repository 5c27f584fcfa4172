#include "city/sheet.hpp"

#include <numeric>
#include <stdexcept>
#include <utility>

namespace uavt::city {

using Kind = sync::RawColumn::Kind;

Sheet::Sheet(sync::SourceLayer layer, std::vector<std::uint32_t> things)
    : things_(std::move(things)) {
  table_.layer = layer;
  table_.rows.resize(things_.size());
  std::iota(table_.rows.begin(), table_.rows.end(), 1u);
}

geo::GeometryColumn& Sheet::geometry() {
  table_.has_geometry = true;
  return table_.geometry;
}

void Sheet::shapes(const geo::GeometryColumn& shapes) {
  table_.has_geometry = true;
  table_.geometry.reserve(things_.size(), things_.size() * 6);
  for (const std::uint32_t thing : things_) table_.geometry.append(shapes[thing]);
}

sync::RawColumn& Sheet::add(std::string_view attribute, std::string_view column, Kind kind) {
  sync::RawColumn& added = table_.columns.emplace_back();
  added.attribute = attribute;
  added.column = column;
  added.kind = kind;
  return added;
}

sync::RawColumn& column_of(sync::RawTable& table, std::string_view attribute) {
  for (sync::RawColumn& column : table.columns) {
    if (column.attribute == attribute) return column;
  }
  throw std::invalid_argument("the file has no column for " + std::string(attribute));
}

void write_cell(sync::RawTable& table, std::string_view attribute, std::size_t row,
                std::string_view text) {
  sync::RawColumn& column = column_of(table, attribute);
  if (column.kind == Kind::integer) {
    const std::size_t rows = column.integers.size();
    column.texts.reserve(rows, rows * 10);
    for (const std::int64_t value : column.integers) {
      if (value == sync::null_integer) {
        column.texts.append_null();
      } else {
        column.texts.append(std::to_string(value));
      }
    }
    column.integers.clear();
    column.kind = Kind::text;
  }
  if (text.empty()) {
    column.texts.set_null(row);
  } else {
    column.texts.set(row, text);
  }
}

std::size_t copy_row(sync::RawTable& table, std::size_t row) {
  for (sync::RawColumn& column : table.columns) {
    if (column.kind == Kind::text) {
      if (column.texts.null(row)) {
        column.texts.append_null();
      } else {
        column.texts.append(std::string(column.texts[row]));
      }
    } else if (column.kind == Kind::real) {
      column.reals.push_back(column.reals[row]);
    } else {
      column.integers.push_back(column.integers[row]);
    }
  }
  if (table.has_geometry) table.geometry.append(table.geometry[row]);
  table.rows.push_back(static_cast<std::uint32_t>(table.rows.size() + 1));
  return table.rows.size() - 1;
}

}  // namespace uavt::city
