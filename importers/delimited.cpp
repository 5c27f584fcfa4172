#include "importers/delimited.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "importers/encoding.hpp"
#include "importers/files.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

constexpr std::size_t block = std::size_t{1} << 20;
/// A record longer than this is an unclosed quote that swallowed its file.
constexpr std::size_t longest_record = std::size_t{16} << 20;
constexpr std::array separators = {';', ',', '\t', '|'};
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// Cells of each of the first lines with a separator; quotes are respected.
std::vector<std::size_t> cell_counts(std::string_view text, char separator, char line_end) {
  std::vector<std::size_t> counts;
  std::size_t cells = 1;
  bool quoted = false, any = false;
  for (const char letter : text) {
    if (letter == '"') quoted = !quoted;
    if (quoted) continue;
    if (letter == line_end) {
      if (any) counts.push_back(cells);
      cells = 1;
      any = false;
      if (counts.size() == 50) break;
    } else {
      cells += letter == separator ? 1 : 0;
      any = any || letter != '\r';
    }
  }
  if (any && counts.empty()) counts.push_back(cells);
  return counts;
}

/// The first record as column names.
std::vector<FileColumn> header(DelimitedText& text, const std::string& file,
                               const std::string& encoding) {
  if (text.next() != DelimitedText::Step::record) {
    throw SourceError(fmt::format("{} is empty: export it again.", file));
  }
  constexpr std::size_t most_columns = 4096;
  if (text.cells().size() > most_columns) {
    throw SourceError(fmt::format("{} has {} columns: it is no table.", file, text.cells().size()));
  }
  // Names are decoded by themselves: nothing but the first line is known yet.
  std::string bytes;
  for (const auto cell : text.cells()) bytes += cell;
  const Recoder recoder(clean_utf8(bytes)  ? std::string("UTF-8")
                        : encoding.empty() ? std::string("CP1254")
                                           : sync::encoding_name(encoding));
  std::vector<FileColumn> columns;
  for (const auto cell : text.cells()) recoder.append(cell, columns.emplace_back().name);
  // A separator after the last name makes no column.
  while (columns.size() > 1 && columns.back().name.empty()) columns.pop_back();
  return columns;
}

}  // namespace

DelimitedText::DelimitedText(const std::string& file) {
  auto head = head_of(file, std::size_t{64} << 10);
  const bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  if (!utf16 && head.find('\0') != std::string::npos) {
    throw SourceError(fmt::format("{} is no text: export it as CSV again.", file));
  }
  const auto first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string::npos && head[first] == '<') {
    throw SourceError(
        fmt::format("{} is refused: it is XML under the name of delimited text.", file));
  }
  open(file);
  if (utf16) {
    std::string bytes(size_of(file).value_or(0), '\0');
    bytes.resize(VSIFReadL(bytes.data(), 1, bytes.size(), file_.get()));
    buffer_ = utf8_of_utf16(bytes);
    at_end_ = true;
    declared_ = "UTF-8";
  } else {
    fill();
  }
  if (buffer_.starts_with(utf8_mark)) {
    at_ = utf8_mark.size();
    declared_ = "UTF-8";
  }
  old_mac_ = buffer_.find('\n') == std::string::npos && buffer_.find('\r') != std::string::npos;
  find_separator();
}

void DelimitedText::open(const std::string& file) {
  file_.reset(VSIFOpenL(file.c_str(), "rb"));
  if (!file_) {
    throw SourceError(fmt::format("{} cannot be opened: may this user read it?", file));
  }
}

void DelimitedText::find_separator() {
  const char line_end = old_mac_ ? '\r' : '\n';
  const auto text = std::string_view(buffer_).substr(at_, block);
  // Excel's own line, which names the separator.
  if (text.size() > 5 && text.starts_with("sep=") && (text[5] == '\r' || text[5] == '\n')) {
    separator_ = text[4];
    at_ += std::min(text.find(line_end), text.size() - 1) + 1;
    return;
  }
  std::pair<std::size_t, std::size_t> best = {0, 1};  // lines alike, cells
  for (const char candidate : separators) {
    const auto counts = cell_counts(text, candidate, line_end);
    if (counts.empty() || counts.front() < 2) continue;
    const auto alike = static_cast<std::size_t>(std::ranges::count(counts, counts.front()));
    if (std::pair(alike, counts.front()) > best) {
      best = {alike, counts.front()};
      separator_ = candidate;
    }
  }
}

