// Geometries as bytes and as words: WKB in, EWKB and WKT out.
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "geo/geometry_column.hpp"

namespace uavt::geo {
namespace {

static_assert(std::endian::native == std::endian::little, "EWKB is written as the machine's bytes");

// WKB geometry codes (OGC 06-103r4 table 7, ISO 13249-3); the code numbers are the format's own.
enum class Code : std::uint32_t {
  point = 1,
  line_string = 2,
  polygon = 3,
  multi_point = 4,
  multi_line_string = 5,
  multi_polygon = 6,
  collection = 7,
  circular_string = 8,
  compound_curve = 9,
  curve_polygon = 10,
  multi_curve = 11,
  multi_surface = 12,
  polyhedral_surface = 15,
  tin = 16,
  triangle = 17,
};
constexpr std::uint32_t ewkb_z = 0x80000000, ewkb_m = 0x40000000, ewkb_srid = 0x20000000;

// Deeper nesting than any writer makes; keeps hostile bytes off our stack.
constexpr int max_depth = 32;
// The shortest member of a collection: byte order, code, one count.
constexpr std::size_t min_member_bytes = 9;

// Walks one WKB geometry and puts its pieces into the row being built. Every count is checked
// against the bytes that are left before anything is allocated for it.
class Reader {
 public:
  Reader(GeometryColumn& column, std::span<const std::byte> bytes)
      : column_(column), bytes_(bytes) {}

  bool read() { return geometry(0, 0) && at_ == bytes_.size(); }
  Kind kind() const { return other_ ? Kind::other : kind_; }
  std::uint8_t traits() const { return traits_; }

 private:
  struct Header {
    bool swapped = false;
    std::uint32_t code = 0;
    std::size_t dimensions = 2;
  };

  std::size_t left() const { return bytes_.size() - at_; }

  bool read_integer(bool swapped, std::uint32_t& value) {
    if (left() < 4) return false;
    std::memcpy(&value, bytes_.data() + at_, 4);
    if (swapped) value = __builtin_bswap32(value);
    at_ += 4;
    return true;
  }

  bool read_header(Header& header) {
    if (left() < 5) return false;
    const auto order = std::to_integer<int>(bytes_[at_++]);
    if (order > 1) return false;
    header.swapped = order == 0;
    std::uint32_t word = 0;
    if (!read_integer(header.swapped, word)) return false;
    const std::uint32_t code = word & ~(ewkb_z | ewkb_m | ewkb_srid);
    const std::uint32_t thousands = code / 1000;
    if (thousands > 3) return false;
    const bool z = (word & ewkb_z) != 0 || thousands == 1 || thousands == 3;
    const bool m = (word & ewkb_m) != 0 || thousands >= 2;
    if (z) traits_ |= has_z;
    if (m) traits_ |= has_m;
    header.code = code % 1000;
    header.dimensions = std::size_t{2} + (z ? 1 : 0) + (m ? 1 : 0);
    if ((word & ewkb_srid) != 0) {
      std::uint32_t srid = 0;
      return read_integer(header.swapped, srid);
    }
    return true;
  }

  void read_vertex(const Header& header, double& x, double& y) {
    std::uint64_t words[2];
    std::memcpy(words, bytes_.data() + at_, sizeof words);
    if (header.swapped) {
      words[0] = __builtin_bswap64(words[0]);
      words[1] = __builtin_bswap64(words[1]);
    }
    x = std::bit_cast<double>(words[0]);
    y = std::bit_cast<double>(words[1]);
    at_ += 8 * header.dimensions;
  }

  // One counted run of vertices becomes one ring.
  bool read_ring(const Header& header) {
    std::uint32_t count = 0;
    if (!read_integer(header.swapped, count)) return false;
    if (count > left() / (8 * header.dimensions)) return false;
    column_.begin_ring();
    constexpr std::size_t chunk = 64;
    double xy[2 * chunk];
    for (std::size_t done = 0; done < count;) {
      const std::size_t now = std::min<std::size_t>(chunk, count - done);
      if (!header.swapped && header.dimensions == 2) {
        std::memcpy(xy, bytes_.data() + at_, now * 16);
        at_ += now * 16;
      } else {
        for (std::size_t i = 0; i < now; ++i) read_vertex(header, xy[2 * i], xy[2 * i + 1]);
      }
      column_.add_vertices({xy, 2 * now});
      done += now;
    }
    if (count > 0) not_empty_ = true;
    return true;
  }

