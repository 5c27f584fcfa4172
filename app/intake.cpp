#include "app/intake.hpp"

#include "app/crs_check.hpp"

#include "geo/error.hpp"
#include "importers/reader.hpp"
#include "sync/delta.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <numeric>
#include <optional>
#include <thread>

namespace uavt::app {

namespace {

/// Türkiye, lon/lat degrees. Source: area of use of TUREF (EPSG:5252).
constexpr geo::Box turkiye{25.62, 34.42, 44.83, 43.45};

sync::Finding finding_about_source(sync::Rule rule, const sync::Settings& settings,
                                   std::uint16_t source) {
  sync::Finding finding;
  finding.rule = rule;
  finding.severity = settings.severity(rule);
  sync::Subject subject;
  subject.reg = settings.sources[source].reg;
  subject.origin.source = source;
  finding.subjects.push_back(std::move(subject));
  return finding;
}

/// A delivery that cannot be used: nothing of it stays but the finding.
void put_aside(sync::Delivery& delivery, sync::Finding finding, Reprojection& result) {
  delivery.read = false;
  delivery.rows = {};
  delivery.rows_read = 0;
  delivery.unreadable.clear();
  result.findings.push_back(std::move(finding));
}

void refuse(sync::Delivery& delivery, const sync::Settings& settings, sync::Finding finding,
            const std::string& sentence, Reprojection& result) {
  put_aside(delivery, std::move(finding), result);
  if (settings.sources[delivery.source].required) throw geo::CrsError(sentence);
}

}  // namespace

Imported imported(const sync::Settings& settings, bool full) {
  const importers::DeliveryCache cache(settings.run.state_dir / "onbellek");
  Imported result;
  std::vector<sync::Delivery>& deliveries = result.deliveries;
  deliveries.resize(settings.sources.size());
  std::vector<std::exception_ptr> errors(settings.sources.size());
  // Each worker takes the next source; what they give is put in order of the configuration.
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t s = next++; s < deliveries.size(); s = next++) {
      try {
        deliveries[s] = cache.read(settings, static_cast<std::uint16_t>(s), full);
      } catch (...) {
        errors[s] = std::current_exception();
      }
    }
  };
  const unsigned cores = settings.run.threads != 0 ? settings.run.threads
                                                   : std::max(1U, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> workers;
    for (unsigned w = 1; w < cores; ++w) workers.emplace_back(work);
    work();
  }
  for (std::size_t s = 0; s < errors.size(); ++s) {
    if (!errors[s]) continue;
    const auto source = static_cast<std::uint16_t>(s);
    try {
      std::rethrow_exception(errors[s]);
    } catch (const importers::SourceError& error) {
      if (!result.refusal) result.refusal = errors[s];
      deliveries[s].source = source;
      sync::Finding finding = finding_about_source(sync::Rule::src_01, settings, source);
      finding.severity = sync::Severity::error;
      finding.arguments = {{"path", settings.sources[s].path},
                           {"reason", std::string(error.what())}};
      deliveries[s].findings.push_back(std::move(finding));
    }
  }
  return result;
}

