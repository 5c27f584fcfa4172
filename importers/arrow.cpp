#include <fmt/format.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <cstring>
#include <memory>

#include "importers/curves.hpp"
#include "importers/gdal.hpp"
#include "importers/layer_reading.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

using Kind = sync::RawColumn::Kind;

struct Release {
  template <class Arrow>
  void operator()(Arrow* arrow) const {
    if (arrow->release != nullptr) arrow->release(arrow);
    delete arrow;
  }
};
template <class Arrow>
using Owned = std::unique_ptr<Arrow, Release>;
template <class Arrow>
Owned<Arrow> owned() {
  return Owned<Arrow>(new Arrow());
}

template <class Value>
const Value* buffer(const ArrowArray& array, std::size_t which) {
  return static_cast<const Value*>(array.buffers[which]);
}

bool valid(const ArrowArray& array, std::int64_t at) {
  const auto* const bits = buffer<std::uint8_t>(array, 0);
  return bits == nullptr || (bits[at / 8] >> (at % 8) & 1) != 0;
}

/// Bytes of a string or binary value, with 32- or 64-bit offsets.
std::string_view bytes_at(const ArrowArray& array, char format, std::int64_t at) {
  const char* const bytes = buffer<char>(array, 2);
  if (format == 'U' || format == 'Z') {
    const auto* const offsets = buffer<std::int64_t>(array, 1);
    return {bytes + offsets[at], static_cast<std::size_t>(offsets[at + 1] - offsets[at])};
  }
  const auto* const offsets = buffer<std::int32_t>(array, 1);
  return {bytes + offsets[at], static_cast<std::size_t>(offsets[at + 1] - offsets[at])};
}

std::int64_t integer_at(const ArrowArray& array, char format, std::int64_t at) {
  switch (format) {
    case 'b':
      return buffer<std::uint8_t>(array, 1)[at / 8] >> (at % 8) & 1;
    case 'c':
      return buffer<std::int8_t>(array, 1)[at];
    case 'C':
      return buffer<std::uint8_t>(array, 1)[at];
    case 's':
      return buffer<std::int16_t>(array, 1)[at];
    case 'S':
      return buffer<std::uint16_t>(array, 1)[at];
    case 'i':
      return buffer<std::int32_t>(array, 1)[at];
    case 'I':
      return buffer<std::uint32_t>(array, 1)[at];
    default:
      return buffer<std::int64_t>(array, 1)[at];
  }
}

/// Days of a date (tdD) or a timestamp (tss:, tsm:, tsu:, tsn:), rounded down.
std::int64_t days_at(const ArrowArray& array, std::string_view format, std::int64_t at) {
  if (format == "tdD") return buffer<std::int32_t>(array, 1)[at];
  std::int64_t day = 86'400;
  if (format.starts_with("tsm") || format == "tdm") day *= 1'000;
  if (format.starts_with("tsu")) day *= 1'000'000;
  if (format.starts_with("tsn")) day *= 1'000'000'000;
  const auto value = buffer<std::int64_t>(array, 1)[at];
  return value >= 0 ? value / day : (value - day + 1) / day;
}

/// One column of one batch into the intake.
void feed_column(const ArrowArray& array, std::string_view format, std::size_t column, Kind kind,
                 std::uint32_t first_record, Intake& intake) {
  const bool is_text = format == "u" || format == "U";
  const bool is_real = format == "g" || format == "f";
  for (std::int64_t row = 0; row < array.length; ++row) {
    const auto at = row + array.offset;
    if (!valid(array, at)) {
      intake.null(column);
    } else if (kind == Kind::text && is_text) {
      intake.text(column, bytes_at(array, format[0], at),
                  first_record + static_cast<std::uint32_t>(row));
    } else if (kind == Kind::real && is_real) {
      intake.real(column, format == "f" ? static_cast<double>(buffer<float>(array, 1)[at])
                                        : buffer<double>(array, 1)[at]);
    } else if (kind == Kind::integer && format.size() == 1 && !is_text && !is_real) {
      intake.integer(column, integer_at(array, format[0], at));
    } else if (kind == Kind::date && format.starts_with('t')) {
      intake.integer(column, days_at(array, format, at));
    } else {
      intake.null(column);  // lists and bytes: no attribute is one
    }
  }
}

/// Which of the batch's children is which of the intake's columns; -1: the geometry or none.
struct Children {
  std::vector<int> column;
  std::vector<std::string> format;
  int geometry = -1;
};

Children children_of(const ArrowSchema& schema, const std::vector<FileColumn>& columns,
                     OGRLayer& layer) {
  Children children;
  const std::string geometry = layer.GetGeometryColumn();
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    const std::string_view name = child.name == nullptr ? "" : child.name;
    int found = -1;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].name == name) found = static_cast<int>(c);
    }
    const std::string_view format = child.format;
    const bool binary = format == "z" || format == "Z";
    const bool names_geometry = name == geometry || name == "wkb_geometry";
    if (binary && found < 0 && children.geometry < 0 && names_geometry) {
      children.geometry = static_cast<int>(i);
    }
    children.column.push_back(found);
    children.format.emplace_back(format);
  }
  return children;
}

}  // namespace

void feed_arrow(OGRLayer& layer, const std::string& file, Intake& intake) {
  const auto columns = columns_of(layer);
  auto stream = owned<ArrowArrayStream>();
  auto schema = owned<ArrowSchema>();
  Chatter chatter;
  if (!layer.GetArrowStream(stream.get()) || stream->get_schema(stream.get(), schema.get()) != 0) {
    throw SourceError(fmt::format("{} cannot be read: {}.", file, chatter.text()));
  }
  const auto children = children_of(*schema, columns, layer);
  const bool brings_geometry = layer.GetGeomType() != wkbNone && children.geometry >= 0;
  intake.has_geometry(brings_geometry);
  std::uint32_t record = 1;
  while (true) {
    auto batch = owned<ArrowArray>();
    chatter.clear();
    const int failed = stream->get_next(stream.get(), batch.get());
    if (failed != 0) {
      const char* const reason = stream->get_last_error(stream.get());
      throw SourceError(
          fmt::format("{} breaks off after record {}: {}. Copy or export the file again.", file,
                      record - 1, reason != nullptr ? reason : std::strerror(failed)));
    }
    if (batch->release == nullptr) break;
    if (brings_geometry) {
      const ArrowArray& shapes = *batch->children[children.geometry];
      const char format = children.format[static_cast<std::size_t>(children.geometry)][0];
      for (std::int64_t row = 0; row < batch->length; ++row) {
        const auto at = row + shapes.offset;
        if (!valid(shapes, at)) {
          intake.geometry().append_null();
          continue;
        }
        const auto bytes = bytes_at(shapes, format, at);
        if (append_wkb(std::as_bytes(std::span(bytes)), intake.geometry())) continue;
        intake.reject(intake.row_count() + static_cast<std::size_t>(row),
                      record + static_cast<std::uint32_t>(row), "its geometry is no WKB");
      }
    }
    for (std::size_t child = 0; child < children.column.size(); ++child) {
      if (children.column[child] < 0) continue;
      const auto column = static_cast<std::size_t>(children.column[child]);
      if (!intake.wants(column)) continue;
      feed_column(*batch->children[child], children.format[child], column, columns[column].kind,
                  record, intake);
    }
    for (std::int64_t row = 0; row < batch->length; ++row) intake.end_row(record++);
  }
  if (chatter.failed()) {
    throw SourceError(
        fmt::format("{} breaks off after record {}: {}. Copy or export the file again.", file,
                    record - 1, chatter.text()));
  }
}

}  // namespace uavt::importers
