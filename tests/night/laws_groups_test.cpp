// Law 11: an address is never stitched together. After every night each group of each published row
// stands whole in what one register says, or is what was published the night before.
#include "sync/groups.hpp"
#include "sync/image.hpp"
#include "tests/night/drift.hpp"
#include "tests/night/law_city.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace uavt::night::test {
namespace {

constexpr double tolerance_m = 0.002;

sync::Stored stored_in(const Town& town) {
  sql::Database database(town.database().conninfo());
  return database.load(town.settings().municipality.ilce);
}

bool stands_in(const sync::Group& group, const sync::Table& published, std::size_t row,
               const sync::Table& other, std::size_t at) {
  return sync::unchanged(group, published, row, other, at, tolerance_m);
}

/// Returns how many groups stand as they stood the night before and in no register: bases kept.
std::size_t expect_whole_groups(const sync::Stored& now, const sync::Stored& before) {
  std::size_t kept = 0;
  for (const sync::Layer layer : sync::all_layers) {
    const sync::Published& published = now.published[index(layer)];
    const sync::Table& last = before.published[index(layer)].table;
    const sync::Sides both = sync::sides(layer);
    const sync::Table images[] = {
        sync::image_table(layer, both.national, published,
                          now.images[index(layer)][index(both.national)]),
        sync::image_table(layer, both.municipal, published,
                          now.images[index(layer)][index(both.municipal)])};
    for (std::size_t row = 0; row < published.table.size(); ++row) {
      const std::int64_t number = published.table.tucbs_no[row];
      for (const sync::Group& group : sync::groups(layer)) {
        bool whole = !sync::delivers(group, published.table, row);
        for (const sync::Table& image : images) {
          const std::int32_t at = sync::row_of(image.tucbs_no, number);
          if (at == sync::no_row) continue;
          whole = whole || stands_in(group, published.table, row, image,
                                     static_cast<std::size_t>(at));
        }
        if (whole) continue;
        const std::int32_t base = sync::row_of(last.tucbs_no, number);
        const bool stayed = base != sync::no_row &&
                            stands_in(group, published.table, row, last,
                                      static_cast<std::size_t>(base));
        EXPECT_TRUE(stayed) << sync::name(layer) << " #" << number << ", group "
                            << sync::layer_type(layer).groups[group.position] << ": "
                            << sync::described(group, published.table, row, {});
        ++kept;
      }
    }
  }
  return kept;
}

TEST(LawOfWholeGroups, random_nights_never_mix_two_registers) {
  constexpr int nights = 3;
  std::size_t kept = 0;
  for (const LawCity& each : law_cities(30)) {
    SCOPED_TRACE(each.name);
    const city::City city = city::generated(each.options);
    Town town;
    town.write(city);
    static_cast<void>(town.run());
    sync::Stored before = stored_in(town);
    expect_whole_groups(before, sync::Stored());
    for (int night = 1; night <= nights; ++night) {
      SCOPED_TRACE(fmt::format("night {}", night));
      city::City drifted = city;
      drift(drifted, each.options.seed * 10 + static_cast<std::uint64_t>(night), 150);
      town.write(drifted);
      const app::RunReport report = town.run();
      expect_every_row_accounted(report);
      sync::Stored now = stored_in(town);
      kept += expect_whole_groups(now, before);
      before = std::move(now);
      const std::string memory = town.memory();
      const app::RunReport again = town.run();
      EXPECT_EQ(town.rows_of_run(again.info.number), 0);
      expect_nothing_written(town, again, memory);
    }
  }
  fmt::print("{} groups stood as the night before, in no register of tonight\n", kept);
  EXPECT_GT(kept, 0U) << "no base was ever kept: the nights were too calm to try the law";
}

}  // namespace
}  // namespace uavt::night::test
