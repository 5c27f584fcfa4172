#include "exporters/delimited.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace uavt::exporters {

namespace {

/// Spreadsheets run cells that begin so, quoted or not. A number of ours is no text of somebody's.
bool begins_like_a_formula(std::string_view text) {
  constexpr std::string_view starts = "=+-@\t\r";
  if (text.empty() || starts.find(text.front()) == std::string_view::npos) return false;
  const std::string_view rest = text.substr(1);
  const bool number = text.front() == '-' && !rest.empty() &&
                      rest.find_first_not_of("0123456789.e") == std::string_view::npos;
  return !number;
}

class Line {
 public:
  explicit Line(const WriteOptions& options) : options_(options) {}

  void cell(std::string_view text) {
    if (!first_) bytes_ += options_.separator;
    first_ = false;
    const bool quoted = options_.for_spreadsheets || text.find_first_of("\"\r\n") != std::string_view::npos ||
                        text.find(options_.separator) != std::string_view::npos ||
                        text.starts_with(' ') || text.ends_with(' ');
    if (!quoted) {
      bytes_ += encoded(text);
      return;
    }
    bytes_ += '"';
    if (options_.for_spreadsheets && begins_like_a_formula(text)) bytes_ += '\'';
    for (const char letter : encoded(text)) {
      if (letter == '"') bytes_ += '"';
      bytes_ += letter;
    }
    bytes_ += '"';
  }

  void end() {
    bytes_ += options_.for_spreadsheets ? "\r\n" : "\n";
    first_ = true;
  }

  std::string& bytes() { return bytes_; }

 private:
  std::string_view encoded(std::string_view text) {
    const bool plain = std::ranges::all_of(
        text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
    if (plain || options_.encoding == "UTF-8") return text;
    const std::string source(text);
    const std::unique_ptr<char, decltype(&VSIFree)> target(
        CPLRecode(source.c_str(), CPL_ENC_UTF8, options_.encoding.c_str()), &VSIFree);
    recoded_ = target ? target.get() : "";
    return recoded_;
  }

  const WriteOptions& options_;
  std::string bytes_, recoded_;
  bool first_ = true;
};

}  // namespace

Delimited::Delimited(const LayerHead& head, const std::filesystem::path& file,
                     const WriteOptions& options)
    : file_(file),
      has_geometry_(head.has_geometry),
      options_(options),
      out_(file, std::ios::binary | std::ios::trunc) {
  if (options_.bom && options_.encoding == "UTF-8") out_ << "\xEF\xBB\xBF";
  Line line(options_);
  for (const LayerHead::Field& field : head.fields) line.cell(field.name);
  if (head.has_geometry && options_.geometry_as_xy) {
    line.cell("x");
    line.cell("y");
  } else if (head.has_geometry) {
    line.cell("WKT");
  }
  line.end();
  out_ << line.bytes();
  require_written();
}

void Delimited::add(const sync::RawTable& rows) {
  Line line(options_);
  constexpr std::size_t block = std::size_t{1} << 20;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (!wanted(rows, row, options_.rows)) continue;
    for (const auto& column : rows.columns) {
      if (column.null(row)) {
        line.cell({});
      } else if (column.kind == sync::RawColumn::Kind::text) {
        line.cell(column.texts[row]);
      } else {
        line.cell(column.text(row));
      }
    }
    if (has_geometry_ && options_.geometry_as_xy) {
      const bool point = rows.geometry.kind(row) == geo::Kind::point;
      const auto xy = point ? rows.geometry[row].ring(0, 0) : std::span<const double>();
      line.cell(point ? fmt::format("{}", xy[0]) : std::string());
      line.cell(point ? fmt::format("{}", xy[1]) : std::string());
    } else if (has_geometry_) {
      line.cell(rows.geometry.kind(row) == geo::Kind::null ? std::string()
                                                           : rows.geometry.wkt(row));
    }
    line.end();
    if (line.bytes().size() > block) {
      out_ << line.bytes();
      line.bytes().clear();
    }
  }
  out_ << line.bytes();
  require_written();
}

void Delimited::close() {
  out_.close();
  require_written();
}

void Delimited::require_written() const {
  if (out_) return;
  throw ExportError(fmt::format("{} cannot be written: check the folder, its rights and its space.",
                                file_.string()));
}

}  // namespace uavt::exporters
