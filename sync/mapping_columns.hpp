// A delivered column → one of our columns, whole, with a finding for every cell that does not say
// what its attribute asks for. Everything `mapped` does is made of such tasks, so that a flat row,
// a road and a plain table are read by the same code; they differ in which record makes which row.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/mapping.hpp"
#include "sync/mapping_values.hpp"

namespace uavt::sync {

/// Record `record` of a delivery makes row `row` of a table.
struct Placement {
  std::uint32_t record = 0, row = 0;
};

/// delivered value → our value, of one attribute.
using CodeMap = std::map<std::string, std::string>;

/// A column of the register's rows that has no attribute: what references are resolved by.
struct InputColumn {
  Layer layer{};
  std::string attribute;
  Column values;  ///< text; as long as the table when it was last asked for
};

/// The state of one call of `mapped`.
struct MappingWork {
  Register reg{};
  std::span<const Delivery> deliveries;
  const Settings& settings;
  const std::array<Table, layer_count>* images = nullptr;
  Mapped result;
  std::vector<InputColumn> inputs;
  /// codes[delivery][attribute]: the profile's, and the source's own over it.
  std::vector<std::map<std::string, CodeMap, std::less<>>> codes;
  /// Deliveries of this register that were read, by source layer.
  std::array<std::vector<std::size_t>, source_layer_count> by_layer;

  [[nodiscard]] Table& table(Layer layer) { return result.tables[index(layer)]; }
  /// The input column, made when it is not there, as long as its table.
  [[nodiscard]] Column& input(Layer layer, std::string_view attribute);
  [[nodiscard]] const Column* find_input(Layer layer, std::string_view attribute) const;
  /// nullptr when nobody translates the attribute.
  [[nodiscard]] const CodeMap* code_map(std::size_t delivery, std::string_view attribute) const;
  /// Adds a finding unless its rule is off.
  void report(Rule rule, Subject subject, std::string_view attribute, Arguments arguments,
              Arguments evidence = {});
  [[nodiscard]] Subject subject(Layer layer, std::uint32_t row) const;
  /// A record that never became a row.
  [[nodiscard]] Subject lost(std::size_t delivery, std::uint32_t record,
                             std::optional<Layer> layer) const;
};

struct ColumnTask {
  std::size_t delivery = 0;
  const RawColumn* raw = nullptr;
  Attribute attribute;             ///< type, list, role, and the name findings use
  const CodeMap* codes = nullptr;
  std::span<const Placement> placements;
  Column* into = nullptr;          ///< of the attribute's type
  std::uint32_t base = 0;          ///< row r goes to entry r - base
  bool by_record = false;          ///< entries are records, not rows
  Layer layer{};                   ///< whose row a finding is about
  bool mandatory = false;          ///< a cell that says nothing is MOD-02
  bool quiet = false;              ///< no findings: somebody else reports the same cells
};

/// What a task gave beside the values.
struct ColumnReading {
  std::vector<Finding> findings;
  std::vector<std::uint32_t> malformed;  ///< rows whose cell did not say a value of its type
};
[[nodiscard]] ColumnReading read_column(const ColumnTask& task, const Delivery& delivery,
                                        Register reg, const Settings& settings);
/// Runs the tasks on all cores; their findings go to the result in order of tasks. No two tasks may
/// write the same column.
std::vector<ColumnReading> run(MappingWork& work, std::span<const ColumnTask> tasks);

/// The column's cells as normalised_id gives them.
void read_ids(const RawColumn& raw, std::span<const Placement> placements, TextColumn& into,
              std::uint32_t base = 0);

/// A cell as text: whole numbers without a decimal point, dates ISO.
/// Lifetime: until `buffer` or the column is changed.
[[nodiscard]] std::string_view cell_text(const RawColumn& raw, std::size_t record,
                                         std::string& buffer);
/// A cell of an identifier column.
[[nodiscard]] CodeCell code_cell(const RawColumn& raw, std::size_t record);

/// Appends null rows, state valid; returns the first one's number. Origins are the caller's.
std::uint32_t add_rows(Table& table, std::size_t count);
/// A column of nulls.
[[nodiscard]] Column column_of(AttributeType type, std::size_t rows);
/// records 0 … n-1 → rows first … first+n-1.
[[nodiscard]] std::vector<Placement> placements(std::size_t records, std::uint32_t first);

/// Fills an account from (record, target) pairs, whatever their order.
struct RecordTarget {
  std::uint32_t record = 0;
  RowTarget target;
};
void account_for(SourceAccount& account, std::size_t records, std::span<const RecordTarget> pairs);

}  // namespace uavt::sync
