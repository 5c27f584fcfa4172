#include "app/corrections.hpp"

#include "geo/transformation.hpp"
#include "report/correction_json.hpp"
#include "sync/coverage.hpp"
#include "sync/text.hpp"
#include "sync/worklist.hpp"
#include "sync/worklist_memory.hpp"

#include <cmath>
#include <string_view>
#include <unordered_map>

namespace uavt::app {

namespace {

using Known = std::unordered_map<std::string_view, const sync::OpenItem*>;

Known open_before(const sync::Stored& stored) {
  Known known;
  for (const sync::OpenItem& item : stored.work_items) known.emplace(item.fingerprint, &item);
  return known;
}

/// Longitude and latitude of every item's place, in one transformation.
void add_lonlat(std::vector<sync::WorkItem>& items, const std::string& target_crs) {
  std::vector<double> xy;
  for (const sync::WorkItem& item : items) {
    if (item.point) xy.insert(xy.end(), {item.point->x, item.point->y});
  }
  if (xy.empty()) return;
  geo::Transformation(target_crs, "EPSG:4326", geo::area_of_use(target_crs)).apply(xy);
  std::size_t at = 0;
  for (sync::WorkItem& item : items) {
    if (!item.point) continue;
    if (std::isfinite(xy[at]) && std::isfinite(xy[at + 1])) {
      item.lonlat = geo::Point{xy[at], xy[at + 1]};
    }
    at += 2;
  }
}

}  // namespace

void list_corrections(Progress& progress, const sync::Settings& settings, sql::Database* database,
                      std::int64_t run) {
  const sync::Stored& stored = progress.stored;
  // A trial has no number: it is the run that would come next.
  const std::int64_t tonight = run != 0 ? run : stored.last_run + 1;
  sync::Corrections found =
      sync::corrections(progress.night, progress.matched, stored, progress.plan, settings,
                        sync::coverages(progress.deliveries, settings));
  sync::ClosedItems closed;
  if (database != nullptr && stored.last_run != 0) {
    closed = database->closed_items(settings.municipality.ilce,
                                    sync::not_remembered(found.items, stored));
  }
  sync::compare(progress.plan, std::move(found), stored, closed, tonight);
  progress.plan.deliveries_added =
      sync::delivered_anew(progress.deliveries, stored, settings, tonight);
  add_lonlat(progress.plan.work_items, settings.municipality.target_crs);
  sync::judge_ages(progress.night, progress.plan, stored, settings);
}

std::vector<sync::ToldItem> told_corrections(const sync::Plan& plan, const sync::Stored& stored) {
  const sync::ItemAges ages(stored, plan);
  std::vector<sync::ToldItem> told;
  for (const sync::WorkItem& item : plan.work_items) {
    told.push_back({report::correction(item), item.number, item.list, item.state, item.since_run,
                    ages.deliveries(item.list, item.layer, item.record.mahalle_kodu,
                                    item.since_run),
                    item.sort_key});
  }
  const Known known = open_before(stored);
  const auto keep = [&](const std::vector<std::string>& fingerprints, bool closed) {
    for (const std::string& fingerprint : fingerprints) {
      const auto found = known.find(fingerprint);
      if (found == known.end()) continue;
      const sync::OpenItem& item = *found->second;
      told.push_back({item.json, item.number, item.list,
                      closed ? sync::ItemState::closed : item.state, item.since_run,
                      ages.deliveries(item.list, item.layer, item.mahalle_kodu, item.since_run),
                      item.sort_key});
    }
  };
  keep(plan.work_standing, false);
  keep(plan.work_closed, true);
  sync::sort_for_typing(told);
  return told;
}

std::vector<sql::StoredItem> stored_corrections(const sync::Plan& plan,
                                                const sync::Stored& stored) {
  const Known known = open_before(stored);
  std::vector<sql::StoredItem> written;
  for (const sync::WorkItem& item : plan.work_items) {
    std::string json = report::correction(item);
    std::string digest = sync::hash_hex(json + item.sort_key);
    const auto before = known.find(item.fingerprint);
    if (before != known.end() && before->second->content_digest == digest) continue;
    written.push_back({item, std::move(digest), std::move(json)});
  }
  return written;
}

}  // namespace uavt::app
