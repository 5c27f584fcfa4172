#include "app/model_validation.hpp"

#include "app/crs_check.hpp"
#include "app/exit_code.hpp"
#include "app/finding_memory.hpp"
#include "app/intake.hpp"
#include "app/model_sources.hpp"
#include "app/outcome.hpp"
#include "config/loader.hpp"
#include "config/model.hpp"
#include "geo/error.hpp"
#include "importers/reader.hpp"
#include "report/html.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "sync/account.hpp"
#include "sync/concealing.hpp"
#include "sync/findings.hpp"
#include "sync/mapping.hpp"
#include "sync/rules_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <set>

namespace uavt::app {

namespace {

const sync::FeatureType& type_of(const sync::Model& model, const std::string& name) {
  if (name.empty() && model.types.size() == 1) return model.types.front();
  const sync::FeatureType* const type = name.empty() ? nullptr : model.type(name);
  if (type != nullptr) return *type;
  std::string known;
  for (const sync::FeatureType& each : model.types) {
    known += (known.empty() ? "" : ", ") + report::visible(each.name);
  }
  throw config::ConfigError(
      name.empty() ? fmt::format("--model {} needs --type; it has {}", model.name, known)
                   : fmt::format("model {} has no type '{}'; it has {}", model.name, name, known));
}

/// One source a file, called by its file's name; two of the same name are told apart.
std::vector<sync::SourceSettings> sources_of(const ModelOptions& options,
                                             const std::string& type_name) {
  std::vector<sync::SourceSettings> sources;
  std::set<std::string> names;
  for (const std::string& file : options.files) {
    sync::SourceSettings source;
    const std::string name = std::filesystem::path(file).filename().string();
    source.name = name;
    for (int next = 2; !names.insert(source.name).second; ++next) {
      source.name = fmt::format("{} ({})", name, next);
    }
    source.layer = sync::SourceLayer::flat;  // the type's own columns; it feeds no layer
    source.model_type = type_name;
    source.path = file;
    source.table = options.table;
    source.profile = type_name;
    sources.push_back(std::move(source));
  }
  return sources;
}

bool knows_its_area(const std::string& crs) {
  try {
    (void)geo::area_of_use(crs);
  } catch (const geo::CrsError&) {
    return false;
  }
  return true;
}

/// What a delivery's coordinates are in; empty where there are none, or nobody understands it.
std::string crs_of(const sync::Delivery& delivery) {
  if (!delivery.read || !delivery.rows.has_geometry || delivery.crs.empty()) return {};
  try {
    (void)geo::crs_name(delivery.crs);
    return delivery.crs;
  } catch (const geo::CrsError&) {
    return {};
  }
}

/// Is a place the same in this CRS as in degrees of WGS 84? Units: degrees; datums differ by less
/// than 0.01.
bool in_degrees(const std::string& crs, geo::Point at) {
  std::vector<double> xy = {at.x, at.y};
  geo::Transformation(crs, "EPSG:4326", {25, 34, 46, 44}, {true, {}}).apply(xy);
  return std::abs(xy[0] - at.x) < 0.01 && std::abs(xy[1] - at.y) < 0.01;
}

/// TUREF's 3° zone in the middle of coordinates that are degrees in Türkiye; empty for all others.
/// Source: EPSG:5253 (TM27) … EPSG:5259 (TM45).
std::string metric_zone(const geo::GeometryColumn& geometry, const std::string& crs) {
  geo::Box box;
  for (std::size_t row = 0; row < geometry.size(); ++row) {
    if (geometry.kind(row) == geo::Kind::null) continue;
    const geo::Point at = geometry.centre(row);
    if (std::isfinite(at.x) && std::isfinite(at.y)) box.add(at.x, at.y);
  }
  const bool here = box.min_x > 25 && box.max_x < 46 && box.min_y > 34 && box.max_y < 44;
  if (!here || !in_degrees(crs, {box.min_x, box.min_y})) return {};
  const auto zone = std::clamp(std::lround((box.min_x + box.max_x) / 2 / 3), 9L, 15L);
  return fmt::format("EPSG:{}", 5253 + zone - 9);
}

/// Points are told in one system and as longitude and latitude: the configuration's target; without
/// one, what the first file with a CRS declares, degrees made metres. Empty when none declares any:
/// such a file is judged as delivered, and where its points lie nobody knows.
std::string target_of(const std::vector<sync::Delivery>& deliveries,
                      const sync::Settings& settings) {
  if (!settings.file.empty()) return settings.municipality.target_crs;
  for (const sync::Delivery& delivery : deliveries) {
    const std::string crs = crs_of(delivery);
    if (crs.empty()) continue;
    const std::string zone = metric_zone(delivery.rows.geometry, crs);
    if (!zone.empty()) return zone;
    if (knows_its_area(crs)) return crs;
  }
  return {};
}

/// The `reproject` stage for the files that say what their coordinates are.
/// Errors: geo::CrsError.
Reprojection reprojected(std::vector<sync::Delivery>& deliveries, const sync::Settings& settings) {
  Reprojection result;
  result.operations.resize(deliveries.size());
  result.crs_used.resize(deliveries.size());
  const std::string& target = settings.municipality.target_crs;
  const sync::Stored nothing;
  CrsCheck check(settings, settings.file.empty() ? geo::GeometryColumn() : extent_of(settings),
                 nothing);
  for (std::size_t d = 0; d < deliveries.size(); ++d) {
    const std::string crs = crs_of(deliveries[d]);
    if (crs.empty() || target.empty()) continue;
    if (settings.file.empty() && geo::same_crs(crs, target)) continue;  // judged as it is
    std::vector<sync::Delivery> one;
    one.push_back(std::move(deliveries[d]));
    Reprojection way;
    reproject(one, settings, check, nothing, way);
    deliveries[d] = std::move(one.front());
    result.operations[d] = std::move(way.operations.front());
    result.crs_used[d] = std::move(way.crs_used.front());
    std::ranges::move(way.findings, std::back_inserter(result.findings));
  }
  return result;
}

}  // namespace

int validate_model_command(sync::Settings settings, const ModelOptions& options,
                           const RunOptions& run) {
  const sync::Model model = config::model_named(options.model);
  const sync::FeatureType& type = type_of(model, options.type);
  const std::string type_name = sync::full_name(model, type);
  settings.sources = sources_of(options, type_name);
  settings.profiles = {sync::profile_of(model, type)};
  settings.restrictions = sync::restrictions_of(model);
  for (sync::SourceSettings& source : settings.sources) {
    source.restricted =
        sync::restricted_attributes(settings.restrictions, source.layer, source.model_type);
  }
  std::vector<sync::Model> known = config::models();
  if (std::ranges::find(known, model.name, &sync::Model::name) == known.end()) {
    known.push_back(model);
  }

  std::vector<sync::Delivery> deliveries;
  for (std::size_t s = 0; s < settings.sources.size(); ++s) {
    deliveries.push_back(importers::read(settings, static_cast<std::uint16_t>(s)));
  }
  settings.municipality.target_crs = target_of(deliveries, settings);
  Reprojection reprojection = reprojected(deliveries, settings);
  RunReport report;
  report.info =
      run_info(settings, fmt::format("validate --model {} --type {}", model.name, type.name));
  std::vector<sync::Finding> findings = std::move(reprojection.findings);
  std::vector<sync::SourceAccount> accounts;
  std::vector<sync::Fates> fates;
  for (sync::Delivery& delivery : deliveries) {
    std::ranges::move(delivery.findings, std::back_inserter(findings));
    sync::ModelJudgement judgement = sync::judged(model, type, delivery, known, settings);
    fates.push_back(fates_of(delivery, judgement));
    // Where a row of an unknown system lies, nobody can say.
    if (crs_of(delivery).empty() && !settings.municipality.target_crs.empty()) {
      for (sync::Finding& finding : judgement.findings) finding.point.reset();
    }
    std::ranges::move(judgement.findings, std::back_inserter(findings));
    sync::SourceAccount& account = accounts.emplace_back();
    account.source = delivery.source;
    account.rows_read = delivery.rows_read;
  }
  sync::group(findings, accounts);
  sync::Night night;  // no register speaks here, yet all that was remembered was judged again
  for (sync::Side& side : night.sides) side.mapped.delivered.fill(true);
  sync::identify(findings, night, {}, settings, sync::Keys::content);
  if (!settings.municipality.target_crs.empty()) {
    add_lonlat(findings, settings.municipality.target_crs);
  }
  sync::conceal(findings, night, settings.restrictions);
  report::Memory memory;
  sync::Stored stored;
  if (!run.out.empty()) {
    memory = remembered_findings(run.out);
    recall(memory, stored);
  }
  const std::int64_t day = run.day.value_or(today());
  sync::Plan plan;
  sync::compare(plan, std::move(findings), stored, night, 0, past_of(memory, day));

  report.result.sources = source_results(deliveries, reprojection, settings);
  for (std::size_t s = 0; s < fates.size(); ++s) report.result.sources[s].fates = fates[s];
  report.result.findings = plan.findings;
  add_kept(report.result, plan, stored);
  report.result.verdict = report::verdict(report.result, settings, false);
  finish(report.info, report.result, settings);
  report.json = report::json(report.info, report.result, settings);
  fmt::print("{}", report::text(report.json, settings.run.language));
  if (!run.out.empty()) {
    report.file = report::write(
        run.out, 0, {report.json, {}, report::html(report.json, {}, settings.run.language)});
    remember_findings(run.out, memory_after(memory, plan, stored, settings, day,
                                            remembered_findings(run.out).waivers));
    fmt::print("{}: {}\n", settings.run.language == sync::Language::tr ? "Rapor" : "Report",
               report.file.string());
  }
  return report.result.verdict.exit_code;
}

}  // namespace uavt::app
