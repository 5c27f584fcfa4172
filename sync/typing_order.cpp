#include "sync/typing_order.hpp"

#include "sync/text.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace uavt::sync {

namespace {

/// Where sort_key_of leaves room for the step: behind mahalle, phase, layer, street and operation.
constexpr std::size_t step_at = 19 + 1 + 1 + 19 + 1;
constexpr std::size_t step_width = 3, most_steps = 999;

/// A door that takes another number on its street.
bool renumbered(const WorkItem& item) {
  return item.layer == Layer::door && item.group == "adres" && !item.record.dis_kapi.empty() &&
         !item.record.yeni_dis_kapi.empty() && item.record.csbm_kodu != null_integer;
}

/// List, street and block, number: what only one door may have at a time.
using Plate = std::tuple<WorkList, std::int64_t, std::string, std::string>;

Plate plate(const WorkItem& item, const std::string& number) {
  return {item.list, item.record.csbm_kodu, plain_form(item.record.blok),
          canonical_door_number(number)};
}

}  // namespace

void set_sort_keys(std::span<WorkItem> items) {
  std::map<Plate, std::size_t> holders;  // who has a number and gives it up
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].sort_key = sort_key_of(items[i]);
    if (renumbered(items[i])) holders.emplace(plate(items[i], items[i].record.dis_kapi), i);
  }
  const auto in_the_way = [&](std::size_t i) {
    const auto found = holders.find(plate(items[i], items[i].record.yeni_dis_kapi));
    return found == holders.end() || found->second == i ? items.size() : found->second;
  };
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!renumbered(items[i])) continue;
    // As many steps as there are doors in the way, one behind the other.
    std::size_t step = 0;
    std::vector<std::size_t> passed = {i};
    for (std::size_t at = in_the_way(i); at != items.size() && step < most_steps;
         at = in_the_way(at)) {
      if (std::ranges::find(passed, at) != passed.end()) {
        step = 0;  // a circle
        break;
      }
      passed.push_back(at);
      ++step;
    }
    std::string digits = std::to_string(step);
    digits.insert(0, step_width - digits.size(), '0');
    items[i].sort_key.replace(step_at, step_width, digits);
  }
}

}  // namespace uavt::sync
