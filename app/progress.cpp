#include "app/progress.hpp"

#include "app/finding_memory.hpp"
#include "app/outcome.hpp"
#include "config/loader.hpp"
#include "config/model.hpp"
#include "sync/concealing.hpp"
#include "sync/coverage.hpp"
#include "sync/events.hpp"
#include "sync/findings.hpp"
#include "sync/follow.hpp"
#include "sync/image.hpp"
#include "sync/judges.hpp"
#include "sync/layer_rulings.hpp"
#include "sync/reconcile.hpp"
#include "sync/refusal.hpp"
#include "sync/rules_geometry.hpp"
#include "sync/rules_keys.hpp"
#include "sync/rules_model.hpp"
#include "sync/rules_scope.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <iterator>

namespace uavt::app {

namespace {

/// What the comparison asks of the past: only for findings that were not there last time.
sync::Past past_of(const std::vector<sync::Finding>& findings, const Progress& progress,
                   const RunOptions& options, sql::Database* database, int ilce) {
  const std::int64_t day = options.day.value_or(today());
  if (database == nullptr) return app::past_of(progress.memory, day);
  sync::Past past;
  past.day = day;
  if (progress.stored.last_run != 0) {
    past.closed =
        database->closed_findings(ilce, sync::not_remembered(findings, progress.stored));
  }
  return past;
}

}  // namespace

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
  const sync::Coverages coverages = sync::coverages(progress.deliveries, settings);
  tbb::parallel_for(std::size_t{0}, sync::register_count, [&](std::size_t r) {
    sync::follow(progress.night.sides[r], settings, coverages[r]);
  });
  for (sync::Side& side : progress.night.sides) {
    std::ranges::move(side.mapped.findings, std::back_inserter(progress.night.findings));
    side.mapped.findings.clear();
  }
}

void validate(Progress& progress, const sync::Settings& settings) {
  sync::judge_geometry(progress.night, settings);
  sync::set_held(progress.night);
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
    sync::refuse_inserts(progress.night.sides[r], progress.stored,
                         settings.run.geometry_tolerance_m);
    unfollowed[r] = sync::stand(progress.night.sides[r], progress.stored, settings, covered,
                                progress.night.held);
    sync::link(progress.night.sides[r].mapped.tables);
  });
  for (auto& each : unfollowed) progress.unfollowed.merge(each);
  sync::judge_references(progress.night, settings);
  sync::judge_content(progress.night, settings);
  std::ranges::move(sync::judged_columns(progress.deliveries,
                                         config::models_with(settings.generation), settings),
                    std::back_inserter(progress.night.findings));
  if (progress.of_models.fates.empty()) {
    judge(progress.of_models, settings, progress.model_findings);
  }
}

namespace {

config::ConfigError not_as_seen(std::int64_t batch, sync::Language language) {
  return config::ConfigError(
      language == sync::Language::tr
          ? fmt::format("{} numaralı bekleyen için karar uygulanmadı: bugünkü değişiklikler artık "
                        "görülenler değil (yeni bir teslim geldi ya da yayımdaki veri değişti). Bir "
                        "çalışmadan sonra `uavt-sync held` ile yenisine bakın",
                        batch)
          : fmt::format("nothing was decided about batch {}: today's changes are no longer those "
                        "that were seen (there is a new delivery, or what is published has moved). "
                        "After a run, look at the new one with `uavt-sync held`",
                        batch));
}

/// Every change of a batch that somebody refuses becomes a ruling.
std::vector<sync::Ruling> refusals_of(const Progress& progress, const sync::Guarded& guarded,
                                      const sync::BatchDecision& decision, std::int64_t day) {
  const sync::Refusal refusal{sync::RulingOrigin::reject, decision.batch, decision.person,
                              decision.reason, day};
  return sync::refusals(progress.night, progress.matched, progress.plan, progress.stored, refusal,
                        [&](sync::Layer layer, std::size_t entity) {
                          return std::ranges::binary_search(guarded.entities[index(layer)], entity);
                        });
}

}  // namespace

void match(Progress& progress, const sync::Settings& settings) {
  progress.matched = sync::matched(progress.night, progress.stored, settings);
  progress.shifts = sync::source_shifts(progress.night, progress.matched, settings);
  sync::judge_shifts(progress.night, progress.shifts, settings);
}

void reconcile(Progress& progress, const sync::Settings& settings) {
  progress.plan = sync::reconciled(progress.night, progress.matched, progress.stored, settings,
                                   sync::coverages(progress.deliveries, settings));
  progress.plan.events =
      sync::events(progress.night, progress.matched, progress.stored, progress.plan);
  progress.plan.former_names = sync::former_names(progress.plan, progress.stored);
}

Guarding guard(Progress& progress, const sync::Settings& settings, const RunOptions& options) {
  sync::Guarded guarded = sync::guarded(progress.night, progress.matched, progress.stored,
                                        progress.plan, settings, options.decision);
  if (options.decision && !guarded.decided) {
    throw not_as_seen(options.decision->batch, settings.run.language);
  }
  Guarding guarding;
  if (options.decision && options.decision->state == sync::BatchState::rejected) {
    guarding.refused =
        refusals_of(progress, guarded, *options.decision, options.day.value_or(today()));
    progress.stored.rulings.insert(progress.stored.rulings.end(), guarding.refused.begin(),
                                   guarding.refused.end());
  }
  guarding.plan = std::move(guarded.plan);
  guarding.walk_again = !guarded.hold.empty() || !guarding.refused.empty();
  if (guarding.walk_again) {
    // What was delivered is as it was; everything made of it is made anew.
    progress.night = sync::Night();
    progress.night.held = std::move(guarded.hold);
    progress.matched = {};
    progress.unfollowed.clear();
  }
  return guarding;
}

void tell_guarding(Progress& progress, const sync::Settings& settings, Guarding guarding) {
  progress.plan.rulings_made = std::move(guarding.refused);
  sync::tell_held(progress.night, guarding.plan, settings, progress.plan);
  progress.plan.guard = std::move(guarding.plan);
}

void settle_findings(Progress& progress, const sync::Settings& settings, const RunOptions& options,
                     sql::Database* database, std::int64_t run) {
  std::vector<sync::Finding> findings = std::move(progress.night.findings);
  std::ranges::move(progress.model_findings, std::back_inserter(findings));
  for (auto* deliveries : {&progress.deliveries, &progress.of_models.deliveries}) {
    for (sync::Delivery& delivery : *deliveries) {
      std::ranges::move(delivery.findings, std::back_inserter(findings));
    }
  }
  for (Reprojection* way : {&progress.reprojection, &progress.of_models.reprojection}) {
    std::ranges::move(way->findings, std::back_inserter(findings));
  }
  std::vector<sync::SourceAccount> accounts;
  for (const sync::Side& side : progress.night.sides) {
    accounts.insert(accounts.end(), side.mapped.accounts.begin(), side.mapped.accounts.end());
  }
  if (options.store == Store::no_database) {
    // Nobody can decide where nothing is published.
    for (sync::Finding& finding : findings) finding.question.reset();
  }
  sync::group(findings, accounts);
  sync::identify(findings, progress.night, progress.matched, settings,
                 options.store == Store::no_database ? sync::Keys::content : sync::Keys::numbers);
  sync::conceal(findings, progress.night, settings.restrictions);
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

}  // namespace uavt::app
