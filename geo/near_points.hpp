// Which points of a layer lie so near to each other that they are meant to be one: doors at one
// entrance, the corners of a shape that was drawn twice. The search is one sort and one walk, and a
// hundred thousand points at one place cost no more than elsewhere.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "geo/geometry_column.hpp"

namespace uavt::geo {

/// Groups of two and more points (by position) of which each lies within `reach`, per axis, of the
/// group's first and is `alike(first, other)`. A point is in one group at most. Units: those of the
/// points. Order: by place, whatever the order of points. Errors: none; points must be finite.
template <typename Alike>
[[nodiscard]] std::vector<std::vector<std::uint32_t>> alike_nearby(std::span<const Point> points,
                                                                   double reach,
                                                                   const Alike& alike) {
  // Columns as wide as the reach, from west to east, each from south to north: what lies near enough
  // is the next in its column or in the one beside it.
  struct Place {
    std::int64_t column = 0;
    Point at;
    std::uint32_t point = 0;
  };
  std::vector<Place> places;
  places.reserve(points.size());
  for (std::uint32_t i = 0; i < points.size(); ++i) {
    places.push_back(
        {static_cast<std::int64_t>(std::floor(points[i].x / reach)), points[i], i});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.column, a.at.y, a.at.x, a.point) <
           std::tie(b.column, b.at.y, b.at.x, b.point);
  });
  std::vector<std::vector<std::uint32_t>> groups;
  std::vector<std::uint8_t> taken(places.size(), 0);
  std::size_t beside = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Place& first = places[i];
    while (beside < places.size() &&
           std::tuple(places[beside].column, places[beside].at.y) <
               std::tuple(first.column + 1, first.at.y - reach)) {
      ++beside;
    }
    if (taken[i] != 0) continue;
    std::vector<std::uint32_t> group = {first.point};
    const auto take_from = [&](std::size_t from, std::int64_t column) {
      for (std::size_t k = from; k < places.size() && places[k].column == column &&
                                 places[k].at.y <= first.at.y + reach;
           ++k) {
        if (taken[k] != 0 || std::abs(places[k].at.x - first.at.x) > reach ||
            !alike(first.point, places[k].point)) {
          continue;
        }
        taken[k] = 1;
        group.push_back(places[k].point);
      }
    };
    take_from(i + 1, first.column);
    take_from(beside, first.column + 1);
    if (group.size() > 1) groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace uavt::geo
