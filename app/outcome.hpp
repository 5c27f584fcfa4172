// From what a night did to what the report and the ledger say about it: sources, fates, notes,
// versions, digests.
#pragma once

#include "app/intake.hpp"
#include "app/run.hpp"
#include "config/loader.hpp"
#include "sql/database.hpp"
#include "sync/match.hpp"
#include "sync/night.hpp"
#include "sync/plan.hpp"
#include "sync/result.hpp"
#include "sync/shifts.hpp"

#include <map>
#include <vector>

namespace uavt::app {

/// The day it is in Türkiye, days since 1970-01-01: a night at two belongs to the day that begins.
[[nodiscard]] std::int64_t today();

/// Versions, names and the start time. Times are UTC, ISO 8601.
[[nodiscard]] sync::RunInfo run_info(const sync::Settings& settings, const std::string& command);

/// Connects, locks the district and migrates; adds the server's versions. A dry run with pending
/// migrations is refused. Errors: sql::DatabaseError, sql::LockedError, config::ConfigError.
[[nodiscard]] sql::Database open_database(const sync::Settings& settings,
                                          const RunOptions& options, sync::RunInfo& info);

/// Before anything begins: a night whose report has no place to go is not begun. Errors:
/// config::ConfigError.
void require_writable(const std::filesystem::path& report_dir);

/// The night is over and its report could not be written: what became of it, and the cure.
[[nodiscard]] config::ConfigError report_not_written(const std::filesystem::filesystem_error& error,
                                                     std::int64_t number, bool applied);

void note_intake(Stages& stages, const std::vector<sync::Delivery>& deliveries);

/// Sources as the report lists them, in order of the configuration; fates still empty.
[[nodiscard]] std::vector<sync::SourceResult> source_results(
    const std::vector<sync::Delivery>& deliveries, const Reprojection& reprojection,
    const sync::Settings& settings);

/// Fates of one register's sources, checked against the rows read (law 1).
void add_fates(sync::Result& result, const sync::Night& night, sync::Register reg,
               const sync::Matched& matched, const sync::Plan& plan);

/// One line for each layer where one register speaks and the other never has: no UAV finding there.
void add_notes(sync::Result& result, const sync::Stored& stored,
               const sync::Plan& plan);

/// What happened, with the UAV-09 that tells it.
void add_events(sync::Result& result, const sync::Night& night, const sync::Matched& matched,
                const sync::Stored& stored, const sync::Plan& plan);

/// Findings that are no longer there or that nobody looked for, as they were stored.
void add_kept(sync::Result& result, const sync::Plan& plan, const sync::Stored& stored);

/// What there is one reason for, tonight's findings and those that stand; how good the layers are.
void judge_whole(sync::Plan& plan, const sync::Night& night, const sync::Matched& matched,
                 const std::vector<sync::SourceShift>& shifts, const sync::Stored& stored,
                 const sync::Settings& settings);

/// The counts of the last published runs, this one last when it was; none when the database does
/// not answer (what was published stays published).
[[nodiscard]] std::vector<sync::TrendRun> trend(sql::Database& database, int ilce_kodu);

/// Longitude and latitude of every finding's point, in one transformation.
void add_lonlat(std::vector<sync::Finding>& findings, const std::string& target_crs);

/// What is known of each source that was read. A delta of which something waits was not applied:
/// it says a thing once, and has to come again.
void remember_sources(sync::Plan& plan, const std::vector<sync::Delivery>& deliveries,
                      const Reprojection& reprojection,
                      const std::map<std::uint16_t, std::int64_t>& unfollowed,
                      const sync::Stored& stored, const sync::Night& night,
                      const sync::Settings& settings);

[[nodiscard]] std::uint64_t rows_written(const sync::Plan& plan);

/// What `apply` stores beside the plan: the summary, and the findings that are new or whose content
/// changed.
[[nodiscard]] sql::RunOutcome run_outcome(const sync::Result& result, const sync::RunInfo& info,
                                          const sync::Plan& plan, const sync::Stored& stored,
                                          const sync::Settings& settings);

/// End time, peak memory, digest of the result.
void finish(sync::RunInfo& info, const sync::Result& result, const sync::Settings& settings);

/// The ledger row of a run that published nothing; a lost database does not hide the first error.
void close_unpublished(sql::Database& database, std::int64_t number, const RunReport& report,
                       const sync::Settings& settings);

}  // namespace uavt::app
