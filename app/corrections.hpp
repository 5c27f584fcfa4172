// The lists of corrections in a run: found when the plan is made, told in the report, stored with it.
#pragma once

#include "app/progress.hpp"
#include "sync/settings.hpp"
#include "sync/work_item.hpp"

#include <cstdint>
#include <vector>

namespace uavt::app {

/// Items, their numbers and states, tonight's deliveries, UAV-11: into the plan and the night. Before
/// findings are settled. `database` may be null: then no item was ever closed.
/// Errors: sql::DatabaseError.
void list_corrections(Progress& progress, const sync::Settings& settings, sql::Database* database,
                      std::int64_t run);

/// What the report tells: what is open, found tonight or standing, and what was settled.
[[nodiscard]] std::vector<sync::ToldItem> told_corrections(const sync::Plan& plan,
                                                           const sync::Stored& stored);

/// Items that are new or say something else than what is stored of them.
[[nodiscard]] std::vector<sql::StoredItem> stored_corrections(const sync::Plan& plan,
                                                              const sync::Stored& stored);

}  // namespace uavt::app
