// Three-way, night by night, in a small town that begins in perfect agreement: who may change what,
// what a disagreement leaves standing, and what never counts as missing.
#include "city/sheet.hpp"
#include "tests/night/disguise.hpp"
#include "tests/night/law_city.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <numeric>

namespace uavt::night::test {
namespace {

/// Authority over the names of streets.
Adjust names_by(sync::Authority authority) {
  return [authority](sync::Settings& settings) {
    const auto group = *sync::group_position(sync::Layer::street, "ad");
    settings.authority[index(sync::Layer::street)][group] = authority;
  };
}

sync::SourceSettings& source_of(sync::Settings& settings, std::string_view name) {
  return *std::ranges::find(settings.sources, name, &sync::SourceSettings::name);
}

class ThreeWay : public ::testing::Test {
 protected:
  ThreeWay() {
    city::Options options;
    options.seed = 70;
    options.buildings = 120;
    options.units = false;
    options.disagreements = false;
    city_ = city::generated(options);
    const sync::RawTable& streets = rows("cbs/csbm.gpkg");
    street_ = streets.column("csbm_kodu")->integers[0];
    const sync::RawTable& doors = rows("cbs/numarataj.gpkg");
    door_ = doors.column("bina_kodu")->integers[doors.size() / 2];
    const sync::RawTable& buildings = rows("cbs/YAPI.shp");
    building_ = buildings.column("yapi_kimlik_no")->integers[0];
  }

  sync::RawTable& rows(std::string_view file) {
    return std::ranges::find(city_.files, file, &city::File::name)->rows;
  }

  std::size_t row(std::string_view file, std::string_view code_column, std::int64_t code) {
    const auto& codes = rows(file).column(code_column)->integers;
    const auto at = std::ranges::find(codes, code);
    EXPECT_NE(at, codes.end()) << file << " has no " << code;
    return static_cast<std::size_t>(at - codes.begin());
  }

  void name_street(std::string_view file, std::string_view name) {
    city::write_cell(rows(file), "ad", row(file, "csbm_kodu", street_), name);
  }
  void municipality_says(std::string_view name) { name_street("cbs/csbm.gpkg", name); }
  void uavt_says(std::string_view name) { name_street("uavt/csbm.csv", name); }

  void without_row(std::string_view file, std::size_t left_out) {
    std::vector<std::size_t> order(rows(file).size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(left_out));
    rearrange(rows(file), order);
  }

  app::RunReport night(const Adjust& adjust = {}) {
    town_.write(city_);
    app::RunReport report = town_.run({}, adjust);
    expect_every_row_accounted(report);
    return report;
  }

  std::string street_name() {
    return town_.database().value(
        fmt::format("SELECT ad FROM adres.csbm WHERE csbm_kodu = {}", street_));
  }
  std::string door(std::string_view column) {
    return town_.database().value(
        fmt::format("SELECT {} FROM adres.numarataj WHERE bina_kodu = {}", column, door_));
  }
  std::string building(std::string_view column) {
    return town_.database().value(
        fmt::format("SELECT {} FROM adres.bina WHERE yapi_kimlik_no = {}", column, building_));
  }
  long open(std::string_view rule) {
    return town_.database().number(fmt::format(
        "SELECT count(*) FROM kalite.bulgu WHERE kural = '{}' AND bitis_calisma IS NULL", rule));
  }
  long stale(std::string_view layer) {
    return town_.database().number(fmt::format(
        "SELECT count(*) FROM kalite.bayat WHERE katman = '{}' AND bitis_calisma IS NULL", layer));
  }
  long count(std::string_view table) {
    return town_.database().number(fmt::format("SELECT count(*) FROM {}", table));
  }
  long waiting() { return count("uavtsync.mutabakat"); }

