// The forms in which a city is delivered, and the same city a night later.
#include <algorithm>

#include "tests/city/delivered.hpp"

namespace uavt::city::test {
namespace {

Options of(std::uint32_t buildings) {
  Options options;
  options.buildings = buildings;
  return options;
}

TEST(Deliveries, AreDeterminedBySeedAndSize) {
  Options options = of(2500);
  options.faults = {{"KEY-01", 3}, {"GEO-05", 3}, {"UAV-01", 3}};
  const std::string once = bytes_of(generated(options));
  EXPECT_EQ(once, bytes_of(generated(options)));
  std::ranges::reverse(options.faults);
  EXPECT_EQ(once, bytes_of(generated(options)));
  options.seed = 2;
  EXPECT_NE(once, bytes_of(generated(options)));
}

TEST(Deliveries, SmallCitiesBringAShapefileAndTruncatedNames) {
  const City small = generated(of(1000));
  const File* file = find_file(small, "cbs/YAPI");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->format, "shp");
  EXPECT_EQ(file->encoding, "CP1254");
  EXPECT_FALSE(file->declare_encoding);
  for (const sync::RawColumn& column : file->rows.columns) EXPECT_LE(column.column.size(), 10u);
  Options faulty = of(1000);
  faulty.faults = {{"GEO-04", 1}};
  EXPECT_EQ(find_file(generated(faulty), "cbs/YAPI")->format, "gpkg");
  EXPECT_EQ(find_file(generated(of(6000)), "cbs/YAPI")->format, "gpkg");
}

TEST(Deliveries, TheFlatExportHoldsEveryStreetDoorAndUnit) {
  Options options = of(3000);
  options.flat_uavt = true;
  const City city = generated(options);
  const sync::RawTable& flat = table(city, "uavt/uavt");
  EXPECT_EQ(flat.columns.size(), 17u);
  EXPECT_EQ(find_file(city, "uavt/uavt")->format, "xlsx");
  EXPECT_EQ(find_file(city, "uavt/csbm"), nullptr);
  options.flat_uavt = false;
  const City tables = generated(options);
  const auto same = [&](const char* attribute, const char* file, const char* code) {
    std::set<std::string> values = distinct(column(flat, attribute));
    values.erase("");
    EXPECT_EQ(values, distinct(column(table(tables, file), code))) << attribute;
  };
  same("mahalle_kodu", "uavt/mahalle", "mahalle_kodu");
  same("csbm_kodu", "uavt/csbm", "csbm_kodu");
  same("bina_kodu", "uavt/numarataj", "bina_kodu");
  same("adres_no", "uavt/bagimsiz_bolum", "adres_no");
  EXPECT_EQ(lines_of(city.truth.disagreements), lines_of(tables.truth.disagreements));
  for (const char* mandatory :
       {"ilce_kodu", "mahalle_kodu", "mahalle_adi", "csbm_kodu", "csbm_adi", "kapi_no"}) {
    EXPECT_FALSE(distinct(column(flat, mandatory)).contains("")) << mandatory;
  }
  Options large = of(20'000);
  large.flat_uavt = true;
  EXPECT_EQ(find_file(generated(large), "uavt/uavt")->format, "csv");
}

TEST(Deliveries, MaksRoadsJoinByTheirGuids) {
  for (const bool codes : {true, false}) {
    Options options = of(3000);
    options.maks_roads = true;
    options.cbs_codes = codes;
    const City city = generated(options);
    const sync::RawTable& sides = table(city, "cbs/yolortahatyon");
    const sync::RawTable& lines = table(city, "cbs/yolortahat.gpkg");
    const auto within = [](const std::vector<std::string>& from,
                           const std::vector<std::string>& to) {
      const std::set<std::string> known = distinct(to);
      EXPECT_EQ(known.size(), to.size());
      return std::ranges::all_of(from, [&](const std::string& id) { return known.contains(id); });
    };
    EXPECT_TRUE(within(column(sides, "yol_orta_hat_id"), column(lines, "id")));
    EXPECT_TRUE(within(column(lines, "yol_id"), column(table(city, "cbs/yol.gpkg"), "id")));
    EXPECT_TRUE(within(column(sides, "mahalle_id"), column(table(city, "cbs/mahalle"), "id")));
    EXPECT_TRUE(
        within(column(table(city, "cbs/numarataj"), "yol_orta_hat_yon_id"), column(sides, "id")));
    EXPECT_EQ(sides.rows.size(), 2 * lines.rows.size());
    for (const std::string& type : column(table(city, "cbs/yol.gpkg"), "maks_tip"))
      EXPECT_NE(type, "0");
    for (const std::string& id : column(lines, "id")) ASSERT_EQ(id.size(), 38u);
    EXPECT_EQ(has_column(sides, "csbm_kodu"), codes);
    EXPECT_EQ(count_of(city.truth, "yol_orta_hat").tek_kayit, lines.rows.size());
    if (codes) {
      EXPECT_EQ(distinct(column(sides, "csbm_kodu")),
                distinct(column(table(city, "uavt/csbm"), "csbm_kodu")));
    }
  }
}

TEST(Deliveries, WithoutUnitsThereAreOnlyDoors) {
  Options options = of(1000);
  options.units = false;
  const City city = generated(options);
  EXPECT_EQ(find_file(city, "uavt/bagimsiz"), nullptr);
  EXPECT_EQ(find_file(city, "cbs/bagimsiz"), nullptr);
  for (const Truth::Count& count : city.truth.counts) EXPECT_NE(count.layer, "bagimsiz_bolum");
  options.flat_uavt = true;
  const City flat = generated(options);
  EXPECT_EQ(distinct(column(table(flat, "uavt/uavt"), "adres_no")), std::set<std::string>{""});
}

TEST(Deliveries, ALaterNightChangesItsShareAndNothingElse) {
  Options options = of(20'000);
  options.faults = {{"KEY-01", 5}};
  const City first = generated(options);
  options.changed_permille = 20;
  const City later = generated(options);
  EXPECT_EQ(lines_of(first.truth.disagreements), lines_of(later.truth.disagreements));
  EXPECT_EQ(lines_of(first.truth.findings), lines_of(later.truth.findings));

  const auto rows = [](const City& city, const char* file, const char* key,
                       const std::vector<const char*>& attributes) {
    std::map<std::string, std::string> values;
    const sync::RawTable& from = table(city, file);
    const auto keys = column(from, key);
    for (std::size_t row = 0; row < keys.size(); ++row)
      values[keys[row]] = from.geometry.size() > row ? from.geometry.wkt(row) : "";
    for (const char* attribute : attributes) {
      const auto cells = column(from, attribute);
      for (std::size_t row = 0; row < keys.size(); ++row) values[keys[row]] += "|" + cells[row];
    }
    return values;
  };
  struct Change {
    std::size_t gone = 0, fresh = 0, other = 0;
  };
  const auto change = [](const std::map<std::string, std::string>& a,
                         const std::map<std::string, std::string>& b) {
    Change c;
    for (const auto& [key, value] : a) {
      const auto found = b.find(key);
      c.gone += found == b.end();
      c.other += found != b.end() && found->second != value;
    }
    for (const auto& [key, value] : b) c.fresh += !a.contains(key);
    return c;
  };
  const auto buildings = [&](const City& city) {
    return rows(city, "cbs/YAPI", "yapi_kimlik_no", {"kat_zemin_ustu", "durum", "ada"});
  };
  const Change b = change(buildings(first), buildings(later));
  EXPECT_GT(b.gone, 10u);
  EXPECT_GT(b.fresh, 10u);
  EXPECT_GT(b.other, 100u);
  EXPECT_LT(b.gone + b.fresh + b.other, 600u);
  for (const char* file : {"cbs/numarataj", "uavt/numarataj"}) {
    const Change d = change(rows(first, file, "bina_kodu", {"kapi_no"}),
                            rows(later, file, "bina_kodu", {"kapi_no"}));
    EXPECT_GT(d.gone, 10u) << file;
    EXPECT_GT(d.fresh, 10u) << file;
    EXPECT_GT(d.other, 50u) << file;
    EXPECT_LT(d.gone + d.fresh + d.other, 600u) << file;
  }
  const Change s = change(rows(first, "uavt/csbm", "csbm_kodu", {"ad"}),
                          rows(later, "uavt/csbm", "csbm_kodu", {"ad"}));
  EXPECT_GT(s.other, 0u);
  EXPECT_EQ(s.gone + s.fresh, 0u);
}

TEST(Deliveries, RowIdsFollowTheirBuildingsIntoTheNextNight) {
  Options options = of(2000);
  options.cbs_codes = false;
  const City first = generated(options);
  options.changed_permille = 50;
  const City later = generated(options);
  const auto places = [](const City& city) {
    std::map<std::string, std::string> of_id;
    const sync::RawTable& buildings = table(city, "cbs/YAPI");
    const auto ids = column(buildings, "id");
    for (std::size_t row = 0; row < ids.size(); ++row)
      of_id[ids[row]] = buildings.geometry.wkt(row);
    EXPECT_EQ(of_id.size(), ids.size());
    return of_id;
  };
  const auto before = places(first), after = places(later);
  EXPECT_NE(before, after);
  std::size_t common = 0;
  for (const auto& [id, shape] : before) {
    const auto found = after.find(id);
    if (found == after.end()) continue;
    EXPECT_EQ(found->second, shape);
    ++common;
  }
  EXPECT_GT(common, 1900u);
}

TEST(Deliveries, TheConfigurationNamesEveryFileAndColumn) {
  for (const bool codes : {true, false}) {
    Options options = of(1000);
    options.cbs_codes = codes;
    const City city = generated(options);
    EXPECT_THAT(city.configuration,
                ::testing::HasSubstr("name = \"Örnekkent\"\nil = 7\nilce = 2039"));
    EXPECT_THAT(city.configuration, ::testing::HasSubstr("target_crs = \"EPSG:5254\""));
    EXPECT_THAT(city.configuration, ::testing::HasSubstr("dsn = \"embedded:\""));
    std::size_t blocks = 0, at = 0;
    while ((at = city.configuration.find("[[source]]", at)) != std::string::npos) {
      ++blocks;
      ++at;
    }
    EXPECT_EQ(blocks, city.files.size());
    for (const File& file : city.files) {
      EXPECT_THAT(city.configuration, ::testing::HasSubstr("path = \"" + file.name + "\""));
      for (const sync::RawColumn& column : file.rows.columns) {
        const bool row_id = column.column == "OBJECTID";
        EXPECT_THAT(
            city.configuration,
            ::testing::HasSubstr(row_id ? std::string("id_column = \"OBJECTID\"")
                                        : column.attribute + " = \"" + column.column + "\""));
      }
    }
    EXPECT_EQ(city.configuration.find("id_column") == std::string::npos, codes);
  }
}

}  // namespace
}  // namespace uavt::city::test
