// Small plans by hand: streets and doors with the few values a test is about.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "sql/database.hpp"
#include "sync/plan.hpp"

namespace uavt::sql::test {

inline constexpr const char* started = "2026-11-22T02:00:00Z";

/// Adds a row to a layer's plan: an insert, or an update when `before` is given. Returns its row.
inline std::size_t add(sync::LayerPlan& plan, sync::Layer layer, std::int64_t number,
                       std::int32_t before = sync::no_row) {
  sync::Table& table = plan.after.table;
  if (table.size() == 0) table = sync::Table(layer);
  const std::size_t row = table.append_row({});
  table.tucbs_no[row] = number;
  plan.after.eslesme.push_back(sync::Presence::ortak);
  plan.after.kaynak.push_back(static_cast<sync::RegisterSet>(sync::bit(sync::Register::cbs) |
                                                             sync::bit(sync::Register::uavt)));
  plan.before.push_back(before);
  ++(before == sync::no_row ? plan.inserted : plan.updated);
  plan.next_tucbs_no = std::max(plan.next_tucbs_no, number + 1);
  return row;
}

inline void set(sync::LayerPlan& plan, std::size_t row, std::string_view attribute,
                const std::string& text) {
  sync::Table& table = plan.after.table;
  const std::size_t at = sync::position(table.layer, attribute);
  sync::assign_text(table.type().attributes[at], table.columns[at], row, text);
}

/// `count` streets with codes 101, 102 …
inline sync::Plan streets(int count) {
  sync::Plan plan;
  sync::LayerPlan& layer = plan.layers[index(sync::Layer::street)];
  for (int i = 1; i <= count; ++i) {
    const std::size_t row = add(layer, sync::Layer::street, i);
    set(layer, row, "csbm_kodu", std::to_string(100 + i));
    set(layer, row, "ad", "Sokak " + std::to_string(i));
  }
  return plan;
}

/// A night in which nothing changed.
inline sync::Plan nothing() {
  sync::Plan plan;
  return plan;
}

/// A night from ledger to ledger.
inline std::int64_t night(Database& database, int ilce_kodu, const sync::Plan& plan,
                          const RunOutcome& outcome = {"{}", "", 0, {}},
                          Ending ending = Ending::commit) {
  const std::int64_t run = database.begin_run(ilce_kodu, "run", started);
  database.apply(ilce_kodu, run, plan, outcome, ending);
  return run;
}

}  // namespace uavt::sql::test
