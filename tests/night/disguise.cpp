#include "tests/night/disguise.hpp"

#include "geo/transformation.hpp"
#include "sync/text.hpp"
#include "tests/night/letters.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <stdexcept>

namespace uavt::night::test {

namespace {

using Random = std::mt19937_64;
using Kind = sync::RawColumn::Kind;

Random random_of(const city::File& file, std::uint64_t seed) {
  return Random(seed ^ sync::hash64(file.name + file.layer));
}

void permute(city::City& city, std::uint64_t seed) {
  for (city::File& file : city.files) {
    Random random = random_of(file, seed);
    std::vector<std::size_t> order(file.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    rearrange(file.rows, order);
  }
}

/// Every ring of every polygon through `change`, which gets its vertices without the closing one.
template <typename Change>
void change_rings(city::City& city, std::uint64_t seed, Change change) {
  for (city::File& file : city.files) {
    if (!file.rows.has_geometry) continue;
    Random random = random_of(file, seed);
    geo::GeometryColumn changed;
    for (std::size_t row = 0; row < file.rows.size(); ++row) {
      const geo::GeometryView shape = file.rows.geometry[row];
      if (shape.kind() != geo::Kind::polygon) {
        changed.append(shape);
        continue;
      }
      changed.begin_row(geo::Kind::polygon, shape.traits());
      for (std::size_t part = 0; part < shape.part_count(); ++part) {
        changed.begin_part();
        for (std::size_t r = 0; r < shape.ring_count(part); ++r) {
          const auto ring = shape.ring(part, r);
          std::vector<geo::Point> points;
          for (std::size_t i = 0; i < ring.size(); i += 2) points.push_back({ring[i], ring[i + 1]});
          const bool closed = points.size() > 3 && points.front().x == points.back().x &&
                              points.front().y == points.back().y;
          if (closed) {
            points.pop_back();
            change(points, random);
            points.push_back(points.front());
          }
          changed.begin_ring();
          for (const geo::Point& p : points) changed.add_vertex(p.x, p.y);
        }
      }
      changed.end_row();
    }
    file.rows.geometry = std::move(changed);
  }
}

void reverse_rings(city::City& city, std::uint64_t seed) {
  change_rings(city, seed, [](auto& points, Random&) { std::ranges::reverse(points); });
}

void start_elsewhere(city::City& city, std::uint64_t seed) {
  change_rings(city, seed, [](auto& points, Random& random) {
    const auto by = static_cast<std::ptrdiff_t>(random() % points.size());
    std::rotate(points.begin(), points.begin() + by, points.end());
  });
}

/// ± 1 mm an axis, the same for one and the same vertex wherever it stands in a row.
void tremble(city::City& city, std::uint64_t seed) {
  constexpr double noise_m = 0.001;
  for (city::File& file : city.files) {
    if (!file.rows.has_geometry) continue;
    Random random = random_of(file, seed);
    std::uniform_real_distribution<double> noise(-noise_m, noise_m);
    geo::GeometryColumn moved;
    for (std::size_t row = 0; row < file.rows.size(); ++row) {
      const geo::GeometryView shape = file.rows.geometry[row];
      moved.begin_row(shape.kind(), shape.traits());
      for (std::size_t part = 0; part < shape.part_count(); ++part) {
        moved.begin_part();
        for (std::size_t r = 0; r < shape.ring_count(part); ++r) {
          moved.begin_ring();
          const auto ring = shape.ring(part, r);
          geo::Point first;
          for (std::size_t i = 0; i < ring.size(); i += 2) {
            geo::Point at{ring[i] + noise(random), ring[i + 1] + noise(random)};
            const bool closes = i > 0 && i + 2 == ring.size() && ring[0] == ring[i] &&
                                ring[1] == ring[i + 1];
            if (closes) at = first;
            if (i == 0) first = at;
            moved.add_vertex(at.x, at.y);
          }
        }
      }
      moved.end_row();
    }
    file.rows.geometry = std::move(moved);
  }
}

void there_and_back(city::City& city, std::uint64_t) {
  const geo::Box area{29, 36, 32, 38};
  const geo::Transformation there("EPSG:5254", "EPSG:4326", area);
  const geo::Transformation back("EPSG:4326", "EPSG:5254", area);
  for (city::File& file : city.files) {
    if (!file.rows.has_geometry) continue;
    there.apply(file.rows.geometry.coordinates());
    back.apply(file.rows.geometry.coordinates());
  }
}

/// The configuration names a file's encoding right below its path.
void declare(city::City& city, const city::File& file, const std::string& was) {
  const std::string path = "path = \"" + file.name + "\"\n";
  const std::string old = path + "encoding = \"" + was + "\"\n";
  const std::size_t at = city.configuration.find(old);
  if (at == std::string::npos) throw std::logic_error("no encoding is named for " + file.name);
  city.configuration.replace(at, old.size(), path + "encoding = \"" + file.encoding + "\"\n");
}

/// CSV in CP1254 with another separator, spreadsheets as such CSV, DBF tables in UTF-8.
void encode_otherwise(city::City& city, std::uint64_t) {
  for (city::File& file : city.files) {
    const std::string was = file.encoding;
    if (file.format == "csv") {
      file.encoding = "CP1254";
      file.separator = file.separator == ';' ? '\t' : ';';
      declare(city, file, was);
    } else if (file.format == "shp") {
      file.encoding = "UTF-8";
      file.declare_encoding = true;
      declare(city, file, was);
    } else if (file.format == "xlsx") {
      const std::string old = "path = \"" + file.name + "\"\n";
      file.name.replace(file.name.size() - 4, 4, "csv");
      file.format = "csv";
      file.encoding = "CP1254";
      file.separator = ';';
      const std::size_t at = city.configuration.find(old);
      city.configuration.replace(at, old.size(),
                                 "path = \"" + file.name + "\"\nencoding = \"CP1254\"\n");
    }
  }
}

void mark_bytes(city::City& city, std::uint64_t) {
  for (city::File& file : city.files) file.bom = file.format == "csv" && file.encoding == "UTF-8";
}

/// Every text that is there through `change(file, column, row, text)`.
template <typename Change>
void change_texts(city::City& city, Change change) {
  for (city::File& file : city.files) {
    for (sync::RawColumn& column : file.rows.columns) {
      if (column.kind != Kind::text) continue;
      for (std::size_t row = 0; row < file.rows.size(); ++row) {
        if (column.null(row)) continue;
        column.texts.set(row, change(file, column, row, std::string(column.texts[row])));
      }
    }
  }
}

/// CP1254 has no combining marks: its files stay composed.
void decompose(city::City& city, std::uint64_t) {
  change_texts(city, [](const city::File& file, const auto&, std::size_t, const std::string& text) {
    return file.encoding == "UTF-8" ? decomposed(text) : text;
  });
}

void pad(city::City& city, std::uint64_t seed) {
  Random random(seed);
  change_texts(city, [&](const city::File&, const auto&, std::size_t, const std::string& text) {
    return std::string(random() % 3, ' ') + text + std::string(random() % 3, ' ');
  });
}

/// Whole numbers that name things; counts and house numbers are not asked.
bool is_id(std::string_view attribute) {
  constexpr std::array ids = {
      "mahalle_kodu", "csbm_kodu",    "bina_kodu",      "yapi_kimlik_no", "adres_no",
      "kimlik_no",    "koy_kodu",     "yol_kimlik_no",  "tapu_zemin_ref", "id",
      "yapi_id",      "numarataj_id", "ilce_kodu",      "bucak_kodu"};
  return std::ranges::find(ids, attribute) != ids.end();
}

void write_ids_as_floats(city::City& city, std::uint64_t) {
  for (city::File& file : city.files) {
    for (sync::RawColumn& column : file.rows.columns) {
      if (!is_id(column.attribute)) continue;
      if (column.kind == Kind::integer) {
        for (const std::int64_t id : column.integers) {
          if (id == sync::null_integer) {
            column.texts.append_null();
          } else {
            column.texts.append(std::to_string(id) + ".0");
          }
        }
        column.integers.clear();
        column.kind = Kind::text;
      } else if (column.kind == Kind::text) {
        for (std::size_t row = 0; row < file.rows.size(); ++row) {
          const std::string text(column.texts[row]);
          const bool whole = text.find_first_not_of("0123456789") == std::string::npos;
          if (!text.empty() && whole) column.texts.set(row, text + ".0");
        }
      }
    }
  }
}

template <std::string (*Cased)(std::string_view)>
void change_case(city::City& city, std::uint64_t) {
  change_texts(city, [](const city::File&, const auto&, std::size_t, const std::string& text) {
    return Cased(text);
  });
}

/// Another spelling of the type word, bracketed or short; where a name has none it gets one.
void respell_types(city::City& city, std::uint64_t seed) {
  Random random(seed);
  for (city::File& file : city.files) {
    const sync::RawColumn* types = file.rows.column("tip");
    for (sync::RawColumn& column : file.rows.columns) {
      const bool street = file.rows.layer == sync::SourceLayer::street && column.attribute == "ad";
      const bool typed = column.attribute == "csbm_adi";
      const bool area = column.attribute == "mahalle_adi" ||
                        (file.rows.layer == sync::SourceLayer::neighbourhood &&
                         column.attribute == "ad");
      if (!street && !typed && !area) continue;
      for (std::size_t row = 0; row < file.rows.size(); ++row) {
        if (column.null(row)) continue;
        const std::string text(column.texts[row]);
        if (area) {
          column.texts.set(row, text + neighbourhood_word(random));
        } else if (typed) {
          column.texts.set(row, with_other_type_word(text, random));
        } else if (types != nullptr && !types->null(row)) {
          column.texts.set(row, text + street_word(types->texts[row], random));
        }
      }
    }
  }
}

void everything_at_once(city::City& city, std::uint64_t seed);

constexpr std::array all = {
    Disguise{"permuted rows", permute},
    Disguise{"reversed rings", reverse_rings},
    Disguise{"another start vertex", start_elsewhere},
    Disguise{"noise of 1 mm", tremble},
    Disguise{"there and back", there_and_back},
    Disguise{"another encoding", encode_otherwise},
    Disguise{"byte order mark", mark_bytes},
    Disguise{"decomposed letters", decompose},
    Disguise{"padded text", pad},
    Disguise{"ids as floats", write_ids_as_floats},
    Disguise{"upper case", change_case<upper_case>},
    Disguise{"lower case", change_case<lower_case>},
    Disguise{"title case", change_case<title_case>},
    Disguise{"another type word", respell_types},
    Disguise{"everything at once", everything_at_once},
};

void everything_at_once(city::City& city, std::uint64_t seed) {
  for (const std::string_view name :
       {"ids as floats", "another type word", "title case", "padded text", "another encoding",
        "reversed rings", "another start vertex", "noise of 1 mm", "permuted rows"}) {
    disguise(name).put_on(city, seed);
  }
}

}  // namespace

std::span<const Disguise> disguises() { return all; }

const Disguise& disguise(std::string_view name) {
  const auto found = std::ranges::find(all, name, &Disguise::name);
  if (found == all.end()) throw std::out_of_range("no disguise " + std::string(name));
  return *found;
}

void rearrange(sync::RawTable& rows, const std::vector<std::size_t>& order) {
  for (sync::RawColumn& column : rows.columns) {
    sync::RawColumn moved;
    moved.attribute = column.attribute;
    moved.column = column.column;
    moved.kind = column.kind;
    for (const std::size_t row : order) {
      if (column.kind == Kind::real) {
        moved.reals.push_back(column.reals[row]);
      } else if (column.kind != Kind::text) {
        moved.integers.push_back(column.integers[row]);
      } else if (column.null(row)) {
        moved.texts.append_null();
      } else {
        moved.texts.append(column.texts[row]);
      }
    }
    column = std::move(moved);
  }
  if (rows.has_geometry) {
    geo::GeometryColumn moved;
    for (const std::size_t row : order) moved.append(rows.geometry[row]);
    rows.geometry = std::move(moved);
  }
  rows.rows.resize(order.size());
  std::iota(rows.rows.begin(), rows.rows.end(), 1U);
}

}  // namespace uavt::night::test
