// A city without ordered faults must have none of its own making.
#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/city/delivered.hpp"

namespace uavt::city::test {
namespace {

Options clean(std::uint32_t buildings) {
  Options options;
  options.buildings = buildings;
  options.disagreements = false;
  return options;
}

const City& city_of_20000() {
  static const City city = generated(clean(20'000));
  return city;
}

double cross(double ax, double ay, double bx, double by) {
  return ax * by - ay * bx;
}

/// True when segments p→q and r→s meet anywhere.
bool segments_meet(const double* p, const double* q, const double* r, const double* s) {
  const double a = cross(q[0] - p[0], q[1] - p[1], r[0] - p[0], r[1] - p[1]);
  const double b = cross(q[0] - p[0], q[1] - p[1], s[0] - p[0], s[1] - p[1]);
  const double c = cross(s[0] - r[0], s[1] - r[1], p[0] - r[0], p[1] - r[1]);
  const double d = cross(s[0] - r[0], s[1] - r[1], q[0] - r[0], q[1] - r[1]);
  return (a > 0) != (b > 0) && (c > 0) != (d > 0);
}

void expect_simple_ring(std::span<const double> ring) {
  const std::size_t n = ring.size() / 2;
  ASSERT_GE(n, 4u);
  EXPECT_EQ(ring[0], ring[2 * n - 2]);
  EXPECT_EQ(ring[1], ring[2 * n - 1]);
  for (std::size_t i = 0; i + 1 < n; ++i) {
    EXPECT_FALSE(ring[2 * i] == ring[2 * i + 2] && ring[2 * i + 1] == ring[2 * i + 3]);
    for (std::size_t j = i + 2; j + 1 < n; ++j) {
      if (i == 0 && j + 2 == n) continue;
      EXPECT_FALSE(segments_meet(&ring[2 * i], &ring[2 * i + 2], &ring[2 * j], &ring[2 * j + 2]));
    }
  }
}

double distance_to_segment(double x, double y, const double* p, const double* q) {
  const double dx = q[0] - p[0], dy = q[1] - p[1];
  const double along =
      std::clamp(((x - p[0]) * dx + (y - p[1]) * dy) / (dx * dx + dy * dy), 0., 1.);
  return std::hypot(x - p[0] - along * dx, y - p[1] - along * dy);
}

TEST(CleanCity, HasExactlyTheBuildingsAskedFor) {
  EXPECT_EQ(table(city_of_20000(), "cbs/YAPI").rows.size(), 20'000u);
  EXPECT_EQ(count_of(city_of_20000().truth, "bina").tek_kayit, 20'000u);
  for (const std::uint32_t n : {40u, 137u, 1000u, 5001u}) {
    EXPECT_EQ(table(generated(clean(n)), "cbs/YAPI").rows.size(), n);
  }
}

TEST(CleanCity, ShapesAreSimpleClosedAndOnTheMillimetre) {
  for (const char* name : {"cbs/YAPI", "cbs/parsel", "cbs/mahalle"}) {
    const geo::GeometryColumn& shapes = table(city_of_20000(), name).geometry;
    ASSERT_GT(shapes.size(), 0u);
    for (std::size_t row = 0; row < shapes.size(); ++row) {
      ASSERT_EQ(shapes.kind(row), geo::Kind::polygon);
      ASSERT_EQ(shapes[row].part_count(), 1u);
      EXPECT_GT(shapes.area(row), 50);
      for (std::size_t ring = 0; ring < shapes[row].ring_count(0); ++ring) {
        expect_simple_ring(shapes[row].ring(0, ring));
      }
    }
  }
  for (const File& file : city_of_20000().files) {
    for (const double v : file.rows.geometry.coordinates()) {
      ASSERT_TRUE(std::isfinite(v));
      ASSERT_LT(std::abs(v * 1000 - std::round(v * 1000)), 1e-3);
    }
  }
}

TEST(CleanCity, SomeBuildingsHaveCornersAndCourtyards) {
  const geo::GeometryColumn& shapes = table(city_of_20000(), "cbs/YAPI").geometry;
  int l_shaped = 0, courtyards = 0;
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    l_shaped += shapes[row].ring(0, 0).size() == 14;
    courtyards += shapes[row].ring_count(0) == 2;
  }
  EXPECT_GT(l_shaped, 2000);
  EXPECT_GT(courtyards, 50);
}

TEST(CleanCity, NeighbourhoodsShareTheirBordersExactly) {
  for (const std::uint32_t buildings : {300u, 20'000u}) {
    const City city = generated(clean(buildings));
    const geo::GeometryColumn& shapes = table(city, "cbs/mahalle").geometry;
    using Spot = std::pair<double, double>;
    std::set<std::pair<Spot, Spot>> edges;
    for (std::size_t row = 0; row < shapes.size(); ++row) {
      const auto ring = shapes[row].ring(0, 0);
      for (std::size_t i = 0; i + 2 < ring.size(); i += 2) {
        EXPECT_TRUE(edges.insert({{ring[i], ring[i + 1]}, {ring[i + 2], ring[i + 3]}}).second);
      }
    }
    // Edges without a twin in the other direction must form one loop: the city's outline.
    std::map<Spot, Spot> outline;
    for (const auto& [from, to] : edges) {
      if (edges.contains({to, from})) continue;
      EXPECT_TRUE(outline.emplace(from, to).second);
    }
    ASSERT_LT(outline.size(), edges.size());
    Spot at = outline.begin()->first;
    std::size_t steps = 0;
    do {
      ASSERT_TRUE(outline.contains(at));
      at = outline[at];
      ++steps;
    } while (at != outline.begin()->first && steps <= outline.size());
    EXPECT_EQ(steps, outline.size());
  }
}

TEST(CleanCity, DoorsStandOnTheirFacades) {
  const sync::RawTable& doors = table(city_of_20000(), "cbs/numarataj");
  const sync::RawTable& buildings = table(city_of_20000(), "cbs/YAPI");
  std::map<std::string, std::size_t> row_of;
  const auto codes = column(buildings, "yapi_kimlik_no");
  for (std::size_t row = 0; row < codes.size(); ++row) row_of[codes[row]] = row;
  const auto owners = column(doors, "yapi_kimlik_no");
  std::size_t on_parcels = 0;
  for (std::size_t d = 0; d < owners.size(); ++d) {
    if (owners[d].empty()) {
      ++on_parcels;
      continue;
    }
    const auto point = doors.geometry[d].ring(0, 0);
    const auto shell = buildings.geometry[row_of.at(owners[d])].ring(0, 0);
    double nearest = 1e9;
    for (std::size_t i = 0; i + 3 < shell.size(); i += 2) {
      nearest =
          std::min(nearest, distance_to_segment(point[0], point[1], &shell[i], &shell[i + 2]));
    }
    EXPECT_LT(nearest, 0.005);
  }
  EXPECT_GT(on_parcels, 100u);  // numbered plots and the gates of estates
}

TEST(CleanCity, NumbersAreUniqueOnTheirStreetAndBlock) {
  const sync::RawTable& doors = table(city_of_20000(), "cbs/numarataj");
  const auto street = column(doors, "csbm_kodu"), number = column(doors, "kapi_no"),
             block = column(doors, "blok_adi");
  std::set<std::string> seen;
  for (std::size_t d = 0; d < street.size(); ++d) {
    EXPECT_TRUE(seen.insert(street[d] + "|" + number[d] + "|" + block[d]).second);
  }
}

TEST(CleanCity, OddNumbersAreLeftAndEvenNumbersRight) {
  const sync::RawTable& streets = table(city_of_20000(), "cbs/csbm");
  const sync::RawTable& doors = table(city_of_20000(), "cbs/numarataj");
  std::map<std::string, std::size_t> row_of;
  const auto codes = column(streets, "csbm_kodu"), types = column(streets, "tip");
  for (std::size_t row = 0; row < codes.size(); ++row) row_of[codes[row]] = row;
  const auto street = column(doors, "csbm_kodu"), number = column(doors, "kapi_no");
  std::size_t judged = 0, counted = 0;
  for (std::size_t d = 0; d < street.size(); ++d) {
    const std::size_t row = row_of.at(street[d]);
    if (types[row] == "meydan" || types[row] == "kume_evler") {
      ++counted;
      continue;
    }
    const auto point = doors.geometry[d].ring(0, 0);
    double nearest = 1e9, side = 0;
    for (std::size_t part = 0; part < streets.geometry[row].part_count(); ++part) {
      const auto line = streets.geometry[row].ring(part, 0);
      for (std::size_t i = 0; i + 3 < line.size(); i += 2) {
        const double distance = distance_to_segment(point[0], point[1], &line[i], &line[i + 2]);
        if (distance >= nearest) continue;
        nearest = distance;
        side = cross(line[i + 2] - line[i], line[i + 3] - line[i + 1], point[0] - line[i],
                     point[1] - line[i + 1]);
      }
    }
    EXPECT_EQ(std::stoi(number[d]) % 2 == 1, side > 0) << street[d] << " " << number[d];
    EXPECT_LT(nearest, 60);
    ++judged;
  }
  EXPECT_GT(judged, 19'000u);
  EXPECT_GT(counted, 100u);
}

TEST(CleanCity, EveryReferenceHasItsTarget) {
  const City& city = city_of_20000();
  const auto expect_all = [](const sync::RawTable& from, std::string_view attribute,
                             const sync::RawTable& to, std::string_view code) {
    const std::set<std::string> known = distinct(column(to, code));
    EXPECT_EQ(known.size(), to.rows.size()) << code;
    for (const std::string& value : column(from, attribute)) {
      EXPECT_TRUE(value.empty() || known.contains(value)) << attribute << " " << value;
    }
  };
  expect_all(table(city, "cbs/csbm"), "mahalle_kodu", table(city, "cbs/mahalle"), "mahalle_kodu");
  expect_all(table(city, "cbs/numarataj"), "csbm_kodu", table(city, "cbs/csbm"), "csbm_kodu");
  expect_all(table(city, "cbs/numarataj"), "yapi_kimlik_no", table(city, "cbs/YAPI"),
             "yapi_kimlik_no");
  expect_all(table(city, "cbs/bagimsizbolum"), "bina_kodu", table(city, "cbs/numarataj"),
             "bina_kodu");
  expect_all(table(city, "uavt/csbm"), "mahalle_kodu", table(city, "uavt/mahalle"), "mahalle_kodu");
  expect_all(table(city, "uavt/numarataj"), "csbm_kodu", table(city, "uavt/csbm"), "csbm_kodu");
  expect_all(table(city, "uavt/bagimsiz_bolum"), "bina_kodu", table(city, "uavt/numarataj"),
             "bina_kodu");
  std::set<std::string> parcels;
  const sync::RawTable& parcel = table(city, "cbs/parsel");
  const auto island = column(parcel, "ada"), number = column(parcel, "parsel");
  for (std::size_t p = 0; p < island.size(); ++p) {
    EXPECT_TRUE(parcels.insert(island[p] + "/" + number[p]).second);
  }
  const auto of_building = column(table(city, "cbs/YAPI"), "ada");
  const auto in_island = column(table(city, "cbs/YAPI"), "parsel");
  for (std::size_t b = 0; b < of_building.size(); ++b) {
    EXPECT_TRUE(parcels.contains(of_building[b] + "/" + in_island[b]));
  }
}

TEST(CleanCity, CodesHaveTheirLengthsAndUnitsAreNumberedFromOne) {
  const City& city = city_of_20000();
  for (const std::string& code : column(table(city, "cbs/mahalle"), "mahalle_kodu")) {
    EXPECT_TRUE(code.size() == 5 || code.size() == 6);
  }
  for (const std::string& code : column(table(city, "cbs/csbm"), "csbm_kodu")) {
    EXPECT_TRUE(code.size() >= 6 && code.size() <= 9);
  }
  const sync::RawTable& units = table(city, "uavt/bagimsiz_bolum");
  const auto address = column(units, "adres_no"), door = column(units, "bina_kodu"),
             number = column(units, "ic_kapi_no");
  EXPECT_EQ(distinct(address).size(), address.size());
  std::map<std::string, std::set<int>> behind;
  std::map<std::string, int> unnumbered;
  for (std::size_t u = 0; u < address.size(); ++u) {
    EXPECT_TRUE(address[u].size() == 10 && address[u][0] == '1');
    if (number[u].empty()) {
      ++unnumbered[door[u]];
    } else {
      EXPECT_TRUE(behind[door[u]].insert(std::stoi(number[u])).second);
    }
  }
  for (const auto& [code, numbers] : behind) {
    EXPECT_EQ(*numbers.rbegin(), static_cast<int>(numbers.size())) << code;
    EXPECT_FALSE(unnumbered.contains(code));
  }
  for (const auto& [code, count] : unnumbered) EXPECT_EQ(count, 1) << code;
  const double per_building = static_cast<double>(address.size()) / 20'000;
  EXPECT_GT(per_building, 2.5);
  EXPECT_LT(per_building, 4.0);
}

TEST(CleanCity, NoTextLooksLikeACitizenNumber) {
  for (const bool maks : {false, true}) {
    Options options = clean(2000);
    options.maks_roads = maks;
    const City city = generated(options);
    for (const File& file : city.files) {
      for (const sync::RawColumn& c : file.rows.columns) {
        for (std::size_t row = 0; row < file.rows.rows.size(); ++row) {
          if (c.kind == sync::RawColumn::Kind::real || c.null(row)) continue;
          std::size_t run = 0;
          for (const char letter : c.text(row)) {
            run = letter >= '0' && letter <= '9' ? run + 1 : 0;
            EXPECT_LT(run, 11u) << c.column;
          }
        }
      }
    }
  }
}

TEST(CleanCity, TheTwoRegistersSpellOneCity) {
  const City& city = city_of_20000();
  EXPECT_TRUE(city.truth.findings.empty());
  EXPECT_TRUE(city.truth.disagreements.empty());
  for (const char* layer : {"mahalle", "csbm", "numarataj", "bagimsiz_bolum"}) {
    const Truth::Count& count = count_of(city.truth, layer);
    EXPECT_EQ(count.ortak, count.published) << layer;
    EXPECT_GT(count.ortak, 0u);
  }
  const auto here = column(table(city, "cbs/csbm"), "ad"),
             there = column(table(city, "uavt/csbm"), "ad");
  ASSERT_EQ(here.size(), there.size());
  EXPECT_NE(here, there);
  EXPECT_NE(std::ranges::find(there, "GAZİ MUSTAFA KEMAL"), there.end());
  EXPECT_NE(std::ranges::find(here, "Gazi Mustafa Kemal"), here.end());
  // Names repeat between neighbourhoods, never inside one.
  const auto of = column(table(city, "uavt/csbm"), "mahalle_kodu");
  std::set<std::string> inside;
  for (std::size_t s = 0; s < there.size(); ++s)
    EXPECT_TRUE(inside.insert(of[s] + there[s]).second);
  EXPECT_LT(distinct(there).size(), there.size());
}

TEST(CleanCity, HasEveryKindOfStreetAndRoadsThroughSeveralNeighbourhoods) {
  const City& city = city_of_20000();
  const sync::RawTable& streets = table(city, "cbs/csbm");
  const auto types = column(streets, "tip"), roads = column(streets, "yol_kimlik_no"),
             of = column(streets, "mahalle_kodu");
  EXPECT_EQ(distinct(types), (std::set<std::string>{"bulvar", "cadde", "kume_evler", "koy_sokagi",
                                                    "meydan", "sokak"}));
  EXPECT_EQ(std::ranges::count(types, "meydan"), 1);
  std::map<std::string, std::set<std::string>> through;
  for (std::size_t s = 0; s < roads.size(); ++s) {
    EXPECT_TRUE(through[roads[s]].insert(of[s]).second);
  }
  const auto several =
      std::ranges::count_if(through, [](const auto& r) { return r.second.size() > 1; });
  EXPECT_GT(several, 20);
  // A street on a border has the line of its twin on the other side.
  std::map<std::string, std::set<std::string>> lines;
  for (std::size_t s = 0; s < roads.size(); ++s) lines[streets.geometry.wkt(s)].insert(of[s]);
  EXPECT_GT(std::ranges::count_if(lines, [](const auto& l) { return l.second.size() == 2; }), 5);
}

}  // namespace
}  // namespace uavt::city::test
