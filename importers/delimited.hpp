// Delimited text (CSV, TSV) read here and not by GDAL: GDAL 3.6 guesses the separator from the
// first line alone, cannot be told it, gives no record numbers for ragged lines, and takes an
// unclosed quote to the end of the file as one value. This reader streams, whatever the size.
#pragma once

#include <cpl_vsi.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "importers/intake.hpp"

namespace uavt::importers {

/// Records of one file, as bytes.
class DelimitedText {
 public:
  /// Errors: SourceError when it cannot be opened or is no text.
  explicit DelimitedText(const std::string& file);

  enum class Step : std::uint8_t {
    record,    ///< `cells` holds the next record
    unclosed,  ///< a quote was never closed: its line is given up, the next line is the next record
    end,
  };
  /// Lines without any character are no records.
  [[nodiscard]] Step next();
  /// The record's cells, quotes taken off. Lifetime: until the next `next`.
  [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }
  [[nodiscard]] char separator() const { return separator_; }
  /// "UTF-8" when a byte order mark says so; else empty.
  [[nodiscard]] const std::string& declared() const { return declared_; }

 private:
  void open(const std::string& file);
  void find_separator();
  bool fill();
  /// Cells of the record at `at_`; false when the buffer ends inside it.
  [[nodiscard]] bool split(std::size_t& end, bool& unclosed);

  struct Close {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
  };
  std::string unpacked_;  ///< UTF-16 as UTF-8
  std::unique_ptr<VSILFILE, Close> file_;
  std::string buffer_;
  std::size_t at_ = 0;  ///< where the next record begins in `buffer_`
  bool at_end_ = false;
  bool old_mac_ = false;  ///< lines end with CR alone
  char separator_ = ',';
  std::string declared_;
  std::vector<std::string_view> cells_;
  std::string unquoted_;  ///< bytes of cells that held doubled quotes
};

/// The columns its first line names, decoded by `encoding`, else by their own bytes.
/// Errors: SourceError.
[[nodiscard]] std::vector<FileColumn> delimited_columns(const std::string& file,
                                                        const std::string& encoding);

/// Errors: SourceError.
[[nodiscard]] FileReading read_delimited(const std::string& file,
                                         const sync::SourceSettings& source,
                                         std::span<const sync::Profile> profiles);

}  // namespace uavt::importers