namespace {

/// Positions of the deliveries, mahalle first: the others are asked whether they lie among them.
std::vector<std::size_t> mahalle_first(const std::vector<sync::Delivery>& deliveries,
                                       const sync::Settings& settings) {
  std::vector<std::size_t> order(deliveries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_partition(order, [&](std::size_t d) {
    return settings.sources[deliveries[d].source].layer == sync::SourceLayer::neighbourhood;
  });
  return order;
}

/// As many vertices as say whether a layer is here.
std::vector<double> few_of(const geo::GeometryColumn& geometry) {
  return geo::sampled(geometry.coordinates(), geo::CrsDiagnosisOptions{}.sample);
}

/// CRS-06: the operation is not accurate enough, or another than last night.
void judge_operation(const geo::OperationAccount& account, const sync::Settings& settings,
                     const sync::Stored& stored, std::uint16_t source, Reprojection& result) {
  const double limit = settings.parameter(sync::Rule::crs_06, "limit_m");
  const auto before = stored.sources.find(settings.sources[source].name);
  const bool changed = before != stored.sources.end() && !before->second.operation.empty() &&
                       before->second.operation != account.operation;
  if ((account.accuracy_m <= limit && !account.ballpark && !changed) ||
      !settings.enabled(sync::Rule::crs_06)) {
    return;
  }
  sync::Finding finding = finding_about_source(sync::Rule::crs_06, settings, source);
  finding.severity = sync::Severity::warning;
  finding.arguments = {{"operation", account.operation},
                       {"accuracy_m", account.accuracy_m},
                       {"limit_m", limit},
                       {"ballpark", static_cast<std::int64_t>(account.ballpark)},
                       {"before", changed ? before->second.operation : std::string()}};
  result.findings.push_back(std::move(finding));
}

/// Refuses a delivery that is elsewhere; false when it is where it should be.
bool refuse_misplaced(const std::optional<Misplaced>& misplaced, sync::Delivery& delivery,
                      const sync::Settings& settings, Reprojection& result) {
  if (!misplaced) return false;
  sync::Finding finding = finding_about_source(misplaced->rule, settings, delivery.source);
  finding.arguments = misplaced->arguments;
  refuse(delivery, settings, std::move(finding), misplaced->sentence, result);
  return true;
}

}  // namespace

void reproject(std::vector<sync::Delivery>& deliveries, const sync::Settings& settings,
               CrsCheck& check, const sync::Stored& stored, Reprojection& result) {
  result.operations.resize(deliveries.size());
  result.crs_used.resize(deliveries.size());
  const std::string& target = settings.municipality.target_crs;
  for (const std::size_t d : mahalle_first(deliveries, settings)) {
    sync::Delivery& delivery = deliveries[d];
    if (!delivery.read || !delivery.rows.has_geometry) continue;
    const sync::SourceSettings& source = settings.sources[delivery.source];
    const std::string& crs = source.crs.empty() ? delivery.crs : source.crs;
    const std::vector<double> before = few_of(delivery.rows.geometry);
    if (crs.empty()) {
      sync::Finding finding = finding_about_source(sync::Rule::crs_01, settings, delivery.source);
      finding.arguments = {{"path", source.path}};
      refuse(delivery, settings, std::move(finding),
             fmt::format("source '{}' ({}): the layer declares no CRS and the configuration gives "
                         "none; add crs = \"EPSG:…\" to its [[source]] block{}",
                         source.name, source.path, check.proposal(before)),
             result);
      continue;
    }
    std::optional<geo::Transformation> transformation;
    try {
      transformation.emplace(crs, target, geo::area_of_use(target),
                             geo::TransformationOptions{source.allow_ballpark, source.pipeline});
      transformation->apply(delivery.rows.geometry.coordinates());
      const std::vector<double> after = few_of(delivery.rows.geometry);
      if (refuse_misplaced(check.misplaced(before, after, crs, source), delivery, settings,
                           result)) {
        continue;
      }
      result.operations[d] = transformation->account();
      result.crs_used[d] = crs;
      judge_operation(transformation->account(), settings, stored, delivery.source, result);
      if (source.layer == sync::SourceLayer::neighbourhood) {
        check.learn(delivery.rows.geometry, source.name);
      }
    } catch (const geo::CrsError& error) {
      if (!delivery.read) throw;  // refused above
      // Numbers that the declared system cannot have are another system's.
      if (transformation &&
          refuse_misplaced(check.misplaced(before, {}, crs, source), delivery, settings, result)) {
        continue;
      }
      sync::Finding finding = finding_about_source(sync::Rule::crs_06, settings, delivery.source);
      finding.arguments = {{"operation", std::string(error.what())},
                           {"accuracy_m", -1.0},
                           {"limit_m", settings.parameter(sync::Rule::crs_06, "limit_m")},
                           {"ballpark", std::int64_t{0}},
                           {"before", std::string()}};
      refuse(delivery, settings, std::move(finding),
             fmt::format("source '{}' ({}): {}{}", source.name, source.path, error.what(),
                         check.proposal(before)),
             result);
    }
  }
}

void refuse_gaps(std::vector<sync::Delivery>& deliveries, const sync::Settings& settings,
                 const sync::Stored& stored, Reprojection& result) {
  for (const sync::VersionGap& gap : sync::judge_deltas(deliveries, settings, stored)) {
    sync::Delivery& delivery = deliveries[gap.delivery];
    const sync::SourceSettings& source = settings.sources[delivery.source];
    sync::Finding finding = finding_about_source(sync::Rule::src_08, settings, delivery.source);
    finding.arguments = {{"last", gap.last}, {"next", gap.next}};
    put_aside(delivery, std::move(finding), result);
    if (!source.required) continue;
    throw importers::SourceError(fmt::format(
        "source '{}' ({}): the last versiyon applied is {}, the next one here is {}: a delta is "
        "missing. Put it beside the others, or deliver the layer whole once (delivery = \"full\").",
        source.name, source.path, gap.last, gap.next));
  }
}

geo::Box country_box(const std::string& target_crs) {
  const geo::Transformation way("EPSG:4326", target_crs, turkiye);
  constexpr int steps = 16;
  std::vector<double> xy;
  for (int i = 0; i <= steps; ++i) {
    for (int j = 0; j <= steps; ++j) {
      xy.push_back(turkiye.min_x + (turkiye.max_x - turkiye.min_x) * i / steps);
      xy.push_back(turkiye.min_y + (turkiye.max_y - turkiye.min_y) * j / steps);
    }
  }
  way.apply(xy);
  geo::Box box;
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) box.add(xy[i], xy[i + 1]);
  return box;
}

geo::GeometryColumn extent_of(const sync::Settings& settings) {
  geo::GeometryColumn shape;
  if (settings.municipality.extent.empty()) return shape;
  // Read as a mahalle layer of which only the geometry is wanted.
  sync::Settings only = settings;
  sync::SourceSettings source;
  source.name = "extent";
  source.layer = sync::SourceLayer::neighbourhood;
  source.path = settings.municipality.extent.string();
  only.sources = {source};
  std::vector<sync::Delivery> deliveries;
  deliveries.push_back(importers::read(only, 0));
  const sync::Stored nothing;
  CrsCheck check(only, {}, nothing);  // it is the ground that others are asked about
  Reprojection way;
  reproject(deliveries, only, check, nothing, way);
  return deliveries.front().rows.geometry;
}

}  // namespace uavt::app
