#include "sync/rules_sides.hpp"

#include "sync/counterpart.hpp"
#include "sync/number_order.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace uavt::sync {

namespace {

using Rows = std::vector<std::size_t>;

// Longer than a kink, shorter than a block.
constexpr double course_m = 15;
/// What is measured to the millimetre tells stations this far apart.
constexpr double one_station_m = 0.05;

bool odd(std::int64_t number) {
  return number % 2 != 0;
}

/// What a rule asks before it accuses anybody.
struct Agreement {
  double share = 0, doors = 0, distance_m = 0;
  [[nodiscard]] bool holds(std::size_t agreeing, std::size_t all) const {
    return static_cast<double>(all) >= doors &&
           static_cast<double>(agreeing) >= share * static_cast<double>(all);
  }
};

Agreement agreement(Rule rule, const Settings& settings) {
  return {settings.parameter(rule, "share"), settings.parameter(rule, "doors"),
          settings.parameter(rule, "distance_m")};
}

/// One run of doors as one walks along: what is in order, which way.
struct Order {
  std::array<Rows, 2> rows;     ///< of each side, along the stretch
  std::array<Rows, 2> growing;  ///< positions in `rows`
  [[nodiscard]] std::size_t all() const { return rows[0].size() + rows[1].size(); }
  [[nodiscard]] std::size_t in_order() const { return growing[0].size() + growing[1].size(); }
};

class StreetNumbers {
 public:
  StreetNumbers(const DoorsOnRoads& all, const Settings& settings, std::vector<Finding>& findings)
      : all_(all),
        settings_(settings),
        findings_(findings),
        parity_(agreement(Rule::num_02, settings)),
        order_(agreement(Rule::num_03, settings)) {
    doors_of_stretch_.resize(all.roads.stretches().size());
    numbers_of_road_.resize(all.roads.roads().size());
    for (std::size_t row = 0; row < all.on.size(); ++row) {
      const DoorOnRoad& door = all.on[row];
      if (door.number <= 0 || !all.on_a_street(row)) continue;
      // A door set apart, with a letter or in a site has a number all the same: no jump over it.
      const auto road = static_cast<std::size_t>(all.roads.road_of(door.street));
      numbers_of_road_[road].push_back(door.number);
      if (!asked(door)) continue;
      doors_of_stretch_[static_cast<std::size_t>(door.place.stretch)].push_back(row);
    }
    in_order_of_road_.resize(all.roads.roads().size());
  }

  void judge() {
    for (std::size_t stretch = 0; stretch < doors_of_stretch_.size(); ++stretch) {
      if (!doors_of_stretch_[stretch].empty()) judge_stretch(stretch);
    }
    for (const auto& [road, number] : turned_) say_turned(road, number);
    if (!settings_.enabled(Rule::num_05)) return;
    for (std::size_t road = 0; road < in_order_of_road_.size(); ++road) judge_jumps(road);
  }

 private:
  /// Whose place on its street says something about its number.
  [[nodiscard]] bool asked(const DoorOnRoad& door) const {
    return door.placed && door.plain && !door.in_site && door.place.stretch >= 0 &&
           !all_.without_sides(door.street) && door.place.distance <= all_.limit_m(door.street);
  }

  [[nodiscard]] bool left(std::size_t row) const { return all_.on[row].place.offset > 0; }

  /// The side once more, by the line's course before and behind the door: a kink or a loop where
  /// the door's foot lies turns sides round, and accuses nobody.
  [[nodiscard]] bool left_by_course(std::size_t row) const {
    const DoorPlace& place = all_.on[row].place;
    const Roads::Stretch& stretch = all_.roads.stretches()[static_cast<std::size_t>(place.stretch)];
    const geo::Point from = stretch.at(place.station - course_m);
    const geo::Point to = stretch.at(place.station + course_m);
    const auto door = all_.doors.geometry[row].vertices();
    return (to.x - from.x) * (door[1] - from.y) - (to.y - from.y) * (door[0] - from.x) > 0;
  }

  /// Clearly on one side, and not around the stretch's end, where sides meet.
  [[nodiscard]] bool beside(std::size_t row, double length) const {
    const DoorPlace& place = all_.on[row].place;
    return std::abs(place.offset) > parity_.distance_m && place.station > parity_.distance_m &&
           place.station < length - parity_.distance_m;
  }

