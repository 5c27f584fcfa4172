// Laws 1 and 3: every row has one fate, and a night on which nothing happened writes nothing, in
// whatever dress the same delivery comes.
#include "tests/night/disguise.hpp"
#include "tests/night/law_city.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace uavt::night::test {
namespace {

/// Not every dress keeps a faulty row the same thing: a broken text can be told no other way.
constexpr std::string_view dresses_of_faulty_rows[] = {"permuted rows", "byte order mark"};

TEST(LawOfAccount, every_row_has_one_fate_also_with_faults_and_from_memory) {
  for (const LawCity& each : law_cities(1)) {
    const city::Options options = with_faults(each.options, each.options.seed, 12);
    SCOPED_TRACE(each.name + ", faults " + fault_names(options));
    Town town;
    town.write(city::generated(options));
    expect_every_row_accounted(town.run());
    const app::RunReport again = town.run();
    expect_every_row_accounted(again);
    EXPECT_TRUE(std::ranges::all_of(again.result.sources, &sync::SourceResult::reused));
    app::RunOptions full;
    full.full = true;
    expect_every_row_accounted(town.run(full));
    city::Options later = with_faults(each.options, each.options.seed + 50, 12);
    later.changed_permille = 60;
    town.write(city::generated(later));
    expect_every_row_accounted(town.run());
  }
}

TEST(LawOfSilence, identical_files_write_nothing) {
  for (const LawCity& each : law_cities(3)) {
    const city::Options options = with_faults(each.options, each.options.seed, 12);
    SCOPED_TRACE(each.name + ", faults " + fault_names(options));
    Town town;
    town.write(city::generated(options));
    static_cast<void>(town.run());
    const std::string memory = town.memory();
    const app::RunReport report = town.run();
    EXPECT_EQ(town.rows_of_run(report.info.number), 0);
    expect_nothing_written(town, report, memory);
    expect_empty_diff(town);
  }
}

/// The log is the whole server's, so this town has a server of its own.
TEST(LawOfSilence, identical_files_write_little_wal) {
  const LawCity each = law_cities(5).front();
  SCOPED_TRACE(each.name);
  Town town;
  town.write(city::generated(with_faults(each.options, each.options.seed, 12)));
  const sql::test::TemporaryFolder folder;
  sql::Embedded server(folder.path());
  const std::string conninfo = server.start();
  const Adjust moved = [&](sync::Settings& settings) { settings.dsn = conninfo; };
  static_cast<void>(town.run({}, moved));
  static_cast<void>(sql::test::value_of(conninfo, "CHECKPOINT"));
  const auto position = [&] {
    return std::stol(sql::test::value_of(conninfo, "SELECT pg_current_wal_insert_lsn() - '0/0'"));
  };
  const long before = position();
  static_cast<void>(town.run({}, moved));
  const long written = position() - before;
  server.stop();
  fmt::print("{} bytes of WAL\n", written);
  EXPECT_LE(written, 64 * 1024);
  EXPECT_GT(written, 0);
  RecordProperty("wal_bytes", std::to_string(written));
}

TEST(LawOfSilence, the_same_city_in_another_dress_writes_nothing) {
  for (const LawCity& each : law_cities(4)) {
    SCOPED_TRACE(each.name);
    const city::City city = city::generated(each.options);
    Town town;
    town.write(city);
    static_cast<void>(town.run());
    const std::string memory = town.memory();
    for (const Disguise& dress : disguises()) {
      SCOPED_TRACE(dress.name);
      city::City dressed = city;
      dress.put_on(dressed, each.options.seed);
      town.write(dressed);
      const app::RunReport report = town.run();
      expect_every_row_accounted(report);
      expect_nothing_written(town, report, memory);
    }
  }
}

TEST(LawOfSilence, faulty_rows_in_another_order_write_nothing) {
  for (const LawCity& each : law_cities(5)) {
    const city::Options options = with_faults(each.options, each.options.seed, 12);
    SCOPED_TRACE(each.name + ", faults " + fault_names(options));
    const city::City city = city::generated(options);
    Town town;
    town.write(city);
    static_cast<void>(town.run());
    const std::string memory = town.memory();
    for (const std::string_view name : dresses_of_faulty_rows) {
      SCOPED_TRACE(name);
      city::City dressed = city;
      disguise(name).put_on(dressed, each.options.seed);
      town.write(dressed);
      expect_nothing_written(town, town.run(), memory);
    }
  }
}

}  // namespace
}  // namespace uavt::night::test
