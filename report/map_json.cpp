#include "report/map_json.hpp"

#include "report/json_text.hpp"
#include "sync/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <string_view>

namespace uavt::report {

namespace {

/// What people write after a street's name, by the csbm tip list: ATATÜRK CADDESİ, 12. SOKAK.
struct TypeWord {
  std::string_view upper, title;
};
constexpr std::array type_words = {
    TypeWord{"KÖY SOKAĞI", "Köy Sokağı"}, TypeWord{"MEYDANI", "Meydanı"},
    TypeWord{"BULVARI", "Bulvarı"},       TypeWord{"CADDESİ", "Caddesi"},
    TypeWord{"SOKAK", "Sokak"},           TypeWord{"KÜME EVLERİ", "Küme Evleri"},
    TypeWord{"KARAYOLU", "Karayolu"}};

class Writer {
 public:
  Writer(std::string& out, geo::Point origin) : out_(out), origin_(origin) {}

  void whole(std::int64_t value) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
  }

  /// The geometry's rings or lines; nothing is left out, a closed ring ends where it began.
  void parts(const geo::GeometryView& geometry) {
    out_ += '[';
    bool first = true;
    for (std::size_t part = 0; part < geometry.part_count(); ++part) {
      for (std::size_t ring = 0; ring < geometry.ring_count(part); ++ring) {
        if (!first) out_ += ',';
        first = false;
        vertices(geometry.ring(part, ring));
      }
    }
    out_ += ']';
  }

 private:
  void vertices(std::span<const double> xy) {
    std::int64_t before_x = 0;
    std::int64_t before_y = 0;
    out_ += '[';
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
      if (i > 0) out_ += ',';
      const auto x = std::llround((xy[i] - origin_.x) / map_unit_m);
      const auto y = std::llround((xy[i + 1] - origin_.y) / map_unit_m);
      whole(x - before_x);
      out_ += ',';
      whole(y - before_y);
      before_x = x;
      before_y = y;
    }
    out_ += ']';
  }

  std::string& out_;
  geo::Point origin_;
};

/// The lower left corner of what is mapped, whole metres: of the borders, for what lies outside
/// them may lie on another continent.
geo::Point origin_of(const sync::Picture& picture) {
  for (const geo::GeometryColumn* column :
       {&picture.outlines, &picture.lines, &picture.buildings, &picture.shapes}) {
    geo::Box box;
    for (std::size_t row = 0; row < column->size(); ++row) box.add((*column)[row].box());
    if (!box.empty()) return {std::floor(box.min_x), std::floor(box.min_y)};
  }
  return {};
}

std::string street_name(const sync::Picture::Street& street) {
  const bool typed = street.type >= 0 && street.type < std::int64_t{type_words.size()};
  // Many deliver the type word twice, as a code and at the name's end.
  if (street.name.empty() || !typed || sync::split_type(street.name).type) return street.name;
  const TypeWord& word = type_words[static_cast<std::size_t>(street.type)];
  const bool capitals = sync::upper(street.name) == street.name;
  return street.name + " " + std::string(capitals ? word.upper : word.title);
}

std::string_view kind_name(geo::Kind kind) {
  switch (kind) {
    case geo::Kind::point:
      return "point";
    case geo::Kind::line:
      return "line";
    default:
      return "polygon";
  }
}

/// `"name":[…]` with one entry a row, each on its line.
template <typename Entry>
void append_list(std::string& out, std::string_view name, std::size_t count, const Entry& entry) {
  out += ",\n\"";
  out += name;
  out += "\":[";
  for (std::size_t i = 0; i < count; ++i) {
    out += i == 0 ? "\n" : ",\n";
    entry(i);
  }
  out += ']';
}

void append_shapes(std::string& out, Writer& writer, const sync::Picture& picture) {
  append_list(out, "shapes", picture.rows.size(), [&](std::size_t i) {
    out += "{\"layer\":";
    append_json(out, sync::name(picture.rows[i].layer));
    out += ",\"key\":";
    append_json(out, picture.rows[i].key);
    out += ",\"kind\":";
    append_json(out, kind_name(picture.shapes.kind(i)));
    out += ",\"parts\":";
    const geo::GeometryView shape = picture.shapes[i];
    writer.parts(shape);
    if (shape.kind() == geo::Kind::polygon && shape.part_count() > 1) {
      out += ",\"shells\":[0";
      for (std::size_t part = 1, ring = shape.ring_count(0); part < shape.part_count();
           ring += shape.ring_count(part++)) {
        out += ',';
        writer.whole(static_cast<std::int64_t>(ring));
      }
      out += ']';
    }
    out += '}';
  });
}

void append_findings(std::string& out, Writer& writer, const sync::Picture& picture) {
  out += ",\n\"of\":{";
  bool first_finding = true;
  for (const auto& [fingerprint, shapes] : picture.of) {
    out += first_finding ? "\n" : ",\n";
    first_finding = false;
    append_json(out, fingerprint);
    out += ":[";
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      if (i > 0) out += ',';
      writer.whole(shapes[i]);
    }
    out += ']';
  }
  out += '}';
}

}  // namespace

std::string map_json(const sync::Picture& picture, const std::string& crs) {
  const geo::Point origin = origin_of(picture);
  std::string out;
  // A vertex takes two short numbers; a shape's frame some sixty letters, a finding's forty.
  out.reserve(12 * (picture.buildings.coordinates().size() + picture.shapes.coordinates().size() +
                    picture.lines.coordinates().size() + picture.outlines.coordinates().size()) /
                  2 +
              64 * (picture.rows.size() + picture.streets.size() + picture.of.size()) + 256);
  Writer writer(out, origin);
  out += "{\"schema\":1,\"crs\":";
  append_json(out, crs);
  out += ",\"origin\":[";
  writer.whole(std::llround(origin.x));
  out += ',';
  writer.whole(std::llround(origin.y));
  out += "],\"unit_m\":";
  append_json(out, map_unit_m, 2);
  append_list(out, "mahalle", picture.mahalle.size(), [&](std::size_t i) {
    out += "{\"kod\":";
    if (picture.mahalle[i].code == sync::null_integer) {
      out += "null";
    } else {
      writer.whole(picture.mahalle[i].code);
    }
    out += ",\"ad\":";
    append_json_or_null(out, picture.mahalle[i].name);
    out += ",\"parts\":";
    writer.parts(picture.outlines[i]);
    out += '}';
  });
  append_list(out, "yol", picture.streets.size(), [&](std::size_t i) {
    out += "{\"ad\":";
    append_json_or_null(out, street_name(picture.streets[i]));
    out += ",\"parts\":";
    writer.parts(picture.lines[i]);
    out += '}';
  });
  append_list(out, "bina", picture.buildings.size(),
              [&](std::size_t i) { writer.parts(picture.buildings[i]); });
  append_shapes(out, writer, picture);
  append_findings(out, writer, picture);
  out += "}\n";
  return out;
}

}  // namespace uavt::report