  void judge_stretch(std::size_t stretch) {
    const Roads::Stretch& line = all_.roads.stretches()[stretch];
    const Rows& doors = doors_of_stretch_[stretch];
    std::size_t odd_left = 0, even_left = 0;
    for (const std::size_t row : doors) {
      if (!beside(row, line.length)) continue;
      ++(odd(all_.on[row].number) == left(row) ? odd_left : even_left);
    }
    const bool agreed = parity_.holds(std::max(odd_left, even_left), odd_left + even_left);
    // Which parity belongs to which side, seen along the stretch.
    const bool odd_is_left = odd_left >= even_left;
    const auto wrong_side = [&](std::size_t row) {
      // At an end, or next to the line, a millimetre decides on which side a door is.
      return agreed && beside(row, line.length) &&
             (odd(all_.on[row].number) == left(row)) != odd_is_left &&
             left(row) == left_by_course(row);
    };
    std::array<Rows, 2> sides;
    for (const std::size_t row : doors) {
      if (!wrong_side(row)) {
        const bool first = agreed ? odd(all_.on[row].number) : left(row);
        sides[first ? 0 : 1].push_back(row);
      }
    }
    const Order up = ordered(sides, +1), down = ordered(sides, -1);
    const int way = direction(line, up, down);
    const bool turned = agreed && way != 0 && odd_is_left != (way > 0);
    if (turned) {
      for (const std::size_t row : doors) {
        const std::int64_t number = all_.on[row].number;
        if (wrong_side(row)) continue;
        std::int64_t& least = turned_.try_emplace(line.road, number).first->second;
        least = std::min(least, number);
      }
    } else if (agreed && settings_.enabled(Rule::num_02)) {
      for (const std::size_t row : doors) {
        if (wrong_side(row)) say_side(row, odd_is_left == left(row));
      }
    }
    const Order& order = way < 0 || (way == 0 && down.in_order() > up.in_order()) ? down : up;
    if (static_cast<double>(order.in_order()) < order_.share * static_cast<double>(order.all())) {
      return;
    }
    for (std::size_t side = 0; side < 2; ++side) {
      for (const std::size_t i : order.growing[side]) {
        in_order_of_road_[line.road].push_back(order.rows[side][i]);
      }
    }
    if (!order_.holds(order.in_order(), order.all()) || !settings_.enabled(Rule::num_03)) return;
    for (std::size_t side = 0; side < 2; ++side) {
      judge_order(order.rows[side], order.growing[side], &order == &up ? 1 : -1);
    }
  }

  [[nodiscard]] Order ordered(const std::array<Rows, 2>& sides, int way) const {
    struct Standing {
      double station = 0;
      std::size_t place = 0;  ///< doors at one station have one
      std::int64_t number = 0;
      std::size_t row = 0;
    };
    Order order;
    std::vector<Standing> standing;
    std::vector<std::int64_t> numbers;
    for (std::size_t side = 0; side < 2; ++side) {
      standing.clear();
      for (const std::size_t row : sides[side]) {
        const DoorOnRoad& door = all_.on[row];
        standing.push_back({way * door.place.station, 0, door.number, row});
      }
      std::ranges::sort(standing, {}, &Standing::station);
      for (std::size_t i = 1; i < standing.size(); ++i) {
        const bool apart = standing[i].station - standing[i - 1].station > one_station_m;
        standing[i].place = standing[i - 1].place + (apart ? 1 : 0);
      }
      // Doors at one station stand in the order of their numbers: entrances of one wall.
      std::ranges::sort(standing, [](const Standing& a, const Standing& b) {
        return std::tie(a.place, a.number, a.row) < std::tie(b.place, b.number, b.row);
      });
      numbers.clear();
      for (const Standing& each : standing) {
        order.rows[side].push_back(each.row);
        numbers.push_back(each.number);
      }
      order.growing[side] = longest_growing(numbers);
    }
    return order;
  }

  /// +1: numbers grow along the stretch, -1: against it, 0: too few agree, or as well either way.
  /// What MAKS says counts where the doors do not contradict it.
  [[nodiscard]] int direction(const Roads::Stretch& line, const Order& up,
                              const Order& down) const {
    const bool fits_up = order_.holds(up.in_order(), up.all());
    const bool fits_down = order_.holds(down.in_order(), down.all());
    if (line.growing > 0 && fits_up) return 1;
    if (line.growing < 0 && fits_down) return -1;
    if (up.in_order() == down.in_order()) return 0;
    return up.in_order() > down.in_order() ? (fits_up ? 1 : 0) : (fits_down ? -1 : 0);
  }

  void judge_order(const Rows& rows, const Rows& growing, int way) {
    if (growing.empty()) return;
    const auto station = [&](std::size_t row) { return way * all_.on[row].place.station; };
    const auto number = [&](std::size_t i) { return all_.on[rows[i]].number; };
    std::size_t next = 0;  // of the growing ones, the first that stands behind the door
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (next < growing.size() && growing[next] == i) {
        ++next;
        continue;
      }
      const auto fit = std::ranges::upper_bound(growing, number(i), {}, number);
      const bool too_soon = fit != growing.begin() &&
                            station(rows[i]) < station(rows[*(fit - 1)]) - order_.distance_m;
      const bool too_late =
          fit != growing.end() && station(rows[i]) > station(rows[*fit]) + order_.distance_m;
      if (!too_soon && !too_late) continue;
      say_order(rows[i], next > 0 ? std::to_string(number(growing[next - 1])) : std::string(),
                next < growing.size() ? std::to_string(number(growing[next])) : std::string());
    }
  }

