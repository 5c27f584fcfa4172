// Which column of a file feeds which attribute: the configuration's own `columns` first, then the
// profile's names, tolerant of DBF truncation to 10 characters, case, blanks, underscores and
// Turkish letters. A column is used once; what is not mapped never leaves the reader.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sync/settings.hpp"

namespace uavt::sync {

struct ColumnMap {
  struct Mapped {
    std::string attribute;
    std::size_t column = 0;  ///< position in the file
  };
  std::vector<Mapped> mapped;         ///< in order of column
  std::vector<std::size_t> unmapped;  ///< positions
  std::string profile;                ///< used or recognised; empty when `columns` alone did it
  /// attribute → (delivered → our value): the profile's, then the source's own over it.
  std::map<std::string, std::map<std::string, std::string>> codes;
  /// `columns` and `id_column` entries that name no column: attribute (or "id_column"), the name
  /// asked for, the nearest column there is.
  struct Missing {
    std::string attribute, column, nearest;
  };
  std::vector<Missing> missing;
};

/// Maps the columns of one table. Without a profile in the source, the profile (and layer kind =
/// source.layer) that maps the most columns is recognised when `columns` alone maps nothing.
/// `id_column` is mapped to the attribute `id` (with the attribute kept, if a profile also maps that
/// column to one).
[[nodiscard]] ColumnMap column_map(const SourceSettings& source, std::span<const Profile> profiles,
                                   std::span<const std::string> columns);

/// The table inside a file that a profile recognises for a source layer: exact folded name first;
/// -1 when none matches.
[[nodiscard]] int table_for(const SourceSettings& source, std::span<const Profile> profiles,
                            std::span<const std::string> tables);

}  // namespace uavt::sync
