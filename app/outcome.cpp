#include "app/outcome.hpp"

#include "app/corrections.hpp"
#include "app/kept_findings.hpp"
#include "config/model.hpp"
#include "importers/reader.hpp"
#include "report/report.hpp"
#include "sync/account.hpp"
#include "sync/causes.hpp"
#include "sync/coverage.hpp"
#include "sync/quality.hpp"
#include "sync/rules_source.hpp"
#include "sync/standing.hpp"
#include "sync/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <ctime>
#include <iterator>
#include <limits>
#include <set>
#include <unordered_map>
#include <fstream>
#include <unordered_set>

#include <unistd.h>

namespace uavt::app {

namespace {

std::string utc_now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

/// Source: proc(5), VmHWM in kB. (ru_maxrss would count what the process was before it became us.)
std::uint64_t peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

}  // namespace

std::int64_t today() {
  // Türkiye has kept UTC+3 all year since September 2016.
  const auto now = std::chrono::system_clock::now() + std::chrono::hours(3);
  return std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
}

sync::RunInfo run_info(const sync::Settings& settings, const std::string& command) {
  sync::RunInfo info;
  info.started = utc_now();
  info.versions = {{"uavt-sync", UAVT_VERSION},
                   {"gdal", importers::gdal_version()},
                   {"proj", geo::proj_version()},
                   {"geos", geo::geos_version()}};
  info.settings_digest = settings.digest;
  info.parameters = settings.parameters_in_force();
  info.command = command;
  info.municipality = settings.municipality.name;
  info.target_crs = settings.municipality.target_crs;
  info.ilce = settings.municipality.ilce;
  return info;
}

sql::Database open_database(const sync::Settings& settings, const RunOptions& options,
                            sync::RunInfo& info) {
  sql::Database database(conninfo(settings));
  database.lock(settings.municipality.ilce);
  const int srid = geo::epsg_code(settings.municipality.target_crs);
  if (options.store == Store::publish) {
    const sync::Municipality& here = settings.municipality;
    database.migrate(srid, config::model_named(settings.generation), here.ilce);
    database.name_district(here.ilce, here.name, here.il);
  } else if (const auto pending = database.pending_migrations(); !pending.empty()) {
    throw config::ConfigError(fmt::format(
        "the database lacks {} migration(s), the first is {}; `{}` writes nothing, so run "
        "`uavt-sync migrate` first",
        pending.size(), pending.front(), options.command));
  }
  const auto [postgresql, postgis] = database.versions();
  info.versions["postgresql"] = postgresql;
  info.versions["postgis"] = postgis;
  return database;
}

void require_writable(const std::filesystem::path& report_dir) {
  std::error_code error;
  std::filesystem::create_directories(report_dir, error);
  if (!error && ::access(report_dir.c_str(), W_OK | X_OK) != 0) {
    error = {errno, std::generic_category()};
  }
  if (!error) return;
  throw config::ConfigError(fmt::format(
      "[run] report_dir {} cannot be written ({}): make it a folder in which the user of this "
      "program may write; nothing was begun",
      report_dir.string(), error.message()));
}

config::ConfigError report_not_written(const std::filesystem::filesystem_error& error,
                                       std::int64_t number, bool applied) {
  if (number == 0) {
    return config::ConfigError(fmt::format(
        "the report could not be written ({}): name a folder in which you may write with --out",
        error.what()));
  }
  return config::ConfigError(fmt::format(
      "run {} was {}, but its report could not be written ({}): see to [run] report_dir, then "
      "`uavt-sync report {} --format json --out DIR` writes it",
      number, applied ? "published" : "stored", error.what(), number));
}

void note_intake(Stages& stages, const std::vector<sync::Delivery>& deliveries) {
  std::uint64_t rows = 0;
  std::uint64_t reused = 0;
  for (const sync::Delivery& delivery : deliveries) {
    rows += delivery.rows_read;
    reused += delivery.reused ? 1 : 0;
  }
  stages.note("sources", std::to_string(deliveries.size()));
  stages.note("reused", std::to_string(reused));
  stages.note("rows", std::to_string(rows));
}

std::vector<sync::SourceResult> source_results(const std::vector<sync::Delivery>& deliveries,
                                               const Reprojection& reprojection,
                                               const sync::Settings& settings) {
  std::vector<sync::SourceResult> results;
  for (std::size_t d = 0; d < deliveries.size(); ++d) {
    const sync::Delivery& delivery = deliveries[d];
    const sync::SourceSettings& source = settings.sources[delivery.source];
    sync::SourceResult result;
    result.name = source.name;
    result.reg = source.reg;
    result.layer = source.layer;
    result.model_type = source.model_type;
    result.path = source.path;
    result.files = delivery.files;
    result.digest = delivery.digest;
    result.driver = delivery.driver;
    result.profile = delivery.profile;
    result.encoding = delivery.encoding_used;
    result.read = delivery.read;
    result.reused = delivery.reused;
    result.rows_read = delivery.rows_read;
    result.crs_declared = delivery.crs;
    if (d < reprojection.operations.size()) {
      result.crs_used = reprojection.crs_used[d];
      result.operation = reprojection.operations[d];
    }
    result.unmapped = delivery.unmapped;
    result.as_of = delivery.as_of;
    results.push_back(std::move(result));
  }
  return results;
}

void add_fates(sync::Result& result, const sync::Night& night, sync::Register reg,
               const sync::Matched& matched, const sync::Plan& plan) {
  const auto& accounts = night.side(reg).mapped.accounts;
  const std::vector<sync::Fates> fates = sync::fates(night, reg, matched, plan);
  for (std::size_t a = 0; a < accounts.size(); ++a) {
    result.sources[accounts[a].source].fates = fates[a];
  }
}

void add_notes(sync::Result& result, const sync::Stored& stored,
               const sync::Plan& plan) {
  std::set<std::pair<sync::Register, sync::Layer>> spoken;
  for (const auto& [reg, layer, mahalle] : stored.spoken) spoken.emplace(reg, layer);
  for (const auto& [reg, layer, mahalle] : plan.spoken_added) spoken.emplace(reg, layer);
  for (const sync::Layer layer : sync::all_layers) {
    if (layer == sync::Layer::centreline || layer == sync::Layer::parcel) continue;
    const sync::Sides both = sync::sides(layer);
    const bool national = spoken.contains({both.national, layer});
    const bool municipal = spoken.contains({both.municipal, layer});
    if (national == municipal) continue;
    const std::string_view silent = sync::name(national ? both.municipal : both.national);
    result.notes_tr.push_back(fmt::format(
        "{}: {} kütüğü bu katman için henüz veri vermedi, karşılaştırma yapılmadı",
        sync::name(layer), silent));
    result.notes_en.push_back(fmt::format(
        "{}: the {} register has not yet delivered this layer, nothing was compared",
        sync::name(layer), silent));
  }
  for (const sync::SourceResult& source : result.sources) {
    if (source.read) continue;
    result.notes_tr.push_back(
        fmt::format("{}: kaynak bu gece okunmadı, son görülen hâli geçerli", source.name));
    result.notes_en.push_back(
        fmt::format("{}: the source was not read tonight, its rows stand as last seen", source.name));
  }
}

void add_events(sync::Result& result, const sync::Night& night, const sync::Matched& matched,
                const sync::Stored& stored, const sync::Plan& plan) {
  if (plan.events.empty()) return;
  const auto codes = sync::neighbourhood_codes(night, matched, stored);
  for (const sync::Event& event : plan.events) {
    sync::EventResult told{.event = event};
    const auto code = codes.find(event.mahalle);
    if (code != codes.end()) told.mahalle_kodu = code->second;
    for (const sync::Finding& finding : plan.findings) {
      if (finding.rule != sync::Rule::uav_09 || finding.attribute != sync::name(event.kind)) {
        continue;
      }
      const sync::Subject& first = finding.subjects.front();
      if (first.layer == event.layer && first.tucbs_no == event.thing) {
        told.finding = finding.fingerprint;
      }
    }
    result.events.push_back(std::move(told));
  }
}

void add_kept(sync::Result& result, const sync::Plan& plan, const sync::Stored& stored) {
  for (KeptOpen& kept : kept_findings(plan, stored)) result.kept.push_back(std::move(kept.told));
}

void judge_whole(sync::Plan& plan, const sync::Night& night, const sync::Matched& matched,
                 const std::vector<sync::SourceShift>& shifts, const sync::Stored& stored,
                 const sync::Settings& settings) {
  plan.causes = sync::assign_causes(plan.findings, night, matched, shifts, settings);
  sync::carry_causes(plan.causes, report::causes_of(stored.last_summary), stored.findings,
                     plan.findings_standing);
  plan.quality = sync::quality(plan, night, matched, stored);
}

std::vector<sync::TrendRun> trend(sql::Database& database, int ilce_kodu) {
  try {
    return database.trend(ilce_kodu, std::numeric_limits<std::int64_t>::max(), report::trend_runs);
  } catch (const sql::DatabaseError& error) {
    spdlog::warn("the trend could not be read: {}", error.what());
    return {};
  }
}

void add_lonlat(std::vector<sync::Finding>& findings, const std::string& target_crs) {
  std::vector<double> xy;
  for (const sync::Finding& finding : findings) {
    if (finding.point) xy.insert(xy.end(), {finding.point->x, finding.point->y});
  }
  if (xy.empty()) return;
  const geo::Transformation way(target_crs, "EPSG:4326", geo::area_of_use(target_crs));
  way.apply(xy);
  std::size_t at = 0;
  for (sync::Finding& finding : findings) {
    if (!finding.point) continue;
    if (std::isfinite(xy[at]) && std::isfinite(xy[at + 1])) {
      finding.lonlat = geo::Point{xy[at], xy[at + 1]};
    }
    at += 2;
  }
}

void remember_sources(sync::Plan& plan, const std::vector<sync::Delivery>& deliveries,
                      const Reprojection& reprojection,
                      const std::map<std::uint16_t, std::int64_t>& unfollowed,
                      const sync::Stored& stored, const sync::Night& night,
                      const sync::Settings& settings) {
  const std::set<std::uint16_t> waiting = sync::waiting_deltas(night, settings);
  for (std::size_t d = 0; d < deliveries.size(); ++d) {
    const sync::Delivery& delivery = deliveries[d];
    if (!delivery.read) continue;
    sync::SourceMemory memory;
    memory.name = settings.sources[delivery.source].name;
    memory.digest = delivery.digest;
    memory.settings_digest = settings.digest;
    memory.operation = reprojection.operations[d].operation;
    const auto known = unfollowed.find(delivery.source);
    memory.unfollowed_quarantined = known == unfollowed.end() ? 0 : known->second;
    const auto before = stored.sources.find(memory.name);
    sync::remember_sight(memory, delivery,
                         before == stored.sources.end() ? nullptr : &before->second);
    if (waiting.contains(delivery.source)) {
      memory.versiyon =
          before == stored.sources.end() ? sync::null_integer : before->second.versiyon;
    }
    plan.sources.push_back(std::move(memory));
  }
}

std::uint64_t rows_written(const sync::Plan& plan) {
  std::uint64_t rows = 0;
  for (const sync::LayerPlan& layer : plan.layers) {
    rows += layer.inserted + layer.updated + layer.deleted.size();
  }
  return rows;
}

namespace {

/// Digest of a finding's content, and the waiver it stands under: giving one is a change.
std::string under_waiver(const std::string& digest, std::int64_t waiver) {
  const std::string content = digest.substr(0, digest.find('/'));
  return waiver == 0 ? content : fmt::format("{}/{}", content, waiver);
}

sql::StoredFinding stored_finding(const sync::Finding& finding, const std::string& digest,
                                  const sync::Settings& settings) {
  sql::StoredFinding stored;
  stored.fingerprint = finding.fingerprint;
  stored.rule = sync::info(finding.rule).id;
  stored.severity = sync::name(finding.severity);
  if (!finding.subjects.empty()) {
    const sync::Subject& first = finding.subjects[0];
    stored.reg = sync::name(first.reg);
    if (first.layer) stored.layer = sync::name(*first.layer);
    if (!finding.grouped) {
      stored.key = first.key;
      if (first.mahalle_kodu != sync::null_integer) stored.mahalle_kodu = first.mahalle_kodu;
    }
  }
  stored.point = finding.point;
  stored.first_run = finding.first_run;
  stored.content_digest = digest;
  stored.json = report::json(finding, settings);
  if (finding.waiver) stored.waiver = finding.waiver->id;
  return stored;
}

/// One that nobody found tonight, under another waiver than before or under none.
sql::StoredFinding stored_finding(const KeptOpen& kept) {
  const sync::OpenFinding& known = *kept.known;
  sql::StoredFinding stored;
  stored.fingerprint = known.fingerprint;
  stored.rule = sync::info(known.rule).id;
  stored.severity = sync::name(known.severity);
  if (known.reg) stored.reg = sync::name(*known.reg);
  if (known.layer) stored.layer = sync::name(*known.layer);
  stored.key = known.key;
  if (known.mahalle_kodu != sync::null_integer) stored.mahalle_kodu = known.mahalle_kodu;
  stored.point = known.point;
  stored.first_run = known.first_run;
  stored.waiver = kept.told.waiver ? kept.told.waiver->id : 0;
  stored.content_digest = under_waiver(known.content_digest, stored.waiver);
  stored.json = report::json(kept.told);
  return stored;
}

}  // namespace

sql::RunOutcome run_outcome(const sync::Result& result, const sync::RunInfo& info,
                            const sync::Plan& plan, const sync::Stored& stored,
                            const sync::Settings& settings) {
  sql::RunOutcome outcome;
  outcome.summary_json = report::summary(info, result, settings);
  outcome.result_digest = sync::hash_hex(report::canonical_result(result, settings));
  outcome.exit_code = result.verdict.exit_code;
  outcome.counts_json = report::group_counts(result);
  std::ranges::set_difference(stored.quality, plan.quality,
                              std::back_inserter(outcome.measures_ended));
  std::ranges::set_difference(plan.quality, stored.quality,
                              std::back_inserter(outcome.measures_begun));
  std::unordered_map<std::string_view, std::string_view> known;
  for (const sync::OpenFinding& each : stored.findings) {
    known.emplace(each.fingerprint, each.content_digest);
  }
  for (const sync::Finding& finding : plan.findings) {
    const std::string digest = under_waiver(sync::hash_hex(report::content(finding, settings)),
                                            finding.waiver ? finding.waiver->id : 0);
    const auto before = known.find(finding.fingerprint);
    if (before != known.end() && before->second == digest) continue;
    outcome.findings_written.push_back(stored_finding(finding, digest, settings));
  }
  outcome.items_written = stored_corrections(plan, stored);
  for (const KeptOpen& kept : kept_findings(plan, stored)) {
    if (kept.rewaived) outcome.findings_written.push_back(stored_finding(kept));
  }
  return outcome;
}

void finish(sync::RunInfo& info, const sync::Result& result, const sync::Settings& settings) {
  info.ended = utc_now();
  info.peak_memory_bytes = peak_memory();
  info.result_digest = sync::hash_hex(report::canonical_result(result, settings));
}

void close_unpublished(sql::Database& database, std::int64_t number, const RunReport& report,
                       const sync::Settings& settings) {
  try {
    database.end_run(number, "yayimlanmadi", report.result.verdict.exit_code,
                     report::summary(report.info, report.result, settings));
  } catch (const sql::DatabaseError& error) {
    spdlog::error("the run's ledger row could not be closed: {}", error.what());
  }
}

}  // namespace uavt::app
