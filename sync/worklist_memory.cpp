#include "sync/worklist_memory.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace uavt::sync {

namespace {

/// Newer deliveries an item may see go by. Source: RULES, UAV-11.
constexpr std::int64_t patience = 2;

using Known = std::unordered_map<std::string_view, const OpenItem*>;

Known open_before(const Stored& stored) {
  Known known;
  for (const OpenItem& item : stored.work_items) known.emplace(item.fingerprint, &item);
  return known;
}

/// The day of the last delivery that spoke for this mahalle, or for all.
std::int64_t last_day(const Stored& stored, Register reg, Layer layer, std::int64_t mahalle_kodu) {
  std::int64_t day = null_integer;
  for (const LayerDelivered& each : stored.deliveries) {
    const bool speaks = each.mahalle_kodu == 0 || each.mahalle_kodu == mahalle_kodu;
    if (each.reg == reg && each.layer == layer && speaks) day = std::max(day, each.as_of);
  }
  return day;
}

}  // namespace

std::vector<std::string> not_remembered(std::span<const WorkItem> items, const Stored& stored) {
  const Known known = open_before(stored);
  std::vector<std::string> unknown;
  for (const WorkItem& item : items) {
    if (!known.contains(item.fingerprint)) unknown.push_back(item.fingerprint);
  }
  return unknown;
}

std::vector<LayerDelivered> delivered_anew(std::span<const Delivery> deliveries,
                                           const Stored& stored, const Settings& settings,
                                           std::int64_t run) {
  std::map<std::tuple<Register, Layer, std::int64_t>, std::int64_t> days;
  for (const Delivery& delivery : deliveries) {
    const SourceSettings& source = settings.sources[delivery.source];
    const auto before = stored.sources.find(source.name);
    const bool same = before != stored.sources.end() && before->second.digest == delivery.digest;
    if (!delivery.read || same || delivery.as_of == null_integer) continue;
    const std::vector<std::int64_t> everything = {0};
    for (const Layer layer : all_layers) {
      if (!feeds(source.layer, layer)) continue;
      for (const std::int64_t mahalle : source.coverage.empty() ? everything : source.coverage) {
        auto [day, inserted] = days.try_emplace({source.reg, layer, mahalle}, delivery.as_of);
        day->second = std::max(day->second, delivery.as_of);
      }
    }
  }
  std::vector<LayerDelivered> anew;
  for (const auto& [what, day] : days) {
    const auto& [reg, layer, mahalle] = what;
    const std::int64_t before = last_day(stored, reg, layer, mahalle);
    if (before == null_integer || day > before) anew.push_back({reg, layer, mahalle, run, day});
  }
  return anew;
}

void compare(Plan& plan, Corrections corrections, const Stored& stored, const ClosedItems& closed,
             std::int64_t run) {
  Known known = open_before(stored);
  std::int64_t next = stored.next_item;
  for (WorkItem& item : corrections.items) {
    const auto before = known.find(item.fingerprint);
    if (before != known.end()) {
      item.number = before->second->number;
      item.state = before->second->state;
      item.first_run = before->second->first_run;
      item.since_run = before->second->since_run;
      known.erase(before);
      continue;
    }
    item.since_run = run;
    const auto past = closed.find(item.fingerprint);
    item.state = past == closed.end() ? ItemState::open : ItemState::reopened;
    item.number = past == closed.end() ? next++ : past->second.number;
    item.first_run = past == closed.end() ? run : past->second.first_run;
  }
  for (const OpenItem& item : stored.work_items) {
    if (!known.contains(item.fingerprint)) continue;
    const bool stands = corrections.unheard.contains(item.fingerprint) ||
                        corrections.unjudged.contains({item.layer, item.tucbs_no}) ||
                        corrections.unjudged.contains({item.layer, item.other_no});
    (stands ? plan.work_standing : plan.work_closed).push_back(item.fingerprint);
  }
  plan.work_items = std::move(corrections.items);
}

ItemAges::ItemAges(const Stored& stored, const Plan& plan) : all_(stored.deliveries) {
  all_.insert(all_.end(), plan.deliveries_added.begin(), plan.deliveries_added.end());
}

std::int64_t ItemAges::deliveries(WorkList list, Layer layer, std::int64_t mahalle_kodu,
                                  std::int64_t since_run) const {
  const Register reg = list == WorkList::uavt ? sides(layer).national : sides(layer).municipal;
  std::set<std::int64_t> runs;
  for (const LayerDelivered& each : all_) {
    const bool speaks = each.mahalle_kodu == 0 || each.mahalle_kodu == mahalle_kodu;
    if (each.reg == reg && each.layer == layer && speaks && each.run > since_run) {
      runs.insert(each.run);
    }
  }
  return static_cast<std::int64_t>(runs.size());
}

void judge_ages(Night& night, const Plan& plan, const Stored& stored, const Settings& settings) {
  if (!settings.enabled(Rule::uav_11)) return;
  const ItemAges ages(stored, plan);
  for (const WorkItem& item : plan.work_items) {
    if (item.list != WorkList::uavt || item.subject_row == no_row) continue;
    if (ages.deliveries(item.list, item.layer, item.record.mahalle_kodu, item.since_run) <
        patience) {
      continue;
    }
    const Table& table = night.side(item.subject_reg).table(item.layer);
    const auto row = static_cast<std::size_t>(item.subject_row);
    Finding finding = finding_about(Rule::uav_11, settings, item.subject_reg, table, row);
    if (!has_code(table, row)) finding.subjects[0].key = item.key;
    finding.subjects[0].mahalle_kodu = item.record.mahalle_kodu;
    finding.attribute = item.group.empty() ? std::string(name(item.operation)) : item.group;
    finding.arguments = {{"number", item.number},
                         {"operation", std::string(name(item.operation))},
                         {"uavt", item.current},
                         {"cbs", item.proposed}};
    night.findings.push_back(std::move(finding));
  }
}

void link_findings(Plan& plan) {
  using Place = std::tuple<Register, Layer, std::int32_t, std::string_view>;
  std::map<Place, std::string_view> said;
  for (const Finding& finding : plan.findings) {
    if (!info(finding.rule).id.starts_with("UAV-") || finding.rule == Rule::uav_10 ||
        finding.rule == Rule::uav_11) {
      continue;
    }
    for (const Subject& subject : finding.subjects) {
      if (!subject.layer || subject.row < 0) continue;
      said.emplace(Place(subject.reg, *subject.layer, subject.row, finding.attribute),
                   finding.fingerprint);
    }
  }
  for (WorkItem& item : plan.work_items) {
    std::string_view attribute = item.group;
    if (item.reason == WorkReason::demolished) attribute = "durum";
    const auto found =
        said.find(Place(item.subject_reg, item.layer, item.subject_row, attribute));
    if (found != said.end()) item.finding = found->second;
  }
}

}  // namespace uavt::sync
