#include "tests/night/drift.hpp"

#include "city/sheet.hpp"
#include "sync/text.hpp"
#include "tests/night/disguise.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace uavt::night::test {

namespace {

using Random = std::mt19937_64;

constexpr std::string_view building_states[] = {"kullanimda", "kullanim_disi", "yapim_asamasi",
                                                "yikilmis"};
constexpr std::string_view door_types[] = {"ana_giris", "tali_giris", "diger"};

/// What a value becomes, by what it is; empty: it is taken away. Nothing: it stays.
std::optional<std::string> changed_value(const sync::RawColumn& column, std::size_t row,
                                         Random& random) {
  const std::string text = column.text(row);
  const std::string& attribute = column.attribute;
  if (attribute == "durum") return std::string(building_states[random() % 4]);
  if (attribute == "tip") {
    return column.kind == sync::RawColumn::Kind::text && text.find("giris") != std::string::npos
               ? std::optional(std::string(door_types[random() % 3]))
               : std::nullopt;
  }
  if (attribute == "tur_kodu") return std::to_string(random() % 6);
  if (attribute == "kapi_no") return text + "K";
  if (attribute == "ad" || attribute == "csbm_adi" || attribute == "site_adi") {
    return "Yeni " + (text.empty() ? std::string("Ad") : text);
  }
  if (attribute == "blok_adi") return text.empty() ? std::string("Q") : std::string();
  if (attribute == "ic_kapi_no") return std::to_string(300 + random() % 5);
  if (attribute == "kat_no") return std::to_string(random() % 9);
  if (attribute.starts_with("kat_zemin")) return std::to_string(random() % 9);
  if (attribute == "ada" || attribute == "parsel") return std::to_string(1 + random() % 50);
  return std::nullopt;
}

/// A code: another row's, or none.
std::optional<std::string> changed_code(const sync::RawTable& rows, const sync::RawColumn& column,
                                        Random& random) {
  const bool parent = (rows.layer == sync::SourceLayer::door && column.attribute == "csbm_kodu") ||
                      (rows.layer == sync::SourceLayer::unit && column.attribute == "bina_kodu");
  if (parent) return column.text(random() % rows.size());
  const bool own = (rows.layer == sync::SourceLayer::door && column.attribute == "bina_kodu") ||
                   (rows.layer == sync::SourceLayer::unit && column.attribute == "adres_no") ||
                   (rows.layer == sync::SourceLayer::building &&
                    column.attribute == "yapi_kimlik_no");
  if (own && random() % 3 == 0) return std::string();
  return std::nullopt;
}

void change_values(sync::RawTable& rows, std::size_t row, Random& random) {
  for (std::size_t c = 0; c < rows.columns.size(); ++c) {
    const std::string attribute = rows.columns[c].attribute;
    if (random() % 3 != 0) continue;
    auto value = changed_value(rows.columns[c], row, random);
    if (!value) value = changed_code(rows, rows.columns[c], random);
    if (!value) continue;
    if (random() % 6 == 0 && attribute != "ad") value->clear();
    city::write_cell(rows, attribute, row, *value);
  }
}

void move(sync::RawTable& rows, std::size_t row, Random& random) {
  std::uniform_real_distribution<double> step(-2.0, 2.0);
  const double dx = step(random);
  const double dy = step(random);
  const geo::GeometryView shape = rows.geometry[row];
  geo::GeometryColumn moved;
  moved.begin_row(shape.kind(), shape.traits());
  for (std::size_t part = 0; part < shape.part_count(); ++part) {
    moved.begin_part();
    for (std::size_t r = 0; r < shape.ring_count(part); ++r) {
      moved.begin_ring();
      const auto ring = shape.ring(part, r);
      for (std::size_t i = 0; i < ring.size(); i += 2) {
        moved.add_vertex(ring[i] + dx, ring[i + 1] + dy);
      }
    }
  }
  moved.end_row();
  rows.geometry.assign(row, moved[0]);
}

/// What a row is known by in both registers; its place in the file where it has no code.
std::string name_of(const sync::RawTable& rows, std::size_t row) {
  for (const std::string_view code : {"adres_no", "bina_kodu", "yapi_kimlik_no", "csbm_kodu"}) {
    const sync::RawColumn* column = rows.column(code);
    if (column != nullptr && !column->null(row)) return column->text(row);
  }
  return std::to_string(row);
}

}  // namespace

void drift(city::City& city, std::uint64_t seed, std::uint32_t permille) {
  for (city::File& file : city.files) {
    sync::RawTable& rows = file.rows;
    if (rows.layer == sync::SourceLayer::neighbourhood) continue;
    std::vector<std::size_t> stays;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::uint64_t shared = seed ^ sync::hash64(name_of(rows, row));
      Random alike(shared);
      const bool both = alike() % 2 == 0;
      Random random(both ? shared : shared ^ sync::hash64(file.name));
      bool leaves = false;
      if (random() % 1000 < permille) {
        const std::uint64_t event = random() % 10;
        leaves = event == 0;
        if (event >= 1 && event < 8) change_values(rows, row, random);
        if (event >= 7 && rows.has_geometry) move(rows, row, random);
      }
      if (!leaves || rows.size() < 3) stays.push_back(row);
    }
    rearrange(rows, stays);
  }
}

}  // namespace uavt::night::test
