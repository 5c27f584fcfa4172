#include <fmt/format.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <memory>

#include "importers/curves.hpp"
#include "importers/gdal.hpp"
#include "importers/intake.hpp"

namespace uavt::importers {

namespace {

using Kind = sync::RawColumn::Kind;

std::optional<std::string> bytes_of_hex(std::string_view text) {
  if (text.size() < 10 || text.size() % 2 != 0 || !text.starts_with('0')) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    unsigned value = 0;
    const auto [end, failed] = std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
    if (failed != std::errc() || end != text.data() + i + 2) return std::nullopt;
    bytes += static_cast<char>(value);
  }
  return bytes;
}

/// Appends the geometry a text describes. Nothing when it went well, else the reason.
std::optional<std::string> append_text(std::string_view text, geo::GeometryColumn& geometry) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.empty()) {
    geometry.append_null();
    return std::nullopt;
  }
  if (const auto bytes = bytes_of_hex(text)) {
    if (append_wkb(std::as_bytes(std::span(*bytes)), geometry)) return std::nullopt;
    return "the geometry's hex digits are no WKB";
  }
  if (text.starts_with("SRID=")) text.remove_prefix(std::min(text.find(';'), text.size() - 1) + 1);
  const std::string wkt(text);
  Chatter chatter;
  OGRGeometry* parsed = nullptr;
  const char* rest = wkt.c_str();
  const OGRErr failed = OGRGeometryFactory::createFromWkt(&rest, nullptr, &parsed);
  const std::unique_ptr<OGRGeometry> shape(parsed);
  if (failed != OGRERR_NONE || !shape) {
    geometry.append_null();
    return chatter.text().empty() ? "the geometry's WKT does not parse" : chatter.text();
  }
  if (append(*shape, geometry)) return std::nullopt;
  return "the geometry is of a kind no layer takes";
}

/// One coordinate of a row: nothing for null; `bad` says why it is no number.
std::optional<double> number_at(const sync::RawColumn& column, std::size_t row, std::string& bad) {
  if (column.null(row)) return std::nullopt;
  if (column.kind == Kind::real) return column.reals[row];
  if (column.kind == Kind::integer) return static_cast<double>(column.integers[row]);
  const auto text = column.text(row);
  if (text.find_first_not_of(" \t") == std::string::npos) return std::nullopt;
  const auto number = coordinate(text);
  if (!number) bad = fmt::format("{} = \"{}\" is no number", column.attribute, text.substr(0, 40));
  return number;
}

}  // namespace

std::optional<double> coordinate(std::string_view text) {
  std::string plain;
  for (const char letter : text) {
    if (letter != ' ' && letter != '\t') plain += letter;
  }
  const auto points = std::ranges::count(plain, '.'), commas = std::ranges::count(plain, ',');
  if (commas == 1 && (points == 0 || plain.rfind('.') < plain.find(','))) {
    std::erase(plain, '.');
    plain[plain.find(',')] = '.';
  } else if (commas > 0) {
    std::erase(plain, ',');
  } else if (points > 1) {
    std::erase(plain, '.');
  }
  double value = 0;
  const char* begin = plain.c_str();
  const char* const end = begin + plain.size();
  if (begin != end && *begin == '+') ++begin;
  const auto [stopped, failed] = std::from_chars(begin, end, value);
  if (failed != std::errc() || stopped != end || begin == end) return std::nullopt;
  return value;
}

void drop_rows(sync::RawTable& table, const std::vector<bool>& gone) {
  const auto compacted = [&](auto& values) {
    std::size_t kept = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
      if (!gone[row]) values[kept++] = values[row];
    }
    values.resize(kept);
  };
  for (auto& raw : table.columns) {
    if (raw.kind == Kind::real) {
      compacted(raw.reals);
    } else if (raw.kind != Kind::text) {
      compacted(raw.integers);
    } else {
      sync::TextColumn kept;
      for (std::size_t row = 0; row < raw.texts.size(); ++row) {
        if (gone[row]) continue;
        raw.texts.null(row) ? kept.append_null() : kept.append(raw.texts[row]);
      }
      raw.texts = std::move(kept);
    }
  }
  if (table.has_geometry) {
    geo::GeometryColumn kept;
    for (std::size_t row = 0; row < table.geometry.size(); ++row) {
      if (!gone[row]) kept.append(table.geometry[row]);
    }
    table.geometry = std::move(kept);
  }
  compacted(table.rows);
}

void place_rows(FileReading& reading) {
  auto& table = reading.rows;
  const auto* const wkt = table.column("geometri");
  const auto *const x = table.column("x"), *const y = table.column("y");
  std::vector<bool> gone(table.size(), false);
  bool any_gone = false;
  const auto reject = [&](std::size_t row, std::string reason) {
    gone[row] = any_gone = true;
    reading.unreadable.push_back({table.rows[row], std::move(reason)});
  };
  if (!table.has_geometry && wkt != nullptr && wkt->kind == Kind::text) {
    table.has_geometry = true;
    for (std::size_t row = 0; row < table.size(); ++row) {
      const auto text = wkt->texts.null(row) ? std::string_view() : wkt->texts[row];
      if (auto reason = append_text(text, table.geometry)) reject(row, std::move(*reason));
    }
  } else if (!table.has_geometry && x != nullptr && y != nullptr) {
    table.has_geometry = true;
    table.geometry.reserve(table.size(), table.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
      std::string bad;
      const auto east = number_at(*x, row, bad), north = number_at(*y, row, bad);
      if (east && north) {
        table.geometry.append_point(*east, *north);
      } else {
        table.geometry.append_null();
        if (!bad.empty()) reject(row, std::move(bad));
      }
    }
  }
  std::erase_if(table.columns, [](const sync::RawColumn& column) {
    return column.attribute == "geometri" || column.attribute == "x" || column.attribute == "y";
  });
  if (any_gone) {
    drop_rows(table, gone);
    std::ranges::stable_sort(reading.unreadable, {}, &sync::UnreadableRow::row);
  }
}

}  // namespace uavt::importers
