#include "app/run.hpp"

#include "app/crs_check.hpp"
#include "app/exit_code.hpp"
#include "app/finding_memory.hpp"
#include "app/intake.hpp"
#include "app/model_sources.hpp"
#include "app/outcome.hpp"
#include "config/model.hpp"
#include "geo/error.hpp"
#include "importers/reader.hpp"
#include "report/html.hpp"
#include "report/map_json.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "sql/database.hpp"
#include "sync/account.hpp"
#include "sync/coverage.hpp"
#include "sync/findings.hpp"
#include "sync/follow.hpp"
#include "sync/guard.hpp"
#include "sync/image.hpp"
#include "sync/judges.hpp"
#include "sync/match.hpp"
#include "sync/numbering.hpp"
#include "sync/picture.hpp"
#include "sync/reconcile.hpp"
#include "sync/rules_geometry.hpp"
#include "sync/rules_keys.hpp"
#include "sync/rules_model.hpp"
#include "sync/rules_scope.hpp"
#include "sync/rules_source.hpp"
#include "sync/settle.hpp"
#include "sync/shifts.hpp"

#include <spdlog/spdlog.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <future>
#include <optional>

namespace uavt::app {

namespace {

/// Everything a night has come to know, so that a run that stops or is refused can still report.
struct Progress {
  sync::Stored stored;
  report::Memory memory;  ///< `validate`: what stands for the database; its findings are in `stored`
  std::vector<sync::Delivery> deliveries;
  ModelSources of_models;
  geo::GeometryColumn extent;  ///< as configured; CRS: the target
  Reprojection reprojection;
  sync::Night night;
  sync::Matched matched;
  std::vector<sync::SourceShift> shifts;
  std::array<std::int64_t, sync::layer_count> next_number{};
  sync::Plan plan;
  bool planned = false;
  bool findings_settled = false;
  std::map<std::uint16_t, std::int64_t> unfollowed;
};

void map_registers(Progress& progress, const sync::Settings& settings) {
  // Registers know nothing of each other until they are matched.
  tbb::parallel_for(std::size_t{0}, sync::register_count, [&](std::size_t r) {
    const auto reg = static_cast<sync::Register>(r);
    sync::Side& side = progress.night.sides[r];
    for (const sync::Layer layer : sync::all_layers) {
      side.images[index(layer)] =
          sync::image_table(layer, reg, progress.stored.published[index(layer)],
                            progress.stored.images[index(layer)][r]);
    }
    side.mapped = sync::mapped(reg, progress.deliveries, settings, &side.images);
    side.as_of.fill(sync::null_integer);
    for (const sync::Delivery& delivery : progress.deliveries) {
      const sync::SourceSettings& source = settings.sources[delivery.source];
      if (!delivery.read || source.reg != reg) continue;
      for (const sync::Layer layer : sync::all_layers) {
        if (!sync::feeds(source.layer, layer)) continue;
        side.as_of[index(layer)] = std::max(side.as_of[index(layer)], delivery.as_of);
      }
    }
  });
  for (sync::Side& side : progress.night.sides) {
    std::ranges::move(side.mapped.findings, std::back_inserter(progress.night.findings));
    side.mapped.findings.clear();
  }
  sync::judge_delivered_form(progress.night, settings);
}

void follow_registers(Progress& progress, const sync::Settings& settings) {
  tbb::parallel_for(std::size_t{0}, sync::register_count,
                    [&](std::size_t r) { sync::follow(progress.night.sides[r], settings); });
  for (sync::Side& side : progress.night.sides) {
    std::ranges::move(side.mapped.findings, std::back_inserter(progress.night.findings));
    side.mapped.findings.clear();
  }
}

void validate(Progress& progress, const sync::Settings& settings) {
  sync::judge_geometry(progress.night, settings);
  sync::judge_scope(progress.night, progress.stored, settings,
                    progress.extent.empty() ? nullptr : &progress.extent,
                    country_box(settings.municipality.target_crs));
  sync::judge_codes(progress.night, settings);
  const sync::Coverages coverages = sync::coverages(progress.deliveries, settings);
  std::array<std::map<std::uint16_t, std::int64_t>, sync::register_count> unfollowed;
  tbb::parallel_for(std::size_t{0}, sync::register_count, [&](std::size_t r) {
    const auto covered = [&](sync::Layer layer, std::int64_t mahalle) {
      return sync::covers(coverages[r][index(layer)], mahalle,
                          progress.stored.published[index(sync::Layer::neighbourhood)]);
    };
    unfollowed[r] = sync::stand(progress.night.sides[r], progress.stored, settings, covered);
    sync::link(progress.night.sides[r].mapped.tables);
  });
  for (auto& each : unfollowed) progress.unfollowed.merge(each);
  sync::judge_references(progress.night, settings);
  sync::judge_content(progress.night, settings);
  std::ranges::move(sync::judged_columns(progress.deliveries, config::models(), settings),
                    std::back_inserter(progress.night.findings));
  judge(progress.of_models, settings, progress.night.findings);
}

/// What the comparison asks of the past: only for findings that were not there last time.
sync::Past past_of(const std::vector<sync::Finding>& findings, const Progress& progress,
                   const RunOptions& options, sql::Database* database, int ilce) {
  sync::Past past;
  past.day = options.day.value_or(today());
  if (database == nullptr) {
    for (const auto& [fingerprint, closed] : progress.memory.closed) {
      past.closed.emplace(fingerprint, closed.first_run);
    }
  } else if (progress.stored.last_run != 0) {
    past.closed =
        database->closed_findings(ilce, sync::not_remembered(findings, progress.stored));
  }
  return past;
}

/// The findings of all rooms together, grouped, keyed, compared with the last run.
void settle_findings(Progress& progress, const sync::Settings& settings, const RunOptions& options,
                     sql::Database* database, std::int64_t run) {
  std::vector<sync::Finding> findings = std::move(progress.night.findings);
  for (auto* deliveries : {&progress.deliveries, &progress.of_models.deliveries}) {
    for (sync::Delivery& delivery : *deliveries) {
      std::ranges::move(delivery.findings, std::back_inserter(findings));
    }
  }
  std::ranges::move(progress.reprojection.findings, std::back_inserter(findings));
  std::vector<sync::SourceAccount> accounts;
  for (const sync::Side& side : progress.night.sides) {
    accounts.insert(accounts.end(), side.mapped.accounts.begin(), side.mapped.accounts.end());
  }
  sync::group(findings, accounts);
  sync::identify(findings, progress.night, progress.matched, settings,
                 options.store == Store::no_database ? sync::Keys::content : sync::Keys::numbers);
  add_lonlat(findings, settings.municipality.target_crs);
  const sync::Past past =
      past_of(findings, progress, options, database, settings.municipality.ilce);
  progress.findings_settled = true;
  sync::compare(progress.plan, std::move(findings), progress.stored, progress.night, run, past);
  // A night that stopped before its end has not been looked at whole.
  if (progress.planned) {
    judge_whole(progress.plan, progress.night, progress.matched, progress.shifts, progress.stored,
                settings);
  }
}

}  // namespace

std::string conninfo(const sync::Settings& settings) {
  if (settings.dsn == "embedded:") return sql::Embedded(settings.run.state_dir).start();
  return settings.dsn;
}

namespace {

/// The stages, one a line; whatever ends them early leaves what is known in `progress`.
void walk(Progress& progress, Stages& stages, const sync::Settings& settings,
          const RunOptions& options, sql::Database* database, std::int64_t run,
          const std::function<void()>& apply) {
  if (options.store == Store::no_database) {
    progress.memory = remembered_findings(options.out);
    progress.stored.findings = std::move(progress.memory.findings);
    for (const sync::Waiver& waiver : progress.memory.waivers) {
      if (!waiver.withdrawn) progress.stored.waivers.push_back(waiver);
    }
  }
  stages.run("import", [&] {
    // What is remembered comes from the server while the files are read: neither needs the other.
    std::future<void> loading = std::async(std::launch::async, [&] {
      if (database != nullptr) progress.stored = database->load(settings.municipality.ilce);
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
  });
  stages.run("map", [&] {
    map_registers(progress, settings);
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
  stages.run("match", [&] {
    progress.matched = sync::matched(progress.night, progress.stored, settings);
    progress.shifts = sync::source_shifts(progress.night, progress.matched, settings);
    sync::judge_shifts(progress.night, progress.shifts, settings);
  });
  stages.run("diff", [&] {
    sync::number(progress.night, progress.matched, progress.stored, progress.next_number);
  });
  stages.run("reconcile", [&] {
    progress.plan = sync::reconciled(progress.night, progress.matched, progress.stored, settings,
                                     sync::coverages(progress.deliveries, settings));
    progress.planned = true;
  });
  stages.run("guard", [&] { progress.plan = sync::guarded(std::move(progress.plan)); });
  for (const sync::Layer layer : sync::all_layers) {
    progress.plan.layers[index(layer)].next_tucbs_no = progress.next_number[index(layer)];
  }
  remember_sources(progress.plan, progress.deliveries, progress.reprojection, progress.unfollowed,
                   progress.stored, settings);
  settle_findings(progress, settings, options, database, run);
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
    add_notes(result, progress.stored, progress.plan);
  }
  const ModelSources& of_models = progress.of_models;
  for (sync::SourceResult& source : source_results(of_models.deliveries, {}, settings)) {
    const std::size_t at = result.sources.size() - progress.deliveries.size();
    if (at < of_models.fates.size()) source.fates = of_models.fates[at];
    result.sources.push_back(std::move(source));
  }
  result.findings = progress.plan.findings;
  result.causes = progress.plan.causes;
  result.quality = progress.plan.quality;
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
  if (options.store != Store::no_database) {
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
      report.file = options.store == Store::publish
                        ? report::write(settings.run.report_dir, number, report.json, report.map)
                        : report::write(options.out, 0, report.json, report.map);
    }
    if (!report.file.empty()) {
      report::write_page(report.file, report::html(report.json, report.map, settings.run.language));
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