  city::City city_;
  Town town_;
  std::int64_t street_ = 0, door_ = 0, building_ = 0;
};

TEST_F(ThreeWay, authority_moves_on_although_the_other_side_never_agreed) {
  municipality_says("Kırmızı");
  uavt_says("MAVİ");
  night(names_by(sync::Authority::cbs));
  EXPECT_EQ(street_name(), "Kırmızı");
  EXPECT_EQ(open("UAV-03"), 1);
  municipality_says("Sarı");
  night(names_by(sync::Authority::cbs));
  EXPECT_EQ(street_name(), "Sarı");
  EXPECT_EQ(open("UAV-03"), 1);
  EXPECT_EQ(open("UAV-10"), 0);
  uavt_says("SARI");
  night(names_by(sync::Authority::cbs));
  EXPECT_EQ(street_name(), "Sarı") << "what is the same keeps its published spelling";
  EXPECT_EQ(open("UAV-03"), 0);
}

TEST_F(ThreeWay, who_may_not_leaves_the_base_standing) {
  municipality_says("Kırmızı");
  uavt_says("KIRMIZI");
  night(names_by(sync::Authority::uavt));
  municipality_says("Sarı");
  night(names_by(sync::Authority::uavt));
  EXPECT_EQ(street_name(), "KIRMIZI");
  EXPECT_EQ(open("UAV-03"), 1);
  EXPECT_EQ(waiting(), 1);
  municipality_says("Kırmızı");
  night(names_by(sync::Authority::uavt));
  EXPECT_EQ(street_name(), "KIRMIZI");
  EXPECT_EQ(open("UAV-03"), 0);
  EXPECT_EQ(waiting(), 0);
}

TEST_F(ThreeWay, never_keeps_the_base_until_both_agree) {
  municipality_says("Kırmızı");
  uavt_says("KIRMIZI");
  night(names_by(sync::Authority::never));
  EXPECT_EQ(open("UAV-03"), 0);
  municipality_says("Sarı");
  night(names_by(sync::Authority::never));
  EXPECT_EQ(street_name(), "KIRMIZI");
  EXPECT_EQ(open("UAV-03"), 1);
  EXPECT_EQ(open("UAV-10"), 0);
  const app::RunReport calm = night(names_by(sync::Authority::never));
  EXPECT_EQ(town_.rows_of_run(calm.info.number), 0);
  EXPECT_EQ(street_name(), "KIRMIZI");
  uavt_says("MAVİ");
  night(names_by(sync::Authority::never));
  EXPECT_EQ(street_name(), "KIRMIZI") << "both changed and differ: a person decides";
  EXPECT_EQ(open("UAV-10"), 1);
  uavt_says("SARI");
  night(names_by(sync::Authority::never));
  EXPECT_EQ(street_name(), "SARI");
  EXPECT_EQ(open("UAV-03") + open("UAV-10"), 0);
  EXPECT_EQ(waiting(), 0);
}

TEST_F(ThreeWay, both_change_the_same_way) {
  for (const sync::Authority authority : {sync::Authority::never, sync::Authority::uavt,
                                          sync::Authority::cbs, sync::Authority::newest}) {
    SCOPED_TRACE(sync::name(authority));
    municipality_says("Kırmızı");
    uavt_says("KIRMIZI");
    night(names_by(authority));
    municipality_says("Sarı");
    uavt_says("SARI");
    night(names_by(authority));
    EXPECT_EQ(street_name(), authority == sync::Authority::cbs ? "Sarı" : "SARI");
    EXPECT_EQ(open("UAV-03") + open("UAV-10"), 0);
    EXPECT_EQ(waiting(), 0);
  }
}

TEST_F(ThreeWay, both_change_differently_the_authority_decides) {
  municipality_says("Kırmızı");
  uavt_says("KIRMIZI");
  night(names_by(sync::Authority::cbs));
  municipality_says("Sarı");
  uavt_says("MAVİ");
  night(names_by(sync::Authority::cbs));
  EXPECT_EQ(street_name(), "Sarı");
  EXPECT_EQ(open("UAV-10"), 1);
  const std::string memory = town_.memory();
  expect_nothing_written(town_, night(names_by(sync::Authority::cbs)), memory);
  EXPECT_EQ(open("UAV-10"), 1) << "a conflict is not over because a night has passed";
  municipality_says("Yeşil");
  night(names_by(sync::Authority::cbs));
  EXPECT_EQ(street_name(), "Yeşil");
  EXPECT_EQ(open("UAV-03"), 1);
  EXPECT_EQ(open("UAV-10"), 0) << "only one side has changed since";
}

TEST_F(ThreeWay, one_side_leaves_then_the_other) {
  night();
  EXPECT_EQ(door("eslesme"), "ortak");
  const std::string number = door("tucbs_no");
  const long doors = count("adres.numarataj");
  without_row("cbs/numarataj.gpkg", row("cbs/numarataj.gpkg", "bina_kodu", door_));
  night();
  EXPECT_EQ(door("eslesme"), "yalniz_uavt");
  EXPECT_EQ(door("tucbs_no"), number);
  EXPECT_EQ(open("UAV-01"), 1);
  EXPECT_EQ(count("adres.numarataj"), doors);
  without_row("uavt/numarataj.csv", row("uavt/numarataj.csv", "bina_kodu", door_));
  const app::RunReport last = night();
  EXPECT_EQ(count("adres.numarataj"), doors - 1);
  EXPECT_EQ(open("UAV-01"), 0);
  EXPECT_EQ(town_.database().number(fmt::format(
                "SELECT count(*) FROM adres.numarataj_gecmis WHERE tucbs_no = {}", number)),
            2) << "the pair, and the row that was UAVT's alone";
  EXPECT_EQ(stale("numarataj"), 0);
  const std::string memory = town_.memory();
  expect_nothing_written(town_, town_.run(), memory);
}

TEST_F(ThreeWay, a_row_set_apart_is_not_missing) {
  night();
  const std::string shape = building("ST_AsText(geometri)");
  const std::size_t at = row("cbs/YAPI.shp", "yapi_kimlik_no", building_);
  const city::City whole = city_;
  rows("cbs/YAPI.shp").geometry.assign_null(at);
  const app::RunReport report = night();
  EXPECT_EQ(building("ST_AsText(geometri)"), shape);
  EXPECT_EQ(open("GEO-01"), 1);
  EXPECT_EQ(stale("bina"), 1);
  EXPECT_EQ(town_.rows_of_run(report.info.number), 1) << "the finding and nothing else";
  city_ = whole;
  night();
  EXPECT_EQ(building("ST_AsText(geometri)"), shape);
  EXPECT_EQ(open("GEO-01"), 0);
  EXPECT_EQ(stale("bina"), 0);
}

TEST_F(ThreeWay, what_is_no_longer_ours_is_not_missing) {
  night();
  const long doors = count("adres.numarataj");
  const long buildings = count("adres.bina");
  const Adjust all_but_one = [this](sync::Settings& settings) {
    const auto& codes = rows("cbs/mahalle.gpkg").column("mahalle_kodu")->integers;
    settings.municipality.mahalle.assign(codes.begin() + 1, codes.end());
  };
  const app::RunReport report = night(all_but_one);
  std::uint64_t foreign = 0;
  for (const sync::SourceResult& source : report.result.sources) {
    foreign += source.fates[static_cast<std::size_t>(sync::Fate::out_of_scope)];
  }
  EXPECT_GT(foreign, 0U);
  EXPECT_EQ(count("adres.numarataj"), doors);
  EXPECT_EQ(count("adres.bina"), buildings);
  EXPECT_EQ(open("UAV-01") + open("UAV-02"), 0);
}

TEST_F(ThreeWay, a_delivery_for_one_mahalle_says_nothing_about_the_others) {
  night();
  const long doors = count("adres.numarataj");
  sync::RawTable& delivered = rows("cbs/numarataj.gpkg");
  const auto& areas = delivered.column("mahalle_kodu")->integers;
  const std::int64_t covered = areas[row("cbs/numarataj.gpkg", "bina_kodu", door_)];
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < delivered.size(); ++at) {
    const bool the_door = delivered.column("bina_kodu")->integers[at] == door_;
    if (areas[at] == covered && !the_door) order.push_back(at);
  }
  ASSERT_LT(order.size() + 1, delivered.size());
  rearrange(delivered, order);
  night([covered](sync::Settings& settings) {
    source_of(settings, "cbs_numarataj").coverage = {covered};
  });
  EXPECT_EQ(count("adres.numarataj"), doors);
  EXPECT_EQ(door("eslesme"), "yalniz_uavt") << "the covered mahalle did lose this door";
  EXPECT_EQ(open("UAV-01"), 1);
}

TEST_F(ThreeWay, an_optional_source_that_does_not_come_leaves_everything_as_last_seen) {
  night();
  const long buildings = count("adres.bina");
  const auto optional = [](sync::Settings& settings) {
    source_of(settings, "cbs_bina").required = false;
  };
  std::filesystem::rename(town_.folder() / "cbs/YAPI.shp", town_.folder() / "cbs/YAPI.away");
  const app::RunReport report = town_.run({}, optional);
  EXPECT_EQ(count("adres.bina"), buildings);
  EXPECT_EQ(stale("bina"), buildings);
  for (const sync::LayerResult& layer : report.result.layers) {
    EXPECT_EQ(layer.inserted + layer.updated + layer.deleted, 0U) << sync::name(layer.layer);
  }
  std::filesystem::rename(town_.folder() / "cbs/YAPI.away", town_.folder() / "cbs/YAPI.shp");
  const app::RunReport back = town_.run({}, optional);
  EXPECT_EQ(stale("bina"), 0);
  for (const sync::LayerResult& layer : back.result.layers) {
    EXPECT_EQ(layer.inserted + layer.updated + layer.deleted, 0U) << sync::name(layer.layer);
  }
}

TEST_F(ThreeWay, a_column_nobody_maps_keeps_its_last_seen_values) {
  night();
  const std::string floors = building("kat_zemin_ustu");
  ASSERT_NE(floors, "∅");
  const std::size_t at = row("cbs/YAPI.shp", "yapi_kimlik_no", building_);
  const std::string more = std::to_string(std::stol(floors) + 1);
  city::write_cell(rows("cbs/YAPI.shp"), "kat_zemin_ustu", at, more);
  const std::string memory = town_.memory();
  const app::RunReport unmapped = night([](sync::Settings& settings) {
    source_of(settings, "cbs_bina").columns.erase("kat_zemin_ustu");
  });
  EXPECT_EQ(building("kat_zemin_ustu"), floors);
  EXPECT_EQ(town_.memory(), memory);
  night();
  EXPECT_EQ(building("kat_zemin_ustu"), more);
}

}  // namespace
}  // namespace uavt::night::test