  // An empty member has no kind: it never makes a collection mixed.
  void note(Kind kind) {
    if (!not_empty_) return;
    if (kind_ == Kind::null) kind_ = kind;
    if (kind_ != kind) other_ = true;
  }

  bool read_point(const Header& header) {
    if (left() < 8 * header.dimensions) return false;
    double x = 0, y = 0;
    read_vertex(header, x, y);
    if (std::isnan(x) && std::isnan(y)) return true;
    column_.begin_part();
    column_.begin_ring();
    column_.add_vertex(x, y);
    not_empty_ = true;
    note(Kind::point);
    return true;
  }

  bool read_line(const Header& header) {
    column_.begin_part();
    not_empty_ = false;
    if (!read_ring(header)) return false;
    note(Kind::line);
    return true;
  }

  bool read_polygon(const Header& header) {
    std::uint32_t rings = 0;
    if (!read_integer(header.swapped, rings) || rings > left() / 4) return false;
    column_.begin_part();
    not_empty_ = false;
    for (std::uint32_t r = 0; r < rings; ++r) {
      if (!read_ring(header)) return false;
    }
    note(Kind::polygon);
    return true;
  }

  // `member`: the code every member must have, 0 for any.
  bool read_members(const Header& header, std::uint32_t member, int depth) {
    std::uint32_t count = 0;
    if (!read_integer(header.swapped, count) || count > left() / min_member_bytes) return false;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!geometry(member, depth + 1)) return false;
    }
    return true;
  }

  bool geometry(std::uint32_t wanted, int depth) {
    Header header;
    if (depth > max_depth || !read_header(header)) return false;
    if (wanted != 0 && header.code != wanted) return false;
    switch (static_cast<Code>(header.code)) {
      case Code::point:
        return read_point(header);
      case Code::line_string:
        return read_line(header);
      case Code::polygon:
        return read_polygon(header);
      case Code::multi_point:
        return read_members(header, 1, depth);
      case Code::multi_line_string:
        return read_members(header, 2, depth);
      case Code::multi_polygon:
        return read_members(header, 3, depth);
      case Code::collection:
        traits_ |= was_collection;
        return read_members(header, 0, depth);
      // These may hold nothing but straight members, and then they are what those are.
      case Code::multi_curve:
      case Code::multi_surface:
        return read_members(header, 0, depth);
      case Code::circular_string:
        other_ = true;
        traits_ |= was_curve;
        return read_line(header);
      case Code::compound_curve:
      case Code::curve_polygon:
        other_ = true;
        traits_ |= was_curve;
        return read_members(header, 0, depth);
      case Code::polyhedral_surface:
        other_ = true;
        return read_members(header, 3, depth);
      case Code::tin:
        other_ = true;
        return read_members(header, 17, depth);
      case Code::triangle:
        other_ = true;
        return read_polygon(header);
    }
    return false;
  }

  GeometryColumn& column_;
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  Kind kind_ = Kind::null;
  std::uint8_t traits_ = 0;
  bool other_ = false;
  bool not_empty_ = false;
};

