#include "app/run.hpp"

#include "app/base_file.hpp"
#include "app/corrections.hpp"
#include "app/crs_check.hpp"
#include "app/exit_code.hpp"
#include "app/finding_memory.hpp"
#include "app/model_sources.hpp"
#include "app/outcome.hpp"
#include "app/progress.hpp"
#include "geo/error.hpp"
#include "importers/reader.hpp"
#include "report/html.hpp"
#include "report/map_json.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "sync/account.hpp"
#include "sync/coverage.hpp"
#include "sync/events.hpp"
#include "sync/numbering.hpp"
#include "sync/picture.hpp"
#include "sync/reconcile.hpp"
#include "sync/rules_source.hpp"
#include "sync/settle.hpp"
#include "sync/shifts.hpp"

#include <spdlog/spdlog.h>
#include <tbb/global_control.h>

#include <future>
#include <optional>

namespace uavt::app {

std::string conninfo(const sync::Settings& settings) {
  if (settings.dsn == "embedded:") return sql::Embedded(settings.run.state_dir).start();
  return settings.dsn;
}

namespace {

/// What is delivered, compared and decided: walked a second time where the guard holds something.
void plan_night(Progress& progress, Stages& stages, const sync::Settings& settings,
                const RunOptions& options) {
  stages.run("map", [&] {
    map_registers(progress, settings);
    if (!options.base.empty()) forget_restricted(progress.night, settings);
    sync::judge_sources(progress.deliveries, settings, progress.stored,
                        options.day.value_or(today()), progress.night.findings);
  });
  stages.run("follow", [&] { follow_registers(progress, settings); });
  stages.run("settle", [&] {
    for (sync::Side& side : progress.night.sides) sync::settle(side, settings);
  });
  stages.run("validate", [&] {
    validate(progress, settings);
    stages.note("findings", std::to_string(progress.night.findings.size()));
  });
  stages.run("match", [&] { match(progress, settings); });
  stages.run("diff", [&] {
    sync::number(progress.night, progress.matched, progress.stored, progress.next_number);
  });
  stages.run("reconcile", [&] {
    reconcile(progress, settings);
    progress.planned = true;
  });
}

/// The stages, one a line; whatever ends them early leaves what is known in `progress`.
void walk(Progress& progress, Stages& stages, const sync::Settings& settings,
          const RunOptions& options, sql::Database* database, std::int64_t run,
          const std::function<void()>& apply) {
  if (options.store == Store::no_database) {
    progress.memory = remembered_findings(options.out);
    recall(progress.memory, progress.stored);
  }
  stages.run("import", [&] {
    // What is remembered comes from the server while the files are read: neither needs the other.
    std::future<void> loading = std::async(std::launch::async, [&] {
      if (database != nullptr) progress.stored = database->load(settings.municipality.ilce);
      if (!options.base.empty()) progress.stored = stored_from(options.base, settings);
    });
    Imported imported = app::imported(settings, options.full);
    loading.get();
    progress.deliveries = std::move(imported.deliveries);
    if (imported.refusal) std::rethrow_exception(imported.refusal);
    note_intake(stages, progress.deliveries);
    refuse_gaps(progress.deliveries, settings, progress.stored, progress.reprojection);
    progress.of_models = taken_for_models(progress.deliveries, settings);
  });
  stages.run("reproject", [&] {
    progress.extent = extent_of(settings);
    CrsCheck check(settings, progress.extent, progress.stored);
    reproject(progress.deliveries, settings, check, progress.stored, progress.reprojection);
    reproject(progress.of_models.deliveries, settings, check, progress.stored,
              progress.of_models.reprojection);
  });
  plan_night(progress, stages, settings, options);
  stages.run("guard", [&] {
    Guarding guarding = guard(progress, settings, options);
    if (guarding.walk_again) {
      Stages unheard(Stages::Output::quiet, std::nullopt);
      plan_night(progress, unheard, settings, options);
    }
    tell_guarding(progress, settings, std::move(guarding));
    stages.note("held", std::to_string(progress.plan.guard.batches.size()));
  });
  for (const sync::Layer layer : sync::all_layers) {
    progress.plan.layers[index(layer)].next_tucbs_no = progress.next_number[index(layer)];
  }
  sync::judge_events(progress.plan.events, progress.night, progress.matched, progress.stored,
                     settings);
  remember_sources(progress.plan, progress.deliveries, progress.reprojection, progress.unfollowed,
                   progress.stored, progress.night, settings);
  if (options.store != Store::no_database) list_corrections(progress, settings, database, run);
  settle_findings(progress, settings, options, database, run);
  sync::link_findings(progress.plan);
  if (apply) {
    stages.run("apply", [&] {
      apply();
      stages.note("rows", std::to_string(rows_written(progress.plan)));
    });
  }
}

sync::Result result_of(Progress& progress, const sync::Settings& settings, Store store) {
  sync::Result result;
  result.sources = source_results(progress.deliveries, progress.reprojection, settings);
  if (progress.planned) {
    for (std::size_t r = 0; r < sync::register_count; ++r) {
      add_fates(result, progress.night, static_cast<sync::Register>(r), progress.matched,
                progress.plan);
    }
    // Rules only, without a database: nothing is about to be published.
    if (store != Store::no_database) {
      result.layers = sync::layer_results(progress.stored, progress.plan);
    }
    result.pairs = progress.matched.pairs;
    result.held = progress.plan.guard.batches;
    add_notes(result, progress.stored, progress.plan);
  }
  const ModelSources& of_models = progress.of_models;
  for (sync::SourceResult& source :
       source_results(of_models.deliveries, of_models.reprojection, settings)) {
    const std::size_t at = result.sources.size() - progress.deliveries.size();
    if (at < of_models.fates.size()) source.fates = of_models.fates[at];
    result.sources.push_back(std::move(source));
  }
  result.findings = progress.plan.findings;
  result.causes = progress.plan.causes;
  result.quality = progress.plan.quality;
  result.worklist = told_corrections(progress.plan, progress.stored);
  add_events(result, progress.night, progress.matched, progress.stored, progress.plan);
  add_kept(result, progress.plan, progress.stored);
  return result;
}

/// What the report draws from; empty where no row was read yet.
std::string map_of(const Progress& progress, const sync::Settings& settings) {
  const sync::Picture picture =
      sync::picture(progress.night, progress.matched, progress.plan, progress.stored);
  if (picture.empty()) return {};
  return report::map_json(picture, settings.municipality.target_crs);
}

/// A source or its CRS was refused: nothing was compared yet, and what was seen is true.
bool refused_at_the_door(const std::exception& error) {
  return dynamic_cast<const importers::SourceError*>(&error) != nullptr ||
         dynamic_cast<const geo::CrsError*>(&error) != nullptr;
}

}  // namespace

RunReport run(const sync::Settings& settings, const RunOptions& options) {
  std::optional<tbb::global_control> threads;
  if (settings.run.threads != 0) {
    threads.emplace(tbb::global_control::max_allowed_parallelism, settings.run.threads);
  }
  if (options.store == Store::publish) require_writable(settings.run.report_dir);
  Stages stages(options.output, options.until);
  RunReport report;
  report.info = run_info(settings, options.command);
  std::optional<sql::Database> database;
  std::int64_t number = 0;
  if (options.store != Store::no_database && options.base.empty()) {
    database.emplace(open_database(settings, options, report.info));
    stages.on_start([&](const std::string& stage) {
      try {
        database->stage(stage);
      } catch (const sql::DatabaseError& lost) {
        // A courtesy to whoever looks at the sessions; who needs the session next will say so.
        spdlog::debug("{}", lost.what());
      }
    });
    if (options.on_apply_step) database->on_step(options.on_apply_step);
    if (options.store == Store::publish) {
      number = database->begin_run(settings.municipality.ilce, options.command,
                                   report.info.started);
    }
  }
  report.info.number = number;

  Progress progress;
  bool applied = false;
  const auto apply = [&] {
    sync::Result result = result_of(progress, settings, options.store);
    result.verdict = report::verdict(result, settings, options.store == Store::publish);
    // What the ledger keeps is as near to the report as can be told before the commit.
    report.info.stages = stages.times();
    finish(report.info, result, settings);
    const sql::RunOutcome outcome = run_outcome(result, report.info, progress.plan,
                                                progress.stored, settings);
    database->apply(settings.municipality.ilce, number, progress.plan, outcome,
                    options.store == Store::publish ? sql::Ending::commit
                                                    : sql::Ending::roll_back);
    applied = options.store == Store::publish;
  };
  const bool applies = options.store == Store::publish || options.store == Store::roll_back;
  sql::Database* const server = database ? &*database : nullptr;
  std::exception_ptr refused;
  try {
    walk(progress, stages, settings, options, server, number,
         applies ? std::function<void()>(apply) : std::function<void()>());
  } catch (const Stopped&) {
    if (!progress.findings_settled) {
      settle_findings(progress, settings, options, server, number);
    }
    // Rules that were not reached have judged nothing: what they found before is not fixed.
    if (!progress.planned) progress.plan.findings_fixed.clear();
  } catch (const std::exception& error) {
    refused = std::current_exception();
    if (refused_at_the_door(error)) {
      // What was seen of the sources says what to mend.
      if (!progress.findings_settled) {
        settle_findings(progress, settings, options, server, number);
      }
      progress.plan.findings_fixed.clear();
      report.result = result_of(progress, settings, options.store);
    }
    report.result.verdict = report::refusal(error.what(), exit_code_of(error));
  }
  const auto tell = [&] {
    if (!refused) {
      report.result = result_of(progress, settings, options.store);
      report.result.verdict = report::verdict(report.result, settings, applied);
    }
    report.info.stages = stages.times();
    if (database) report.info.trend = trend(*database, settings.municipality.ilce);
    finish(report.info, report.result, settings);
    report.json = report::json(report.info, report.result, settings);
    if (options.store == Store::publish && !applied) {
      close_unpublished(*database, number, report, settings);
    }
    if (options.store == Store::publish || !options.out.empty()) {
      if (!refused) report.map = map_of(progress, settings);
      const report::ReportFiles files{
          report.json, report.map,
          report::html(report.json, report.map, settings.run.language)};
      report.file = options.store == Store::publish
                        ? report::write(settings.run.report_dir, number, files)
                        : report::write(options.out, 0, files);
    }
    if (options.store == Store::no_database && !refused) {
      remember_findings(options.out,
                        memory_after(progress.memory, progress.plan, progress.stored, settings,
                                     options.day.value_or(today()),
                                     remembered_findings(options.out).waivers));
    }
  };
  try {
    refused ? tell() : stages.run("report", tell);
  } catch (const Stopped&) {  // `--until report` is the whole run
  } catch (const std::filesystem::filesystem_error& error) {
    if (!refused) throw report_not_written(error, number, applied);
    spdlog::error("the report of the refused run could not be written: {}",
                  report::visible(error.what()));
  }
  if (refused) std::rethrow_exception(refused);
  return report;
}

}  // namespace uavt::app
