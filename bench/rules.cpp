// The content rules without a night round them: overlaps among made-up buildings beside PostGIS's
// self-join of the same polygons in the same run, and every judge over a sample city.
#include "city/city.hpp"
#include "config/loader.hpp"
#include "geo/overlap.hpp"
#include "sql/connection.hpp"
#include "sql/copy_writer.hpp"
#include "sql/database.hpp"
#include "sync/follow.hpp"
#include "sync/judges.hpp"
#include "sync/rules_geometry.hpp"
#include "sync/rules_scope.hpp"
#include "sync/settle.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace uavt::bench {

namespace {

namespace fs = std::filesystem;

/// CPU time of a process on this machine, all threads: what is left of a comparison when somebody
/// else is at work. Source: proc(5), 14 utime and 15 stime; the text begins with field 3.
double cpu_seconds_of(long process) {
  std::ifstream stream(fmt::format("/proc/{}/stat", process));
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

class Watch {
 public:
  explicit Watch(long process = ::getpid()) : process_(process), cpu_(cpu_seconds_of(process)) {}
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }
  [[nodiscard]] double cpu_seconds() const { return cpu_seconds_of(process_) - cpu_; }

 private:
  long process_;
  double cpu_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

struct Cost {
  double seconds = 0, cpu_seconds = 0;
};

/// Rows of houses on turned blocks, in no order: a wall in common with each neighbour, every fourth
/// an L, every fiftieth two metres into its neighbour.
geo::GeometryColumn made_up(std::size_t count) {
  constexpr std::size_t houses_a_row = 20;
  constexpr double width = 12, depth = 14, block = 400;
  std::mt19937_64 random(5);
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), random);
  const auto side = static_cast<std::size_t>(
      std::ceil(std::sqrt(static_cast<double>(count) / (houses_a_row * 8))));
  geo::GeometryColumn shapes;
  shapes.reserve(count, count * 6);
  for (const std::size_t house : order) {
    const std::size_t row = house / houses_a_row, place = house % houses_a_row;
    const std::size_t at = row / 8;
    const double x0 = static_cast<double>(at % side) * block;
    const double y0 = static_cast<double>(at / side) * block;
    const double turn = static_cast<double>(at % 7) * 0.2;
    const double left = static_cast<double>(place) * width;
    const double front = static_cast<double>(row % 8) * 40;
    const double right = left + width + (house % 50 == 0 ? 2 : 0);
    std::vector<geo::Point> ring = {{left, front}, {right, front}};
    if (house % 4 == 0) {
      ring.insert(ring.end(), {{right, front + depth / 2},
                               {left + width / 2, front + depth / 2},
                               {left + width / 2, front + depth}});
    } else {
      ring.push_back({right, front + depth});
    }
    ring.push_back({left, front + depth});
    ring.push_back(ring.front());
    shapes.begin_row(geo::Kind::polygon);
    shapes.begin_part();
    shapes.begin_ring();
    for (const geo::Point& p : ring) {
      const double x = x0 + p.x * std::cos(turn) - p.y * std::sin(turn);
      const double y = y0 + p.x * std::sin(turn) + p.y * std::cos(turn);
      shapes.add_vertex(480'000 + std::round(x * 1000) / 1000,
                        4'080'000 + std::round(y * 1000) / 1000);
    }
    shapes.end_row();
  }
  return shapes;
}

/// The question of TOP-01 to PostGIS: pairs over 2 m². Prints what it took, and returns it.
Cost ask_postgis(const std::string& conninfo, const geo::GeometryColumn& shapes) {
  sql::Connection connection(conninfo);
  pqxx::work work(connection);
  // No index on the number: the planner would walk `a.no < b.no` by it.
  work.exec("CREATE TABLE olcut (no bigint NOT NULL, geometri geometry(MultiPolygon, 5254))");
  sql::CopyWriter copy(connection, "olcut (no, geometri)");
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    copy.row(2);
    copy.int8(static_cast<std::int64_t>(row));
    copy.geometry(shapes, row, true, 5254);
  }
  copy.finish();
  const Watch indexing;
  work.exec("CREATE INDEX olcut_geometri ON olcut USING gist (geometri)");
  work.exec("ANALYZE olcut");
  const double index_seconds = indexing.seconds();
  const Watch joining(work.exec1("SELECT pg_backend_pid()")[0].as<long>());
  const pqxx::row found = work.exec1(
      "SELECT count(*), coalesce(sum(alan), 0) FROM (SELECT ST_Area(ST_Intersection(a.geometri, "
      "b.geometri)) AS alan FROM olcut a JOIN olcut b ON a.no < b.no AND "
      "ST_Intersects(a.geometri, b.geometri)) AS ortak WHERE alan > 2");
  const Cost cost{joining.seconds(), joining.cpu_seconds()};
  fmt::print("PostGIS: {} pairs, {:.1f} m², join {:.2f} s, CPU {:.2f} s; its index took {:.2f} s more\n",
             found[0].as<long>(), found[1].as<double>(), cost.seconds, cost.cpu_seconds,
             index_seconds);
  work.abort();
  return cost;
}

