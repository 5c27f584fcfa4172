#include "geo/stretches.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <tuple>

namespace uavt::geo {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

double length_of(std::span<const double> line) {
  double sum = 0;
  for (std::size_t i = 2; i + 1 < line.size(); i += 2) {
    sum += std::hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
  }
  return sum;
}

class Network {
 public:
  Network(std::span<const std::span<const double>> parts, double snap_m) : parts_(parts) {
    place_of_end_.assign(2 * parts.size(), none);
    find_places(snap_m);
    for (std::uint32_t part = 0; part < parts.size(); ++part) {
      const std::uint32_t from = place_of_end_[2 * part], to = place_of_end_[2 * part + 1];
      if (from == none || from == to) continue;
      at_[from].push_back(part);
      at_[to].push_back(part);
    }
    // Parts of a place in an order of their own: by the place they lead to.
    for (std::uint32_t place = 0; place < at_.size(); ++place) {
      std::ranges::sort(at_[place], {}, [&](std::uint32_t part) { return other(part, place); });
    }
    walked_.assign(parts.size(), 0);
    by_.assign(at_.size(), none);
    far_.assign(at_.size(), 0);
  }

  std::vector<Stretch> all() {
    drop_rings();
    std::vector<Stretch> found;
    for (std::uint32_t place = 0; place < at_.size(); ++place) {
      while (std::ranges::any_of(at_[place], [&](std::uint32_t part) { return !walked_[part]; })) {
        found.push_back(longest_way(place));
      }
    }
    return found;
  }

 private:
  struct End {
    double x, y;
    std::uint32_t end;
  };

  void find_places(double snap_m) {
    std::vector<End> ends;
    for (std::uint32_t part = 0; part < parts_.size(); ++part) {
      const auto line = parts_[part];
      if (line.size() < 4) continue;
      ends.push_back({line[0], line[1], 2 * part});
      ends.push_back({line[line.size() - 2], line[line.size() - 1], 2 * part + 1});
    }
    std::ranges::sort(ends, [](const End& a, const End& b) {
      return std::tie(a.x, a.y, a.end) < std::tie(b.x, b.y, b.end);
    });
    std::vector<std::uint32_t> first(ends.size());
    std::iota(first.begin(), first.end(), 0U);
    const auto root = [&](std::uint32_t i) {
      while (first[i] != i) i = first[i] = first[first[i]];
      return i;
    };
    for (std::uint32_t i = 0; i < ends.size(); ++i) {
      for (std::uint32_t j = i + 1; j < ends.size() && ends[j].x - ends[i].x <= snap_m; ++j) {
        if (std::hypot(ends[j].x - ends[i].x, ends[j].y - ends[i].y) > snap_m) continue;
        const std::uint32_t a = root(i), b = root(j);
        first[std::max(a, b)] = std::min(a, b);
      }
    }
    std::vector<std::uint32_t> number(ends.size(), none);
    for (std::uint32_t i = 0; i < ends.size(); ++i) {
      const std::uint32_t of = root(i);
      if (number[of] == none) {
        number[of] = static_cast<std::uint32_t>(at_.size());
        at_.emplace_back();
      }
      place_of_end_[ends[i].end] = number[of];
    }
  }

  [[nodiscard]] std::uint32_t other(std::uint32_t part, std::uint32_t place) const {
    const std::uint32_t from = place_of_end_[2 * part];
    return from == place ? place_of_end_[2 * part + 1] : from;
  }

  /// Marks the parts of what has a ring as walked: more parts than a tree over its places has.
  void drop_rings() {
    std::vector<std::uint8_t> seen(at_.size(), 0);
    for (std::uint32_t start = 0; start < at_.size(); ++start) {
      if (seen[start]) continue;
      std::vector<std::uint32_t> places = {start};
      seen[start] = 1;
      std::size_t ends = 0;
      for (std::size_t i = 0; i < places.size(); ++i) {
        ends += at_[places[i]].size();
        for (const std::uint32_t part : at_[places[i]]) {
          const std::uint32_t next = other(part, places[i]);
          if (seen[next]) continue;
          seen[next] = 1;
          places.push_back(next);
        }
      }
      if (ends / 2 < places.size()) continue;
      for (const std::uint32_t place : places) {
        for (const std::uint32_t part : at_[place]) walked_[part] = 1;
      }
    }
  }

  /// The place furthest from `start` in its tree; `by_` leads back from any place of it.
  std::uint32_t furthest_from(std::uint32_t start) {
    std::uint32_t furthest = start;
    by_[start] = none;
    far_[start] = 0;
    std::vector<std::uint32_t> waiting = {start};
    while (!waiting.empty()) {
      const std::uint32_t place = waiting.back();
      waiting.pop_back();
      // Equal ways to the last digits: the place further to the west.
      const double gain = far_[place] - far_[furthest];
      if (gain > 1e-6 || (gain > -1e-6 && place < furthest)) furthest = place;
      for (const std::uint32_t part : at_[place]) {
        if (walked_[part] || part == by_[place]) continue;
        const std::uint32_t next = other(part, place);
        by_[next] = part;
        far_[next] = far_[place] + length_of(parts_[part]);
        waiting.push_back(next);
      }
    }
    return furthest;
  }

  Stretch longest_way(std::uint32_t inside) {
    const std::uint32_t one = furthest_from(inside);
    const std::uint32_t another = furthest_from(one);
    Stretch way;
    for (std::uint32_t place = another; place != one;) {
      const std::uint32_t part = by_[place];
      walked_[part] = 1;
      way.push_back({part, place_of_end_[2 * part] != place});
      place = other(part, place);
    }
    // Places are numbered from the west.
    if (another > one) {
      std::ranges::reverse(way);
      for (Step& step : way) step.reversed = !step.reversed;
    }
    return way;
  }

  std::span<const std::span<const double>> parts_;
  std::vector<std::uint32_t> place_of_end_;     ///< by 2 · part (+ 1: its last vertex)
  std::vector<std::vector<std::uint32_t>> at_;  ///< parts by place
  std::vector<std::uint8_t> walked_;            ///< by part
  std::vector<std::uint32_t> by_;               ///< by place: the part one came to it by
  std::vector<double> far_;                     ///< by place, as `by_`
};

}  // namespace

std::vector<Stretch> stretches(std::span<const std::span<const double>> parts, double snap_m) {
  return Network(parts, snap_m).all();
}

}  // namespace uavt::geo
