#include "tests/night/law_city.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <stdexcept>

namespace uavt::night::test {

namespace {

city::Options form(std::uint64_t seed, std::uint32_t buildings) {
  city::Options options;
  options.seed = seed;
  options.buildings = buildings;
  return options;
}

}  // namespace

std::vector<LawCity> law_cities(std::uint64_t round) {
  const std::uint64_t base = round * 100;
  std::vector<LawCity> cities;
  const auto add = [&](const std::string& name, const city::Options& options) {
    cities.push_back({name + ", seed " + std::to_string(options.seed), options});
  };
  add("tables", form(base + 1, 120));
  city::Options options = form(base + 2, 160);
  options.flat_uavt = true;
  add("flat export", options);
  options = form(base + 3, 200);
  options.maks_roads = true;
  add("road tables", options);
  options = form(base + 4, 240);
  options.cbs_codes = false;
  add("without codes", options);
  options = form(base + 5, 400);
  options.cbs_codes = false;
  options.maks_roads = true;
  options.flat_uavt = true;
  add("without codes, flat, road tables", options);
  options = form(base + 6, 60);
  options.units = false;
  add("without units", options);
#if defined(__SANITIZE_ADDRESS__)
  // The sanitizers look at memory, not at laws: every way of delivering once is enough for them.
  cities.erase(cities.begin() + 1, cities.begin() + 4);
#endif
  return cities;
}

city::Options with_faults(city::Options options, std::uint64_t seed, std::size_t kinds) {
  std::mt19937_64 random(seed);
  std::vector<std::string> names = city::known_faults();
  std::ranges::shuffle(names, random);
  for (const std::string& name : names) {
    if (options.faults.size() == kinds) break;
    options.faults.push_back({name, 1});
    try {
      static_cast<void>(city::generated(options));
    } catch (const std::invalid_argument&) {
      options.faults.pop_back();  // no room for it, or not in a city of this form
    }
  }
  return options;
}

std::string fault_names(const city::Options& options) {
  std::string names;
  for (const city::FaultOrder& fault : options.faults) names += fault.name + " ";
  return names;
}

void expect_every_row_accounted(const app::RunReport& report) {
  ASSERT_FALSE(report.result.sources.empty());
  for (const sync::SourceResult& source : report.result.sources) {
    EXPECT_TRUE(source.read) << source.name;
    EXPECT_GT(source.rows_read, 0U) << source.name;
    EXPECT_EQ(std::reduce(source.fates.begin(), source.fates.end()), source.rows_read)
        << source.name;
  }
}

void expect_nothing_written(const Town& town, const app::RunReport& report,
                            const std::string& memory) {
  static const std::set<std::string> of_form = {"SRC-04", "KEY-06", "MOD-09", "GEO-07"};
  const std::vector<std::string> rules = town.rules_of_run(report.info.number);
  std::vector<std::string> others = rules;
  std::erase_if(others, [&](const std::string& rule) { return of_form.contains(rule); });
  EXPECT_EQ(others, std::vector<std::string>()) << "findings were written";
  EXPECT_EQ(town.rows_of_run(report.info.number), static_cast<long>(rules.size()))
      << "rows of adres were written";
  EXPECT_EQ(town.memory(), memory);
  for (const sync::LayerResult& layer : report.result.layers) {
    EXPECT_EQ(layer.inserted + layer.updated + layer.deleted, 0U) << sync::name(layer.layer);
  }
}

void expect_empty_diff(const Town& town) {
  app::RunOptions options;
  options.command = "diff";
  options.store = app::Store::nothing;
  const app::RunReport report = town.run(options);
  ASSERT_FALSE(report.result.layers.empty());
  for (const sync::LayerResult& layer : report.result.layers) {
    EXPECT_EQ(layer.inserted, 0U) << sync::name(layer.layer);
    EXPECT_EQ(layer.updated, 0U) << sync::name(layer.layer);
    EXPECT_EQ(layer.deleted, 0U) << sync::name(layer.layer);
  }
}

}  // namespace uavt::night::test
