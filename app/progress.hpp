// What a night has come to know, and the stages that are more than one call. `run` walks them in
// order; what ends a night early leaves here what is known, so that it can still be reported.
#pragma once

#include "app/intake.hpp"
#include "app/model_sources.hpp"
#include "app/run.hpp"
#include "report/memory.hpp"
#include "sql/database.hpp"
#include "sync/guard.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/shifts.hpp"

#include <array>
#include <map>
#include <vector>

namespace uavt::app {

struct Progress {
  sync::Stored stored;
  report::Memory memory;  ///< `validate`: what stands for the database; its findings are in `stored`
  std::vector<sync::Delivery> deliveries;
  ModelSources of_models;
  geo::GeometryColumn extent;  ///< as configured; CRS: the target
  Reprojection reprojection;
  sync::Night night;
  sync::Matched matched;
  std::vector<sync::Finding> model_findings;  ///< judged once, whatever is walked twice
  std::vector<sync::SourceShift> shifts;
  std::array<std::int64_t, sync::layer_count> next_number{};
  sync::Plan plan;
  bool planned = false;
  bool findings_settled = false;
  std::map<std::uint16_t, std::int64_t> unfollowed;
};

/// `map`: deliveries become typed tables beside their last images.
void map_registers(Progress& progress, const sync::Settings& settings);

/// `follow`: every row finds the image under which its register said it last.
void follow_registers(Progress& progress, const sync::Settings& settings);

/// `validate`: all rules about one register; rows that stand as last seen join the tables.
void validate(Progress& progress, const sync::Settings& settings);

/// `match`: which rows are the same thing, and whether a whole source lies beside itself.
void match(Progress& progress, const sync::Settings& settings);

/// `reconcile`: what is decided, and what happened that explains it.
void reconcile(Progress& progress, const sync::Settings& settings);

/// What the guard and a person's answer to it ask of the rest of the night.
struct Guarding {
  sync::GuardPlan plan;
  std::vector<sync::Ruling> refused;  ///< what becomes of a batch that is rejected
  bool walk_again = false;            ///< from `map` on: `progress` is ready for it
};

/// `guard`: what is held tonight.
/// Errors: config::ConfigError when a decision does not fit what is proposed tonight.
[[nodiscard]] Guarding guard(Progress& progress, const sync::Settings& settings,
                             const RunOptions& options);

/// The held mahalle into the findings and the plan, once the plan is the one to be applied.
void tell_guarding(Progress& progress, const sync::Settings& settings, Guarding guarding);

/// The findings of all rooms together, grouped, keyed, compared with the last run and with what was
/// closed before; what many of them have one reason for. `run`: tonight's number.
/// Errors: sql::DatabaseError.
void settle_findings(Progress& progress, const sync::Settings& settings, const RunOptions& options,
                     sql::Database* database, std::int64_t run);

}  // namespace uavt::app
