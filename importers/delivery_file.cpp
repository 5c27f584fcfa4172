#include "importers/delivery_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <span>
#include <type_traits>

namespace uavt::importers {

namespace {

constexpr std::string_view magic = "uavt-teslim";
constexpr std::uint32_t format_version = 1;

/// 64 bits over whole words: notices a damaged disk, not an enemy; as fast as memory.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t state = 0x9E3779B97F4A7C15ULL + bytes.size();
  const auto mix = [&](std::uint64_t word) {
    state = std::rotl((state ^ word) * 0xFF51AFD7ED558CCDULL, 29);
  };
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    mix(word);
    bytes.remove_prefix(sizeof word);
  }
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data(), bytes.size());
  mix(word);
  return state ^ state >> 32;
}

class Writer {
 public:
  template <class Value>
  requires std::is_trivially_copyable_v<Value>
  void put(const Value& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view value) {
    put(static_cast<std::uint64_t>(value.size()));
    bytes_ += value;
  }
  template <class Value>
  void array(std::span<const Value> values) {
    put(static_cast<std::uint64_t>(values.size()));
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }
  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
};

/// Thrown and caught in this file only: the entry is damaged.
struct Damaged {};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <class Value>
  requires std::is_trivially_copyable_v<Value> Value take() {
    Value value{};
    std::memcpy(&value, piece(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view text() { return piece(take<std::uint64_t>()); }
  template <class Value>
  std::vector<Value> array() {
    const auto count = take<std::uint64_t>();
    if (count > bytes_.size() / sizeof(Value)) throw Damaged();
    const auto from = piece(count * sizeof(Value));
    std::vector<Value> values(count);
    if (count > 0) std::memcpy(values.data(), from.data(), from.size());
    return values;
  }
  /// A count of things of at least one byte each.
  std::size_t count() {
    const auto value = take<std::uint64_t>();
    if (value > bytes_.size()) throw Damaged();
    return value;
  }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }
  [[nodiscard]] std::size_t left() const { return bytes_.size(); }
  std::string_view piece(std::uint64_t size) {
    if (size > bytes_.size()) throw Damaged();
    const auto taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

 private:
  std::string_view bytes_;
};

constexpr std::uint32_t null_length = std::numeric_limits<std::uint32_t>::max();

void put(Writer& to, const sync::TextColumn& texts) {
  to.put(static_cast<std::uint64_t>(texts.size()));
  for (std::size_t row = 0; row < texts.size(); ++row) {
    to.put(texts.null(row) ? null_length : static_cast<std::uint32_t>(texts[row].size()));
  }
  for (std::size_t row = 0; row < texts.size(); ++row) to.bytes() += texts[row];
}

sync::TextColumn texts(Reader& from) {
  const auto lengths = from.array<std::uint32_t>();
  std::uint64_t total = 0;
  for (const auto length : lengths) total += length == null_length ? 0 : length;
  auto bytes = from.piece(total);
  sync::TextColumn column;
  column.reserve(lengths.size(), total);
  for (const auto length : lengths) {
    if (length == null_length) {
      column.append_null();
      continue;
    }
    column.append(bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  return column;
}

void put(Writer& to, const geo::GeometryColumn& geometry) {
  to.put(static_cast<std::uint64_t>(geometry.size()));
  std::uint64_t vertices = 0;
  for (std::size_t row = 0; row < geometry.size(); ++row) vertices += geometry[row].vertex_count();
  to.put(vertices);
  for (std::size_t row = 0; row < geometry.size(); ++row) {
    const auto shape = geometry[row];
    to.put(shape.kind());
    to.put(shape.traits());
    to.put(static_cast<std::uint32_t>(shape.part_count()));
    for (std::size_t part = 0; part < shape.part_count(); ++part) {
      to.put(static_cast<std::uint32_t>(shape.ring_count(part)));
      for (std::size_t ring = 0; ring < shape.ring_count(part); ++ring) {
        to.array(shape.ring(part, ring));
      }
    }
  }
}

geo::GeometryColumn geometry(Reader& from) {
  geo::GeometryColumn column;
  const auto rows = from.count();
  const auto vertices = from.take<std::uint64_t>();
  if (vertices > from.left() / (2 * sizeof(double))) throw Damaged();
  column.reserve(rows, vertices);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto kind = from.take<geo::Kind>();
    const auto traits = from.take<std::uint8_t>();
    const auto parts = from.take<std::uint32_t>();
    if (parts == 0) {
      column.append_marker(kind, traits);
      continue;
    }
    column.begin_row(kind, traits);
    for (std::uint32_t part = 0; part < parts; ++part) {
      column.begin_part();
      const auto rings = from.take<std::uint32_t>();
      for (std::uint32_t ring = 0; ring < rings; ++ring) {
        column.begin_ring();
        const auto count = from.take<std::uint64_t>();
        if (count > from.left() / sizeof(double)) throw Damaged();
        for (auto bytes = from.piece(count * sizeof(double)); !bytes.empty();) {
          std::array<double, 2> xy{};
          std::memcpy(xy.data(), bytes.data(), std::min(sizeof xy, bytes.size()));
          bytes.remove_prefix(std::min(sizeof xy, bytes.size()));
          column.add_vertex(xy[0], xy[1]);
        }
      }
    }
    column.end_row();
  }
  return column;
}

void put(Writer& to, const sync::Arguments& arguments) {
  to.put(static_cast<std::uint64_t>(arguments.size()));
  for (const auto& [name, value] : arguments) {
    to.text(name);
    to.put(static_cast<std::uint8_t>(value.index()));
    if (const auto* text = std::get_if<std::string>(&value)) {
      to.text(*text);
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      to.put(*number);
    } else {
      to.put(std::get<double>(value));
    }
  }
}

sync::Arguments arguments(Reader& from) {
  sync::Arguments read(from.count());
  for (auto& [name, value] : read) {
    name = from.text();
    switch (from.take<std::uint8_t>()) {
      case 0:
        value = std::string(from.text());
        break;
      case 1:
        value = from.take<std::int64_t>();
        break;
      case 2:
        value = from.take<double>();
        break;
      default:
        throw Damaged();
    }
  }
  return read;
}

/// Only what a reader's finding has: it is about a source or a record, not yet about a row.
void put(Writer& to, const sync::Finding& finding) {
  to.put(finding.rule);
  to.put(finding.severity);
  to.text(finding.attribute);
  put(to, finding.arguments);
  put(to, finding.evidence);
  to.put(static_cast<std::uint64_t>(finding.subjects.size()));
  for (const auto& subject : finding.subjects) {
    to.put(subject.reg);
    to.put(static_cast<std::int16_t>(subject.layer ? static_cast<int>(*subject.layer) : -1));
    to.put(subject.origin.source);
    to.put(subject.origin.row);
  }
}

sync::Finding finding(Reader& from) {
  sync::Finding read;
  read.rule = from.take<sync::Rule>();
  read.severity = from.take<sync::Severity>();
  read.attribute = from.text();
  read.arguments = arguments(from);
  read.evidence = arguments(from);
  read.subjects.resize(from.count());
  for (auto& subject : read.subjects) {
    subject.reg = from.take<sync::Register>();
    if (const auto layer = from.take<std::int16_t>(); layer >= 0) {
      subject.layer = static_cast<sync::Layer>(layer);
    }
    subject.origin.source = from.take<std::uint16_t>();
    subject.origin.row = from.take<std::uint32_t>();
  }
  return read;
}

void put(Writer& to, const sync::RawTable& table) {
  to.put(table.layer);
  to.put(static_cast<std::uint64_t>(table.columns.size()));
  for (const auto& column : table.columns) {
    to.text(column.attribute);
    to.text(column.column);
    to.put(column.kind);
    put(to, column.texts);
    to.array(std::span<const std::int64_t>(column.integers));
    to.array(std::span<const double>(column.reals));
  }
  to.put(static_cast<std::uint8_t>(table.has_geometry ? 1 : 0));
  put(to, table.geometry);
  to.array(std::span<const std::uint32_t>(table.rows));
}

sync::RawTable table(Reader& from) {
  sync::RawTable read;
  read.layer = from.take<sync::SourceLayer>();
  read.columns.resize(from.count());
  for (auto& column : read.columns) {
    column.attribute = from.text();
    column.column = from.text();
    column.kind = from.take<sync::RawColumn::Kind>();
    column.texts = texts(from);
    column.integers = from.array<std::int64_t>();
    column.reals = from.array<double>();
  }
  read.has_geometry = from.take<std::uint8_t>() != 0;
  read.geometry = geometry(from);
  read.rows = from.array<std::uint32_t>();
  return read;
}

sync::Delivery content(Reader& from) {
  sync::Delivery delivery;
  delivery.source = from.take<std::uint16_t>();
  delivery.rows_read = from.take<std::uint64_t>();
  for (auto* text : {&delivery.crs, &delivery.encoding_declared, &delivery.encoding_used,
                     &delivery.driver, &delivery.digest, &delivery.profile}) {
    *text = from.text();
  }
  delivery.unmapped.resize(from.count());
  for (auto& name : delivery.unmapped) name = from.text();
  delivery.unreadable.resize(from.count());
  for (auto& row : delivery.unreadable) {
    row.row = from.take<std::uint32_t>();
    row.reason = from.text();
  }
  delivery.findings.resize(from.count());
  for (auto& read : delivery.findings) read = finding(from);
  delivery.rows = table(from);
  delivery.read = true;
  return delivery;
}

}  // namespace

std::string head(std::string_view key) {
  Writer to;
  to.bytes() += magic;
  to.put(format_version);
  to.text(key);
  return std::move(to.bytes());
}

std::string packed(const sync::Delivery& delivery, std::string_view key) {
  Writer to;
  to.bytes() = head(key);
  const std::size_t sum_at = to.bytes().size();
  to.put(std::uint64_t{0});
  const std::size_t body_at = to.bytes().size();
  to.put(delivery.source);
  to.put(delivery.rows_read);
  for (const auto* text : {&delivery.crs, &delivery.encoding_declared, &delivery.encoding_used,
                           &delivery.driver, &delivery.digest, &delivery.profile}) {
    to.text(*text);
  }
  to.put(static_cast<std::uint64_t>(delivery.unmapped.size()));
  for (const auto& name : delivery.unmapped) to.text(name);
  to.put(static_cast<std::uint64_t>(delivery.unreadable.size()));
  for (const auto& row : delivery.unreadable) {
    to.put(row.row);
    to.text(row.reason);
  }
  to.put(static_cast<std::uint64_t>(delivery.findings.size()));
  for (const auto& finding : delivery.findings) put(to, finding);
  put(to, delivery.rows);
  const auto sum = checksum(std::string_view(to.bytes()).substr(body_at));
  std::memcpy(to.bytes().data() + sum_at, &sum, sizeof sum);
  return std::move(to.bytes());
}

std::optional<sync::Delivery> unpacked(std::string_view bytes, std::string_view key) {
  try {
    const std::string begin = head(key);
    if (!bytes.starts_with(begin)) return std::nullopt;
    Reader from(bytes);
    from.piece(begin.size());
    const auto sum = from.take<std::uint64_t>();
    const auto body = bytes.substr(begin.size() + sizeof sum);
    if (sum != checksum(body)) return std::nullopt;
    auto delivery = content(from);
    if (!from.at_end()) return std::nullopt;
    return delivery;
  } catch (const Damaged&) {
    return std::nullopt;
  }
}

}  // namespace uavt::importers