template <typename Value>
void put(std::string& out, Value value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

void put_header(std::string& out, Code code, int srid) {
  out.push_back('\x01');
  put(out, static_cast<std::uint32_t>(code) | (srid > 0 ? ewkb_srid : 0));
  if (srid > 0) put(out, static_cast<std::uint32_t>(srid));
}

void put_vertices(std::string& out, std::span<const double> xy) {
  const std::size_t at = out.size();
  out.resize(at + xy.size_bytes());
  if (!xy.empty()) std::memcpy(out.data() + at, xy.data(), xy.size_bytes());
}

void put_part(std::string& out, const GeometryView& view, std::size_t part, int srid) {
  switch (view.kind()) {
    case Kind::point:
      put_header(out, Code::point, srid);
      put_vertices(out, view.ring(part, 0));
      break;
    case Kind::line:
      put_header(out, Code::line_string, srid);
      put(out, static_cast<std::uint32_t>(view.ring(part, 0).size() / 2));
      put_vertices(out, view.ring(part, 0));
      break;
    default:
      put_header(out, Code::polygon, srid);
      put(out, static_cast<std::uint32_t>(view.ring_count(part)));
      for (std::size_t r = 0; r < view.ring_count(part); ++r) {
        put(out, static_cast<std::uint32_t>(view.ring(part, r).size() / 2));
        put_vertices(out, view.ring(part, r));
      }
  }
}

Code multi_code(Kind kind) {
  if (kind == Kind::point) return Code::multi_point;
  return kind == Kind::line ? Code::multi_line_string : Code::multi_polygon;
}

void put_number(std::string& out, double value) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, end);
}

// "x y, x y" in brackets. Counts `budget` down; at zero an ellipsis stands for the rest.
void put_words(std::string& out, std::span<const double> xy, std::size_t& budget) {
  out.push_back('(');
  for (std::size_t i = 0; i < xy.size(); i += 2) {
    if (i > 0) out += ", ";
    if (budget == 0) {
      out += "…";
      break;
    }
    --budget;
    put_number(out, xy[i]);
    out.push_back(' ');
    put_number(out, xy[i + 1]);
  }
  out.push_back(')');
}

}  // namespace

bool GeometryColumn::append_wkb(std::span<const std::byte> wkb, std::uint8_t extra_traits) {
  const std::size_t vertices = xy_.size(), rings = rings_.size(), parts = parts_.size();
  begin_row(Kind::other);
  Reader reader(*this, wkb);
  if (!reader.read()) {
    xy_.resize(vertices);
    rings_.resize(rings);
    parts_.resize(parts);
    rows_.back() = {};
    return false;
  }
  rows_.back().kind = reader.kind();
  rows_.back().traits = static_cast<std::uint8_t>(reader.traits() | extra_traits);
  end_row();
  return true;
}

void GeometryColumn::write_ewkb(std::size_t row, bool as_multi, int srid, std::string& out) const {
  const GeometryView view = (*this)[row];
  const std::size_t parts = view.part_count();
  if (parts == 0) return;
  if (parts == 1 && !as_multi) return put_part(out, view, 0, srid);
  put_header(out, multi_code(view.kind()), srid);
  put(out, static_cast<std::uint32_t>(parts));
  for (std::size_t p = 0; p < parts; ++p) put_part(out, view, p, 0);
}

std::string GeometryColumn::wkt(std::size_t row, std::size_t max_vertices) const {
  const GeometryView view = (*this)[row];
  const std::size_t parts = view.part_count();
  if (parts == 0) return {};
  const bool multi = parts > 1;
  std::size_t budget = max_vertices == 0 ? view.vertex_count() : max_vertices;
  std::string out = multi ? "MULTI" : "";
  out += view.kind() == Kind::point  ? "POINT "
         : view.kind() == Kind::line ? "LINESTRING "
                                     : "POLYGON ";
  if (multi) out.push_back('(');
  for (std::size_t p = 0; p < parts; ++p) {
    if (p > 0) out += ", ";
    if (p > 0 && budget == 0) {
      out += "…";
      break;
    }
    if (view.kind() != Kind::polygon) {
      put_words(out, view.ring(p, 0), budget);
      continue;
    }
    out.push_back('(');
    for (std::size_t r = 0; r < view.ring_count(p); ++r) {
      if (r > 0) out += ", ";
      if (r > 0 && budget == 0) {
        out += "…";
        break;
      }
      put_words(out, view.ring(p, r), budget);
    }
    out.push_back(')');
  }
  if (multi) out.push_back(')');
  return out;
}

}  // namespace uavt::geo
