#include "importers/shapefile.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "importers/encoding.hpp"
#include "importers/files.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t count, bool big_endian) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t offset = big_endian ? i : count - 1 - i;
    value = value << 8 | static_cast<unsigned char>(bytes[at + offset]);
  }
  return value;
}

constexpr std::size_t shape_header = 100;  // of .shp and .shx, ESRI's technical description
constexpr std::size_t table_header = 32;   // dBASE III

/// Length in bytes that the header of a .shp or .shx claims.
std::uint64_t checked_length(const std::string& path) {
  const auto header = head_of(path, shape_header);
  const auto size = size_of(path).value_or(0);
  if (header.size() < shape_header || number(header, 0, 4, true) != 9994) {
    throw SourceError(fmt::format(
        "{} is cut off or no shapefile: its header is missing. Export the layer again.", path));
  }
  const auto claimed = number(header, 24, 4, true) * 2;
  if (claimed > size) {
    throw SourceError(fmt::format(
        "{} is cut off: its header says {} bytes, there are {}. Copy or export the layer again.",
        path, claimed, size));
  }
  return claimed;
}

struct TableSize {
  std::uint64_t records = 0, header = 0, record = 0;
};

TableSize checked_table(const std::string& path) {
  const auto header = head_of(path, table_header);
  if (header.size() < table_header) {
    throw SourceError(fmt::format("{} is cut off: its header is missing.", path));
  }
  const TableSize table{number(header, 4, 4, false), number(header, 8, 2, false),
                        number(header, 10, 2, false)};
  const auto size = size_of(path).value_or(0);
  const auto claimed = table.header + table.records * table.record;
  if (table.header < table_header || table.record == 0) {
    throw SourceError(fmt::format("{} is no DBF table: its header is damaged.", path));
  }
  if (claimed > size) {
    const auto whole = size > table.header ? (size - table.header) / table.record : 0;
    throw SourceError(
        fmt::format("{} is cut off after record {}: its header says {} records. Copy or export the "
                    "layer again.",
                    path, whole, table.records));
  }
  return table;
}

}  // namespace

void check_shapefile(const std::string& path) {
  if (extension(path) == "dbf") {
    checked_table(path);
    return;
  }
  checked_length(path);
  const auto index = side_file(path, "shx"), table = side_file(path, "dbf");
  if (index.empty() || table.empty()) {
    throw SourceError(fmt::format(
        "{} comes without its .{}: a shapefile is a .shp, a .shx and a .dbf of one name. Copy all "
        "of them.",
        path, index.empty() ? "shx" : "dbf"));
  }
  const auto shapes = (checked_length(index) - shape_header) / 8;
  const auto records = checked_table(table).records;
  if (shapes != records) {
    throw SourceError(
        fmt::format("{} holds {} shapes but {} holds {} records: they are not of one export.", path,
                    shapes, table, records));
  }
}

std::string declared_encoding(const std::string& path) {
  if (const auto page = side_file(path, "cpg"); !page.empty()) {
    auto text = head_of(page, 64);
    text.erase(std::min(text.find_first_of("\r\n\0"), text.size()));
    if (auto name = sync::encoding_name(text); !name.empty()) return name;
  }
  const auto table = extension(path) == "dbf" ? path : side_file(path, "dbf");
  if (table.empty()) return {};
  const auto header = head_of(table, table_header);
  if (header.size() < table_header) return {};
  return encoding_of_language_driver(static_cast<std::uint8_t>(header[29]));
}

}  // namespace uavt::importers
