// The feed: which rows a run changed, in the order in which they can be replayed into tables with
// foreign keys – inserts from mahalle down to units, updates, deletes from units up to mahalle. Rows
// that are restricted are in no reader's table: one that becomes so leaves it, one that ceases to be
// so comes into it, written tonight or not.
#include "sql/applying.hpp"
#include "sql/copy_writer.hpp"
#include "sql/statements.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <ranges>
#include <unordered_map>
#include <unordered_set>
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

/// What a layer's readers see change.
struct Seen {
  Numbers inserted, updated, deleted;
};

Seen planned(const sync::LayerPlan& plan) {
  Seen seen;
  for (std::size_t row = 0; row < plan.before.size(); ++row) {
    Numbers& numbers = plan.before[row] == sync::no_row ? seen.inserted : seen.updated;
    numbers.push_back(plan.after.table.tucbs_no[row]);
  }
  seen.deleted = plan.deleted;
  return seen;
}

/// Which rows were restricted until tonight, and which are from tonight on.
struct Restricted {
  std::unordered_set<std::int64_t> before, after;
};

std::array<Restricted, sync::layer_count> restricted(const Applying& applying) {
  std::array<Restricted, sync::layer_count> rows;
  for (const auto& row :
       applying.work.exec_params(query("refresh_hidden"), applying.ilce_kodu, applying.started)) {
    const auto layer = sync::layer_named(row[0].as<std::string>());
    if (!layer) continue;
    const auto number = row[1].as<std::int64_t>();
    if (row[2].as<bool>()) rows[index(*layer)].before.insert(number);
    if (row[3].as<bool>()) rows[index(*layer)].after.insert(number);
  }
  return rows;
}

/// A row seen before and after keeps its change; one seen after only comes, before only goes.
Seen as_others_see(const Seen& planned, const Restricted& restricted) {
  if (restricted.before.empty() && restricted.after.empty()) return planned;
  Seen seen;
  for (const std::int64_t number : planned.inserted) {
    if (!restricted.after.contains(number)) seen.inserted.push_back(number);
  }
  for (const std::int64_t number : planned.updated) {
    if (restricted.before.contains(number) || restricted.after.contains(number)) continue;
    seen.updated.push_back(number);
  }
  for (const std::int64_t number : planned.deleted) {
    if (!restricted.before.contains(number)) seen.deleted.push_back(number);
  }
  const std::unordered_set<std::int64_t> gone(planned.deleted.begin(), planned.deleted.end());
  const std::unordered_set<std::int64_t> made(planned.inserted.begin(), planned.inserted.end());
  for (const std::int64_t number : restricted.before) {
    if (!restricted.after.contains(number) && !gone.contains(number)) {
      seen.inserted.push_back(number);
    }
  }
  for (const std::int64_t number : restricted.after) {
    if (!restricted.before.contains(number) && !made.contains(number)) {
      seen.deleted.push_back(number);
    }
  }
  std::ranges::sort(seen.inserted);
  std::ranges::sort(seen.deleted);
  return seen;
}

/// What the plan's new doors hang on.
MainDoors main_doors_of(const sync::LayerPlan& plan) {
  MainDoors main_doors;
  const sync::Table& rows = plan.after.table;
  const std::size_t main_door = sync::position(sync::Layer::door, "ana_numarataj_tucbs_no");
  for (std::size_t row = 0; row < plan.before.size(); ++row) {
    if (plan.before[row] != sync::no_row || rows.columns[main_door].null(row)) continue;
    main_doors.emplace(rows.tucbs_no[row], rows.columns[main_door].integers[row]);
  }
  return main_doors;
}

/// What the database says these doors hang on, or hung on.
void ask(const Applying& applying, std::string_view question, const Numbers& doors,
         MainDoors& main_doors) {
  if (doors.empty()) return;
  for (const auto& row : applying.work.exec_params(query(question), applying.ilce_kodu,
                                                   array_parameter(doors), applying.started)) {
    main_doors.emplace(row[0].as<std::int64_t>(), row[1].as<std::int64_t>());
  }
}

void order_doors(const Applying& applying, const sync::LayerPlan& plan,
                 const Restricted& restricted, Seen& doors) {
  MainDoors first = main_doors_of(plan);
  Numbers come;  // also some that are not new
  std::ranges::copy_if(doors.inserted, std::back_inserter(come),
                       [&](std::int64_t door) { return restricted.before.contains(door); });
  ask(applying, "main_doors_now", come, first);
  order(doors.inserted, first, MainDoor::first);
  if (doors.deleted.size() < 2) return;
  MainDoors last;
  ask(applying, "main_doors", doors.deleted, last);
  order(doors.deleted, last, MainDoor::last);
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
  std::array<Seen, sync::layer_count> seen;
  for (const sync::Layer layer : sync::all_layers) {
    seen[index(layer)] = planned(plan.layers[index(layer)]);
  }
  if (!std::ranges::all_of(plan.layers, &sync::LayerPlan::empty)) {
    const auto rows = restricted(applying);
    for (std::size_t l = 0; l < sync::layer_count; ++l) seen[l] = as_others_see(seen[l], rows[l]);
    constexpr std::size_t door = index(sync::Layer::door);
    order_doors(applying, plan.layers[door], rows[door], seen[door]);
  }
  std::vector<Part> parts;
  for (const sync::Layer layer : sync::all_layers) {
    add(parts, layer, "ekleme", seen[index(layer)].inserted);
  }
  for (const sync::Layer layer : sync::all_layers) {
    add(parts, layer, "degisiklik", seen[index(layer)].updated);
  }
  for (const sync::Layer layer : std::views::reverse(sync::all_layers)) {
    add(parts, layer, "silme", seen[index(layer)].deleted);
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
