// Laws 2 and 4: what is published follows from the deliveries alone – not from the way there, the
// order of rows and sources, the number of threads, or what was remembered.
#include "config/model.hpp"
#include "tests/night/disguise.hpp"
#include "tests/night/law_city.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace uavt::night::test {
namespace {

using Content = std::map<std::string, std::vector<std::string>>;

void expect_same_content(const Content& seen, const Content& expected) {
  for (const auto& [layer, lines] : expected) {
    std::vector<std::string> missing;
    std::vector<std::string> surplus;
    std::ranges::set_difference(lines, seen.at(layer), std::back_inserter(missing));
    std::ranges::set_difference(seen.at(layer), lines, std::back_inserter(surplus));
    EXPECT_TRUE(missing.empty() && surplus.empty())
        << layer << ": " << missing.size() << " missing, " << surplus.size() << " surplus"
        << (missing.empty() ? "" : "\n  missing " + missing[0])
        << (surplus.empty() ? "" : "\n  surplus " + surplus[0]);
  }
}

/// Faults whose rows are set apart leave yesterday's row standing (that is their point): only a city
/// with others can be compared with its own first night.
bool sets_apart(const std::string& fault) {
  constexpr std::string_view kept[] = {"KEY-03", "KEY-06", "GEO-07", "GEO-11", "GEO-12"};
  return std::ranges::none_of(kept, [&](std::string_view rule) { return fault.starts_with(rule); });
}

city::Options without_set_apart(city::Options options) {
  std::erase_if(options.faults, [](const auto& order) { return sets_apart(order.name); });
  return options;
}

TEST(LawOfContent, a_night_over_another_city_gives_what_a_first_night_gives) {
  for (const LawCity& each : law_cities(10)) {
    const city::Options first = with_faults(each.options, each.options.seed, 8);
    city::Options later = without_set_apart(with_faults(each.options, each.options.seed + 50, 60));
    later.changed_permille = 80;
    SCOPED_TRACE(each.name + ", from " + fault_names(first) + "to " + fault_names(later));
    const city::City target = city::generated(later);
    Town fresh;
    fresh.write(target);
    static_cast<void>(fresh.run());
    Town town;
    town.write(city::generated(first));
    static_cast<void>(town.run());
    town.write(target);
    static_cast<void>(town.run());
    expect_same_content(town.content(), fresh.content());
    expect_empty_diff(town);
  }
}

TEST(LawOfContent, there_and_back_again) {
  for (const LawCity& each : law_cities(12)) {
    SCOPED_TRACE(each.name);
    const city::City city = city::generated(each.options);
    city::Options later = each.options;
    later.changed_permille = 120;
    Town town;
    town.write(city);
    static_cast<void>(town.run());
    const Content before = town.content();
    town.write(city::generated(later));
    const app::RunReport moved = town.run();
    const auto written = [](const sync::LayerResult& layer) {
      return layer.inserted + layer.updated + layer.deleted;
    };
    EXPECT_GT(std::ranges::max(moved.result.layers, {}, written).updated, 0U);
    town.write(city);
    static_cast<void>(town.run());
    expect_same_content(town.content(), before);
  }
}

/// The same files read by a service that has never seen this town.
app::RunReport first_night_elsewhere(const Town& town, const sql::test::TestDatabase& database,
                                     const sql::test::TemporaryFolder& state,
                                     const Adjust& adjust) {
  return town.run({}, [&](sync::Settings& settings) {
    settings.dsn = database.conninfo();
    settings.run.state_dir = state.path() / "state";
    settings.run.report_dir = state.path() / "reports";
    adjust(settings);
  });
}

std::string json_of(const app::RunReport& report) {
  return report.json.substr(report.json.find("\"result\""));
}

TEST(LawOfOrder, rows_and_threads_do_not_show_in_the_result) {
  for (const LawCity& each : law_cities(20)) {
    const city::Options options = with_faults(each.options, each.options.seed, 10);
    SCOPED_TRACE(each.name + ", faults " + fault_names(options));
    const city::City city = city::generated(options);
    Town town;
    town.write(city);
    const app::RunReport first = town.run();
    ASSERT_FALSE(first.info.result_digest.empty());
    city::City permuted = city;
    disguise("permuted rows").put_on(permuted, each.options.seed);
    town.write(permuted);
    for (const unsigned threads : {1U, 2U}) {
      SCOPED_TRACE(fmt::format("rows permuted, {} threads", threads));
      const sql::test::TestDatabase database{sql::test::Content::schema,
                                             config::model_named("tucbs")};
      const sql::test::TemporaryFolder state;
      const app::RunReport report =
          first_night_elsewhere(town, database, state, [&](sync::Settings& settings) {
            settings.run.threads = threads;
          });
      EXPECT_EQ(report.info.result_digest, first.info.result_digest);
      EXPECT_EQ(findings_of(report.result), findings_of(first.result));
    }
  }
}

TEST(LawOfOrder, full_is_the_same_as_remembered) {
  for (const LawCity& each : law_cities(22)) {
    const city::Options options = with_faults(each.options, each.options.seed, 10);
    SCOPED_TRACE(each.name + ", faults " + fault_names(options));
    Town town;
    town.write(city::generated(options));
    static_cast<void>(town.run());
    const app::RunReport remembered = town.run();
    app::RunOptions full;
    full.full = true;
    const app::RunReport read = town.run(full);
    EXPECT_TRUE(std::ranges::all_of(remembered.result.sources, &sync::SourceResult::reused));
    EXPECT_TRUE(std::ranges::none_of(read.result.sources, &sync::SourceResult::reused));
    EXPECT_EQ(read.info.result_digest, remembered.info.result_digest);
    EXPECT_EQ(json_of(read), json_of(remembered));
  }
}

TEST(LawOfOrder, sources_in_another_order_publish_the_same) {
  for (const LawCity& each : law_cities(23)) {
    const city::Options options = with_faults(each.options, each.options.seed, 10);
    SCOPED_TRACE(each.name + ", faults " + fault_names(options));
    Town town;
    town.write(city::generated(options));
    const app::RunReport first = town.run();
    const Content content = town.content();
    const std::string memory = town.memory();
    const app::RunReport second = town.run({}, [](sync::Settings& settings) {
      std::ranges::reverse(settings.sources);
    });
    expect_nothing_written(town, second, memory);
    Town fresh;
    fresh.write(city::generated(options));
    const app::RunReport backwards = fresh.run({}, [](sync::Settings& settings) {
      std::ranges::reverse(settings.sources);
    });
    EXPECT_EQ(findings_of(backwards.result), findings_of(first.result));
    expect_same_content(fresh.content(), content);
    EXPECT_EQ(fresh.memory(), memory);
  }
}

}  // namespace
}  // namespace uavt::night::test