  void judge_jumps(std::size_t road) {
    const double limit = settings_.parameter(Rule::num_05, "numbers");
    Rows& doors = in_order_of_road_[road];
    std::vector<std::int64_t>& given = numbers_of_road_[road];
    std::ranges::sort(given);
    for (const bool odds : {true, false}) {
      std::map<std::int64_t, std::size_t> by_number;
      for (const std::size_t row : doors) {
        if (odd(all_.on[row].number) != odds) continue;
        const auto [known, fresh] = by_number.try_emplace(all_.on[row].number, row);
        if (!fresh && code_text(all_.doors, row) < code_text(all_.doors, known->second)) {
          known->second = row;
        }
      }
      std::int64_t before = 0;
      for (const auto& [number, row] : by_number) {
        if (before > 0 && static_cast<double>(number - before) > limit &&
            !between(given, before, number)) {
          Finding finding = finding_about(Rule::num_05, settings_, all_.reg, all_.doors, row);
          finding.arguments = {{"value", number_text(row)},
                               {"street", called(all_.streets, all_.on[row].street)},
                               {"before", std::to_string(before)}};
          findings_.push_back(std::move(finding));
        }
        before = number;
      }
    }
  }

  /// Is there a number of the same parity between two?
  static bool between(const std::vector<std::int64_t>& given, std::int64_t low, std::int64_t high) {
    for (auto at = std::ranges::upper_bound(given, low); at != given.end() && *at < high; ++at) {
      if (odd(*at) == odd(high)) return true;
    }
    return false;
  }

  [[nodiscard]] std::string number_text(std::size_t row) const {
    return std::string(all_.doors.columns[position(Layer::door, "kapi_no")].texts[row]);
  }

  /// `lawful_left`: the door stands where odd numbers belong, which is the law's left.
  void say_side(std::size_t row, bool lawful_left) {
    Finding finding = finding_about(Rule::num_02, settings_, all_.reg, all_.doors, row);
    finding.attribute = "kapi_no";
    finding.arguments = {{"value", number_text(row)},
                         {"street", called(all_.streets, all_.on[row].street)},
                         {"side", std::string(lawful_left ? "sol" : "sag")},
                         {"parity", std::string(lawful_left ? "tek" : "cift")}};
    findings_.push_back(std::move(finding));
  }

  /// `number`: the road's least, which stands where the law wants the other parity.
  void say_turned(std::size_t road, std::int64_t number) {
    if (!settings_.enabled(Rule::num_02)) return;
    const Rows& rows = all_.roads.roads()[road].streets;
    Finding finding = finding_about_all(Rule::num_02, settings_, all_.reg, all_.streets, rows);
    finding.attribute = "yon";
    finding.arguments = {{"value", std::to_string(number)},
                         {"street", street_name(rows.front())},
                         {"side", std::string(odd(number) ? "sag" : "sol")},
                         {"parity", std::string(odd(number) ? "cift" : "tek")}};
    findings_.push_back(std::move(finding));
  }

  [[nodiscard]] std::string street_name(std::size_t street) const {
    const Column& names = all_.streets.columns[position(Layer::street, "ad")];
    return std::string(names.texts[street]);
  }

  void say_order(std::size_t row, std::string before, std::string after) {
    Finding finding = finding_about(Rule::num_03, settings_, all_.reg, all_.doors, row);
    finding.attribute = "kapi_no";
    finding.arguments = {{"value", number_text(row)},
                         {"street", called(all_.streets, all_.on[row].street)},
                         {"before", std::move(before)},
                         {"after", std::move(after)}};
    findings_.push_back(std::move(finding));
  }

  const DoorsOnRoads& all_;
  const Settings& settings_;
  std::vector<Finding>& findings_;
  Agreement parity_, order_;
  std::vector<Rows> doors_of_stretch_;
  std::vector<std::vector<std::int64_t>> numbers_of_road_;  ///< as given, whatever the row's state
  std::vector<Rows> in_order_of_road_;
  std::map<std::size_t, std::int64_t> turned_;  ///< the other way round: their least number
};

}  // namespace

void judge_sides(const DoorsOnRoads& all, const Settings& settings,
                 std::vector<Finding>& findings) {
  StreetNumbers(all, settings, findings).judge();
}

}  // namespace uavt::sync
