// The feed: which rows a run changed, in the order in which they can be replayed into tables with
// foreign keys – inserts from mahalle down to units, updates, deletes from units up to mahalle.
#include "sql/applying.hpp"
#include "sql/copy_writer.hpp"
#include "sql/statements.hpp"

#include <algorithm>
#include <ranges>
#include <unordered_map>
#include <vector>

namespace uavt::sql {
namespace {

using Numbers = std::vector<std::int64_t>;
using MainDoors = std::unordered_map<std::int64_t, std::int64_t>;  ///< door → its main door

/// Changes told by one row: a reader takes a whole row's numbers to tell one of them.
constexpr std::size_t most_in_part = 10'000;

struct Part {
  sync::Layer layer;
  std::string_view operation;
  Numbers numbers;
};

/// How many main doors a door hangs on, one on the other. A circle ends where it began.
std::size_t depth(std::int64_t door, const MainDoors& main_doors) {
  std::size_t steps = 0;
  for (auto at = main_doors.find(door); at != main_doors.end() && steps <= main_doors.size();
       at = main_doors.find(at->second)) {
    ++steps;
  }
  return steps;
}

enum class MainDoor : std::uint8_t { first, last };

/// A main door before the doors that hang on it, or after them.
void order(Numbers& doors, const MainDoors& main_doors, MainDoor main_door) {
  if (main_doors.empty()) return;
  std::ranges::stable_sort(doors, {}, [&](std::int64_t door) {
    const auto steps = static_cast<std::int64_t>(depth(door, main_doors));
    return main_door == MainDoor::first ? steps : -steps;
  });
}

Numbers inserted(sync::Layer layer, const sync::LayerPlan& plan) {
  Numbers numbers;
  MainDoors main_doors;
  const sync::Table& rows = plan.after.table;
  const std::size_t main_door = layer == sync::Layer::door
                                    ? sync::position(layer, "ana_numarataj_tucbs_no")
                                    : 0;
  for (std::size_t row = 0; row < plan.before.size(); ++row) {
    if (plan.before[row] != sync::no_row) continue;
    numbers.push_back(rows.tucbs_no[row]);
    if (layer != sync::Layer::door || rows.columns[main_door].null(row)) continue;
    main_doors.emplace(rows.tucbs_no[row], rows.columns[main_door].integers[row]);
  }
  order(numbers, main_doors, MainDoor::first);
  return numbers;
}

Numbers updated(const sync::LayerPlan& plan) {
  Numbers numbers;
  for (std::size_t row = 0; row < plan.before.size(); ++row) {
    if (plan.before[row] != sync::no_row) numbers.push_back(plan.after.table.tucbs_no[row]);
  }
  return numbers;
}

Numbers deleted(const Applying& applying, sync::Layer layer, const sync::LayerPlan& plan) {
  Numbers numbers = plan.deleted;
  if (layer != sync::Layer::door || numbers.size() < 2) return numbers;
  MainDoors main_doors;
  for (const auto& row : applying.work.exec_params(query("main_doors"), applying.ilce_kodu,
                                                   array_parameter(numbers), applying.started)) {
    main_doors.emplace(row[0].as<std::int64_t>(), row[1].as<std::int64_t>());
  }
  order(numbers, main_doors, MainDoor::last);
  return numbers;
}

void add(std::vector<Part>& parts, sync::Layer layer, std::string_view operation,
         const Numbers& numbers) {
  for (std::size_t from = 0; from < numbers.size(); from += most_in_part) {
    const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(from);
    const std::size_t count = std::min(most_in_part, numbers.size() - from);
    parts.push_back({layer, operation, Numbers(begin, begin + static_cast<std::ptrdiff_t>(count))});
  }
}

std::vector<Part> parts_of(const Applying& applying, const sync::Plan& plan) {
  std::vector<Part> parts;
  for (const sync::Layer layer : sync::all_layers) {
    add(parts, layer, "ekleme", inserted(layer, plan.layers[index(layer)]));
  }
  for (const sync::Layer layer : sync::all_layers) {
    add(parts, layer, "degisiklik", updated(plan.layers[index(layer)]));
  }
  for (const sync::Layer layer : std::views::reverse(sync::all_layers)) {
    add(parts, layer, "silme", deleted(applying, layer, plan.layers[index(layer)]));
  }
  return parts;
}

}  // namespace

void apply_feed(const Applying& applying, const sync::Plan& plan) {
  const std::vector<Part> parts = parts_of(applying, plan);
  if (parts.empty()) return;
  std::int64_t count = 0;
  for (const Part& part : parts) count += static_cast<std::int64_t>(part.numbers.size());
  std::int64_t last =
      applying.work.exec_params(query("draw_numbers"), count)[0][0].as<std::int64_t>();
  CopyWriter copy(applying.connection,
                  "uavtsync.akis "
                  "(ilk, son, ilce_kodu, calisma_no, katman, islem, tucbs_no, calisma_sonu)");
  for (const Part& part : parts) {
    const std::int64_t first = last + 1;
    last += static_cast<std::int64_t>(part.numbers.size());
    copy.row(8);
    copy.int8(first);
    copy.int8(last);
    copy.int4(applying.ilce_kodu);
    copy.int8(applying.run);
    copy.text(sync::name(part.layer));
    copy.text(part.operation);
    copy.int8s(part.numbers);
    copy.boolean(&part == &parts.back());
  }
  require_count("uavtsync.akis", "insert", parts.size(), copy.finish());
  applying.work.exec_params(query("tell_followers"), applying.ilce_kodu, applying.run, last);
}

}  // namespace uavt::sql
