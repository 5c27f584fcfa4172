#include "config/code_file.hpp"

#include "config/section.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace uavt::config {

namespace {

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// A line that is not blank, and its cells without quotes and blanks around them.
struct Line {
  std::size_t number = 0;
  std::vector<std::string> cells;
};

std::vector<std::string> cells_of(std::string_view line, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
        cells.back() += line[++i];  // "" inside quotes is one quote
      } else {
        quoted = !quoted;
      }
    } else if (line[i] == separator && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  for (std::string& cell : cells) cell = std::string(trimmed(cell));
  return cells;
}

std::vector<Line> lines_of(const std::filesystem::path& file) {
  const std::string text = text_of(file);
  if (!sync::valid_utf8(text)) {
    throw ConfigError(fmt::format("{}: is not UTF-8; save it as \"CSV UTF-8\"", file.string()));
  }
  std::string_view rest = text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  std::vector<Line> lines;
  char separator = '\0';
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (trimmed(line).empty()) continue;
    if (separator == '\0') {
      separator = line.find(';') != std::string_view::npos    ? ';'
                  : line.find('\t') != std::string_view::npos ? '\t'
                                                              : ',';
    }
    lines.push_back({number, cells_of(line, separator)});
  }
  return lines;
}

[[noreturn]] void refuse(const std::filesystem::path& file, std::size_t line,
                         const std::string& complaint) {
  throw ConfigError(fmt::format("{}:{}: {}", file.string(), line, complaint));
}

}  // namespace

std::string_view value_of(const sync::CodeList& list, std::string_view written) {
  const std::string folded = sync::folded_identifier(written);
  for (const std::string_view value : list.values) {
    if (!folded.empty() && sync::folded_identifier(value) == folded) return value;
  }
  return {};
}

std::map<std::string, std::string> code_list(const std::filesystem::path& file,
                                             const sync::Attribute& attribute) {
  std::map<std::string, std::string> codes;
  const std::vector<Line> lines = lines_of(file);
  for (const Line& line : lines) {
    if (line.cells.size() < 2 || line.cells[0].empty() || line.cells[1].empty()) {
      refuse(file, line.number, "expected two columns, kod;deger");
    }
    const std::string& code = line.cells[0];
    std::string value = line.cells[1];
    const bool header = &line == &lines.front() &&
                        sync::folded_identifier(code).starts_with("KOD") &&
                        !sync::folded_identifier(value).empty();
    if (header) continue;
    if (attribute.list) {
      const std::string_view ours = value_of(*attribute.list, value);
      if (ours.empty()) {
        refuse(file, line.number,
               fmt::format("'{}' is no value of '{}'; allowed: {}; did you mean '{}'?", value,
                           attribute.name, listed(attribute.list->values),
                           nearest(value, attribute.list->values)));
      }
      value = ours;
    }
    const auto [known, fresh] = codes.emplace(code, value);
    if (!fresh && known->second != value) {
      refuse(file, line.number,
             fmt::format("kod '{}' is '{}' here and '{}' above", code, value, known->second));
    }
  }
  if (codes.empty()) throw ConfigError(fmt::format("{}: holds no kod;deger line", file.string()));
  return codes;
}

std::vector<std::int64_t> code_column(const std::filesystem::path& file) {
  std::vector<std::int64_t> codes;
  const std::vector<Line> lines = lines_of(file);
  for (const Line& line : lines) {
    const std::string& cell = line.cells.front();
    std::int64_t code = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), code);
    const bool number = error == std::errc() && end == cell.data() + cell.size() && code > 0;
    if (number) {
      codes.push_back(code);
    } else if (&line != &lines.front() || cell.find_first_of("0123456789") == 0) {
      refuse(file, line.number, fmt::format("'{}' is no mahalle code", cell));
    }
  }
  std::ranges::sort(codes);
  const auto repeated = std::ranges::unique(codes);
  codes.erase(repeated.begin(), repeated.end());
  if (codes.empty()) throw ConfigError(fmt::format("{}: holds no code", file.string()));
  return codes;
}

std::vector<std::string> value_column(const std::filesystem::path& file) {
  std::vector<std::string> values;
  std::set<std::string> seen;
  const std::vector<Line> lines = lines_of(file);
  for (const Line& line : lines) {
    const std::string& value = line.cells.front();
    const std::string folded = sync::folded_identifier(value);
    const bool header = &line == &lines.front() &&
                        (folded.starts_with("KOD") || folded.starts_with("CODE") ||
                         folded == "DEGER" || folded == "VALUE");
    if (!header && !value.empty() && seen.insert(value).second) values.push_back(value);
  }
  if (values.empty()) throw ConfigError(fmt::format("{}: holds no value", file.string()));
  return values;
}

}  // namespace uavt::config
