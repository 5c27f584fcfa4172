#include "sync/rules_names.hpp"

#include "sync/text.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <utility>

namespace uavt::sync {

namespace {

/// One road as far as it bears the name.
struct NamedRoad {
  std::vector<std::size_t> streets;
  geo::Box box;
};

class Names {
 public:
  Names(const DoorsOnRoads& all, double apart_m) : all_(all), apart_m_(apart_m) {}

  /// Roads of one name that are not connected.
  [[nodiscard]] std::size_t groups(const std::vector<NamedRoad>& roads) const {
    std::vector<std::size_t> first(roads.size());
    std::iota(first.begin(), first.end(), std::size_t{0});
    const auto root = [&](std::size_t road) {
      while (first[road] != road) road = first[road] = first[first[road]];
      return road;
    };
    std::size_t count = roads.size();
    for (std::size_t a = 0; a < roads.size(); ++a) {
      for (std::size_t b = a + 1; b < roads.size(); ++b) {
        if (root(a) == root(b) || !near(roads[a], roads[b])) continue;
        first[root(b)] = root(a);
        --count;
      }
    }
    return count;
  }

  [[nodiscard]] geo::Box box(std::size_t street) const {
    geo::Box box;
    const auto [first, last] = all_.roads.segments_of(street);
    for (std::uint32_t s = first; s < last; ++s) box.add(all_.roads.segments().box(s));
    return box;
  }

 private:
  [[nodiscard]] bool near(const NamedRoad& a, const NamedRoad& b) const {
    if (!a.box.grown(apart_m_).intersects(b.box)) return false;
    const geo::Segments& segments = all_.roads.segments();
    for (const std::size_t one : a.streets) {
      const auto [first, last] = all_.roads.segments_of(one);
      for (std::uint32_t s = first; s < last; ++s) {
        const geo::Box around = segments.box(s).grown(apart_m_);
        for (const std::size_t other : b.streets) {
          const auto [begin, end] = all_.roads.segments_of(other);
          for (std::uint32_t t = begin; t < end; ++t) {
            if (!around.intersects(segments.box(t))) continue;
            if (geo::distance_between(segments.from(s), segments.to(s), segments.from(t),
                                      segments.to(t)) <= apart_m_) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  const DoorsOnRoads& all_;
  double apart_m_;
};

}  // namespace

void judge_names(const DoorsOnRoads& all, const Settings& settings,
                 std::vector<Finding>& findings) {
  if (!settings.enabled(Rule::num_07)) return;
  const Names names(all, settings.parameter(Rule::num_07, "distance_m"));
  const Column& called = all.streets.columns[position(Layer::street, "ad")];
  const Column& types = all.streets.columns[position(Layer::street, "tip")];
  using Name = std::pair<std::int64_t, std::string>;
  std::map<Name, std::map<std::int32_t, NamedRoad>> by_name;
  for (std::size_t street = 0; street < all.streets.size(); ++street) {
    if (all.roads.road_of(street) < 0 || called.null(street) || types.null(street) ||
        all.scattered(street)) {
      continue;
    }
    const geo::Box box = names.box(street);
    std::string name = strict(called.texts[street], TypeWords::street);
    if (box.empty() || name.empty()) continue;
    NamedRoad& road = by_name[{types.integers[street], std::move(name)}][all.roads.road_of(street)];
    road.streets.push_back(street);
    road.box.add(box);
  }
  for (const auto& [name, by_road] : by_name) {
    if (by_road.size() < 2) continue;
    std::vector<NamedRoad> roads;
    std::vector<std::size_t> rows;
    for (const auto& [number, road] : by_road) {
      roads.push_back(road);
      rows.insert(rows.end(), road.streets.begin(), road.streets.end());
    }
    const std::size_t apart = names.groups(roads);
    if (apart < 2) continue;
    Finding finding = finding_about_all(Rule::num_07, settings, all.reg, all.streets, rows);
    finding.attribute = "ad";
    finding.arguments = {{"value", std::string(called.texts[rows.front()])},
                         {"count", static_cast<std::int64_t>(apart)}};
    findings.push_back(std::move(finding));
  }
}

}  // namespace uavt::sync
