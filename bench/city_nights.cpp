#include "bench/city_nights.hpp"

#include "geo/transformation.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <string_view>

namespace uavt::bench {

namespace {

constexpr const char* target_crs = "EPSG:5254";
constexpr std::string_view block_mark = "\n[[source]]\n";

/// The value of `key = "…"` in a block of the configuration; empty when it has none.
std::string value_of(std::string_view block, const std::string& key) {
  const std::string mark = "\n" + key + " = \"";
  const std::size_t at = block.find(mark);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + mark.size();
  return std::string(block.substr(begin, block.find('"', begin) - begin));
}

/// The [[source]] blocks of a configuration, each beginning with its mark; what stands before them
/// is `head`.
std::vector<std::string> blocks_of(const std::string& configuration, std::string& head) {
  std::vector<std::string> blocks;
  std::size_t at = configuration.find(block_mark);
  head = configuration.substr(0, at);
  while (at != std::string::npos) {
    const std::size_t next = configuration.find(block_mark, at + 1);
    blocks.push_back(configuration.substr(at, next == std::string::npos ? next : next - at));
    at = next;
  }
  return blocks;
}

bool compared(const std::string& block) {
  static const std::set<std::string> layers = {"mahalle", "csbm", "bina", "numarataj"};
  return layers.contains(value_of(block, "layer"));
}

sync::RawTable permuted(const sync::RawTable& rows, std::uint64_t seed) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(seed);
  std::shuffle(order.begin(), order.end(), random);
  sync::RawTable result;
  result.layer = rows.layer;
  result.has_geometry = rows.has_geometry;
  for (const sync::RawColumn& from : rows.columns) {
    sync::RawColumn& to = result.columns.emplace_back();
    to.attribute = from.attribute;
    to.column = from.column;
    to.kind = from.kind;
    for (const std::size_t row : order) {
      switch (from.kind) {
        case sync::RawColumn::Kind::text:
          from.texts.null(row) ? to.texts.append_null() : to.texts.append(from.texts[row]);
          break;
        case sync::RawColumn::Kind::integer:
        case sync::RawColumn::Kind::date:
          to.integers.push_back(from.integers[row]);
          break;
        case sync::RawColumn::Kind::real:
          to.reals.push_back(from.reals[row]);
          break;
      }
    }
  }
  for (const std::size_t row : order) {
    result.rows.push_back(static_cast<std::uint32_t>(result.rows.size() + 1));
    if (rows.has_geometry) result.geometry.append(rows.geometry[row]);
  }
  return result;
}

}  // namespace

city::City city_of(const NightFiles& night) {
  city::Options options;
  options.buildings = night.buildings;
  options.units = false;
  options.changed_permille = night.changed_permille;
  city::City city = city::generated(options);

  std::string configuration;
  std::set<std::string> kept;
  for (const std::string& block : blocks_of(city.configuration, configuration)) {
    if (!compared(block)) continue;
    configuration += block;
    kept.insert(value_of(block, "path"));
  }
  city.configuration = std::move(configuration);
  std::erase_if(city.files, [&](const city::File& file) { return !kept.contains(file.name); });

  const geo::Transformation way(target_crs, delivered_crs, geo::area_of_use(target_crs));
  for (city::File& file : city.files) {
    if (night.order != 0) file.rows = permuted(file.rows, night.order);
    if (!file.rows.has_geometry) continue;
    way.apply(file.rows.geometry.coordinates());
    file.crs = delivered_crs;
  }
  return city;
}

std::vector<Input> inputs_of(const std::string& configuration,
                             const std::filesystem::path& folder) {
  std::vector<Input> inputs;
  std::string head;
  for (const std::string& block : blocks_of(configuration, head)) {
    Input input;
    input.name = value_of(block, "name");
    input.file = folder / value_of(block, "path");
    input.table = value_of(block, "table");
    input.geometry = input.file.extension() == ".gpkg";
    inputs.push_back(std::move(input));
  }
  return inputs;
}

}  // namespace uavt::bench
