// Rows of one layer as columns: typed, contiguous, text in one arena. A Table is one layer of one
// register (or what is published); a RawTable is what a reader hands over and a writer takes,
// before attributes have types.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/geometry_column.hpp"
#include "sync/layer.hpp"

namespace uavt::sync {

/// Texts of one column in one arena; a row may be null. Replacing a text appends.
class TextColumn {
 public:
  [[nodiscard]] std::size_t size() const { return slots_.size(); }
  void reserve(std::size_t rows, std::size_t bytes);
  void append(std::string_view text);
  void append_null();
  void set(std::size_t row, std::string_view text);
  void resize(std::size_t rows) { slots_.resize(rows); }  ///< new rows are null
  void set_null(std::size_t row);
  [[nodiscard]] bool null(std::size_t row) const { return slots_[row].length == null_length; }
  /// Lifetime: until the column is changed. Empty for a null.
  [[nodiscard]] std::string_view operator[](std::size_t row) const {
    const Slot slot = slots_[row];
    if (slot.length == null_length) return {};
    return {bytes_.data() + slot.offset, slot.length};
  }

 private:
  static constexpr std::uint32_t null_length = std::numeric_limits<std::uint32_t>::max();
  struct Slot {
    std::uint64_t offset = 0;
    std::uint32_t length = null_length;
  };
  std::string bytes_;
  std::vector<Slot> slots_;
};

inline constexpr std::int64_t null_integer = std::numeric_limits<std::int64_t>::min();

/// One attribute's values. Which of the three stores is used follows from the attribute's type:
/// integer, coded, date, reference → integers; real → reals; text, name, door_number → texts.
struct Column {
  AttributeType type{};
  /// False: nobody mapped a column to this attribute, its values are *unknown*, not null.
  bool known = false;
  std::vector<std::int64_t> integers;  ///< null_integer for null
  std::vector<double> reals;           ///< not-a-number for null
  TextColumn texts;

  [[nodiscard]] bool is_text() const {
    return type == AttributeType::text || type == AttributeType::name ||
           type == AttributeType::door_number;
  }
  [[nodiscard]] bool is_real() const { return type == AttributeType::real; }
  [[nodiscard]] std::size_t size() const;
  /// Asked of every value several times a night, hence in sight of the compiler.
  [[nodiscard]] bool null(std::size_t row) const {
    if (is_text()) return texts.null(row);
    return is_real() ? std::isnan(reals[row]) : integers[row] == null_integer;
  }
  void append_null();
  void append(const Column& other, std::size_t row);            ///< other.type == type
  void assign(std::size_t row, const Column& other, std::size_t other_row);
  void assign_null(std::size_t row);
  void resize(std::size_t rows);                                 ///< new rows are null
};

/// Where a row came from. `row` counts from 1 as a person would: the data record in the file
/// (header not counted).
struct Origin {
  std::uint16_t source = no_source;
  std::uint32_t row = 0;
  static constexpr std::uint16_t no_source = 0xFFFF;
  auto operator<=>(const Origin&) const = default;
};

/// What became of a row of a register's table.
enum class RowState : std::uint8_t {
  valid,
  last_seen,     ///< not in tonight's delivery; the image stands in for it
  duplicate,     ///< identical to another row, which is kept (KEY-01), or an older versiyon of it
  passive,       ///< delivered as no longer in force (aktif = 0): its register has it no more
  quarantined,   ///< set apart: a K finding
  held,          ///< its mahalle waits for somebody's approval
  rejected,      ///< somebody refused it, and it still says the same
  out_of_scope,  ///< not ours
};

/// The row of the parent layer, in the same register's table, that a reference points to.
inline constexpr std::int32_t no_row = -1;        ///< no reference given
inline constexpr std::int32_t dangling_row = -2;  ///< given, but it points to nothing (KEY-04)
inline constexpr std::int32_t set_apart_row = -3; ///< its target was set apart: not reported

/// One layer of one register, or the published layer. All vectors have one entry a row.
struct Table {
  Layer layer{};
  std::vector<Column> columns;  ///< by position in layer_type(layer).attributes
  geo::GeometryColumn geometry; ///< one entry per row, also in layers without geometry (null)
  bool geometry_known = false;  ///< some source brings geometry
  std::vector<std::uint16_t> without_geometry;  ///< sources that do not: theirs is unknown, not null
  std::vector<Origin> origins;
  std::vector<RowState> states;
  /// Own key of each row once known (0: not yet). For the published table: its primary key.
  std::vector<std::int64_t> tucbs_no;
  /// `links[a][row]` for reference attributes a (by position; empty for others): row of the parent
  /// in the same register's table of Attribute::target, or no_row / dangling_row / set_apart_row.
  std::vector<std::vector<std::int32_t>> links;
  /// The source's own row id (`id` or `id_column`), by which rows without code are followed.
  TextColumn ids;

  explicit Table(Layer which = Layer::neighbourhood);
  [[nodiscard]] std::size_t size() const { return states.size(); }
  [[nodiscard]] const LayerType& type() const { return layer_type(layer); }
  [[nodiscard]] bool knows_geometry(std::size_t row) const {
    return geometry_known &&
           (without_geometry.empty() ||
            std::find(without_geometry.begin(), without_geometry.end(), origins[row].source) ==
                without_geometry.end());
  }
  /// Appends a row of nulls, state valid, and returns its number.
  std::size_t append_row(Origin origin);
  /// Appends a copy of another table's row of the same layer (links are not copied: no_row).
  std::size_t append(const Table& other, std::size_t row);
};

/// The text of a value for messages, keys and patches: integers in decimal, dates ISO, coded values
/// by name, reals shortest; empty for null.
[[nodiscard]] std::string value_text(const Attribute& attribute, const Column& column,
                                     std::size_t row);
/// The reverse of value_text; false when the text does not parse (the row becomes null).
bool assign_text(const Attribute& attribute, Column& column, std::size_t row,
                 std::string_view text);

/// *Same* of DESIGN §2 for two non-null values of one attribute; null is same as null only.
[[nodiscard]] bool same_value(const Attribute& attribute, const Column& a, std::size_t row_a,
                              const Column& b, std::size_t row_b);

/// One column as a reader found it.
struct RawColumn {
  enum class Kind : std::uint8_t { text, integer, real, date };
  std::string attribute;  ///< our name for it (a source_attribute)
  std::string column;     ///< its name in the file
  Kind kind = Kind::text;
  TextColumn texts;
  std::vector<std::int64_t> integers;  ///< null_integer for null; dates as days
  std::vector<double> reals;           ///< not-a-number for null
  [[nodiscard]] bool null(std::size_t row) const;
  /// Any kind as text: reals with 17 digits at most, dates ISO.
  [[nodiscard]] std::string text(std::size_t row) const;
};

/// A file's layer with only its mapped columns.
struct RawTable {
  SourceLayer layer{};
  std::vector<RawColumn> columns;
  geo::GeometryColumn geometry;     ///< size = row count when has_geometry, else empty
  bool has_geometry = false;
  std::vector<std::uint32_t> rows;  ///< record number in the file of each row, from 1
  [[nodiscard]] std::size_t size() const { return rows.size(); }
  /// nullptr when no column is mapped to it.
  [[nodiscard]] const RawColumn* column(std::string_view attribute) const;
};

}  // namespace uavt::sync