void compare_overlaps(const std::string& conninfo, std::size_t count) {
  const geo::GeometryColumn shapes = made_up(count);
  const std::vector<std::uint8_t> asked(count, 1);
  fmt::print("overlaps among {} made-up buildings\n", count);
  Cost best{HUGE_VAL, HUGE_VAL};
  for (int round = 0; round < 3; ++round) {
    const Watch watch;
    const auto found = geo::overlaps(shapes, asked, {.area_m2 = 2, .width_m = 0.5});
    const Cost cost{watch.seconds(), watch.cpu_seconds()};
    best = {std::min(best.seconds, cost.seconds), std::min(best.cpu_seconds, cost.cpu_seconds)};
    double area = 0;
    for (const geo::Overlap& each : found) area += each.area_m2;
    fmt::print("ours: {} pairs, {:.1f} m², {:.3f} s, CPU {:.2f} s, index included\n", found.size(),
               area, cost.seconds, cost.cpu_seconds);
  }
  const Cost theirs = ask_postgis(conninfo, shapes);
  fmt::print("best of ours to PostGIS: {:.4f} by the clock, {:.4f} in CPU time\n",
             best.seconds / theirs.seconds, best.cpu_seconds / theirs.cpu_seconds);
}

/// A city's layers of both registers, as validate leaves them before the content rules.
sync::Night night_of(std::uint32_t buildings, sync::Settings& settings) {
  city::Options options;
  options.buildings = buildings;
  options.units = false;
  sync::Night night;
  std::vector<sync::Delivery> deliveries;
  for (city::File& file : city::generated(options).files) {
    sync::SourceSettings source;
    source.name = file.name;
    source.reg = file.name.starts_with("cbs/") ? sync::Register::cbs : sync::Register::uavt;
    source.layer = file.rows.layer;
    sync::Delivery& delivery = deliveries.emplace_back();
    delivery.source = static_cast<std::uint16_t>(settings.sources.size());
    delivery.read = true;
    delivery.rows = std::move(file.rows);
    delivery.rows_read = delivery.rows.size();
    settings.sources.push_back(std::move(source));
  }
  for (std::size_t r = 0; r < sync::register_count; ++r) {
    sync::Side& side = night.sides[r];
    side.mapped = sync::mapped(static_cast<sync::Register>(r), deliveries, settings);
    sync::link(side.mapped.tables);
    side.as_of.fill(sync::null_integer);
    for (const sync::Layer layer : sync::all_layers) side.images[index(layer)] = sync::Table(layer);
    sync::follow(side, settings, {});
    sync::settle(side, settings);
  }
  sync::judge_geometry(night, settings);
  const sync::Stored nothing;
  sync::judge_scope(night, nothing, settings, nullptr, {-1e7, -1e7, 1e7, 1e7});
  return night;
}

/// TOP, PAR and NUM at once, as a night runs all of them.
void weigh_together(const sync::Night& night, const sync::Settings& settings) {
  std::vector<sync::Judge> judges;
  for (const sync::Judge& judge : sync::content_judges()) {
    const std::string_view rules = judge.rules;
    if (rules.starts_with("TOP") || rules.starts_with("PAR") || rules.starts_with("NUM")) {
      judges.push_back(judge);
    }
  }
  std::vector<std::vector<sync::Finding>> findings(judges.size());
  const Watch watch;
  tbb::parallel_for(std::size_t{0}, judges.size(), [&](std::size_t j) {
    judges[j].judge(night, settings, findings[j]);
  });
  fmt::print("{:<40} {:>8.3f} s  CPU {:>5.2f} s\n", "TOP, PAR, NUM, as a night runs them",
             watch.seconds(), watch.cpu_seconds());
}

void weigh_judges(std::uint32_t buildings) {
  sync::Settings settings = config::defaults();
  sync::Night night = night_of(buildings, settings);
  const sync::Side& side = night.side(sync::Register::cbs);
  fmt::print("\ncontent rules over a city: {} buildings, {} doors, {} parcels\n",
             side.table(sync::Layer::building).size(), side.table(sync::Layer::door).size(),
             side.table(sync::Layer::parcel).size());
  for (const sync::Judge& judge : sync::content_judges()) {
    std::vector<sync::Finding> findings;
    const Watch watch;
    judge.judge(night, settings, findings);
    fmt::print("{:<40} {:>8.3f} s  CPU {:>5.2f} s {:>8} findings\n", judge.rules, watch.seconds(),
               watch.cpu_seconds(), findings.size());
  }
  for (int round = 0; round < 3; ++round) weigh_together(night, settings);
  const Watch watch;
  sync::judge_content(night, settings);
  fmt::print("{:<40} {:>8.3f} s  CPU {:>5.2f} s\n", "all, as a night runs them", watch.seconds(),
             watch.cpu_seconds());
}

}  // namespace

}  // namespace uavt::bench

int main(int argc, char** argv) {
  using namespace uavt;
  namespace fs = std::filesystem;
  const auto count = static_cast<std::uint32_t>(argc > 1 ? std::atol(argv[1]) : 500'000);
  const fs::path folder =
      fs::temp_directory_path() / ("uavt-bench-rules-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  sql::Embedded embedded(folder);
  bench::compare_overlaps(embedded.start(), count);
  embedded.stop();
  fs::remove_all(folder);
  bench::weigh_judges(count);
  return 0;
}
