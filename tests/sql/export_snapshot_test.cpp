// What is exported comes in batches out of one snapshot: together they are the layer, whatever their
// size; a night that is published meanwhile is not in them; and the ledger is read as it was written.
#include "plans.hpp"
#include "sharing.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>
#include <stdexcept>

namespace uavt::sql::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ExportSnapshots : public Sharing {
 protected:
  [[nodiscard]] ExportRequest request(const std::string& layer) {
    ExportRequest request;
    request.shape = opened.export_shape(layer, district).value();
    return request;
  }
};

/// One text a row.
void append_rows(const sync::RawTable& rows, Lines& to) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::string line = std::to_string(rows.rows[row]);
    for (const sync::RawColumn& column : rows.columns) {
      line += '|' + (column.null(row) ? "∅" : column.text(row));
    }
    if (rows.has_geometry) line += '|' + rows.geometry.wkt(row);
    to.push_back(std::move(line));
  }
}

Lines rows_of(const ExportSnapshot& snapshot, const ExportRequest& request, ExportBatch size = {}) {
  Lines all;
  snapshot.rows(
      request,
      [&](const sync::RawTable& rows) {
        EXPECT_GT(rows.size(), 0U);
        EXPECT_LE(rows.size(), size.rows);
        append_rows(rows, all);
      },
      size);
  return all;
}

