// Rows → a workbook that a clerk opens with a double click: the head stays in sight, columns filter
// and are as wide as what they hold, it prints on A4. No cell is ever a formula, whatever it says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "exporters/writer.hpp"
#include "sync/table.hpp"

namespace uavt::exporters {

struct WorkbookOptions {
  std::string sheet = "Sheet";  ///< at most 25 letters: those that go on are "<sheet> 2", "<sheet> 3"
  /// Rows a sheet takes, its head included. Source: the limit of the format (ECMA-376 as spreadsheet
  /// programs implement it).
  std::uint32_t rows_a_sheet = 1'048'576;
  /// Stands above every printed page, with the page's number; empty: nothing does. Shown as it is.
  std::string header{};
  /// Columns (RawColumn::column) that are there but folded away, so that a page has room for the rest.
  std::vector<std::string> hidden{};
};

/// Writes all columns of `rows` under RawColumn::column names, without the geometry: integers and
/// reals as numbers, everything else as text. Rows beyond a sheet go on in the next, under the same
/// head. A text longer than a cell ends with "…". Overwrites.
/// Errors: ExportError naming file and cause.
void write_workbook(const sync::RawTable& rows, const std::filesystem::path& file,
                    const WorkbookOptions& options);

}  // namespace uavt::exporters
