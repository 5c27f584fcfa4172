// The inner loops, one at a time and without files: what a change to one of them costs or gives is
// seen here before it is seen in a night.
#include <benchmark/benchmark.h>

#include "bench/city_nights.hpp"
#include "config/loader.hpp"
#include "geo/transformation.hpp"
#include "sql/connection.hpp"
#include "sql/copy_writer.hpp"
#include "sql/database.hpp"
#include "sync/image.hpp"
#include "sync/match.hpp"
#include "sync/settle.hpp"

#include <filesystem>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include <unistd.h>

namespace uavt::bench {

namespace {

/// A city as both registers deliver it, mapped and in the target CRS.
struct Town {
  sync::Settings settings = config::defaults();
  std::vector<sync::Delivery> deliveries;
  sync::Night night;
};

Town town_of(std::uint32_t buildings) {
  Town town;
  const geo::Transformation way(delivered_crs, "EPSG:5254", geo::area_of_use("EPSG:5254"));
  for (city::File& file : city_of({buildings, 0, 0}).files) {
    sync::SourceSettings source;
    source.name = file.name;
    source.reg = file.name.starts_with("cbs/") ? sync::Register::cbs : sync::Register::uavt;
    source.layer = file.rows.layer;
    sync::Delivery& delivery = town.deliveries.emplace_back();
    delivery.source = static_cast<std::uint16_t>(town.settings.sources.size());
    delivery.read = true;
    delivery.rows = std::move(file.rows);
    delivery.rows_read = delivery.rows.size();
    way.apply(delivery.rows.geometry.coordinates());
    town.settings.sources.push_back(std::move(source));
  }
  for (const sync::Register reg : {sync::Register::cbs, sync::Register::uavt}) {
    town.night.side(reg).mapped = sync::mapped(reg, town.deliveries, town.settings);
  }
  return town;
}

/// Every row of a side has been seen before exactly as it is now.
void remember(sync::Side& side) {
  for (const sync::Layer layer : sync::all_layers) {
    sync::Table& table = side.table(layer);
    table.tucbs_no.resize(table.size());
    std::iota(table.tucbs_no.begin(), table.tucbs_no.end(), std::int64_t{1});
    side.images[index(layer)] = table;
    side.image_row[index(layer)].resize(table.size());
    std::iota(side.image_row[index(layer)].begin(), side.image_row[index(layer)].end(), 0);
  }
}

void transformation(benchmark::State& state) {
  const geo::Transformation way(delivered_crs, "EPSG:5254", geo::area_of_use("EPSG:5254"));
  const auto vertices = static_cast<std::size_t>(state.range(0));
  std::vector<double> start;
  for (std::size_t v = 0; v < vertices; ++v) {
    start.push_back(280'000 + static_cast<double>(v % 1000));
    start.push_back(4'080'000 + static_cast<double>(v / 1000));
  }
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<double> xy = start;
    state.ResumeTiming();
    way.apply(xy);
    benchmark::DoNotOptimize(xy.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(transformation)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void settling(benchmark::State& state) {
  Town town = town_of(static_cast<std::uint32_t>(state.range(0)));
  sync::Side& side = town.night.side(sync::Register::cbs);
  remember(side);
  std::int64_t rows = 0;
  for (const sync::Layer layer : sync::all_layers) {
    rows += static_cast<std::int64_t>(side.table(layer).size());
  }
  for (auto _ : state) sync::settle(side, town.settings);
  state.SetItemsProcessed(state.iterations() * rows);
}
BENCHMARK(settling)->Arg(50'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void matching(benchmark::State& state) {
  Town town = town_of(static_cast<std::uint32_t>(state.range(0)));
  std::int64_t rows = 0;
  for (sync::Side& side : town.night.sides) {
    sync::link(side.mapped.tables);
    for (const sync::Layer layer : sync::all_layers) {
      side.table(layer).tucbs_no.assign(side.table(layer).size(), 0);
      rows += static_cast<std::int64_t>(side.table(layer).size());
    }
  }
  const sync::Stored nothing;
  for (auto _ : state) {
    const sync::Matched result = sync::matched(town.night, nothing, town.settings);
    benchmark::DoNotOptimize(&result);
  }
  state.SetItemsProcessed(state.iterations() * rows);
}
BENCHMARK(matching)->Arg(50'000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Buildings as binary COPY into a table without indexes; the server is part of what is measured.
void copying(benchmark::State& state) {
  namespace fs = std::filesystem;
  const Town town = town_of(static_cast<std::uint32_t>(state.range(0)));
  const sync::Table& rows = town.night.side(sync::Register::cbs).table(sync::Layer::building);
  const fs::path folder =
      fs::temp_directory_path() / ("uavt-bench-copy-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  sql::Embedded embedded(folder);
  {
    sql::Connection connection(embedded.start());
    for (auto _ : state) {
      pqxx::work work(connection);
      work.exec("CREATE TABLE olcut (no bigint, kod bigint, geometri geometry(MultiPolygon, 5254))");
      sql::CopyWriter copy(connection, "olcut (no, kod, geometri)");
      const std::size_t code = sync::position(sync::Layer::building, "yapi_kimlik_no");
      for (std::size_t row = 0; row < rows.size(); ++row) {
        copy.row(3);
        copy.int8(static_cast<std::int64_t>(row));
        copy.int8(rows.columns[code].integers[row]);
        copy.geometry(rows.geometry, row, true, 5254);
      }
      if (copy.finish() != rows.size()) throw std::runtime_error("rows were lost in COPY");
      work.abort();
    }
  }
  embedded.stop();
  fs::remove_all(folder);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows.size()));
}
BENCHMARK(copying)->Arg(50'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

}  // namespace uavt::bench

BENCHMARK_MAIN();
