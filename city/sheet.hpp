// Filling a RawTable column by column from the world, and the small alterations that spoil a row of
// it afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/table.hpp"

namespace uavt::city {

/// A table under construction: one row for each of `things`, one column a call.
class Sheet {
 public:
  Sheet(sync::SourceLayer layer, std::vector<std::uint32_t> things);
  [[nodiscard]] const std::vector<std::uint32_t>& things() const { return things_; }
  [[nodiscard]] geo::GeometryColumn& geometry();
  /// Geometry of the things: rows of `shapes`.
  void shapes(const geo::GeometryColumn& shapes);

  /// `value(thing)`: an integer, `sync::null_integer` for null.
  template <class Value>
  void integers(std::string_view attribute, std::string_view column, Value value) {
    sync::RawColumn& to = add(attribute, column, sync::RawColumn::Kind::integer);
    to.integers.reserve(things_.size());
    for (const std::uint32_t thing : things_) to.integers.push_back(value(thing));
  }
  /// `value(thing)`: a real.
  template <class Value>
  void reals(std::string_view attribute, std::string_view column, Value value) {
    sync::RawColumn& to = add(attribute, column, sync::RawColumn::Kind::real);
    to.reals.reserve(things_.size());
    for (const std::uint32_t thing : things_) to.reals.push_back(value(thing));
  }
  /// `value(thing)`: a text, empty for null.
  template <class Value>
  void texts(std::string_view attribute, std::string_view column, Value value) {
    sync::RawColumn& to = add(attribute, column, sync::RawColumn::Kind::text);
    to.texts.reserve(things_.size(), things_.size() * 8);
    for (const std::uint32_t thing : things_) {
      const auto& text = value(thing);
      if (std::string_view(text).empty()) {
        to.texts.append_null();
      } else {
        to.texts.append(text);
      }
    }
  }
  [[nodiscard]] sync::RawTable take() { return std::move(table_); }

 private:
  sync::RawColumn& add(std::string_view attribute, std::string_view column,
                       sync::RawColumn::Kind kind);

  sync::RawTable table_;
  std::vector<std::uint32_t> things_;
};

/// The column mapped to an attribute. Errors: std::invalid_argument when the table has none.
[[nodiscard]] sync::RawColumn& column_of(sync::RawTable& table, std::string_view attribute);

/// Writes a text into one cell (empty: null); a column of numbers becomes one of text.
void write_cell(sync::RawTable& table, std::string_view attribute, std::size_t row,
                std::string_view text);

/// Appends a copy of a row and returns its number.
std::size_t copy_row(sync::RawTable& table, std::size_t row);

}  // namespace uavt::city