TEST_F(ExportSnapshots, BatchesOfAnySizeAreTheLayer) {
  for (const std::uint64_t seed : {21U, 22U}) {
    fmt::print("seed {}\n", seed);
    const TestDatabase other;
    Database database_of_seed(other.conninfo());
    database_of_seed.migrate(srid);
    Planner planner(seed);
    night(database_of_seed, district, planner.night(60));
    night(database_of_seed, district, planner.night(30));
    std::mt19937_64 random(seed);
    std::vector<ExportRequest> requests;
    for (const std::string& layer : database_of_seed.exportable()) {
      requests.emplace_back().shape = database_of_seed.export_shape(layer, district).value();
    }
    ASSERT_GT(requests.size(), 7U);
    const ExportSnapshot snapshot = database_of_seed.export_snapshot(district);
    for (const ExportRequest& each : requests) {
      const Lines whole = rows_of(snapshot, each);
      const Lines by_rows = rows_of(snapshot, each, {1 + random() % 7, std::size_t{1} << 20});
      const Lines by_bytes = rows_of(snapshot, each, {20'000, 1 + random() % 2000});
      // Only what has a number of its own has an order that is always the same.
      if (each.shape.column("tucbs_no") == nullptr) continue;
      EXPECT_EQ(by_rows, whole) << each.shape.layer;
      EXPECT_EQ(by_bytes, whole) << each.shape.layer;
      if (sync::layer_named(each.shape.layer)) {
        EXPECT_THAT(whole, testing::Not(IsEmpty())) << each.shape.layer;
      }
    }
  }
}

TEST_F(ExportSnapshots, ANightMeanwhileIsNotInThem) {
  night(opened, district, streets(5));
  const ExportRequest street = request("csbm"), door = request("numarataj");
  sync::Plan doors;
  for (int number = 1; number <= 2; ++number) {
    add(doors.layers[index(sync::Layer::door)], sync::Layer::door, number);
  }
  Database reading(database.conninfo());
  Lines first, second;
  {
    const ExportSnapshot snapshot = reading.export_snapshot(district);
    EXPECT_EQ(snapshot.run(), 1);
    snapshot.rows(
        street,
        [&](const sync::RawTable& rows) {
          if (first.empty()) night(opened, district, doors);
          append_rows(rows, first);
        },
        {2, std::size_t{1} << 20});
    second = rows_of(snapshot, street);
    EXPECT_THAT(rows_of(snapshot, door), IsEmpty());
    EXPECT_EQ(snapshot.run(), 1);
  }
  EXPECT_EQ(first.size(), 5U);
  EXPECT_EQ(first, second);
  const ExportSnapshot after = reading.export_snapshot(district);
  EXPECT_EQ(after.run(), 2);
  EXPECT_EQ(rows_of(after, door).size(), 2U);
}

TEST_F(ExportSnapshots, WhatTheTakerThrowsComesThroughAndTheSessionGoesOn) {
  night(opened, district, streets(5));
  const ExportRequest street = request("csbm");
  struct DiskFull : std::runtime_error {
    using std::runtime_error::runtime_error;
  };
  {
    const ExportSnapshot snapshot = opened.export_snapshot(district);
    EXPECT_THROW(snapshot.rows(
                     street, [](const sync::RawTable&) { throw DiskFull("full"); },
                     {1, std::size_t{1} << 20}),
                 DiskFull);
    EXPECT_EQ(rows_of(snapshot, street).size(), 5U);
  }
  EXPECT_EQ(opened.last_published(district), 1);
}

TEST_F(ExportSnapshots, APastDayIsReadTheSameWay) {
  night(opened, district, small_town());
  const std::string first = database.value("SELECT max(baslangic) FROM uavtsync.calisma");
  const ExportRequest then = opened.request_at(sync::Layer::door, first),
                      street = opened.request_at(sync::Layer::street, first);
  Lines before, streets_before;
  {
    const ExportSnapshot snapshot = opened.export_snapshot(district);
    EXPECT_FALSE(snapshot.run_by("2001-01-01 00:00+03").has_value());
    EXPECT_EQ(snapshot.run_by(first).value().run, 1);
    before = rows_of(snapshot, then, {1, 1});
    streets_before = rows_of(snapshot, street);
  }
  ASSERT_EQ(before.size(), 2U);
  EXPECT_THAT(before[0], testing::AllOf(testing::StartsWith("1|1|"), testing::HasSubstr("|3/a|"),
                                        testing::EndsWith("|ortak|POINT (5e+05 4e+06)")));
  sync::Plan plan;
  sync::LayerPlan& renamed = plan.layers[index(sync::Layer::street)];
  set(renamed, add(renamed, sync::Layer::street, 1, 0), "ad", "222");
  night(opened, district, plan);
  const ExportSnapshot snapshot = opened.export_snapshot(district);
  EXPECT_EQ(rows_of(snapshot, street), streets_before);
  EXPECT_THAT(streets_before, ElementsAre(testing::HasSubstr("|221|")));
  EXPECT_EQ(database.value("SELECT ad FROM adres.csbm"), "222");
}

TEST_F(ExportSnapshots, AMomentTheServerDoesNotReadIsRefused) {
  night(opened, district, nothing());
  EXPECT_THROW((void)opened.export_snapshot(district).run_by("dün"), DatabaseError);
}

sync::ExportRecord given(const std::string& profile, const std::string& format,
                         const std::string& file) {
  sync::ExportRecord record;
  record.profile = profile;
  record.recipient = "Su İşleri";
  record.purpose = "abone, \"adres\"";
  record.protocol = profile == "su" ? "2026/14" : "";
  record.person = "ayse";
  record.format = format;
  record.crs = "EPSG:5254";
  record.run = 1;
  record.masked = 2;
  record.mahalle = {41, 42};
  record.layers = {{"bina", 7, {"tucbs_no", "ad"}}, {"numarataj", 9, {"tucbs_no"}}};
  record.files = {{file, 10, std::string(64, 'a')}, {"sutunlar.csv", 5, std::string(64, 'b')}};
  return record;
}

TEST_F(ExportSnapshots, TheLedgerIsReadAsItWasWritten) {
  night(opened, district, small_town());
  EXPECT_EQ(opened.record_export(district, given("su", "gpkg", "su.gpkg")), 1);
  EXPECT_EQ(opened.record_export(district, given("tam", "csv", "bina.csv")), 2);
  sync::ExportRecord parcels = given("tam", "gml", "tam.gml");
  parcels.layers = {{"parsel", 0, {}}};
  EXPECT_EQ(opened.record_export(district, parcels), 3);
  opened.export_failed(3);
  const auto numbers = [&](const sync::ExportFilter& filter) {
    std::vector<std::int64_t> found;
    for (const auto& entry : opened.exports(district, filter)) found.push_back(entry.number);
    return found;
  };
  EXPECT_THAT(numbers({}), ElementsAre(3, 2, 1));
  EXPECT_THAT(numbers({.profiles = {"tam"}}), ElementsAre(3, 2));
  EXPECT_THAT(numbers({.formats = {"gpkg", "gml"}}), ElementsAre(3, 1));
  EXPECT_THAT(numbers({.layers = {"parsel"}}), ElementsAre(3));
  EXPECT_THAT(numbers({.states = {"verildi"}}), ElementsAre(2, 1));
  EXPECT_THAT(numbers({.since = "2001-01-01", .at_most = 2}), ElementsAre(3, 2));
  EXPECT_THAT(numbers({.since = "2199-01-01"}), IsEmpty());
  EXPECT_THAT(numbers({.number = 2}), ElementsAre(2));
  EXPECT_THAT(opened.exports(district + 1, {}), IsEmpty());

  const sync::GivenExport first = opened.exports(district, {.number = 1}).front();
  const sync::ExportRecord expected = given("su", "gpkg", "su.gpkg");
  EXPECT_EQ(first.state, "verildi");
  EXPECT_EQ(first.time, database.value("SELECT to_char(zaman AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\""
                                       "HH24:MI:SS\"Z\"') FROM uavtsync.disa_aktarim WHERE no = 1"));
  EXPECT_EQ(first.record.purpose, expected.purpose);
  EXPECT_EQ(first.record.protocol, expected.protocol);
  EXPECT_EQ(first.record.masked, 2U);
  EXPECT_THAT(first.record.mahalle, ElementsAre(41, 42));
  ASSERT_EQ(first.record.layers.size(), 2U);
  EXPECT_EQ(first.record.layers[0].rows, 7U);
  EXPECT_THAT(first.record.layers[0].columns, ElementsAre("tucbs_no", "ad"));
  ASSERT_EQ(first.record.files.size(), 2U);
  EXPECT_EQ(first.record.files[1].name, "sutunlar.csv");
  EXPECT_EQ(first.record.files[1].sha256, std::string(64, 'b'));

  const auto months = opened.shared(district, {});
  EXPECT_EQ(months.size(), 4U) << "what could not be given is not counted";
  EXPECT_EQ(months.front().recipient, "Su İşleri");
  EXPECT_EQ(opened.shared(district, {.layers = {"bina"}}).size(), 2U);
  EXPECT_EQ(opened.shared(district, {.profiles = {"su"}, .layers = {"bina"}}).front().rows, 7U);
}

TEST_F(ExportSnapshots, OnlyTheAbandonedOneIsTakenBack) {
  night(opened, district, small_town());
  opened.record_export(district, given("su", "gpkg", "su.gpkg"));
  opened.record_export(district, given("su", "gpkg", "baska.gpkg"));
  const auto states = [&] {
    return database.value("SELECT string_agg(durum, ',' ORDER BY no) FROM uavtsync.disa_aktarim");
  };
  std::vector<sync::ExportRecord::File> files = given("su", "gpkg", "su.gpkg").files;
  const sync::ExportRecord::File last = files.back();
  files.pop_back();
  opened.export_abandoned(district, files);
  EXPECT_EQ(states(), "verildi,verildi") << "half of its files";
  files.push_back(last);
  opened.export_abandoned(district + 1, files);
  EXPECT_EQ(states(), "verildi,verildi") << "another district's";
  opened.export_abandoned(district, files);
  EXPECT_EQ(states(), "verilemedi,verildi");
}

}  // namespace
}  // namespace uavt::sql::test
