#include "city/faults.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "city/differences.hpp"
#include "city/town_faults.hpp"

namespace uavt::city {
namespace {

constexpr std::array<std::string_view, 3> world_faults = {"UAV-01", "UAV-02", "UAV-03"};

std::array<std::span<const FaultKind>, 8> tables_of_faults() {
  return {geometry_faults(), row_faults(),    numbering_faults(), place_faults(),
          line_faults(),     ground_faults(), pair_faults(),      value_faults()};
}

const FaultKind* kind_named(std::string_view name) {
  for (const auto kinds : tables_of_faults()) {
    for (const FaultKind& kind : kinds) {
      if (kind.name == name) return &kind;
    }
  }
  return nullptr;
}

void check(const FaultKind& kind, const Options& options) {
  const auto require = [&](Need need, bool given, const char* words) {
    if ((kind.needs & need) != 0 && !given) {
      throw std::invalid_argument("the fault " + std::string(kind.name) + " needs a city " + words);
    }
  };
  require(codes, options.cbs_codes, "whose municipal layers carry codes");
  require(units, options.units, "with units");
  require(flat, options.flat_uavt, "with a flat UAVT export");
  require(tables, !options.flat_uavt, "with a UAVT export of several tables");
  require(csbm_lines, !options.maks_roads, "whose csbm layer has the lines");
}

}  // namespace

std::vector<std::string> known_faults() {
  std::vector<std::string> names;
  for (const auto kinds : tables_of_faults()) {
    for (const FaultKind& kind : kinds) names.emplace_back(kind.name);
  }
  // Catalogue order: SRC, CRS, GEO, KEY, MOD, TOP, PAR, NUM, UAV.
  std::ranges::stable_sort(names, {}, [](const std::string& name) {
    constexpr std::array<std::string_view, 8> families = {"SRC", "CRS", "GEO", "KEY",
                                                           "MOD", "TOP", "PAR", "NUM"};
    return std::ranges::find(families, std::string_view(name).substr(0, 3)) - families.begin();
  });
  names.insert(names.end(), world_faults.begin(), world_faults.end());
  return names;
}

std::vector<Planned> planned(World& world, Picker& picker, const Options& options) {
  std::map<std::string, std::uint32_t> ordered;
  const std::vector<std::string> known = known_faults();
  for (const FaultOrder& order : options.faults) {
    if (is_town_fault(order.name)) continue;
    if (std::ranges::find(known, order.name) == known.end()) {
      throw std::invalid_argument("the sample city knows no fault " + order.name);
    }
    ordered[order.name] += order.count;
  }
  std::vector<Planned> plan;
  // Streets first: a street takes all its holdings with it.
  for (const bool streets : {true, false}) {
    for (const std::string& name : known) {
      const auto order = ordered.find(name);
      if (order == ordered.end() || order->second == 0) continue;
      const FaultKind* kind = kind_named(name);
      if (kind == nullptr) {
        if (!streets) differ(world, picker, name, order->second);
        continue;
      }
      if (streets != (kind->fits_street != nullptr)) continue;
      check(*kind, options);
      Planned planned_fault{kind, {}};
      if (streets) {
        planned_fault.targets = picker.streets(name, order->second, [&](const Street& street) {
          return kind->fits_street(world, street);
        });
      } else {
        planned_fault.targets = picker.holdings(name, order->second, [&](const Holding& holding) {
          return kind->fits(world, holding);
        });
      }
      plan.push_back(std::move(planned_fault));
    }
  }
  return plan;
}

void plant(const std::vector<Planned>& plan, Spoiler& spoiler) {
  for (const Planned& fault : plan) {
    for (std::uint32_t i = 0; i < fault.targets.size(); ++i) {
      spoiler.begin(std::string(fault.kind->name) + "/" + std::to_string(i + 1), i);
      if (fault.kind->plant_street != nullptr) {
        fault.kind->plant_street(spoiler, fault.targets[i]);
      } else {
        fault.kind->plant(spoiler, spoiler.world().holdings[fault.targets[i]]);
      }
    }
  }
}

bool quiet_house(const World& world, const Holding& holding) {
  return holding.kind == LotKind::house && holding.side_door == nothing &&
         world.doors[holding.first_door].units == 0;
}

bool detached_house(const World& world, const Holding& holding) {
  if (!quiet_house(world, holding)) return false;
  const auto ring = world.building_shapes[holding.first_building].ring(0, 0);
  const double x = ring[2] - ring[0], y = ring[3] - ring[1];
  return x * x + y * y < 15 * 15;
}

bool block_of_flats(const World& world, const Holding& holding) {
  return holding.kind == LotKind::apartment && holding.side_door == nothing &&
         world.doors[holding.first_door].units >= 3;
}

void Spoiler::begin(std::string label, std::uint32_t number) {
  label_ = std::move(label);
  number_ = number;
}

sync::RawTable& Spoiler::rows(std::string_view reg, Content content) {
  File* file = sheets_.find(reg, content);
  if (file == nullptr) throw std::logic_error("the city has no file for " + label_);
  return file->rows;
}

void Spoiler::expect(const char* rule, const char* reg, const char* layer, std::string key,
                     const char* attribute) {
  truth_.findings.push_back({rule, reg, layer, std::move(key), attribute, label_, false});
}

void Spoiler::follows(const char* rule, const char* reg, const char* layer, std::string key,
                      const char* attribute) {
  truth_.findings.push_back({rule, reg, layer, std::move(key), attribute, label_, true});
}

std::string Spoiler::key_of(const Building& building) const {
  return options_.cbs_codes ? std::to_string(building.code) : std::string();
}

Truth::Count& Spoiler::count(std::string_view layer) {
  const auto found = std::ranges::find(truth_.counts, layer, &Truth::Count::layer);
  if (found == truth_.counts.end()) throw std::logic_error("no such layer in the counts");
  return *found;
}

}  // namespace uavt::city
