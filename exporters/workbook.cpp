#include "exporters/workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

namespace uavt::exporters {

namespace {

using RawKind = sync::RawColumn::Kind;

/// Letters of the standard font. Source: what fits on a screen beside its neighbours; longer texts
/// are wrapped.
constexpr std::size_t narrowest = 6, widest = 60;
constexpr std::size_t filter_button = 4;
/// Whoever is longer after this many rows is wrapped.
constexpr std::size_t rows_measured = 2000;
/// UTF-16 units a cell takes. Source: the limit of the format.
constexpr std::size_t longest_text = 32'767;

struct WorkbookDeleter {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};
using Workbook = std::unique_ptr<lxw_workbook, WorkbookDeleter>;

[[noreturn]] void refuse(const std::filesystem::path& file, lxw_error error) {
  throw ExportError(
      fmt::format("{} cannot be written: {}", file.string(), lxw_strerror(error)));
}

bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_code_point));
}

/// A text as a cell can hold it: not longer than it takes, and without the two code points that XML
/// has no way to write.
std::string cell_text(std::string_view text) {
  std::string result;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && !begins_code_point(text[next])) ++next;
    const std::string_view letter = text.substr(at, next - at);
    units += letter.size() == 4 ? 2 : 1;
    if (units >= longest_text && next < text.size()) return result + "…";
    const bool unwritable = letter == "\xEF\xBF\xBE" || letter == "\xEF\xBF\xBF";
    result += unwritable ? std::string_view("\xEF\xBF\xBD") : letter;
    at = next;
  }
  return result;
}

std::size_t width_of(const sync::RawColumn& column, std::size_t rows) {
  std::size_t width = letters(column.column) + filter_button;
  for (std::size_t row = 0; row < std::min(rows, rows_measured); ++row) {
    if (!column.null(row)) width = std::max(width, letters(column.text(row)) + 1);
  }
  return std::clamp(width, narrowest, widest);
}

/// The header of a printed page: '&' begins a code there, and it takes 255 signs.
std::string page_header(const std::string& text) {
  constexpr std::size_t most = 200;
  std::string header = "&L";
  for (std::size_t at = 0, count = 0; at < text.size(); ++at) {
    count += begins_code_point(text[at]) ? (text[at] == '&' ? 2 : 1) : 0;
    if (count > most) break;
    if (text[at] == '&') header += '&';
    header += text[at];
  }
  return header + "&R&P / &N";
}

struct Formats {
  lxw_format* head = nullptr;
  lxw_format* text = nullptr;
};

Formats formats_of(lxw_workbook* workbook) {
  Formats formats;
  formats.head = workbook_add_format(workbook);
  format_set_bold(formats.head);
  format_set_bg_color(formats.head, 0xE6E9ED);
  format_set_bottom(formats.head, LXW_BORDER_THIN);
  formats.text = workbook_add_format(workbook);
  format_set_text_wrap(formats.text);
  format_set_align(formats.text, LXW_ALIGN_VERTICAL_TOP);
  return formats;
}

/// Rows from `first` on, at most `count`, under their head.
void fill(lxw_worksheet* sheet, const sync::RawTable& rows, std::size_t first, std::size_t count,
          const std::vector<std::size_t>& widths, const Formats& formats,
          const WorkbookOptions& options, const std::filesystem::path& file) {
  const auto columns = static_cast<lxw_col_t>(rows.columns.size());
  const auto last = static_cast<lxw_col_t>(columns - 1);
  const auto require = [&](lxw_error error) {
    if (error != LXW_NO_ERROR) refuse(file, error);
  };
  for (lxw_col_t c = 0; c < columns; ++c) {
    lxw_row_col_options folded{};
    folded.hidden =
        std::ranges::find(options.hidden, rows.columns[c].column) != options.hidden.end() ? 1 : 0;
    require(worksheet_set_column_opt(sheet, c, c, static_cast<double>(widths[c]), nullptr,
                                     &folded));
    require(worksheet_write_string(sheet, 0, c, cell_text(rows.columns[c].column).c_str(),
                                   formats.head));
  }
  worksheet_freeze_panes(sheet, 1, 0);
  require(worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(count), last));
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_set_landscape(sheet);
  constexpr std::uint8_t a4 = 9;
  worksheet_set_paper(sheet, a4);
  worksheet_fit_to_pages(sheet, 1, 0);
  if (!options.header.empty()) {
    require(worksheet_set_header(sheet, page_header(options.header).c_str()));
  }
  // A sheet is written row by row: what is behind is not in memory any more.
  for (std::size_t i = 0; i < count; ++i) {
    const auto line = static_cast<lxw_row_t>(i + 1);
    for (lxw_col_t c = 0; c < columns; ++c) {
      const sync::RawColumn& column = rows.columns[c];
      const std::size_t row = first + i;
      if (column.null(row)) continue;
      if (column.kind == RawKind::integer) {
        require(worksheet_write_number(sheet, line, c, static_cast<double>(column.integers[row]),
                                       formats.text));
      } else if (column.kind == RawKind::real) {
        require(worksheet_write_number(sheet, line, c, column.reals[row], formats.text));
      } else {
        require(worksheet_write_string(sheet, line, c, cell_text(column.text(row)).c_str(),
                                       formats.text));
      }
    }
  }
}

}  // namespace

void write_workbook(const sync::RawTable& rows, const std::filesystem::path& file,
                    const WorkbookOptions& options) {
  // Asked before the library is: it would complain on the terminal.
  if (!std::ofstream(file, std::ios::binary | std::ios::trunc)) {
    throw ExportError(fmt::format("{} cannot be written: {}", file.string(),
                                  std::generic_category().message(errno)));
  }
  lxw_workbook_options settings{};
  settings.constant_memory = LXW_TRUE;
  Workbook workbook(workbook_new_opt(file.c_str(), &settings));
  if (!workbook) refuse(file, LXW_ERROR_CREATING_XLSX_FILE);
  const Formats formats = formats_of(workbook.get());
  std::vector<std::size_t> widths;
  for (const sync::RawColumn& column : rows.columns) widths.push_back(width_of(column, rows.size()));
  const std::size_t room = options.rows_a_sheet - 1;
  for (std::size_t first = 0, number = 1; first == 0 || first < rows.size();
       first += room, ++number) {
    const std::string name =
        number == 1 ? options.sheet : fmt::format("{} {}", options.sheet, number);
    lxw_worksheet* const sheet = workbook_add_worksheet(workbook.get(), name.c_str());
    if (sheet == nullptr) {
      throw ExportError(
          fmt::format("{} cannot be written: no sheet can be called \"{}\".", file.string(), name));
    }
    fill(sheet, rows, first, std::min(room, rows.size() - first), widths, formats, options,
         file);
  }
  const lxw_error error = workbook_close(workbook.release());
  if (error != LXW_NO_ERROR) refuse(file, error);
}

}  // namespace uavt::exporters
