// Where the values of one file go while it is read: mapped columns into their RawColumn, unmapped
// ones past the counter of T.C. kimlik numbers and no further. When the file has been seen, text
// is recoded, persons are masked, and geometry that came as text becomes geometry.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importers/encoding.hpp"
#include "importers/persons.hpp"
#include "sync/delivery.hpp"
#include "sync/settings.hpp"

namespace uavt::importers {

/// A column as the file offers it.
struct FileColumn {
  std::string name;  ///< UTF-8
  sync::RawColumn::Kind kind = sync::RawColumn::Kind::text;
  /// The format's own row number (FID, OBJECTID): not worth naming when nobody maps it.
  bool row_id = false;
};

/// What one file gave.
struct FileReading {
  sync::RawTable rows;
  std::vector<sync::UnreadableRow> unreadable;
  std::string crs, driver, profile;
  EncodingChoice encoding;
  std::vector<std::string> unmapped;
  std::map<std::string, CitizenTally> citizens;          ///< by unmapped column
  std::map<std::string, std::uint64_t> masked;           ///< by mapped column: values masked
  std::map<std::string, std::string> person_columns;     ///< column → the word that says person
  std::map<std::string, std::string> masked_attributes;  ///< masked column → its attribute
};

class Intake {
 public:
  /// Decides which column goes where.
  /// Errors: SourceError when no column is mapped, or `columns` names one that is not there.
  Intake(const std::string& file, const sync::SourceSettings& source,
         std::span<const sync::Profile> profiles, std::vector<FileColumn> columns);

  [[nodiscard]] std::size_t column_count() const { return slots_.size(); }
  /// False for an unmapped column whose values cannot be T.C. kimlik numbers.
  [[nodiscard]] bool wants(std::size_t column) const { return slots_[column].wanted; }
  [[nodiscard]] bool mapped(std::size_t column) const { return slots_[column].raw >= 0; }
  void reserve(std::size_t rows);

  // One call for each mapped column and row, in any order of columns; unmapped ones may be left
  // out. `record` names the row in messages.
  void null(std::size_t column);
  void text(std::size_t column, std::string_view bytes, std::uint32_t record);
  void integer(std::size_t column, std::int64_t value);
  void real(std::size_t column, double value);
  void end_row(std::uint32_t record) { reading_.rows.rows.push_back(record); }
  void unreadable(std::uint32_t record, std::string reason) {
    reading_.unreadable.push_back({record, std::move(reason)});
  }
  /// Row `row` of the table, fed like the others, turned out to be unreadable.
  void reject(std::size_t row, std::uint32_t record, std::string reason) {
    rejected_.push_back(row);
    unreadable(record, std::move(reason));
  }
  [[nodiscard]] std::size_t row_count() const { return reading_.rows.rows.size(); }
  /// The layer's own geometry: one entry a row when `has_geometry` is set.
  [[nodiscard]] geo::GeometryColumn& geometry() { return reading_.rows.geometry; }
  void has_geometry(bool brings) { reading_.rows.has_geometry = brings; }

  /// `bytes_encoding`: texts came as bytes of an encoding to be decided: what the file declares
  /// ("" when nothing); nothing when they came as UTF-8.
  /// Errors: SourceError when the configured encoding is contradicted.
  [[nodiscard]] FileReading finished(std::optional<std::string> bytes_encoding);

 private:
  struct Slot {
    std::int32_t raw = -1;  ///< position in rows.columns
    bool wanted = false;
    FileColumn column;
    CitizenTally citizens;
  };
  struct Copy {
    std::string attribute;
    std::size_t raw = 0;
  };
  void refuse_missing(const std::vector<FileColumn>& columns) const;
  void recode(const std::string& encoding);
  void mask();

  std::string file_;
  const sync::SourceSettings& source_;
  FileReading reading_;
  std::vector<Slot> slots_;
  std::vector<Copy> copies_;  ///< a column that feeds a second attribute (id_column)
  EncodingEvidence evidence_;
  std::vector<std::size_t> rejected_;
};

/// Geometry from a text column (WKT, EWKT, or WKB as hex digits) or from two number columns, for
/// rows whose layer brings none. Rows that do not parse become unreadable and leave the table.
void place_rows(FileReading& reading);

/// Drops the rows marked in `gone` from every column.
void drop_rows(sync::RawTable& table, const std::vector<bool>& gone);

/// A number as people and spreadsheets write it: "480123,45", "4.085.123,45", "4085123.45".
[[nodiscard]] std::optional<double> coordinate(std::string_view text);

}  // namespace uavt::importers
