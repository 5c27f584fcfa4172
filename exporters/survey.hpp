// What a file must know of a layer before its first row: its columns, and what is declared of
// geometry and of the width of texts. Known from the schema where it says it, else counted in a pass
// of its own over rows that need not be in memory together.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/geometry_column.hpp"
#include "sync/table.hpp"

namespace uavt::exporters {

/// Bytes of a text that a DBF holds.
inline constexpr std::size_t dbf_longest_text = 254;

/// Counted over all rows of a layer, batch by batch.
struct Survey {
  std::array<std::size_t, 5> kinds{};   ///< rows by geo::Kind
  bool several_parts = false;           ///< some row has more than one part
  std::vector<std::size_t> widest;      ///< bytes of the longest text, by column
  std::vector<std::size_t> beyond_dbf;  ///< texts that a DBF cuts, by column

  void add(const sync::RawTable& rows);
};

/// A layer of a file that is still empty.
struct LayerHead {
  struct Field {
    std::string name;
    sync::RawColumn::Kind kind{};
  };
  std::string name;
  std::vector<Field> fields;
  bool has_geometry = false;
  /// The layer's kind whatever the rows hold, lines and polygons as multi; null: as the survey says.
  geo::Kind kind = geo::Kind::null;
  Survey survey;  ///< needed where `Writer::needs_survey` says so
};

/// Columns (under their names in the file) and geometry of a table, without what a survey tells.
[[nodiscard]] LayerHead head_of(const sync::RawTable& rows);

}  // namespace uavt::exporters