bool DelimitedText::fill() {
  if (at_end_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  const auto before = buffer_.size();
  // Doubling keeps a long record from being scanned again for every block.
  buffer_.resize(before + std::max(block, before));
  const auto count = VSIFReadL(buffer_.data() + before, 1, buffer_.size() - before, file_.get());
  at_end_ = count < buffer_.size() - before;
  buffer_.resize(before + count);
  return count > 0;
}

bool DelimitedText::split(std::size_t& end, bool& unclosed) {
  cells_.clear();
  unquoted_.clear();
  unclosed = false;
  const std::string_view text(buffer_);
  const char line_end = old_mac_ ? '\r' : '\n';
  std::vector<std::pair<std::size_t, std::size_t>> in_unquoted;  // cell, offset: views come last
  std::size_t at = at_;
  while (true) {
    if (at < text.size() && text[at] == '"') {
      const std::size_t begin = ++at;
      std::size_t closing = text.find('"', at);
      bool doubled = false;
      while (closing != std::string_view::npos && closing + 1 < text.size() &&
             text[closing + 1] == '"') {
        doubled = true;
        closing = text.find('"', closing + 2);
      }
      if (closing == std::string_view::npos || (closing + 1 == text.size() && !at_end_)) {
        unclosed = closing == std::string_view::npos;
        return false;
      }
      const auto inside = text.substr(begin, closing - begin);
      at = closing + 1;
      std::size_t stop = at;
      while (stop < text.size() && text[stop] != separator_ && text[stop] != line_end) ++stop;
      if (stop == text.size() && !at_end_) return false;
      auto after = text.substr(at, stop - at);
      if (stop == text.size() || text[stop] == line_end) {
        if (after.ends_with('\r')) after.remove_suffix(1);
      }
      if (doubled || !after.empty()) {
        in_unquoted.emplace_back(cells_.size(), unquoted_.size());
        for (std::size_t i = 0; i < inside.size(); ++i) {
          unquoted_ += inside[i];
          if (inside[i] == '"') ++i;
        }
        unquoted_ += after;
        cells_.emplace_back();
      } else {
        cells_.push_back(inside);
      }
      at = stop;
    } else {
      std::size_t stop = at;
      while (stop < text.size() && text[stop] != separator_ && text[stop] != line_end) ++stop;
      if (stop == text.size() && !at_end_) return false;
      auto cell = text.substr(at, stop - at);
      if ((stop == text.size() || text[stop] == line_end) && cell.ends_with('\r')) {
        cell.remove_suffix(1);
      }
      cells_.push_back(cell);
      at = stop;
    }
    if (at >= text.size() || text[at] == line_end) break;
    ++at;  // the separator
  }
  for (std::size_t i = 0; i < in_unquoted.size(); ++i) {
    const auto [cell, offset] = in_unquoted[i];
    const auto stop = i + 1 < in_unquoted.size() ? in_unquoted[i + 1].second : unquoted_.size();
    cells_[cell] = std::string_view(unquoted_).substr(offset, stop - offset);
  }
  end = std::min(at + 1, text.size());
  return true;
}

DelimitedText::Step DelimitedText::next() {
  while (true) {
    if (at_ >= buffer_.size() && !fill()) return Step::end;
    const char letter = buffer_[at_];
    if (letter == '\n' || letter == '\r') {
      ++at_;
      continue;
    }
    std::size_t end = 0;
    bool unclosed = false;
    if (split(end, unclosed)) {
      at_ = end;
      return Step::record;
    }
    const bool too_long = buffer_.size() - at_ > longest_record;
    if ((at_end_ && unclosed) || too_long) {
      const auto line = buffer_.find(old_mac_ ? '\r' : '\n', at_);
      at_ = line == std::string::npos ? buffer_.size() : line + 1;
      return Step::unclosed;
    }
    fill();
  }
}

std::vector<FileColumn> delimited_columns(const std::string& file, const std::string& encoding) {
  DelimitedText text(file);
  return header(text, file, encoding);
}

FileReading read_delimited(const std::string& file, const sync::SourceSettings& source,
                           std::span<const sync::Profile> profiles) {
  DelimitedText text(file);
  const auto columns = header(text, file, source.encoding);
  Intake intake(file, source, profiles, columns);
  std::uint32_t record = 0;
  for (auto step = text.next(); step != DelimitedText::Step::end; step = text.next()) {
    ++record;
    if (step == DelimitedText::Step::unclosed) {
      intake.unreadable(record, "a quote is opened and never closed");
      continue;
    }
    const auto& cells = text.cells();
    const auto last = std::ranges::find_if(cells.rbegin(), cells.rend(),
                                           [](std::string_view cell) { return !cell.empty(); });
    const auto filled = static_cast<std::size_t>(cells.rend() - last);
    if (filled == 0) continue;  // a spreadsheet's tail of separators
    if (filled > columns.size()) {
      intake.unreadable(
          record, fmt::format("it has {} cells where the header has {}", filled, columns.size()));
      continue;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i < filled) {
        intake.text(i, cells[i], record);
      } else {
        intake.null(i);
      }
    }
    intake.end_row(record);
  }
  auto reading = intake.finished(text.declared());
  reading.driver = "CSV";
  return reading;
}

}  // namespace uavt::importers
